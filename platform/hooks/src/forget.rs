//! Forgets deliveries that ended long ago.

use crate::store;
use kernel::Result;
use storage::{Tx, values};

const KEPT_SECONDS: i64 = 90 * 86_400;

/// Forgets deliveries that were made more than 90 days ago and have ended.
///
/// # Errors
/// When the database fails.
pub fn forget_old(tx: &mut Tx) -> Result<u64> {
    let before = tx.actor().now.plus_seconds(-KEPT_SECONDS);
    tx.execute_unaudited(&store::FORGET_OLD, &values![before])
}
