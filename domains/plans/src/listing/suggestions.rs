//! The list of suggestions: over all systems that one reads, or of one.

use super::{filter, sort};
use crate::suggestion::{SuggestionState, Weight};
use access::Visible;
use kernel::{Id, Instant, Result};
use storage::{FromRow, Listing, Row, SortKey};

/// Suggestions; where one may see them is asked of the system, so a row's `s.id` is the system.
pub const SUGGESTIONS: Listing = Listing {
    name: "plans::suggestions",
    columns: "s.suggestion_id, s.title, s.id, coalesce(y.name, ''), s.state, s.made_by_name, s.made_at, s.benefit, \
        s.effort, (SELECT count(*) FROM @suggestion AS j WHERE j.joined_into = s.suggestion_id)",
    tables: "(SELECT g.id AS suggestion_id, g.system_id AS id, g.title, g.state, g.made_by, g.made_by_name, g.made_at, \
        g.benefit, g.effort, g.sort_key FROM @suggestion AS g) AS s",
    beside: &[storage::Beside { name: "y", join: "@system AS y ON y.id = s.id" }],
    id: "s.suggestion_id",
    id_is_number: false,
    filters: &[
        Visible::FILTER,
        Visible::NOTHING,
        filter("q", r"s.sort_key LIKE ? ESCAPE '\'"),
        filter("state", "s.state = ?"),
        filter("system", "s.id = ?"),
        filter("made_by", "s.made_by = ?"),
        filter("within", "EXISTS (SELECT 1 FROM @@reach AS w WHERE w.subject_id = s.id AND w.within_id = ?)"),
    ],
    sorts: &[
        sort("made_at", "s.made_at", SortKey::Number),
        sort("title", "s.sort_key", SortKey::Text),
        sort("benefit", "coalesce(s.benefit, 0)", SortKey::Number),
        sort("effort", "coalesce(s.effort, 0)", SortKey::Number),
    ],
};

/// A suggestion in a list.
#[derive(Clone, Debug)]
pub struct SuggestionRow {
    pub id: Id,
    pub title: String,
    pub system: Id,
    pub system_name: String,
    pub state: SuggestionState,
    pub made_by_name: String,
    pub made_at: Instant,
    pub weight: Weight,
    /// How many others are joined into it.
    pub joined: i64,
}

impl FromRow for SuggestionRow {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            title: row.get(1)?,
            system: row.get(2)?,
            system_name: row.get(3)?,
            state: row.choice(4)?,
            made_by_name: row.get(5)?,
            made_at: row.get(6)?,
            weight: Weight { benefit: row.get(7)?, effort: row.get(8)? },
            joined: row.get(9)?,
        })
    }
}
