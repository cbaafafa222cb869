//! What the tests of every crate stand on: fresh databases on both engines, those who act in them, and a site
//! that is asked in process.
//! Run the tests through `scripts/with-postgres`; without a PostgreSQL they fail, they are never skipped.

mod actors;
mod certificates;
mod cluster;
mod cut_line;
mod engines;
mod killed;
mod mail_server;
mod page;
mod postgres_server;
mod prepared;
mod raw;
mod receiver;
mod site;
mod sqlite_files;

pub use actors::{Acting, MONDAY_MORNING, operator, person};
pub use certificates::Certificates;
pub use cluster::Cluster;
pub use cut_line::{Cut, CutLine};
pub use engines::{TestDb, on_both};
pub use killed::kill_when;
pub use mail_server::{Behaviour, MailTrap, TakenMail};
pub use page::PageSeen;
pub use postgres_server::address as postgres_address;
pub use receiver::{Answers, GotMessage, Receiver};
pub use site::{Seen, Site, Visitor};
pub use storage::{Engine, Schema};
