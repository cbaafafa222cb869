//! What the index of words asks for besides records by their ids.

use kernel::{Id, Result};
use storage::{Read, statements, values};

statements! {
    DOCUMENTS_AFTER = "SELECT d.id FROM @document AS d WHERE d.id > ?2 ORDER BY d.id LIMIT ?3";
}

/// Ids of documents after one, in order.
pub(crate) fn documents_after(read: &Read, after: Option<Id>, most: i64) -> Result<Vec<Id>> {
    let after = after.unwrap_or(Id::from_bytes([0; 16]));
    Ok(read.rows::<(Id,)>(&DOCUMENTS_AFTER, &values![after, most])?.into_iter().map(|(id,)| id).collect())
}
