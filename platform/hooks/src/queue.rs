//! From the audit log to deliveries: each hook follows the log from where it was, and gets one delivery for each event that
//! it hears. Two copies of the program may do so at once: writes of a federation stand in a queue, and the second finds
//! nothing left.

use crate::happening::{Event, Happenings};
use crate::settings::Settings;
use crate::store::{self, Following};
use crate::try_hook::TRIED;
use kernel::{Id, Result, Subject};
use std::collections::{BTreeMap, BTreeSet};
use storage::{Read, Tx, Value, values};

/// Events that one transaction looks through.
const EVENTS_A_TIME: i64 = 500;

/// Whether a hook has not come as far as the log.
///
/// # Errors
/// When the database fails.
pub fn queue_waits(read: &Read) -> Result<bool> {
    Ok(read.one::<(Id,)>(&store::BEHIND, &[])?.is_some())
}

/// Makes deliveries of the next events. True when there may be more of them.
///
/// # Errors
/// When the database fails.
pub fn queue(tx: &mut Tx) -> Result<bool> {
    let following: Vec<Following> = tx.rows(&store::FOLLOWING, &[])?;
    let Some(from) = following.iter().map(|one| one.told_until).min() else { return Ok(false) };
    let events: Vec<Event> = tx.rows(&store::EVENTS, &values![from, EVENTS_A_TIME])?;
    let Some(last) = events.last().map(|event| event.sequence) else { return Ok(false) };
    let heard: Vec<(&Following, &Event)> = following
        .iter()
        .flat_map(|one| events.iter().map(move |event| (one, event)))
        .filter(is_heard)
        .collect();
    let rows = deliveries(tx, &heard)?;
    tx.execute_rows_unaudited(&store::ADD, rows)?;
    for one in &following {
        tx.execute_unaudited(&store::TOLD_UNTIL, &values![one.hook.id, last])?;
    }
    Ok(i64::try_from(events.len()).is_ok_and(|count| count == EVENTS_A_TIME))
}

fn is_heard((one, event): &(&Following, &Event)) -> bool {
    let is_about_itself = event.subject.as_ref().is_some_and(|subject| subject.id == one.hook.id);
    let is_trial = event.action == TRIED;
    event.sequence > one.told_until && ((is_trial && is_about_itself) || one.hook.hears(&event.action))
}

fn deliveries(read: &Read, heard: &[(&Following, &Event)]) -> Result<Vec<Vec<Value>>> {
    if heard.is_empty() {
        return Ok(Vec::new());
    }
    let subjects: BTreeSet<Subject> = heard.iter().filter_map(|(_, event)| event.subject.clone()).collect();
    let subjects: Vec<Subject> = subjects.into_iter().collect();
    let names: BTreeMap<Subject, (String, String)> = (read.attached::<Happenings>()?.names)(read, &subjects)?;
    let (settings, now) = (read.attached::<Settings>()?, read.actor().now);
    let row = |(one, event): &(&Following, &Event)| {
        let id = Id::new();
        let body = event.body((id, one.hook.id), &names, &settings.public_url);
        values![id, one.hook.id, event.sequence, &event.action, body, now, now].to_vec()
    };
    Ok(heard.iter().map(row).collect())
}
