//! What waits for a group to decide it. A group is not closed over it: nobody would be left to decide.

use super::Forum;
use kernel::{Error, Message, Objection, Result};
use storage::Read;

/// What a room above has laid before a group, by what the actor may know it as.
pub type LaidBefore = fn(&Read, &Forum) -> Result<Vec<String>>;

/// What all of them have. Attached to the database.
#[derive(Clone)]
pub struct AwaitedForums(pub Vec<LaidBefore>);

/// So many are told by name.
const MOST_NAMES: usize = 5;

pub(super) fn refuse_awaited(read: &Read, forum: &Forum) -> Result<()> {
    let mut waiting = Vec::new();
    for room in &read.attached::<AwaitedForums>()?.0 {
        waiting.extend(room(read, forum)?);
    }
    if waiting.is_empty() {
        return Ok(());
    }
    let count = i64::try_from(waiting.len()).unwrap_or(i64::MAX);
    waiting.truncate(MOST_NAMES);
    let message = Message::new("objection-forum-awaited").with("count", count);
    let message = message.with("names", waiting.join(", "));
    Err(Error::Rejected(vec![Objection::new("last_day", message)]))
}
