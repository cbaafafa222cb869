//! Who may do what, and where. One table of grants answers both the question about one record ([`authorise`]) and the
//! filter of a list ([`visible_to`]), so that the two cannot differ. What is not granted is denied.

mod beyond;
mod grant;
mod question;

pub use beyond::{Beyond, beyond};
pub use grant::{Grant, Granted, give, map_functions, set_reach, set_reach_by_use, take_back};
pub use question::{
    Visible, authorise, holds, may, may_anywhere, may_everywhere, permissions_of, permitted, visible_to,
};

use storage::{Migration, Schema, Statement};

/// The tables of this crate.
#[must_use]
pub fn schema() -> Schema {
    Schema {
        migrations: vec![Migration {
            domain: "access",
            number: 1,
            sql: include_str!("../migrations/001_access.sql"),
        }],
        nouns: Vec::new(),
        tenant_tables: vec!["permission_grant", "function_permission", "reach"],
    }
}

/// Every statement of this crate, for the tests.
#[must_use]
pub fn statements() -> Vec<Statement> {
    [beyond::STATEMENTS, grant::STATEMENTS, question::STATEMENTS].concat()
}
