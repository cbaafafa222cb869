//! The filters of a list: a GET form above the table whose parameters are the view, and chips for the active ones.

use super::table::{SORT_PARAMETER, Table, sort_value};
use super::{Address, FormError, Icon, Link, SelectOption, icon};
use crate::layout::PAGE_COUNT;
use kernel::{Arg, Id, Language};
use maud::{Markup, html};

/// One filter; its parameter in the address is `name`.
pub struct Filter {
    pub name: String,
    pub label: String,
    pub input: FilterInput,
}

pub enum FilterInput {
    Search,
    /// A number, an amount, or some letters of a text.
    Text,
    Date,
    Select(Vec<SelectOption>),
    /// The name of a record; scripts suggest names.
    Name {
        /// The address of the suggestions.
        suggestions: &'static str,
        /// The record that is meant.
        chosen: Option<SelectOption>,
        /// Links to the views of the records that may be meant.
        several: Vec<Link>,
    },
}

pub(super) fn filter_form(language: Language, table: &Table) -> Markup {
    let path = &table.address.path;
    html! {
        form id=(table.form_id()) class="filters" role="search" aria-label=(texts::text(language, "table-filter")) method="get"
            action=(path) data-auto-submit
            hx-get=(path) hx-target={ "#" (table.id) } hx-select={ "#" (table.id) } hx-swap="outerMorph"
            hx-select-oob={ "#" (PAGE_COUNT) } hx-push-url="true" {
            (kept_parameters(table))
            @for filter in table.filters.iter().filter(|filter| is_search(filter)) { (filter_field(language, table, filter)) }
            (choices(language, table))
        }
    }
}

/// Everything but the search: in view where there is room, behind a button on a phone.
fn choices(language: Language, table: &Table) -> Markup {
    let active = table.all_filters().filter(|filter| !is_search(filter) && needs_eyes(table, filter)).count();
    let count = [("count", Arg::Number(i64::try_from(active).unwrap_or(i64::MAX)))];
    html! {
        details class="filter-fold" open[!table.faults.is_empty()] {
            summary class="ds-button" data-variant="secondary" { (icon(Icon::Filter)) (texts::format(language, "table-filters", &count)) }
            div {
                @for filter in table.filters.iter().filter(|filter| !is_search(filter)) { (filter_field(language, table, filter)) }
                // It carries the sort that is in force; the heads of the columns carry another.
                button class="ds-button" data-variant="secondary" type="submit"
                    name=[table.sort.as_ref().map(|_| SORT_PARAMETER)]
                    value=[table.sort.as_ref().map(|sort| sort_value(&sort.column, sort.is_descending))] {
                    (icon(Icon::Filter)) (texts::text(language, "table-apply"))
                }
                @if !table.more_filters.is_empty() {
                    details class="fold more-filters" open[table.more_filters.iter().any(|filter| needs_eyes(table, filter))] {
                        summary { (texts::text(language, "table-more-filters")) }
                        div { @for filter in &table.more_filters { (filter_field(language, table, filter)) } }
                    }
                }
            }
        }
    }
}

const fn is_search(filter: &Filter) -> bool {
    matches!(filter.input, FilterInput::Search)
}

/// A filter that narrows the list, or that could not be understood.
fn needs_eyes(table: &Table, filter: &Filter) -> bool {
    is_active(&table.address, &filter.name) || fault_of(table, filter).is_some()
}

fn fault_of<'t>(table: &'t Table, filter: &Filter) -> Option<&'t FormError> {
    table.faults.iter().find(|fault| fault.field == filter.name)
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
    let fault = fault_of(table, filter);
    let (wrong, told) = (fault.map(|_| "true"), fault.map(|_| format!("{id}-error")));
    html! {
        div class="filter" {
            label for=(id) { (filter.label) }
            @match &filter.input {
                FilterInput::Search => {
                    input class="ds-input" type="search" id=(id) name=(filter.name) value=(value) maxlength="200"
                        aria-invalid=[wrong] aria-describedby=[told];
                }
                FilterInput::Text => {
                    input class="ds-input" type="text" id=(id) name=(filter.name) value=(value) maxlength="200"
                        aria-invalid=[wrong] aria-describedby=[told];
                }
                FilterInput::Date => {
                    input class="ds-input" type="text" id=(id) name=(filter.name) value=(value)
                        placeholder=(texts::text(language, "form-date-form")) maxlength="20" aria-invalid=[wrong] aria-describedby=[told];
                }
                FilterInput::Name { suggestions, chosen, several } => {
                    @let name = chosen.as_ref().map(|one| one.label.as_str());
                    @let told = (name.is_none() && !value.is_empty()).then(|| format!("{id}-told"));
                    input class="ds-input" type="text" id=(id) name=(filter.name) value=(name.unwrap_or(value)) maxlength="200"
                        autocomplete="off" list={ (id) "-names" } data-suggestions=(suggestions) data-chosen-name=[name]
                        data-chosen=[chosen.as_ref().map(|one| &one.value)] aria-describedby=[told.as_ref()];
                    @if let Some(told) = &told { (which_is_meant(language, told, several)) }
                }
                FilterInput::Select(options) => {
                    select class="ds-input" id=(id) name=(filter.name) aria-invalid=[wrong] aria-describedby=[told] {
                        option value="" { (texts::text(language, "table-all")) }
                        @for option in options { option value=(option.value) selected[option.value == value] { (option.label) } }
                    }
                }
            }
            @if let Some(fault) = fault { p class="ds-validation-message" id={ (id) "-error" } { (fault.text) } }
        }
    }
}

/// What was typed fits no name, or these.
fn which_is_meant(language: Language, id: &str, several: &[Link]) -> Markup {
    html! {
        p id=(id) class="small" {
            @if several.is_empty() { (texts::text(language, "filter-no-such-name")) }
            @else {
                (texts::text(language, "filter-several-names"))
                @for one in several { " " a href=(one.href) { (one.label) } }
            }
        }
    }
}

/// The active filters, each with a link that takes it away.
pub(super) fn active_filters(language: Language, table: &Table) -> Markup {
    let active: Vec<Link> = table.all_filters().filter_map(|filter| chip(language, table, filter)).collect();
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
fn chip(language: Language, table: &Table, filter: &Filter) -> Option<Link> {
    let asked = asked_in_words(language, table, filter)?;
    let rest = table.address.without(&filter.name).without(table.cursor_parameter);
    Some(Link::new(rest.href(), format!("{}: {asked}", filter.label)))
}

/// What is asked of a filter, as a reader calls it. Nobody reads an id: what it names was picked on another page.
fn asked_in_words(language: Language, table: &Table, filter: &Filter) -> Option<String> {
    let value = table.address.value(&filter.name).filter(|value| !value.is_empty())?;
    let asked = match &filter.input {
        FilterInput::Select(options) => {
            options.iter().find(|option| option.value == value).map_or(value, |option| &option.label)
        }
        FilterInput::Name { chosen, .. } => chosen.as_ref().map_or(value, |one| one.label.as_str()),
        FilterInput::Search | FilterInput::Text | FilterInput::Date => value,
    };
    let is_id = asked.parse::<Id>().is_ok();
    Some(if is_id { texts::text(language, "filter-picked-elsewhere") } else { asked.to_owned() })
}

impl Table {
    /// What each active filter is called, and what is asked of it.
    pub(crate) fn filters_in_words(&self, language: Language) -> Vec<(String, String)> {
        let words = |one: &Filter| Some((one.label.clone(), asked_in_words(language, self, one)?));
        self.all_filters().filter_map(words).collect()
    }
}

fn without_filters(table: &Table) -> Address {
    let bare = table.address.without(table.cursor_parameter);
    table.all_filters().fold(bare, |address, filter| address.without(&filter.name))
}
