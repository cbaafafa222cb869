//! One answer to the question whether the actor may do something here that a guideline gives to somebody: by a role, by a seat
//! in a body, or by the permission alone where nobody is named.

use access::Held;
use kernel::{Choice, Date, Error, Id, LocalText, Message, Permission, Result};
use policy::{BodyKind, MandateAnswer, Pack, Role, SubjectFacts, Who};
use std::collections::BTreeSet;
use storage::Read;

/// How it is known who sits today in the group of a body that decides for a record. Attached to the database, because rooms
/// above keep groups.
#[derive(Clone, Copy)]
pub struct BodyMembers(pub fn(&Read, body: &str, subject: Id) -> Result<BTreeSet<Id>>);

/// By what the actor may do something, or whom the guideline names instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entitlement {
    /// They hold a role that is named, or stand in for its holder.
    Role { role: String },
    /// They sit in a body that is named, or speak for it.
    Body { body: String },
    /// Nobody is named, and they have the permission.
    Permission,
    /// They may not. These are named; nobody where it takes the permission.
    Nobody { named: Vec<LocalText> },
}

impl Entitlement {
    #[must_use]
    pub const fn is_given(&self) -> bool {
        !matches!(self, Self::Nobody { .. })
    }

    /// Stops who may not: by the words of a refusal, which are told the `holders` that are named, or for want of the permission.
    ///
    /// # Errors
    /// [`Error::Refused`].
    pub fn demanded(self, read: &Read, refusal: &'static str, door: Permission) -> Result<Self> {
        let Self::Nobody { named } = self else { return Ok(self) };
        if named.is_empty() {
            return Err(access::refused(door));
        }
        let language = read.actor().language;
        let names: Vec<&str> = named.iter().map(|one| one.in_language(language)).collect();
        Err(Error::Refused(Message::new(refusal).with("holders", names.join(", "))))
    }
}

/// Whether the actor may do the first of some actions for which the guideline names anybody on a subject.
///
/// # Errors
/// When the database fails.
pub fn entitled(
    read: &Read,
    pack: &Pack,
    (subject, facts): (Id, &SubjectFacts),
    actions: &[&str],
    door: Permission,
) -> Result<Entitlement> {
    entitled_among(read, pack, (subject, facts), &pack.first_mandate_holders(actions, facts), door)
}

/// The same for those whom the caller has found to be named.
///
/// # Errors
/// When the database fails.
pub fn entitled_among(
    read: &Read,
    pack: &Pack,
    (subject, facts): (Id, &SubjectFacts),
    named: &[MandateAnswer],
    door: Permission,
) -> Result<Entitlement> {
    let actor = read.actor();
    if named.is_empty() || actor.is_trusted() {
        let is_open = access::may(read, door, subject)?;
        return Ok(if is_open { Entitlement::Permission } else { nobody(pack, named) });
    }
    // A token that was not made for this does not do it, whatever its person holds.
    let is_let = actor.only.as_ref().is_none_or(|only| only.iter().any(|name| name == door.name()));
    let Some(person) = actor.person.filter(|_| is_let) else { return Ok(nobody(pack, named)) };
    let held = access::held_on(read, &[subject])?;
    let holds = |one: &Held, role: &Role| counts(one, role, facts, read.today());
    if let Some(role) = role_among(pack, named, &held, holds) {
        return Ok(Entitlement::Role { role });
    }
    for answer in named {
        let Who::Body(body) = &answer.who else { continue };
        let is_let_in = || Ok::<bool, Error>(answer.external_allowed || access::is_employed(read)?);
        let is_of_it = match pack.body(body).map(|one| one.kind) {
            Some(BodyKind::Forum | BodyKind::Committee) => {
                let BodyMembers(members) = *read.attached::<BodyMembers>()?;
                members(read, body, subject)?.contains(&person)
            }
            _ => speaks_for(pack, body, facts, &held, holds),
        };
        if is_of_it && is_let_in()? {
            return Ok(Entitlement::Body { body: body.clone() });
        }
    }
    Ok(nobody(pack, named))
}

/// Departments and their like are no groups: somebody speaks for them.
fn speaks_for(
    pack: &Pack,
    body: &str,
    facts: &SubjectFacts,
    held: &[Held],
    holds: impl Fn(&Held, &Role) -> bool,
) -> bool {
    pack.speaks_for(body, facts).iter().any(|speaker| {
        let Who::Role(role) = speaker else { return false };
        pack.role(role).is_some_and(|role| held.iter().any(|one| holds(one, role)))
    })
}

fn nobody(pack: &Pack, named: &[MandateAnswer]) -> Entitlement {
    let mut titles: Vec<LocalText> = Vec::new();
    for answer in named {
        let title = pack.title_of(&answer.who);
        if !titles.contains(&title) {
            titles.push(title);
        }
    }
    Entitlement::Nobody { named: titles }
}

/// On itself, or on what it lies within where it has no holder of its own.
pub(crate) fn counts(held: &Held, role: &Role, facts: &SubjectFacts, today: Date) -> bool {
    gives(held, role) && (held.is_own || !facts.has_own_holder(&role.id, today))
}

pub(crate) fn gives(held: &Held, role: &Role) -> bool {
    held.core_function == role.core_function.name()
}

/// The first role among those named that something held counts as; people from outside only where they may.
pub(crate) fn role_among(
    pack: &Pack,
    named: &[MandateAnswer],
    held: &[Held],
    counts: impl Fn(&Held, &Role) -> bool,
) -> Option<String> {
    named.iter().find_map(|answer| {
        let Who::Role(id) = &answer.who else { return None };
        let is_let_in = |one: &&Held| answer.external_allowed || one.is_employed;
        let role = pack.role(id)?;
        held.iter().filter(is_let_in).any(|one| counts(one, role)).then(|| id.clone())
    })
}
