//! Web-hooks: other programs are told what happens in the register, by a signed message to an address of theirs.
//!
//! Swedish: webhook. What happened stands in the audit log already, written in the transaction of the verb itself and
//! numbered without a gap: the log is the outbox. Each hook follows it from where it was; what it is to be told becomes a
//! delivery, and deliveries are sent, tried again and given up outside any transaction.

mod api;
mod back_off;
mod delivery;
mod figures;
mod forget;
mod happening;
mod hold;
mod hook;
mod listing;
mod message;
mod new_secret;
mod pages;
mod place;
mod queue;
mod redeliver;
mod remove_hook;
mod save_hook;
mod secret;
mod send;
mod settings;
mod store;
mod switch_off;
mod try_hook;

pub use api::resources;
pub use delivery::{Delivery, DeliveryState, TroubleReason};
pub use figures::{deliveries_by_state, hooks_by_state};
pub use forget::forget_old;
pub use happening::Happenings;
pub use hold::hold_waiting;
pub use hook::WebHook;
pub use listing::{DELIVERIES, HOOKS};
pub use new_secret::{NewSecret, make_secret};
pub use pages::routes;
pub use queue::{queue, queue_waits};
pub use redeliver::redeliver;
pub use remove_hook::remove_hook;
pub use save_hook::{SaveHook, save_hook};
pub use secret::{Secret, signature_of};
pub use send::{Sender, Sent};
pub use settings::{Authorities, HookKey, PATIENCE, Settings};
pub use store::{hook, visible_delivery};
pub use try_hook::try_hook;

use kernel::{Permission, SubjectKind};
use storage::{Migration, Noun, Schema, Statement};

/// Swedish: webhook.
pub const WEB_HOOK: SubjectKind = SubjectKind("web_hook");
/// Swedish: leverans (av en webhook).
pub const DELIVERY: SubjectKind = SubjectKind("web_hook_delivery");

/// To add web-hooks, change them, make their secrets, and see what they were told.
pub const MANAGE: Permission = Permission("hooks.manage");

/// What this crate lets people do.
pub const PERMISSIONS: &[Permission] = &[MANAGE];

/// The tables of this crate.
#[must_use]
pub fn schema() -> Schema {
    Schema {
        migrations: vec![
            Migration { domain: "hooks", number: 1, sql: include_str!("../migrations/001_hooks.sql") },
            Migration { domain: "hooks", number: 2, sql: include_str!("../migrations/002_notice.sql") },
        ],
        nouns: vec![Noun { table: "web_hook", key: &["id"], indices: &[&["sort_key"]] }],
        tenant_tables: vec!["web_hook_progress", "web_hook_delivery"],
        ..Schema::default()
    }
}

/// Every statement of this crate, for the tests.
#[must_use]
pub fn statements() -> Vec<Statement> {
    store::STATEMENTS.to_vec()
}
