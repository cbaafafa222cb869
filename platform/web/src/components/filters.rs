//! The filters of a list: a GET form above the table whose parameters are the view, and chips for the active ones.

use super::table::{COLUMN_PARAMETER, SORT_PARAMETER, Table, sort_value};
use super::{Address, Icon, Link, SelectOption, icon};
use kernel::{Arg, Language};
use maud::{Markup, html};

/// One filter; its parameter in the address is `name`.
pub struct Filter {
    pub name: String,
    pub label: String,
    pub input: FilterInput,
}

pub enum FilterInput {
    Search,
    Date,
    Select(Vec<SelectOption>),
}

pub(super) fn filter_form(language: Language, table: &Table) -> Markup {
    let address = &table.address;
    let form_id = table.form_id();
    html! {
        form id=(form_id) class="filters" role="search" aria-label=(texts::text(language, "table-filter")) method="get"
            action=(address.path) data-auto-submit
            hx-get=(address.path) hx-target={ "#" (table.id) } hx-select={ "#" (table.id) } hx-swap="outerMorph" hx-push-url="true" {
            (kept_parameters(table))
            @for filter in &table.filters { (filter_field(language, table, filter)) }
            (submit_button(table, html! { (icon(Icon::Filter)) (texts::text(language, "table-apply")) }))
            @if !table.more_filters.is_empty() {
                @let is_open = table.more_filters.iter().any(|filter| is_active(address, &filter.name));
                details class="fold more-filters" open[is_open] {
                    summary { (texts::text(language, "table-more-filters")) }
                    div { @for filter in &table.more_filters { (filter_field(language, table, filter)) } }
                }
            }
        }
    }
}

/// Sends the filters and keeps the sort that is in force.
pub(super) fn submit_button(table: &Table, words: Markup) -> Markup {
    let sort = table.sort.as_ref().map(|sort| sort_value(&sort.column, sort.is_descending));
    html! {
        button class="ds-button" data-variant="secondary" type="submit" form=(table.form_id())
            name=[sort.as_ref().map(|_| SORT_PARAMETER)] value=[sort.as_deref()] { (words) }
    }
}

fn is_active(address: &Address, name: &str) -> bool {
    address.values(name).any(|value| !value.is_empty())
}

/// What the address holds besides the table's own parameters, such as the as-of date.
fn kept_parameters(table: &Table) -> Markup {
    let is_own = |name: &str| {
        name == SORT_PARAMETER
            || name == COLUMN_PARAMETER
            || name == table.cursor_parameter
            || table.all_filters().any(|filter| filter.name == name)
    };
    html! {
        @for (name, value) in table.address.parameters.iter().filter(|(name, _)| !is_own(name)) {
            input type="hidden" name=(name) value=(value);
        }
    }
}

fn filter_field(language: Language, table: &Table, filter: &Filter) -> Markup {
    let id = format!("{}-filter-{}", table.id, filter.name);
    let value = table.address.value(&filter.name).unwrap_or_default();
    html! {
        div class="filter" {
            label for=(id) { (filter.label) }
            @match &filter.input {
                FilterInput::Search => { input class="ds-input" type="search" id=(id) name=(filter.name) value=(value) maxlength="200"; }
                FilterInput::Date => {
                    input class="ds-input" type="text" id=(id) name=(filter.name) value=(value)
                        placeholder=(texts::text(language, "form-date-form")) maxlength="20";
                }
                FilterInput::Select(options) => {
                    select class="ds-input" id=(id) name=(filter.name) {
                        option value="" { (texts::text(language, "table-all")) }
                        @for option in options { option value=(option.value) selected[option.value == value] { (option.label) } }
                    }
                }
            }
        }
    }
}

/// The active filters, each with a link that takes it away.
pub(super) fn active_filters(language: Language, table: &Table) -> Markup {
    let active: Vec<(String, Link)> = table.all_filters().filter_map(|filter| chip(table, filter)).collect();
    html! {
        @if !active.is_empty() {
            ul class="chips no-print" aria-label=(texts::text(language, "table-active-filters")) {
                @for (words, remove) in &active {
                    li {
                        a class="chip" href=(remove.href) aria-label=(texts::format(language, "table-remove-filter", &[("filter", Arg::from(words.as_str()))])) {
                            (remove.label) (icon(Icon::Close))
                        }
                    }
                }
                li { a class="chip" href=(without_filters(table).href()) { (texts::text(language, "table-remove-all")) } }
            }
        }
    }
}

fn chip(table: &Table, filter: &Filter) -> Option<(String, Link)> {
    let value = table.address.value(&filter.name).filter(|value| !value.is_empty())?;
    let shown = match &filter.input {
        FilterInput::Select(options) => {
            options.iter().find(|option| option.value == value).map_or(value, |option| &option.label)
        }
        FilterInput::Search | FilterInput::Date => value,
    };
    let words = format!("{}: {shown}", filter.label);
    let rest = table.address.without(&filter.name).without(table.cursor_parameter);
    Some((words.clone(), Link::new(rest.href(), words)))
}

pub(super) fn without_filters(table: &Table) -> Address {
    let bare = table.address.without(table.cursor_parameter);
    table.all_filters().fold(bare, |address, filter| address.without(&filter.name))
}
