//! The words by which suggestions are found, by those who read what is suggested for their system.

use crate::READ_SUGGESTIONS;
use crate::store;
use crate::suggestion::{SUGGESTION, Suggestion, SuggestionState};
use kernel::{Id, Result};
use organisation::subject_names;
use register::SYSTEM;
use search::{Depth, Entry, Source};
use storage::Read;

/// What this room lets be found.
#[must_use]
pub fn search_sources() -> Vec<Source> {
    vec![Source {
        kind: SUGGESTION,
        permission: READ_SUGGESTIONS,
        load,
        after: store::suggestions_after,
        address: |subject| format!("/forslag/{}", subject.id),
    }]
}

fn load(read: &Read, ids: &[Id], _: Depth) -> Result<Vec<Entry>> {
    let found = store::suggestions_by_id(read, ids)?;
    let subjects: Vec<kernel::Subject> =
        found.iter().map(|one| kernel::Subject::new(SYSTEM, one.system)).collect();
    let names = subject_names(read, &subjects)?;
    let name_of = |system: Id| names.get(&kernel::Subject::new(SYSTEM, system)).map(|(name, _)| name.clone());
    let entry = |one: Suggestion| {
        let entry = Entry::new(one.id, one.said.title)
            .with("suggestion-content", writing::plain_text(&one.said.content), READ_SUGGESTIONS)
            .with("suggestion-answer", writing::plain_text(&one.answer), READ_SUGGESTIONS);
        Entry {
            seen_at: one.system,
            beside: name_of(one.system).unwrap_or_default(),
            ended: ended(one.state),
            ..entry
        }
    };
    Ok(found.into_iter().map(entry).collect())
}

/// The word that says that nothing more comes of it.
const fn ended(state: SuggestionState) -> Option<&'static str> {
    match state {
        SuggestionState::Open => None,
        SuggestionState::Joined => Some("suggestion-state-joined"),
        SuggestionState::Done => Some("suggestion-state-done"),
        SuggestionState::Declined => Some("suggestion-state-declined"),
        SuggestionState::Withdrawn => Some("suggestion-state-withdrawn"),
    }
}
