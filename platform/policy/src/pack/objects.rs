//! Kinds of object and system, categories, lifecycle and what the register must say.

use super::roles::{Title, WhoWhen};
use crate::condition::{Condition, Test};
use kernel::{LocalText, Strength};
use serde::Serialize;

/// Swedish: typ av förvaltningsobjekt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ObjectKind {
    pub id: String,
    /// `infrastructure`, `common` or `business`.
    pub category: String,
    pub title: Title,
    pub description: LocalText,
    /// Who decides on its budget and activities.
    pub decided_by: Vec<WhoWhen>,
    pub clauses: Vec<String>,
}

kernel::choice! {
    /// What objects are brought together by.
    pub enum GroupingBasis { Organisation = "organisation", BusinessArea = "business_area" }
}

/// A portfolio (of one organisation) or a family (over organisations).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Grouping {
    pub id: String,
    #[serde(serialize_with = "crate::pack::about::choice_name")]
    pub by: GroupingBasis,
    pub title: Title,
    pub description: LocalText,
    pub discussed_by: Vec<WhoWhen>,
    pub clauses: Vec<String>,
}

/// A value that a form offers: a kind of system, a category, an operation form or a common system.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ListedValue {
    pub id: String,
    pub title: LocalText,
    pub description: Option<LocalText>,
    pub aliases: Vec<String>,
    pub clauses: Vec<String>,
}

/// Swedish: verksamhetsområde.
pub type BusinessArea = ListedValue;

/// Swedish: livscykelsteg.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LifecycleState {
    pub id: String,
    pub title: LocalText,
    /// Who may take the step into it; empty: whoever may change the system.
    pub step_by: Vec<WhoWhen>,
    pub clauses: Vec<String>,
}

/// There may be no other of the same kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Uniqueness {
    pub rule: String,
    pub subject: String,
    pub when: Condition,
    /// The number fact that says how many others there are.
    pub count_fact: String,
    pub responsible: Vec<WhoWhen>,
    pub text: LocalText,
    pub strength: Strength,
    pub clauses: Vec<String>,
}

/// The register must say something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FieldDemand {
    pub rule: String,
    pub subject: String,
    pub fact: String,
    pub when: Condition,
    /// What it must say; `present` if any value will do.
    pub value: Test,
    pub responsible: Vec<WhoWhen>,
    pub text: LocalText,
    pub strength: Strength,
    pub clauses: Vec<String>,
}
