//! Every saved view that the visitor may open, and what is sent to them.

use super::address_of;
use super::view_page::mailing_table;
use crate::listing::narrowed;
use crate::saved_view::{SavedView, SharedWith};
use crate::surroundings::Surroundings;
use crate::{VIEWS, store};
use kernel::{Choice as _, FieldKind, Id, Result};
use maud::html;
use storage::Value;
use web::components::{Cell, Column, ColumnKind, Empty, Filter, FilterInput, Link, Row, SelectOption, table};
use web::{
    Answer, FilterKind, ListFilter, ListParts, ListRows, ListView, Page, RecordWords, Visit, every_row,
    field_column, file_links, filter_field, is_file_asked, label, list_file,
};

pub(crate) const FILTERS: &[ListFilter] = &[
    ListFilter { name: "q", kind: FilterKind::Search },
    ListFilter { name: "list", kind: FilterKind::Made(|path| Some(Value::from(path))) },
    ListFilter { name: "shared_with", kind: FilterKind::Field(FieldKind::Choice(SharedWith::NAMES)) },
];
/// Mailings to oneself that are shown.
const MOST_SHOWN: i64 = 50;

pub(super) fn views(visit: &Visit) -> Result<Answer> {
    let view = ListView::of(visit, FILTERS, &VIEWS)?;
    if is_file_asked(visit) {
        let rows = visit.read(|read| {
            let query = narrowed(read, view.query_for_export(&VIEWS, read.today())?);
            let found = every_row(query, |query| VIEWS.page::<SavedView>(read, &query))?;
            let surroundings = Surroundings::of(read)?;
            Ok(found.iter().map(|one| row(visit, &surroundings, (one, None))).collect())
        })?;
        return list_file(visit, &visit.text("views"), &columns(visit), rows);
    }
    let (listed, filters, mailings) = visit.read(|read| {
        let surroundings = Surroundings::of(read)?;
        let query = narrowed(read, view.query(&VIEWS, read.today())?);
        let page = VIEWS.page::<SavedView>(read, &query)?;
        let person = read.actor().person;
        let start = person.map(|person| store::start(read, person)).transpose()?.flatten();
        let rows = page.items.iter().map(|one| row(visit, &surroundings, (one, start))).collect();
        let listed = ListRows { rows, total: VIEWS.count(read, &query)?, next_cursor: page.next_cursor };
        let mailings = match person {
            Some(person) => store::mailings::to_person(read, person, MOST_SHOWN)?,
            None => Vec::new(),
        };
        Ok((listed, filters(visit, &surroundings), mailings))
    })?;
    let total = listed.total;
    let list = view.table(visit, parts(visit, &view, filters), &VIEWS, listed);
    let content = html! {
        (table(visit.language(), &list))
        @if !mailings.is_empty() {
            section class="stack" {
                (mailing_table(visit, "mailing-mine", &mailings, |one| &one.view_name))
            }
        }
    };
    Ok(Page::new(visit.text("views"), content).count(total).answer())
}

fn filters(visit: &Visit, surroundings: &Surroundings) -> Vec<Filter> {
    let mut filters: Vec<Filter> =
        FILTERS.iter().map(|one| filter_field(visit, "saved-view", one, Vec::new())).collect();
    let lists = surroundings.lists.iter();
    let lists = lists.map(|list| SelectOption::new(list.path, visit.text(list.title))).collect();
    filters[1].input = FilterInput::Select(lists);
    filters
}

fn parts(visit: &Visit, view: &ListView, filters: Vec<Filter>) -> ListParts {
    ListParts {
        id: "views",
        caption: visit.text("views"),
        columns: columns(visit),
        filters,
        more_filters: Vec::new(),
        exports: file_links(visit, view),
        empty: Empty {
            title: visit.text("view-list-empty"),
            text: visit.text("view-list-empty-text"),
            action: None,
        },
    }
}

fn columns(visit: &Visit) -> Vec<Column> {
    let field = |name: &'static str| field_column::<SavedView>(visit, "saved-view", name);
    let column = |key: &'static str, text: String| Column::new(key, text, ColumnKind::Text);
    vec![
        field("name"),
        Column { is_telling: true, ..field("list") },
        column("owner", label(visit.language(), "saved-view", "owner")),
        field("shared_with"),
        column("start", visit.text("view-start")),
    ]
}

fn row(visit: &Visit, surroundings: &Surroundings, (view, start): (&SavedView, Option<Id>)) -> Row {
    let words = RecordWords::of("saved-view");
    let is_mine = visit.actor.person == Some(view.owner);
    let owner = if is_mine { visit.text("view-is-mine") } else { view.owner_name.clone() };
    let mark = if start == Some(view.id) { visit.text("view-start-mark") } else { String::new() };
    Row {
        cells: vec![
            Cell::Link(Link::new(visit.keeping_day(address_of(view.id)), &view.name)),
            Cell::text(list_title(visit, surroundings, view)),
            Cell::text(owner),
            Cell::text(words.shown(visit.language(), view, "shared_with")),
            Cell::text(mark),
        ],
    }
}

pub(super) fn list_title(visit: &Visit, surroundings: &Surroundings, view: &SavedView) -> String {
    visit.text(surroundings.title(&view.list).unwrap_or("view-list-gone"))
}
