//! Changes what the register says about systems. Their states change by [`crate::take_lifecycle_step`].

use crate::change_notice::ChangeNotice;
use crate::check_system::{check_changed_system, check_only_of_its_kind, is_common};
use crate::confirm_systems::carry_confirmations;
use crate::facts::facts_as_if;
use crate::reach::keep_reach_of_systems;
use crate::references::wrong_references_of_each;
use crate::system::{SYSTEM, System};
use crate::touched::touch_systems;
use crate::trail::{Occasion, audit_each};
use crate::visible::visible_system;
use crate::{CREATE, EDIT, READ_BASE, store};
use kernel::{Error, Id, Objection, Result, Subject, json_of};
use organisation::{keeping_custom, save_custom_of_each, wrong_custom_of_each};
use policy::Pack;
use std::collections::BTreeMap;
use storage::{AuditEntry, Read, Tx};

/// A system as it stands and as it shall stand.
pub(crate) type ChangedSystem = (System, System);

/// Saves a changed system and answers its new revision. It carries the revision that it was read at.
///
/// # Errors
/// Stale when somebody else saved meanwhile; refused without permission, also at a new owner; rejected where a field or
/// the guideline says no.
pub fn change_system(tx: &mut Tx, system: System) -> Result<i64> {
    change_system_as_told(tx, system, None)
}

/// The same, where somebody has told of the change.
pub(crate) fn change_system_as_told(tx: &mut Tx, system: System, told: Option<&ChangeNotice>) -> Result<i64> {
    let before = visible_system(tx, system.id)?;
    access::authorise(tx, EDIT, system.id)?;
    change_from(tx, vec![(before, system)], &Occasion::told(told)).map(|revisions| revisions[0])
}

/// Saves many changed systems, all or none, and answers their new revisions in their order.
///
/// # Errors
/// Those of [`change_system`], of the first system that is not changed; not found for one that is not seen.
pub fn change_systems(tx: &mut Tx, systems: Vec<System>) -> Result<Vec<i64>> {
    let ids: Vec<Id> = systems.iter().map(|system| system.id).collect();
    if access::permitted(tx, READ_BASE, &ids)?.len() < ids.len() {
        return Err(Error::NotFound);
    }
    if access::permitted(tx, EDIT, &ids)?.len() < ids.len() {
        return Err(access::refused(EDIT));
    }
    let mut stored: BTreeMap<Id, System> =
        store::systems_by_id(tx, &ids)?.into_iter().map(|system| (system.id, system)).collect();
    let pairs = systems.into_iter().map(|after| Some((stored.remove(&after.id)?, after)));
    let pairs: Vec<ChangedSystem> = pairs.collect::<Option<_>>().ok_or(Error::NotFound)?;
    change_from(tx, pairs, &Occasion::default())
}

fn change_from(tx: &mut Tx, pairs: Vec<ChangedSystem>, occasion: &Occasion) -> Result<Vec<i64>> {
    if pairs.iter().any(|(before, after)| before.revision != after.revision) {
        return Err(Error::stale());
    }
    let keeping = |(before, after): ChangedSystem| (keeping_custom(Some(&before), after), before);
    let pairs: Vec<ChangedSystem> =
        pairs.into_iter().map(keeping).map(|(after, before)| (before, after)).collect();
    let changed: Vec<ChangedSystem> =
        pairs.iter().filter(|(before, after)| before != after).cloned().collect();
    let pack = findings::pack_in_force(tx)?;
    let objections = wrong_in_changes(tx, &pack, &changed)?.concat();
    if !objections.is_empty() {
        return Err(Error::Rejected(objections));
    }
    let owners: Vec<Id> = new_owners(&changed).collect();
    if access::permitted(tx, CREATE, &owners)?.len() < owners.len() {
        return Err(access::refused(CREATE));
    }
    save_changes(tx, &changed, occasion)?;
    let revision = |(before, after): &ChangedSystem| before.revision + i64::from(before != after);
    Ok(pairs.iter().map(revision).collect())
}

/// The owners that systems come to, each once.
pub(crate) fn new_owners(changed: &[ChangedSystem]) -> impl Iterator<Item = Id> {
    let moved = changed.iter().filter(|(before, after)| before.organisation != after.organisation);
    moved.filter_map(|(_, after)| after.organisation).collect::<std::collections::BTreeSet<Id>>().into_iter()
}

/// Everything that stands against each of some changes, asked as a set. Who may make them is another question.
pub(crate) fn wrong_in_changes(
    read: &Read,
    pack: &Pack,
    changed: &[ChangedSystem],
) -> Result<Vec<Vec<Objection>>> {
    let both: Vec<(Option<&System>, &System)> =
        changed.iter().map(|(before, after)| (Some(before), after)).collect();
    let references = wrong_references_of_each(read, &both)?;
    let custom = wrong_custom_of_each(read, &both)?;
    let further =
        references.into_iter().zip(custom).map(|(references, custom)| [references, custom].concat());
    let mut wrong: Vec<Vec<Objection>> = changed
        .iter()
        .zip(further)
        .map(|((before, after), further)| [check_changed_system(pack, before, after), further].concat())
        .collect();
    refuse_doubles(read, pack, changed, &mut wrong)?;
    Ok(wrong)
}

/// Of some systems the guideline allows but one in a legal entity. Only a change that itself may make a system one too
/// many is judged: those that were there before can still be edited.
fn refuse_doubles(
    read: &Read,
    pack: &Pack,
    changed: &[ChangedSystem],
    wrong: &mut [Vec<Objection>],
) -> Result<()> {
    let kind = |system: &System| (system.organisation, system.common_system.clone(), system.category);
    let is_judged = |place: &usize| {
        let (before, after) = &changed[*place];
        is_common(after) && kind(before) != kind(after) && wrong[*place].is_empty()
    };
    let judged: Vec<usize> = (0..changed.len()).filter(is_judged).collect();
    if judged.is_empty() {
        return Ok(());
    }
    let after: Vec<System> = judged.iter().map(|place| changed[*place].1.clone()).collect();
    let facts = facts_as_if(read, pack, after)?;
    for place in judged {
        if let Some(facts) = facts.get(&changed[place].1.id) {
            wrong[place].extend(check_only_of_its_kind(pack, facts, read.today()));
        }
    }
    Ok(())
}

/// Writes changes that nothing stands against, with everything that follows from them.
pub(crate) fn save_changes(tx: &mut Tx, changed: &[ChangedSystem], occasion: &Occasion) -> Result<()> {
    if changed.is_empty() {
        return Ok(());
    }
    let raised = |(before, after): &ChangedSystem| System { revision: before.revision + 1, ..after.clone() };
    let after: Vec<System> = changed.iter().map(raised).collect();
    let both: Vec<(&System, &System)> = changed.iter().map(|(before, _)| before).zip(&after).collect();
    store::save_systems(tx, &after)?;
    let custom = both.iter().map(|(before, after)| (after.id, Some(*before), *after));
    save_custom_of_each(tx, &custom.collect::<Vec<_>>())?;
    carry_confirmations(tx, &both)?;
    let moved = both.iter().filter(|(before, after)| before.organisation != after.organisation);
    keep_reach_of_systems(tx, &moved.map(|(_, after)| *after).collect::<Vec<_>>())?;
    let entry = |(before, after): &(&System, &System)| {
        let entry = AuditEntry {
            action: "system.changed",
            subject: Some(Subject::new(SYSTEM, after.id)),
            changes: storage::changes(&json_of(*before).into(), &json_of(*after).into()),
            ..AuditEntry::default()
        };
        (after.id, entry)
    };
    audit_each(tx, both.iter().map(entry).collect(), occasion)?;
    let touched: Vec<&System> = both.iter().flat_map(|(before, after)| [*before, *after]).collect();
    touch_systems(tx, &touched)
}
