//! What comes of handing somebody's assignments to a successor, before anything is written: which of them can be handed
//! over on the day, and whether the guideline lets the successor have them.

use crate::assign_role::decided_new;
use crate::hand_over::Handover;
use crate::store::assignments::{assignments_of_person, followed};
use crate::together::Together;
use crate::{ORGANISATION, READ_HOLDERS, RoleAssignment, visible_person};
use kernel::{Date, Error, Id, Message, Objection, Result};
use policy::Pack;
use std::collections::{BTreeMap, BTreeSet};
use storage::Read;

/// One assignment that is to be handed over, with what comes of it.
#[derive(Clone, Debug)]
pub struct Handing {
    pub before: RoleAssignment,
    /// The successor's assignment, or what stands against it.
    pub outcome: Result<RoleAssignment, Vec<Objection>>,
}

impl Handing {
    /// The days between, on which neither of them holds the role.
    #[must_use]
    pub fn gap_from(&self) -> Option<Date> {
        let begins = self.outcome.as_ref().ok()?.from;
        let first = self.before.counts?.to?.tomorrow().ok()?;
        (first < begins).then_some(first)
    }

    /// The assignment as it ends. One that ends earlier by itself stays as it is.
    pub(crate) fn ended(&self, last: Date) -> RoleAssignment {
        ended_on(&self.before, last)
    }
}

/// What comes of each assignment, kind by kind. What is held on organisations comes first: it may be what the guideline
/// asks of who holds the others.
pub(crate) fn plan<'p>(
    read: &Read,
    pack: &'p Pack,
    person: Id,
    ask: &Handover,
) -> Result<Vec<(Together<'p>, Vec<Handing>)>> {
    let (successor, from) = successor_and_day(read, person, ask)?;
    let held = chosen(read, person, ask, from)?;
    let handed_over = followed(read, &Vec::from_iter(held.iter().map(|one| one.id)))?;
    let mut by_kind: BTreeMap<(bool, String), Vec<RoleAssignment>> = BTreeMap::new();
    for one in held {
        let kind = one.subject_kind.clone();
        by_kind.entry((kind != ORGANISATION.name(), kind)).or_default().push(one);
    }
    let mut planned = Vec::new();
    let mut on_organisations: Vec<String> = Vec::new();
    for held in by_kind.into_values() {
        let new = |old: &RoleAssignment| successor_of(old, successor, from, ask).asked_by(read.actor());
        let wanted: Vec<RoleAssignment> = held.iter().map(new).collect();
        let mut together = Together::of(read, pack, &wanted.iter().collect::<Vec<_>>())?;
        for role in &on_organisations {
            together.around.note_on_organisation(successor, role);
        }
        let mut handings = Vec::new();
        for (before, new) in held.into_iter().zip(wanted) {
            let is_handed_over = handed_over.contains(&before.id);
            let handing = hand_one(read, &mut together, (before, &new), is_handed_over)?;
            if handing.outcome.is_ok() && new.subject_kind == ORGANISATION.name() {
                on_organisations.push(new.role.clone());
            }
            handings.push(handing);
        }
        planned.push((together, handings));
    }
    Ok(planned)
}

/// Who takes over and from when, if they may at all.
fn successor_and_day(read: &Read, person: Id, ask: &Handover) -> Result<(Id, Date)> {
    if read.actor().person != Some(person) {
        visible_person(read, person)?;
    }
    let mut objections = Vec::new();
    match ask.successor {
        None => objections.push(Objection::new("successor", "objection-required")),
        Some(successor) if successor == person => {
            objections.push(Objection::new("successor", "objection-successor-is-holder"));
        }
        Some(_) => {}
    }
    match ask.from {
        None => objections.push(Objection::new("from", "objection-required")),
        Some(from) if from < read.today() => {
            objections.push(Objection::new("from", "objection-handover-past"));
        }
        Some(_) => {}
    }
    match (ask.successor, ask.from) {
        (Some(successor), Some(from)) if objections.is_empty() => Ok((successor, from)),
        _ => Err(Error::Rejected(objections)),
    }
}

/// The person's assignments that are meant: those that were chosen, or all that can be handed over.
fn chosen(read: &Read, person: Id, ask: &Handover, from: Date) -> Result<Vec<RoleAssignment>> {
    let mut held = to_hand_over(read, person)?;
    if ask.assignments.is_empty() {
        let handed_over = followed(read, &Vec::from_iter(held.iter().map(|one| one.id)))?;
        held.retain(|one| check_before(one, handed_over.contains(&one.id), from, read.today()).is_none());
    } else {
        let chosen: BTreeSet<Id> = ask.assignments.iter().copied().collect();
        held.retain(|one| chosen.contains(&one.id));
        if held.len() < chosen.len() {
            return Err(Error::rejected("assignments", "objection-handover-not-theirs"));
        }
    }
    if held.is_empty() {
        return Err(Error::rejected("assignments", "objection-handover-nothing"));
    }
    Ok(held)
}

/// Everything that a person holds or has held on what the actor may see.
///
/// # Errors
/// When the database fails.
pub fn to_hand_over(read: &Read, person: Id) -> Result<Vec<RoleAssignment>> {
    let mut held = assignments_of_person(read, person)?;
    held.retain(|one| !one.is_withdrawn);
    let subjects: Vec<Id> = held.iter().map(|one| one.subject_id).collect();
    let mut seen: BTreeSet<Id> = access::permitted(read, READ_HOLDERS, &subjects)?.into_iter().collect();
    seen.extend(access::permitted(read, crate::ASSIGN, &subjects)?);
    held.retain(|one| seen.contains(&one.subject_id) || read.actor().person == Some(person));
    Ok(held)
}

fn successor_of(old: &RoleAssignment, successor: Id, from: Date, ask: &Handover) -> RoleAssignment {
    RoleAssignment {
        // A term that goes on is the successor's too.
        to: old.to.filter(|to| *to >= from),
        appointed_by: ask.appointed_by.clone(),
        decision: ask.decision.clone(),
        follows: Some(old.id),
        ..RoleAssignment::new(old.role.clone(), &old.subject(), from).held_by(successor)
    }
}

fn hand_one(
    read: &Read,
    together: &mut Together<'_>,
    (before, new): (RoleAssignment, &RoleAssignment),
    is_handed_over: bool,
) -> Result<Handing> {
    if let Some(objection) = check_before(&before, is_handed_over, new.from, read.today()) {
        return Ok(Handing { before, outcome: Err(vec![objection]) });
    }
    together.around.note(ended_on(&before, new.from.yesterday().unwrap_or(Date::MIN)));
    let outcome = match decided_new(read, together, new) {
        Ok(decided) => {
            together.around.note(decided.clone());
            Ok(decided)
        }
        Err(Error::Failed(failure)) => return Err(Error::Failed(failure)),
        Err(Error::Rejected(objections)) => Err(objections),
        Err(Error::Refused(message)) => Err(vec![Objection::new("assignments", message)]),
        Err(Error::NotFound) => Err(vec![Objection::new("assignments", "objection-handover-unseen")]),
    };
    if outcome.is_err() {
        together.around.note(before.clone());
    }
    Ok(Handing { before, outcome })
}

/// The assignment with this as its last day. One that ends earlier by itself stays as it is.
fn ended_on(before: &RoleAssignment, last: Date) -> RoleAssignment {
    let to = before.to.map_or(last, |to| to.min(last));
    let cut = |counts: kernel::Period| counts.cut_to(&kernel::Period::new(None, Some(to)));
    let counts = before.counts.map(cut).filter(|counts| !counts.is_empty());
    RoleAssignment { to: Some(to), counts, ..before.clone() }
}

/// What keeps an assignment from being handed over on a day, whoever takes it.
fn check_before(before: &RoleAssignment, is_handed_over: bool, from: Date, today: Date) -> Option<Objection> {
    let about = |key: &'static str| Some(Objection::new("assignments", Message::new(key)));
    match before.counts {
        _ if is_handed_over => about("objection-handed-over-already"),
        None => about("objection-handover-ended"),
        Some(counts) if counts.to.is_some_and(|to| to < today) => about("objection-handover-ended"),
        Some(_) if before.from >= from => about("objection-handover-not-begun"),
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::{Period, Subject, SubjectKind};

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn held(from: &str, to: &str) -> RoleAssignment {
        let subject = Subject::new(SubjectKind("system"), Id::new());
        let mut one = RoleAssignment::new("system_owner", &subject, day(from));
        one.counts = Some(Period::new(Some(day(from)), to.parse().ok()));
        one
    }

    #[test]
    fn what_has_ended_or_not_begun_or_was_handed_over_is_not_handed_over() {
        let cases = [
            (held("2026-01-01", ""), false, None),
            (held("2026-01-01", "2026-03-02"), false, None),
            (held("2026-01-01", "2026-03-01"), false, Some("objection-handover-ended")),
            (
                RoleAssignment { counts: None, ..held("2026-01-01", "") },
                false,
                Some("objection-handover-ended"),
            ),
            (held("2026-04-01", ""), false, Some("objection-handover-not-begun")),
            (held("2026-01-01", ""), true, Some("objection-handed-over-already")),
        ];
        for (before, is_handed_over, expected) in cases {
            let found = check_before(&before, is_handed_over, day("2026-04-01"), day("2026-03-02"));
            assert_eq!(found.map(|one| one.message.key), expected, "{before:?}");
        }
    }

    #[test]
    fn the_old_assignment_ends_the_day_before_and_never_later_than_it_did() {
        let after = ended_on(&held("2026-01-01", "2026-06-30"), day("2026-03-31"));
        assert_eq!((after.to, after.counts.unwrap().to), (Some(day("2026-03-31")), Some(day("2026-03-31"))));
        let short = RoleAssignment { to: Some(day("2026-02-28")), ..held("2026-01-01", "2026-02-28") };
        assert_eq!(ended_on(&short, day("2026-03-31")), short);
    }
}
