//! Who may give and end a role on a subject: whom the guideline names, and who may assign roles there.

use crate::store::assignments::held_roles;
use crate::store::people::person;
use crate::{ASSIGN, PersonKind, READ_HOLDERS};
use kernel::{Arg, Error, Id, LocalText, Message, Result, Subject};
use policy::{Pack, SubjectFacts, Who};
use storage::Read;

/// The action by which a pack says who may appoint at all.
pub(crate) const APPOINT: &str = "role.appoint";

/// The facts of a subject on which the actor may see who holds the roles.
///
/// # Errors
/// [`Error::NotFound`] when there is no such subject, or the actor may not know of it.
pub(crate) fn visible_subject(read: &Read, subject: &Subject) -> Result<SubjectFacts> {
    let facts = findings::facts_of(read, subject)?;
    let may_see = access::may(read, READ_HOLDERS, subject.id)? || access::may(read, ASSIGN, subject.id)?;
    if may_see { Ok(facts) } else { Err(Error::NotFound) }
}

/// Stops an actor who may not appoint the holders of a role.
///
/// # Errors
/// [`Error::Refused`] with those who may.
pub(crate) fn authorise_appointment(
    read: &Read,
    pack: &Pack,
    facts: &SubjectFacts,
    role: &str,
    subject: Id,
) -> Result<()> {
    if may_appoint(read, pack, facts, role, subject)? {
        return Ok(());
    }
    let names = pack.may_appoint(role, facts).iter().map(|one| pack.title_of(&one.who)).collect::<Vec<_>>();
    if names.is_empty() {
        return Err(Error::Refused(Message::new("refused-permission").with("permission", ASSIGN.name())));
    }
    let join = |word: fn(&LocalText) -> &str| names.iter().map(word).collect::<Vec<_>>().join(", ");
    let who = LocalText::new(join(|name| &name.sv), join(|name| &name.en));
    Err(Error::Refused(Message::new("refused-appointment").with("who", Arg::Local(who))))
}

/// Whether the actor may appoint the holders of a role: by a role that appoints it, held here or on what this lies
/// within, or by the permission to assign roles, which is also how those act who act for a body.
///
/// # Errors
/// When the database fails.
pub fn may_appoint(read: &Read, pack: &Pack, facts: &SubjectFacts, role: &str, subject: Id) -> Result<bool> {
    if access::may(read, ASSIGN, subject)? {
        return Ok(true);
    }
    let Some(actor) = read.actor().person.filter(|_| read.actor().only.is_none()) else { return Ok(false) };
    if person(read, actor)?.kind == PersonKind::External && is_for_own_people(pack, facts) {
        return Ok(false);
    }
    let held = held_roles(read, actor, subject)?;
    let appointing = pack.may_appoint(role, facts);
    Ok(appointing.iter().any(|one| match &one.who {
        Who::Role(id) => held.iter().any(|has| has.role == *id),
        Who::Body(_) => false,
    }))
}

/// True where the pack keeps people from outside from appointing.
fn is_for_own_people(pack: &Pack, facts: &SubjectFacts) -> bool {
    pack.mandate_holders(APPOINT, facts).iter().any(|mandate| !mandate.external_allowed)
}
