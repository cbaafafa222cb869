//! What systems should become. Today: the suggestions of those who use them, in a list that everyone reads, weighed, joined
//! and answered by those who manage them.

mod alike;
mod answer_suggestion;
mod api;
mod change_suggestion;
mod join_suggestions;
mod leaving_item;
mod listing;
mod make_suggestion;
mod pages;
mod searched;
mod store;
mod suggestion;
mod told_suggestions;
mod trail;
mod visible_suggestion;
mod weigh_suggestion;

pub use answer_suggestion::{
    AnswerSuggestion, Answered, answer_suggestion, reopen_suggestion, withdraw_suggestion,
};
pub use api::resources;
pub use change_suggestion::change_suggestion;
pub use join_suggestions::join_suggestions;
pub use leaving_item::leaving_items;
pub use listing::{SUGGESTIONS, SuggestionRow};
pub use make_suggestion::make_suggestion;
pub use pages::{ROOMS, panels, routes};
pub use searched::search_sources;
pub use suggestion::{SUGGESTION, Said, Seen, Suggestion, SuggestionState, Weight};
pub use visible_suggestion::visible_suggestion;
pub use weigh_suggestion::weigh_suggestion;

use kernel::Permission;
use storage::{Migration, Noun, Schema, Statement};

/// See what is suggested for a system.
pub const READ_SUGGESTIONS: Permission = Permission("suggestions.read");
/// Suggest something for systems whose suggestions one reads.
pub const SUGGEST: Permission = Permission("suggestions.make");
/// Weigh suggestions, join them and answer them.
pub const HANDLE_SUGGESTIONS: Permission = Permission("suggestions.handle");

/// Everything that one may be permitted in this room.
pub const PERMISSIONS: &[Permission] = &[READ_SUGGESTIONS, SUGGEST, HANDLE_SUGGESTIONS];

/// The tables of this room.
#[must_use]
pub fn schema() -> Schema {
    Schema {
        migrations: vec![Migration {
            domain: "plans",
            number: 1,
            sql: include_str!("../migrations/001_suggestions.sql"),
        }],
        nouns: vec![Noun {
            table: "suggestion",
            key: &["id"],
            indices: &[
                &["sort_key", "id"],
                &["made_at", "id"],
                &["system_id", "made_at"],
                &["state", "made_at"],
                &["made_by", "made_at"],
                &["joined_into"],
            ],
        }],
        ..Schema::default()
    }
}

/// Every list of this room, for the tests.
#[must_use]
pub fn listings() -> Vec<&'static storage::Listing> {
    vec![&SUGGESTIONS]
}

/// Every statement of this room, for the tests.
#[must_use]
pub fn statements() -> Vec<Statement> {
    store::STATEMENTS.to_vec()
}
