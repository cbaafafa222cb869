//! All SQL of the room but that of its lists and facts.

pub(crate) mod assignments;
pub(crate) mod changing;
pub(crate) mod forums;
pub(crate) mod leaving;
pub(crate) mod organisations;
pub(crate) mod people;
pub(crate) mod recipients;
pub(crate) mod reorganisations;
pub(crate) mod searched;
pub(crate) mod seated;
pub(crate) mod sharings;
pub(crate) mod waiting;

use storage::Statement;

/// Every statement of this module.
pub(crate) fn statements() -> Vec<Statement> {
    [
        organisations::STATEMENTS,
        people::STATEMENTS,
        recipients::STATEMENTS,
        assignments::STATEMENTS,
        changing::STATEMENTS,
        forums::STATEMENTS,
        leaving::STATEMENTS,
        reorganisations::STATEMENTS,
        searched::STATEMENTS,
        seated::STATEMENTS,
        sharings::STATEMENTS,
        waiting::STATEMENTS,
    ]
    .concat()
}

/// Between these lie the sort keys of every name that differs from this one in capitals or accents only.
pub(crate) fn keys_of_name(name: &str) -> (String, String) {
    let key = texts::sort_key(name);
    let folded = key.split('\u{1}').next().unwrap_or_default();
    (format!("{folded}\u{1}"), format!("{folded}\u{2}"))
}
