//! Who may waive a demand: whom the guideline names there, and where it names nobody, whoever has the permission.

use crate::waive::WAIVE;
use access::Held;
use kernel::{Choice, Date, Error, Id, Message, Result, Subject};
use policy::{MandateAnswer, Pack, Role, SubjectFacts, Who};
use std::collections::BTreeSet;
use storage::Read;

/// The action by which a pack names who may waive.
const ACTION: &str = "finding.waive";

/// Stops an actor who may not waive demands on a subject.
pub(crate) fn authorise(read: &Read, pack: &Pack, facts: &SubjectFacts, subject: Id) -> Result<()> {
    let named = pack.mandate_holders(ACTION, facts);
    if may_waive(read, pack, facts, subject)? {
        return Ok(());
    }
    if named.is_empty() {
        return Err(access::refused(WAIVE));
    }
    let names = named
        .iter()
        .map(|answer| pack.title_of(&answer.who).in_language(read.actor().language).to_owned())
        .collect::<Vec<_>>()
        .join(", ");
    Err(Error::Refused(Message::new("refused-waive").with("holders", names)))
}

/// Whether the actor may waive demands on a subject.
pub(crate) fn may_waive(read: &Read, pack: &Pack, facts: &SubjectFacts, subject: Id) -> Result<bool> {
    let named = pack.mandate_holders(ACTION, facts);
    if named.is_empty() || read.actor().is_trusted() {
        return access::may(read, WAIVE, subject);
    }
    let held = access::held_on(read, &[subject])?;
    Ok(is_named(pack, &named, &held, |one, role| counts(one, role, facts, read.today())))
}

/// Those of many subjects on which the actor may waive demands, for what a list offers. What the guideline makes depend
/// on more than the kind of subject, the verb asks.
///
/// # Errors
/// When the database fails.
pub fn waivable(read: &Read, pack: &Pack, subjects: &[Subject]) -> Result<BTreeSet<Id>> {
    let ids: Vec<Id> = subjects.iter().map(|subject| subject.id).collect();
    let permitted: BTreeSet<Id> = access::permitted(read, WAIVE, &ids)?.into_iter().collect();
    let held = access::held_on(read, &ids)?;
    let is_waivable = |subject: &&Subject| {
        let named = pack.mandate_holders(ACTION, &SubjectFacts::new(&subject.kind));
        let is_here = |one: &Held, role: &Role| one.subject == subject.id && gives(one, role);
        if named.is_empty() {
            permitted.contains(&subject.id)
        } else {
            is_named(pack, &named, &held, is_here)
        }
    };
    Ok(subjects.iter().filter(is_waivable).map(|subject| subject.id).collect())
}

/// Whether the actor has a role at a subject: on itself, or on what it lies within where it has no holder of its own.
///
/// # Errors
/// When the database fails.
pub fn holds_role(read: &Read, role: &Role, facts: &SubjectFacts, subject: Id) -> Result<bool> {
    let held = access::held_on(read, &[subject])?;
    Ok(held.iter().any(|one| counts(one, role, facts, read.today())))
}

fn counts(held: &Held, role: &Role, facts: &SubjectFacts, today: Date) -> bool {
    gives(held, role) && (held.is_own || !facts.has_own_holder(&role.id, today))
}

fn gives(held: &Held, role: &Role) -> bool {
    held.core_function == role.core_function.name()
}

/// Whether something that is held counts as one of the roles that are named; people from outside only where they may.
fn is_named(
    pack: &Pack,
    named: &[MandateAnswer],
    held: &[Held],
    counts: impl Fn(&Held, &Role) -> bool,
) -> bool {
    named.iter().any(|answer| {
        let Who::Role(id) = &answer.who else { return false };
        let is_let_in = |one: &&Held| answer.external_allowed || one.is_employed;
        pack.role(id).is_some_and(|role| held.iter().filter(is_let_in).any(|one| counts(one, role)))
    })
}
