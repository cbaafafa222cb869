//! What people wrote, drawn from its blocks: there is nothing here through which a tag of theirs could pass.
//! Headings stand below those of the page; pictures are drawn where the page knows their address.

use kernel::{Id, Language};
use maud::{Markup, html};
use writing::{Block, Run};

/// Where a text stands.
#[derive(Clone, Copy)]
pub struct Places<'a> {
    /// The level of the heading that the text stands under.
    pub below: u8,
    /// The address of a picture of the text.
    pub picture: &'a dyn Fn(Id) -> Option<String>,
}

impl Places<'static> {
    /// A text without pictures under a heading of a level.
    #[must_use]
    pub fn below(level: u8) -> Self {
        Self { below: level, picture: &no_picture }
    }
}

fn no_picture(_: Id) -> Option<String> {
    None
}

#[must_use]
pub fn written(language: Language, blocks: &[Block], places: Places<'_>) -> Markup {
    html! { div class="written" { (drawn(language, blocks, places)) } }
}

fn drawn(language: Language, blocks: &[Block], places: Places<'_>) -> Markup {
    html! { @for block in blocks { (one(language, block, places)) } }
}

fn one(language: Language, block: &Block, places: Places<'_>) -> Markup {
    match block {
        Block::Heading { level, text } => heading(places.below.saturating_add(*level), &runs(text)),
        Block::Paragraph(text) => html! { p { (runs(text)) } },
        Block::List { first: Some(first), items } => html! {
            ol start=(first) { @for item in items { (list_item(language, item, places)) } }
        },
        Block::List { first: None, items } => html! {
            ul { @for item in items { (list_item(language, item, places)) } }
        },
        Block::Table { head, rows, is_right } => table(head, rows, is_right),
        Block::Quote(quoted) => html! { blockquote { (drawn(language, quoted, places)) } },
        Block::Code(code) => html! { pre { code { (code) } } },
        Block::Rule => html! { hr; },
        Block::Picture { file, alt } => match (places.picture)(*file) {
            Some(address) => html! { p { img src=(address) alt=(alt) loading="lazy"; } },
            None => html! {
                p class="quiet" { (texts::format(language, "written-no-picture", &[("alt", alt.as_str().into())])) }
            },
        },
    }
}

fn heading(level: u8, words: &Markup) -> Markup {
    match level {
        0..=2 => html! { h2 { (words) } },
        3 => html! { h3 { (words) } },
        4 => html! { h4 { (words) } },
        5 => html! { h5 { (words) } },
        _ => html! { h6 { (words) } },
    }
}

/// An item that is one paragraph is drawn without a paragraph's distance around it.
fn list_item(language: Language, item: &[Block], places: Places<'_>) -> Markup {
    let (words, rest) = match item {
        [Block::Paragraph(words), rest @ ..] => (Some(words), rest),
        rest => (None, rest),
    };
    html! {
        li {
            @if let Some(words) = words { (runs(words)) }
            (drawn(language, rest, places))
        }
    }
}

/// On a phone each row becomes a card, as in the lists of the program.
fn table(head: &[Vec<Run>], rows: &[Vec<Vec<Run>>], is_right: &[bool]) -> Markup {
    let class = |column: usize| is_right.get(column).copied().unwrap_or_default().then_some("end");
    let labels: Vec<String> = head.iter().map(|cell| label(cell)).collect();
    html! {
        div class="cards" {
            table class="ds-table" data-color="neutral" {
                thead {
                    tr {
                        @for (column, cell) in head.iter().enumerate() {
                            // A head without words is none to a screen reader.
                            @if cell.is_empty() { td {} } @else { th scope="col" class=[class(column)] { (runs(cell)) } }
                        }
                    }
                }
                tbody {
                    @for row in rows {
                        tr {
                            @for (column, cell) in row.iter().enumerate() {
                                @if cell.is_empty() { td {} }
                                @else { td class=[class(column)] data-label=[labels.get(column)] { (runs(cell)) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A head is repeated in each row: a long one would make a page of gigabytes from a text of some thousand rows.
const MOST_OF_A_LABEL: usize = 40;

fn label(cell: &[Run]) -> String {
    let letters = || cell.iter().flat_map(|run| run.text.chars());
    let mut label: String = letters().take(MOST_OF_A_LABEL).collect();
    if letters().nth(MOST_OF_A_LABEL).is_some() {
        label.push('…');
    }
    label
}

/// Words that lead to one place are one link.
fn runs(text: &[Run]) -> Markup {
    html! {
        @for together in text.chunk_by(|one, next| one.link == next.link) {
            @match together.first().and_then(|run| run.link.as_ref()) {
                Some(address) => a href=(address) { @for run in together { (letters(run)) } },
                None => @for run in together { (letters(run)) },
            }
        }
    }
}

fn letters(run: &Run) -> Markup {
    let mut drawn = html! {
        @for (place, line) in run.text.split('\n').enumerate() {
            @if place > 0 { br; }
            (line)
        }
    };
    if run.is_code {
        drawn = html! { code { (drawn) } };
    }
    if run.is_emphasised {
        drawn = html! { em { (drawn) } };
    }
    if run.is_strong {
        drawn = html! { strong { (drawn) } };
    }
    drawn
}

#[cfg(test)]
mod tests;
