//! The bar on top: federation, search, the as-of date, what waits for me, language and user.

use super::{ACCOUNT_PATH, AS_OF_PARAMETER, ColourScheme, Density, PageFrame, SETTINGS_PATH, SIGN_OUT_PATH};
use crate::components::{Icon, icon};
use crate::web::Waiting;
use kernel::{Arg, Language};
use maud::{Markup, html};

pub(super) fn top_bar(frame: &PageFrame) -> Markup {
    let language = frame.look.language;
    html! {
        header class="topbar" {
            input type="checkbox" id="nav-open" class="nav-open" aria-label=(texts::text(language, "menu-show"));
            label class="nav-button bar-item" for="nav-open" { (icon(Icon::Menu)) span { (texts::text(language, "menu")) } }
            a class="bar-item brand" href=(frame.waiting_href) { span { (frame.federation) } span class="product" { "Vidmakt" } }
            @if let Some(href) = &frame.search_href { (search(frame, href)) }
            (as_of(frame))
            (waiting(frame))
            (language_switch(frame))
            (user_menu(frame))
        }
    }
}

/// Below the field a script shows hits while one types; without it the form asks for their page.
fn search(frame: &PageFrame, href: &str) -> Markup {
    let language = frame.look.language;
    let asked = frame.address.value("q").filter(|_| frame.address.path == href);
    html! {
        form class="search" role="search" method="get" action=(href) {
            input class="ds-input" type="search" name="q" maxlength="200" data-key="/" autocomplete="off" value=[asked]
                aria-label=(texts::text(language, "search")) placeholder=(texts::text(language, "search-placeholder"));
            p class="visually-hidden" role="status" {}
            div class="panel-below search-hits" data-hits={ (href) "/forslag" } data-color-scheme=(frame.look.colour_scheme.name()) hidden {}
        }
    }
}

/// Keeps the rest of the view, so that the same list or record is shown as it was.
fn as_of(frame: &PageFrame) -> Markup {
    let language = frame.look.language;
    let kept = frame.address.without(AS_OF_PARAMETER);
    let shown = frame.as_of.map(texts::date);
    html! {
        details class="pop" {
            summary class="bar-item" {
                (icon(Icon::Calendar))
                span class="visually-hidden" { (texts::text(language, "as-of")) ": " }
                span class="wide-only" { @if let Some(day) = &shown { (day) } @else { (texts::text(language, "as-of-today")) } }
            }
            form class="panel-below stack" data-color-scheme=(frame.look.colour_scheme.name()) method="get" action=(frame.address.path) {
                @for (name, value) in &kept.parameters { input type="hidden" name=(name) value=(value); }
                div class="ds-field" {
                    label class="ds-label" for="as-of-day" { (texts::text(language, "as-of-label")) }
                    div class="hint" id="as-of-hint" { (texts::text(language, "form-date-hint")) }
                    input class="ds-input" id="as-of-day" name=(AS_OF_PARAMETER) type="text" data-first autocomplete="off" maxlength="20"
                        value=(shown.as_deref().unwrap_or_default()) aria-describedby="as-of-hint";
                }
                button class="ds-button" type="submit" { (texts::text(language, "as-of-show")) }
            }
        }
    }
}

/// The coloured band that no one overlooks while a page shows the past.
pub(super) fn as_of_band(frame: &PageFrame) -> Markup {
    let language = frame.look.language;
    let now = frame.address.without(AS_OF_PARAMETER).href();
    html! {
        @if let Some(day) = frame.as_of {
            div class="as-of-band" data-color="warning" role="status" {
                (icon(Icon::Clock))
                strong { (texts::format(language, "as-of-band", &[("day", Arg::from(texts::date(day)))])) }
                span { (texts::text(language, "as-of-read-only")) }
                a href=(now) { (texts::text(language, "as-of-back")) }
            }
        }
    }
}

fn waiting(frame: &PageFrame) -> Markup {
    let words = waiting_in_words(frame.look.language, frame.waiting);
    html! {
        a class="bar-item" href=(frame.waiting_href) aria-label=(words) title=(words) {
            (icon(Icon::Inbox))
            @if frame.waiting.all() > 0 { span class="count-badge" { (texts::number(frame.waiting.all())) } }
        }
    }
}

fn waiting_in_words(language: Language, waiting: Waiting) -> String {
    let all = texts::number(waiting.all());
    let counted = [
        ("all", Arg::from(all.as_str())),
        ("gaps", Arg::Number(waiting.gaps)),
        ("notices", Arg::Number(waiting.notices)),
    ];
    texts::format(language, "waiting-for-me", &counted)
}

/// The other language calls itself by its own name.
fn language_switch(frame: &PageFrame) -> Markup {
    let (other, name) = match frame.look.language {
        Language::Swedish => (Language::English, "English"),
        Language::English => (Language::Swedish, "Svenska"),
    };
    html! {
        form class="wide-only" method="post" action=(SETTINGS_PATH) {
            (settings_fields(frame))
            button class="bar-item" type="submit" name="language" value=(other.code()) lang=(other.code()) { (name) }
        }
    }
}

fn settings_fields(frame: &PageFrame) -> Markup {
    html! {
        input type="hidden" name="csrf" value=(frame.csrf);
        input type="hidden" name="return" value=(frame.address.href());
    }
}

fn user_menu(frame: &PageFrame) -> Markup {
    let language = frame.look.language;
    html! {
        details class="pop" {
            summary class="bar-item" aria-label=(texts::format(language, "user-menu", &[("name", Arg::from(frame.user_name.as_str()))])) {
                (icon(Icon::User)) span class="user-name" { (frame.user_name) }
            }
            div class="panel-below stack" data-color-scheme=(frame.look.colour_scheme.name()) {
                p { strong { (frame.user_name) } br; span class="quiet" { (frame.account) br; (frame.federation) } }
                a href=(ACCOUNT_PATH) { (texts::text(language, "account-title")) }
                (settings(frame))
                form method="post" action=(SIGN_OUT_PATH) {
                    input type="hidden" name="csrf" value=(frame.csrf);
                    button class="ds-button" data-variant="secondary" type="submit" { (texts::text(language, "sign-out")) }
                }
            }
        }
    }
}

fn settings(frame: &PageFrame) -> Markup {
    let look = frame.look;
    let words = |key: &str| texts::text(look.language, key);
    let languages = [Language::Swedish, Language::English]
        .map(|one| (one.code(), words(&format!("language-{}", one.code()))));
    let schemes = ColourScheme::ALL.map(|one| (one.name(), words(&format!("colours-{}", one.name()))));
    let densities = Density::ALL.map(|one| (one.name(), words(&format!("density-{}", one.name()))));
    let shortcuts = ["on", "off"].map(|one| (one, words(&format!("shortcuts-{one}"))));
    let shortcut_choice = if look.has_shortcuts { "on" } else { "off" };
    html! {
        form class="stack" method="post" action=(SETTINGS_PATH) {
            (settings_fields(frame))
            (setting("language", &words("language"), look.language.code(), &languages))
            (setting("colour_scheme", &words("colours"), look.colour_scheme.name(), &schemes))
            (setting("density", &words("density"), look.density.name(), &densities))
            (setting("shortcuts", &words("shortcuts"), shortcut_choice, &shortcuts))
            button class="ds-button" type="submit" { (words("settings-save")) }
        }
    }
}

fn setting(name: &str, label: &str, chosen: &str, options: &[(&str, String)]) -> Markup {
    let id = format!("setting-{name}");
    html! {
        div class="ds-field" {
            label class="ds-label" for=(id) { (label) }
            select class="ds-input" id=(id) name=(name) {
                @for (value, words) in options { option value=(value) selected[*value == chosen] { (words) } }
            }
        }
    }
}
