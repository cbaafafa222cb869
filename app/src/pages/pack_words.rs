//! What packs demand, in words, with the notation of their files within reach beside it.

use maud::{Markup, html};
use policy::{Obliging, Phrase};
use web::Visit;
use web::components::Cell;

/// A phrase in the reader's language.
pub(super) fn said(visit: &Visit, phrase: &Phrase) -> String {
    phrase.said(visit.language(), &|message| visit.render(message))
}

/// An entry in few words: its own text after what it is about, or what kind of demand it is on what.
pub(super) fn entry_in_short(visit: &Visit, one: &Obliging) -> String {
    let (title, text) = (one.title.in_language(visit.language()), said(visit, &one.text));
    if text.is_empty() {
        let kind = visit.text(&format!("difference-{}", one.kind.replace('_', "-")));
        return if title.is_empty() { kind } else { format!("{title}: {kind}") };
    }
    if title.is_empty() || title == text { text } else { format!("{title}: {text}") }
}

/// The same, and all that it asks for.
pub(super) fn entry_in_full(visit: &Visit, one: &Obliging) -> String {
    let (short, asked) = (entry_in_short(visit, one), said(visit, &one.says));
    if asked.is_empty() { short } else { format!("{short} ({asked})") }
}

/// What is said in words, each line with its notation where that says it in another way.
pub(super) struct Line {
    pub words: String,
    /// Empty where there is none.
    pub notation: String,
}

/// In a file the words stand alone: there is nothing to open.
pub(super) fn cell(visit: &Visit, lines: Vec<Line>, is_file: bool) -> Cell {
    if is_file {
        return Cell::List(lines.into_iter().map(|line| line.words).collect());
    }
    if lines.iter().all(|line| line.words.is_empty()) {
        return Cell::Absent;
    }
    Cell::Drawn(drawn(visit, &lines))
}

/// The lines, with their notation behind a fold.
pub(super) fn drawn(visit: &Visit, lines: &[Line]) -> Markup {
    let notation: Vec<&str> =
        lines.iter().map(|line| line.notation.as_str()).filter(|notation| !notation.is_empty()).collect();
    // One element: on a phone a cell stands beside its label.
    html! {
        div {
            @for line in lines { div { (line.words) } }
            @if !notation.is_empty() { (folded(visit, &notation)) }
        }
    }
}

fn folded(visit: &Visit, notation: &[&str]) -> Markup {
    html! {
        details class="fold" {
            summary { (visit.text("changes-notation")) }
            @for line in notation { div { code { (line) } } }
        }
    }
}
