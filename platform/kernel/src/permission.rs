//! Permissions and how far they reach. What is not granted is denied.

use serde::{Deserialize, Serialize};

/// The right to do one thing, named `room.verb`, such as `register.edit`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct Permission(pub &'static str);

impl Permission {
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.0
    }
}

/// How far a permission of a core function reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// The subject of the assignment that gives the function.
    OwnSubject,
    /// What the holder's own organisation owns or uses.
    OwnOrganisation,
    /// Everything in the federation.
    Federation,
}

impl Scope {
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::OwnSubject => "own_subject",
            Self::OwnOrganisation => "own_organisation",
            Self::Federation => "federation",
        }
    }
}
