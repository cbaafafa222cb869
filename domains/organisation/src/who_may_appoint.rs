//! Who may give and end a role on a subject: whom the guideline names there, and who may assign roles everywhere. Nobody
//! gives more than they have, but for what the guideline has them give to others.

use crate::appointer::{Appointer, Right};
use crate::reaching::Reaching;
use crate::staff::Staff;
use crate::{ASSIGN, READ_HOLDERS, RoleAssignment};
use access::{Beyond, BeyondMany};
use kernel::{Arg, Error, Id, LocalText, Message, Objection, Period, Result, Subject};
use policy::{Pack, SubjectFacts};
use std::collections::{BTreeMap, BTreeSet};
use storage::Read;

/// The facts of a subject on which the actor may see who holds the roles.
///
/// # Errors
/// [`Error::NotFound`] when there is no such subject, or the actor may not know of it.
pub(crate) fn visible_subject(read: &Read, subject: &Subject) -> Result<SubjectFacts> {
    let mut visible = visible_subjects(read, &subject.kind, &[subject.id])?;
    visible.remove(&subject.id).ok_or(Error::NotFound)
}

/// The facts of those of some subjects of one kind on which the actor may see who holds the roles.
pub(crate) fn visible_subjects(
    read: &Read,
    kind: &str,
    subjects: &[Id],
) -> Result<BTreeMap<Id, SubjectFacts>> {
    let mut seen: BTreeSet<Id> = access::permitted(read, READ_HOLDERS, subjects)?.into_iter().collect();
    let others: Vec<Id> = subjects.iter().copied().filter(|id| !seen.contains(id)).collect();
    seen.extend(access::permitted(read, ASSIGN, &others)?);
    findings::facts_of_all(read, kind, &Vec::from_iter(seen))
}

/// Stops an actor who may not appoint the holders of a role.
///
/// # Errors
/// [`Error::Refused`] with those who may.
pub(crate) fn authorise_appointment(
    appointer: &Appointer,
    pack: &Pack,
    facts: &SubjectFacts,
    role: &str,
) -> Result<()> {
    if appointer.may_appoint(pack, facts, role) {
        return Ok(());
    }
    if appointer.right_to(pack, facts, role).is_some() {
        return Err(Error::Refused(Message::new("refused-appointment-beyond")));
    }
    Err(Error::Refused(match who_appoints(pack, facts, role) {
        None => Message::new("refused-appointment-office"),
        Some(who) => Message::new("refused-appointment").with("who", Arg::Local(who)),
    }))
}

/// Those whom the guideline lets appoint to a role on a subject, in words; none where it names nobody.
#[must_use]
pub fn who_appoints(pack: &Pack, facts: &SubjectFacts, role: &str) -> Option<LocalText> {
    let names = pack.may_appoint(role, facts).iter().map(|one| pack.title_of(&one.who)).collect::<Vec<_>>();
    let join = |word: fn(&LocalText) -> &str| names.iter().map(word).collect::<Vec<_>>().join(", ");
    (!names.is_empty()).then(|| LocalText::new(join(|name| &name.sv), join(|name| &name.en)))
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

/// By what somebody appoints on a subject, and to whom.
pub(crate) struct Giving<'a> {
    pub pack: &'a Pack,
    pub facts: &'a SubjectFacts,
    pub appointer: &'a Appointer,
    pub staff: &'a Staff,
    /// How far the roles reach.
    pub reaching: Reaching,
}

/// Stops who would give more than they have, or anything to themselves on nobody's decision.
///
/// What the guideline has a role give to others is not measured, but nobody comes to more by their own act.
///
/// # Errors
/// [`Error::Refused`] for the first, [`Error::Rejected`] for the second.
pub(crate) fn refuse_beyond(
    read: &Read,
    giving: &Giving<'_>,
    beyond: &mut BeyondMany,
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
    let Giving { pack, facts, appointer, staff, reaching } = giving;
    let Some(role) = pack.role(&after.role) else { return Ok(()) };
    let subject = after.subject_id;
    let right = appointer.right_to(pack, facts, &after.role);
    let given = reaching.function(role, subject);
    for (person, days) in gaining {
        let is_oneself = person == actor;
        if right == Some(Right::Named) && !is_oneself {
            continue;
        }
        let home = staff.home(person, subject, days);
        let is_beyond = |all: &[Beyond]| all.iter().any(|one| one.core_function == given);
        // What the assignment itself gives one now does not entitle one to more of it.
        let refused = if is_oneself {
            is_beyond(&access::beyond(read, subject, home, Some(after.id))?)
        } else {
            is_beyond(&beyond.ask(read, subject, home)?)
        };
        if refused {
            let key = if is_oneself { "refused-appointment-oneself" } else { "refused-appointment-beyond" };
            return Err(Error::Refused(Message::new(key)));
        }
    }
    Ok(())
}
