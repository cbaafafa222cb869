//! The rows of a plan as they are shown and kept: with names in place of ids, so that they can be read when what they name is
//! gone. Amounts are in öre.

use kernel::{Date, Id, LocalText};
use serde::{Deserialize, Serialize};

/// Every table of one plan, each in its own order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Rows {
    pub needs: Vec<NeedRow>,
    pub goals: Vec<GoalRow>,
    pub activities: Vec<ActivityRow>,
    pub releases: Vec<ReleaseRow>,
    pub resources: Vec<ResourceRow>,
    pub budget: Vec<BudgetRow>,
    pub responsibilities: Vec<ResponsibilityRow>,
    pub support: Vec<SupportRow>,
}

/// Swedish: behov.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NeedRow {
    pub id: Option<Id>,
    pub title: String,
    pub description: String,
    pub party: String,
    pub organisation: String,
    /// The activities that came of it.
    pub met_by: Vec<String>,
}

/// Swedish: mål.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct GoalRow {
    pub id: Option<Id>,
    /// The pack's kind, and what it is called.
    pub kind: String,
    pub kind_title: LocalText,
    pub party: String,
    pub title: String,
    pub measure: String,
    pub target: String,
    pub outcome: String,
    pub state: String,
}

/// Swedish: aktivitet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ActivityRow {
    pub id: Option<Id>,
    pub title: String,
    pub description: String,
    pub kind: String,
    pub kind_title: LocalText,
    pub system: String,
    pub goal: String,
    /// The need that it meets.
    pub need: String,
    pub party: String,
    pub responsible: String,
    pub starts_on: Option<Date>,
    pub ends_on: Option<Date>,
    pub cost: Option<i64>,
    pub account_group: String,
    pub account_group_title: LocalText,
    pub priority: Option<i64>,
    /// What comes first for each organisation that shares what the plan is about.
    pub priorities: Vec<PriorityRow>,
    pub state: String,
    pub outcome_cost: Option<i64>,
    pub outcome: String,
}

/// What an organisation says comes first. Swedish: egen prioritet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PriorityRow {
    pub organisation: String,
    pub priority: i64,
}

/// Swedish: release.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReleaseRow {
    pub id: Option<Id>,
    pub system: String,
    pub name: String,
    pub planned_on: Option<Date>,
    pub test_on: Option<Date>,
    pub state: String,
}

/// Swedish: resursbehov.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ResourceRow {
    pub id: Option<Id>,
    pub role: LocalText,
    pub person: String,
    pub hours: Option<i64>,
    pub note: String,
}

/// What an account group may cost in a year. Swedish: budgetrad.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct BudgetRow {
    pub id: Option<Id>,
    pub account_group: String,
    pub account_group_title: LocalText,
    pub year: i64,
    pub amount: i64,
    pub outcome: Option<i64>,
    pub note: String,
}

/// Who does what, and who pays. Swedish: ansvarsfördelning.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ResponsibilityRow {
    pub id: Option<Id>,
    pub task: String,
    pub party: String,
    pub pays: String,
    pub note: String,
}

/// Whom users turn to. Swedish: supportväg.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SupportRow {
    pub id: Option<Id>,
    pub party: String,
    pub contact: String,
    pub questions: String,
    pub reached_by: String,
}

impl ActivityRow {
    /// Each organisation with its priority, in one line.
    #[must_use]
    pub fn own_priorities(&self) -> String {
        let one = |row: &PriorityRow| format!("{} {}", row.organisation, row.priority);
        self.priorities.iter().map(one).collect::<Vec<_>>().join(", ")
    }
}

impl Rows {
    /// Keeps the tables that something holds, as the pack names what a section holds.
    pub(super) fn keep(&mut self, is_held: impl Fn(&str) -> bool) {
        self.needs.retain(|_| is_held("needs"));
        self.goals.retain(|_| is_held("goals"));
        self.activities.retain(|_| is_held("activities"));
        self.releases.retain(|_| is_held("releases"));
        self.resources.retain(|_| is_held("resources"));
        self.budget.retain(|_| is_held("budget"));
        self.responsibilities.retain(|_| is_held("responsibilities"));
        self.support.retain(|_| is_held("support"));
    }

    /// How many rows stand in one of the tables, as the pack names what a section holds.
    #[must_use]
    pub fn count(&self, holds: &str) -> usize {
        match holds {
            "needs" => self.needs.len(),
            "goals" => self.goals.len(),
            "activities" => self.activities.len(),
            "releases" => self.releases.len(),
            "resources" => self.resources.len(),
            "budget" => self.budget.len(),
            "responsibilities" => self.responsibilities.len(),
            "support" => self.support.len(),
            _ => 0,
        }
    }
}
