//! Ends the mailing of a view: its receiver, whoever ordered it, and whoever may change the view may do so.

use crate::mailing::{Mailing, Outcome};
use crate::save_view::audit_mailing;
use crate::store::{self, mailings};
use crate::visible::{acting, may_change};
use kernel::{Error, Id, Result};
use storage::{Read, Tx};

/// Ends a mailing.
///
/// # Errors
/// Not found for whom it is none of their business, and where it has ended.
pub fn end_mailing(tx: &mut Tx, id: Id) -> Result<Mailing> {
    acting(tx)?;
    let mailing = mailings::mailing(tx, id)?;
    if !may_end(tx, &mailing)? {
        return Err(Error::NotFound);
    }
    ended(tx, mailing, Outcome::Stopped)
}

/// Whether the actor may end a mailing that is under way.
pub(crate) fn may_end(read: &Read, mailing: &Mailing) -> Result<bool> {
    let person = read.actor().person;
    if mailing.ended_on.is_some() {
        return Ok(false);
    }
    if person.is_some() && (person == mailing.person || person == Some(mailing.ordered_by)) {
        return Ok(true);
    }
    store::view(read, mailing.view)?.map_or(Ok(false), |view| may_change(read, &view))
}

/// Ends a mailing for a reason, by hand or because there is nobody to send to any more.
pub(crate) fn ended(tx: &mut Tx, mailing: Mailing, outcome: Outcome) -> Result<Mailing> {
    if !mailings::end(tx, mailing.id, outcome)? {
        return Err(Error::NotFound);
    }
    let after = Mailing { ended_on: Some(tx.today()), last_outcome: Some(outcome), ..mailing.clone() };
    audit_mailing(tx, "saved_view.mailing_ended", Some(&mailing), &after)?;
    Ok(after)
}
