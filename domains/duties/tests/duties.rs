//! Tests, approvals and statements on both engines: verbs, permissions, receipts, days, pages and the API.

#[path = "duties/approvals.rs"]
mod approvals;
#[path = "duties/browser.rs"]
mod browser;
#[path = "duties/copied.rs"]
mod copied;
#[path = "duties/duty_pages.rs"]
mod duty_pages;
#[path = "duties/permissions.rs"]
mod permissions;
#[path = "duties/protocols.rs"]
mod protocols;
#[path = "duties/receipts.rs"]
mod receipts;
#[path = "duties/stated.rs"]
mod stated;
#[path = "duties/statements.rs"]
mod statements;
#[path = "duties/tested_again.rs"]
mod tested_again;
#[path = "duties/world.rs"]
mod world;
