//! How many demands of a federation are not met, for those who watch over the program.

use kernel::Result;
use storage::{Read, statements};

statements! {
    KEPT_BY_OUTCOME = "SELECT outcome, count(*) FROM @@finding AS f GROUP BY outcome ORDER BY outcome";
}

/// Each outcome with how many kept findings have it.
///
/// # Errors
/// When the database fails.
pub fn kept_by_outcome(read: &Read) -> Result<Vec<(String, i64)>> {
    read.rows(&KEPT_BY_OUTCOME, &[])
}
