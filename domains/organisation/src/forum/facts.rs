//! What the rules are told of groups: which bodies have one at a record or above it, and how many sit there today.

use super::{Forum, members_of};
use crate::ORGANISATION;
use crate::around_assignments::distinct;
use crate::store::forums::forums_counting;
use findings::{OfEach, Supplement};
use kernel::{Date, Id, Result, SubjectKind};
use policy::{ForumFact, Origin, Pack, SubjectFacts};
use std::collections::BTreeMap;
use storage::Read;

/// The groups of records of a kind, for the demands of a pack that speaks of groups.
#[must_use]
pub const fn forum_supplement(kind: SubjectKind) -> Supplement {
    Supplement { kind, is_asked, add }
}

fn is_asked(pack: &Pack) -> bool {
    pack.forums.iter().any(|forum| forum.rule.is_some())
}

fn add(read: &Read, _: &Pack, facts: &mut OfEach<SubjectFacts>) -> Result<()> {
    let subjects = distinct(facts.iter().map(|(id, _)| *id));
    let counting = forums_counting(read, &subjects)?;
    let forums: BTreeMap<Id, &Forum> = counting.iter().map(|(_, forum)| (forum.id, forum)).collect();
    let forums: Vec<Forum> = forums.into_values().cloned().collect();
    let members = members_of(read, &forums)?;
    let mut told: BTreeMap<Id, Vec<ForumFact>> = BTreeMap::new();
    for (subject, forum) in counting {
        let sitting = members.get(&forum.id);
        let begins = Some(forum.from).filter(|from| *from > read.today());
        told.entry(subject).or_default().push(ForumFact {
            members: sitting.map_or(0, |members| members.people.len()),
            inherited_from: origin(subject, &forum),
            changes_on: changes_on(begins, sitting.and_then(|members| members.last_day)),
            body: forum.body,
        });
    }
    for (id, facts) in facts {
        facts.forums = told.get(id).cloned().unwrap_or_default();
    }
    Ok(())
}

/// Where a group stands, seen from a record that it counts for.
pub(super) fn origin(subject: Id, forum: &Forum) -> Origin {
    if forum.subject_id == subject {
        Origin::Own
    } else if forum.subject_kind == ORGANISATION.name() {
        Origin::Organisation
    } else {
        Origin::Object
    }
}

/// The day on which the group begins, or the first on which somebody no longer sits there.
fn changes_on(begins: Option<Date>, last_day: Option<Date>) -> Option<Date> {
    let left_on = last_day.and_then(|last| last.tomorrow().ok());
    begins.into_iter().chain(left_on).min()
}
