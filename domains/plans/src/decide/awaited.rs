//! What waits for a group: plans that are proposed and that it is among those who decide.

use crate::plan::Plan;
use crate::{READ_DRAFTS, store};
use kernel::{Id, Result};
use organisation::{Forum, deciding_forums};
use policy::{Pack, SubjectFacts, Who};
use std::collections::{BTreeMap, BTreeSet};
use storage::Read;

/// More plans than anybody proposes to one group.
const MOST: i64 = 200;

/// The plans that a group has to decide, by their titles; those whose drafts the actor does not read are told without.
///
/// # Errors
/// When the database fails.
pub fn plans_awaiting(read: &Read, forum: &Forum) -> Result<Vec<String>> {
    let mut proposed = store::proposed_within(read, forum.subject_id, MOST)?;
    if proposed.is_empty() {
        return Ok(Vec::new());
    }
    let pack = findings::pack_in_force(read)?;
    let facts = facts_of_each(read, &proposed)?;
    proposed.retain(|plan| {
        facts.get(&plan.subject.id).is_some_and(|facts| is_decided_by(&pack, plan, facts, &forum.body))
    });
    let subjects: Vec<Id> =
        Vec::from_iter(proposed.iter().map(|plan| plan.subject.id).collect::<BTreeSet<_>>());
    let deciding = deciding_forums(read, &forum.body, &subjects)?;
    let is_this = |plan: &&Plan| {
        let here = deciding.get(&plan.subject.id).into_iter().flatten();
        here.into_iter().any(|one| one.id == forum.id)
    };
    let seen: BTreeSet<Id> = access::permitted(read, READ_DRAFTS, &subjects)?.into_iter().collect();
    let told = |plan: &Plan| {
        let unseen = || texts::text(read.actor().language, "plan-unseen");
        if seen.contains(&plan.subject.id) { plan.title() } else { unseen() }
    };
    Ok(proposed.iter().filter(is_this).map(told).collect())
}

fn facts_of_each(read: &Read, plans: &[Plan]) -> Result<BTreeMap<Id, SubjectFacts>> {
    let mut by_kind: BTreeMap<&str, Vec<Id>> = BTreeMap::new();
    for plan in plans {
        by_kind.entry(&plan.subject.kind).or_default().push(plan.subject.id);
    }
    let mut facts = BTreeMap::new();
    for (kind, ids) in by_kind {
        facts.extend(findings::facts_of_all(read, kind, &ids)?);
    }
    Ok(facts)
}

fn is_decided_by(pack: &Pack, plan: &Plan, facts: &SubjectFacts, body: &str) -> bool {
    let Some(kind) = pack.plan_kind(&plan.kind) else { return false };
    let actions: Vec<&str> = kind.decide.iter().map(String::as_str).collect();
    let named = pack.first_mandate_holders(&actions, facts);
    named.iter().any(|answer| matches!(&answer.who, Who::Body(id) if id == body))
}
