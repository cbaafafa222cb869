//! The empty state: why there is nothing here, and what to do about it.

use super::Link;
use maud::{Markup, html};

pub struct Empty {
    pub title: String,
    pub text: String,
    pub action: Option<Link>,
}

#[must_use]
pub fn empty_state(empty: &Empty) -> Markup {
    html! {
        div class="empty stack" {
            h2 { (empty.title) }
            p { (empty.text) }
            @if let Some(action) = &empty.action {
                p { a class="ds-button" data-variant="secondary" href=(action.href) { (action.label) } }
            }
        }
    }
}
