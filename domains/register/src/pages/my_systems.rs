//! The visitor's own systems with how they stand, for Start.

use super::system_list::findings_status;
use crate::READ_BASE;
use crate::listing::{SYSTEMS, SystemRow};
use kernel::Result;
use storage::{Query, Read, values};
use web::Visit;
use web::components::{Address, Link, Panel, PanelRow};

/// More than the panel shows, so that it is known whether there are others.
const ROWS: i64 = 6;

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
    let mut query = Query::first(ROWS).filter("person", values![person, day, day, person, day, day]);
    (query.sort, query.is_descending) = (Some("breaches"), true);
    let query = access::visible_to(read.actor(), READ_BASE, query);
    let row = |row: SystemRow| PanelRow {
        link: Link::new(format!("/system/{}", row.id), row.name),
        note: (!row.organisation_name.is_empty()).then_some(row.organisation_name),
        status: Some(findings_status(visit, row.breached, row.unknown)),
    };
    panel.rows = SYSTEMS.page::<SystemRow>(read, &query)?.items.into_iter().map(row).collect();
    let all = Address::new("/system").with("person", person.to_string());
    panel.all = Some(Link::new(all.href(), visit.text("register-all-my-systems")));
    Ok(panel)
}
