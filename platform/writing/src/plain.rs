//! A text without its signs: for search, for excerpts, and to count its words.

use crate::block::{Block, Run};
use crate::pieces::blocks;

/// What a reader sees, a line for each paragraph, item and row.
#[must_use]
pub fn plain_text(text: &str) -> String {
    plain_of(&blocks(text))
}

/// How many words a reader sees.
#[must_use]
pub fn count_words(text: &str) -> usize {
    let plain = plain_text(text);
    plain.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count()
}

pub(crate) fn plain_of(blocks: &[Block]) -> String {
    let mut lines = Vec::new();
    add_lines(blocks, &mut lines);
    lines.join("\n")
}

fn add_lines(blocks: &[Block], lines: &mut Vec<String>) {
    for block in blocks {
        match block {
            Block::Heading { text, .. } | Block::Paragraph(text) => lines.push(letters_of(text)),
            Block::List { items, .. } => items.iter().for_each(|item| add_lines(item, lines)),
            Block::Quote(quoted) => add_lines(quoted, lines),
            Block::Table { head, rows, .. } => {
                for row in std::iter::once(head).chain(rows) {
                    let cells: Vec<String> = row.iter().map(|cell| letters_of(cell)).collect();
                    lines.push(cells.join(" "));
                }
            }
            Block::Code(code) => lines.push(code.clone()),
            Block::Picture { alt, .. } => lines.push(alt.clone()),
            Block::Rule => {}
        }
    }
}

fn letters_of(runs: &[Run]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_reader_sees_is_told_line_by_line() {
        let text = "# Mål\n\nKorta **svarstider**, se [planen](/planer/1).\n\n- ett\n- två\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n> citat\n\n---\n";
        assert_eq!(plain_text(text), "Mål\nKorta svarstider, se planen.\nett\ntvå\na b\n1 2\ncitat");
    }

    #[test]
    fn signs_are_no_words() {
        assert_eq!(count_words("# Mål – 2 st\n\n* * *\n\n**Kort** svar."), 5);
        assert_eq!(count_words(""), 0);
    }
}
