//! Writes what was tested of a system: a new protocol, or another version of one. Those who had it get it anew.

use crate::check_protocol::{check_open, check_protocol};
use crate::people_at_work::who_is_gone;
use crate::test_protocol::{TestProtocol, compute_next};
use crate::told::tell_changed;
use crate::trail::{audit, changes_of_protocol, of_protocol};
use crate::visible::visible_protocol;
use crate::{WRITE_TESTS, store};
use kernel::{Error, Id, Objection, Result};
use policy::Pack;
use register::visible_system;
use storage::{AuditEntry, Read, Tx};

/// Months until a test is made again, where the guideline does not say.
const USUAL_MONTHS: i64 = 12;

/// A protocol as it shall stand.
#[derive(Clone, Debug)]
pub struct SaveProtocol {
    pub protocol: TestProtocol,
    /// The revision that it was read at; none for a new one.
    pub revision: Option<i64>,
}

/// Saves a protocol and answers it as it stands then. A new one that says nothing of the next test gets the day that the
/// guideline says, and whoever saves it sees to that, unless another is named.
///
/// # Errors
/// Not found for a system that the actor may not see; refused without permission there; stale; rejected where a field says
/// no, where it is withdrawn, and where an approval for operation builds on it.
pub fn save_protocol(tx: &mut Tx, ask: SaveProtocol) -> Result<TestProtocol> {
    let before = match ask.revision {
        Some(revision) => Some(unchanged(tx, ask.protocol.id, revision)?),
        None => None,
    };
    let after = completed(tx, before.as_ref(), ask.protocol)?;
    let system = visible_system(tx, after.system)?;
    access::authorise(tx, WRITE_TESTS, system.id)?;
    let mut objections = check_protocol(&after, tx.today());
    objections.extend(wrong_people(tx, before.as_ref(), &after)?);
    if let Some(before) = &before {
        objections.extend(check_open(before, store::approval_of_protocol(tx, before.id)?));
    }
    if !objections.is_empty() {
        return Err(Error::Rejected(objections));
    }
    if before.as_ref() == Some(&after) {
        return Ok(after);
    }
    let after = TestProtocol { revision: after.revision + 1, ..after };
    let changes = changes_of_protocol(tx, before.as_ref(), &after)?;
    store::save_protocol(tx, &after)?;
    let action = if before.is_some() { "test_protocol.changed" } else { "test_protocol.written" };
    let entry = AuditEntry { action, subject: of_protocol(after.id), changes, ..AuditEntry::default() };
    audit(tx, after.system, entry)?;
    if before.is_some() {
        tell_changed(tx, &after, &system.name)?;
    }
    Ok(after)
}

fn unchanged(read: &Read, id: Id, revision: i64) -> Result<TestProtocol> {
    let stored = visible_protocol(read, id)?;
    if stored.revision == revision { Ok(stored) } else { Err(Error::stale()) }
}

/// With what follows from what it says. System and withdrawal are no fields.
fn completed(read: &Read, before: Option<&TestProtocol>, asked: TestProtocol) -> Result<TestProtocol> {
    let mut after = match before {
        Some(before) => TestProtocol {
            id: before.id,
            revision: before.revision,
            system: before.system,
            withdrawn: before.withdrawn.clone(),
            ..asked
        },
        None => TestProtocol { revision: 0, withdrawn: None, ..asked },
    };
    after.participants.sort();
    after.participants.dedup();
    if before.is_none() && after.next_on.is_none() {
        after.next_on = next_by_guideline(&*findings::pack_in_force(read)?, &after);
        after.responsible = after.responsible.or(after.next_on.and(read.actor().person));
    }
    Ok(after)
}

fn next_by_guideline(pack: &Pack, protocol: &TestProtocol) -> Option<kernel::Date> {
    let parameter = protocol.kind?.interval_parameter()?;
    Some(compute_next(protocol.performed_on?, pack.number(parameter).unwrap_or(USUAL_MONTHS)))
}

/// Who made a test is known here; who sees to the next one works here. Only what is new is judged.
fn wrong_people(read: &Read, before: Option<&TestProtocol>, after: &TestProtocol) -> Result<Vec<Objection>> {
    let mut objections = Vec::new();
    let was_there = |id: &Id| before.is_some_and(|before| before.participants.contains(id));
    let new: Vec<Id> = after.participants.iter().filter(|id| !was_there(id)).copied().collect();
    if organisation::people(read, &new)?.len() < new.len() {
        objections.push(Objection::new("participants", "objection-not-a-reference"));
    }
    let responsible =
        after.responsible.filter(|_| before.and_then(|one| one.responsible) != after.responsible);
    if !who_is_gone(read, &Vec::from_iter(responsible))?.is_empty() {
        objections.push(Objection::new("responsible", "test-objection-has-left"));
    }
    Ok(objections)
}
