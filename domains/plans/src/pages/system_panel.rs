//! The way from a system to what is suggested for it. It asks nothing of the database: the list tells the rest.

use super::PATH;
use super::plan_panel::plans_of_record;
use crate::{READ_SUGGESTIONS, SUGGEST};
use access::Allowed;
use kernel::{Result, Subject};
use register::{PanelOf, SYSTEM};
use storage::Read;
use web::Visit;
use web::components::{Address, Link, Panel, PanelRow};

/// What this room shows on the pages of the register.
#[must_use]
pub fn panels() -> Vec<PanelOf> {
    vec![plans_of_record, suggestions_of_system]
}

fn suggestions_of_system(
    visit: &Visit,
    read: &Read,
    subject: &Subject,
    allowed: &Allowed,
) -> Result<Option<Panel>> {
    if !subject.is(SYSTEM) || !allowed.may(READ_SUGGESTIONS) || visit.seen_by.is_some() {
        return Ok(None);
    }
    let link = |path: &str, label: &str| {
        let address = Address::new(path).with("system", subject.id.to_string());
        Link::new(visit.keeping_day(address.href()), visit.text(label))
    };
    let may_suggest = visit.may(SUGGEST) && read.as_of().is_none();
    let new = may_suggest.then(|| link("/forslag/nytt", "suggestion-make"));
    Ok(Some(Panel {
        title: visit.text("suggestions"),
        rows: new.into_iter().map(|link| PanelRow { link, note: None, status: None }).collect(),
        all: Some(link(PATH, "suggestions-of-system")),
        nothing: visit.text("suggestions-in-list"),
    }))
}
