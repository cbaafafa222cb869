//! Kinds of plan: what is written in which sections, how often it is decided, and who drafts and decides it.

use super::documents::Requirement;
use super::roles::{Title, WhoWhen};
use crate::condition::Condition;
use kernel::{LocalText, Strength};
use serde::Serialize;

kernel::choice! {
    /// How often it is made anew.
    pub enum Cycle { Yearly = "yearly", None = "none" }
}

kernel::choice! {
    /// How often its outcome is told.
    pub enum FollowUp { None = "none", Quarterly = "quarterly", HalfYearly = "half_yearly", Yearly = "yearly" }
}

kernel::choice! {
    /// What a section holds beside its text.
    pub enum Holds {
        Text = "text", Organisation = "organisation", Systems = "systems", Documents = "documents",
        Agreements = "agreements", Statements = "statements", Responsibilities = "responsibilities",
        Needs = "needs", Goals = "goals", Activities = "activities", Releases = "releases",
        Resources = "resources", Budget = "budget", Support = "support",
    }
}

/// A kind of plan, or of a document that is written here and holds until its review. Swedish: planslag.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PlanKind {
    pub id: String,
    /// The type of document whose text it is.
    pub document: String,
    pub subjects: Vec<String>,
    pub title: Title,
    pub description: LocalText,
    /// Stands over the form in which it is begun.
    pub intro: Option<LocalText>,
    /// Where it is the kind that is written: the first whose condition holds.
    pub when: Condition,
    #[serde(serialize_with = "crate::pack::about::choice_name")]
    pub cycle: Cycle,
    #[serde(serialize_with = "crate::pack::about::choice_name")]
    pub follow_up: FollowUp,
    /// How many years its costs are told for.
    pub cost_years: usize,
    /// Who is heard before it is decided.
    pub consulted: Vec<WhoWhen>,
    /// Actions whose mandates let one draft and propose it.
    pub draft: Vec<String>,
    /// Actions whose mandates let one decide it: the first that names anybody.
    pub decide: Vec<String>,
    /// Types of document that the whole plan stands for beside its own.
    pub counts_as: Vec<String>,
    pub sections: Vec<Section>,
    pub clauses: Vec<String>,
}

/// A part of a plan. Swedish: avsnitt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Section {
    pub id: String,
    pub title: LocalText,
    pub hint: Option<LocalText>,
    #[serde(serialize_with = "crate::pack::about::choice_name")]
    pub holds: Holds,
    /// The type of document that it stands for once the plan is decided.
    pub counts_as: Option<String>,
    /// Left out where everybody reads the plan.
    pub is_internal: bool,
    /// Kinds of goal of which it holds at least one each.
    pub kinds: Vec<String>,
    /// Rows that it begins with.
    pub starts_with: Vec<String>,
    /// Where it must be filled before the plan is proposed.
    pub required: Vec<Requirement>,
    pub clauses: Vec<String>,
}

impl Section {
    /// Whether it must be filled on some ground, whatever its condition.
    #[must_use]
    pub fn is_ever_required(&self) -> bool {
        self.required.iter().any(|ground| ground.strength == Strength::Must)
    }
}
