//! What rooms above this one show on the pages of its records, without this room knowing of them.

use access::Allowed;
use kernel::{Result, Subject};
use maud::{Markup, html};
use storage::Read;
use web::Visit;
use web::components::{Panel, panels};

/// What one room shows of a record: nothing to who may not see it. It asks the database once, however much there is.
pub type PanelOf = fn(&Visit, &Read, &Subject, &Allowed) -> Result<Option<Panel>>;

/// What stands below the facts on the page of a system, an object or a document, in this order; of a document by what the
/// reader may do where it lies. The database carries it as an attachment.
pub struct Panels(pub Vec<PanelOf>);

/// The panels of a record. One that fails fails the page: what is missing in silence is believed not to be there. What an
/// organisation shows others are the fields of its records, so that a page *as seen by* them has none.
pub(crate) fn panels_of(visit: &Visit, read: &Read, subject: &Subject, allowed: &Allowed) -> Result<Markup> {
    let mut shown = Vec::new();
    if visit.seen_by.is_some() {
        return Ok(html! {});
    }
    for panel in &read.attached::<Panels>()?.0 {
        shown.extend(panel(visit, read, subject, allowed)?);
    }
    Ok(if shown.is_empty() { html! {} } else { panels(&shown) })
}
