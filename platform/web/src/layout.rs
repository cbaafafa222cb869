//! The frame of every page: rooms on the left, the bar on top, breadcrumbs, title and at most one primary action.

mod drawer;
mod rooms;
#[cfg(test)]
mod tests;
mod top_bar;

use crate::assets::asset_href;
use crate::components::{Address, Icon, Link, Notice, icon, notice};
use crate::web::Waiting;
use kernel::{Arg, Date, Language};
use maud::{DOCTYPE, Markup, html};

pub(crate) use drawer::{DRAWER_PART, PART_HEADER, drawer};
pub use rooms::{PageLink, RoomLink};

/// Parameter of the as-of date.
pub const AS_OF_PARAMETER: &str = "as_of";
/// Where language, colours, density and keyboard shortcuts are chosen.
pub const SETTINGS_PATH: &str = "/installningar";
pub const SIGN_OUT_PATH: &str = "/logga-ut";
/// The field, and the cookie's value, by which the rail of rooms is folded.
pub(crate) const RAIL_FIELD: &str = "rail";
/// Where one changes one's password and sees one's tokens.
pub const ACCOUNT_PATH: &str = "/mitt-konto";

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ColourScheme {
    #[default]
    Auto,
    Light,
    Dark,
}

impl ColourScheme {
    pub const ALL: [Self; 3] = [Self::Auto, Self::Light, Self::Dark];

    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scheme| scheme.name() == name)
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Density {
    #[default]
    Compact,
    Comfortable,
}

impl Density {
    pub const ALL: [Self; 2] = [Self::Compact, Self::Comfortable];

    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Compact => "compact",
            Self::Comfortable => "comfortable",
        }
    }

    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|density| density.name() == name)
    }
}

/// How a person wants to see the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    pub language: Language,
    pub colour_scheme: ColourScheme,
    pub density: Density,
    pub has_shortcuts: bool,
}

impl Default for Look {
    fn default() -> Self {
        Self {
            language: Language::default(),
            colour_scheme: ColourScheme::default(),
            density: Density::default(),
            has_shortcuts: true,
        }
    }
}

/// What a page for somebody signed in carries around its content.
pub struct PageFrame {
    pub look: Look,
    /// Whether the rooms are folded to their signs.
    pub has_narrow_rail: bool,
    pub federation: String,
    pub rooms: Vec<RoomLink>,
    /// The name of the person, or of the account where there is none.
    pub user_name: String,
    /// What they sign in with.
    pub account: String,
    /// What waits for the user, and where it stands.
    pub waiting: Waiting,
    pub waiting_href: String,
    pub search_href: Option<String>,
    pub today: Date,
    /// A day in the past whose state the page shows.
    pub as_of: Option<Date>,
    pub csrf: String,
    pub address: Address,
    pub breadcrumbs: Vec<Link>,
    pub title: String,
    pub count: Option<i64>,
    /// *Nytt system*: the `c` key presses it.
    pub primary_action: Option<Link>,
    /// *Ändra*: the `e` key presses it.
    pub edit_action: Option<Link>,
    pub flash: Option<Notice>,
}

/// A page for somebody signed in.
#[must_use]
pub fn page(frame: &PageFrame, content: &Markup) -> Markup {
    let language = frame.look.language;
    let body = html! {
        a class="ds-skip-link" href="#main" { (texts::text(language, "skip-to-content")) }
        (top_bar::top_bar(frame))
        (top_bar::as_of_band(frame))
        div class="shell" {
            (rooms::navigation(frame))
            main id="main" tabindex="-1" {
                (breadcrumbs(language, &frame.breadcrumbs))
                (page_head(frame))
                @if let Some(flash) = &frame.flash { (notice(flash)) }
                (content)
                (print_foot(frame))
            }
        }
        @if frame.look.has_shortcuts { (rooms::shortcut_help(language, &frame.rooms)) }
    };
    document(frame.look, frame.has_narrow_rail.then_some("narrow"), &frame.title, &body)
}

/// A page for somebody not signed in, or an error: no rooms, nothing to get lost in.
#[must_use]
pub fn bare_page(look: Look, title: &str, content: &Markup) -> Markup {
    let body = html! {
        main id="main" class="bare stack" tabindex="-1" {
            p class="row-of" { img src=(asset_href("favicon.svg")) alt="" width="32" height="32"; "Vidmakt" }
            h1 { (title) }
            div class="stack" { (content) }
        }
    };
    document(look, None, title, &body)
}

/// What went wrong, and the way on.
pub struct ErrorPage {
    /// The status of HTTP, for those who ask.
    pub status: u16,
    pub title: String,
    pub text: String,
    /// Under which a failure stands in the log.
    pub reference: Option<String>,
    pub ways_on: Vec<Link>,
}

#[must_use]
pub fn error_page(look: Look, error: &ErrorPage) -> Markup {
    bare_page(look, &error.title, &error_content(look.language, error))
}

/// What stands below the title of an error.
#[must_use]
pub fn error_content(language: Language, error: &ErrorPage) -> Markup {
    html! {
        div class="stack" {
            p { (error.text) }
            @if let Some(reference) = &error.reference {
                p { (texts::format(language, "error-reference", &[("reference", Arg::from(reference.as_str()))])) }
            }
            ul class="row-of" { @for way in &error.ways_on { li { a href=(way.href) { (way.label) } } } }
            p class="quiet small" { (texts::format(language, "error-status", &[("status", Arg::from(error.status.to_string()))])) }
        }
    }
}

fn document(look: Look, rail: Option<&str>, title: &str, body: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang=(look.language.code()) data-size="sm" data-color-scheme=(look.colour_scheme.name()) data-density=(look.density.name()) data-rail=[rail] {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="htmx-config" content=r#"{"includeIndicatorCSS":false,"history":"reload"}"#;
                title { (title) " – Vidmakt" }
                link rel="icon" type="image/svg+xml" href=(asset_href("favicon.svg"));
                link rel="preload" as="font" type="font/woff2" crossorigin href=(asset_href("inter.woff2"));
                link rel="stylesheet" href=(asset_href("app.css"));
                script type="module" src=(asset_href("app.js")) {}
            }
            body data-shortcuts=(if look.has_shortcuts { "on" } else { "off" }) { (body) }
        }
    }
}

fn breadcrumbs(language: Language, links: &[Link]) -> Markup {
    html! {
        @if !links.is_empty() {
            nav class="breadcrumbs" aria-label=(texts::text(language, "breadcrumbs")) {
                ol { @for link in links { li { a href=(link.href) { (link.label) } } } }
            }
        }
    }
}

/// The number in the title of a list, which follows its filters.
pub(crate) const PAGE_COUNT: &str = "page-count";

/// Nothing can be changed in the past, so a page as of a date offers no actions.
fn page_head(frame: &PageFrame) -> Markup {
    html! {
        div class="page-head" {
            h1 {
                (frame.title)
                @if let Some(count) = frame.count { " " span id=(PAGE_COUNT) class="count" { (texts::number(count)) } }
            }
            @if frame.as_of.is_none() {
                div class="actions row-of" {
                    @if let Some(edit) = &frame.edit_action { a class="ds-button" data-variant="secondary" data-key="e" href=(edit.href) { (icon(Icon::Edit)) (edit.label) } }
                    @if let Some(action) = &frame.primary_action { a class="ds-button" data-key="c" href=(action.href) { (action.label) } }
                }
            }
        }
    }
}

fn print_foot(frame: &PageFrame) -> Markup {
    let language = frame.look.language;
    let today = ("today", Arg::from(texts::date(frame.today)));
    let when = match frame.as_of {
        None => texts::format(language, "print-today", &[today]),
        Some(day) => texts::format(language, "print-as-of", &[("day", Arg::from(texts::date(day))), today]),
    };
    html! {
        div class="print-foot" {
            (frame.federation) " · " (frame.address.href()) " · " (when)
        }
    }
}
