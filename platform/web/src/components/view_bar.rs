//! The saved views of a list: those that there are, the one that is open, and the way to save what one sees.

use super::link::link;
use super::{Icon, Link, icon};
use kernel::{Arg, Language};
use maud::{Markup, html};

pub struct ViewBar {
    /// The page of the view that is open.
    pub opened: Option<Link>,
    /// The visitor's own views, and those that others share.
    pub own: Vec<Link>,
    pub shared: Vec<Link>,
    /// There are more than those.
    pub has_more: bool,
    /// Where all of them are looked after.
    pub all: String,
    pub save: Option<Link>,
    /// Saves what is seen in the view that is open.
    pub change: Option<Link>,
    /// What the open view asks for and the list no longer knows.
    pub dropped: Vec<String>,
}

pub(super) fn view_bar(language: Language, bar: &ViewBar) -> Markup {
    let words = |key: &str| texts::text(language, key);
    html! {
        details class="pop" {
            summary class="bar-item" { (icon(Icon::Bookmark)) (name_of(language, bar)) }
            div class="panel-below stack" {
                (views(&words("views-own"), &bar.own))
                (views(&words("views-shared"), &bar.shared))
                @if bar.own.is_empty() && bar.shared.is_empty() { p { (words("views-none-here")) } }
                @for step in bar.change.iter().chain(&bar.save) { (link(step)) }
                @if let Some(opened) = &bar.opened { a href=(opened.href) { (words("view-settings")) } }
                a href=(bar.all) { (words(if bar.has_more { "views-all-more" } else { "views-all" })) }
            }
        }
    }
}

fn name_of(language: Language, bar: &ViewBar) -> String {
    match &bar.opened {
        Some(opened) => texts::format(language, "view-open", &[("name", Arg::from(&*opened.label))]),
        None => texts::text(language, "views"),
    }
}

fn views(heading: &str, views: &[Link]) -> Markup {
    html! {
        @if !views.is_empty() {
            div {
                p class="quiet small" { (heading) }
                ul { @for view in views { li { (link(view)) } } }
            }
        }
    }
}

/// What a saved view asks for and its list no longer knows. Nothing of the view is lost: it is only not shown.
#[must_use]
pub fn dropped_of_view(language: Language, dropped: &[String]) -> Markup {
    html! {
        @if !dropped.is_empty() {
            div class="ds-alert" data-color="warning" role="status" {
                p { (texts::text(language, "view-dropped")) }
                ul { @for one in dropped { li { (one) } } }
            }
        }
    }
}
