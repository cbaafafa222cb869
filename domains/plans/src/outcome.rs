//! What has come of a plan: what its account groups may cost, are planned to and did, and how far its activities have come.
//! Computed from the rows, never written.

use crate::content::{ActivityRow, Rows};
use crate::rows::ActivityState;
use kernel::{Choice as _, Date, Error, Id, LocalText, Result};
use std::collections::BTreeMap;

/// Swedish: utfall.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Outcome {
    /// In the order of the budget, then of the activities.
    pub groups: Vec<GroupOutcome>,
    /// How many activities there are in each state.
    pub states: BTreeMap<ActivityState, usize>,
    /// Those whose last day has passed and that are not over.
    pub late: Vec<Id>,
}

/// One account group, in öre.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct GroupOutcome {
    pub group: String,
    pub title: LocalText,
    /// None where no frame was set.
    pub budget: Option<i64>,
    /// What its activities are to cost.
    pub planned: i64,
    /// What the line says that it came to; else what its activities did.
    pub outcome: i64,
    /// Activities with a cost of which nobody has said what they came to.
    pub untold: usize,
}

impl GroupOutcome {
    /// What is left of the frame; below zero once it is exceeded.
    #[must_use]
    pub fn left(&self) -> Option<i64> {
        self.budget.and_then(|budget| budget.checked_sub(self.outcome))
    }
}

/// What has come of the rows of a plan for a year, as of a day.
///
/// # Errors
/// When a sum is more than can be told: never a wrong sum.
pub(crate) fn compute_outcome(rows: &Rows, year: Option<i64>, today: Date) -> Result<Outcome> {
    let mut outcome = Outcome::default();
    let mut told: BTreeMap<String, i64> = BTreeMap::new();
    for line in rows.budget.iter().filter(|line| year.is_none_or(|year| line.year == year)) {
        let group = group_of(&mut outcome.groups, &line.account_group, &line.account_group_title);
        group.budget = Some(sum(group.budget.unwrap_or_default(), line.amount)?);
        if let Some(came_to) = line.outcome {
            let so_far = told.entry(line.account_group.clone()).or_default();
            *so_far = sum(*so_far, came_to)?;
        }
    }
    for activity in &rows.activities {
        let state = ActivityState::from_name(&activity.state).unwrap_or(ActivityState::Planned);
        *outcome.states.entry(state).or_default() += 1;
        let is_late = !state.is_over() && activity.ends_on.is_some_and(|day| day < today);
        outcome.late.extend(activity.id.filter(|_| is_late));
        add(&mut outcome.groups, activity)?;
    }
    for group in &mut outcome.groups {
        if let Some(came_to) = told.get(&group.group) {
            group.outcome = *came_to;
        }
    }
    Ok(outcome)
}

fn add(groups: &mut Vec<GroupOutcome>, activity: &ActivityRow) -> Result<()> {
    if activity.account_group.is_empty() {
        return Ok(());
    }
    let group = group_of(groups, &activity.account_group, &activity.account_group_title);
    group.planned = sum(group.planned, activity.cost.unwrap_or_default())?;
    group.outcome = sum(group.outcome, activity.outcome_cost.unwrap_or_default())?;
    group.untold += usize::from(activity.cost.is_some() && activity.outcome_cost.is_none());
    Ok(())
}

fn group_of<'g>(groups: &'g mut Vec<GroupOutcome>, id: &str, title: &LocalText) -> &'g mut GroupOutcome {
    let at = groups.iter().position(|group| group.group == id).unwrap_or_else(|| {
        groups.push(GroupOutcome { group: id.to_owned(), title: title.clone(), ..GroupOutcome::default() });
        groups.len() - 1
    });
    &mut groups[at]
}

fn sum(one: i64, other: i64) -> Result<i64> {
    one.checked_add(other).ok_or_else(|| Error::failed("the amounts of a plan are more than can be added"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::BudgetRow;

    fn today() -> Date {
        "2026-07-01".parse().expect("a day")
    }

    fn line(amount: i64, outcome: Option<i64>) -> BudgetRow {
        BudgetRow { account_group: "operation".into(), year: 2026, amount, outcome, ..BudgetRow::default() }
    }

    fn activity(cost: Option<i64>, outcome_cost: Option<i64>) -> ActivityRow {
        let id = Some(Id::new());
        let (account_group, state) = ("operation".to_owned(), "planned".to_owned());
        ActivityRow { id, account_group, state, cost, outcome_cost, ..ActivityRow::default() }
    }

    fn computed(budget: Vec<BudgetRow>, activities: Vec<ActivityRow>) -> Outcome {
        compute_outcome(&Rows { budget, activities, ..Rows::default() }, Some(2026), today()).expect("a sum")
    }

    #[test]
    fn a_group_tells_its_frame_what_is_planned_and_what_it_came_to() {
        let activities = vec![activity(Some(6_000_000), Some(5_500_000)), activity(Some(4_000_000), None)];
        let found = computed(vec![line(10_000_000, None)], activities.clone());
        let group = &found.groups[0];
        assert_eq!((group.budget, group.planned, group.outcome), (Some(10_000_000), 10_000_000, 5_500_000));
        assert_eq!((group.left(), group.untold), (Some(4_500_000), 1));
        let told = computed(vec![line(10_000_000, Some(12_000_000))], activities);
        assert_eq!(told.groups[0].left(), Some(-2_000_000), "above its frame, by the line's own word");
        let alone = computed(vec![line(10_000_000, None)], Vec::new());
        assert_eq!((alone.groups[0].planned, alone.groups[0].left()), (0, Some(10_000_000)));
        let other_year = BudgetRow { year: 2027, ..line(5, None) };
        assert_eq!(computed(vec![other_year], Vec::new()).groups, []);
    }

    #[test]
    fn an_activity_without_a_group_is_counted_by_its_state_only() {
        let alone =
            ActivityRow { account_group: String::new(), state: "done".into(), ..activity(None, None) };
        let found = computed(Vec::new(), vec![alone, activity(None, None)]);
        assert_eq!(found.states[&ActivityState::Done], 1);
        assert_eq!(found.groups.len(), 1);
        assert_eq!((found.groups[0].budget, found.groups[0].left()), (None, None));
    }

    #[test]
    fn an_activity_is_late_the_day_after_its_last_one_unless_it_is_over() {
        let ends = |day: &str, state: &str| {
            let row = activity(None, None);
            ActivityRow { ends_on: day.parse().ok(), state: state.into(), ..row }
        };
        let late = |row: ActivityRow| computed(Vec::new(), vec![row]).late.len();
        assert_eq!(late(ends("2026-06-30", "ongoing")), 1);
        assert_eq!(late(ends("2026-07-01", "ongoing")), 0);
        assert_eq!(late(ends("2026-06-30", "done")), 0);
        assert_eq!(late(ends("2026-06-30", "dropped")), 0);
    }

    #[test]
    fn a_sum_that_is_too_large_is_an_error_and_never_a_wrong_sum() {
        let rows = Rows { budget: vec![line(i64::MAX, None), line(1, None)], ..Rows::default() };
        assert!(compute_outcome(&rows, None, today()).is_err());
    }
}
