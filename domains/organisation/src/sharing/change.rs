//! Enters one decision on sharing, changes it, or ends it.

use super::Sharing;
use super::check::{check_base, check_sharing};
use super::follow::settle_sharing_of;
use super::mine::{authorise_deciding, visible_sharing};
use super::surroundings::Surroundings;
use crate::SHARING;
use crate::record_of_change::{Because, Done, audit, check_revision};
use crate::store::sharings as store;
use kernel::{Date, Error, Id, Objection, Result, Subject};
use storage::Tx;

/// Enters what an organisation shows from a day on.
///
/// # Errors
/// Refused for who does not decide for it, rejected for what is wrong with the decision.
pub fn add_sharing(tx: &mut Tx, ask: &Sharing, because: &Because) -> Result<Sharing> {
    authorise_deciding(tx, ask.owner)?;
    let around = Surroundings::of(tx, ask.owner)?;
    let added = Sharing { revision: 1, ..ask.clone() };
    let mut objections = check_sharing(&added, &around);
    objections.extend(check_not_past("from", added.from, around.today));
    let decided = Decided { action: "sharing.decided", before: None, after: added.clone() };
    write_all(tx, &around, &[decided], (objections, because))?;
    Ok(added)
}

/// A decision as it shall stand: its days and what it rests on. What is shown to whom is another decision.
#[derive(Clone, Debug)]
pub struct ChangeSharing {
    pub sharing: Sharing,
    pub revision: i64,
    pub because: Because,
}

/// Changes the days of a decision, or what it rests on.
///
/// # Errors
/// As [`add_sharing`]; not found for who may not see it.
pub fn change_sharing(tx: &mut Tx, ask: &ChangeSharing) -> Result<Sharing> {
    let stored = changeable(tx, ask.sharing.id, ask.revision)?;
    let around = Surroundings::of(tx, stored.owner)?;
    let after = Sharing { revision: stored.revision + 1, ..ask.sharing.clone() };
    let mut objections = check_sharing(&after, &around);
    if !after.is_about_the_same(&stored) {
        objections.push(Objection::new("", "objection-sharing-fixed"));
    }
    if after.from != stored.from {
        objections.extend(check_not_past("from", after.from.min(stored.from), around.today));
    }
    if after.to != stored.to {
        let ends = [after.to, stored.to].into_iter().flatten().map(|day| day.tomorrow().unwrap_or(day)).min();
        objections.extend(ends.into_iter().flat_map(|day| check_not_past("to", day, around.today)));
    }
    let decided = Decided { action: "sharing.changed", before: Some(stored), after: after.clone() };
    write_all(tx, &around, &[decided], (objections, &ask.because))?;
    Ok(after)
}

/// Which decision ends, after which day, and why.
#[derive(Clone, Debug)]
pub struct EndSharing {
    pub id: Id,
    pub revision: i64,
    /// Yesterday for one that ends at once.
    pub last_day: Date,
    pub because: Because,
}

/// Ends a decision earlier than it says; one that has not begun by then never comes to be.
///
/// # Errors
/// As [`change_sharing`].
pub fn end_sharing(tx: &mut Tx, ask: &EndSharing) -> Result<Sharing> {
    let stored = changeable(tx, ask.id, ask.revision)?;
    let around = Surroundings::of(tx, stored.owner)?;
    let first_without = ask.last_day.tomorrow().unwrap_or(ask.last_day);
    let mut objections = check_not_past("last_day", first_without, around.today);
    if !stored.lasts_on(around.today) {
        objections.push(Objection::new("", "objection-sharing-over"));
    } else if stored.to.is_some_and(|to| to <= ask.last_day) {
        objections.push(Objection::new("last_day", "objection-sharing-ends-earlier"));
    }
    let after = ended(&stored, first_without);
    let decided = Decided { action: "sharing.ended", before: Some(stored), after: after.clone() };
    write_all(tx, &around, &[decided], (objections, &ask.because))?;
    Ok(after)
}

/// The same decision without the days from one on.
pub(super) fn ended(stored: &Sharing, first_without: Date) -> Sharing {
    let last = first_without.max(stored.from).yesterday().unwrap_or(first_without);
    Sharing { to: Some(last), revision: stored.revision + 1, ..stored.clone() }
}

fn changeable(tx: &mut Tx, id: Id, revision: i64) -> Result<Sharing> {
    let stored = visible_sharing(tx, id)?;
    authorise_deciding(tx, stored.owner)?;
    check_revision(stored.revision, revision)?;
    Ok(stored)
}

/// What has been is not decided afterwards.
pub(super) fn check_not_past(field: &str, first: Date, today: Date) -> Vec<Objection> {
    if first < today { vec![Objection::new(field, "objection-sharing-past")] } else { Vec::new() }
}

/// One decision that is written, and what it was before.
pub(super) struct Decided {
    pub action: &'static str,
    pub before: Option<Sharing>,
    pub after: Sharing,
}

/// Saves decisions of one owner and what follows from them, unless something is wrong with one.
pub(super) fn write_all(
    tx: &mut Tx,
    around: &Surroundings,
    decided: &[Decided],
    (mut objections, because): (Vec<Objection>, &Because),
) -> Result<()> {
    let is_kept = |one: &&Sharing| !decided.iter().any(|done| done.after.id == one.id);
    let mut together: Vec<Sharing> = around.decided.iter().filter(is_kept).cloned().collect();
    together.extend(decided.iter().map(|done| done.after.clone()));
    if objections.is_empty() {
        objections = check_base(&together, around);
    }
    if !objections.is_empty() {
        return Err(Error::Rejected(objections));
    }
    for Decided { action, before, after } in decided {
        store::save_sharing(tx, after)?;
        let decision = if because.decision.is_empty() { &after.decision } else { &because.decision };
        let because = Because { decision: decision.clone(), reason: because.reason.clone() };
        let subject = Subject::new(SHARING, after.id);
        audit(tx, &Done { action, subject, before: before.as_ref(), after, because: &because })?;
    }
    let owner = decided.first().map(|done| done.after.owner);
    owner.map_or(Ok(()), |owner| settle_sharing_of(tx, owner, &around.entities))
}
