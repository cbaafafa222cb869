//! A text that is shown once and taken elsewhere, such as a secret, with a button that copies it.

use kernel::Language;
use maud::{Markup, html};

/// A page has one of them. The style sheet hides the button where a browser cannot copy.
#[must_use]
pub fn copyable(language: Language, text: &str) -> Markup {
    html! {
        p class="lead row-of" {
            code id="copyable" { (text) }
            button class="ds-button" data-variant="secondary" type="button" data-copies="copyable"
                data-copied=(texts::text(language, "copy-done")) {
                span { (texts::text(language, "copy")) }
            }
        }
    }
}
