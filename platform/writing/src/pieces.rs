//! The pieces of a text: its paragraphs, headings, tables, and each item of its lists. Comments stand at them, and texts are
//! joined and compared by them. Swedish: stycke.

use crate::block::{Block, Run};
use crate::reader::{Reader, masked, readable};
use pulldown_cmark::{Event, Options, Parser, Tag};
use sha2::{Digest as _, Sha256};

/// Longer texts are refused; what lies beyond is one piece, as it stands.
pub const MOST_LETTERS: usize = 200_000;

/// A part of a text, and what it says. Swedish: stycke.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece<'t> {
    pub source: &'t str,
    pub blocks: Vec<Block>,
    /// Which of the lists of the text it is an item of.
    list: Option<usize>,
}

impl Piece<'_> {
    pub(crate) const fn is_item(&self) -> bool {
        self.list.is_some()
    }

    /// The same for the same words, however they are spaced: by it a comment finds its piece again.
    #[must_use]
    pub fn mark(&self) -> String {
        let words: Vec<&str> = self.source.split_whitespace().collect();
        Sha256::digest(words.join(" ")).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
    }
}

/// The pieces of a text in their order; together they hold all its letters.
#[must_use]
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let end = text.char_indices().nth(MOST_LETTERS).map_or(text.len(), |(at, _)| at);
    let (read, beyond) = text.split_at(end);
    let mut found = pieces_within(read);
    if !beyond.trim().is_empty() {
        let blocks = vec![Block::Paragraph(vec![Run::plain(readable(beyond.trim()))])];
        found.push(Piece { source: beyond.trim(), blocks, list: None });
    }
    found
}

/// The blocks of a text, to be drawn or printed.
#[must_use]
pub fn blocks(text: &str) -> Vec<Block> {
    let mut all: Vec<Block> = Vec::new();
    let mut last_list = None;
    for piece in pieces(text) {
        let continues = piece.list.is_some() && piece.list == last_list;
        last_list = piece.list;
        for block in piece.blocks {
            match (all.last_mut(), block) {
                (Some(Block::List { items, .. }), Block::List { items: more, .. }) if continues => {
                    items.extend(more)
                }
                (_, block) => all.push(block),
            }
        }
    }
    all
}

/// Where a piece begins, and what it says.
struct Found {
    begins_at: usize,
    blocks: Vec<Block>,
    list: Option<usize>,
}

fn pieces_within(text: &str) -> Vec<Piece<'_>> {
    let found = found_in(text);
    let ends = found.iter().skip(1).map(|next| next.begins_at).chain([text.len()]);
    let begins = found.iter().map(|one| one.begins_at);
    let sources: Vec<&str> = begins.zip(ends).map(|(from, to)| text[from..to].trim_end()).collect();
    let pieces = found.into_iter().zip(sources);
    pieces
        .map(|(one, source)| Piece {
            source: source.trim_start_matches(['\n', '\r']),
            blocks: one.blocks,
            list: one.list,
        })
        .collect()
}

fn found_in(text: &str) -> Vec<Found> {
    let masked = masked(text);
    let mut reader = Reader::default();
    let mut found: Vec<Found> = Vec::new();
    let (mut depth, mut lists, mut is_list) = (0_usize, 0_usize, false);
    for (event, range) in Parser::new_ext(&masked, Options::ENABLE_TABLES).into_offset_iter() {
        let begins = matches!(event, Event::Start(_) | Event::Rule);
        if begins && depth == 0 {
            is_list = matches!(event, Event::Start(Tag::List(_)));
            lists += usize::from(is_list);
        }
        let is_item = is_list && depth == 1 && matches!(event, Event::Start(Tag::Item));
        if is_item || (begins && depth == 0 && !is_list) {
            let begins_at = if found.is_empty() { 0 } else { line_of(text, range.start) };
            found.push(Found { begins_at, blocks: Vec::new(), list: is_item.then_some(lists) });
        }
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        reader.take(event, &masked[range]);
        if depth == 0 {
            share_out(reader.take_blocks(), &mut found, is_list);
        }
    }
    found
}

/// Indentation belongs to what it indents.
fn line_of(text: &str, at: usize) -> usize {
    let before = text[..at].rfind(['\n', '\r']).map_or(0, |line_end| line_end + 1);
    if text[before..at].trim().is_empty() { before } else { at }
}

/// Each item of a list is a piece by itself; those of the list that has just ended stand last.
fn share_out(blocks: Vec<Block>, found: &mut [Found], is_list: bool) {
    for block in blocks {
        match block {
            Block::List { first, items } if is_list => {
                let from = found.len().saturating_sub(items.len());
                for ((one, item), number) in found[from..].iter_mut().zip(items).zip(0..) {
                    let first = first.map(|first| first.saturating_add(number));
                    one.blocks.push(Block::List { first, items: vec![item] });
                }
            }
            block => {
                if let Some(one) = found.last_mut() {
                    one.blocks.push(block);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests;
