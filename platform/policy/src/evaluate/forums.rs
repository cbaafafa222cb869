//! Which groups must be formed, is anybody in them, and are they not too large?

use super::grounds::{Ground, add_clauses, ground_of};
use super::{Case, Found};
use crate::condition::Truth;
use crate::facts::{ForumFact, Origin};
use crate::pack::{Forum, Requirement};
use crate::reason::Reason;
use crate::verdict::{About, Mend, Verdict};
use kernel::{Outcome, Strength};

pub(super) fn evaluate(case: &Case<'_>) -> Vec<Verdict> {
    case.pack.forums.iter().filter_map(|forum| verdict(case, forum)).collect()
}

/// None where the pack asks nothing of the group here: it need not be formed, and nothing is said of its size.
fn verdict(case: &Case<'_>, forum: &Forum) -> Option<Verdict> {
    let rule = forum.rule.as_ref()?;
    let here = forum.required.iter().filter(|one| one.subject == case.facts.subject_kind);
    let grounds: Vec<&Requirement> = here.map(|one| &one.ground).collect();
    let own = formed(case, forum, Origin::Own);
    let has_limit = forum.most.is_some() || forum.noted_from.is_some();
    if grounds.is_empty() && (own.is_none() || !has_limit) {
        return None;
    }
    let ground = ground_of(case, &grounds);
    let found = found(case, forum, &ground, own);
    let is_too_large = matches!(found.reason, Reason::ForumTooLarge { .. });
    let mut clauses = ground.clauses;
    if own.is_some() || clauses.is_empty() {
        add_clauses(&mut clauses, &forum.clauses);
    }
    let responsible = if forum.responsible.is_empty() { &forum.convener } else { &forum.responsible };
    Some(Verdict {
        rule: rule.clone(),
        about: About::Forum(forum.body.clone()),
        outcome: found.outcome,
        // That a group should be formed does not make its size a recommendation.
        strength: if is_too_large { Strength::Must } else { ground.strength },
        reason: found.reason,
        clauses,
        responsible: case.responsible(responsible),
        mend: found.mend,
        changes_on: seats_change_on(case, forum),
    })
}

/// A group of the subject's own is judged as it is; another one that counts here only answers for that there is one.
fn found(case: &Case<'_>, forum: &Forum, ground: &Ground, own: Option<&ForumFact>) -> Found {
    if let Some(own) = own.filter(|own| own.members > 0) {
        return of_size(forum, own.members);
    }
    match ground.truth {
        Truth::False => Found::new(Outcome::NotApplicable, Reason::ConditionFalse, Mend::Nothing),
        Truth::Unknown => case.undecided(ground.missing.clone()),
        Truth::True => required(case, forum, own.is_some()),
    }
}

fn of_size(forum: &Forum, count: usize) -> Found {
    let body = || forum.body.clone();
    if let Some(most) = forum.most.filter(|most| count > *most) {
        let reason = Reason::ForumTooLarge { body: body(), count, most };
        return Found::new(Outcome::Breached, reason, Mend::ChangeForum { body: body() });
    }
    let is_noted = forum.noted_from.is_some_and(|from| count >= from);
    let reason = if is_noted {
        Reason::ForumAtLimit { body: body(), count }
    } else {
        Reason::ForumFormed { body: body(), count }
    };
    Found::new(Outcome::Met, reason, Mend::Nothing)
}

fn required(case: &Case<'_>, forum: &Forum, is_formed: bool) -> Found {
    let body = || forum.body.clone();
    let above = [Origin::Object, Origin::Organisation].into_iter().find_map(|from| formed(case, forum, from));
    match above.filter(|group| group.members > 0 && !is_formed) {
        Some(group) => {
            let reason = Reason::ForumFormed { body: body(), count: group.members };
            Found::new(Outcome::Met, reason, Mend::Nothing)
        }
        None if is_formed || above.is_some() => {
            let reason = Reason::ForumEmpty { body: body() };
            Found::new(Outcome::Breached, reason, Mend::ChangeForum { body: body() })
        }
        None => {
            let reason = Reason::ForumMissing { body: body() };
            Found::new(Outcome::Breached, reason, Mend::FormForum { body: body() })
        }
    }
}

/// The group that is formed there; of several objects', the one with the most members.
fn formed<'f>(case: &Case<'f>, forum: &Forum, from: Origin) -> Option<&'f ForumFact> {
    let groups = case.facts.forums.iter().filter(|fact| fact.body == forum.body);
    groups.filter(|fact| fact.inherited_from == from).max_by_key(|fact| fact.members)
}

fn seats_change_on(case: &Case<'_>, forum: &Forum) -> Option<kernel::Date> {
    let groups = case.facts.forums.iter().filter(|fact| fact.body == forum.body);
    groups.filter_map(|fact| fact.changes_on).filter(|day| *day > case.today).min()
}
