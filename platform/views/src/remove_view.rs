//! Removes a view, with what was sent of it; who began with it begins at Start again.

use crate::saved_view::SavedView;
use crate::visible::{authorise_change, visible_view};
use crate::{save_view, store};
use kernel::{Error, Id, Result};
use storage::Tx;

/// Removes a view.
///
/// # Errors
/// As changing one: not found, refused, stale.
pub fn remove_view(tx: &mut Tx, id: Id, revision: Option<i64>) -> Result<SavedView> {
    let view = visible_view(tx, id)?;
    authorise_change(tx, &view)?;
    if revision.is_some_and(|revision| revision != view.revision) {
        return Err(Error::stale());
    }
    store::remove(tx, id)?;
    save_view::audit(tx, "saved_view.removed", Some(&view), None)?;
    Ok(view)
}
