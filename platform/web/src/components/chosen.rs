//! Rows that one chooses in a list, and what one does with them: check boxes of a form that stands below the table, so
//! that choosing works without scripts.

use super::table::{Cell, Row, Table};
use crate::layout::AS_OF_PARAMETER;
use kernel::{Arg, Id, Language};
use maud::{Markup, html};

/// Parameter of the chosen rows, once for each.
pub const CHOSEN_PARAMETER: &str = "choose";
/// Parameter that means every row of the view, on all its pages; it counts for more than those that are chosen one by one.
pub const ALL_CHOSEN_PARAMETER: &str = "all";

/// What is done with chosen rows; the page gets their ids, and the parameters of the view that they were chosen in.
pub struct ChosenAction {
    pub label: String,
    pub href: String,
}

/// The action, and the ids of the rows in their order.
pub struct Choosing {
    action: ChosenAction,
    ids: Vec<Id>,
}

impl Table {
    /// Lets rows be chosen where the visitor has something to do with them. Nothing can be changed in the past.
    #[must_use]
    pub fn choosing(mut self, action: Option<ChosenAction>, ids: Vec<Id>) -> Self {
        let is_past = self.address.value(AS_OF_PARAMETER).is_some();
        self.choosing = action.filter(|_| !is_past).map(|action| Choosing { action, ids });
        self
    }

    fn chosen_form_id(&self) -> String {
        format!("{}-chosen", self.id)
    }
}

/// Chooses all rows of the page; the style sheet shows it where a script does so.
pub(super) fn choose_all(language: Language, table: &Table) -> Markup {
    html! {
        @if table.choosing.is_some() {
            td class="choose" {
                input class="ds-input" type="checkbox" data-choose-page aria-label=(texts::text(language, "chosen-page"));
            }
        }
    }
}

pub(super) fn choose_row(language: Language, table: &Table, place: usize) -> Markup {
    let id = table.choosing.as_ref().and_then(|choosing| choosing.ids.get(place));
    html! {
        @if let (Some(id), Some(row)) = (id, table.rows.get(place)) {
            td class="choose" {
                input class="ds-input" type="checkbox" id={ "choose-" (id) } form=(table.chosen_form_id()) autocomplete="off"
                    name=(CHOSEN_PARAMETER) value=(id) aria-label=(texts::format(language, "chosen-row", &[("name", Arg::from(name(row)))]));
            }
        }
    }
}

fn name(row: &Row) -> &str {
    match row.cells.first() {
        Some(Cell::Link(link)) => &link.label,
        Some(Cell::Text(text)) => text,
        _ => "",
    }
}

/// Shown as soon as a row is chosen. How many there are is told by a script.
pub(super) fn chosen_bar(language: Language, table: &Table) -> Markup {
    let Some(choosing) = &table.choosing else { return html! {} };
    let view = table.address.without(table.cursor_parameter);
    let counted = |key: &str, count: i64| texts::format(language, key, &[("count", Arg::Number(count))]);
    let more = (table.pager.total > i64::try_from(choosing.ids.len()).unwrap_or(i64::MAX))
        .then(|| counted("chosen-all", table.pager.total));
    html! {
        p class="visually-hidden" role="status" data-chosen-told {}
        form class="chosen row-of" id=(table.chosen_form_id()) method="get" action=(choosing.action.href)
            aria-label=(texts::text(language, "chosen-rows")) {
            @for (name, value) in &view.parameters { input type="hidden" name=(name) value=(value); }
            strong aria-hidden="true" data-chosen-one=(texts::text(language, "chosen-one"))
                data-chosen-several=(texts::text(language, "chosen-several")) data-chosen-all=(counted("chosen-told-all", table.pager.total)) {}
            @if let Some(words) = more {
                label { input class="ds-input" type="checkbox" name=(ALL_CHOSEN_PARAMETER) value="1" autocomplete="off"; span { (words) } }
            }
            button class="ds-button" type="submit" { (choosing.action.label) }
            button class="ds-button" data-variant="tertiary" type="reset" { (texts::text(language, "chosen-none")) }
        }
    }
}
