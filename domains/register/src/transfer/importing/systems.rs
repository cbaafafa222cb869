//! Saves systems, their uses, their objects and their steps: what can be written as a set is.

use super::apply::Applying;
use crate::check_system::{check_only_of_its_kind, is_common};
use crate::confirm_systems::carry_confirmations;
use crate::reach::{begin_reach_of_systems, keep_reach_of_systems};
use crate::system::{SYSTEM, System};
use crate::system_use::SystemUse;
use crate::take_lifecycle_step::{TakeLifecycleStep, note_lifecycle_step};
use crate::trail::audit_for;
use crate::transfer::fields::Target;
use crate::transfer::planning::{PlannedRow, step_of};
use crate::{OBJECT, set_object_systems, store};
use kernel::{Error, Id, Result, Subject, json_of};
use organisation::{ORGANISATION, save_custom_of_each};
use serde_json::{Value as Json, json};
use std::collections::{BTreeMap, BTreeSet};
use storage::{AuditEntry, Tx};

/// Systems that are saved together, so that one can see how far it has come.
const AT_A_TIME: usize = 1_000;

/// A system of a row as it is saved, and what is different about it.
struct Saving<'a> {
    row: &'a PlannedRow,
    after: System,
    is_other_record: bool,
    has_other_uses: bool,
}

impl<'a> Saving<'a> {
    /// None where neither the record nor its uses change.
    fn of(row: &'a PlannedRow) -> Option<Self> {
        let before = row.before.as_ref();
        // A change of state is a step of its own.
        let state = before.map_or(row.after.system.lifecycle_state, |before| before.system.lifecycle_state);
        let system = System { lifecycle_state: state, ..row.after.system.clone() };
        let is_other_record = before.is_none_or(|before| before.system != system);
        let has_other_uses = before.map_or(&[][..], |before| &before.uses) != row.after.uses.as_slice();
        let after = System { revision: system.revision + 1, ..system };
        (is_other_record || has_other_uses).then_some(Self { row, after, is_other_record, has_other_uses })
    }

    fn is_new(&self) -> bool {
        self.row.before.is_none()
    }

    fn lies_elsewhere(&self) -> bool {
        let owner = self.row.before.as_ref().and_then(|before| before.system.organisation);
        self.has_other_uses || owner != self.after.organisation
    }
}

/// Saves fields and uses of all rows, each with its event.
pub(super) fn save_systems(tx: &mut Tx, applying: &Applying) -> Result<()> {
    let rows = &applying.plan.rows;
    for (count, some) in rows.chunks(AT_A_TIME).enumerate() {
        applying.progress.reach(count * AT_A_TIME);
        save_some(tx, applying, &some.iter().filter_map(Saving::of).collect::<Vec<_>>())?;
    }
    touch_others_of_same_kind(tx, rows)
}

fn save_some(tx: &mut Tx, applying: &Applying, saving: &[Saving]) -> Result<()> {
    let systems: Vec<System> = saving.iter().map(|one| one.after.clone()).collect();
    store::save_systems(tx, &systems)?;
    let both = saving.iter().map(|one| {
        let before = one.row.before.as_ref().map(|before| &before.system);
        (one.after.id, before, &one.after)
    });
    save_custom_of_each(tx, &both.collect::<Vec<_>>())?;
    let changed = saving.iter().filter_map(|one| Some((&one.row.before.as_ref()?.system, &one.after)));
    carry_confirmations(tx, &changed.collect::<Vec<_>>())?;
    save_uses(tx, saving)?;
    let (new, old): (Vec<&Saving>, Vec<&Saving>) = saving.iter().partition(|one| one.is_new());
    begin_reach_of_systems(tx, &new.iter().map(|one| &one.after).collect::<Vec<_>>())?;
    let moved = old.iter().filter(|one| one.lies_elsewhere()).map(|one| &one.after);
    keep_reach_of_systems(tx, &moved.collect::<Vec<_>>())?;
    tell_all(tx, applying, saving)?;
    for one in saving {
        touch(tx, one.row);
    }
    Ok(())
}

/// A new system has no uses to hold the row's against.
fn save_uses(tx: &mut Tx, saving: &[Saving<'_>]) -> Result<()> {
    let uses = |one: &Saving<'_>| -> Vec<(Id, SystemUse)> {
        one.row.after.uses.iter().map(|new| (one.after.id, new.clone())).collect()
    };
    let new: Vec<(Id, SystemUse)> = saving.iter().filter(|one| one.is_new()).flat_map(uses).collect();
    store::add_uses(tx, &new.iter().map(|(id, new)| (*id, new)).collect::<Vec<_>>())?;
    for one in saving.iter().filter(|one| !one.is_new() && one.has_other_uses) {
        store::replace_uses(tx, one.after.id, &one.row.after.uses)?;
    }
    Ok(())
}

/// Asked after the reach is set: for whom the actor stands in follows from where the system lies.
fn tell_all(tx: &mut Tx, applying: &Applying, saving: &[Saving]) -> Result<()> {
    let ids: Vec<Id> = saving.iter().map(|one| one.after.id).collect();
    let mut on_behalf_of = organisation::on_behalf_of_each(tx, &ids)?;
    for one in saving {
        let holder = on_behalf_of.remove(&one.after.id);
        for entry in events_of(applying, one) {
            audit_for(tx, entry, holder.clone())?;
        }
    }
    Ok(())
}

fn events_of(applying: &Applying, saving: &Saving) -> Vec<AuditEntry> {
    let before = saving.row.before.as_ref();
    let entry = |action, changes| AuditEntry {
        action,
        subject: Some(Subject::new(SYSTEM, saving.after.id)),
        changes,
        reason: Some(applying.because().reason),
        ..AuditEntry::default()
    };
    let mut events = Vec::new();
    if saving.is_other_record {
        let old = before.map_or(Json::Null, |before| json_of(&before.system).into());
        let action = if saving.is_new() { "system.registered" } else { "system.changed" };
        events.push(entry(action, storage::changes(&old, &json_of(&saving.after).into())));
    }
    if saving.has_other_uses {
        let name = |id: &Id| applying.name_of_place(*id).to_owned();
        let words =
            |uses: &[SystemUse]| uses.iter().map(|one| one.in_words(name)).collect::<Vec<_>>().join("; ");
        let (old, new) = (words(before.map_or(&[], |before| &before.uses)), words(&saving.row.after.uses));
        events.push(entry("system.uses_set", storage::changes(&json!({"uses": old}), &json!({"uses": new}))));
    }
    events
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
fn touch_others_of_same_kind(tx: &mut Tx, rows: &[PlannedRow]) -> Result<()> {
    let before = rows.iter().filter_map(|row| Some(&row.before.as_ref()?.system));
    let systems: Vec<&System> = before.chain(rows.iter().map(|row| &row.after.system)).collect();
    for other in store::same_common_systems(tx, &systems)? {
        tx.touch(Subject::new(SYSTEM, other));
    }
    Ok(())
}

/// Of some systems the guideline allows but one.
pub(super) fn refuse_doubles(tx: &mut Tx, applying: &mut Applying) -> Result<()> {
    let kind = |system: &System| (system.organisation, system.common_system.clone(), system.category);
    let is_judged = |row: &&PlannedRow| {
        let before = row.before.as_ref().map(|before| kind(&before.system));
        is_common(&row.after.system) && before != Some(kind(&row.after.system))
    };
    let plan = applying.plan;
    let rows: Vec<&PlannedRow> = plan.rows.iter().filter(is_judged).collect();
    let ids: Vec<Id> = rows.iter().map(|row| row.after.system.id).collect();
    let facts = findings::facts_of_all(tx, SYSTEM.name(), &ids)?;
    for row in rows {
        let facts = facts.get(&row.after.system.id).ok_or(Error::NotFound)?;
        let objections = check_only_of_its_kind(&applying.known.pack, facts, tx.today());
        let answer = if objections.is_empty() { Ok(()) } else { Err(Error::Rejected(objections)) };
        applying.judged(row, &Target::Field("common_system"), answer)?;
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
        let answer = note_lifecycle_step(tx, &ask);
        applying.judged(row, &Target::Field("lifecycle_state"), answer)?;
    }
    Ok(())
}
