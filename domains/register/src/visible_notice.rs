//! Who knows of a change notice: who sent it, who else answers for its system, and who keeps the register there.

use crate::change_notice::ChangeNotice;
use crate::{EDIT, PROPOSE, store};
use kernel::{Error, Id, Result};
use storage::Read;

/// A notice that the actor may see.
///
/// # Errors
/// [`Error::NotFound`] for others.
pub fn visible_notice(read: &Read, id: Id) -> Result<ChangeNotice> {
    let notice = store::find_notice(read, id)?.ok_or(Error::NotFound)?;
    let is_own = notice.sent_by.is_some() && notice.sent_by == read.actor().person;
    let may = |permission| access::may(read, permission, notice.place);
    if is_own || may(EDIT)? || may(PROPOSE)? { Ok(notice) } else { Err(Error::NotFound) }
}
