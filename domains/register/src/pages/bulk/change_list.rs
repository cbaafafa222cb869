//! The list of changes of many records: one's own, and for who may change all records of a kind everybody's.

use super::super::under;
use super::change_page::state_status;
use super::{FieldLabels, address_of, records_told};
use crate::bulk::{BulkChange, BulkKind, BulkState, edit_permission};
use crate::listing::BULK_CHANGES;
use kernel::{Choice as _, FieldKind, Result};
use storage::{Query, Read, values};
use web::components::{Cell, Column, ColumnKind, Empty, Link, Row, table};
use web::{
    Answer, FilterKind, ListFilter, ListParts, ListRows, ListView, Page, Visit, every_row, file_links,
    filter_field, is_file_asked, list_file,
};

const FILTERS: &[ListFilter] = &[
    ListFilter { name: "kind", kind: FilterKind::Field(FieldKind::Choice(BulkKind::NAMES)) },
    ListFilter { name: "state", kind: FilterKind::Field(FieldKind::Choice(BulkState::NAMES)) },
];

pub(super) fn change_list(visit: &Visit) -> Result<Answer> {
    let view = ListView::of(visit, FILTERS, &BULK_CHANGES)?.newest_first();
    if is_file_asked(visit) {
        let rows = visit.read(|read| {
            let asked = seen(read, view.query_for_export(&BULK_CHANGES, read.today())?)?;
            let found = every_row(asked, |query| BULK_CHANGES.page::<BulkChange>(read, &query))?;
            let labels = FieldLabels::of(read)?;
            Ok(found.iter().map(|bulk| row_of(visit, bulk, &labels)).collect())
        })?;
        return list_file(visit, &visit.text("bulk-changes"), &columns(visit), rows);
    }
    let listed = visit.read(|read| {
        let query = seen(read, view.query(&BULK_CHANGES, read.today())?)?;
        let page = BULK_CHANGES.page::<BulkChange>(read, &query)?;
        let labels = FieldLabels::of(read)?;
        let rows = page.items.iter().map(|bulk| row_of(visit, bulk, &labels)).collect();
        Ok(ListRows { rows, total: BULK_CHANGES.count(read, &query)?, next_cursor: page.next_cursor })
    })?;
    let total = listed.total;
    let parts = ListParts {
        id: "bulk-changes",
        caption: visit.text("bulk-changes"),
        columns: columns(visit),
        filters: FILTERS.iter().map(|one| filter_field(visit, "bulk-change", one, Vec::new())).collect(),
        more_filters: Vec::new(),
        exports: file_links(visit, &view),
        empty: Empty {
            title: visit.text("bulk-changes-none"),
            text: visit.text("bulk-changes-none-text"),
            action: None,
        },
    };
    let content = table(visit.language(), &view.table(visit, parts, &BULK_CHANGES, listed));
    let way = under(visit, "register-systems", "/system");
    Ok(Page::new(visit.text("bulk-changes"), content).count(total).under(way).answer())
}

/// What the actor sees: their own, and what others have begun of the kinds whose records they may all change.
pub(crate) fn seen(read: &Read, query: Query) -> Result<Query> {
    const KINDS: [BulkKind; 3] = [BulkKind::System, BulkKind::Object, BulkKind::Document];
    let actor = read.actor();
    let mut open = [""; 3];
    for (place, kind) in open.iter_mut().zip(KINDS) {
        if access::may_everywhere(read, edit_permission(kind))? {
            *place = kind.name();
        }
    }
    let [one, other, third] = open;
    Ok(match actor.person {
        Some(person) => query.filter("own_or_begun", values![person, one, other, third]),
        None => query.filter("own_name_or_begun", values![&actor.name, one, other, third]),
    })
}

fn columns(visit: &Visit) -> Vec<Column> {
    let column = |key: &'static str, label: &str, kind| Column::new(key, visit.text(label), kind);
    vec![
        column("fields", "bulk-change-fields", ColumnKind::Text),
        Column { is_telling: true, ..column("state", "bulk-change-state", ColumnKind::Status) },
        column("records", "bulk-records", ColumnKind::Text),
        column("done", "bulk-outcome-done-count", ColumnKind::Number),
        column("left_out", "bulk-outcome-left-out-count", ColumnKind::Number),
        column("planned_by", "bulk-change-planned-by", ColumnKind::Text),
        column("planned_at", "bulk-change-planned-at", ColumnKind::Date),
    ]
}

fn row_of(visit: &Visit, bulk: &BulkChange, labels: &FieldLabels) -> Row {
    let fields = labels.labels(visit, bulk.kind, &bulk.fields);
    let name = match bulk.undoes {
        Some(_) => texts::format(visit.language(), "bulk-undo-page", &[("fields", fields.as_str().into())]),
        None => fields,
    };
    Row {
        cells: vec![
            Cell::Link(Link::new(visit.keeping_day(address_of(bulk.id)), name)),
            Cell::Status(state_status(visit, bulk)),
            Cell::text(records_told(visit, bulk.kind, bulk.counts.total)),
            Cell::text(texts::number(bulk.counts.done)),
            Cell::text(texts::number(bulk.counts.left_out)),
            Cell::text(&bulk.planned_by_name),
            Cell::text(texts::instant(bulk.planned_at)),
        ],
    }
}
