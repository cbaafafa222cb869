//! Lists of records, and the page of one: what is known of it, what belongs to it, and its history.

use super::editing::{EditedRecord, Place};
use super::{custom_cells, custom_filters, naming_custom};
use crate::holders::names_of_organisations;
use crate::store::reorganisations::units_by_id;
use crate::{Listed, READ_HISTORY, UNIT};
use custom_fields::{custom_of_each, fields_of};
use kernel::{Custom, Id, Message, Result, Subject};
use maud::{Markup, html};
use std::sync::Arc;
use storage::{Listing, Page as Rows, Query, Read};
use web::components::{Address, Cell, Column, ColumnKind, Empty, Filter, Link, Row, Tab, facts, table, tabs};
use web::{
    Answer, ListFilter, ListParts, ListRows, ListView, Names, Offered, Page, RecordWords, Visit, every_row,
    field_column, file_links, filter_field, is_file_asked, list_file,
};

/// The parameter that names the tab of a record's page.
pub(super) const TAB: &str = "flik";
const HISTORY: &str = "historik";

/// A record that has a list and a page.
pub(super) trait ListedRecord: EditedRecord {
    const LISTING: &'static Listing;
    const FILTERS: &'static [ListFilter];
    /// Filters in view; the others are behind *Fler filter*.
    const SHOWN_FILTERS: &'static [&'static str];
    /// The field whose name stands in the list beside the record's own.
    const BELONGS_TO: &'static str;
    /// Further fields of the list.
    const COLUMNS: &'static [&'static str];
    /// Those among them that a reader chooses to see.
    const CHOSEN_COLUMNS: &'static [&'static str] = &[];

    /// The rows that the visitor may see.
    fn rows(read: &Read, query: Query) -> Result<Rows<Listed<Self>>>;
    fn visible_query(read: &Read, query: Query) -> Query;
    /// What the place shows of all records.
    fn narrowed(visit: &Visit, query: Query) -> Query {
        let _ = visit;
        query
    }
    fn name(&self) -> &str;
    /// What is picked by its name at a filter.
    fn picks(filter: &str) -> Option<&'static Names>;
    /// What belongs to it, below its facts.
    fn below(&self, visit: &Visit, read: &Read) -> Result<Markup>;
    /// The other thing that one does on its page.
    fn primary(&self, visit: &Visit) -> Option<Link> {
        let _ = visit;
        None
    }
}

pub(super) fn list<N: ListedRecord>(visit: &Visit) -> Result<Answer> {
    let place = N::place(visit);
    let added = visit
        .read(|read| if N::HAS_CUSTOM { fields_of(read, N::KIND.name()) } else { Ok(Arc::default()) })?;
    let mut view = ListView::with_custom(visit, N::FILTERS, N::LISTING, &added)?;
    if is_file_asked(visit) {
        return file_of::<N>(visit, place, &mut view);
    }
    let (mut parts, rows) = visit.read(|read| {
        let parts = parts::<N>(visit, read, (place, &mut view))?;
        let query = N::narrowed(visit, view.query(N::LISTING, read.today())?);
        let total = N::LISTING.count(read, &N::visible_query(read, query.clone()))?;
        let page = N::rows(read, query)?;
        let rows = rows_shown(visit, read, &view, &page.items)?;
        Ok((parts, ListRows { rows, total, next_cursor: page.next_cursor }))
    })?;
    parts.exports = file_links(visit, &view);
    let total = rows.total;
    let markup = table(visit.language(), &view.table(visit, parts, N::LISTING, rows));
    let new = Link::new(format!("{}/ny", place.path), visit.text(&format!("{}-new", place.words)));
    Ok(Page::new(visit.text(&format!("{}-list", place.words)), markup)
        .count(total)
        .primary(visit.may(N::EDIT).then_some(new))
        .answer())
}

/// The list as a file: the same view from its first row to its last.
fn file_of<N: ListedRecord>(visit: &Visit, place: Place, view: &mut ListView) -> Result<Answer> {
    let rows = visit.read(|read| {
        parts::<N>(visit, read, (place, &mut *view))?;
        let query = N::narrowed(visit, view.query_for_export(N::LISTING, read.today())?);
        let found = every_row(query, |query| N::rows(read, query))?;
        rows_shown(visit, read, view, &found)
    })?;
    let title = visit.text(&format!("{}-list", place.words));
    list_file(visit, &title, &columns::<N>(visit, view), rows)
}

fn parts<N: ListedRecord>(
    visit: &Visit,
    read: &Read,
    (place, view): (Place, &mut ListView),
) -> Result<ListParts> {
    let key = |name: &str| visit.text(&format!("{}-{name}", place.words));
    let mut filters = Vec::new();
    let mut more_filters = Vec::new();
    let mut offered = Vec::new();
    for filter in N::FILTERS {
        let mut field: Filter = filter_field(visit, N::RECORD, filter, Vec::new());
        if let Some(names) = N::picks(filter.name) {
            field.input = view.pick(read, filter.name, names, &offered_once(read, names, &mut offered)?)?;
        }
        let is_shown = filter.name == "q" || N::SHOWN_FILTERS.contains(&filter.name);
        if is_shown { filters.push(field) } else { more_filters.push(field) }
    }
    more_filters.extend(custom_filters(visit, read, view)?);
    Ok(ListParts {
        id: "records",
        caption: key("list"),
        columns: columns::<N>(visit, view),
        filters,
        more_filters,
        exports: Vec::new(),
        empty: Empty { title: key("empty-title"), text: key("empty-text"), action: None },
    })
}

/// What a list offers to choose from, asked for once for all its filters.
fn offered_once(
    read: &Read,
    names: &'static Names,
    known: &mut Vec<(&'static str, Offered)>,
) -> Result<Offered> {
    if let Some((_, offered)) = known.iter().find(|(suggestions, _)| *suggestions == names.suggestions) {
        return Ok(offered.clone());
    }
    let offered = Offered::of(read, names)?;
    known.push((names.suggestions, offered.clone()));
    Ok(offered)
}

fn columns<N: ListedRecord>(visit: &Visit, view: &ListView) -> Vec<Column> {
    let field = |name: &'static str| field_column::<N>(visit, N::RECORD, name);
    let mut columns = vec![field("name"), Column { is_telling: true, ..field(N::BELONGS_TO) }];
    let further = |name: &&'static str| Column { is_shown: !N::CHOSEN_COLUMNS.contains(name), ..field(name) };
    columns.extend(N::COLUMNS.iter().map(further));
    columns.extend(view.custom_columns(visit.language()));
    columns
}

fn rows_shown<N: ListedRecord>(
    visit: &Visit,
    read: &Read,
    view: &ListView,
    found: &[Listed<N>],
) -> Result<Vec<Row>> {
    let ids: Vec<Id> = found.iter().map(|one| one.record.id()).collect();
    let each = custom_of_each(read, N::KIND.name(), &ids)?;
    let mut custom = custom_cells(visit, read, view, &each)?;
    let words = RecordWords::of(N::RECORD);
    let row = |one: &Listed<N>| {
        let mut cells = vec![
            Cell::Link(Link::new(visit.keeping_day(one.record.address(visit)), one.record.name())),
            Cell::text(one.belongs_to.clone()),
        ];
        let shown = |field: &&str| Cell::text(words.shown(visit.language(), &one.record, field));
        cells.extend(N::COLUMNS.iter().map(shown));
        cells.extend(custom.remove(&one.record.id()).unwrap_or_default());
        Row { cells }
    };
    Ok(found.iter().map(row).collect())
}

pub(super) fn show<N: ListedRecord>(visit: &Visit) -> Result<Answer> {
    let id = visit.id("id")?;
    let is_history = visit.query(TAB) == Some(HISTORY);
    let (record, words, content, may_edit, may_read_history) = visit.read(|read| {
        let record = N::visible(read, id)?;
        let added: Vec<&Custom> = record.custom().into_iter().collect();
        let words = naming_custom(visit.language(), read, N::words(visit, read, &record)?, &added)?;
        let may_read_history = access::may(read, READ_HISTORY, id)?;
        let content = if is_history {
            access::authorise(read, READ_HISTORY, id)?;
            let words = naming_parents::<N>(crate::naming_holders(words.clone()));
            words.history_section::<N>(visit, read, &Subject::new(N::KIND, id))?
        } else {
            let fields = N::fields(false);
            let mut told = words.facts(visit.language(), &record, &fields);
            told.extend(added.iter().flat_map(|custom| words.custom_facts(visit.language(), custom)));
            let known = facts(visit.language(), &told);
            html! { (known) (record.below(visit, read)?) }
        };
        let may_edit = read.as_of().is_none() && access::may(read, N::EDIT, id)?;
        Ok((record, words, content, may_edit, may_read_history))
    })?;
    let (place, address) = (N::place(visit), record.address(visit));
    let title = record.title(&words, visit);
    let content = html! {
        @if may_read_history { (record_tabs(visit, &title, &address, is_history)) }
        (content)
    };
    Ok(Page::new(title, content)
        .under(vec![Link::new(place.path, visit.text(&format!("{}-list", place.words)))])
        .edit(may_edit.then(|| Link::new(format!("{address}/andra"), visit.text("record-edit"))))
        .primary(may_edit.then(|| record.primary(visit)).flatten())
        .answer())
}

/// The history names all that the record has been a part of.
fn naming_parents<N: ListedRecord>(words: RecordWords) -> RecordWords {
    words.naming("parent", if N::KIND == UNIT { names_of_units } else { names_of_organisations })
}

fn names_of_units(read: &Read, ids: &[Id]) -> Result<Vec<(Id, String)>> {
    Ok(units_by_id(read, ids)?.into_iter().map(|one| (one.id, one.name)).collect())
}

/// Overview first, history last, for who may read it. The day that is looked back to goes along.
pub(super) fn record_tabs(visit: &Visit, title: &str, address: &str, is_history: bool) -> Markup {
    let here = |tab: Option<&str>| {
        let to = Address::parse(&visit.keeping_day(address));
        tab.map_or_else(|| to.href(), |name| to.with(TAB, name).href())
    };
    let tab = |label: &str, href: String, is_current: bool| Tab {
        href,
        label: visit.text(label),
        count: None,
        is_current,
    };
    let name = visit.render(&Message::new("record-tabs").with("name", title.to_owned()));
    tabs(
        &name,
        &[
            tab("record-overview", here(None), !is_history),
            tab("record-history", here(Some(HISTORY)), is_history),
        ],
    )
}

/// A column of a short table.
pub(super) fn column(visit: &Visit, key: &'static str, kind: ColumnKind) -> Column {
    Column { is_sortable: false, ..Column::new(key, visit.text(key), kind) }
}

/// Only what the visitor may see.
pub(super) fn narrowed_to_visible(read: &Read, permission: kernel::Permission, query: Query) -> Query {
    access::visible_to(read.actor(), permission, query)
}
