//! The list of change notices: all that the visitor is to see to, or those that they have sent themselves; and what waits
//! of them, for Start.

use super::notice_forms::notice_href;
use crate::change_notice::NoticeState;
use crate::listing::{NOTICES, NoticeRow};
use crate::system::{SYSTEM, System};
use crate::{EDIT, PROPOSE};
use kernel::{Choice as _, Custom, FieldKind, ReferenceKind, Result};
use organisation::{organisations_like_where, with_blank_custom};
use storage::{Query, Read, values};
use web::components::{Cell, Column, ColumnKind, Empty, Link, Panel, PanelRow, Row, Status, Tone, table};
use web::{
    Answer, FilterKind, ListFilter, ListParts, ListRows, ListView, Page, Visit, every_row, file_links,
    filter_field, is_file_asked, label, list_file,
};

const FILTERS: &[ListFilter] = &[
    ListFilter { name: "q", kind: FilterKind::Search },
    ListFilter { name: "state", kind: FilterKind::Field(FieldKind::Choice(NoticeState::NAMES)) },
    ListFilter { name: "system", kind: FilterKind::Field(FieldKind::Reference(ReferenceKind("system"))) },
];

const PATH: &str = "/system/andringsmeddelanden";
/// The parameter by which keepers of the register ask for what they have sent themselves.
const OWN: &str = "egna";

pub(super) fn notice_list(visit: &Visit) -> Result<Answer> {
    let view = ListView::of(visit, FILTERS, &NOTICES)?.newest_first().reading(visit, OWN, |_| true);
    let is_own = visit.query(OWN).is_some();
    if is_file_asked(visit) {
        let rows = visit.read(|read| {
            let asked = seen(read, view.query_for_export(&NOTICES, read.today())?, is_own)?;
            let added = added_fields(read)?;
            let rows = every_row(asked, |query| NOTICES.page::<NoticeRow>(read, &query))?;
            Ok(rows.iter().map(|row| row_of(visit, row, &added)).collect())
        })?;
        return list_file(visit, &visit.text("notices"), &columns(visit), rows);
    }
    let (listed, may_tell_new) = visit.read(|read| {
        let query = seen(read, view.query(&NOTICES, read.today())?, is_own)?;
        let page = NOTICES.page::<NoticeRow>(read, &query)?;
        let added = added_fields(read)?;
        let rows = page.items.iter().map(|row| row_of(visit, row, &added)).collect();
        let listed = ListRows { rows, total: NOTICES.count(read, &query)?, next_cursor: page.next_cursor };
        let may_tell_new =
            read.as_of().is_none() && !organisations_like_where(read, PROPOSE, "", 1)?.is_empty();
        Ok((listed, may_tell_new))
    })?;
    let total = listed.total;
    let parts = ListParts {
        id: "notices",
        caption: visit.text("notices"),
        columns: columns(visit),
        filters: FILTERS[..2]
            .iter()
            .map(|one| filter_field(visit, "change-notice", one, Vec::new()))
            .collect(),
        more_filters: Vec::new(),
        exports: file_links(visit, &view),
        empty: Empty {
            title: visit.text("notices-none"),
            text: visit.text("notices-none-text"),
            action: None,
        },
    };
    let content = table(visit.language(), &view.table(visit, parts, &NOTICES, listed));
    let tell = may_tell_new.then(|| Link::new("/system/meddela-nytt", visit.text("notice-tell-new")));
    let way = super::under(visit, "register-systems", "/system");
    Ok(Page::new(visit.text("notices"), content).count(total).under(way).primary(tell).answer())
}

/// What the actor sees: what lies where they may write, else what they have sent.
pub(crate) fn seen(read: &Read, query: Query, is_own: bool) -> Result<Query> {
    let actor = read.actor();
    if !is_own && access::may_anywhere(read, EDIT)? {
        return Ok(access::visible_to(actor, EDIT, query));
    }
    Ok(match actor.person {
        Some(person) => query.filter("sent_by", values![person]),
        None => query.filter(access::Visible::NOTHING.name, []),
    })
}

fn columns(visit: &Visit) -> Vec<Column> {
    let column =
        |key: &'static str, kind| Column::new(key, label(visit.language(), "change-notice", key), kind);
    vec![
        column("name", ColumnKind::Text),
        Column { is_telling: true, ..column("state", ColumnKind::Status) },
        column("fields", ColumnKind::Text),
        column("sent_by", ColumnKind::Text),
        column("sent_at", ColumnKind::Date),
    ]
}

fn row_of(visit: &Visit, row: &NoticeRow, added: &Custom) -> Row {
    Row {
        cells: vec![
            Cell::Link(Link::new(visit.keeping_day(notice_href(row.id)), &row.name)),
            Cell::Status(state_status(visit, row.state)),
            Cell::text(fields_told(visit, row, added)),
            Cell::text(&row.sent_by_name),
            Cell::text(texts::instant(row.sent_at)),
        ],
    }
}

/// Which fields a notice is about; of a new system that it is new.
fn fields_told(visit: &Visit, row: &NoticeRow, added: &Custom) -> String {
    if row.is_new {
        return visit.text("notice-new-system");
    }
    let labels = row.fields.iter().map(|field| system_field_label(visit, added, field));
    labels.collect::<Vec<_>>().join(", ")
}

/// The fields that the federation has added to systems.
fn added_fields(read: &Read) -> Result<Custom> {
    Ok(with_blank_custom(read, SYSTEM, System::default())?.custom)
}

/// What a field of a system is called, also one that the federation has added.
pub(super) fn system_field_label(visit: &Visit, added: &Custom, name: &str) -> String {
    match added.field(name) {
        Some(field) => field.label.in_language(visit.language()).to_owned(),
        None => label(visit.language(), "system", name),
    }
}

/// How a notice stands, by word and shape.
pub(super) fn state_status(visit: &Visit, state: NoticeState) -> Status {
    let tone = match state {
        NoticeState::Open => Tone::Ahead,
        NoticeState::TakenOver => Tone::Good,
        NoticeState::SentBack => Tone::Attention,
        NoticeState::Withdrawn => Tone::Closed,
    };
    let key = format!("change-notice-state-{}", state.name().replace('_', "-"));
    Status::new(tone, visit.text(&key))
}

/// What waits: for who keeps the register the open notices, for others their own that came back. Nothing for who has
/// neither.
///
/// # Errors
/// When the database fails.
pub fn notices_waiting(visit: &Visit, read: &Read) -> Result<Option<Panel>> {
    const ROWS: i64 = 5;
    let is_keeper = access::may_anywhere(read, EDIT)?;
    let state = if is_keeper { NoticeState::Open } else { NoticeState::SentBack };
    let query = Query::first(ROWS).sorted_by("sent_at", true).filter("state", values![state.name()]);
    let found = NOTICES.page::<NoticeRow>(read, &seen(read, query, false)?)?.items;
    if found.is_empty() {
        return Ok(None);
    }
    let added = added_fields(read)?;
    let row = |row: &NoticeRow| PanelRow {
        link: Link::new(visit.keeping_day(notice_href(row.id)), &row.name),
        note: Some(format!("{} · {}", fields_told(visit, row, &added), row.sent_by_name)),
        status: Some(state_status(visit, row.state)),
    };
    Ok(Some(Panel {
        title: visit.text("notices-waiting"),
        rows: found.iter().map(row).collect(),
        all: Some(Link::new(visit.keeping_day(PATH), visit.text("notices-all"))),
        nothing: visit.text("notices-none-waiting"),
    }))
}
