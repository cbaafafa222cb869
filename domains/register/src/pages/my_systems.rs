//! The visitor's own systems with how they stand, for Start.

use super::system_list::findings_status;
use crate::listing::{SYSTEMS, SystemRow};
use crate::system::SYSTEM;
use crate::{READ_BASE, told_findings};
use kernel::Result;
use std::cmp::Reverse;
use storage::{Query, Read, values};
use web::Visit;
use web::components::{Address, Link, Panel, PanelRow};

/// More than the panel shows, so that it is known whether there are others.
const ROWS: usize = 6;

/// More than anybody answers for; those with the most gaps are sought among them.
const MOST: i64 = 1_000;

/// The systems on which the visitor holds a role, or on whose object, those with the most gaps first.
///
/// # Errors
/// When the database fails.
pub fn my_systems(visit: &Visit, read: &Read) -> Result<Panel> {
    let mut panel = Panel {
        title: visit.text("register-my-systems"),
        rows: Vec::new(),
        all: None,
        nothing: visit.text("register-no-my-systems"),
    };
    let Some(person) = read.actor().person else { return Ok(panel) };
    let day = read.today();
    let query = Query::first(MOST).filter("person", values![person, day, day, person, day, day]);
    let query = access::visible_to(read.actor(), READ_BASE, query);
    let mut own = SYSTEMS.page::<SystemRow>(read, &query)?.items;
    let kept: Vec<_> = own.iter().map(|row| (row.id, row.breached, row.unknown)).collect();
    let counts = told_findings::counts_told(read, SYSTEM.name(), &kept)?;
    own.sort_by_key(|row| Reverse(counts.get(&row.id).copied()));
    let row = |row: SystemRow| PanelRow {
        link: Link::new(visit.keeping_day(format!("/system/{}", row.id)), row.name),
        note: (!row.organisation_name.is_empty()).then_some(row.organisation_name),
        status: counts.get(&row.id).map(|(breached, unknown)| findings_status(visit, *breached, *unknown)),
    };
    panel.rows = own.into_iter().take(ROWS).map(row).collect();
    let all = Address::new("/system").with("person", person.to_string());
    panel.all = Some(Link::new(visit.keeping_day(all.href()), visit.text("register-all-my-systems")));
    Ok(panel)
}
