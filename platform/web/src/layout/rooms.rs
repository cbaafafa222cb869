//! The rooms that one may enter, the pages within the current one, and the keys that lead to them.

use super::{PageFrame, RAIL_FIELD, SETTINGS_PATH};
use crate::components::{Icon, icon};
use kernel::Language;
use maud::{Markup, html};

/// A room of the web application.
pub struct RoomLink {
    /// The letter that opens it after `g`.
    pub key: char,
    pub icon: Icon,
    pub label: String,
    pub href: String,
    pub is_current: bool,
    /// Shown while one is in the room.
    pub pages: Vec<PageLink>,
}

/// A page within a room.
pub struct PageLink {
    pub label: String,
    pub href: String,
    pub is_current: bool,
}

pub(super) fn navigation(frame: &PageFrame) -> Markup {
    html! {
        nav class="rooms" id="rooms" aria-label=(texts::text(frame.look.language, "rooms")) {
            div {
                ul {
                    @for room in &frame.rooms {
                        li {
                            (room_link(room))
                            @if room.is_current && !room.pages.is_empty() {
                                ul class="pages" {
                                    @for page in &room.pages {
                                        li { a href=(page.href) aria-current=[page.is_current.then_some("page")] { (page.label) } }
                                    }
                                }
                            }
                        }
                    }
                }
                (fold(frame))
            }
        }
    }
}

/// Folds the rail to its signs, or unfolds it. A browser keeps it: a large screen and a small one differ.
fn fold(frame: &PageFrame) -> Markup {
    let (key, sign, wanted) = if frame.has_narrow_rail {
        ("rail-unfold", Icon::Right, "wide")
    } else {
        ("rail-fold", Icon::Left, "narrow")
    };
    html! {
        form method="post" action=(SETTINGS_PATH) {
            input type="hidden" name="csrf" value=(frame.csrf);
            input type="hidden" name="return" value=(frame.address.href());
            button class="bar-item quiet small" type="submit" name=(RAIL_FIELD) value=(wanted) {
                (icon(sign)) (texts::text(frame.look.language, key))
            }
        }
    }
}

/// The room is the current page itself only while none of its pages is.
fn room_link(room: &RoomLink) -> Markup {
    let is_within = room.pages.iter().any(|page| page.is_current);
    let current = room.is_current.then_some(if is_within { "true" } else { "page" });
    html! {
        a href=(room.href) data-key=(room.key) aria-current=[current] { (icon(room.icon)) span { (room.label) } }
    }
}

/// Opened by `?`. Without scripts there are no shortcuts, and nothing opens it.
pub(super) fn shortcut_help(language: Language, rooms: &[RoomLink]) -> Markup {
    let keys = [
        ("/", "key-search"),
        ("?", "key-help"),
        ("j  k", "key-rows"),
        ("Enter  o", "key-open"),
        ("x", "key-choose"),
        ("X", "key-choose-range"),
        ("e", "key-edit"),
        ("c", "key-new"),
        ("Esc", "key-back"),
    ];
    html! {
        dialog class="shortcuts stack" aria-labelledby="shortcuts-title" {
            h2 id="shortcuts-title" { (texts::text(language, "keys-title")) }
            p class="quiet small" { (texts::text(language, "keys-off-hint")) }
            dl {
                @for (key, words) in keys { div { dt { kbd { (key) } } dd { (texts::text(language, words)) } } }
                @for room in rooms { div { dt { kbd { "g " (room.key) } } dd { (room.label) } } }
            }
            form method="dialog" { button class="ds-button" data-variant="secondary" { (texts::text(language, "close")) } }
        }
    }
}
