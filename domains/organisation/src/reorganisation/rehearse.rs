//! Carries a plan out on its day, looks at what has become of roles and demands, and takes all of it back.

use super::preview::Found;
use super::{Reorganisation, carry_out, preview};
use crate::RoleAssignment;
use crate::around_assignments::distinct;
use crate::store::assignments::assignments_of_all;
use crate::store::reorganisations as store;
use findings::{Finding, evaluate_subjects};
use kernel::{Actor, Date, Error, Id, Instant, Objection, Result, Subject};
use std::collections::{BTreeMap, BTreeSet};
use storage::{Read, Tx};

/// What a plan changes for roles and demands.
#[derive(Debug, Default)]
pub(crate) struct Rehearsed {
    /// Roles that end by it, as they stand today.
    pub ending: Vec<RoleAssignment>,
    /// Demands that are met today and not afterwards.
    pub come: Vec<Finding>,
    /// Demands that are not met today and met afterwards, or not made any more.
    pub go: Vec<Finding>,
}

/// What stands afterwards, before it is taken back.
struct Afterwards {
    /// The roles that end, each with what it is held on.
    ending: Vec<(Id, Id)>,
    subjects: Vec<Subject>,
    open: Vec<Finding>,
}

/// What was seen, or why the plan cannot be carried out.
pub(crate) type Seen = Result<Rehearsed, Vec<Objection>>;

/// Whether a plan can be carried out on its day, or what stands in its way: for who decides it, without looking at what
/// becomes of roles and demands.
pub(super) fn carry_out_in_rehearsal(
    tx: &mut Tx,
    plan: &Reorganisation,
) -> Result<Result<(), Vec<Objection>>> {
    let actor = on_the_day(tx.actor(), plan.effective_on);
    answered(tx.rehearse(&actor, |tx| {
        let plan = store::reorganisation(tx, plan.id)?;
        let found = unhindered(tx, &plan)?;
        carry_out::write(tx, &plan, found)
    }))
}

/// Rehearses a plan.
pub(crate) fn rehearse(tx: &mut Tx, plan: &Reorganisation) -> Result<Seen> {
    let actor = on_the_day(tx.actor(), plan.effective_on);
    let seen = tx.rehearse(&actor, |tx| {
        let after = tx.rehearse(&actor, |tx| afterwards(tx, plan.id))?;
        compared(tx, after)
    });
    answered(seen)
}

/// What stands in the way is an answer, and no failure.
fn answered<T>(seen: Result<T>) -> Result<Result<T, Vec<Objection>>> {
    match seen {
        Err(Error::Rejected(objections)) => Ok(Err(objections)),
        seen => seen.map(Ok),
    }
}

/// What a plan comes to, where nothing stands in its way.
fn unhindered(read: &Read, plan: &Reorganisation) -> Result<Found> {
    let found = preview::obstacles_on_the_day(read, plan)?;
    if found.objections.is_empty() { Ok(found) } else { Err(Error::Rejected(found.objections)) }
}

/// What has become another since before the plan was carried out, which is as it is here.
fn compared(read: &Read, after: Afterwards) -> Result<Rehearsed> {
    let open = open_findings(read, &after.subjects)?;
    let key = |finding: &Finding| (finding.subject.clone(), finding.rule.clone());
    let (was, is): (BTreeSet<_>, BTreeSet<_>) =
        (open.iter().map(key).collect(), after.open.iter().map(key).collect());
    Ok(Rehearsed {
        ending: roles(read, &after.ending)?,
        come: after.open.into_iter().filter(|finding| !was.contains(&key(finding))).collect(),
        go: open.into_iter().filter(|finding| !is.contains(&key(finding))).collect(),
    })
}

/// The program itself at noon of a day, or now where that day has passed.
fn on_the_day(actor: &Actor, day: Date) -> Actor {
    let noon: Option<Instant> = format!("{day}T11:00:00Z").parse().ok();
    let now = noon.filter(|noon| *noon > actor.now).unwrap_or(actor.now);
    Actor { language: actor.language, ..Actor::job(actor.tenant, now) }
}

fn afterwards(tx: &mut Tx, plan: Id) -> Result<Afterwards> {
    let plan = store::reorganisation(tx, plan)?;
    let found = unhindered(tx, &plan)?;
    let closed = carry_out::closed_organisations(&found.outcome);
    let people = found.people.clone();
    let before = counting(tx, &people, &closed)?;
    carry_out::write(tx, &plan, found)?;
    let after = counting(tx, &people, &closed)?;
    let ends = |(id, last): (&Id, &LastDay)| (after.get(id) != Some(last)).then_some((*id, last.0));
    let subjects = tx.take_touched();
    Ok(Afterwards {
        ending: before.iter().filter_map(ends).collect(),
        open: open_findings(tx, &subjects)?,
        subjects,
    })
}

/// What a role is held on, and the last day on which it counts.
type LastDay = (Id, Option<Date>);

/// The roles that still count: held by some people, or on some organisations.
fn counting(read: &Read, people: &[Id], organisations: &[Id]) -> Result<BTreeMap<Id, LastDay>> {
    let held = store::roles_of(read, people)?.into_iter();
    let mut last_days: BTreeMap<Id, LastDay> = held.map(|(id, subject, to)| (id, (subject, to))).collect();
    let on_organisations = assignments_of_all(read, organisations)?.into_iter();
    last_days.extend(on_organisations.filter_map(|one| Some((one.id, (one.subject_id, one.counts?.to)))));
    let today = read.today();
    last_days.retain(|_, (_, to)| to.is_none_or(|to| to >= today));
    Ok(last_days)
}

fn roles(read: &Read, ending: &[(Id, Id)]) -> Result<Vec<RoleAssignment>> {
    let subjects = distinct(ending.iter().map(|(_, subject)| *subject));
    let mut roles = assignments_of_all(read, &subjects)?;
    roles.retain(|one| ending.iter().any(|(id, _)| *id == one.id));
    Ok(roles)
}

fn open_findings(read: &Read, subjects: &[Subject]) -> Result<Vec<Finding>> {
    let kinds = subjects.iter().map(|subject| subject.kind.as_str()).collect::<BTreeSet<&str>>();
    let mut open = Vec::new();
    for kind in kinds {
        let of_kind = subjects.iter().filter(|subject| subject.kind == kind);
        let ids = distinct(of_kind.map(|subject| subject.id));
        let evaluated = evaluate_subjects(read, kind, &ids)?.into_iter();
        open.extend(evaluated.flat_map(|one| one.findings).filter(Finding::is_open));
    }
    Ok(open)
}
