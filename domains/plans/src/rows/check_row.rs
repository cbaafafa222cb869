//! What must hold of every row that is saved, beyond the limits of its fields.

use super::means::{BudgetLine, ResourceNeed, Responsibility, SupportPath};
use super::work::{Activity, Goal, Need, PlannedRelease};
use kernel::{Date, Id, Objection};
use policy::{ListedValue, Pack};
use std::collections::BTreeSet;

/// What a row is judged by.
pub struct Around {
    pub(super) words: Words,
    /// Goals of its plan.
    pub(super) goals: BTreeSet<Id>,
    /// Needs of its plan.
    pub(super) needs: BTreeSet<Id>,
    /// Of the people, systems and organisations that it names, those that are there for the actor, and those that it named before.
    pub(super) known: BTreeSet<Id>,
    /// The guideline's words that it had before: they stand though the guideline no longer has them.
    pub(super) kept: BTreeSet<String>,
    /// Account group and year of the other lines of the budget.
    pub(super) other_lines: BTreeSet<(String, i64)>,
}

/// The guideline's words for rows, by their ids.
#[derive(Default)]
pub(super) struct Words {
    goal_kinds: BTreeSet<String>,
    activity_kinds: BTreeSet<String>,
    account_groups: BTreeSet<String>,
    roles: BTreeSet<String>,
}

impl Words {
    pub(super) fn of(pack: &Pack) -> Self {
        let ids = |listed: &[ListedValue]| listed.iter().map(|one| one.id.clone()).collect();
        Self {
            goal_kinds: ids(&pack.goal_kinds),
            activity_kinds: ids(&pack.activity_kinds),
            account_groups: ids(&pack.account_groups),
            roles: pack.roles.iter().map(|role| role.id.clone()).collect(),
        }
    }
}

impl Around {
    fn reference(&self, field: &'static str, id: Option<Id>) -> Option<Objection> {
        id.filter(|id| !self.known.contains(id)).map(|_| Objection::new(field, "objection-not-a-reference"))
    }

    fn word(&self, field: &'static str, word: &str, words: &BTreeSet<String>) -> Option<Objection> {
        let is_known = word.is_empty() || words.contains(word) || self.kept.contains(word);
        (!is_known).then(|| Objection::new(field, "objection-not-a-choice"))
    }
}

fn amount(field: &'static str, ore: Option<i64>) -> Option<Objection> {
    ore.filter(|ore| *ore < 0).map(|_| Objection::new(field, "plan-row-objection-negative"))
}

fn in_order(field: &'static str, first: Option<Date>, last: Option<Date>) -> Option<Objection> {
    let is_wrong = first.is_some_and(|first| last.is_some_and(|last| last < first));
    is_wrong.then(|| Objection::new(field, "plan-row-objection-ends-before-start"))
}

pub(super) fn need(row: &Need, around: &Around) -> Vec<Objection> {
    around.reference("organisation", row.organisation).into_iter().collect()
}

pub(super) fn goal(row: &Goal, around: &Around) -> Vec<Objection> {
    around.word("kind", &row.kind, &around.words.goal_kinds).into_iter().collect()
}

pub(super) fn activity(row: &Activity, around: &Around) -> Vec<Objection> {
    let is_other_goal = row.goal.is_some_and(|goal| !around.goals.contains(&goal));
    let is_other_need = row.need.is_some_and(|need| !around.needs.contains(&need));
    let found = [
        around.word("kind", &row.kind, &around.words.activity_kinds),
        around.word("account_group", &row.account_group, &around.words.account_groups),
        around.reference("system", row.system),
        around.reference("responsible", row.responsible),
        is_other_goal.then(|| Objection::new("goal", "objection-not-a-reference")),
        is_other_need.then(|| Objection::new("need", "objection-not-a-reference")),
        in_order("ends_on", row.starts_on, row.ends_on),
        amount("cost", row.cost),
        amount("outcome_cost", row.outcome_cost),
    ];
    found.into_iter().flatten().collect()
}

pub(super) fn release(row: &PlannedRelease, around: &Around) -> Vec<Objection> {
    let found = [around.reference("system", row.system), in_order("planned_on", row.test_on, row.planned_on)];
    found.into_iter().flatten().collect()
}

pub(super) fn resource(row: &ResourceNeed, around: &Around) -> Vec<Objection> {
    let says_nothing = row.role.is_empty() && row.person.is_none() && row.note.trim().is_empty();
    let found = [
        around.word("role", &row.role, &around.words.roles),
        says_nothing.then(|| Objection::new("role", "plan-row-objection-who-is-needed")),
        around.reference("person", row.person),
    ];
    found.into_iter().flatten().collect()
}

/// Where the guideline has account groups, each line is of one.
pub(super) fn budget(row: &BudgetLine, around: &Around) -> Vec<Objection> {
    let groups = &around.words.account_groups;
    let is_missing = row.account_group.is_empty() && !groups.is_empty();
    let key = row.year.map(|year| (row.account_group.clone(), year));
    let is_double = key.is_some_and(|key| around.other_lines.contains(&key));
    let found = [
        is_missing.then(|| Objection::new("account_group", "objection-required")),
        around.word("account_group", &row.account_group, groups),
        is_double.then(|| Objection::new("account_group", "plan-row-objection-line-there-already")),
        amount("amount", row.amount),
        amount("outcome_cost", row.outcome_cost),
    ];
    found.into_iter().flatten().collect()
}

pub(super) fn responsibility(_: &Responsibility, _: &Around) -> Vec<Objection> {
    Vec::new()
}

pub(super) fn support(_: &SupportPath, _: &Around) -> Vec<Objection> {
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rows::Tabled;

    fn around() -> Around {
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        Around {
            words: Words {
                account_groups: words(&["operation", "development"]),
                activity_kinds: words(&["maintenance"]),
                ..Words::default()
            },
            goals: BTreeSet::new(),
            needs: BTreeSet::new(),
            known: BTreeSet::new(),
            kept: BTreeSet::from(["old_word".to_owned()]),
            other_lines: BTreeSet::from([("operation".to_owned(), 2026)]),
        }
    }

    fn wrong(row: &impl Tabled) -> Vec<String> {
        row.check(&around()).into_iter().map(|one| format!("{} {}", one.field, one.message.key)).collect()
    }

    fn day(text: &str) -> Option<Date> {
        text.parse().ok()
    }

    #[test]
    fn an_activity_names_what_is_there_and_ends_when_it_has_begun() {
        let sound = Activity { kind: "maintenance".into(), ..Activity::default() };
        assert_eq!(wrong(&sound), [""; 0]);
        assert_eq!(wrong(&Activity { kind: "old_word".into(), ..Activity::default() }), [""; 0]);
        let someone = Some(Id::new());
        let lost = Activity {
            goal: someone,
            need: someone,
            system: someone,
            responsible: someone,
            kind: "other".into(),
            ..sound
        };
        assert_eq!(
            wrong(&lost),
            [
                "kind objection-not-a-choice",
                "system objection-not-a-reference",
                "responsible objection-not-a-reference",
                "goal objection-not-a-reference",
                "need objection-not-a-reference",
            ]
        );
        let backwards = Activity {
            starts_on: day("2026-05-02"),
            ends_on: day("2026-05-01"),
            cost: Some(-1),
            ..Activity::default()
        };
        assert_eq!(
            wrong(&backwards),
            ["ends_on plan-row-objection-ends-before-start", "cost plan-row-objection-negative"]
        );
    }

    #[test]
    fn a_budget_has_one_line_for_each_account_group_and_year() {
        let line = |group: &str, year| BudgetLine {
            account_group: group.into(),
            year: Some(year),
            amount: Some(100),
            ..BudgetLine::default()
        };
        assert_eq!(wrong(&line("development", 2026)), [""; 0]);
        assert_eq!(wrong(&line("operation", 2027)), [""; 0]);
        assert_eq!(wrong(&line("operation", 2026)), ["account_group plan-row-objection-line-there-already"]);
        assert_eq!(wrong(&line("", 2026)), ["account_group objection-required"]);
        assert_eq!(wrong(&line("fun", 2026)), ["account_group objection-not-a-choice"]);
    }

    #[test]
    fn a_resource_is_somebody_or_something_that_is_said() {
        assert_eq!(wrong(&ResourceNeed::default()), ["role plan-row-objection-who-is-needed"]);
        let said = ResourceNeed { note: "En konsult i tre veckor".into(), ..ResourceNeed::default() };
        assert_eq!(wrong(&said), [""; 0]);
        let nobody = ResourceNeed { role: "king".into(), ..ResourceNeed::default() };
        assert_eq!(wrong(&nobody), ["role objection-not-a-choice"]);
    }
}
