//! The one table: filters, sorting, pages, choice of columns and export, with the whole view in the address.
//! On a phone each row becomes a card with the first and the most telling column on top.

use super::chosen::{Choosing, choose_all, choose_row, chosen_bar};
use super::facts::absent;
use super::filters::{active_filters, filter_form};
use super::link::link;
use super::list_tools::list_tools;
use super::view_bar::dropped_of_view;
use super::{Address, Empty, Filter, FormError, Link, Pager, Status, ViewBar, empty_state, pager, status};
use kernel::Language;
use maud::{Markup, html};
use std::borrow::Cow;

/// Parameter of the sort: the column's key, with `-` before it when descending.
pub const SORT_PARAMETER: &str = "sort";
/// Parameter of the chosen columns, once for each; none chosen means the usual ones.
pub const COLUMN_PARAMETER: &str = "kolumn";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    Text,
    Number,
    /// Kronor and öre.
    Money,
    Date,
    Status,
}

pub struct Column {
    pub key: Cow<'static, str>,
    pub label: String,
    pub kind: ColumnKind,
    pub is_sortable: bool,
    /// Stands beside the name on a phone.
    pub is_telling: bool,
    pub is_shown: bool,
}

impl Column {
    #[must_use]
    pub fn new(key: impl Into<Cow<'static, str>>, label: impl Into<String>, kind: ColumnKind) -> Self {
        Self {
            key: key.into(),
            label: label.into(),
            kind,
            is_sortable: true,
            is_telling: false,
            is_shown: true,
        }
    }

    const fn class(&self) -> Option<&'static str> {
        match self.kind {
            ColumnKind::Text => None,
            ColumnKind::Number | ColumnKind::Money => Some("end"),
            ColumnKind::Date => Some("date"),
            ColumnKind::Status => Some("state-cell"),
        }
    }
}

pub enum Cell {
    Absent,
    Text(String),
    Link(Link),
    Status(Status),
    List(Vec<String>),
    Drawn(Markup),
}

impl Cell {
    /// A text, or nothing where it is empty.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Absent } else { Self::Text(text) }
    }
}

/// One cell per column, shown or not. The first is the name and the only link of the row.
pub struct Row {
    pub cells: Vec<Cell>,
}

pub struct Sort {
    pub column: String,
    pub is_descending: bool,
}

pub struct Table {
    /// Id of the list on its page.
    pub id: &'static str,
    pub caption: String,
    /// Where the list stands, with all parameters of the view.
    pub address: Address,
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
    pub sort: Option<Sort>,
    pub filters: Vec<Filter>,
    /// Behind *Fler filter*.
    pub more_filters: Vec<Filter>,
    /// Values in the address that do not fit their filters; the list is shown without them.
    pub faults: Vec<FormError>,
    pub pager: Pager,
    /// The parameter that the pager's links carry; a new filter or sort starts without it.
    pub cursor_parameter: &'static str,
    /// CSV, XLSX and JSON of the same view.
    pub exports: Vec<Link>,
    /// Saved views, where somebody keeps them.
    pub views: Option<ViewBar>,
    pub empty: Empty,
    /// Rows that can be chosen, and what for.
    pub choosing: Option<Choosing>,
}

impl Table {
    pub(super) fn form_id(&self) -> String {
        format!("{}-view", self.id)
    }

    pub(super) fn all_filters(&self) -> impl Iterator<Item = &Filter> {
        self.filters.iter().chain(&self.more_filters)
    }
}

pub(super) fn sort_value(column: &str, is_descending: bool) -> String {
    if is_descending { format!("-{column}") } else { column.to_owned() }
}

#[must_use]
pub fn table(language: Language, table: &Table) -> Markup {
    let rows = html! {
        table class="ds-table" data-color="neutral" data-hover data-rows {
            caption class="visually-hidden" { (table.caption) }
            thead {
                tr {
                    (choose_all(language, table))
                    @for column in table.columns.iter().filter(|column| column.is_shown) { (head(table, column)) }
                }
            }
            tbody {
                @for (place, row) in table.rows.iter().enumerate() {
                    tr { (choose_row(language, table, place)) (body_cells(language, &table.columns, row)) }
                }
            }
        }
        (chosen_bar(language, table))
    };
    list_around(language, table, &rows)
}

/// A list whose rows are drawn in another way, such as a matrix: the same filters, pages and empty state around it.
#[must_use]
pub fn list_around(language: Language, table: &Table, rows: &Markup) -> Markup {
    html! {
        section class="list" id=(table.id) aria-label=(table.caption) {
            (filter_form(language, table))
            div class="list-state" { (active_filters(language, table)) (list_tools(language, table)) }
            @if let Some(bar) = &table.views { (dropped_of_view(language, &bar.dropped)) }
            @if table.rows.is_empty() { (empty_state(&table.empty)) } @else { (rows) }
            (pager(language, &table.pager))
        }
    }
}

/// Sort heads are submit buttons of the filter form: they work without scripts and keep the filters.
fn head(table: &Table, column: &Column) -> Markup {
    let telling = column.is_telling.then_some("second");
    let class: Vec<_> = column.class().into_iter().chain(telling).collect();
    let class = (!class.is_empty()).then(|| class.join(" "));
    if !column.is_sortable {
        return html! { th scope="col" class=[class] { (column.label) } };
    }
    let sort = table.sort.as_ref().filter(|sort| sort.column == column.key);
    let (direction, descends_next) = match sort {
        None => ("none", false),
        Some(sort) if sort.is_descending => ("descending", false),
        Some(_) => ("ascending", true),
    };
    html! {
        th scope="col" class=[class] aria-sort=(direction) {
            button type="submit" form=(table.form_id()) name=(SORT_PARAMETER) value=(sort_value(&column.key, descends_next)) { (column.label) }
        }
    }
}

fn body_cells(language: Language, columns: &[Column], row: &Row) -> Markup {
    let shown = columns.iter().zip(&row.cells).filter(|(column, _)| column.is_shown);
    html! {
        @for (place, (column, cell)) in shown.enumerate() {
            @if place == 0 { th scope="row" class={ "first " (column.class().unwrap_or_default()) } { (draw(language, cell)) } }
            @else {
                @let telling = if column.is_telling { "second" } else { "" };
                td class={ (column.class().unwrap_or_default()) " " (telling) } data-label=(column.label) { (draw(language, cell)) }
            }
        }
    }
}

fn draw(language: Language, cell: &Cell) -> Markup {
    match cell {
        Cell::Absent => absent(language),
        Cell::Text(text) => html! { (text) },
        Cell::Link(one) => link(one),
        Cell::Status(state) => status(state),
        Cell::List(items) if items.is_empty() => absent(language),
        Cell::List(items) => html! { (items.join(", ")) },
        Cell::Drawn(markup) => markup.clone(),
    }
}

/// A short table without filters, sorting and pages, inside a page of something else.
#[must_use]
pub fn simple_table(language: Language, caption: &str, columns: &[Column], rows: &[Row]) -> Markup {
    html! {
        div class="list" {
            table class="ds-table" data-color="neutral" data-hover {
                caption { (caption) }
                thead { tr { @for column in columns.iter().filter(|column| column.is_shown) { th scope="col" class=[column.class()] { (column.label) } } } }
                tbody { @for row in rows { tr { (body_cells(language, columns, row)) } } }
            }
        }
    }
}
