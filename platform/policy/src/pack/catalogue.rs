//! Which demands the guideline holds in all, also those that no rule carries out yet: so that what is open is counted.

use super::about::{Clause, Effect};
use serde::Serialize;

/// A demand of the guideline by its id, before anybody has carried it out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CatalogueRow {
    pub id: String,
    /// The part of the work that it comes with.
    pub part: String,
    /// The least that the program is to do about it.
    pub demanded: Effect,
}

impl Effect {
    /// Whether this does at least what is demanded: what is enforced is also computed, and so on.
    #[must_use]
    pub fn is_at_least(self, demanded: Self) -> bool {
        self.rank() >= demanded.rank()
    }

    const fn rank(self) -> u8 {
        match self {
            Self::Shown => 0,
            Self::Recorded => 1,
            Self::Computed => 2,
            Self::Enforced => 3,
        }
    }
}

/// A demand of the catalogue beside the clause that carries it out; one of the two may be missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Covered<'p> {
    pub id: &'p str,
    pub row: Option<&'p CatalogueRow>,
    pub clause: Option<&'p Clause>,
    /// Ids of the entries that carry it out.
    pub rules: Vec<String>,
}

impl Covered<'_> {
    /// Whether the pack has the clause, with an effect that is not less than demanded.
    #[must_use]
    pub fn is_carried_out(&self) -> bool {
        match (self.clause, self.row) {
            (Some(clause), Some(row)) => clause.effect.is_at_least(row.demanded),
            (clause, None) => clause.is_some(),
            (None, Some(_)) => false,
        }
    }
}
