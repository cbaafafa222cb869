//! The open list of suggestions: over all systems that the visitor uses or answers for, or of one.

use super::{PATH, state_status, suggestion_href};
use crate::listing::{SUGGESTIONS, SuggestionRow};
use crate::suggestion::SuggestionState;
use crate::{READ_SUGGESTIONS, SUGGEST};
use kernel::{Choice as _, FieldKind, ReferenceKind, Result};
use register::SYSTEMS_BY_NAME;
use storage::Read;
use web::components::{Address, Cell, Column, ColumnKind, Empty, Filter, Link, Row, table};
use web::{
    Answer, FilterKind, ListFilter, ListParts, ListRows, ListView, Offered, Page, Visit, every_row,
    file_links, filter_field, is_file_asked, label, list_file,
};

pub(crate) const FILTERS: &[ListFilter] = &[
    ListFilter { name: "q", kind: FilterKind::Search },
    ListFilter { name: "state", kind: FilterKind::Field(FieldKind::Choice(SuggestionState::NAMES)) },
    ListFilter { name: "system", kind: FilterKind::Field(FieldKind::Reference(ReferenceKind("system"))) },
    ListFilter { name: "made_by", kind: FilterKind::Field(FieldKind::Reference(ReferenceKind("person"))) },
];

pub(super) fn suggestion_list(visit: &Visit) -> Result<Answer> {
    let mut view = ListView::of(visit, FILTERS, &SUGGESTIONS)?.newest_first();
    if is_file_asked(visit) {
        let rows = visit.read(|read| {
            system_filter(visit, read, &mut view)?;
            let asked = view.query_for_export(&SUGGESTIONS, read.today())?;
            let asked = access::visible_to(read.actor(), READ_SUGGESTIONS, asked);
            let rows = every_row(asked, |query| SUGGESTIONS.page::<SuggestionRow>(read, &query))?;
            Ok(rows.iter().map(|row| row_of(visit, row)).collect())
        })?;
        return list_file(visit, &visit.text("suggestions"), &columns(visit), rows);
    }
    let (listed, of_system, is_today) = visit.read(|read| {
        let of_system = system_filter(visit, read, &mut view)?;
        let asked = view.query(&SUGGESTIONS, read.today())?;
        let query = access::visible_to(read.actor(), READ_SUGGESTIONS, asked);
        let page = SUGGESTIONS.page::<SuggestionRow>(read, &query)?;
        let rows = page.items.iter().map(|row| row_of(visit, row)).collect();
        let total = SUGGESTIONS.count(read, &query)?;
        Ok((ListRows { rows, total, next_cursor: page.next_cursor }, of_system, read.as_of().is_none()))
    })?;
    let total = listed.total;
    let filter = |one: &ListFilter| filter_field(visit, "suggestion", one, Vec::new());
    let new = (visit.may(SUGGEST) && is_today).then(|| new_link(visit, &view));
    let parts = ListParts {
        id: "suggestions",
        caption: visit.text("suggestions"),
        columns: columns(visit),
        filters: vec![filter(&FILTERS[0]), filter(&FILTERS[1]), of_system],
        more_filters: Vec::new(),
        exports: file_links(visit, &view),
        empty: Empty {
            title: visit.text("suggestions-none"),
            text: visit.text("suggestions-none-text"),
            action: None,
        },
    };
    let content = table(visit.language(), &view.table(visit, parts, &SUGGESTIONS, listed));
    Ok(Page::new(visit.text("suggestions"), content).count(total).primary(new).answer())
}

/// The form of a new one, about the system that the list shows.
fn new_link(visit: &Visit, view: &ListView) -> Link {
    let address = Address::new(format!("{PATH}/nytt"));
    let address = match view.picked("system") {
        Some(system) => address.with("system", system.to_string()),
        None => address,
    };
    Link::new(address.href(), visit.text("suggestion-make"))
}

fn system_filter(visit: &Visit, read: &Read, view: &mut ListView) -> Result<Filter> {
    let input = view.pick(read, "system", &SYSTEMS_BY_NAME, &Offered::NONE)?;
    Ok(Filter { name: "system".to_owned(), label: label(visit.language(), "suggestion", "system"), input })
}

fn columns(visit: &Visit) -> Vec<Column> {
    let column = |key: &'static str, kind| Column::new(key, label(visit.language(), "suggestion", key), kind);
    vec![
        column("title", ColumnKind::Text),
        Column { is_telling: true, ..column("state", ColumnKind::Status) },
        column("system", ColumnKind::Text),
        column("benefit", ColumnKind::Number),
        column("effort", ColumnKind::Number),
        column("joined", ColumnKind::Number),
        column("made_by", ColumnKind::Text),
        column("made_at", ColumnKind::Date),
    ]
}

fn row_of(visit: &Visit, row: &SuggestionRow) -> Row {
    let number = |number: Option<i64>| Cell::text(number.map(texts::number).unwrap_or_default());
    Row {
        cells: vec![
            Cell::Link(Link::new(visit.keeping_day(suggestion_href(row.id)), &row.title)),
            Cell::Status(state_status(visit, row.state)),
            Cell::text(&row.system_name),
            number(row.weight.benefit),
            number(row.weight.effort),
            number((row.joined > 0).then_some(row.joined)),
            Cell::text(&row.made_by_name),
            Cell::text(texts::date(row.made_at.date())),
        ],
    }
}
