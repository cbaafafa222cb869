//! What came of a form that was sent: done, or the form again with what is wrong.

use crate::answer::{Answer, Page};
use crate::record_form::is_stale;
use kernel::{Error, Objection, Result};

/// What a verb came to.
pub enum Tried<T> {
    Done(T),
    Again(Vec<Objection>),
    /// Somebody else was faster.
    Stale,
}

/// Parts what the user can mend in the form from what the form cannot answer.
///
/// # Errors
/// Every error of the verb but its objections.
pub fn tried<T>(result: Result<T>) -> Result<Tried<T>> {
    match result {
        Ok(done) => Ok(Tried::Done(done)),
        Err(Error::Rejected(objections)) if is_stale(&objections) => Ok(Tried::Stale),
        Err(Error::Rejected(objections)) => Ok(Tried::Again(objections)),
        Err(error) => Err(error),
    }
}

/// A page of a form: 422 when it came back with something wrong.
#[must_use]
pub fn form_page(page: Page, objections: &[Objection]) -> Answer {
    if objections.is_empty() { page.answer() } else { page.rejected().answer() }
}
