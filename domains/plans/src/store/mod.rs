//! All SQL by which single plans, sections and suggestions are read and written. Lists stand in `listing`.

mod comments;
mod decisions;
mod due;
mod plans;
mod priorities;
mod rows;
mod sections;
mod suggestions;

pub(crate) use comments::*;
pub(crate) use decisions::*;
pub(crate) use due::*;
pub(crate) use plans::*;
pub(crate) use priorities::*;
pub(crate) use rows::*;
pub(crate) use sections::*;
pub(crate) use suggestions::*;

use storage::Statement;

/// Every statement here, for the tests.
pub(crate) fn statements() -> Vec<Statement> {
    [
        comments::STATEMENTS,
        decisions::STATEMENTS,
        due::STATEMENTS,
        plans::STATEMENTS,
        priorities::STATEMENTS,
        sections::STATEMENTS,
        suggestions::STATEMENTS,
        &rows::statements_of_rows(),
    ]
    .concat()
}
