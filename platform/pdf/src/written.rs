//! Blocks of what somebody wrote, as the values that the template reads.

use crate::content::place_of;
use crate::letters::Letters;
use crate::world;
use kernel::Id;
use print::{Paper, Picture, widths_of};
use serde_json::{Map, Value as Json, json};
use std::collections::BTreeMap;
use std::iter::once;
use typst::foundations::Bytes;
use typst::visualize::{ExchangeFormat, RasterImage};
use writing::{Block, Run};

/// A paper, and where the template finds those of its pictures that can be read.
pub struct Shown<'p> {
    paper: &'p Paper,
    pictures: BTreeMap<Id, String>,
}

impl<'p> Shown<'p> {
    /// Each picture is tried once, however often the text shows it.
    pub fn of(paper: &'p Paper) -> Self {
        let readable = paper.pictures.iter().enumerate().filter(|(_, (_, picture))| can_be_read(picture));
        let pictures = readable.map(|(number, (file, _))| (*file, world::place_of(number))).collect();
        Self { paper, pictures }
    }
}

pub fn values_of(shown: &Shown<'_>, blocks: &[Block], letters: &mut Letters) -> Vec<Json> {
    blocks.iter().map(|block| value_of(shown, block, letters)).collect()
}

fn value_of(shown: &Shown<'_>, block: &Block, letters: &mut Letters) -> Json {
    match block {
        Block::Heading { level, text } => {
            // Below the heading of the part.
            json!({ "kind": "heading", "level": level.saturating_add(1), "runs": runs_of(shown.paper, text, letters) })
        }
        Block::Paragraph(runs) => json!({ "kind": "paragraph", "runs": runs_of(shown.paper, runs, letters) }),
        Block::List { first, items } => {
            let items: Vec<Vec<Json>> = items.iter().map(|item| values_of(shown, item, letters)).collect();
            json!({ "kind": "list", "first": first, "items": items })
        }
        Block::Table { head, rows, is_right } => {
            let widths = widths_of(once(head).chain(rows));
            let mut cells = |row: &Vec<Vec<Run>>| -> Vec<Json> {
                row.iter().map(|cell| runs_of(shown.paper, cell, letters)).collect()
            };
            let (head, rows) = (cells(head), rows.iter().map(&mut cells).collect::<Vec<_>>());
            json!({ "kind": "table", "widths": widths, "right": is_right, "head": head, "rows": rows })
        }
        Block::Quote(quoted) => json!({ "kind": "quote", "blocks": values_of(shown, quoted, letters) }),
        Block::Code(code) => json!({ "kind": "code", "text": letters.printable(code) }),
        Block::Rule => json!({ "kind": "rule" }),
        Block::Picture { file, alt } => picture_of(shown, *file, alt, letters),
    }
}

/// One that cannot be read would be no paper at all: it is told in its words, as one that is not there.
fn picture_of(shown: &Shown<'_>, file: Id, alt: &str, letters: &mut Letters) -> Json {
    match shown.pictures.get(&file) {
        Some(name) => json!({ "kind": "picture", "name": name, "alt": letters.printable(alt) }),
        None => json!({ "kind": "text", "text": letters.printable(&shown.paper.picture_in_words(alt)) }),
    }
}

fn can_be_read(picture: &Picture) -> bool {
    let format = if picture.is_png { ExchangeFormat::Png } else { ExchangeFormat::Jpg };
    RasterImage::plain(Bytes::new(picture.bytes.clone()), format).is_ok()
}

fn runs_of(paper: &Paper, runs: &[Run], letters: &mut Letters) -> Json {
    let seen = runs.iter().filter(|run| !run.text.is_empty());
    seen.map(|run| {
        let mut value = Map::new();
        value.insert("text".into(), letters.printable(&run.text).into());
        for (is_so, way) in
            [(run.is_strong, "strong"), (run.is_emphasised, "emphasised"), (run.is_code, "code")]
        {
            if is_so {
                value.insert(way.into(), true.into());
            }
        }
        if let Some(link) = &run.link {
            value.insert("link".into(), paper.address(link).into());
        }
        Json::Object(value)
    })
    .collect()
}

/// How much there is to set of them.
pub fn letters_of(blocks: &[Block]) -> usize {
    let of_runs = |runs: &[Run]| runs.iter().map(|run| place_of(&run.text) + 1).sum::<usize>();
    let of_block = |block: &Block| match block {
        Block::Heading { text, .. } => of_runs(text),
        Block::Paragraph(runs) => of_runs(runs),
        Block::List { items, .. } => items.iter().map(|item| letters_of(item)).sum(),
        Block::Table { head, rows, .. } => {
            once(head).chain(rows).flatten().map(|cell| of_runs(cell) + 1).sum()
        }
        Block::Quote(quoted) => letters_of(quoted),
        Block::Code(code) => place_of(code),
        Block::Rule => 1,
        Block::Picture { alt, .. } => place_of(alt) + LETTERS_OF_A_PICTURE,
    };
    // Each takes a line at least.
    blocks.iter().map(|block| of_block(block) + LETTERS_OF_A_BLOCK).sum()
}

const LETTERS_OF_A_BLOCK: usize = 20;
/// It takes half a page or more.
const LETTERS_OF_A_PICTURE: usize = 1_250;
