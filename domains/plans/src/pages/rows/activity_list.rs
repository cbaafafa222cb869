//! All activities that the visitor drafts or follows, in one list over the plans, and by how far they have come.

use crate::READ_DRAFTS;
use crate::listing::{ACTIVITIES, ListedActivity};
use crate::pages::plan_words::plan_href;
use crate::rows::ActivityState;
use kernel::{Choice as _, FieldKind, ReferenceKind, Result};
use policy::Pack;
use storage::{Query, Read};
use web::components::{Cell, Column, ColumnKind, Empty, Link, Row, SelectOption, Status, Tone, table};
use web::{
    Answer, FilterKind, ListFilter, ListParts, ListRows, ListView, Page, Visit, every_row, file_links,
    filter_field, is_file_asked, label, list_file,
};

const FILTERS: &[ListFilter] = &[
    ListFilter { name: "q", kind: FilterKind::Search },
    ListFilter { name: "state", kind: FilterKind::Field(FieldKind::Choice(ActivityState::NAMES)) },
    ListFilter { name: "year", kind: FilterKind::Field(FieldKind::Number { min: 1990, max: 2200 }) },
    ListFilter { name: "kind", kind: FilterKind::Field(FieldKind::Word) },
    ListFilter {
        name: "responsible",
        kind: FilterKind::Field(FieldKind::Reference(ReferenceKind("person"))),
    },
    ListFilter { name: "subject", kind: FilterKind::Field(FieldKind::Reference(ReferenceKind("subject"))) },
    ListFilter { name: "plan", kind: FilterKind::Field(FieldKind::Reference(ReferenceKind("plan"))) },
];

pub(in crate::pages) fn activity_list(visit: &Visit) -> Result<Answer> {
    let view = ListView::of(visit, FILTERS, &ACTIVITIES)?;
    let seen = |read: &Read, query: Query| access::visible_to(read.actor(), READ_DRAFTS, query);
    if is_file_asked(visit) {
        let rows = visit.read(|read| {
            let pack = findings::pack_in_force(read)?;
            let asked = seen(read, view.query_for_export(&ACTIVITIES, read.today())?);
            let rows = every_row(asked, |query| ACTIVITIES.page::<ListedActivity>(read, &query))?;
            Ok(rows.iter().map(|row| row_of(visit, &pack, row)).collect())
        })?;
        return list_file(visit, &visit.text("activities"), &columns(visit), rows);
    }
    let (listed, kinds) = visit.read(|read| {
        let pack = findings::pack_in_force(read)?;
        let query = seen(read, view.query(&ACTIVITIES, read.today())?);
        let page = ACTIVITIES.page::<ListedActivity>(read, &query)?;
        let rows = page.items.iter().map(|row| row_of(visit, &pack, row)).collect();
        let listed = ListRows { rows, total: ACTIVITIES.count(read, &query)?, next_cursor: page.next_cursor };
        Ok((listed, kind_options(visit, &pack)))
    })?;
    let total = listed.total;
    let filter = |place: usize, options| filter_field(visit, "plan-row", &FILTERS[place], options);
    let parts = ListParts {
        id: "activities",
        caption: visit.text("activities"),
        columns: columns(visit),
        filters: vec![filter(0, Vec::new()), filter(1, Vec::new()), filter(2, Vec::new()), filter(3, kinds)],
        more_filters: Vec::new(),
        exports: file_links(visit, &view),
        empty: Empty {
            title: visit.text("activities-none"),
            text: visit.text("activities-none-text"),
            action: None,
        },
    };
    let content = table(visit.language(), &view.table(visit, parts, &ACTIVITIES, listed));
    let way = vec![Link::new("/planer", visit.text("plans"))];
    Ok(Page::new(visit.text("activities"), content).under(way).count(total).answer())
}

fn kind_options(visit: &Visit, pack: &Pack) -> Vec<SelectOption> {
    let option =
        |one: &policy::ListedValue| SelectOption::new(&one.id, one.title.in_language(visit.language()));
    pack.activity_kinds.iter().map(option).collect()
}

fn columns(visit: &Visit) -> Vec<Column> {
    let column = |key: &'static str, kind| Column::new(key, label(visit.language(), "plan-row", key), kind);
    vec![
        column("title", ColumnKind::Text),
        Column { is_telling: true, ..column("state", ColumnKind::Status) },
        column("ends_on", ColumnKind::Date),
        column("responsible", ColumnKind::Text),
        column("priority", ColumnKind::Number),
        column("kind", ColumnKind::Text),
        column("plan", ColumnKind::Text),
        column("subject", ColumnKind::Text),
        column("starts_on", ColumnKind::Date),
    ]
}

fn row_of(visit: &Visit, pack: &Pack, row: &ListedActivity) -> Row {
    let kind = pack.activity_kinds.iter().find(|one| one.id == row.kind);
    let kind = kind.map_or(row.kind.as_str(), |one| one.title.in_language(visit.language()));
    let day = |day: Option<kernel::Date>| Cell::text(day.map(texts::date).unwrap_or_default());
    let plan = row.year.map_or_else(|| row.plan_name.clone(), |year| format!("{} {year}", row.plan_name));
    Row {
        cells: vec![
            Cell::Link(Link::new(visit.keeping_day(plan_href(row.plan)), &row.title)),
            Cell::Status(activity_status(visit, row.state)),
            day(row.ends_on),
            Cell::text(&row.responsible),
            Cell::text(row.priority.map(texts::number).unwrap_or_default()),
            Cell::text(kind),
            Cell::text(plan),
            Cell::text(&row.subject_name),
            day(row.starts_on),
        ],
    }
}

/// How far an activity has come, by word and shape.
fn activity_status(visit: &Visit, state: ActivityState) -> Status {
    let tone = match state {
        ActivityState::Planned => Tone::Ahead,
        ActivityState::Ongoing => Tone::Ongoing,
        ActivityState::Done => Tone::Good,
        ActivityState::Dropped => Tone::Closed,
    };
    Status::new(tone, visit.text(&format!("plan-row-state-{}", state.name())))
}
