//! A piece of one of several texts, as it is written when they are put together.

use crate::block::Block;
use crate::pieces::{Piece, pieces};

/// A piece by itself, with line ends of one kind. Swedish: stycke.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Passage {
    pub text: String,
    /// What stands before an item of a list: `-`, or `.` of `1.`; items of the same kind stand close.
    marker: Option<char>,
}

impl Passage {
    fn of(piece: &Piece<'_>) -> Self {
        let mut text = piece.source.to_owned();
        if let Some(fence) = open_fence(piece) {
            text.push('\n');
            text.push_str(fence);
        }
        let is_digit = |letter: char| letter.is_ascii_digit();
        let marker = text.trim_start().trim_start_matches(is_digit).chars().next();
        Self { marker: marker.filter(|_| piece.is_item()), text }
    }
}

/// The passages of a text. The browser sends line ends of two signs, and others one.
pub(crate) fn passages(text: &str) -> Vec<Passage> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    pieces(&text).iter().map(Passage::of).collect()
}

/// The text that the passages make.
pub(crate) fn text_of<'p>(passages: impl IntoIterator<Item = &'p Passage>) -> String {
    let mut text = String::new();
    let mut last: Option<&Passage> = None;
    for passage in passages {
        if let Some(last) = last {
            let is_close = last.marker.is_some() && last.marker == passage.marker;
            text.push_str(if is_close { "\n" } else { "\n\n" });
        }
        text.push_str(&passage.text);
        last = Some(passage);
    }
    text
}

/// The fence that is missing where lines of code have no end: whatever came after would be taken in.
fn open_fence<'t>(piece: &Piece<'t>) -> Option<&'t str> {
    let has_code = piece.blocks.iter().any(|block| matches!(block, Block::Code(_)));
    let source = piece.source.trim_start();
    let sign = source.chars().next().filter(|sign| matches!(sign, '`' | '~'))?;
    if !has_code || pieces(&format!("{}\n\nx", piece.source)).len() > 1 {
        return None;
    }
    let length = source.chars().take_while(|letter| *letter == sign).count();
    source.get(..length)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written_again(text: &str) -> String {
        text_of(&passages(text))
    }

    #[test]
    fn items_stand_close_and_other_pieces_apart() {
        assert_eq!(written_again("a\r\n- b\r\n\r\n- c\n\n\n\nd\n"), "a\n\n- b\n- c\n\nd");
        assert_eq!(written_again("- a\n* b\n1. c\n2. d\n3) e"), "- a\n\n* b\n\n1. c\n2. d\n\n3) e");
    }

    #[test]
    fn code_without_an_end_is_given_one() {
        assert_eq!(written_again("a\n\n```\nb"), "a\n\n```\nb\n```");
        assert_eq!(written_again("~~~~\nb\n~~~"), "~~~~\nb\n~~~\n~~~~");
        assert_eq!(written_again("```\nb\n```\n\nc"), "```\nb\n```\n\nc");
        assert_eq!(written_again("    b\n"), "    b");
        assert_eq!(written_again("`b`"), "`b`");
    }
}
