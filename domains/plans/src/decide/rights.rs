//! Whom the guideline lets draft a plan and decide it, and who that is today.

use crate::plan::Plan;
use crate::{DECIDE, WRITE};
use findings::{BodyMembers, Entitlement, entitled, entitled_among};
use kernel::{Id, Result, Subject};
use policy::{BodyKind, MandateAnswer, Pack, PlanKind, SubjectFacts, Who};
use std::collections::BTreeSet;
use storage::Read;

/// By what the actor may begin and propose plans of a kind on a subject.
pub(crate) fn draft_right(
    read: &Read,
    pack: &Pack,
    kind: &PlanKind,
    subject: &Subject,
) -> Result<Entitlement> {
    let facts = findings::facts_of(read, subject)?;
    // Each action lets one draft: whoever any of them names is named.
    let named: Vec<MandateAnswer> =
        kind.draft.iter().flat_map(|action| pack.first_mandate_holders(&[action], &facts)).collect();
    entitled_among(read, pack, (subject.id, &facts), &named, WRITE)
}

/// By what the actor may decide a plan.
pub(crate) fn decider_of(read: &Read, pack: &Pack, kind: &PlanKind, plan: &Plan) -> Result<Entitlement> {
    let facts = findings::facts_of(read, &plan.subject)?;
    let actions: Vec<&str> = kind.decide.iter().map(String::as_str).collect();
    entitled(read, pack, (plan.subject.id, &facts), &actions, DECIDE)
}

/// In whose place the actor decides: that of the holder of the role that is named, or of one that speaks for the body that is.
pub(super) fn in_place_of(
    read: &Read,
    (pack, facts): (&Pack, &SubjectFacts),
    entitlement: &Entitlement,
    plan: &Plan,
) -> Result<Option<Id>> {
    let roles = match entitlement {
        Entitlement::Role { role } => vec![Who::Role(role.clone())],
        Entitlement::Body { body } if !is_group(pack, body) => pack.speaks_for(body, facts),
        _ => Vec::new(),
    };
    for role in &roles {
        let Who::Role(role) = role else { continue };
        let holder = organisation::stands_in_for(read, role, &[plan.subject.id])?;
        if holder.is_some() {
            return Ok(holder);
        }
    }
    Ok(None)
}

/// Who sits today in a body that decides in a meeting; nothing of one that somebody speaks for alone.
pub(crate) fn sitting(
    read: &Read,
    pack: &Pack,
    entitlement: &Entitlement,
    plan: &Plan,
) -> Result<Option<BTreeSet<Id>>> {
    let Entitlement::Body { body } = entitlement else { return Ok(None) };
    if !is_group(pack, body) {
        return Ok(None);
    }
    let BodyMembers(members) = *read.attached::<BodyMembers>()?;
    members(read, body, plan.subject.id).map(Some)
}

fn is_group(pack: &Pack, body: &str) -> bool {
    matches!(pack.body(body).map(|one| one.kind), Some(BodyKind::Forum | BodyKind::Committee))
}

/// Those who may decide a plan today, by role or seat, for telling them that it waits.
pub(super) fn deciders(read: &Read, pack: &Pack, kind: &PlanKind, plan: &Plan) -> Result<BTreeSet<Id>> {
    let facts: SubjectFacts = findings::facts_of(read, &plan.subject)?;
    let actions: Vec<&str> = kind.decide.iter().map(String::as_str).collect();
    let today = read.today();
    let holders = organisation::holders_of(read, &plan.subject)?;
    let mut people = BTreeSet::new();
    for answer in pack.first_mandate_holders(&actions, &facts) {
        match &answer.who {
            Who::Role(role) => {
                let holds = holders.iter().filter(|one| one.assignment.role == *role);
                let counting = holds.filter(|one| one.assignment.counts_on(today));
                people.extend(counting.filter_map(|one| one.assignment.person));
            }
            Who::Body(body) if is_group(pack, body) => {
                let BodyMembers(members) = *read.attached::<BodyMembers>()?;
                people.extend(members(read, body, plan.subject.id)?);
            }
            _ => (),
        }
    }
    Ok(people)
}
