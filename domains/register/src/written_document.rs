//! Documents whose text a room above writes: they are registered when their text is begun, the register keeps the fingerprint
//! of what is written, and is told when it is decided. Who may do so the room above has asked.

use crate::check_system::check_fields;
use crate::confirm_documents::carry_document_confirmations;
use crate::document::{DOCUMENT, Document};
use crate::register_document::{json_of, save_new};
use crate::store;
use crate::touched::touch_subject;
use crate::trail::audit;
use crate::visible::demand_visible_subjects;
use kernel::{Date, Error, Id, Objection, Result, Subject};
use organisation::holders_of;
use policy::{Pack, Truth, Who};
use std::collections::BTreeSet;
use storage::{AuditEntry, Read, Tx};

/// What was decided of a document whose text is written here. Swedish: beslut om dokument.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided {
    pub on: Date,
    /// Where it was decided, such as a paragraph of minutes.
    pub decision: String,
    pub version: String,
    pub year: Option<i64>,
}

/// Registers a document whose text is begun, and answers its id. Where no owner is named, it is owned by who holds the role
/// that the guideline gives documents of its type to.
///
/// # Errors
/// Not found for a subject that the actor may not see; rejected where a field or the guideline says no.
pub fn register_document_as_written(tx: &mut Tx, document: Document) -> Result<Id> {
    let id = document.id;
    demand_visible_subjects(tx, &BTreeSet::from([&document.subject]))?;
    let pack = findings::pack_in_force(tx)?;
    let owner = match document.owner {
        Some(owner) => Some(owner),
        None => owner_by_role(tx, &pack, &document)?,
    };
    let written = Some(String::new());
    save_new(tx, vec![Document { revision: 1, withdrawn: None, owner, written, ..document }])?;
    Ok(id)
}

/// The first who holds the role that answers for documents of the type; nobody where it is not certain which role that is.
fn owner_by_role(read: &Read, pack: &Pack, document: &Document) -> Result<Option<Id>> {
    let Some(document_type) = pack.document(&document.document_type) else { return Ok(None) };
    let facts = findings::facts_of(read, &document.subject)?;
    let answers = document_type.owner_role.iter().find(|one| one.when.holds_for(&facts) == Truth::True);
    let Some(Who::Role(role)) = answers.map(|one| &one.who) else { return Ok(None) };
    let (holders, today) = (holders_of(read, &document.subject)?, read.today());
    let holds = |one: &organisation::Holder| one.assignment.role == *role && one.assignment.counts_on(today);
    Ok(holders.iter().filter(|one| holds(one)).find_map(|one| one.assignment.person))
}

/// Keeps the fingerprint of what is written of a document, without an event of its own: whoever writes tells what they did. What
/// its owner writes stays confirmed by them, and what others write breaks it.
///
/// # Errors
/// Not found; rejected for one that is withdrawn.
pub fn note_content(tx: &mut Tx, id: Id, fingerprint: &str) -> Result<()> {
    let before = that_stands(tx, id)?;
    if before.written.as_deref() == Some(fingerprint) {
        return Ok(());
    }
    store::save_content(tx, id, fingerprint)?;
    carry_document_confirmations(tx, &[id])
}

/// Notes that a document was decided.
///
/// # Errors
/// Not found; rejected for one that is withdrawn, and where a field says no.
pub fn note_decision(tx: &mut Tx, id: Id, decided: &Decided) -> Result<()> {
    let before = that_stands(tx, id)?;
    let after = compute_decided(&before, decided);
    let mut objections = check_fields(&after);
    if decided.on > tx.today() {
        objections.push(Objection::new("decided_on", "register-objection-decided-ahead"));
    }
    if !objections.is_empty() {
        return Err(Error::Rejected(objections));
    }
    store::save_document(tx, &after)?;
    let entry = AuditEntry {
        action: "document.decided",
        subject: Some(Subject::new(DOCUMENT, id)),
        changes: storage::changes(&json_of(&before), &json_of(&after)),
        decision: (!after.decision.is_empty()).then(|| after.decision.clone()),
        ..AuditEntry::default()
    };
    audit(tx, after.subject.id, entry)?;
    carry_document_confirmations(tx, &[id])?;
    touch_subject(tx, &after.subject)
}

/// A document that may still become another.
fn that_stands(read: &Read, id: Id) -> Result<Document> {
    let document = store::find_document(read, id)?.ok_or(Error::NotFound)?;
    if document.withdrawn.is_some() {
        return Err(Error::rejected("", "register-objection-withdrawn"));
    }
    Ok(document)
}

/// What is decided holds from that day and is looked over from then on: a day for looking over that has come is answered.
fn compute_decided(before: &Document, decided: &Decided) -> Document {
    Document {
        revision: before.revision + 1,
        date: Some(decided.on),
        review_date: before.review_date.filter(|day| *day > decided.on),
        decided_on: Some(decided.on),
        decision: decided.decision.trim().to_owned(),
        version: decided.version.trim().to_owned(),
        year: decided.year,
        ..before.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().expect("a day")
    }

    #[test]
    fn what_is_decided_holds_from_that_day_and_answers_a_review_that_had_come() {
        let subject = Subject::new(crate::SYSTEM, Id::new());
        let before = Document {
            date: Some(day("2025-01-10")),
            review_date: Some(day("2026-03-01")),
            ..Document::new(subject, "management_plan")
        };
        let decided = Decided {
            on: day("2026-03-01"),
            decision: " KS § 4 ".into(),
            version: "2".into(),
            year: Some(2026),
        };
        let after = compute_decided(&before, &decided);
        assert_eq!((after.date, after.decided_on), (Some(decided.on), Some(decided.on)));
        assert_eq!((after.review_date, after.decision.as_str()), (None, "KS § 4"));
        assert_eq!((after.version.as_str(), after.year, after.revision), ("2", Some(2026), 1));
        let later = Document { review_date: Some(day("2026-03-02")), ..before };
        assert_eq!(compute_decided(&later, &decided).review_date, later.review_date);
    }
}
