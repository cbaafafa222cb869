//! The filters of a list: a GET form above the table whose parameters are the view, and chips for the active ones.

use super::table::{SORT_PARAMETER, Table, sort_value};
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
    let path = &table.address.path;
    html! {
        form id=(table.form_id()) class="filters" role="search" aria-label=(texts::text(language, "table-filter")) method="get"
            action=(path) data-auto-submit
            hx-get=(path) hx-target={ "#" (table.id) } hx-select={ "#" (table.id) } hx-swap="outerMorph" hx-push-url="true" {
            (kept_parameters(table))
            @for filter in &table.filters { (filter_field(language, table, filter)) }
            // It carries the sort that is in force; the heads of the columns carry another.
            button class="ds-button" data-variant="secondary" type="submit"
                name=[table.sort.as_ref().map(|_| SORT_PARAMETER)]
                value=[table.sort.as_ref().map(|sort| sort_value(&sort.column, sort.is_descending))] {
                (icon(Icon::Filter)) (texts::text(language, "table-apply"))
            }
            @if !table.more_filters.is_empty() {
                @let is_open = table.more_filters.iter().any(|filter| is_active(&table.address, &filter.name));
                details class="fold more-filters" open[is_open] {
                    summary { (texts::text(language, "table-more-filters")) }
                    div { @for filter in &table.more_filters { (filter_field(language, table, filter)) } }
                }
            }
        }
    }
}

fn is_active(address: &Address, name: &str) -> bool {
    address.values(name).any(|value| !value.is_empty())
}

/// What the address holds besides filters and sort, such as the as-of date and the chosen columns.
fn kept_parameters(table: &Table) -> Markup {
    let is_own = |name: &str| {
        name == SORT_PARAMETER
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
    let active: Vec<Link> = table.all_filters().filter_map(|filter| chip(table, filter)).collect();
    let remove =
        |words: &str| texts::format(language, "table-remove-filter", &[("filter", Arg::from(words))]);
    html! {
        @if !active.is_empty() {
            ul class="chips" aria-label=(texts::text(language, "table-active-filters")) {
                @for one in &active {
                    li { a class="chip" href=(one.href) aria-label=(remove(&one.label)) { (one.label) (icon(Icon::Close)) } }
                }
                li { a class="chip" href=(without_filters(table).href()) { (texts::text(language, "table-remove-all")) } }
            }
        }
    }
}

/// The words of an active filter, and the address of the view without it.
fn chip(table: &Table, filter: &Filter) -> Option<Link> {
    let value = table.address.value(&filter.name).filter(|value| !value.is_empty())?;
    let shown = match &filter.input {
        FilterInput::Select(options) => {
            options.iter().find(|option| option.value == value).map_or(value, |option| &option.label)
        }
        FilterInput::Search | FilterInput::Date => value,
    };
    let rest = table.address.without(&filter.name).without(table.cursor_parameter);
    Some(Link::new(rest.href(), format!("{}: {shown}", filter.label)))
}

fn without_filters(table: &Table) -> Address {
    let bare = table.address.without(table.cursor_parameter);
    table.all_filters().fold(bare, |address, filter| address.without(&filter.name))
}
