//! A message on the page: something was done, something is worth knowing, something went wrong.

use maud::{Markup, html};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeKind {
    Info,
    Done,
    Warning,
    Wrong,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    pub kind: NoticeKind,
    pub title: Option<String>,
    pub text: String,
}

impl Notice {
    #[must_use]
    pub fn new(kind: NoticeKind, text: impl Into<String>) -> Self {
        Self { kind, title: None, text: text.into() }
    }
}

/// What went wrong is announced at once, the rest when the reader pauses.
#[must_use]
pub fn notice(notice: &Notice) -> Markup {
    let (colour, role) = match notice.kind {
        NoticeKind::Info => ("info", "status"),
        NoticeKind::Done => ("success", "status"),
        NoticeKind::Warning => ("warning", "status"),
        NoticeKind::Wrong => ("danger", "alert"),
    };
    html! {
        div class="ds-alert" data-color=(colour) role=(role) {
            @if let Some(title) = &notice.title { h2 { (title) } }
            p { (notice.text) }
        }
    }
}
