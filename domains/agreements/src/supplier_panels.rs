//! What is known of a supplier here: its agreements, its licences, and the systems that come from it.

use crate::READ;
use crate::licences::{LICENCES, LicenceRow};
use crate::listing::{AGREEMENTS, AgreementRow};
use crate::pages::use_status;
use crate::panel::panel_row;
use kernel::{Id, Result, Subject};
use register::{READ_BASE, SYSTEMS, SystemRow};
use storage::{Query, Read, Value, values};
use web::Visit;
use web::components::{Link, Panel, PanelRow};

/// At most so many of each; the rest are in the lists.
const ROWS: i64 = 5;

/// The agreements and licences that have not ended and the systems of a supplier, as far as the visitor sees them.
///
/// # Errors
/// When the database fails.
pub fn supplier_panels(visit: &Visit, read: &Read, supplier: &Subject) -> Result<Vec<Panel>> {
    let id = supplier.id;
    let mut panels = Vec::new();
    if visit.may(READ) {
        panels.push(agreements_of(visit, read, id)?);
        panels.push(licences_of(visit, read, id)?);
    }
    panels.push(systems_of(visit, read, id)?);
    Ok(panels)
}

fn of_supplier(supplier: Id) -> Query {
    Query::first(ROWS).filter("supplier", values![supplier])
}

fn panel(visit: &Visit, (title, nothing): (&str, &str), rows: Vec<PanelRow>, all: String) -> Panel {
    Panel {
        title: visit.text(title),
        rows,
        all: Some(Link::new(visit.keeping_day(all), visit.text("record-all"))),
        nothing: visit.text(nothing),
    }
}

fn agreements_of(visit: &Visit, read: &Read, supplier: Id) -> Result<Panel> {
    let today = read.today();
    let query = of_supplier(supplier).filter("current", [Value::from(today)]);
    let query = access::visible_to(read.actor(), READ, query);
    let found = AGREEMENTS.page::<AgreementRow>(read, &query)?.items;
    let notice_days = findings::pack_in_force(read)?.agreement_notice_days();
    let rows = found.iter().map(|row| panel_row(visit, row, today, notice_days)).collect();
    let words = ("agreements", "agreements-none-of-supplier");
    Ok(panel(visit, words, rows, format!("/avtal?supplier={supplier}")))
}

fn licences_of(visit: &Visit, read: &Read, supplier: Id) -> Result<Panel> {
    let query = of_supplier(supplier).filter("current", [Value::from(read.today())]);
    let query = access::visible_to(read.actor(), READ, query);
    let row = |row: LicenceRow| PanelRow {
        link: Link::new(visit.keeping_day(format!("/licenser/{}", row.id)), row.name),
        note: Some(row.organisation_name),
        status: Some(use_status(visit, Some(row.kind), row.bought, row.in_use)),
    };
    let rows = LICENCES.page::<LicenceRow>(read, &query)?.items.into_iter().map(row).collect();
    let words = ("licences", "licences-none-of-supplier");
    Ok(panel(visit, words, rows, format!("/licenser?supplier={supplier}")))
}

fn systems_of(visit: &Visit, read: &Read, supplier: Id) -> Result<Panel> {
    let query = access::visible_to(read.actor(), READ_BASE, of_supplier(supplier));
    let row = |row: SystemRow| PanelRow {
        link: Link::new(visit.keeping_day(format!("/system/{}", row.id)), row.name),
        note: Some(row.organisation_name),
        status: None,
    };
    let rows = SYSTEMS.page::<SystemRow>(read, &query)?.items.into_iter().map(row).collect();
    let words = ("systems-of-supplier", "systems-none-of-supplier");
    Ok(panel(visit, words, rows, format!("/system?supplier={supplier}")))
}
