//! What people are told: notices that verbs leave behind, deadlines that the domains know of, and how both reach people
//! by mail, on Start and in their calendars.
//!
//! Swedish: utskick. A notice is written in the transaction of the verb; everything else happens afterwards.

mod deadline;
mod notice;
mod store;

pub use deadline::{Deadline, DeadlineSource, PeopleSource, Recipient, Sources};
pub use notice::{Notice, Told, open_notices, settle, tell};

use storage::{Migration, Schema, Statement};

/// The tables of this crate.
#[must_use]
pub fn schema() -> Schema {
    Schema {
        migrations: vec![Migration {
            domain: "notify",
            number: 1,
            sql: include_str!("../migrations/001_notify.sql"),
        }],
        tenant_tables: vec!["notice", "told_line", "mail", "mail_attempt", "mail_choice"],
        ..Schema::default()
    }
}

/// Every statement of this crate, for the tests.
#[must_use]
pub fn statements() -> Vec<Statement> {
    [store::notices::STATEMENTS].concat()
}
