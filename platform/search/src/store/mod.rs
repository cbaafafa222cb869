//! All SQL of search but that of the index of words itself, which is storage's.

mod hits;
mod rows;

pub(crate) use hits::{Asked, HitRow, hits, overview};
pub(crate) use rows::{KeptRow, forget, get_on, keep, kept, progress, some_rows};

use storage::Statement;

/// Every statement here, for the tests.
pub(crate) fn statements() -> Vec<Statement> {
    [rows::STATEMENTS, hits::STATEMENTS].concat()
}
