//! The list of plans: drafts for who drafts them, and what is decided for who reads documents.

use super::plan_words::{kind_options, plan_href, plan_status};
use crate::listing::{PLANS, PlanRow};
use crate::plan::PlanState;
use crate::{READ_DRAFTS, WRITE};
use kernel::{Choice as _, FieldKind, ReferenceKind, Result};
use policy::Pack;
use register::READ_DOCUMENTS;
use storage::{Query, Read};
use web::components::{Cell, Column, ColumnKind, Empty, Link, Row, SelectOption, table};
use web::{
    Answer, FilterKind, ListFilter, ListParts, ListRows, ListView, Page, Visit, every_row, file_links,
    filter_field, is_file_asked, label, list_file,
};

pub(crate) const FILTERS: &[ListFilter] = &[
    ListFilter { name: "q", kind: FilterKind::Search },
    ListFilter { name: "state", kind: FilterKind::Field(FieldKind::Choice(PlanState::NAMES)) },
    ListFilter { name: "year", kind: FilterKind::Field(FieldKind::Number { min: 1990, max: 2200 }) },
    ListFilter { name: "kind", kind: FilterKind::Field(FieldKind::Text { max_chars: 60 }) },
    ListFilter { name: "subject", kind: FilterKind::Field(FieldKind::Reference(ReferenceKind("subject"))) },
];

pub(super) fn plan_list(visit: &Visit) -> Result<Answer> {
    let view = ListView::of(visit, FILTERS, &PLANS)?;
    if is_file_asked(visit) {
        let rows = visit.read(|read| {
            let pack = findings::pack_in_force(read)?;
            let asked = seen(read, view.query_for_export(&PLANS, read.today())?)?;
            let rows = every_row(asked, |query| PLANS.page::<PlanRow>(read, &query))?;
            Ok(rows.iter().map(|row| row_of(visit, &pack, row)).collect())
        })?;
        return list_file(visit, &visit.text("plans"), &columns(visit), rows);
    }
    let (listed, kinds, is_today) = visit.read(|read| {
        let pack = findings::pack_in_force(read)?;
        let query = seen(read, view.query(&PLANS, read.today())?)?;
        let page = PLANS.page::<PlanRow>(read, &query)?;
        let rows = page.items.iter().map(|row| row_of(visit, &pack, row)).collect();
        let listed = ListRows { rows, total: PLANS.count(read, &query)?, next_cursor: page.next_cursor };
        Ok((listed, kind_options(&pack, visit.language()), read.as_of().is_none()))
    })?;
    let total = listed.total;
    let filter = |place: usize, options| filter_field(visit, "plan", &FILTERS[place], options);
    let parts = ListParts {
        id: "plans",
        caption: visit.text("plans"),
        columns: columns(visit),
        filters: vec![
            filter(0, Vec::new()),
            filter(1, Vec::new()),
            filter(2, years(visit)),
            filter(3, kinds),
        ],
        more_filters: Vec::new(),
        exports: file_links(visit, &view),
        empty: Empty { title: visit.text("plans-none"), text: visit.text("plans-none-text"), action: None },
    };
    let content = table(visit.language(), &view.table(visit, parts, &PLANS, listed));
    let new = (visit.may(WRITE) && is_today).then(|| Link::new("/planer/ny", visit.text("plan-start")));
    Ok(Page::new(visit.text("plans"), content).count(total).primary(new).answer())
}

/// The years that plans are written for, the latest first.
fn years(visit: &Visit) -> Vec<SelectOption> {
    let this_year = visit.today().year();
    let years = (this_year - 5..=this_year + 5).rev();
    years.map(|year| SelectOption::new(year.to_string(), year.to_string())).collect()
}

/// Whoever drafts anywhere sees drafts where they may; others what is decided, where they read documents.
pub(crate) fn seen(read: &Read, query: Query) -> Result<Query> {
    if access::may_anywhere(read, READ_DRAFTS)? {
        return Ok(access::visible_to(read.actor(), READ_DRAFTS, query));
    }
    Ok(access::visible_to(read.actor(), READ_DOCUMENTS, query).filter("in_force", []))
}

fn columns(visit: &Visit) -> Vec<Column> {
    let column = |key: &'static str, kind| Column::new(key, label(visit.language(), "plan", key), kind);
    vec![
        column("name", ColumnKind::Text),
        Column { is_telling: true, ..column("state", ColumnKind::Status) },
        column("year", ColumnKind::Text),
        column("subject", ColumnKind::Text),
        column("kind", ColumnKind::Text),
        column("version", ColumnKind::Number),
        column("updated_at", ColumnKind::Date),
    ]
}

fn row_of(visit: &Visit, pack: &Pack, row: &PlanRow) -> Row {
    let kind =
        pack.plan_kind(&row.kind).map(|kind| kind.title.text().in_language(visit.language()).to_owned());
    Row {
        cells: vec![
            Cell::Link(Link::new(visit.keeping_day(plan_href(row.id)), &row.name)),
            Cell::Status(plan_status(visit, row.state)),
            Cell::text(row.year.map(|year| year.to_string()).unwrap_or_default()),
            Cell::text(&row.subject_name),
            Cell::text(kind.unwrap_or_else(|| row.kind.clone())),
            Cell::text(texts::number(row.version)),
            Cell::text(texts::date(row.updated_at.date())),
        ],
    }
}
