//! After a backup has been restored: files whose day had come when it was taken may have gone out since.

use crate::compute_next_day::compute_next_day;
use crate::mailing::{Outcome, Rhythm};
use crate::store::mailings;
use kernel::Result;
use storage::Tx;

/// Mailings that are read at once.
const MOST_AT_ONCE: i64 = 200;

/// Skips every occasion up to today and says so in its mailing: the next one is after today.
///
/// # Errors
/// When the database fails.
pub fn skip_due(tx: &mut Tx) -> Result<()> {
    loop {
        let due = mailings::due(tx, MOST_AT_ONCE)?;
        if due.is_empty() {
            return Ok(());
        }
        for mailing in due {
            let rhythm = mailing.rhythm.unwrap_or(Rhythm::Monday);
            let next = compute_next_day(rhythm, mailing.month_day.unwrap_or(1), tx.today());
            mailings::take(tx, &mailing, next, Outcome::Restored)?;
        }
    }
}
