//! What one does with a whole list: choose its columns, take it out as a file, mail its address.

use super::table::{COLUMN_PARAMETER, Table};
use super::view_bar::view_bar;
use super::{Icon, icon};
use kernel::Language;
use maud::{Markup, html};

pub(super) fn list_tools(language: Language, table: &Table) -> Markup {
    html! {
        div class="list-tools" {
            @if let Some(bar) = &table.views { (view_bar(language, bar)) }
            (column_choice(language, table))
            @if !table.exports.is_empty() {
                details class="pop" {
                    summary class="bar-item" { (icon(Icon::Download)) (texts::text(language, "table-export")) }
                    div class="panel-below" { @for export in &table.exports { a href=(export.href) download { (export.label) } } }
                }
            }
            button class="bar-item" type="button" data-copied=(texts::text(language, "copied")) {
                (icon(Icon::Link)) span { (texts::text(language, "copy-link")) }
            }
        }
    }
}

/// A form of its own, so that an address names columns only after somebody chose them. The first column always stays.
fn column_choice(language: Language, table: &Table) -> Markup {
    html! {
        details class="pop" {
            summary class="bar-item" { (icon(Icon::Columns)) (texts::text(language, "table-columns")) }
            form class="panel-below stack" method="get" action=(table.address.path) {
                @for (name, value) in &table.address.without(COLUMN_PARAMETER).parameters {
                    input type="hidden" name=(name) value=(value);
                }
                fieldset class="choices" {
                    legend { (texts::text(language, "table-columns-shown")) }
                    @for column in table.columns.iter().skip(1) {
                        label {
                            input class="ds-input" type="checkbox" name=(COLUMN_PARAMETER) value=(column.key) checked[column.is_shown];
                            span { (column.label) }
                        }
                    }
                }
                button class="ds-button" type="submit" { (texts::text(language, "table-columns-show")) }
            }
        }
    }
}
