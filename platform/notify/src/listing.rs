//! The list of mails.

use storage::{Filter, Listing, Sort, SortKey};

/// All mails of the federation.
pub const MAILS: Listing = Listing {
    name: "notify::mails",
    columns: "s.id, s.person_id, s.person_name, s.recipient, s.kind, s.state, s.reason, s.detail, s.attempts, \
        s.send_at, s.made_at, s.sent_at",
    tables: "@@mail AS s",
    beside: &[],
    id: "s.id",
    id_is_number: false,
    filters: &[
        Filter { name: "q", sql: "s.sort_key LIKE ? ESCAPE '\\'" },
        Filter { name: "person", sql: "s.person_id = ?" },
        Filter { name: "state", sql: "s.state = ?" },
        Filter { name: "kind", sql: "s.kind = ?" },
    ],
    sorts: &[
        Sort { name: "made", sql: "s.made_at", key: SortKey::Number },
        Sort { name: "person", sql: "s.sort_key", key: SortKey::Text },
    ],
};
