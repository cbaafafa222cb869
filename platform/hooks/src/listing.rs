//! The lists of hooks and of what they were told.

use access::Visible;
use storage::{Filter, Listing, Sort, SortKey};

/// All hooks of the federation.
pub const HOOKS: Listing = Listing {
    name: "hooks::hooks",
    columns: "s.id, s.revision, s.name, s.address, s.happenings, s.is_active, s.person_id, s.secret_number, s.secret_print",
    tables: "@web_hook AS s",
    beside: &[],
    id: "s.id",
    id_is_number: false,
    filters: &[Filter { name: "is_active", sql: "s.is_active = ?" }, Visible::NOTHING],
    sorts: &[Sort { name: "name", sql: "s.sort_key", key: SortKey::Text }],
};

/// Everything that hooks were told, are being told, and wait to be told.
pub const DELIVERIES: Listing = Listing {
    name: "hooks::deliveries",
    columns: "s.id, s.hook_id, s.sequence, s.action, s.state, s.reason, s.detail, s.answer_code, s.attempts, \
        s.send_at, s.made_at, s.ended_at, s.body",
    tables: "@@web_hook_delivery AS s",
    beside: &[],
    id: "s.id",
    id_is_number: false,
    filters: &[
        Filter { name: "hook", sql: "s.hook_id = ?" },
        Filter { name: "state", sql: "s.state = ?" },
        Visible::NOTHING,
    ],
    sorts: &[Sort { name: "made", sql: "s.made_at", key: SortKey::Number }],
};
