//! The control of a long text: buttons that insert its signs, shown by the script without which they would do nothing.

use super::Link;
use super::field::Tied;
use kernel::Language;
use maud::{Markup, html};

pub(super) struct Signs<'a> {
    pub value: &'a str,
    pub preview: &'a str,
    pub pictures: &'a [Link],
}

/// No limit stands at the field: a browser would cut what is pasted without a word. A text that is too long is told when it
/// is sent. The line break after the tag is eaten by the browser.
pub(super) fn written_text(language: Language, tied: &Tied, signs: &Signs<'_>) -> Markup {
    let rows = signs.value.lines().count().clamp(12, 40);
    html! {
        div class="row-of" role="group" aria-label=(texts::text(language, "editor-tools")) data-tools hidden {
            (buttons(language, signs))
        }
        textarea class="ds-input" id=(tied.id) name=(tied.name) rows=(rows)
            aria-invalid=[tied.is_wrong.then_some("true")] aria-describedby=[tied.described_by.as_deref()] { "\n" (signs.value) }
    }
}

fn buttons(language: Language, signs: &Signs<'_>) -> Markup {
    let text = |key: &str| texts::text(language, key);
    let head = text("editor-table-head");
    let table = format!("| {head} | {head} |\n|---|---|\n| ");
    html! {
        (button(&text("editor-strong"), &Sign::around("**", "**")))
        (button(&text("editor-heading"), &Sign::each_line("## ")))
        (button(&text("editor-list"), &Sign::each_line("- ")))
        (button(&text("editor-table"), &Sign::by_itself(&table, " | |\n")))
        (button(&text("editor-link"), &Sign::around("[", "](https://)")))
        @for picture in signs.pictures {
            (button(&picture.label, &Sign::by_itself("![", &format!("]({})\n", picture.href))))
        }
        button class="ds-button" data-variant="secondary" type="button" data-preview-from=(signs.preview) { (text("editor-preview")) }
    }
}

/// What stands before and after what is chosen in the text.
struct Sign {
    before: String,
    after: String,
    /// Where it goes: around the words, before each line, or as a paragraph by itself.
    place: &'static str,
}

impl Sign {
    fn around(before: &str, after: &str) -> Self {
        Self { before: before.into(), after: after.into(), place: "words" }
    }

    fn each_line(before: &str) -> Self {
        Self { before: before.into(), after: String::new(), place: "lines" }
    }

    fn by_itself(before: &str, after: &str) -> Self {
        Self { before: before.into(), after: after.into(), place: "paragraph" }
    }
}

fn button(label: &str, sign: &Sign) -> Markup {
    html! {
        button class="ds-button" data-variant="tertiary" type="button"
            data-before=(sign.before) data-after=(sign.after) data-place=(sign.place) { (label) }
    }
}
