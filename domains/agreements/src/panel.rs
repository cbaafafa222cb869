//! The agreements that cover a system, or the systems of an object, as the pages of the register show them.

use crate::READ;
use crate::listing::{AGREEMENTS, AgreementRow};
use crate::pages::{speak_by, state_status};
use crate::term::compute_term;
use access::Allowed;
use kernel::{Date, Result, Subject};
use register::{OBJECT, SYSTEM};
use storage::{Query, Read, Value, values};
use web::Visit;
use web::components::{Link, Panel, PanelRow};

/// At most so many; the rest are in the list.
const ROWS: i64 = 5;

/// The agreements of a system or of an object's systems that have not ended, for who may read the agreements there.
///
/// # Errors
/// When the database fails.
pub fn panel(visit: &Visit, read: &Read, subject: &Subject, allowed: &Allowed) -> Result<Option<Panel>> {
    let of_object = subject.is(OBJECT);
    if !(of_object || subject.is(SYSTEM)) || !allowed.may(READ) {
        return Ok(None);
    }
    let filter = if of_object { "object" } else { "system" };
    let today = read.today();
    let query =
        Query::first(ROWS).filter(filter, values![subject.id]).filter("current", [Value::from(today)]);
    let query = access::visible_to(read.actor(), READ, query);
    let found = AGREEMENTS.page::<AgreementRow>(read, &query)?.items;
    let notice_days = findings::pack_in_force(read)?.agreement_notice_days();
    let all = format!("/avtal?{filter}={}", subject.id);
    Ok(Some(Panel {
        title: visit.text("agreements"),
        rows: found.iter().map(|row| panel_row(visit, row, today, notice_days)).collect(),
        all: Some(Link::new(visit.keeping_day(all), visit.text("agreements-all"))),
        nothing: visit.text(&format!("agreements-none-of-{filter}")),
    }))
}

/// An agreement with its supplier, the day by which somebody has to speak, and how it stands.
pub(crate) fn panel_row(visit: &Visit, row: &AgreementRow, today: Date, notice_days: i64) -> PanelRow {
    let term = compute_term(&row.terms, today);
    let by = speak_by(row.terms.renewal, &term)
        .map(|(key, day)| format!("{} {}", visit.text(key), texts::date(day)));
    let note = [Some(row.supplier_name.clone()), by].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    PanelRow {
        link: Link::new(visit.keeping_day(format!("/avtal/{}", row.id)), &row.name),
        note: Some(note),
        status: Some(state_status(visit, (&term, row.signed_on.is_some()), today, notice_days)),
    }
}
