//! Hands what somebody answers for to a successor: each assignment ends the day before and a new one begins, all by one
//! decision and in one transaction.

use crate::assign_role::decide_new;
use crate::record_of_change::Because;
use crate::settle::{settle_assignments, settle_new_assignments};
use crate::store::assignments::{self as store, assignments_of_person, followed};
use crate::together::{Together, Told};
use crate::told::{plain_title, tell_appointed};
use crate::{ORGANISATION, READ_HOLDERS, RoleAssignment, subject_names, visible_person};
use kernel::{
    Date, Error, FieldKind, Id, LocalText, Message, Objection, ReferenceKind, Result, record_fields,
};
use policy::Pack;
use std::collections::{BTreeMap, BTreeSet};
use storage::{Read, Tx};

/// What is handed over, to whom and from when. Swedish: överlämning.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HandOver {
    /// None: everything that the person holds and the actor may see.
    pub assignments: Vec<Id>,
    pub successor: Option<Id>,
    /// The first day of the successor.
    pub from: Option<Date>,
    pub appointed_by: String,
    /// The decision that it rests on, such as a paragraph of minutes.
    pub decision: String,
    pub reason: String,
    /// What may not be handed over is left as it is, and does not stop the rest.
    pub leaves_out_refused: bool,
}

record_fields! { HandOver {
    assignments: FieldKind::References(ReferenceKind("role_assignment"));
    successor: FieldKind::Reference(ReferenceKind("person")), required;
    from: FieldKind::Date, required;
    appointed_by: FieldKind::Text { max_chars: 200 };
    decision: FieldKind::Text { max_chars: 200 };
    reason: FieldKind::LongText { max_chars: 1_000 };
    leaves_out_refused: FieldKind::Flag;
} }

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
    fn ended(&self, last: Date) -> RoleAssignment {
        ended_on(&self.before, last)
    }
}

/// What would come of a handover, for each assignment; nothing is written.
///
/// # Errors
/// Not found for a person whom the actor may not see, rejected for what is wrong with the whole.
pub fn preview_hand_over(read: &Read, person: Id, ask: &HandOver) -> Result<Vec<Handing>> {
    let pack = findings::pack_in_force(read)?;
    let mut handings = Vec::new();
    for (_, of_kind) in plan(read, &pack, person, ask)? {
        handings.extend(of_kind);
    }
    Ok(handings)
}

/// Hands over. Without the leave to do less, one assignment that may not be handed over stops all.
///
/// # Errors
/// Those of [`preview_hand_over`]; rejected with what stands against each assignment, and when nothing is left.
pub fn hand_over(tx: &mut Tx, person: Id, ask: &HandOver) -> Result<Vec<RoleAssignment>> {
    let pack = findings::pack_in_force(tx)?;
    let planned = plan(tx, &pack, person, ask)?;
    let handings = || planned.iter().flat_map(|(_, handings)| handings);
    if !ask.leaves_out_refused {
        let mut objections = Vec::new();
        for handing in handings() {
            if let Err(against) = &handing.outcome {
                objections.extend(named(tx, &pack, &handing.before, against.clone())?);
            }
        }
        if !objections.is_empty() {
            return Err(Error::Rejected(objections));
        }
    }
    if !handings().any(|one| one.outcome.is_ok()) {
        return Err(Error::rejected("assignments", "objection-handover-nothing"));
    }
    let because = Because { reason: ask.reason.clone(), decision: ask.decision.clone() };
    let mut taken = Vec::new();
    for (together, handings) in &planned {
        taken.extend(keep(tx, &pack, (together, handings), &because)?);
    }
    Ok(taken)
}

fn keep(
    tx: &mut Tx,
    pack: &Pack,
    (together, handings): (&Together<'_>, &[Handing]),
    because: &Because,
) -> Result<Vec<RoleAssignment>> {
    let (mut ended, mut taken) = (Vec::new(), Vec::new());
    for handing in handings {
        let Ok(new) = &handing.outcome else { continue };
        let after = handing.ended(new.from.yesterday().unwrap_or(Date::MIN));
        if after != handing.before {
            let revision = handing.before.revision + 1;
            ended.push((handing.before.clone(), RoleAssignment { revision, ..after }));
        }
        taken.push(new.clone());
    }
    together.keep_changed(tx, &ended, ("role_assignment.handed_over", because))?;
    let ended: Vec<RoleAssignment> = ended.into_iter().map(|(_, after)| after).collect();
    settle_assignments(tx, pack, &ended)?;
    store::add_assignments(tx, &taken)?;
    settle_new_assignments(tx, pack, &together.around.staff, &taken)?;
    for new in &taken {
        let action = "role_assignment.taken_over";
        together.tell(tx, &Told { action, before: None, after: new, because })?;
    }
    tell_appointed(tx, pack, &taken)?;
    Ok(taken)
}

/// What stands against one assignment among several, with the role and the record that it is about.
pub(crate) fn named(
    read: &Read,
    pack: &Pack,
    assignment: &RoleAssignment,
    objections: Vec<Objection>,
) -> Result<Vec<Objection>> {
    let subject = assignment.subject();
    let names = subject_names(read, std::slice::from_ref(&subject))?;
    let name = names.get(&subject).map(|(name, _)| name.clone()).unwrap_or_default();
    let title = plain_title(pack, &assignment.role);
    let name_one = |objection: Objection| {
        let [sv, en] = kernel::Language::ALL.map(|language| texts::render(language, &objection.message));
        let message = Message::new("objection-of-assignment")
            .with("role", title.clone())
            .with("subject", name.clone())
            .with("why", LocalText::new(sv, en));
        Objection::new("assignments", message).by_clauses(&objection.clauses)
    };
    Ok(objections.into_iter().map(name_one).collect())
}

/// What comes of each assignment, kind by kind. What is held on organisations comes first: it may be what the guideline
/// asks of who holds the others.
fn plan<'p>(
    read: &Read,
    pack: &'p Pack,
    person: Id,
    ask: &HandOver,
) -> Result<Vec<(Together<'p>, Vec<Handing>)>> {
    let (successor, from) = check_ask(read, person, ask)?;
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
fn check_ask(read: &Read, person: Id, ask: &HandOver) -> Result<(Id, Date)> {
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
fn chosen(read: &Read, person: Id, ask: &HandOver, from: Date) -> Result<Vec<RoleAssignment>> {
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

fn successor_of(old: &RoleAssignment, successor: Id, from: Date, ask: &HandOver) -> RoleAssignment {
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
    let outcome = match decide_new(read, together, new) {
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
