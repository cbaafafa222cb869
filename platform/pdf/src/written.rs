//! Blocks of what somebody wrote, as the values that the template reads.

use crate::content::place_of;
use crate::letters::Letters;
use crate::world;
use kernel::Id;
use print::{Paper, Picture, widths_of};
use serde_json::{Map, Value as Json, json};
use std::iter::once;
use typst::foundations::Bytes;
use typst::visualize::{ExchangeFormat, RasterImage};
use writing::{Block, Run};

pub fn values_of(paper: &Paper, blocks: &[Block], letters: &mut Letters) -> Vec<Json> {
    blocks.iter().map(|block| value_of(paper, block, letters)).collect()
}

fn value_of(paper: &Paper, block: &Block, letters: &mut Letters) -> Json {
    match block {
        Block::Heading { level, text } => {
            // Below the heading of the part.
            json!({ "kind": "heading", "level": level.saturating_add(1), "runs": runs_of(paper, text, letters) })
        }
        Block::Paragraph(runs) => json!({ "kind": "paragraph", "runs": runs_of(paper, runs, letters) }),
        Block::List { first, items } => {
            let items: Vec<Vec<Json>> = items.iter().map(|item| values_of(paper, item, letters)).collect();
            json!({ "kind": "list", "first": first, "items": items })
        }
        Block::Table { head, rows, is_right } => {
            let widths = widths_of(once(head).chain(rows));
            let mut cells = |row: &Vec<Vec<Run>>| -> Vec<Json> {
                row.iter().map(|cell| runs_of(paper, cell, letters)).collect()
            };
            let (head, rows) = (cells(head), rows.iter().map(&mut cells).collect::<Vec<_>>());
            json!({ "kind": "table", "widths": widths, "right": is_right, "head": head, "rows": rows })
        }
        Block::Quote(quoted) => json!({ "kind": "quote", "blocks": values_of(paper, quoted, letters) }),
        Block::Code(code) => json!({ "kind": "code", "text": letters.printable(code) }),
        Block::Rule => json!({ "kind": "rule" }),
        Block::Picture { file, alt } => picture_of(paper, *file, alt, letters),
    }
}

/// One that cannot be read would be no paper at all: it is told in its words, as one that is not there.
fn picture_of(paper: &Paper, file: Id, alt: &str, letters: &mut Letters) -> Json {
    if paper.pictures.get(&file).is_some_and(can_be_read) {
        return json!({ "kind": "picture", "name": world::place_of(file), "alt": letters.printable(alt) });
    }
    json!({ "kind": "text", "text": letters.printable(&paper.picture_in_words(alt)) })
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
        Block::Picture { alt, .. } => place_of(alt),
    };
    // Each takes a line at least.
    blocks.iter().map(|block| of_block(block) + LETTERS_OF_A_BLOCK).sum()
}

const LETTERS_OF_A_BLOCK: usize = 20;
