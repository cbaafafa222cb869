//! Saves systems, their uses, their objects and their steps.

use super::apply::Applying;
use crate::system::{SYSTEM, System};
use crate::system_use::SystemUse;
use crate::take_lifecycle_step::{TakeLifecycleStep, take_lifecycle_step};
use crate::trail::audit;
use crate::transfer::fields::Target;
use crate::transfer::planning::{Plan, PlannedRow, step_of};
use crate::{OBJECT, set_object_systems, store};
use kernel::{Id, Result, Subject};
use organisation::ORGANISATION;
use serde_json::{Value as Json, json};
use std::collections::{BTreeMap, BTreeSet};
use storage::{AuditEntry, Tx};

/// What each organisation lies within, asked for once.
pub(super) struct Places(BTreeMap<Id, BTreeSet<Id>>);

impl Places {
    pub fn of(tx: &Tx, plan: &Plan) -> Result<Self> {
        let organisations: BTreeSet<Id> = plan.rows.iter().flat_map(organisations_of).collect();
        let organisations: Vec<Id> = organisations.into_iter().collect();
        let mut places: BTreeMap<Id, BTreeSet<Id>> = BTreeMap::new();
        for (organisation, above) in organisation::ancestors_of_all(tx, &organisations)? {
            places.entry(organisation).or_default().insert(above);
        }
        Ok(Self(places))
    }

    /// A system lies within its objects, its owner, those who use it, and all above these.
    fn within(&self, row: &PlannedRow) -> BTreeSet<Id> {
        let before = row.before.iter().flat_map(|before| before.objects.iter().copied());
        let above = organisations_of(row).into_iter().filter_map(|id| self.0.get(&id)).flatten().copied();
        before.chain(above).collect()
    }
}

fn organisations_of(row: &PlannedRow) -> Vec<Id> {
    let users = row.after.uses.iter().filter_map(|one| one.organisation);
    row.after.system.organisation.into_iter().chain(users).collect()
}

/// Saves fields and uses of all rows, each with its event.
pub(super) fn save_systems(tx: &mut Tx, applying: &Applying, places: &Places) -> Result<()> {
    let reason = applying.because().reason;
    for row in &applying.plan.rows {
        let before = row.before.as_ref();
        // A change of state is a step of its own.
        let state = before.map_or(row.after.system.lifecycle_state, |before| before.system.lifecycle_state);
        let system = System { lifecycle_state: state, ..row.after.system.clone() };
        let old_uses = before.map_or(&[][..], |before| &before.uses);
        let is_other_record = before.is_none_or(|before| before.system != system);
        let has_other_uses = old_uses != row.after.uses.as_slice();
        if !is_other_record && !has_other_uses {
            continue;
        }
        let system = System { revision: system.revision + 1, ..system };
        store::save_system(tx, &system)?;
        if has_other_uses {
            save_uses(tx, row)?;
        }
        let owner = before.and_then(|before| before.system.organisation);
        if before.is_none() || has_other_uses || owner != system.organisation {
            access::set_reach(tx, system.id, places.within(row))?;
        }
        tell(tx, row, &system, (is_other_record, has_other_uses), &reason)?;
        touch(tx, row);
    }
    touch_others_of_same_kind(tx, applying)
}

/// A new system has no uses to hold the row's against.
fn save_uses(tx: &mut Tx, row: &PlannedRow) -> Result<()> {
    let id = row.after.system.id;
    if row.before.is_some() {
        return store::replace_uses(tx, id, &row.after.uses);
    }
    row.after.uses.iter().try_for_each(|new| store::add_use(tx, id, new))
}

fn tell(
    tx: &mut Tx,
    row: &PlannedRow,
    after: &System,
    (is_other_record, has_other_uses): (bool, bool),
    reason: &str,
) -> Result<()> {
    let subject = || Some(Subject::new(SYSTEM, after.id));
    let reason = Some(reason.to_owned());
    if is_other_record {
        let before =
            row.before.as_ref().map_or(Json::Null, |before| organisation::record_json(&before.system));
        let changes = storage::changes(&before, &organisation::record_json(after));
        let action = if row.before.is_none() { "system.registered" } else { "system.changed" };
        let entry = AuditEntry {
            action,
            subject: subject(),
            changes,
            reason: reason.clone(),
            ..AuditEntry::default()
        };
        audit(tx, after.id, entry)?;
    }
    if has_other_uses {
        let listed =
            |uses: &[SystemUse]| -> Vec<Json> { uses.iter().map(organisation::record_json).collect() };
        let before = row.before.as_ref().map_or_else(Vec::new, |before| listed(&before.uses));
        let changes = storage::changes(&json!({"uses": before}), &json!({"uses": listed(&row.after.uses)}));
        let action = "system.uses_set";
        let entry = AuditEntry { action, subject: subject(), changes, reason, ..AuditEntry::default() };
        audit(tx, after.id, entry)?;
    }
    Ok(())
}

/// Whose findings may have changed: the system's, its objects' and those of its old and new owner.
fn touch(tx: &mut Tx, row: &PlannedRow) {
    let objects = row.before.iter().flat_map(|before| before.objects.iter().copied()).collect::<Vec<_>>();
    let owners =
        [row.before.as_ref().and_then(|before| before.system.organisation), row.after.system.organisation];
    tx.touch(Subject::new(SYSTEM, row.after.system.id));
    for object in objects {
        tx.touch(Subject::new(OBJECT, object));
    }
    for owner in owners.into_iter().flatten() {
        tx.touch(Subject::new(ORGANISATION, owner));
    }
}

/// Systems that are told whether they are the only one of their kind.
fn touch_others_of_same_kind(tx: &mut Tx, applying: &Applying) -> Result<()> {
    for row in &applying.plan.rows {
        for system in row.before.iter().map(|before| &before.system).chain([&row.after.system]) {
            if system.common_system.is_empty() {
                continue;
            }
            for other in store::same_common_system(tx, system)? {
                tx.touch(Subject::new(SYSTEM, other));
            }
        }
    }
    Ok(())
}

/// Puts systems into objects and takes them out, object by object.
pub(super) fn set_objects(tx: &mut Tx, applying: &mut Applying) -> Result<()> {
    let mut moves: BTreeMap<Id, Vec<(&PlannedRow, bool)>> = BTreeMap::new();
    let plan = applying.plan;
    for row in &plan.rows {
        let none = BTreeSet::new();
        let before = row.before.as_ref().map_or(&none, |before| &before.objects);
        for object in before.symmetric_difference(&row.after.objects) {
            moves.entry(*object).or_default().push((row, row.after.objects.contains(object)));
        }
    }
    for (object, rows) in moves {
        let mut systems: BTreeSet<Id> = store::systems_of_object(tx, object)?.into_iter().collect();
        for (row, is_added) in &rows {
            if *is_added {
                systems.insert(row.after.system.id)
            } else {
                systems.remove(&row.after.system.id)
            };
        }
        let revision = applying.known.objects.get(&object).map_or(0, |known| known.revision);
        let answer = set_object_systems(tx, object, revision, &systems);
        if let Some((row, _)) = rows.first() {
            applying.judged(row, &Target::Objects, answer)?;
        }
    }
    Ok(())
}

/// Takes the steps of systems that were there already.
pub(super) fn take_steps(tx: &mut Tx, applying: &mut Applying) -> Result<()> {
    let plan = applying.plan;
    for row in &plan.rows {
        let was = row.before.as_ref().map(|before| before.system.lifecycle_state);
        if was.is_none_or(|was| was == row.after.system.lifecycle_state) {
            continue;
        }
        let ask = TakeLifecycleStep {
            system: row.after.system.id,
            revision: None,
            step: step_of(&row.after.system, applying.known.language),
            decision: String::new(),
        };
        let answer = take_lifecycle_step(tx, &ask);
        applying.judged(row, &Target::Field("lifecycle_state"), answer)?;
    }
    Ok(())
}
