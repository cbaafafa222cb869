//! How it goes for the hooks of a federation, in figures: for who watches over the installation.

use crate::back_off::MOST_FAILURES;
use crate::store;
use kernel::Result;
use storage::{Read, values};

/// Deliveries by how it stands with them.
///
/// # Errors
/// When the database fails.
pub fn deliveries_by_state(read: &Read) -> Result<Vec<(String, i64)>> {
    read.rows(&store::DELIVERIES_BY_STATE, &[])
}

/// Hooks by how it goes: `on`, `failing`, `switched_off` after failing for about a day, `off` by somebody's choice, and
/// `without_secret`.
///
/// # Errors
/// When the database fails.
pub fn hooks_by_state(read: &Read) -> Result<Vec<(String, i64)>> {
    read.rows(&store::HOOKS_BY_STATE, &values![MOST_FAILURES])
}
