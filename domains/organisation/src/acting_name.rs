//! Who acts, by name, as it is kept beside what they did.

use kernel::Result;
use storage::Read;

/// The name of the person who acts; of an actor without one (the operator, a token of its own) the actor's.
///
/// # Errors
/// When the database fails.
pub fn acting_name(read: &Read) -> Result<String> {
    match read.actor().person {
        Some(person) => Ok(crate::person(read, person)?.name),
        None => Ok(read.actor().name.clone()),
    }
}
