//! What decides about a group besides itself: the guideline, its record, the people who are to sit in it, and other groups.

use super::Forum;
use crate::store::forums::forums_at;
use crate::store::people::people;
use crate::store::seated::available_people;
use crate::who_may_appoint::visible_subject;
use kernel::{Date, Id, Result, Subject};
use policy::{Pack, SubjectFacts};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use storage::Read;

/// What lies around a group that somebody wants to form or change.
pub(super) struct Surroundings {
    pub pack: Arc<Pack>,
    pub facts: SubjectFacts,
    /// Those of its people who are there.
    pub known: BTreeSet<Id>,
    /// Those of them who are employed when it begins, or today, or come from outside.
    pub available: BTreeMap<Id, Option<Date>>,
    /// Other groups at the same record.
    pub others: Vec<Forum>,
    pub today: Date,
}

impl Surroundings {
    /// Of a group at a record; not found for a record of which the actor may not know.
    pub fn of(read: &Read, subject: &Subject, forum: &Forum) -> Result<Self> {
        let facts = visible_subject(read, subject)?;
        let first_day = forum.from.max(read.today());
        let mut others = forums_at(read, &[subject.id])?;
        others.retain(|other| other.id != forum.id);
        Ok(Self {
            pack: findings::pack_in_force(read)?,
            facts,
            known: people(read, &forum.people)?.into_iter().map(|person| person.id).collect(),
            available: available_people(read, &forum.people, first_day)?,
            others,
            today: read.today(),
        })
    }
}
