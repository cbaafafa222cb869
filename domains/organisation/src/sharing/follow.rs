//! What follows from decisions on sharing: what `access` opens to whom, and who sees the decisions.

use super::surroundings::entities;
use super::{SharedGroups, Sharing, group_named};
use crate::store::organisations::ancestors_of_all;
use crate::store::sharings::{owners, sharings_of_owner};
use crate::{EMPLOYEE, Organisation};
use access::{FieldGroup, Grant, Share};
use kernel::{Id, Period, Result};
use std::collections::{BTreeMap, BTreeSet};
use storage::Tx;

/// Settles what every organisation shares, and who stands for its employees when somebody looks *as seen by* them: after
/// organisations have come, gone or changed kind, and after a pack was adopted.
///
/// # Errors
/// When the database fails.
pub fn settle_sharing(tx: &mut Tx) -> Result<()> {
    let entities = entities(tx)?;
    access::give_all(tx, &entities.iter().map(stand_in).collect::<Vec<_>>())?;
    for owner in owners(tx)? {
        settle_sharing_of(tx, owner, &entities)?;
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

/// Settles what one organisation shares.
pub(crate) fn settle_sharing_of(tx: &mut Tx, owner: Id, entities: &[Organisation]) -> Result<()> {
    let mut decided = sharings_of_owner(tx, owner)?;
    // What is over opens nothing, and who sees it was settled while it lasted; what ends at once has ended yesterday.
    let since = tx.today().saturating_sub(jiff::Span::new().days(1));
    decided.retain(|one| one.to.is_none_or(|to| to >= since));
    let groups = SharedGroups::of(tx)?;
    let own = entities.iter().find(|one| one.id == owner);
    let shares: Vec<Share> = match own {
        Some(own) => decided.iter().flat_map(|one| shares_of(one, own, entities, &groups.0)).collect(),
        None => Vec::new(),
    };
    access::set_shares(tx, owner, &shares)?;
    settle_who_sees(tx, &decided, entities)
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
    for sharing in decided {
        access::set_reach(tx, sharing.id, line(&sharing.owner))?;
        let receivers = receivers(sharing, entities);
        access::set_reach_by_use(tx, sharing.id, receivers.iter().flat_map(|one| line(&one.id)))?;
    }
    Ok(())
}
