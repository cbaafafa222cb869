//! Joins a suggestion into another that asks for the same: it is answered with that one from then on.

use crate::suggestion::{Seen, Suggestion, SuggestionState};
use crate::told_suggestions::{settle_handlers, tell_maker};
use crate::trail::{change, keep};
use crate::visible_suggestion::{demand_open, to_handle, visible_suggestion};
use crate::{HANDLE_SUGGESTIONS, store};
use kernel::{Error, Id, Message, Objection, Result};
use serde_json::Value as Json;
use storage::{AuditEntry, Tx};

/// Joins a suggestion into another. What was joined into it follows along.
///
/// # Errors
/// Not found for one that the actor does not see; refused for who does not handle it; rejected for one that is answered, for
/// itself and for one about another system; stale.
pub fn join_suggestions(tx: &mut Tx, seen: Seen, into: Id) -> Result<()> {
    let before = to_handle(tx, seen)?;
    demand_open(&before)?;
    let into = visible_suggestion(tx, into)?;
    access::authorise(tx, HANDLE_SUGGESTIONS, into.system)?;
    decide_join(&before, &into).map_err(|objection| Error::Rejected(vec![objection]))?;
    let followers = store::joined_into(tx, before.id)?;
    join_one(tx, before, &into)?;
    for follower in followers {
        join_one(tx, follower, &into)?;
    }
    Ok(())
}

fn join_one(tx: &mut Tx, before: Suggestion, into: &Suggestion) -> Result<()> {
    let joined = Suggestion {
        revision: before.revision + 1,
        state: SuggestionState::Joined,
        joined_into: Some(into.id),
        ..before
    };
    let changes = change("joined_into", Json::Null, into.said.title.as_str());
    keep(tx, &joined, AuditEntry { action: "suggestion.joined", changes, ..AuditEntry::default() })?;
    settle_handlers(tx, &joined)?;
    let message = Message::new("suggestion-told-joined")
        .with("title", joined.said.title.as_str())
        .with("into", into.said.title.as_str());
    tell_maker(tx, &joined, message)
}

/// Whether one can be joined into the other.
fn decide_join(one: &Suggestion, into: &Suggestion) -> Result<(), Objection> {
    let wrong = |key: &'static str| Err(Objection::new("into", key));
    if one.id == into.id {
        return wrong("plans-objection-joined-into-itself");
    }
    if one.system != into.system {
        return wrong("plans-objection-joined-elsewhere");
    }
    if into.state != SuggestionState::Open {
        return wrong("plans-objection-joined-into-closed");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::suggestion::{Said, Weight};
    use kernel::Instant;

    fn suggestion(system: Id, state: SuggestionState) -> Suggestion {
        Suggestion {
            id: Id::new(),
            revision: 1,
            system,
            said: Said { system: Some(system), title: "Bättre sök".into(), content: String::new() },
            weight: Weight::default(),
            state,
            made_by: None,
            made_by_name: "Handläggare".into(),
            made_at: Instant::from_micros(0),
            joined_into: None,
            answer: String::new(),
            answered_by_name: String::new(),
            answered_at: None,
        }
    }

    #[test]
    fn a_suggestion_is_joined_into_another_open_one_about_the_same_system() {
        let system = Id::new();
        let one = suggestion(system, SuggestionState::Open);
        let told =
            |into: &Suggestion| decide_join(&one, into).err().map(|wrong| wrong.message.key.to_string());
        assert_eq!(told(&suggestion(system, SuggestionState::Open)), None);
        assert_eq!(told(&one).as_deref(), Some("plans-objection-joined-into-itself"));
        let elsewhere = suggestion(Id::new(), SuggestionState::Open);
        assert_eq!(told(&elsewhere).as_deref(), Some("plans-objection-joined-elsewhere"));
        for state in [SuggestionState::Joined, SuggestionState::Done, SuggestionState::Declined] {
            let closed = suggestion(system, state);
            assert_eq!(told(&closed).as_deref(), Some("plans-objection-joined-into-closed"), "{state:?}");
        }
    }
}
