//! What a demand, an assignment, a document or an audit event is about.

use crate::Id;
use serde::{Deserialize, Serialize};

/// The kind of a subject by its name in the glossary, such as `system`.
/// Domains declare theirs as constants; the platform compares and stores them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct SubjectKind(pub &'static str);

impl SubjectKind {
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.0
    }
}

/// One record that something is about.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Subject {
    pub kind: String,
    pub id: Id,
}

impl Subject {
    #[must_use]
    pub fn new(kind: SubjectKind, id: Id) -> Self {
        Self { kind: kind.0.to_owned(), id }
    }

    #[must_use]
    pub fn is(&self, kind: SubjectKind) -> bool {
        self.kind == kind.0
    }
}
