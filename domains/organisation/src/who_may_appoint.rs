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
    if Appointer::of(read, pack, facts, subject)?.may_appoint(pack, facts, role) {
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

/// What somebody may appoint by on one subject: the permission to assign roles, which is also how those act who act for
/// a body, or roles of their own here or on what this lies within.
#[derive(Clone, Debug)]
pub struct Appointer {
    may_assign: bool,
    roles: Vec<String>,
}

impl Appointer {
    /// The actor of a read.
    ///
    /// # Errors
    /// When the database fails.
    pub fn of(read: &Read, pack: &Pack, facts: &SubjectFacts, subject: Id) -> Result<Self> {
        let may_assign = access::may(read, ASSIGN, subject)?;
        let mut roles = Vec::new();
        if let Some(actor) = read.actor().person.filter(|_| !may_assign && read.actor().only.is_none()) {
            let is_external = person(read, actor)?.kind == PersonKind::External;
            if !(is_external && is_for_own_people(pack, facts)) {
                roles = held_roles(read, actor, subject)?.into_iter().map(|held| held.role).collect();
            }
        }
        Ok(Self { may_assign, roles })
    }

    /// Whether they may appoint the holders of a role.
    #[must_use]
    pub fn may_appoint(&self, pack: &Pack, facts: &SubjectFacts, role: &str) -> bool {
        let appoints = |who: &Who| matches!(who, Who::Role(id) if self.roles.contains(id));
        self.may_assign || pack.may_appoint(role, facts).iter().any(|one| appoints(&one.who))
    }
}

/// True where the pack keeps people from outside from appointing.
fn is_for_own_people(pack: &Pack, facts: &SubjectFacts) -> bool {
    pack.mandate_holders(APPOINT, facts).iter().any(|mandate| !mandate.external_allowed)
}
