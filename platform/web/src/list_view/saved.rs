//! The bar of saved views above a list: which there are, which is open, and what of it the list no longer knows.

use super::{COLUMNS_OF_FILE_PARAMETER, FORMAT_PARAMETER, ListParts, ListView, PLACE_PARAMETER};
use crate::components::{
    Address, COLUMN_PARAMETER, Column, Filter, FilterInput, Link, SORT_PARAMETER, ViewBar,
};
use crate::layout::AS_OF_PARAMETER;
use crate::list_views::{
    LIST_PARAMETER, OfferedView, QUERY_PARAMETER, VIEW_PARAMETER, VIEWS_PATH, normal_query,
};
use crate::visit::Visit;
use kernel::{Error, Id, Message, Result};

/// Asks for a file only if every filter means something: for files that are sent, where nobody is told what was dropped.
pub(crate) const WHOLE_PARAMETER: &str = "hela";
/// The objection to a filter that the list does not know, or whose value it does not take.
pub const FILTER_GONE: &str = "objection-view-filter-gone";
/// What every address of a list may say beside filters. What a page reads itself, its list tells
/// ([`ListView::reading`]).
const NO_FILTERS: [&str; 8] = [
    SORT_PARAMETER,
    COLUMN_PARAMETER,
    PLACE_PARAMETER,
    FORMAT_PARAMETER,
    AS_OF_PARAMETER,
    VIEW_PARAMETER,
    COLUMNS_OF_FILE_PARAMETER,
    WHOLE_PARAMETER,
];

fn is_filter((name, value): &(String, String)) -> bool {
    !value.is_empty() && !NO_FILTERS.contains(&name.as_str())
}

impl ListView {
    /// Whoever gets a file by mail would take rows for narrowed that are not.
    ///
    /// # Errors
    /// Rejected where that is asked for and a filter means nothing to the list.
    pub fn check_nothing_dropped(&self) -> Result<()> {
        if self.address.value(WHOLE_PARAMETER).is_none() {
            return Ok(());
        }
        let mut asked = self.address.parameters.iter().filter(|pair| is_filter(pair));
        let is_dropped =
            |name: &str| self.faults.iter().any(|fault| fault.field == name) || !self.is_asked(name);
        match asked.find(|(name, _)| is_dropped(name)) {
            Some((name, _)) if !self.fits_nothing => Err(Error::rejected(name.clone(), FILTER_GONE)),
            _ => Ok(()),
        }
    }

    /// Whether a filter narrows the list.
    fn is_asked(&self, name: &str) -> bool {
        self.ask.filters.iter().any(|(asked, _)| asked.name == name)
            || self.ask.custom.iter().any(|asked| asked.name == name)
            || self.picked.iter().any(|(picked, _)| *picked == name)
            || self.own.contains(&name)
    }

    pub(super) fn view_bar(&self, visit: &Visit, parts: &ListParts, columns: &[Column]) -> Option<ViewBar> {
        let offered = &visit.views;
        if !offered.may_save && offered.views.is_empty() && offered.opened.is_none() {
            return None;
        }
        let list = &self.address.path;
        let link = |view: &OfferedView| Link::new(visit.keeping_day(view.address(list).href()), &view.name);
        let query = normal_query(&query_of(&self.address));
        let opened = offered.opened.as_ref();
        // What is looked back to is not written in.
        let may_save = offered.may_save && matches!(visit.as_of(), Ok(None));
        let change = opened.filter(|view| may_save && view.query != query).map(|view| {
            let to = Address::new(format!("{VIEWS_PATH}/{}/andra", view.id)).with(QUERY_PARAMETER, &*query);
            Link::new(to.href(), visit.text("view-save-changes"))
        });
        let save = Address::new(format!("{VIEWS_PATH}/ny")).with(LIST_PARAMETER, list);
        let save = save.with(QUERY_PARAMETER, query);
        let all = Address::new(VIEWS_PATH).with("list", list);
        Some(ViewBar {
            opened: opened
                .map(|view| Link::new(visit.keeping_day(format!("{VIEWS_PATH}/{}", view.id)), &view.name)),
            own: offered.views.iter().filter(|view| view.is_own).map(link).collect(),
            shared: offered.views.iter().filter(|view| !view.is_own).map(link).collect(),
            has_more: offered.has_more,
            all: visit.keeping_day(all.href()),
            save: may_save.then(|| Link::new(save.href(), visit.text("view-save"))),
            change,
            dropped: opened.map(|view| self.dropped(visit, view, (parts, columns))).unwrap_or_default(),
        })
    }

    /// What was saved with a view and means nothing to the list now: it stays in the view.
    fn dropped(
        &self,
        visit: &Visit,
        view: &OfferedView,
        (parts, columns): (&ListParts, &[Column]),
    ) -> Vec<String> {
        let saved = Address::parse(&format!("/?{}", view.query)).parameters;
        let still_asked = saved.iter().filter(|pair| self.address.parameters.contains(pair));
        let label = |key: &str| {
            let column = columns.iter().find(|column| column.key == key);
            column.map(|column| column.label.clone()).or_else(|| self.label(visit, key))
        };
        let what = |(name, value): &(String, String)| match name.as_str() {
            SORT_PARAMETER => {
                let wanted = value.trim_start_matches('-');
                let is_dropped = self.ask.sort.as_deref() != Some(wanted);
                is_dropped.then(|| told(visit, &DROPPED_SORT, label(wanted)))
            }
            COLUMN_PARAMETER => {
                let is_there = columns.iter().any(|column| column.key == *value);
                (!is_there).then(|| told(visit, &DROPPED_COLUMN, label(value)))
            }
            name if NO_FILTERS.contains(&name) => None,
            _ => self.dropped_filter(visit, (name, value), parts),
        };
        let mut dropped: Vec<String> = Vec::new();
        for one in still_asked.filter_map(what) {
            // Several that nobody can name any more are told once.
            if !dropped.contains(&one) {
                dropped.push(one);
            }
        }
        dropped
    }

    fn dropped_filter(
        &self,
        visit: &Visit,
        (name, value): (&str, &str),
        parts: &ListParts,
    ) -> Option<String> {
        let Some(filter) = parts.filters.iter().chain(&parts.more_filters).find(|filter| filter.name == name)
        else {
            let is_dropped = !self.is_asked(name);
            return is_dropped.then(|| told(visit, &DROPPED_FILTER, self.label(visit, name)));
        };
        let is_faulty = self.faults.iter().any(|fault| fault.field == name);
        (is_faulty || is_gone(filter, value)).then(|| {
            let message = if is_for_eyes(filter, value) {
                Message::new("view-dropped-value").with("value", value)
            } else {
                Message::new("view-dropped-choice")
            };
            visit.render(&message.with("name", &*filter.label))
        })
    }

    /// What a filter or a column is called that this visitor is not shown.
    pub(super) fn label(&self, visit: &Visit, name: &str) -> Option<String> {
        let key = format!("{}-{}", self.record?, name.replace('_', "-"));
        texts::has(visit.language(), &key).then(|| visit.text(&key))
    }
}

/// What is dropped, by its name; without one where nobody has a name for it any more.
fn told(visit: &Visit, [named, unnamed]: &[&'static str; 2], label: Option<String>) -> String {
    match label {
        Some(label) => visit.render(&Message::new(named).with("name", label)),
        None => visit.text(unnamed),
    }
}

const DROPPED_FILTER: [&str; 2] = ["view-dropped-filter", "view-dropped-filter-unnamed"];
const DROPPED_COLUMN: [&str; 2] = ["view-dropped-column", "view-dropped-column-unnamed"];
const DROPPED_SORT: [&str; 2] = ["view-dropped-sort", "view-dropped-sort-unnamed"];

/// Whether the value of a filter is what somebody typed, and no name that only the program reads.
fn is_for_eyes(filter: &Filter, value: &str) -> bool {
    !matches!(filter.input, FilterInput::Select(_)) && value.parse::<Id>().is_err()
}

/// Whether a value can no longer be chosen.
fn is_gone(filter: &Filter, value: &str) -> bool {
    match &filter.input {
        FilterInput::Select(options) => !options.iter().any(|option| option.value == value),
        FilterInput::Name { chosen, several, .. } => chosen.is_none() && several.is_empty(),
        FilterInput::Search | FilterInput::Text | FilterInput::Date => false,
    }
}

fn query_of(address: &Address) -> String {
    address.href().split_once('?').map(|(_, query)| query.to_owned()).unwrap_or_default()
}
