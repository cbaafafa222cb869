//! Whoever was appointed confirms it, or declines with a reason. The assignment counts until it is declined: a question
//! that nobody answers leaves no system without its owner.

use crate::record_of_change::{Because, Done, audit_twice, check_revision};
use crate::settle::settle_assignments;
use crate::store::assignments as store;
use crate::told::{settle_question, tell_of_declined};
use crate::{Confirmation, ROLE_ASSIGNMENT, RoleAssignment, compute_counts, visible_assignment};
use kernel::{Date, Error, Id, Message, Objection, Period, Result, Subject};
use storage::Tx;

/// What the holder answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answered {
    Yes,
    No,
}

/// The answer to an appointment.
#[derive(Clone, Debug)]
pub struct AnswerAppointment {
    pub id: Id,
    pub revision: i64,
    pub answer: Answered,
    /// Why it is declined.
    pub reason: String,
}

/// Confirms or declines an assignment as its holder.
///
/// # Errors
/// Not found for who may not see it, refused for everybody but the holder, rejected where there is nothing to answer.
pub fn answer_appointment(tx: &mut Tx, ask: &AnswerAppointment) -> Result<RoleAssignment> {
    let before = visible_assignment(tx, ask.id)?;
    let actor = tx.actor();
    if actor.person.is_none() || before.person != actor.person || actor.only.is_some() {
        return Err(Error::Refused(Message::new("refused-not-your-appointment")));
    }
    check_revision(before.revision, ask.revision)?;
    let action = match ask.answer {
        Answered::Yes => "role_assignment.confirmed",
        Answered::No => "role_assignment.declined",
    };
    keep_answer(tx, &before, ask, action)
}

/// Saves an answer, whoever wrote it down, and tells of a no.
pub(crate) fn keep_answer(
    tx: &mut Tx,
    before: &RoleAssignment,
    ask: &AnswerAppointment,
    action: &'static str,
) -> Result<RoleAssignment> {
    let saved = decide_answer(before, ask, tx.today()).map_err(Error::Rejected)?;
    store::change_assignment(tx, &saved)?;
    let because = Because { reason: ask.reason.clone(), decision: String::new() };
    let done =
        Done { action, subject: saved.subject(), before: Some(before), after: &saved, because: &because };
    audit_twice(tx, done, Subject::new(ROLE_ASSIGNMENT, saved.id))?;
    settle_question(tx, &saved)?;
    if ask.answer == Answered::No {
        let pack = findings::pack_in_force(tx)?;
        settle_assignments(tx, &pack, std::slice::from_ref(&saved))?;
        tell_of_declined(tx, &saved)?;
    }
    Ok(saved)
}

fn decide_answer(
    before: &RoleAssignment,
    ask: &AnswerAppointment,
    today: Date,
) -> Result<RoleAssignment, Vec<Objection>> {
    let object = |field: &str, key: &'static str| Err(vec![Objection::new(field, key)]);
    match before.confirmation {
        Confirmation::NotAsked => return object("", "objection-not-asked"),
        Confirmation::Confirmed | Confirmation::Declined => return object("", "objection-answered-already"),
        Confirmation::Pending => {}
    }
    let is_over = before.counts.is_none_or(|counts| counts.to.is_some_and(|to| to < today));
    if before.is_withdrawn || is_over {
        return object("", "objection-appointment-over");
    }
    let answered =
        RoleAssignment { answered_on: Some(today), revision: before.revision + 1, ..before.clone() };
    if ask.answer == Answered::Yes {
        return Ok(RoleAssignment { confirmation: Confirmation::Confirmed, ..answered });
    }
    if ask.reason.trim().is_empty() {
        return object("reason", "objection-required");
    }
    let declined = RoleAssignment { confirmation: Confirmation::Declined, ..answered };
    // The employment has cut its days already, and goes on doing so.
    let counts = compute_counts(&declined, before.counts.as_ref().map(std::slice::from_ref::<Period>));
    Ok(RoleAssignment { counts, ..declined })
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::SubjectKind;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn asked(from: &str, to: Option<&str>) -> RoleAssignment {
        let subject = Subject::new(SubjectKind("system"), Id::new());
        let mut one = RoleAssignment::new("system_owner", &subject, day(from)).held_by(Id::new());
        one.confirmation = Confirmation::Pending;
        one.counts = Some(Period::new(Some(day(from)), to.map(day)));
        one
    }

    fn answer(
        before: &RoleAssignment,
        answer: Answered,
        reason: &str,
    ) -> Result<RoleAssignment, &'static str> {
        let ask = AnswerAppointment { id: before.id, revision: 1, answer, reason: reason.into() };
        decide_answer(before, &ask, day("2026-03-02")).map_err(|objections| objections[0].message.key)
    }

    #[test]
    fn a_declined_assignment_ends_the_day_before_or_never_comes_to_be() {
        let cases = [
            (asked("2026-02-01", None), Some((Some("2026-02-01"), Some("2026-03-01")))),
            (asked("2026-02-01", Some("2026-06-30")), Some((Some("2026-02-01"), Some("2026-03-01")))),
            (asked("2026-03-02", None), None),
            (asked("2026-04-01", None), None),
        ];
        for (before, expected) in cases {
            let after = answer(&before, Answered::No, "Hinner inte").unwrap();
            let found = after.counts.map(|counts| (counts.from, counts.to));
            assert_eq!(found, expected.map(|(from, to)| (from.map(day), to.map(day))), "{before:?}");
        }
    }

    #[test]
    fn a_confirmed_assignment_counts_as_it_did() {
        let before = asked("2026-02-01", Some("2026-06-30"));
        let after = answer(&before, Answered::Yes, "").unwrap();
        assert_eq!((after.counts, after.confirmation), (before.counts, Confirmation::Confirmed));
    }

    #[test]
    fn there_is_one_answer_to_one_question_and_a_no_has_a_reason() {
        let declined = RoleAssignment { confirmation: Confirmation::Declined, ..asked("2026-02-01", None) };
        assert_eq!(answer(&declined, Answered::No, "Nej"), Err("objection-answered-already"));
        let never = RoleAssignment { confirmation: Confirmation::NotAsked, ..asked("2026-02-01", None) };
        assert_eq!(answer(&never, Answered::Yes, ""), Err("objection-not-asked"));
        assert_eq!(answer(&asked("2026-02-01", None), Answered::No, " "), Err("objection-required"));
        let over = asked("2026-02-01", Some("2026-03-01"));
        assert_eq!(answer(&over, Answered::Yes, ""), Err("objection-appointment-over"));
    }
}
