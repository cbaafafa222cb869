//! Kinds of agreement, and when one must be in force.

use super::documents::Requirement;
use super::roles::WhoWhen;
use kernel::LocalText;
use serde::Serialize;

/// Swedish: avtalsslag.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AgreementKind {
    /// One of [`crate::AGREEMENT_KINDS`].
    pub id: String,
    /// The demand that one is in force. Kinds with the same rule answer for each other.
    pub rule: Option<String>,
    pub title: LocalText,
    pub description: Option<LocalText>,
    /// The type of document that an agreement of this kind stands for.
    pub document: Option<String>,
    /// Approved for each system that it covers before it counts.
    pub needs_approval: bool,
    /// Who keeps it in force.
    pub responsible: Vec<WhoWhen>,
    pub required: Vec<Requirement>,
    pub clauses: Vec<String>,
}
