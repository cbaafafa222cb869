//! Draws what rooms above show of a record, and where they write a document.

use crate::document::Document;
use crate::from_above::{Panels, Writers};
use access::Allowed;
use kernel::{Result, Subject};
use maud::{Markup, html};
use storage::Read;
use web::Visit;
use web::components::{Fact, FactValue, Link, panels};

/// The panels of a record. One that fails fails the page: what is missing in silence is believed not to be there. What an
/// organisation shows others are the fields of its records, so that a page *as seen by* them has none.
pub(super) fn panels_of(visit: &Visit, read: &Read, subject: &Subject, allowed: &Allowed) -> Result<Markup> {
    let mut shown = Vec::new();
    if visit.seen_by.is_some() {
        return Ok(html! {});
    }
    for panel in &read.attached::<Panels>()?.0 {
        shown.extend(panel(visit, read, subject, allowed)?);
    }
    Ok(if shown.is_empty() {
        html! {}
    } else {
        panels(&shown)
    })
}

/// Where the text of a document stands. Only what is written here is asked about, and never *as seen by* others.
pub(super) fn text_fact(visit: &Visit, read: &Read, document: &Document) -> Result<Option<Fact>> {
    if document.written.is_none() || visit.seen_by.is_some() {
        return Ok(None);
    }
    let written = read.attached::<Writers>()?.writer_of(read, document.id)?;
    Ok(written.map(|written| {
        let link = Link::new(visit.keeping_day(written.address), visit.text(written.says));
        Fact::new(visit.text("document-text"), FactValue::Link(link))
    }))
}
