//! Systems by the name that somebody types.

use super::mapping::folded;
use crate::READ_BASE;
use crate::listing::{SYSTEMS, SystemRow};
use kernel::{Id, Result};
use storage::{Query, Read};

/// The systems of a name, or the one of an id, that the actor may see.
///
/// # Errors
/// When the database fails.
pub fn systems_named(read: &Read, name: &str) -> Result<Vec<Id>> {
    if let Ok(id) = name.trim().parse::<Id>() {
        let seen = access::permitted(read, READ_BASE, &[id])?;
        return Ok(crate::store::systems_by_id(read, &seen)?.into_iter().map(|system| system.id).collect());
    }
    let mut found = Vec::new();
    let mut query = Query::first(1_000);
    loop {
        let page = SYSTEMS.page::<SystemRow>(read, &access::visible_to(read.actor(), READ_BASE, query))?;
        found.extend(page.items.iter().filter(|row| folded(&row.name) == folded(name)).map(|row| row.id));
        match page.next_cursor {
            Some(cursor) => query = Query::first(1_000).after(cursor),
            None => return Ok(found),
        }
    }
}
