//! Changes what the register says about documents. One that is withdrawn stays as it was.

use crate::check_document::check_document;
use crate::confirm_documents::carry_document_confirmations;
use crate::document::{DOCUMENT, Document};
use crate::references::{UNKNOWN, unknown_people};
use crate::register_document::json_of;
use crate::touched::touch_subjects;
use crate::trail::{Occasion, audit_each};
use crate::visible::visible_document;
use crate::{EDIT_DOCUMENTS, READ_DOCUMENTS, store};
use kernel::{Error, Id, Objection, Result, Subject};
use organisation::{keeping_custom, save_custom_of_each, wrong_custom_of_each};
use policy::Pack;
use std::collections::{BTreeMap, BTreeSet};
use storage::{AuditEntry, Read, Tx};

/// A document as it stands and as it shall stand.
pub(crate) type ChangedDocument = (Document, Document);

/// Saves a changed document and answers its new revision. Its subject stays.
///
/// # Errors
/// Stale, refused without permission, rejected where it is withdrawn or a field says no.
pub fn change_document(tx: &mut Tx, document: Document) -> Result<i64> {
    let before = visible_document(tx, document.id)?;
    access::authorise(tx, EDIT_DOCUMENTS, before.subject.id)?;
    change_from(tx, vec![(before, document)]).map(|revisions| revisions[0])
}

/// Saves many changed documents, all or none, and answers their new revisions in their order.
///
/// # Errors
/// Those of [`change_document`], of the first document that is not changed; not found for one that is not seen.
pub fn change_documents(tx: &mut Tx, documents: Vec<Document>) -> Result<Vec<i64>> {
    let ids: Vec<Id> = documents.iter().map(|document| document.id).collect();
    let mut stored: BTreeMap<Id, Document> =
        store::documents_by_id(tx, &ids)?.into_iter().map(|document| (document.id, document)).collect();
    let subjects: BTreeSet<Id> = stored.values().map(|document| document.subject.id).collect();
    let subjects = Vec::from_iter(subjects);
    if access::permitted(tx, READ_DOCUMENTS, &subjects)?.len() < subjects.len() {
        return Err(Error::NotFound);
    }
    if access::permitted(tx, EDIT_DOCUMENTS, &subjects)?.len() < subjects.len() {
        return Err(access::refused(EDIT_DOCUMENTS));
    }
    let pairs = documents.into_iter().map(|after| Some((stored.remove(&after.id)?, after)));
    change_from(tx, pairs.collect::<Option<_>>().ok_or(Error::NotFound)?)
}

fn change_from(tx: &mut Tx, pairs: Vec<ChangedDocument>) -> Result<Vec<i64>> {
    if pairs.iter().any(|(before, after)| before.revision != after.revision) {
        return Err(Error::stale());
    }
    let moved = pairs.iter().filter(|(before, after)| before.subject != after.subject);
    let mut objections: Vec<Objection> =
        moved.map(|_| Objection::new("subject", "register-objection-subject-stays")).collect();
    let kept = |(before, after): ChangedDocument| {
        let (subject, withdrawn) = (before.subject.clone(), before.withdrawn.clone());
        let written = before.written.clone();
        let after = keeping_custom(Some(&before), Document { subject, withdrawn, written, ..after });
        (before, after)
    };
    let pairs: Vec<ChangedDocument> = pairs.into_iter().map(kept).collect();
    let changed: Vec<ChangedDocument> =
        pairs.iter().filter(|(before, after)| before != after).cloned().collect();
    objections.extend(wrong_in_changes(tx, &*findings::pack_in_force(tx)?, &changed)?.concat());
    if !objections.is_empty() {
        return Err(Error::Rejected(objections));
    }
    save_changes(tx, &changed, &Occasion::default())?;
    let revision = |(before, after): &ChangedDocument| before.revision + i64::from(before != after);
    Ok(pairs.iter().map(revision).collect())
}

/// Everything that stands against each of some changes, asked as a set. Who may make them is another question.
pub(crate) fn wrong_in_changes(
    read: &Read,
    pack: &Pack,
    changed: &[ChangedDocument],
) -> Result<Vec<Vec<Objection>>> {
    let both: Vec<(Option<&Document>, &Document)> =
        changed.iter().map(|(before, after)| (Some(before), after)).collect();
    let custom = wrong_custom_of_each(read, &both)?;
    let new_owner = |(before, after): &ChangedDocument| after.owner.filter(|_| before.owner != after.owner);
    let unknown = unknown_people(read, &changed.iter().filter_map(new_owner).collect::<Vec<_>>())?;
    let wrong = changed.iter().zip(custom).map(|(pair, custom)| {
        let (before, after) = pair;
        let mut objections = check_document(pack, Some(before), after, read.today());
        if before.withdrawn.is_some() {
            objections.push(Objection::new("", "register-objection-withdrawn"));
        }
        objections.extend(custom);
        if new_owner(pair).is_some_and(|owner| unknown.contains(&owner)) {
            objections.push(Objection::new("owner", UNKNOWN));
        }
        objections
    });
    Ok(wrong.collect())
}

/// Writes changes that nothing stands against, with everything that follows from them.
pub(crate) fn save_changes(tx: &mut Tx, changed: &[ChangedDocument], occasion: &Occasion) -> Result<()> {
    if changed.is_empty() {
        return Ok(());
    }
    let raised =
        |(before, after): &ChangedDocument| Document { revision: before.revision + 1, ..after.clone() };
    let after: Vec<Document> = changed.iter().map(raised).collect();
    let both: Vec<(&Document, &Document)> = changed.iter().map(|(before, _)| before).zip(&after).collect();
    store::save_documents(tx, &after)?;
    let custom = both.iter().map(|(before, after)| (after.id, Some(*before), *after));
    save_custom_of_each(tx, &custom.collect::<Vec<_>>())?;
    let entry = |(before, after): &(&Document, &Document)| {
        let entry = AuditEntry {
            action: "document.changed",
            subject: Some(Subject::new(DOCUMENT, after.id)),
            changes: storage::changes(&json_of(before), &json_of(after)),
            ..AuditEntry::default()
        };
        (after.subject.id, entry)
    };
    audit_each(tx, both.iter().map(entry).collect(), occasion)?;
    carry_document_confirmations(tx, &after.iter().map(|document| document.id).collect::<Vec<_>>())?;
    touch_subjects(tx, &after.iter().map(|document| document.subject.clone()).collect())
}
