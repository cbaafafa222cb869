//! All SQL of search but that of the index of words itself, which is storage's.

mod crowds;
mod hits;
mod progress;
mod rows;

pub(crate) use crowds::{Stretch, in_order, of_each_kind, seen, seen_by_all};
pub(crate) use hits::{Asked, HitRow, Limits, hits, overview};
pub(crate) use progress::{Progress, progress, save_progress, standing};
pub(crate) use rows::{KeptRow, forget, keep, kept, older, wait, waited, waiting};

use storage::Statement;

/// Every statement here, for the tests.
pub(crate) fn statements() -> Vec<Statement> {
    [rows::STATEMENTS, progress::STATEMENTS, hits::STATEMENTS, crowds::STATEMENTS].concat()
}
