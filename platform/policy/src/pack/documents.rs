//! Document types and when each is required.

use super::roles::{Title, WhoWhen};
use crate::condition::Condition;
use crate::facts::Origin;
use kernel::{LocalText, Strength};
use serde::Serialize;

/// Swedish: dokumenttyp.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DocumentType {
    pub id: String,
    /// The demand that it exists.
    pub rule: String,
    pub group: String,
    pub subjects: Vec<String>,
    pub title: Title,
    pub description: Option<LocalText>,
    pub aliases: Vec<String>,
    /// Who answers for it: the first whose condition holds.
    pub owner_role: Vec<WhoWhen>,
    pub revision_interval_months: Option<u32>,
    /// Such as `SLA-{year}-{number}`.
    pub numbering: Option<String>,
    pub template: Option<String>,
    /// Present only when decided for the present year.
    pub is_plan: bool,
    /// Present only when it is said that IT reaches it.
    pub available_to_it: bool,
    pub counts_from: Vec<Origin>,
    pub required: Vec<Requirement>,
    pub clauses: Vec<String>,
}

/// One ground on which a document is required.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Requirement {
    pub when: Condition,
    pub strength: Strength,
    pub clauses: Vec<String>,
}

/// Every document has an appointed owner.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OwnerDemand {
    pub rule: String,
    pub strength: Strength,
    pub clauses: Vec<String>,
}
