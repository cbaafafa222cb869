//! The tests of one system, and what was approved for operation on the strength of them.

use super::words::{approval_status, outcome_status, receipts};
use crate::listing::{APPROVALS, ApprovalRow, PROTOCOLS, ProtocolRow};
use crate::told::address_of;
use crate::{APPROVE_OPERATION, WRITE_TESTS};
use kernel::{Error, Result};
use maud::{Markup, html};
use register::{READ_DOCUMENTS, visible_system};
use storage::{Query, Read, values};
use web::components::{Cell, Column, ColumnKind, Link, Row, simple_table};
use web::{Answer, Page, Visit};

/// So many of each are shown; the list of all tests has the rest.
const MOST_SHOWN: i64 = 50;

/// Everything that the page shows.
struct Shown {
    system_name: String,
    protocols: Vec<ProtocolRow>,
    approvals: Vec<ApprovalRow>,
    may_write: bool,
    may_approve: bool,
}

pub(super) fn system_tests(visit: &Visit) -> Result<Answer> {
    let id = visit.id("id")?;
    let shown = visit.read(|read| load(visit, read))?;
    let content = html! {
        div class="stack" {
            section class="stack" {
                @if shown.protocols.is_empty() { h2 { (visit.text("tests")) } p { (visit.text("tests-none-text")) } }
                @else { (protocols(visit, &shown.protocols)) }
            }
            section class="stack" {
                @if shown.approvals.is_empty() { h2 { (visit.text("approvals")) } p { (visit.text("approvals-none-text")) } }
                @else { (approvals(visit, &shown.approvals)) }
            }
        }
    };
    let write = Link::new(format!("/test/nytt?system={id}"), visit.text("test-write"));
    let approve = Link::new(format!("/system/{id}/driftgodkann"), visit.text("approval-give"));
    let way = vec![
        Link::new(visit.keeping_day("/system"), visit.text("register-systems")),
        Link::new(visit.keeping_day(format!("/system/{id}")), &shown.system_name),
    ];
    Ok(Page::new(visit.text("test-of-system"), content)
        .under(way)
        .edit(shown.may_write.then_some(write))
        .primary(shown.may_approve.then_some(approve))
        .answer())
}

fn load(visit: &Visit, read: &Read) -> Result<Shown> {
    let system = visible_system(read, visit.id("id")?)?;
    let allowed = access::allowed(read, system.id)?;
    if !allowed.may(READ_DOCUMENTS) {
        return Err(Error::NotFound);
    }
    let newest = |order| Query::first(MOST_SHOWN).sorted_by(order, true).filter("system", values![system.id]);
    let is_now = read.as_of().is_none();
    Ok(Shown {
        protocols: PROTOCOLS.page(read, &newest("performed_on"))?.items,
        approvals: APPROVALS.page(read, &newest("approved_on"))?.items,
        may_write: is_now && allowed.may(WRITE_TESTS),
        may_approve: is_now && allowed.may(APPROVE_OPERATION),
        system_name: system.name,
    })
}

fn protocols(visit: &Visit, protocols: &[ProtocolRow]) -> Markup {
    let column = |name: &'static str, kind| {
        let key = format!("test-protocol-{}", name.replace('_', "-"));
        Column::new(name, visit.text(&key), kind)
    };
    let columns = [
        column("about", ColumnKind::Text),
        Column { is_telling: true, ..column("outcome", ColumnKind::Status) },
        column("kind", ColumnKind::Text),
        column("version", ColumnKind::Text),
        column("performed_on", ColumnKind::Date),
        column("receivers", ColumnKind::Text),
        column("next_on", ColumnKind::Date),
    ];
    let count = |number: i64| usize::try_from(number).unwrap_or_default();
    let row = |one: &ProtocolRow| Row {
        cells: vec![
            Cell::Link(Link::new(visit.keeping_day(address_of(one.id)), &one.about)),
            Cell::Status(outcome_status(visit, Some(one.outcome), one.withdrawn_on.is_some())),
            Cell::text(visit.text(&format!("test-protocol-kind-{}", kernel::Choice::name(one.kind)))),
            Cell::text(&one.version),
            Cell::text(texts::date(one.performed_on)),
            Cell::text(receipts(visit, count(one.received_by), count(one.sent_to))),
            Cell::text(one.next_on.map(texts::date).unwrap_or_default()),
        ],
    };
    let rows: Vec<Row> = protocols.iter().map(row).collect();
    simple_table(visit.language(), &visit.text("tests"), &columns, &rows)
}

fn approvals(visit: &Visit, approvals: &[ApprovalRow]) -> Markup {
    let column = |name: &'static str, kind| {
        let key = format!("operation-approval-{}", name.replace('_', "-"));
        Column::new(name, visit.text(&key), kind)
    };
    let columns = [
        column("approved_on", ColumnKind::Date),
        Column { is_telling: true, ..column("state", ColumnKind::Status) },
        column("version", ColumnKind::Text),
        column("approved_by_name", ColumnKind::Text),
    ];
    let row = |one: &ApprovalRow| {
        let address = visit.keeping_day(format!("/driftgodkannanden/{}", one.id));
        Row {
            cells: vec![
                Cell::Link(Link::new(address, texts::date(one.approved_on))),
                Cell::Status(approval_status(visit, one.revoked_on.is_some())),
                Cell::text(&one.version),
                Cell::text(&one.approved_by_name),
            ],
        }
    };
    let rows: Vec<Row> = approvals.iter().map(row).collect();
    simple_table(visit.language(), &visit.text("approvals"), &columns, &rows)
}
