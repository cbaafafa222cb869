//! A page as it stands beside the list that it was opened from: its title, its content, the way to the whole page.

use super::PageFrame;
use crate::components::{Icon, icon};
use maud::{Markup, html};

/// The header of a request, and its value, that asks for a page without its frame.
pub(crate) const PART_HEADER: &str = "x-vidmakt-part";
pub(crate) const DRAWER_PART: &str = "drawer";

/// Not modal: the list stays in use. A script puts it beside the list and closes it.
pub(crate) fn drawer(frame: &PageFrame, content: &Markup) -> Markup {
    let language = frame.look.language;
    let href = frame.address.href();
    let edit = frame.edit_action.as_ref().filter(|_| frame.as_of.is_none());
    html! {
        aside class="drawer" aria-labelledby="drawer-title" tabindex="-1" {
            header class="row-of" {
                h2 id="drawer-title" { a href=(href) { (frame.title) } }
                div class="actions row-of" {
                    @if let Some(edit) = edit {
                        a class="ds-button" data-variant="secondary" data-key="e" href=(edit.href) { (icon(Icon::Edit)) (edit.label) }
                    }
                    a class="ds-button" data-variant="secondary" href=(href) { (texts::text(language, "drawer-whole-page")) }
                    button class="ds-button" data-variant="tertiary" type="button" data-close-drawer
                        aria-label=(texts::text(language, "drawer-close")) title=(texts::text(language, "drawer-close")) { (icon(Icon::Close)) }
                }
            }
            div class="drawer-content" { (content) }
        }
    }
}
