//! Who says how a duty is met: whoever has it or speaks for the body that has it, and else who keeps the register for them.

use crate::entitled::counts;
use access::{Allowed, Held};
use kernel::{Date, Id, Permission, Result};
use policy::{Pack, SubjectFacts, Who};
use std::collections::BTreeSet;
use storage::Read;

/// Say for others how they meet their duties.
pub const STATE_FOR_OTHERS: Permission = Permission("statements.write");

/// As what the actor says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Speaker {
    /// They have the duty, stand in for who has it, or speak for the body that has it.
    Holder,
    OnBehalf,
}

/// What decides of which duties the actor may say how they are met on some records, asked for as a set.
#[derive(Debug, Default)]
pub struct Speakers {
    held: Vec<Held>,
    kept: BTreeSet<Id>,
    today: Date,
}

impl Speakers {
    /// Of these records.
    ///
    /// # Errors
    /// When the database fails.
    pub fn of(read: &Read, subjects: &[Id]) -> Result<Self> {
        Ok(Self {
            held: held_on(read, subjects)?,
            kept: access::permitted(read, STATE_FOR_OTHERS, subjects)?.into_iter().collect(),
            today: read.today(),
        })
    }

    /// Of one record, where it is known what else the actor may do there: whoever may say it for others needs no role.
    ///
    /// # Errors
    /// When the database fails.
    pub fn of_record(read: &Read, subject: Id, allowed: &Allowed) -> Result<Self> {
        if allowed.may(STATE_FOR_OTHERS) {
            return Ok(Self { kept: BTreeSet::from([subject]), ..Self::default() });
        }
        Ok(Self { held: held_on(read, &[subject])?, today: read.today(), ..Self::default() })
    }

    /// As what the actor may say how a duty of this role or body is met on a record; None where they may not.
    #[must_use]
    pub fn speaker(&self, pack: &Pack, (subject, facts): (Id, &SubjectFacts), who: &Who) -> Option<Speaker> {
        let roles = match who {
            Who::Role(_) => vec![who.clone()],
            Who::Body(body) => pack.speaks_for(body, facts),
        };
        let here = || self.held.iter().filter(|one| one.subject == subject);
        let holds = |who: &Who| {
            let role = if let Who::Role(id) = who { pack.role(id) } else { None };
            role.is_some_and(|role| here().any(|one| counts(one, role, facts, self.today)))
        };
        if roles.iter().any(holds) {
            return Some(Speaker::Holder);
        }
        self.kept.contains(&subject).then_some(Speaker::OnBehalf)
    }
}

/// What the actor holds. A token that was not made for it says nothing, whatever its person holds.
fn held_on(read: &Read, subjects: &[Id]) -> Result<Vec<Held>> {
    let only = read.actor().only.as_ref();
    let is_let = only.is_none_or(|only| only.iter().any(|name| name == STATE_FOR_OTHERS.name()));
    if is_let { access::held_on(read, subjects) } else { Ok(Vec::new()) }
}
