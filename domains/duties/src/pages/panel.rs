//! What the page of a system tells of its tests: the latest, and how to the rest.

use super::words::outcome_status;
use crate::listing::{PROTOCOLS, ProtocolRow};
use crate::told::address_of;
use access::Allowed;
use kernel::{Choice as _, Result, Subject};
use register::{READ_DOCUMENTS, SYSTEM};
use storage::{Query, Read, values};
use web::Visit;
use web::components::{Link, Panel, PanelRow};

const MOST_SHOWN: i64 = 5;

/// The latest tests of a system, for who reads its documents.
///
/// # Errors
/// When the database fails.
pub fn panel_of_tests(
    visit: &Visit,
    read: &Read,
    subject: &Subject,
    allowed: &Allowed,
) -> Result<Option<Panel>> {
    if !subject.is(SYSTEM) || !allowed.may(READ_DOCUMENTS) {
        return Ok(None);
    }
    let latest = Query::first(MOST_SHOWN).sorted_by("performed_on", true);
    let latest = latest.filter("system", values![subject.id]).filter("current", []);
    let found = PROTOCOLS.page::<ProtocolRow>(read, &latest)?.items;
    let row = |one: &ProtocolRow| {
        let kind = visit.text(&format!("test-protocol-kind-{}", one.kind.name()));
        PanelRow {
            link: Link::new(visit.keeping_day(address_of(one.id)), &one.about),
            note: Some(format!("{kind} · {}", texts::date(one.performed_on))),
            status: Some(outcome_status(visit, Some(one.outcome), false)),
        }
    };
    let all = visit.keeping_day(format!("/system/{}/test", subject.id));
    Ok(Some(Panel {
        title: visit.text("tests"),
        rows: found.iter().map(row).collect(),
        all: Some(Link::new(all, visit.text("test-of-system"))),
        nothing: visit.text("tests-none-of-system"),
    }))
}
