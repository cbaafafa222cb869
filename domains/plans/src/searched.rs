//! The words by which plans and suggestions are found: drafts by those who draft, suggestions by those who read what is
//! suggested for their system.

use crate::plan::{PLAN, Plan, PlanState};
use crate::store;
use crate::suggestion::{SUGGESTION, Suggestion, SuggestionState};
use crate::{READ_DRAFTS, READ_SUGGESTIONS};
use kernel::{Id, Result};
use organisation::subject_names;
use register::SYSTEM;
use search::{Depth, Entry, Source};
use std::collections::BTreeMap;
use storage::Read;

/// What this room lets be found.
#[must_use]
pub fn search_sources() -> Vec<Source> {
    vec![
        Source {
            kind: PLAN,
            permission: READ_DRAFTS,
            load: load_plans,
            after: store::plans_after,
            address: |subject| format!("/planer/{}", subject.id),
        },
        Source {
            kind: SUGGESTION,
            permission: READ_SUGGESTIONS,
            load,
            after: store::suggestions_after,
            address: |subject| format!("/forslag/{}", subject.id),
        },
    ]
}

/// What is decided is found as the document that it is, by everyone who reads documents.
fn load_plans(read: &Read, ids: &[Id], depth: Depth) -> Result<Vec<Entry>> {
    let found = store::plans_by_id(read, ids)?;
    let subjects: Vec<kernel::Subject> = found.iter().map(|one| one.subject.clone()).collect();
    let names = subject_names(read, &subjects)?;
    let mut words: BTreeMap<Id, String> = BTreeMap::new();
    if depth != Depth::Line {
        for (plan, text) in store::texts_of_each(read, ids)? {
            let all = words.entry(plan).or_default();
            all.push_str(&writing::plain_text(&text));
            all.push('\n');
        }
    }
    let entry = |one: Plan| {
        let text = words.remove(&one.id).unwrap_or_default();
        Entry {
            seen_at: one.subject.id,
            beside: names.get(&one.subject).map(|(name, _)| name.clone()).unwrap_or_default(),
            ended: (one.state == PlanState::Closed).then_some("plan-state-closed"),
            ..Entry::new(one.id, one.title()).with("plan-words", text, READ_DRAFTS)
        }
    };
    Ok(found.into_iter().map(entry).collect())
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
        SuggestionState::Planned => Some("suggestion-state-planned"),
        SuggestionState::Done => Some("suggestion-state-done"),
        SuggestionState::Declined => Some("suggestion-state-declined"),
        SuggestionState::Withdrawn => Some("suggestion-state-withdrawn"),
    }
}
