//! Who may do what, and where. One condition over grants and shares answers both the question about one record
//! ([`authorise`]) and the filter of a list ([`visible_to`]), so that the two cannot differ. What is not granted is denied.

mod beyond;
mod conditions;
mod grant;
mod held;
mod question;
mod share;

pub use beyond::{Beyond, BeyondMany, beyond};
pub use grant::{
    Grant, Granted, at_member, begin_reach, begin_reach_by_use, give, give_all, map_functions, set_reach,
    set_reach_by_use, set_reach_by_use_of_each, set_reach_of_each, take_back,
};
pub use held::{EMPLOYEE, Held, held_at, held_on, holders, is_employed};
pub use question::{
    Allowed, Visible, allowed, allowed_each, authorise, authorise_everywhere, may, may_anywhere,
    may_everywhere, permissions_of, permitted, refusal, refused, visible_or_sharing_with, visible_to,
};
pub use share::{FieldGroup, Share, say_owner, set_shares};

use storage::{Migration, Schema, Statement};

/// The tables of this crate.
#[must_use]
pub fn schema() -> Schema {
    Schema {
        migrations: vec![
            Migration { domain: "access", number: 1, sql: include_str!("../migrations/001_access.sql") },
            Migration { domain: "access", number: 2, sql: include_str!("../migrations/002_by_function.sql") },
            Migration { domain: "access", number: 3, sql: include_str!("../migrations/003_share.sql") },
        ],
        nouns: Vec::new(),
        tenant_tables: vec!["permission_grant", "function_permission", "reach", "share"],
        ..Schema::default()
    }
}

/// Every statement of this crate, for the tests.
#[must_use]
pub fn statements() -> Vec<Statement> {
    [beyond::STATEMENTS, grant::STATEMENTS, held::STATEMENTS, question::STATEMENTS, share::STATEMENTS]
        .concat()
}
