//! A paper as the values that the template reads.

use crate::letters::Letters;
use crate::written::{self, Shown};
use print::{Column, Content, Paper, PaperTable, Part};
use serde_json::{Value as Json, json};

/// A line takes its place however short it is: so many letters would fill it.
const LETTERS_OF_A_LINE: usize = 50;

/// Everything that stands on the paper, in letters that can be printed.
pub fn values_of(paper: &Paper) -> Json {
    let mut letters = Letters::default();
    let shown = Shown::of(paper);
    let parts: Vec<Json> = paper.parts.iter().map(|part| part_of(&shown, part, &mut letters)).collect();
    let mut text = |text: &str| letters.printable(text);
    let facts: Vec<[String; 2]> =
        paper.facts.iter().map(|(name, value)| [text(name), text(if_known(value))]).collect();
    let words = |key: &str| texts::text(paper.language, key);
    let mut values = json!({
        "language": paper.language.code(),
        "organisation": text(&paper.organisation),
        "title": text(&paper.title),
        "subtitle": text(&paper.subtitle),
        "banner": text(&paper.banner),
        "accent": paper.accent.map(|[red, green, blue]| format!("#{red:02x}{green:02x}{blue:02x}")),
        "facts": facts,
        "has_contents": paper.has_contents && !paper.parts.is_empty(),
        "parts": parts,
        "footer": text(&paper.footer),
        "date": { "year": paper.date.year(), "month": paper.date.month(), "day": paper.date.day() },
        "words": { "page": words("paper-page"), "of": words("paper-of"), "contents": words("paper-contents") },
    });
    let count = letters.missing;
    values["note"] = match count {
        0 => Json::from(""),
        _ => Json::from(texts::format(paper.language, "paper-letters-missing", &[("count", count.into())])),
    };
    values
}

/// How much there is to set.
pub fn letters_of(paper: &Paper) -> usize {
    let of_content = |content: &Content| match content {
        Content::Text(text) => place_of(text),
        Content::Written(blocks) => written::letters_of(blocks),
        Content::Table(table) => table.rows.iter().flatten().map(|cell| place_of(cell) + 1).sum(),
    };
    let facts: usize = paper.facts.iter().map(|(name, value)| name.len() + place_of(value)).sum();
    facts + paper.parts.iter().flat_map(|part| &part.content).map(of_content).sum::<usize>()
}

pub fn place_of(text: &str) -> usize {
    text.len() + text.matches('\n').count() * LETTERS_OF_A_LINE
}

/// A heading, and what stands under it as the blocks that the template draws.
fn part_of(shown: &Shown<'_>, part: &Part, letters: &mut Letters) -> Json {
    let heading = letters.printable(&part.heading);
    let mut blocks: Vec<Json> = Vec::new();
    for content in &part.content {
        match content {
            Content::Text(text) => blocks.push(json!({ "kind": "text", "text": letters.printable(text) })),
            Content::Written(written) => blocks.extend(written::values_of(shown, written, letters)),
            Content::Table(table) => blocks.push(table_of(table, letters)),
        }
    }
    json!({ "heading": heading, "blocks": blocks })
}

fn table_of(PaperTable { head, rows }: &PaperTable, letters: &mut Letters) -> Json {
    let mut plain = |cell: &String| json!([{ "text": letters.printable(cell) }]);
    json!({
        "kind": "table",
        "widths": head.iter().map(|column| column.width).collect::<Vec<u8>>(),
        "right": head.iter().map(|column| column.is_right).collect::<Vec<bool>>(),
        "head": head.iter().map(|Column { name, .. }| plain(name)).collect::<Vec<Json>>(),
        "rows": rows.iter().map(|row| row.iter().map(&mut plain).collect()).collect::<Vec<Vec<Json>>>(),
    })
}

/// As the pages show what nobody has filled in.
fn if_known(value: &str) -> &str {
    if value.is_empty() { "–" } else { value }
}
