//! How a suggestion ends, and how it begins again: it is carried out or declined by those who handle it, withdrawn by who
//! made it, and taken up anew.

use crate::store;
use crate::suggestion::{Seen, Suggestion, SuggestionState};
use crate::told_suggestions::{settle_handlers, tell_makers};
use crate::trail::keep;
use crate::visible_suggestion::{as_seen, demand_open, is_own, to_handle, visible_suggestion};
use kernel::{Error, Message, Objection, Result, check_words, choice};
use organisation::acting_name;
use storage::{AuditEntry, Tx};

/// Letters of an answer.
pub(crate) const MOST_OF_AN_ANSWER: usize = 2_000;

choice! {
    /// What those who handle a suggestion answer. Swedish: svar på förslag.
    pub enum Answered {
        Done = "done",
        Declined = "declined",
    }
}

/// What a suggestion is answered.
#[derive(Clone, Debug)]
pub struct AnswerSuggestion {
    pub seen: Seen,
    pub answered: Answered,
    pub answer: String,
}

/// Answers a suggestion, and tells who made it and whoever made what is joined into it.
///
/// # Errors
/// Refused for who does not handle it; rejected where it is declined without a word of why, and once it is answered; stale.
pub fn answer_suggestion(tx: &mut Tx, ask: &AnswerSuggestion) -> Result<()> {
    let before = to_handle(tx, ask.seen)?;
    demand_open(&before)?;
    let answer = ask.answer.trim();
    check_answer(ask.answered, answer).map_err(|objection| Error::Rejected(vec![objection]))?;
    let (state, action, told) = match ask.answered {
        Answered::Done => (SuggestionState::Done, "suggestion.done", "suggestion-told-done"),
        Answered::Declined => (SuggestionState::Declined, "suggestion.declined", "suggestion-told-declined"),
    };
    let after = Suggestion {
        revision: before.revision + 1,
        state,
        answer: answer.to_owned(),
        answered_by_name: acting_name(tx)?,
        answered_at: Some(tx.instant()),
        ..before
    };
    let reason = (!answer.is_empty()).then(|| answer.to_owned());
    keep(tx, &after, AuditEntry { action, reason, ..AuditEntry::default() })?;
    settle_handlers(tx, &after)?;
    tell_makers(tx, &after, told)
}

/// Who suggested something learns why nothing comes of it; that it is there, they see.
fn check_answer(answered: Answered, answer: &str) -> Result<(), Objection> {
    if answered == Answered::Declined && answer.is_empty() {
        return Err(Objection::new("answer", "plans-objection-say-why-declined"));
    }
    check_words("answer", answer, MOST_OF_AN_ANSWER).map_or(Ok(()), Err)
}

/// Withdraws a suggestion: nobody needs to answer it any longer. What was joined into it waits for an answer of its own.
///
/// # Errors
/// Refused for others than who made it; rejected once it is answered; stale.
pub fn withdraw_suggestion(tx: &mut Tx, seen: Seen) -> Result<()> {
    let before = visible_suggestion(tx, seen.id)?;
    if !is_own(tx, &before) && !tx.actor().is_trusted() {
        return Err(Error::Refused(Message::new("refused-suggestion-of-another")));
    }
    let before = as_seen(before, seen)?;
    demand_open(&before)?;
    let after = Suggestion { revision: before.revision + 1, state: SuggestionState::Withdrawn, ..before };
    keep(tx, &after, AuditEntry { action: "suggestion.withdrawn", ..AuditEntry::default() })?;
    settle_handlers(tx, &after)?;
    store::joined_into(tx, after.id)?.into_iter().try_for_each(|joined| open_again(tx, joined))
}

/// Takes up a suggestion anew that was answered or joined into another.
///
/// # Errors
/// Refused for who does not handle it; rejected for one that is open or that its maker has withdrawn; stale.
pub fn reopen_suggestion(tx: &mut Tx, seen: Seen) -> Result<()> {
    let before = to_handle(tx, seen)?;
    if matches!(before.state, SuggestionState::Open | SuggestionState::Withdrawn) {
        return Err(Error::rejected("", "plans-objection-suggestion-not-answered"));
    }
    open_again(tx, before)
}

/// It waits for an answer anew, and its makers are told.
fn open_again(tx: &mut Tx, before: Suggestion) -> Result<()> {
    let after = Suggestion {
        revision: before.revision + 1,
        state: SuggestionState::Open,
        joined_into: None,
        answer: String::new(),
        answered_by_name: String::new(),
        answered_at: None,
        ..before
    };
    keep(tx, &after, AuditEntry { action: "suggestion.reopened", ..AuditEntry::default() })?;
    tell_makers(tx, &after, "suggestion-told-reopened")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declining_takes_a_word_of_why_and_no_answer_names_anybody_by_number() {
        let wrong = |answered, answer: &str| {
            check_answer(answered, answer).err().map(|objection| objection.message.key.to_string())
        };
        let too_long = "a".repeat(MOST_OF_AN_ANSWER + 1);
        let cases = [
            (Answered::Done, "", None),
            (Answered::Done, "Finns i version 4", None),
            (Answered::Declined, "Ryms inte i år", None),
            (Answered::Declined, "", Some("plans-objection-say-why-declined")),
            (Answered::Declined, "Se 811218-9876", Some("objection-personal-identity-number")),
            (Answered::Done, &too_long, Some("objection-too-long")),
        ];
        for (answered, answer, expected) in cases {
            assert_eq!(wrong(answered, answer).as_deref(), expected, "{answered:?} {answer}");
        }
    }
}
