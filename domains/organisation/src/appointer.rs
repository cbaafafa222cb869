//! By which right somebody gives and ends roles: roles of their own that the guideline names, or the permission to assign.

use crate::reaching::Reaching;
use crate::record_of_change::holder_stood_in_for;
use crate::store::assignments::{HeldRole, held_roles};
use crate::store::people::person;
use crate::{ASSIGN, ORGANISATION, PersonKind};
use access::BeyondMany;
use kernel::{Id, Result};
use policy::{Pack, Role, SubjectFacts, Who};
use std::collections::{BTreeMap, BTreeSet};
use storage::Read;

/// The action by which a pack says who may appoint at all.
pub(crate) const APPOINT: &str = "role.appoint";

/// By which right somebody appoints.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Right {
    /// The guideline names a role that they hold here: what it has them give to others may be more than they have.
    Named,
    /// They act for a body that the guideline names, or may assign roles everywhere: they give what they have.
    Acting,
}

/// What somebody may appoint by on one subject: roles of their own here or on what this lies within, or the permission
/// to assign roles, by which they act for the bodies that the guideline names, or for everyone.
#[derive(Clone, Debug, Default)]
pub struct Appointer {
    may_assign: bool,
    may_assign_everywhere: bool,
    roles: Vec<String>,
    /// Core functions that may do more here than they may themselves.
    beyond: BTreeSet<String>,
    reaching: Reaching,
    subject: Option<Id>,
}

impl Appointer {
    /// The actor of a read.
    ///
    /// # Errors
    /// When the database fails.
    pub fn of(read: &Read, pack: &Pack, facts: &SubjectFacts, subject: Id) -> Result<Self> {
        Appointers::of(read, &[subject], BTreeSet::new())?.on(read, pack, facts, subject)
    }

    /// The actor of a read on each of many subjects, with the facts of the subject.
    ///
    /// # Errors
    /// When the database fails.
    pub fn of_all(
        read: &Read,
        pack: &Pack,
        facts: BTreeMap<Id, SubjectFacts>,
    ) -> Result<BTreeMap<Id, (SubjectFacts, Self)>> {
        let subjects: Vec<Id> = facts.keys().copied().collect();
        let mut appointers = Appointers::of(read, &subjects, BTreeSet::new())?;
        let on_each = facts.into_iter().map(|(id, facts)| {
            let appointer = appointers.on(read, pack, &facts, id)?;
            Ok((id, (facts, appointer)))
        });
        on_each.collect()
    }

    /// Whether they may appoint the holders of a role.
    #[must_use]
    pub fn may_appoint(&self, pack: &Pack, facts: &SubjectFacts, role: &str) -> bool {
        let gives = |role: &Role| self.subject.map(|subject| self.reaching.function(role, subject));
        let is_beyond = |role: &Role| gives(role).is_some_and(|function| self.beyond.contains(&function));
        match self.right_to(pack, facts, role) {
            Some(Right::Named) => true,
            Some(Right::Acting) => !pack.role(role).is_some_and(is_beyond),
            None => false,
        }
    }

    pub(crate) fn right_to(&self, pack: &Pack, facts: &SubjectFacts, role: &str) -> Option<Right> {
        let named = pack.may_appoint(role, facts);
        let holds = |who: &Who| matches!(who, Who::Role(id) if self.roles.contains(id));
        let acts_for = |who: &Who| matches!(who, Who::Body(_)) && self.may_assign;
        if named.iter().any(|one| holds(&one.who)) {
            return Some(Right::Named);
        }
        let is_acting = self.may_assign_everywhere || named.iter().any(|one| acts_for(&one.who));
        is_acting.then_some(Right::Acting)
    }
}

/// What the actor may appoint by on many subjects, asked for as a set.
pub(crate) struct Appointers {
    standing: Standing,
    /// Subjects on which they may assign roles.
    assignable: BTreeSet<Id>,
    may_assign_everywhere: bool,
    held: BTreeMap<Id, Vec<HeldRole>>,
    pub beyond: BeyondMany,
    subjects: Vec<Id>,
    /// How far roles on these subjects reach, once one of them has been asked about.
    reaching: Option<Reaching>,
}

enum Standing {
    /// They are nobody, their token does not go so far, or they look at the past, where nobody appoints.
    Nowhere,
    Trusted,
    Person {
        is_external: bool,
    },
}

impl Appointers {
    /// The actor of a read. `homes` are those of the people to whom they want to give roles.
    pub fn of(read: &Read, subjects: &[Id], homes: BTreeSet<Id>) -> Result<Self> {
        let held = match read.actor().person {
            Some(person) => held_roles(read, person, subjects)?,
            None => BTreeMap::new(),
        };
        let standing = Standing::of(read)?;
        let (is_somebody, is_person) =
            (!matches!(standing, Standing::Nowhere), matches!(standing, Standing::Person { .. }));
        let measured: Vec<Id> = homes.into_iter().chain(subjects.iter().copied()).collect();
        Ok(Self {
            assignable: if is_somebody { permitted(read, subjects)? } else { BTreeSet::new() },
            may_assign_everywhere: is_person && access::may_everywhere(read, ASSIGN)?,
            beyond: if is_person { BeyondMany::of(read, &measured)? } else { BeyondMany::default() },
            standing,
            held,
            subjects: subjects.to_vec(),
            reaching: None,
        })
    }

    /// They are all of one kind: of records other than organisations nothing has to be asked.
    pub fn reaching(&mut self, read: &Read, pack: &Pack, facts: &SubjectFacts) -> Result<Reaching> {
        if let Some(known) = &self.reaching {
            return Ok(known.clone());
        }
        let is_organisation = facts.subject_kind == ORGANISATION.name();
        let organisations = if is_organisation { &self.subjects[..] } else { &[] };
        Ok(self.reaching.insert(Reaching::at(read, pack, organisations)?).clone())
    }

    /// The actor on one of the subjects.
    pub fn on(&mut self, read: &Read, pack: &Pack, facts: &SubjectFacts, subject: Id) -> Result<Appointer> {
        let may_assign = self.assignable.contains(&subject);
        match self.standing {
            Standing::Nowhere => Ok(Appointer::default()),
            Standing::Trusted => {
                Ok(Appointer { may_assign, may_assign_everywhere: may_assign, ..Appointer::default() })
            }
            Standing::Person { is_external: true } if is_for_own_people(pack, facts) => {
                Ok(Appointer::default())
            }
            Standing::Person { .. } => {
                let beyond = self.beyond.ask(read, subject, subject)?;
                // Of who may do everything here nothing has to be asked.
                let reaching =
                    if beyond.is_empty() { Reaching::default() } else { self.reaching(read, pack, facts)? };
                let held = self.held.get(&subject).into_iter().flatten();
                Ok(Appointer {
                    may_assign,
                    may_assign_everywhere: self.may_assign_everywhere,
                    roles: held.map(|held| held.role.clone()).collect(),
                    beyond: beyond.iter().map(|one| one.core_function.clone()).collect(),
                    reaching,
                    subject: Some(subject),
                })
            }
        }
    }

    /// The holder for whom the actor stands in on a subject.
    pub fn on_behalf_of(&self, read: &Read, subject: Id) -> Option<String> {
        let held = self.held.get(&subject).map_or(&[][..], Vec::as_slice);
        holder_stood_in_for(read.actor().person?, held)
    }
}

impl Standing {
    fn of(read: &Read) -> Result<Self> {
        let actor = read.actor();
        if read.as_of().is_some() {
            return Ok(Self::Nowhere);
        }
        if actor.only.as_ref().is_some_and(|only| !only.iter().any(|name| name == ASSIGN.name())) {
            return Ok(Self::Nowhere);
        }
        match actor.person {
            _ if actor.is_trusted() => Ok(Self::Trusted),
            Some(id) => Ok(Self::Person { is_external: person(read, id)?.kind == PersonKind::External }),
            None => Ok(Self::Nowhere),
        }
    }
}

fn permitted(read: &Read, subjects: &[Id]) -> Result<BTreeSet<Id>> {
    Ok(access::permitted(read, ASSIGN, subjects)?.into_iter().collect())
}

/// True where the pack keeps people from outside from appointing.
fn is_for_own_people(pack: &Pack, facts: &SubjectFacts) -> bool {
    pack.mandate_holders(APPOINT, facts).iter().any(|mandate| !mandate.external_allowed)
}
