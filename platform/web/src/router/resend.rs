//! What somebody typed outlives the error that met it: the page of the error carries the form along, unseen, with a button
//! that sends it once more.

use crate::visit::{Body, Visit};
use maud::{Markup, html};

/// Where a form was sent in vain. A password is not carried back.
pub(super) fn resend(visit: &Visit) -> Markup {
    let Body::Form(form) = &visit.body else { return html! {} };
    let is_secret = |name: &str| name == "csrf" || name.contains("password");
    html! {
        form class="stack" method="post" action=(visit.address().href()) data-guard="unsaved" {
            p { (visit.text("error-resend-text")) }
            @if !form.files.is_empty() { p { (visit.text("error-resend-files")) } }
            input type="hidden" name="csrf" value=(visit.csrf());
            @for (name, value) in form.pairs.iter().filter(|(name, _)| !is_secret(name)) {
                // In a hidden input a browser would drop the line breaks.
                textarea hidden name=(name) { "\n" (value) }
            }
            button class="ds-button" type="submit" { (visit.text("error-resend")) }
        }
    }
}
