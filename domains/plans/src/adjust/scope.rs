//! What a change in a decided plan is about: how the work is done within the frame, what it is for, or what it may cost. Each
//! belongs to another level of the guideline.

use kernel::{Date, Id};
use std::collections::{BTreeMap, BTreeSet};

/// What a change is about. Swedish: vad ändringen gäller.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Scope {
    /// Order, dates, people, and money within the frame of an account group.
    Frame,
    /// What the plan is to lead to, and what comes after its year.
    Goals,
    /// More or other resources than were decided.
    Resources,
}

/// The rows of a plan that adjusting may touch.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Work {
    pub year: Option<i16>,
    pub goals: Vec<Goal>,
    pub activities: Vec<Activity>,
    /// The frame of each account group and year, in öre.
    pub budget: BTreeMap<(String, Option<i64>), i64>,
    /// Needs of resources, as they stand.
    pub resources: Vec<String>,
    /// What is released when.
    pub releases: Vec<String>,
}

/// What a goal says; whether it was reached is follow-up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Goal {
    pub id: Id,
    pub says: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Activity {
    pub id: Id,
    pub goal: Option<Id>,
    pub starts_on: Option<Date>,
    pub ends_on: Option<Date>,
    pub cost_ore: Option<i64>,
    pub account_group: Option<String>,
    /// It ends without being done: its goal is without it.
    pub is_dropped: bool,
    /// Everything else: title, order, priority, responsible, state.
    pub rest: String,
}

/// What a change is about; nothing where nothing becomes another.
#[must_use]
pub(crate) fn compute_scope(before: &Work, after: &Work) -> BTreeSet<Scope> {
    let mut scopes = BTreeSet::new();
    if before.goals != after.goals {
        scopes.insert(Scope::Goals);
    }
    if before.resources != after.resources || before.budget != after.budget || grows(before, after) {
        scopes.insert(Scope::Resources);
    }
    if before.releases != after.releases {
        scopes.insert(Scope::Frame);
    }
    let order = |work: &Work| work.activities.iter().map(|one| one.id).collect::<Vec<_>>();
    if order(before) != order(after) {
        scopes.insert(Scope::Frame);
    }
    let earlier: BTreeMap<Id, &Activity> = before.activities.iter().map(|one| (one.id, one)).collect();
    for activity in &after.activities {
        scopes.extend(scopes_of(earlier.get(&activity.id).copied(), activity, after.year));
    }
    let is_kept: BTreeSet<Id> = after.activities.iter().map(|one| one.id).collect();
    let is_gone = before.activities.iter().any(|one| !is_kept.contains(&one.id));
    if is_gone || !served(before).is_subset(&served(after)) {
        scopes.insert(Scope::Goals);
    }
    scopes
}

/// The goals that something is done for.
fn served(work: &Work) -> BTreeSet<Id> {
    work.activities.iter().filter(|one| !one.is_dropped).filter_map(|one| one.goal).collect()
}

fn scopes_of(before: Option<&Activity>, after: &Activity, year: Option<i16>) -> BTreeSet<Scope> {
    let mut scopes = BTreeSet::new();
    if before == Some(after) {
        return scopes;
    }
    scopes.insert(Scope::Frame);
    let days = |one: &Activity| [one.starts_on, one.ends_on];
    let has_other_days = before.is_none_or(|before| days(before) != days(after));
    let is_outside = |day: &Date| year.is_some_and(|year| day.year() != year);
    let has_other_goal = before.is_some_and(|before| before.goal != after.goal);
    if has_other_goal || (has_other_days && days(after).iter().flatten().any(is_outside)) {
        scopes.insert(Scope::Goals);
    }
    if before.is_some_and(|before| before.account_group != after.account_group && moves_money(before, after))
    {
        scopes.insert(Scope::Resources);
    }
    scopes
}

fn moves_money(before: &Activity, after: &Activity) -> bool {
    before.cost_ore.unwrap_or(0) != 0 || after.cost_ore.unwrap_or(0) != 0
}

/// Whether the activities of an account group come to cost more than its frame, and more than they did. Where no frame was
/// decided, what the activities cost together is the frame.
fn grows(before: &Work, after: &Work) -> bool {
    let (was, becomes) = (sums(before), sums(after));
    becomes.iter().any(|(group, sum)| {
        let earlier = was.get(group).copied().unwrap_or(0);
        let year = before.year.map(i64::from);
        let frame = group
            .as_ref()
            .and_then(|group| before.budget.get(&(group.clone(), year)))
            .map_or(earlier, |line| i128::from(*line));
        *sum > frame && *sum > earlier
    })
}

/// What the activities of each account group cost together. Wider than one amount, so that no sum is ever wrong.
fn sums(work: &Work) -> BTreeMap<Option<String>, i128> {
    let mut sums = BTreeMap::new();
    for activity in &work.activities {
        *sums.entry(activity.account_group.clone()).or_insert(0) +=
            i128::from(activity.cost_ore.unwrap_or(0));
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;

    fn activity(cost: i64) -> Activity {
        Activity {
            id: Id::new(),
            goal: None,
            starts_on: "2026-03-01".parse().ok(),
            ends_on: "2026-06-30".parse().ok(),
            cost_ore: Some(cost),
            account_group: Some("development".into()),
            is_dropped: false,
            rest: "Ny version".into(),
        }
    }

    fn work() -> Work {
        Work {
            year: Some(2026),
            goals: vec![Goal { id: Id::new(), says: "Kortare svarstid".into() }],
            activities: vec![activity(60_000), activity(30_000)],
            budget: BTreeMap::from([(("development".into(), Some(2026)), 100_000)]),
            resources: vec!["Systemförvaltare 200 timmar".into()],
            releases: vec!["4.2 i maj".into()],
        }
    }

    #[test]
    fn each_change_belongs_to_its_level() {
        use Scope::{Frame, Goals, Resources};
        let plan = work();
        let scopes = |change: &dyn Fn(&mut Work)| {
            let mut after = plan.clone();
            change(&mut after);
            Vec::from_iter(compute_scope(&plan, &after))
        };
        assert_eq!(scopes(&|_| ()), []);
        assert_eq!(scopes(&|w| w.activities.reverse()), [Frame]);
        assert_eq!(scopes(&|w| w.activities[0].rest = "Ansvarig: någon annan".into()), [Frame]);
        assert_eq!(scopes(&|w| w.activities[0].ends_on = "2026-12-31".parse().ok()), [Frame]);
        assert_eq!(scopes(&|w| w.activities[0].ends_on = "2027-01-01".parse().ok()), [Frame, Goals]);
        assert_eq!(scopes(&|w| w.activities[0].goal = Some(w.goals[0].id)), [Frame, Goals]);
        assert_eq!(scopes(&|w| w.goals[0].says = "Fler e-tjänster".into()), [Goals]);
        assert_eq!(scopes(&|w| w.activities[0].cost_ore = Some(70_000)), [Frame], "100,000 is the frame");
        assert_eq!(scopes(&|w| w.activities[0].cost_ore = Some(70_001)), [Frame, Resources]);
        let moved = |w: &mut Work| {
            w.activities[0].cost_ore = Some(50_000);
            w.activities[1].cost_ore = Some(40_000);
        };
        assert_eq!(scopes(&moved), [Frame]);
        assert_eq!(scopes(&|w| w.activities[0].account_group = Some("operation".into())), [Frame, Resources]);
        assert_eq!(scopes(&|w| w.activities.push(activity(10_000))), [Frame]);
        assert_eq!(scopes(&|w| w.activities.push(activity(10_001))), [Frame, Resources]);
        assert_eq!(scopes(&|w| w.resources.clear()), [Resources]);
        assert_eq!(scopes(&|w| w.releases.clear()), [Frame]);
        let more = |w: &mut Work| w.budget.extend([(("development".into(), Some(2026)), 120_000)]);
        assert_eq!(scopes(&more), [Resources]);
        assert_eq!(scopes(&|w| w.activities.truncate(1)), [Frame, Goals]);
    }

    #[test]
    fn an_activity_that_ends_without_being_done_is_of_the_goals_where_it_was_the_last_for_one() {
        let mut plan = work();
        let goal = Some(plan.goals[0].id);
        plan.activities.iter_mut().for_each(|one| one.goal = goal);
        let dropped = |work: &Work, place: usize| {
            let mut after = work.clone();
            (after.activities[place].is_dropped, after.activities[place].rest) = (true, "Utgår".into());
            after
        };
        let one = dropped(&plan, 0);
        assert_eq!(Vec::from_iter(compute_scope(&plan, &one)), [Scope::Frame]);
        assert_eq!(Vec::from_iter(compute_scope(&one, &dropped(&one, 1))), [Scope::Frame, Scope::Goals]);
    }

    #[test]
    fn without_a_frame_what_was_decided_together_is_the_frame() {
        let plan = Work { budget: BTreeMap::new(), ..work() };
        let with_cost = |cost| {
            let mut after = plan.clone();
            after.activities[0].cost_ore = Some(cost);
            Vec::from_iter(compute_scope(&plan, &after))
        };
        assert_eq!(with_cost(59_000), [Scope::Frame]);
        assert_eq!(with_cost(60_001), [Scope::Frame, Scope::Resources]);
    }

    #[test]
    fn what_is_over_its_frame_already_may_become_cheaper_within_it() {
        let over = Work { budget: BTreeMap::from([(("development".into(), Some(2026)), 50_000)]), ..work() };
        let mut after = over.clone();
        after.activities[0].cost_ore = Some(55_000);
        assert_eq!(Vec::from_iter(compute_scope(&over, &after)), [Scope::Frame]);
    }
}
