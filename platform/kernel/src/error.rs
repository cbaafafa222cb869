//! The one error type of the program: four kinds, each with its own answer to the user.

use crate::Message;
use serde::Serialize;
use std::fmt;

pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Text key of an objection that only says that the value is wrong.
pub const WRONG_INPUT: &str = "objection-wrong-input";

/// Why something was not done.
#[derive(Debug)]
pub enum Error {
    /// There is no such record, or the actor may not know of it.
    NotFound,
    /// The actor lacks the permission.
    Refused(Message),
    /// The input is wrong; nothing was changed.
    Rejected(Vec<Objection>),
    /// The program or something that it stands on failed; logged once with a reference.
    Failed(Failure),
}

impl Error {
    /// An input that is wrong at one field.
    #[must_use]
    pub fn rejected(field: impl Into<String>, message: impl Into<Message>) -> Self {
        Self::Rejected(vec![Objection::new(field, message)])
    }

    /// Somebody else changed the record since the caller read it.
    #[must_use]
    pub fn stale() -> Self {
        let objection = Objection::new("revision", "objection-stale");
        Self::Rejected(vec![Objection { kind: ObjectionKind::Stale, ..objection }])
    }

    /// A failure that nobody could foresee.
    #[must_use]
    pub fn failed(detail: impl fmt::Display) -> Self {
        Self::Failed(Failure { kind: FailureKind::Internal, detail: detail.to_string() })
    }

    /// The database cannot be reached, is full, or is too busy; the caller may try again.
    #[must_use]
    pub fn unavailable(detail: impl fmt::Display) -> Self {
        Self::Failed(Failure { kind: FailureKind::Unavailable, detail: detail.to_string() })
    }

    /// Everything was sent and the last answer was lost: nobody knows whether it was saved.
    #[must_use]
    pub fn unsure(detail: impl fmt::Display) -> Self {
        Self::Failed(Failure { kind: FailureKind::Unsure, detail: detail.to_string() })
    }

    /// Whether what was to be saved may have been.
    #[must_use]
    pub const fn is_unsure(&self) -> bool {
        matches!(self, Self::Failed(Failure { kind: FailureKind::Unsure, .. }))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotFound => f.write_str("not found"),
            Self::Refused(message) => write!(f, "refused: {}", message.key),
            Self::Rejected(objections) => {
                f.write_str("rejected:")?;
                objections.iter().try_for_each(|o| write!(f, " {} ({})", o.field, o.message.key))
            }
            Self::Failed(failure) => write!(f, "failed: {}", failure.detail),
        }
    }
}

impl std::error::Error for Error {}

/// What failed, for the log; the user sees only a reference to it.
#[derive(Debug)]
pub struct Failure {
    pub kind: FailureKind,
    pub detail: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FailureKind {
    Internal,
    /// Worth trying again: busy, full, or out of reach.
    Unavailable,
    /// What was written may have been saved, or may not: look before it is done again.
    Unsure,
}

/// What is wrong with an input, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Objection {
    /// Name of the field, empty for the whole input.
    pub field: String,
    pub message: Message,
    /// The clause of the guideline that forbids it, where a rule says so.
    pub clauses: Vec<String>,
    pub kind: ObjectionKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ObjectionKind {
    /// The value itself is wrong.
    Invalid,
    /// The record has changed since it was read.
    Stale,
}

impl Objection {
    #[must_use]
    pub fn new(field: impl Into<String>, message: impl Into<Message>) -> Self {
        Self {
            field: field.into(),
            message: message.into(),
            clauses: Vec::new(),
            kind: ObjectionKind::Invalid,
        }
    }

    #[must_use]
    pub fn by_clauses(mut self, clauses: &[String]) -> Self {
        self.clauses = clauses.to_vec();
        self
    }
}
