//! Who may give and end a role on a subject: whom the guideline names there, and who may assign roles everywhere. Nobody
//! gives more than they have, but for what the guideline has them give to others.

use crate::settle::home_of;
use crate::store::assignments::held_roles;
use crate::store::people::person;
use crate::{ASSIGN, PersonKind, READ_HOLDERS, RoleAssignment};
use kernel::{Arg, Choice, Error, Id, LocalText, Message, Objection, Period, Result, Subject};
use policy::{Pack, Role, SubjectFacts, Who};
use std::collections::BTreeSet;
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
    let appointer = Appointer::of(read, pack, facts, subject)?;
    if appointer.may_appoint(pack, facts, role) {
        return Ok(());
    }
    if appointer.right_to(pack, facts, role).is_some() {
        return Err(Error::Refused(Message::new("refused-appointment-beyond")));
    }
    let names = pack.may_appoint(role, facts).iter().map(|one| pack.title_of(&one.who)).collect::<Vec<_>>();
    if names.is_empty() {
        return Err(Error::Refused(Message::new("refused-appointment-office")));
    }
    let join = |word: fn(&LocalText) -> &str| names.iter().map(word).collect::<Vec<_>>().join(", ");
    let who = LocalText::new(join(|name| &name.sv), join(|name| &name.en));
    Err(Error::Refused(Message::new("refused-appointment").with("who", Arg::Local(who))))
}

/// By which right somebody appoints.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Right {
    /// The guideline names a role that they hold here: what it has them give to others may be more than they have.
    Named,
    /// They act for a body that the guideline names, or may assign roles everywhere: they give what they have.
    Acting,
}

/// What somebody may appoint by on one subject: roles of their own here or on what this lies within, or the permission
/// to assign roles, by which they act for the bodies that the guideline names, or for everyone.
#[derive(Clone, Debug)]
pub struct Appointer {
    may_assign: bool,
    may_assign_everywhere: bool,
    roles: Vec<String>,
    /// Core functions that may do more here than they may themselves.
    beyond: BTreeSet<String>,
}

impl Appointer {
    /// The actor of a read.
    ///
    /// # Errors
    /// When the database fails.
    pub fn of(read: &Read, pack: &Pack, facts: &SubjectFacts, subject: Id) -> Result<Self> {
        let nothing =
            Self { may_assign: false, may_assign_everywhere: false, roles: vec![], beyond: BTreeSet::new() };
        let actor = read.actor();
        let is_within_token =
            actor.only.as_ref().is_none_or(|only| only.iter().any(|name| name == ASSIGN.name()));
        if !is_within_token {
            return Ok(nothing);
        }
        let Some(id) = actor.person.filter(|_| !actor.is_trusted()) else {
            return Ok(Self {
                may_assign: true,
                may_assign_everywhere: access::may(read, ASSIGN, subject)?,
                ..nothing
            });
        };
        if person(read, id)?.kind == PersonKind::External && is_for_own_people(pack, facts) {
            return Ok(nothing);
        }
        let beyond = access::beyond(read, subject, subject, None)?;
        Ok(Self {
            may_assign: access::may(read, ASSIGN, subject)?,
            may_assign_everywhere: access::may_everywhere(read, ASSIGN)?,
            roles: held_roles(read, id, subject)?.into_iter().map(|held| held.role).collect(),
            beyond: beyond.into_iter().map(|one| one.core_function).collect(),
        })
    }

    /// Whether they may appoint the holders of a role.
    #[must_use]
    pub fn may_appoint(&self, pack: &Pack, facts: &SubjectFacts, role: &str) -> bool {
        let is_beyond = |role: &Role| self.beyond.contains(role.core_function.name());
        match self.right_to(pack, facts, role) {
            Some(Right::Named) => true,
            Some(Right::Acting) => !pack.role(role).is_some_and(is_beyond),
            None => false,
        }
    }

    fn right_to(&self, pack: &Pack, facts: &SubjectFacts, role: &str) -> Option<Right> {
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

/// An assignment as somebody wants it to stand, and the decision by which they want it.
pub(crate) struct Wanted<'a> {
    /// None for a new one.
    pub before: Option<&'a RoleAssignment>,
    pub after: &'a RoleAssignment,
    pub decision: &'a str,
}

impl Wanted<'_> {
    /// Those who come to have the role on more days, as holder or as deputy.
    fn gaining(&self) -> Vec<(Id, Period)> {
        let before = self.before.map(days_of).unwrap_or_default();
        let had = |person: Id, days: &Period| {
            before.iter().any(|(who, old)| *who == person && days.cut_to(old) == *days)
        };
        days_of(self.after).into_iter().filter(|(person, days)| !had(*person, days)).collect()
    }
}

fn days_of(assignment: &RoleAssignment) -> Vec<(Id, Period)> {
    let period = assignment.period();
    let standing_in = Period::new(assignment.deputy_from, assignment.deputy_to).cut_to(&period);
    let holder = assignment.person.map(|person| (person, period));
    holder.into_iter().chain(assignment.deputy.map(|deputy| (deputy, standing_in))).collect()
}

/// Stops who would give more than they have, or anything to themselves on nobody's decision.
///
/// What the guideline has a role give to others is not measured, but nobody comes to more by their own act.
///
/// # Errors
/// [`Error::Refused`] for the first, [`Error::Rejected`] for the second.
pub(crate) fn refuse_beyond(
    read: &Read,
    pack: &Pack,
    facts: &SubjectFacts,
    wanted: &Wanted<'_>,
) -> Result<()> {
    let Some(actor) = read.actor().person.filter(|_| !read.actor().is_trusted()) else { return Ok(()) };
    let after = wanted.after;
    let gaining = wanted.gaining();
    let is_own = [after.person, after.deputy].contains(&Some(actor));
    let is_redecided = wanted.before.is_some_and(|before| before.decision != after.decision);
    let is_for_oneself = gaining.iter().any(|(person, _)| *person == actor) || (is_own && is_redecided);
    if is_for_oneself && wanted.decision.trim().is_empty() {
        return Err(Error::Rejected(vec![Objection::new("decision", "objection-own-appointment")]));
    }
    let Some(role) = pack.role(&after.role) else { return Ok(()) };
    let subject = after.subject_id;
    let right = Appointer::of(read, pack, facts, subject)?.right_to(pack, facts, &after.role);
    for (person, days) in gaining {
        let is_oneself = person == actor;
        if right == Some(Right::Named) && !is_oneself {
            continue;
        }
        let home = home_of(read, person, subject, days)?;
        // What the assignment itself gives one now does not entitle one to more of it.
        let beyond = access::beyond(read, subject, home, is_oneself.then_some(after.id))?;
        if beyond.iter().any(|one| one.core_function == role.core_function.name()) {
            let key = if is_oneself { "refused-appointment-oneself" } else { "refused-appointment-beyond" };
            return Err(Error::Refused(Message::new(key)));
        }
    }
    Ok(())
}

/// True where the pack keeps people from outside from appointing.
fn is_for_own_people(pack: &Pack, facts: &SubjectFacts) -> bool {
    pack.mandate_holders(APPOINT, facts).iter().any(|mandate| !mandate.external_allowed)
}
