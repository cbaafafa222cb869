//! What duties, those who have them and statements are called on these pages.

use crate::statements::{DutyStatement, StateDuty};
use kernel::{Date, Id, Result, Subject};
use policy::{Pack, Who};
use storage::Read;
use web::components::{Address, Link, Status, Tone};
use web::{RecordWords, Visit};

/// The duty in the guideline's words; one that is no longer there by its id.
pub(super) fn duty_text(visit: &Visit, pack: &Pack, duty: &str) -> String {
    let found = pack.stated_duty(duty).map(|(_, duty)| duty.text.in_language(visit.language()).to_owned());
    found.unwrap_or_else(|| duty.to_owned())
}

/// Who has a duty, by the title of the role or the body.
pub(super) fn title_of(visit: &Visit, pack: &Pack, id: &str) -> String {
    let who = if pack.role(id).is_some() { Who::Role(id.to_owned()) } else { Who::Body(id.to_owned()) };
    pack.title_of(&who).in_language(visit.language()).to_owned()
}

/// How a statement stands on a day, by word and shape.
pub(super) fn status_of(visit: &Visit, (review, is_withdrawn): (Option<Date>, bool), today: Date) -> Status {
    if is_withdrawn {
        Status::new(Tone::Closed, visit.text("statement-withdrawn"))
    } else if review.is_some_and(|review| review < today) {
        Status::new(Tone::Bad, visit.text("statement-past-review"))
    } else {
        Status::new(Tone::Good, visit.text("statement-holds"))
    }
}

/// The form by which something is said of a duty, which comes back to a page.
pub(super) fn form_address((duty, subject): (&str, &Subject), back: &str) -> String {
    let address = Address::new("/ansvar/ny")
        .with("duty", duty)
        .with("subject_kind", &subject.kind)
        .with("subject", subject.id.to_string());
    address.with("back", back).href()
}

/// The form by which a statement is made anew.
pub(super) fn form_of(statement: &DutyStatement) -> String {
    form_address((&statement.duty, &statement.subject), &crate::statements::address_of(statement.id))
}

/// The page of a record and that of its duties, to stand above a page.
pub(super) fn under_record(visit: &Visit, read: &Read, subject: &Subject) -> Result<Vec<Link>> {
    let mut named = organisation::subject_names(read, std::slice::from_ref(subject))?;
    let (name, address) = named.remove(subject).unwrap_or_default();
    let duties = Link::new(visit.keeping_day(format!("{address}/ansvar")), visit.text("duties-of-record"));
    Ok(vec![Link::new(visit.keeping_day(address), name), duties])
}

/// The words of statements; a document is told by its name.
pub(super) fn statement_words() -> RecordWords {
    RecordWords::of("duty-statement").naming("document", names_of_documents)
}

/// Only of those that the reader may see.
fn names_of_documents(read: &Read, ids: &[Id]) -> Result<Vec<(Id, String)>> {
    let mut names = Vec::new();
    for id in ids {
        match register::visible_document(read, *id) {
            Ok(document) => names.push((*id, document.name)),
            Err(kernel::Error::NotFound) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(names)
}

/// What the address says of which duty is meant.
pub(super) fn asked(parameter: impl Fn(&str) -> Option<String>) -> Result<StateDuty> {
    let id = parameter("subject").and_then(|text| text.parse().ok()).ok_or(kernel::Error::NotFound)?;
    let kind = parameter("subject_kind").ok_or(kernel::Error::NotFound)?;
    Ok(StateDuty {
        duty: parameter("duty").ok_or(kernel::Error::NotFound)?,
        subject: Subject { kind, id },
        revision: None,
        said: crate::statements::Said::default(),
    })
}
