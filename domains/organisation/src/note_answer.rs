//! Whoever may appoint notes what somebody answered who cannot do it here, such as a consultant without an account. The
//! history says that it was noted and how the answer came, and whoever it is about is told.

use crate::RoleAssignment;
use crate::answer_appointment::{AnswerAppointment, Answered, keep_answer};
use crate::change_assignment::appointed;
use crate::told::tell_of_noted;
use kernel::{Error, Message, Result};
use storage::Tx;

/// Notes the answer of the holder of an assignment.
///
/// # Errors
/// Not found and refused as [`crate::change_assignment`], refused for the holder, rejected where there is nothing to answer or
/// nothing is said of how the answer came.
pub fn note_answer(tx: &mut Tx, ask: &AnswerAppointment) -> Result<RoleAssignment> {
    let before = appointed(tx, ask.id, ask.revision)?.before;
    if before.person.is_some() && before.person == tx.actor().person {
        return Err(Error::Refused(Message::new("refused-note-own-answer")));
    }
    if ask.reason.trim().is_empty() {
        return Err(Error::rejected("reason", "objection-required"));
    }
    let action = match ask.answer {
        Answered::Yes => "role_assignment.confirmation_noted",
        Answered::No => "role_assignment.decline_noted",
    };
    let saved = keep_answer(tx, &before, ask, action)?;
    tell_of_noted(tx, &saved, ask.answer)?;
    Ok(saved)
}
