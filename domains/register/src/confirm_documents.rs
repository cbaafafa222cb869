//! Confirms that what documents say still holds.

use crate::asked_documents::contents_of;
use crate::confirmation::{Confirmation, compute_carried_to};
use crate::document::{DOCUMENT, Document};
use crate::touched::touch_subjects;
use crate::trail::audit_for;
use crate::{CONFIRM_DOCUMENTS, READ_DOCUMENTS, store};
use kernel::{Error, Id, Message, Objection, Result, Subject};
use organisation::acting_name;
use std::collections::{BTreeMap, BTreeSet};
use storage::{AuditEntry, Read, Tx};

/// Documents that somebody says hold.
#[derive(Clone, Debug)]
pub struct ConfirmDocuments {
    /// Each with the fingerprint of what was read, where somebody looked.
    pub documents: Vec<(Id, Option<String>)>,
    /// What somebody else has changed is not confirmed: nobody has looked at each by itself.
    pub together: bool,
}

/// Confirms all of them or none. Only their owners may, or who stands in for an owner that is away.
///
/// # Errors
/// Not found for one that the actor may not read; refused without permission and for who does not own it; rejected for none at all, and for one that
/// is withdrawn, has changed since it was read or, where several are confirmed together, since it was confirmed last.
pub fn confirm_documents(tx: &mut Tx, ask: &ConfirmDocuments) -> Result<()> {
    if ask.documents.is_empty() {
        return Err(Error::rejected("", "register-objection-no-document-to-confirm"));
    }
    if !access::may_anywhere(tx, CONFIRM_DOCUMENTS)? {
        return Err(access::refused(CONFIRM_DOCUMENTS));
    }
    let seen: BTreeMap<Id, Option<&str>> =
        ask.documents.iter().map(|(id, content)| (*id, content.as_deref())).collect();
    let documents = readable(tx, &Vec::from_iter(seen.keys().copied()))?;
    let owned = owned_among(tx, &documents)?;
    if documents.iter().any(|document| !owned.contains(&document.id)) {
        return Err(Error::Refused(Message::new("refused-document-confirmation")));
    }
    let contents = contents_of(tx, &documents)?;
    let kept = store::document_confirmations_of(tx, &Vec::from_iter(seen.keys().copied()))?;
    let wrong = documents.iter().filter_map(|document| {
        let is_read = seen.get(&document.id).copied().flatten();
        let is_other = is_read.is_some_and(|read| contents.get(&document.id).is_none_or(|now| now != read));
        let is_broken = kept.get(&document.id).is_some_and(|one| one.broken_on.is_some());
        check_document_confirmation(document, is_other, ask.together && is_broken)
    });
    let objections: Vec<Objection> = wrong.collect();
    if !objections.is_empty() {
        return Err(Error::Rejected(objections));
    }
    save(tx, &documents, &contents, &kept)
}

/// What stands against confirming a document: whether it is another than was read, and whether what somebody else has changed
/// was not looked at.
#[must_use]
pub fn check_document_confirmation(
    document: &Document,
    is_other_than_read: bool,
    is_unseen: bool,
) -> Option<Objection> {
    let key = if document.withdrawn.is_some() {
        "register-objection-withdrawn-one"
    } else if is_other_than_read {
        "register-objection-confirmation-stale"
    } else if is_unseen {
        "register-objection-document-look-first"
    } else {
        return None;
    };
    Some(Objection::new(document.id.to_string(), Message::new(key).with("name", document.name.as_str())))
}

fn readable(read: &Read, ids: &[Id]) -> Result<Vec<Document>> {
    let documents = store::documents_by_id(read, ids)?;
    let subjects: BTreeSet<Id> = documents.iter().map(|document| document.subject.id).collect();
    let seen = access::permitted(read, READ_DOCUMENTS, &Vec::from_iter(subjects.iter().copied()))?;
    let is_whole = documents.len() == ids.len() && seen.len() == subjects.len();
    if is_whole { Ok(documents) } else { Err(Error::NotFound) }
}

/// Those of some documents that the actor owns today, or whose owner they stand in for.
pub(crate) fn owned_among(read: &Read, documents: &[Document]) -> Result<BTreeSet<Id>> {
    if read.actor().is_trusted() {
        return Ok(documents.iter().map(|document| document.id).collect());
    }
    let Some(person) = read.actor().person else { return Ok(BTreeSet::new()) };
    let mut owners = store::stood_in_for(read, person)?;
    owners.insert(person);
    let mine: Vec<(Id, Id)> = documents
        .iter()
        .filter_map(|document| Some((document.id, document.owner.filter(|owner| owners.contains(owner))?)))
        .collect();
    let saved = store::days_saved(read, &mine.iter().map(|(id, _)| *id).collect::<Vec<_>>())?;
    let named: Vec<(Id, (Id, kernel::Date))> =
        mine.into_iter().filter_map(|(id, owner)| Some((id, (owner, *saved.get(&id)?)))).collect();
    // Who no longer works where they were named owner owns it no longer.
    let last_days = organisation::last_days_at_home(read, &named.iter().map(|(_, owner)| *owner).collect())?;
    let is_owned = |owner: &(Id, kernel::Date)| last_days.get(owner).is_none_or(|last| *last >= read.today());
    Ok(named.into_iter().filter(|(_, owner)| is_owned(owner)).map(|(id, _)| id).collect())
}

fn save(
    tx: &mut Tx,
    documents: &[Document],
    contents: &BTreeMap<Id, String>,
    kept: &BTreeMap<Id, Confirmation>,
) -> Result<()> {
    let (by, by_name, at, on) = (tx.actor().person, acting_name(tx)?, tx.instant(), tx.today());
    let given = |document: &Document| Confirmation {
        record: document.id,
        by,
        by_name: by_name.clone(),
        at,
        on,
        fingerprint: contents.get(&document.id).cloned().unwrap_or_default(),
        broken_on: None,
    };
    // Whoever says the same twice in a day, such as in two windows, has said it once.
    let is_new = |one: &Confirmation| {
        kept.get(&one.record).is_none_or(|before| Confirmation { at, ..before.clone() } != *one)
    };
    let given: Vec<Confirmation> = documents.iter().map(given).filter(is_new).collect();
    if given.is_empty() {
        return Ok(());
    }
    store::save_document_confirmations(tx, &given)?;
    let given: BTreeSet<Id> = given.into_iter().map(|one| one.record).collect();
    let documents: Vec<&Document> = documents.iter().filter(|one| given.contains(&one.id)).collect();
    tell(tx, &documents)?;
    touch_subjects(tx, &documents.into_iter().map(|one| one.subject.clone()).collect())
}

/// What is said in an owner's place is told as said for them.
fn tell(tx: &mut Tx, documents: &[&Document]) -> Result<()> {
    let me = tx.actor().person;
    let others: BTreeSet<Id> = documents
        .iter()
        .filter_map(|one| one.owner)
        .filter(|owner| me.is_some_and(|me| me != *owner))
        .collect();
    let names: BTreeMap<Id, String> = organisation::people(tx, &Vec::from_iter(others))?
        .into_iter()
        .map(|person| (person.id, person.name))
        .collect();
    for document in documents {
        let subject = Some(Subject::new(DOCUMENT, document.id));
        let entry = AuditEntry { action: "document.confirmed", subject, ..AuditEntry::default() };
        audit_for(tx, entry, document.owner.and_then(|owner| names.get(&owner).cloned()))?;
    }
    Ok(())
}

/// What those who confirmed change themselves stays confirmed, and what others change breaks it. Called by every verb that
/// changes what documents or their files say, once that is written and within its own event.
pub(crate) fn carry_document_confirmations(tx: &mut Tx, documents: &[Id]) -> Result<()> {
    let kept = store::document_confirmations_of(tx, documents)?;
    if kept.is_empty() {
        return Ok(());
    }
    let (person, today) = (tx.actor().person, tx.today());
    let changed = store::documents_by_id(tx, &Vec::from_iter(kept.keys().copied()))?;
    let contents = contents_of(tx, &changed)?;
    let carried = contents.into_iter().filter_map(|(id, says)| {
        let one = kept.get(&id)?;
        compute_carried_to(one, person, (one.broken_on.is_none(), says), today)
    });
    let carried: Vec<Confirmation> = carried.collect();
    if carried.is_empty() {
        return Ok(());
    }
    store::save_document_confirmations(tx, &carried)?;
    touch_subjects(tx, &changed.into_iter().map(|document| document.subject).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Withdrawal;

    #[test]
    fn each_document_is_confirmed_or_told_why_not() {
        let holds = Document::new(Subject::new(crate::SYSTEM, Id::new()), "management_plan");
        let on = "2026-11-22".parse().expect("a day");
        let withdrawn = Withdrawal { on, because: "Ersatt".into() };
        let gone = Document { withdrawn: Some(withdrawn), ..holds.clone() };
        let cases = [
            (&holds, false, false, None),
            (&gone, true, true, Some("register-objection-withdrawn-one")),
            (&holds, true, true, Some("register-objection-confirmation-stale")),
            (&holds, false, true, Some("register-objection-document-look-first")),
        ];
        for (document, is_other, is_unseen, expected) in cases {
            let found = check_document_confirmation(document, is_other, is_unseen);
            assert_eq!(found.map(|one| one.message.key), expected);
        }
    }
}
