//! All SQL of the room but that of its lists and facts.

pub(crate) mod assignments;
pub(crate) mod organisations;
pub(crate) mod people;

use storage::Statement;

/// Every statement of this module.
pub(crate) fn statements() -> Vec<Statement> {
    [organisations::STATEMENTS, people::STATEMENTS, assignments::STATEMENTS].concat()
}
