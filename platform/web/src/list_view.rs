//! From the address of a page to storage's question, and from the answer to the one table: filters, order, columns and
//! place all stand in the address, so that a view can be mailed to a colleague.

mod at_hand;
mod custom;
mod file;
mod in_words;
mod pick;
mod saved;

pub(crate) use file::FORMAT_PARAMETER;
pub use file::{CHOSEN_COLUMNS, COLUMNS_OF_FILE_PARAMETER, every_row, file_links, is_file_asked, list_file};
pub use in_words::ListInWords;
pub(crate) use pick::{MOST_LOOKED_THROUGH, few, named};
pub use pick::{Names, Offered, suggest};
pub use saved::FILTER_GONE;
pub(crate) use saved::WHOLE_PARAMETER;

use crate::components::{
    Address, Column, Empty, Filter, FilterInput, FormError, Link, Pager, Row, SORT_PARAMETER, SelectOption,
    Sort, Table,
};
use crate::record_form::form_errors;
use crate::resource::{CustomFilter, FilterKind, ListAsk, ListFilter};
use crate::visit::Visit;
use access::Visible;
use kernel::{CustomField, Date, FieldKind, Id, Result};
use std::sync::Arc;
use storage::{Listing, Query};

/// Where a page of the list begins: the number of rows before it, its cursor, and the cursors of the pages before.
pub(crate) const PLACE_PARAMETER: &str = "sida";
/// The record that a script shows beside the list; no part of the view.
const BESIDE_PARAMETER: &str = "post";
const BETWEEN: char = '\u{1f}';
const ROWS: i64 = 50;
/// More would make the address longer than some programs take.
const MOST_EARLIER: usize = 8;

/// A view of a list, as its address tells it.
pub struct ListView {
    ask: ListAsk,
    address: Address,
    rows_before: i64,
    earlier: Vec<String>,
    /// Filters whose values cannot be understood: they are told beside the filter, and the list is shown without them.
    faults: Vec<FormError>,
    /// Records that were picked by name, by filter.
    picked: Vec<(&'static str, Id)>,
    /// A name was asked for that no record has.
    fits_nothing: bool,
    /// Parameters that the page of the list reads itself.
    own: Vec<&'static str>,
    /// Begins the keys of what the filters and columns are called.
    record: Option<&'static str>,
}

/// What the domain adds to a view to make a table of it.
pub struct ListParts {
    /// Id of the list on its page.
    pub id: &'static str,
    pub caption: String,
    /// The key of a sortable column is the name of a sort of the listing; the first is the record's name and link.
    pub columns: Vec<Column>,
    pub filters: Vec<Filter>,
    pub more_filters: Vec<Filter>,
    pub exports: Vec<Link>,
    /// Shown where there is no record at all; a view whose filters match nothing has its own words.
    pub empty: Empty,
}

/// What storage answered.
pub struct ListRows {
    pub rows: Vec<Row>,
    pub total: i64,
    pub next_cursor: Option<String>,
}

impl ListView {
    /// Reads the view of a visit. Names that the list does not know are left in the address and mean nothing; a value
    /// that does not fit its filter narrows nothing and is told where the filter stands.
    ///
    /// # Errors
    /// None today.
    pub fn of(visit: &Visit, filters: &[ListFilter], listing: &Listing) -> Result<Self> {
        Self::with_custom(visit, filters, listing, &Arc::default())
    }

    /// The same of records that the federation has added fields to.
    ///
    /// # Errors
    /// None today.
    pub fn with_custom(
        visit: &Visit,
        filters: &[ListFilter],
        listing: &Listing,
        custom: &Arc<[CustomField]>,
    ) -> Result<Self> {
        Self::ordered_by(visit, filters, &sorts_of(listing), custom)
    }

    fn ordered_by(
        visit: &Visit,
        filters: &[ListFilter],
        sorts: &[&'static str],
        custom: &Arc<[CustomField]>,
    ) -> Result<Self> {
        let address = visit.address().without(BESIDE_PARAMETER);
        let is_known = |name: &str, value: &str| {
            filters.iter().any(|filter| filter.name == name)
                || CustomFilter::named(custom, name, value).is_some()
        };
        let known =
            address.parameters.iter().filter(|(name, value)| !value.is_empty() && is_known(name, value));
        let pairs: Vec<(String, String)> = known.cloned().collect();
        let mut ask = ListAsk::read(&pairs, filters, custom)?;
        ask.limit = ROWS;
        let faults = form_errors(visit.language(), &ask.take_wrong_filters(visit.today()));
        if let Some(sort) = address.value(SORT_PARAMETER) {
            ask.set_sort(sort);
        }
        let is_known = |name: &String| sorts.iter().any(|sort| sort == name);
        if !ask.sort.as_ref().is_some_and(|name| is_known(name) || ask.custom_field(name).is_some()) {
            (ask.sort, ask.is_descending) = (sorts.first().map(|sort| (*sort).to_owned()), false);
        }
        let (rows_before, mut cursors) = read_place(address.value(PLACE_PARAMETER).unwrap_or_default());
        if !cursors.is_empty() {
            ask.cursor = Some(cursors.remove(0));
        }
        Ok(Self {
            ask,
            address,
            rows_before,
            earlier: cursors,
            faults,
            picked: Vec::new(),
            fits_nothing: false,
            own: Vec::new(),
            record: None,
        })
    }

    /// A parameter that the page of the list reads itself, and which values of it mean something there.
    #[must_use]
    pub fn reading(mut self, visit: &Visit, name: &'static str, means: impl Fn(&str) -> bool) -> Self {
        match visit.query(name) {
            None => {}
            Some(value) if means(value) => self.own.push(name),
            Some(_) => {
                let text = visit.text("objection-not-a-choice");
                self.faults.push(FormError { field: name.to_owned(), text });
            }
        }
        self
    }

    /// Whose fields the filters and columns are, where some are not for everybody: a saved view that asks for one still
    /// names it.
    #[must_use]
    pub fn words_of(mut self, record: &'static str) -> Self {
        self.record = Some(record);
        self
    }

    /// A list whose own order is from its last row to its first, such as a log.
    #[must_use]
    pub fn newest_first(mut self) -> Self {
        self.ask.is_descending |= self.address.value(SORT_PARAMETER).is_none();
        self
    }

    /// The question in storage's words. The caller narrows it to what the actor may see.
    ///
    /// # Errors
    /// Values that do not fit their filters.
    pub fn query(&self, listing: &Listing, today: Date) -> Result<Query> {
        self.asked(&self.ask, listing, today)
    }

    /// The same question for a file of the whole view, from its first row.
    ///
    /// # Errors
    /// Values that do not fit their filters; what a file that nobody looks at asks for and the list does not know.
    pub fn query_for_export(&self, listing: &Listing, today: Date) -> Result<Query> {
        self.check_nothing_dropped()?;
        let whole = ListAsk { cursor: None, limit: 10_000, ..self.ask.clone() };
        self.asked(&whole, listing, today)
    }

    fn asked(&self, ask: &ListAsk, listing: &Listing, today: Date) -> Result<Query> {
        let query = ask.query(listing, today)?;
        Ok(if self.fits_nothing { query.filter(Visible::NOTHING.name, []) } else { query })
    }

    /// The value that the view has for a filter.
    #[must_use]
    pub fn value(&self, name: &str) -> Option<&str> {
        self.ask.value(name)
    }

    /// Another address with the same filters, order and date: exports, other ways to see the same list.
    #[must_use]
    pub fn elsewhere(&self, path: &str) -> Address {
        let here = self.address.without(PLACE_PARAMETER);
        Address { path: path.to_owned(), parameters: here.parameters }
    }

    /// The table of this view.
    #[must_use]
    pub fn table(&self, visit: &Visit, parts: ListParts, listing: &Listing, answer: ListRows) -> Table {
        self.drawn(visit, parts, &sorts_of(listing), answer)
    }

    fn drawn(&self, visit: &Visit, parts: ListParts, sorts: &[&'static str], answer: ListRows) -> Table {
        let pager = self.pager(&answer);
        let is_whole = self.ask.filters.is_empty()
            && self.ask.custom.is_empty()
            && self.picked.is_empty()
            && self.own.is_empty()
            && !self.fits_nothing;
        let views = self.view_bar(visit, &parts, &parts.columns);
        let columns = self.columns(parts.columns, sorts);
        let table = Table {
            id: parts.id,
            caption: parts.caption,
            rows: answer.rows,
            sort: self.ask.sort.clone().map(|column| Sort { column, is_descending: self.ask.is_descending }),
            filters: parts.filters,
            more_filters: parts.more_filters,
            faults: self.faults.clone(),
            pager,
            cursor_parameter: PLACE_PARAMETER,
            exports: self.with_those_shown(visit, parts.exports, &columns),
            columns,
            views,
            empty: if is_whole { parts.empty } else { no_match(visit) },
            address: self.address.clone(),
            choosing: None,
        };
        if let Some(asked) = &visit.list_words {
            asked.get_or_init(|| ListInWords::of(visit, &table, &self.unshown(visit, &table)));
        }
        table
    }

    fn columns(&self, mut columns: Vec<Column>, sorts: &[&'static str]) -> Vec<Column> {
        let shown = file::shown_at(&self.address, &columns);
        for (column, is_shown) in columns.iter_mut().zip(shown) {
            let is_custom = self.ask.custom_field(&column.key).is_some();
            column.is_sortable = is_custom || sorts.iter().any(|sort| *sort == column.key);
            column.is_shown = is_shown;
        }
        columns
    }

    fn pager(&self, answer: &ListRows) -> Pager {
        let shown = i64::try_from(answer.rows.len()).unwrap_or(i64::MAX);
        let current: Vec<String> = self.ask.cursor.iter().chain(&self.earlier).cloned().collect();
        let first = self.address.without(PLACE_PARAMETER);
        let at = |rows_before: i64, cursors: &[String]| {
            first.with(PLACE_PARAMETER, write_place(rows_before, cursors)).href()
        };
        let next = answer.next_cursor.as_ref().map(|cursor| {
            let cursors: Vec<String> = std::iter::once(cursor).chain(&current).cloned().collect();
            at(self.rows_before + ROWS, &cursors)
        });
        let before = self.rows_before - ROWS;
        let previous = match current.len() {
            0 => None,
            1 if before > 0 => None,
            1 => Some(first.href()),
            _ => Some(at(before, &current[1..])),
        };
        Pager {
            from: if shown == 0 { 0 } else { self.rows_before + 1 },
            to: self.rows_before + shown,
            total: answer.total,
            first: self.ask.cursor.as_ref().map(|_| first.href()),
            previous,
            next,
        }
    }
}

fn sorts_of(listing: &Listing) -> Vec<&'static str> {
    listing.sorts.iter().map(|sort| sort.name).collect()
}

/// `100␟cursor of this page␟cursor of the one before␟…`.
fn write_place(rows_before: i64, cursors: &[String]) -> String {
    let mut place = rows_before.to_string();
    for cursor in cursors.iter().take(MOST_EARLIER) {
        place.push(BETWEEN);
        place.push_str(cursor);
    }
    place
}

/// A place that is none of ours is the beginning.
fn read_place(place: &str) -> (i64, Vec<String>) {
    let mut pieces = place.split(BETWEEN);
    let rows: Option<i64> = pieces.next().and_then(|piece| piece.parse().ok());
    match rows.filter(|rows| (0..1_000_000_000).contains(rows)) {
        Some(rows) => (rows, pieces.map(str::to_owned).collect()),
        None => (0, Vec::new()),
    }
}

fn no_match(visit: &Visit) -> Empty {
    Empty { title: visit.text("table-no-match-title"), text: visit.text("table-no-match-text"), action: None }
}

/// The filter of a list as the page shows it; the label is the text `<record>-<filter>`, or that of the search.
#[must_use]
pub fn filter_field(visit: &Visit, record: &str, filter: &ListFilter, options: Vec<SelectOption>) -> Filter {
    let language = visit.language();
    let label_key = format!("{record}-{}", filter.name.replace('_', "-"));
    let (label, input) = match filter.kind {
        FilterKind::Search => (visit.text("search"), FilterInput::Search),
        FilterKind::Field(FieldKind::Date) => (visit.text(&label_key), FilterInput::Date),
        FilterKind::Field(FieldKind::Flag) => {
            let yes_no = [("true", "form-yes"), ("false", "form-no")];
            let options = yes_no.map(|(value, key)| SelectOption::new(value, visit.text(key)));
            (visit.text(&label_key), FilterInput::Select(options.into()))
        }
        FilterKind::Field(FieldKind::Choice(names)) if options.is_empty() => {
            let options = crate::record_form::choice_options(language, record, filter.name, names);
            (visit.text(&label_key), FilterInput::Select(options))
        }
        _ => (visit.text(&label_key), FilterInput::Select(options)),
    };
    Filter { name: filter.name.to_owned(), label, input }
}

/// The column of a field of a record; its label is the text `<record>-<field>`.
#[must_use]
pub fn field_column<N: kernel::Record>(visit: &Visit, record: &str, field: &'static str) -> Column {
    use crate::components::ColumnKind;
    let kind = match N::field(field).map(|field| field.kind) {
        Some(FieldKind::Number { .. }) => ColumnKind::Number,
        Some(FieldKind::Date) => ColumnKind::Date,
        _ => ColumnKind::Text,
    };
    Column::new(field, crate::record_form::label(visit.language(), record, field), kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_in_a_list_is_read_as_it_was_written() {
        let cursors = vec!["id.ö. å".to_owned(), "id2.x".to_owned()];
        assert_eq!(read_place(&write_place(100, &cursors)), (100, cursors));
    }

    #[test]
    fn a_place_that_is_none_of_ours_is_the_beginning() {
        for place in ["", "x", "-1\u{1f}a", "99999999999999999999"] {
            assert_eq!(read_place(place), (0, Vec::new()), "{place}");
        }
    }

    #[test]
    fn the_way_back_is_kept_for_some_pages_only() {
        let cursors: Vec<String> = (0..20).map(|number| number.to_string()).collect();
        assert_eq!(read_place(&write_place(1_000, &cursors)).1.len(), MOST_EARLIER);
    }
}
