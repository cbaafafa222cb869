//! Money is whole öre; no floating point touches it.

use serde::{Deserialize, Serialize};

/// An amount in whole öre.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Money {
    pub ore: i64,
}
