//! A stale edit: somebody else saved the record meanwhile. Both sides stand beside each other, and the user chooses by field.
//!
//! The form sends the user's own version whole, with the newer revision, and `choice.<field>` = `yours` or `theirs`
//! for each field that differs; for `theirs` the server keeps what is in the database.

use super::Link;
use super::facts::absent;
use super::form::{hidden_fields, save_bar};
use kernel::{Arg, Instant, Language};
use maud::{Markup, html};

/// A field that both changed, as shown to the user.
pub struct ConflictField {
    pub name: String,
    pub label: String,
    pub theirs: String,
    pub yours: String,
}

pub struct Conflict {
    pub action: String,
    pub csrf: String,
    /// The revision that is in the database now.
    pub revision: String,
    pub changed_by: String,
    pub changed_at: Instant,
    pub fields: Vec<ConflictField>,
    /// All that the user had sent, by field name, but for the token and the revision.
    pub sent: Vec<(String, String)>,
    pub cancel: Link,
}

#[must_use]
pub fn conflict(language: Language, conflict: &Conflict) -> Markup {
    let who = [
        ("who", Arg::from(conflict.changed_by.as_str())),
        ("when", Arg::from(texts::instant(conflict.changed_at))),
    ];
    html! {
        div class="ds-alert" data-color="warning" role="alert" tabindex="-1" {
            h2 { (texts::text(language, "conflict-title")) }
            p { (texts::format(language, "conflict-text", &who)) }
        }
        form class="conflict record-form" method="post" action=(conflict.action) data-guard="unsaved" {
            (hidden_fields(&conflict.csrf, Some(&conflict.revision)))
            @for (name, value) in &conflict.sent { input type="hidden" name=(name) value=(value); }
            (comparison(language, conflict))
            (save_bar(&texts::text(language, "conflict-save"), Some(&conflict.cancel)))
        }
    }
}

fn comparison(language: Language, conflict: &Conflict) -> Markup {
    let [field, theirs, yours] =
        ["conflict-field", "conflict-theirs", "conflict-yours"].map(|key| texts::text(language, key));
    html! {
        div class="cards" {
            table class="ds-table" data-color="neutral" {
                caption class="visually-hidden" { (texts::text(language, "conflict-title")) }
                thead { tr { th scope="col" { (field) } th scope="col" { (theirs) } th scope="col" { (yours) } } }
                tbody {
                    @for one in &conflict.fields {
                        tr {
                            th scope="row" id={ "conflict-" (one.name) } { (one.label) }
                            td { (side(language, one, "theirs", &one.theirs)) }
                            td { (side(language, one, "yours", &one.yours)) }
                        }
                    }
                }
            }
        }
    }
}

/// The user's own text is chosen from the start: nobody loses what they typed by pressing the button.
fn side(language: Language, field: &ConflictField, choice: &str, shown: &str) -> Markup {
    let id = format!("conflict-{}-{choice}", field.name);
    html! {
        label {
            input class="ds-input" type="radio" name={ "choice." (field.name) } value=(choice) checked[choice == "yours"]
                aria-labelledby={ "conflict-" (field.name) " " (id) };
            span id=(id) {
                span class="card-only quiet small" { (texts::text(language, &format!("conflict-{choice}"))) ": " }
                @if shown.is_empty() { (absent(language)) } @else { (shown) }
            }
        }
    }
}
