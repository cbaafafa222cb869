//! What follows from decisions on sharing: what `access` opens to whom, and who sees the decisions.

use super::surroundings::entities;
use super::{SharedGroups, Sharing, group_named};
use crate::store::organisations::ancestors_of_all;
use crate::store::sharings::{owners, sharings_of_owner};
use crate::{EMPLOYEE, Organisation};
use access::{FieldGroup, Grant, Share};
use kernel::{Id, Period, Result};
use std::collections::{BTreeMap, BTreeSet};
use storage::{Read, Tx};

/// Settles what every organisation shares, and who stands for its employees when somebody looks *as seen by* them: after
/// organisations have come, gone or changed kind, and after a pack was adopted.
///
/// # Errors
/// When the database fails.
pub fn settle_sharing(tx: &mut Tx) -> Result<()> {
    let entities = entities(tx)?;
    access::give_all(tx, &entities.iter().map(stand_in).collect::<Vec<_>>())?;
    for owner in owners(tx)? {
        let decided = sharings_of_owner(tx, owner)?;
        open(tx, owner, &decided, &entities)?;
        // What is over opens nothing, but stays to be read: those who see it lie elsewhere now.
        settle_who_sees(tx, &decided, &entities)?;
    }
    Ok(())
}

/// A legal entity stands for those whom it employs and who hold no role.
fn stand_in(entity: &Organisation) -> Grant {
    Grant {
        source: entity.id,
        person: entity.id,
        core_function: EMPLOYEE.to_owned(),
        subject: entity.id,
        home: Some(entity.id),
        valid: Period::ALWAYS,
    }
}

/// Settles what one organisation shares, after a decision: what was over before is as it was.
pub(crate) fn settle_sharing_of(tx: &mut Tx, owner: Id, entities: &[Organisation]) -> Result<()> {
    let mut decided = sharings_of_owner(tx, owner)?;
    decided.retain(|one| lasts(tx, one));
    open(tx, owner, &decided, entities)?;
    settle_who_sees(tx, &decided, entities)
}

/// What ends at once has ended yesterday.
fn lasts(read: &Read, sharing: &Sharing) -> bool {
    let since = read.today().saturating_sub(jiff::Span::new().days(1));
    sharing.to.is_none_or(|to| to >= since)
}

/// Opens to others what an organisation shows them, and nothing else.
fn open(tx: &mut Tx, owner: Id, decided: &[Sharing], entities: &[Organisation]) -> Result<()> {
    let groups = SharedGroups::of(tx)?;
    let own = entities.iter().find(|one| one.id == owner);
    let lasting = decided.iter().filter(|one| lasts(tx, one));
    let shares: Vec<Share> = match own {
        Some(own) => lasting.flat_map(|one| shares_of(one, own, entities, &groups.0)).collect(),
        None => Vec::new(),
    };
    access::set_shares(tx, owner, &shares)
}

/// Those to whom a decision shows something.
fn receivers<'e>(sharing: &Sharing, entities: &'e [Organisation]) -> Vec<&'e Organisation> {
    let is_receiver = |one: &&Organisation| {
        one.id != sharing.owner && sharing.receiver.is_none_or(|receiver| receiver == one.id)
    };
    entities.iter().filter(is_receiver).collect()
}

/// Shared while both are organisations of the federation.
fn shares_of(
    sharing: &Sharing,
    owner: &Organisation,
    entities: &[Organisation],
    groups: &[FieldGroup],
) -> Vec<Share> {
    let Some(group) = group_named(groups, (&sharing.record_kind, &sharing.field_group)) else {
        return Vec::new();
    };
    let share = |receiver: &Organisation| Share {
        receiver: receiver.id,
        kind: group.kind,
        permission: group.permission,
        valid: sharing.period().cut_to(&owner.period()).cut_to(&receiver.period()),
    };
    let shares = receivers(sharing, entities).into_iter().map(share);
    shares.filter(|share| !share.valid.is_empty()).collect()
}

/// A decision is seen where its owner is seen, and by those whom it shows something.
fn settle_who_sees(tx: &mut Tx, decided: &[Sharing], entities: &[Organisation]) -> Result<()> {
    let places: BTreeSet<Id> =
        entities.iter().map(|one| one.id).chain(decided.iter().map(|one| one.owner)).collect();
    let mut above: BTreeMap<Id, Vec<Id>> = BTreeMap::new();
    for (place, whole) in ancestors_of_all(tx, &Vec::from_iter(places))? {
        above.entry(place).or_default().push(whole);
    }
    let line = |place: &Id| above.get(place).into_iter().flatten().copied();
    let owned = |one: &Sharing| (one.id, line(&one.owner).collect());
    access::set_reach_of_each(tx, decided.iter().map(owned).collect())?;
    let shown = |one: &Sharing| {
        let receivers = receivers(one, entities).into_iter().filter(|receiver| are_together(one, receiver));
        (one.id, receivers.flat_map(|receiver| line(&receiver.id)).collect())
    };
    access::set_reach_by_use_of_each(tx, decided.iter().map(shown).collect())
}

/// Whether the receiver was there on any day of the decision, or will be; what was taken back had no day.
fn are_together(sharing: &Sharing, receiver: &Organisation) -> bool {
    sharing.period().is_empty() || sharing.period().overlaps(&receiver.period())
}
