//! A table while it is read. One whose rows hold more than its head has columns for is no table: it stays the lines that
//! were written, for the library would leave out what has no column.

use super::line::Line;
use super::readable;
use crate::block::{Block, Run};

pub(super) struct TableDraft {
    is_right: Vec<bool>,
    head: Vec<Vec<Run>>,
    rows: Vec<Vec<Vec<Run>>>,
    cells: Vec<Vec<Run>>,
}

impl TableDraft {
    pub(super) const fn new(is_right: Vec<bool>) -> Self {
        Self { is_right, head: Vec::new(), rows: Vec::new(), cells: Vec::new() }
    }

    pub(super) fn end_cell(&mut self, line: &mut Line) {
        self.cells.push(line.take_runs());
    }

    pub(super) fn end_head(&mut self) {
        self.head = std::mem::take(&mut self.cells);
    }

    pub(super) fn end_row(&mut self) {
        self.rows.push(std::mem::take(&mut self.cells));
    }

    pub(super) fn finished(self, source: &str) -> Block {
        let lines = || source.lines().map(|line| line.trim_start_matches([' ', '\t', '>']).trim_end());
        if lines().any(|line| cells_in(line) > self.is_right.len()) {
            let written: Vec<&str> = lines().collect();
            return Block::Paragraph(vec![Run::plain(readable(&written.join("\n")))]);
        }
        Block::Table { head: self.head, rows: self.rows, is_right: self.is_right }
    }
}

/// How many cells a row of a table asks for. A stroke after a backslash is a letter.
fn cells_in(line: &str) -> usize {
    let line = line.strip_prefix('|').unwrap_or(line);
    let mut strokes = 0;
    let mut ends_with_stroke = false;
    let mut is_letter = false;
    for letter in line.chars() {
        ends_with_stroke = letter == '|' && !is_letter;
        strokes += usize::from(ends_with_stroke);
        is_letter = letter == '\\' && !is_letter;
    }
    strokes + usize::from(!ends_with_stroke && !line.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cells_of_a_row_are_counted_with_and_without_strokes_around_it() {
        for (line, count) in [
            ("| a | b |", 2),
            ("a | b", 2),
            ("| a | b", 2),
            ("a | b |", 2),
            ("|a|", 1),
            ("a", 1),
            ("| a \\| b |", 1),
            ("| | |", 2),
            ("", 0),
            ("|", 0),
        ] {
            assert_eq!(cells_in(line), count, "{line}");
        }
    }
}
