//! What the tests of every crate stand on: fresh databases on both engines, and those who act in them.
//! Run the tests through `scripts/with-postgres`; without a PostgreSQL they fail, they are never skipped.

mod actors;
mod engines;
mod postgres_server;
mod prepared;
mod raw;
mod sqlite_files;

pub use actors::{Acting, MONDAY_MORNING, operator, person};
pub use engines::{TestDb, on_both};
pub use postgres_server::address as postgres_address;
pub use storage::{Engine, Schema};
