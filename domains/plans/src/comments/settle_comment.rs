//! Says that a comment is seen to: by who writes the plan, or by who made it.

use super::{Settled, note, open_comment, told_comments};
use crate::trail::change;
use crate::{WRITE, store};
use kernel::{Id, Result};
use organisation::acting_name;
use serde_json::Value as Json;
use storage::Tx;

/// Marks a comment as seen to.
///
/// # Errors
/// Not found for what the actor does not see; refused for who neither writes there nor made it; rejected for one that is seen
/// to already.
pub fn settle_comment(tx: &mut Tx, comment: Id) -> Result<()> {
    let (comment, plan) = open_comment(tx, comment)?;
    let is_own = comment.made_by.is_some() && comment.made_by == tx.actor().person;
    if !is_own {
        access::authorise(tx, WRITE, plan.subject.id)?;
    }
    let settled = Settled { at: tx.instant(), by_name: acting_name(tx)? };
    store::settle_comment(tx, comment.id, &settled)?;
    note(tx, &plan, "plan.comment_settled", change("comment", comment.text.as_str(), Json::Null))?;
    told_comments::settle(tx, &plan, &comment)
}
