//! What is wrong with a pack: file, line, column, what it is and what would be right.

use crate::pack::Pack;
use kernel::Message;
use serde::Serialize;

/// One mistake in a pack, told to the person who writes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    pub file: String,
    /// Counted from 1.
    pub line: usize,
    /// Counted from 1, in characters.
    pub column: usize,
    pub message: Message,
    pub help: Option<Message>,
}

/// What reading a pack gave: the pack if it can be used, and everything that is wrong at once.
#[derive(Clone, Debug, Default)]
pub struct CheckReport {
    /// Present only when there are no errors.
    pub pack: Option<Pack>,
    pub errors: Vec<Problem>,
    /// Odd but usable.
    pub warnings: Vec<Problem>,
}

/// A place in one of the pack's files.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Spot {
    pub file: String,
    pub line: usize,
    pub column: usize,
}

impl Spot {
    /// The first line of a file, for what is missing in it.
    pub fn first_line(file: &str) -> Self {
        Self { file: file.to_owned(), line: 1, column: 1 }
    }

    pub fn at(file: &str, text: &str, offset: usize) -> Self {
        let before = text.get(..offset.min(text.len())).unwrap_or(text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        Self { file: file.to_owned(), line, column }
    }
}

/// Collects problems while a pack is read.
#[derive(Debug, Default)]
pub(crate) struct Problems {
    pub errors: Vec<Problem>,
    pub warnings: Vec<Problem>,
}

impl Problems {
    pub fn error(&mut self, at: &Spot, message: Message, help: Option<Message>) {
        self.errors.push(problem(at, message, help));
    }

    pub fn warn(&mut self, at: &Spot, message: Message, help: Option<Message>) {
        self.warnings.push(problem(at, message, help));
    }
}

pub(crate) fn problem(at: &Spot, message: Message, help: Option<Message>) -> Problem {
    Problem { file: at.file.clone(), line: at.line, column: at.column, message, help }
}
