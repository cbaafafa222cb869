//! A paper as the values that the template reads.

use crate::letters::Letters;
use print::{Content, Paper, PaperTable, Part};
use serde_json::{Value as Json, json};

/// A line takes its place however short it is: so many letters would fill it.
const LETTERS_OF_A_LINE: usize = 50;

/// Everything that stands on the paper, in letters that can be printed.
pub fn values_of(paper: &Paper) -> Json {
    let mut letters = Letters::default();
    let mut text = |text: &str| letters.printable(text);
    let facts: Vec<[String; 2]> =
        paper.facts.iter().map(|(name, value)| [text(name), text(if_known(value))]).collect();
    let parts: Vec<Json> = paper.parts.iter().map(|part| part_of(part, &mut text)).collect();
    let words = |key: &str| texts::text(paper.language, key);
    let mut values = json!({
        "language": paper.language.code(),
        "organisation": text(&paper.organisation),
        "title": text(&paper.title),
        "subtitle": text(&paper.subtitle),
        "banner": text(&paper.banner),
        "facts": facts,
        "parts": parts,
        "footer": text(&paper.footer),
        "date": { "year": paper.date.year(), "month": paper.date.month(), "day": paper.date.day() },
        "words": { "page": words("paper-page"), "of": words("paper-of") },
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
    let of_part = |part: &Part| match &part.content {
        Content::Text(text) => place_of(text),
        Content::Table(table) => table.rows.iter().flatten().map(|cell| place_of(cell) + 1).sum(),
    };
    let facts: usize = paper.facts.iter().map(|(name, value)| name.len() + place_of(value)).sum();
    facts + paper.parts.iter().map(of_part).sum::<usize>()
}

fn place_of(text: &str) -> usize {
    text.len() + text.matches('\n').count() * LETTERS_OF_A_LINE
}

fn part_of(part: &Part, text: &mut impl FnMut(&str) -> String) -> Json {
    let heading = text(&part.heading);
    match &part.content {
        Content::Text(content) => json!({ "heading": heading, "text": text(content) }),
        Content::Table(PaperTable { head, rows }) => {
            let head: Vec<Json> = head.iter().map(|(name, width)| json!([text(name), width])).collect();
            let cells = |row: &Vec<String>| row.iter().map(|cell| text(cell)).collect::<Vec<String>>();
            let rows: Vec<Vec<String>> = rows.iter().map(cells).collect();
            json!({ "heading": heading, "head": head, "rows": rows })
        }
    }
}

/// As the pages show what nobody has filled in.
fn if_known(value: &str) -> &str {
    if value.is_empty() { "–" } else { value }
}
