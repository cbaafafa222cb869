//! Enters that somebody is away and who stands in for them, on all that they hold at once; or ends it earlier.

use crate::appointment::decide_deputy;
use crate::hand_over::named;
use crate::line_manager::{authorise_seeing_to, may_see_to};
use crate::plan_handover::to_hand_over;
use crate::record_of_change::{Because, Done, audit_twice, check_revision};
use crate::settle::settle_assignments;
use crate::store::assignments::{assignments_of_person, change_assignment};
use crate::store::leaving as store;
use crate::together::Together;
use crate::told_deputies::{settle_stand_in, tell_stand_in};
use crate::who_may_appoint::Wanted;
use crate::{ABSENCE, Absence, PERSON, RoleAssignment};
use kernel::{Date, Error, FieldKind, Id, Objection, Period, ReferenceKind, Result, Subject, record_fields};
use policy::Pack;
use std::collections::{BTreeMap, BTreeSet};
use storage::{Read, Tx};

/// Who is away when, and who stands in where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanAbsence {
    pub absence: Absence,
    /// None: everything that counts on those days and that the actor may see.
    pub assignments: Vec<Id>,
    pub because: Because,
}

/// The part of a form that is no field of the absence itself. It asks for no reason: people would write why they are away.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct StoodInFor {
    pub assignments: Vec<Id>,
    pub decision: String,
}

record_fields! { StoodInFor {
    assignments: FieldKind::References(ReferenceKind("role_assignment"));
    decision: FieldKind::Text { max_chars: 200 };
} }

/// Enters an absence, and the deputy on each assignment.
///
/// # Errors
/// Not found for a person whom the actor may not see, refused for who neither leads them nor may change people, rejected
/// with what stands against the deputy, assignment by assignment.
pub fn plan_absence(tx: &mut Tx, ask: &PlanAbsence) -> Result<Absence> {
    let absence = &ask.absence;
    authorise_seeing_to(tx, absence.person)?;
    let others = store::absences_of(tx, absence.person, absence.from)?;
    check_absence(absence, &others, tx.today()).map_err(Error::Rejected)?;
    let saved = Absence { revision: 1, ..absence.clone() };
    if let Some(deputy) = absence.deputy {
        let pack = findings::pack_in_force(tx)?;
        let held = chosen(tx, ask)?;
        stand_in(tx, &pack, (&saved, deputy), held.clone(), &ask.because)?;
        tell_stand_in(tx, &saved, &held)?;
    }
    store::save_absence(tx, &saved)?;
    tell(tx, "absence.created", (None, &saved), &ask.because)?;
    Ok(saved)
}

/// Which absence ends, on which last day, and why.
#[derive(Clone, Debug)]
pub struct EndAbsence {
    pub id: Id,
    pub revision: i64,
    /// The day before it begins: it never came to be.
    pub to: Date,
    pub because: Because,
}

/// Ends an absence earlier. Whoever stood in by it stands in no longer than that.
///
/// # Errors
/// As [`plan_absence`].
pub fn end_absence(tx: &mut Tx, ask: &EndAbsence) -> Result<Absence> {
    let before = visible_absence(tx, ask.id)?;
    authorise_seeing_to(tx, before.person)?;
    check_revision(before.revision, ask.revision)?;
    if ask.to >= before.to {
        return Err(Error::rejected("to", "objection-ends-earlier"));
    }
    let is_over = before.from <= tx.today() && ask.to < tx.today().yesterday().unwrap_or(Date::MIN);
    if is_over {
        return Err(Error::rejected("to", "objection-absence-past"));
    }
    let first_before = before.from.yesterday().unwrap_or(Date::MIN);
    let saved = Absence { to: ask.to.max(first_before), revision: before.revision + 1, ..before.clone() };
    let held = stop_standing_in(tx, &before, &saved, &ask.because)?;
    settle_stand_in(tx, &before)?;
    if !saved.period().is_empty() && saved.to >= tx.today() {
        tell_stand_in(tx, &saved, &held)?;
    }
    store::save_absence(tx, &saved)?;
    tell(tx, "absence.ended", (Some(&before), &saved), &ask.because)?;
    Ok(saved)
}

/// An absence of somebody whom the actor may see.
///
/// # Errors
/// [`Error::NotFound`] also for those whom they may not see.
pub fn visible_absence(read: &Read, id: Id) -> Result<Absence> {
    let absence = store::absence(read, id)?;
    if !may_see_to(read, absence.person)? {
        crate::visible_person(read, absence.person)?;
    }
    Ok(absence)
}

fn tell(
    tx: &mut Tx,
    action: &'static str,
    (before, after): (Option<&Absence>, &Absence),
    because: &Because,
) -> Result<()> {
    let subject = Subject::new(PERSON, after.person);
    let done = Done { action, subject, before, after, because };
    audit_twice(tx, done, Subject::new(ABSENCE, after.id))
}

fn check_absence(absence: &Absence, others: &[Absence], today: Date) -> Result<(), Vec<Objection>> {
    let mut objections = Vec::new();
    if absence.period().is_empty() {
        objections.push(Objection::new("to", "objection-period-backwards"));
    }
    if absence.to < today {
        objections.push(Objection::new("to", "objection-absence-past"));
    }
    let latest = today.saturating_add(jiff::Span::new().years(10));
    if absence.to > latest {
        objections.push(Objection::new("to", "objection-date-unlikely"));
    }
    if absence.deputy == Some(absence.person) {
        objections.push(Objection::new("deputy", "objection-deputy-is-holder"));
    }
    if others.iter().any(|other| !other.period().is_empty() && other.period().overlaps(&absence.period())) {
        objections.push(Objection::new("from", "objection-absence-overlaps"));
    }
    if objections.is_empty() { Ok(()) } else { Err(objections) }
}

/// The assignments on which somebody shall stand in: those chosen, or all that count on some of the days.
fn chosen(read: &Read, ask: &PlanAbsence) -> Result<Vec<RoleAssignment>> {
    let mut held = to_hand_over(read, ask.absence.person)?;
    let counts = |one: &RoleAssignment| one.counts.is_some_and(|days| days.overlaps(&ask.absence.period()));
    held.retain(counts);
    if !ask.assignments.is_empty() {
        let chosen: BTreeSet<Id> = ask.assignments.iter().copied().collect();
        held.retain(|one| chosen.contains(&one.id));
        if held.len() < chosen.len() {
            return Err(Error::rejected("assignments", "objection-handover-not-theirs"));
        }
    }
    Ok(held)
}

fn stand_in(
    tx: &mut Tx,
    pack: &Pack,
    (absence, deputy): (&Absence, Id),
    held: Vec<RoleAssignment>,
    because: &Because,
) -> Result<()> {
    let mut by_kind: BTreeMap<String, Vec<RoleAssignment>> = BTreeMap::new();
    for one in held {
        by_kind.entry(one.subject_kind.clone()).or_default().push(one);
    }
    let mut objections = Vec::new();
    for held in by_kind.into_values() {
        let wanted: Vec<RoleAssignment> = held.iter().map(|one| with_deputy(one, absence, deputy)).collect();
        let mut together = Together::of(tx, pack, &wanted.iter().collect::<Vec<_>>())?;
        let mut decided = Vec::new();
        for (before, after) in held.into_iter().zip(&wanted) {
            match decided_deputy(tx, &mut together, (&before, after), &because.decision)? {
                Ok(after) => decided.push((before, after)),
                Err(against) => objections.extend(named(tx, pack, &before, against)?),
            }
        }
        together.keep_changed(tx, &decided, ("role_assignment.deputy_set", because))?;
        let after: Vec<RoleAssignment> = decided.into_iter().map(|(_, after)| after).collect();
        settle_assignments(tx, pack, &after)?;
    }
    if objections.is_empty() { Ok(()) } else { Err(Error::Rejected(objections)) }
}

fn with_deputy(one: &RoleAssignment, absence: &Absence, deputy: Id) -> RoleAssignment {
    let (deputy, deputy_from, deputy_to) = (Some(deputy), Some(absence.from), Some(absence.to));
    RoleAssignment { deputy, deputy_from, deputy_to, ..one.clone() }
}

/// What somebody else stands in for already is not taken from them by the way.
fn decided_deputy(
    read: &Read,
    together: &mut Together<'_>,
    (before, after): (&RoleAssignment, &RoleAssignment),
    decision: &str,
) -> Result<Result<RoleAssignment, Vec<Objection>>> {
    let since = Period::new(Some(read.today()), None);
    if before.deputy_period().is_some_and(|days| days.overlaps(&since)) {
        return Ok(Err(vec![Objection::new("deputy", "objection-has-deputy")]));
    }
    let wanted = Wanted { before: Some(before), after, decision };
    match together.decide(read, &wanted, decide_deputy) {
        Ok(decided) => {
            let decided = RoleAssignment { revision: before.revision + 1, ..decided };
            together.around.note(decided.clone());
            Ok(Ok(decided))
        }
        Err(Error::Rejected(objections)) => Ok(Err(objections)),
        Err(Error::Refused(message)) => Ok(Err(vec![Objection::new("assignments", message)])),
        Err(error) => Err(error),
    }
}

/// Shortens what the deputy was given by this absence, and nothing that has been changed since. Answers what it shortened.
fn stop_standing_in(
    tx: &mut Tx,
    before: &Absence,
    after: &Absence,
    because: &Because,
) -> Result<Vec<RoleAssignment>> {
    let Some(deputy) = before.deputy else { return Ok(Vec::new()) };
    let mut held = assignments_of_person(tx, before.person)?;
    let is_by_it = |one: &RoleAssignment| {
        (one.deputy, one.deputy_from, one.deputy_to) == (Some(deputy), Some(before.from), Some(before.to))
    };
    held.retain(is_by_it);
    if held.is_empty() {
        return Ok(held);
    }
    let pack = findings::pack_in_force(tx)?;
    let mut shortened = Vec::new();
    for one in held {
        let is_gone = after.period().is_empty();
        let changed = RoleAssignment {
            deputy: one.deputy.filter(|_| !is_gone),
            deputy_from: one.deputy_from.filter(|_| !is_gone),
            deputy_to: Some(after.to).filter(|_| !is_gone),
            revision: one.revision + 1,
            ..one.clone()
        };
        change_assignment(tx, &changed)?;
        let action = "role_assignment.deputy_set";
        let done = Done { action, subject: changed.subject(), before: Some(&one), after: &changed, because };
        audit_twice(tx, done, Subject::new(crate::ROLE_ASSIGNMENT, changed.id))?;
        shortened.push(changed);
    }
    settle_assignments(tx, &pack, &shortened)?;
    Ok(shortened)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn an_absence_runs_forwards_is_not_over_and_meets_no_other() {
        let (person, deputy) = (Id::new(), Id::new());
        let away = |from: &str, to: &str| Absence::new(person, day(from), day(to));
        let other = away("2026-04-10", "2026-04-20");
        let never = away("2026-05-02", "2026-05-01");
        let cases = [
            (away("2026-03-02", "2026-03-31"), vec![]),
            (Absence { deputy: Some(deputy), ..away("2026-02-01", "2026-03-02") }, vec![]),
            (away("2026-05-01", "2026-05-03"), vec![]),
            (away("2026-03-05", "2026-03-04"), vec!["to"]),
            (away("2026-02-01", "2026-03-01"), vec!["to"]),
            (away("2026-03-05", "2062-03-04"), vec!["to", "from"]),
            (away("2026-04-20", "2026-04-21"), vec!["from"]),
            (Absence { deputy: Some(person), ..away("2026-03-02", "2026-03-31") }, vec!["deputy"]),
        ];
        for (absence, expected) in cases {
            let found = check_absence(&absence, &[other.clone(), never.clone()], day("2026-03-02"));
            let fields: Vec<String> =
                found.err().unwrap_or_default().into_iter().map(|one| one.field).collect();
            assert_eq!(fields, expected, "{absence:?}");
        }
    }
}
