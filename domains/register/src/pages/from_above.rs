//! Draws what rooms above show of a record.

use crate::from_above::Panels;
use access::Allowed;
use kernel::{Result, Subject};
use maud::{Markup, html};
use storage::Read;
use web::Visit;
use web::components::panels;

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
