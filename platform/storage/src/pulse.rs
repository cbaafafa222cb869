//! How the database is doing, for those who watch over the program.

use crate::connection::{Connection, rows_of};
use crate::dialect::Engine;
use kernel::{Error, Result};
use std::sync::atomic::{AtomicU64, Ordering};

/// Figures of this process since it began.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pulse {
    /// Whether writes are still taken.
    pub is_writing: bool,
    /// Writes that wait for their turn now.
    pub waiting: u64,
    /// Writes that were run.
    pub writes: u64,
    /// Commits that they shared; on PostgreSQL each has its own.
    pub batches: u64,
    /// Connections in use now.
    pub connections: u64,
}

/// What the two engines count as they go.
#[derive(Default)]
pub(crate) struct Counts {
    pub(crate) waiting: AtomicU64,
    pub(crate) writes: AtomicU64,
    pub(crate) batches: AtomicU64,
}

impl Counts {
    pub(crate) fn came(&self) {
        self.waiting.fetch_add(1, Ordering::Relaxed);
    }

    pub(crate) fn went(&self) {
        self.waiting.fetch_sub(1, Ordering::Relaxed);
    }

    pub(crate) fn written(&self, writes: usize) {
        self.writes.fetch_add(writes as u64, Ordering::Relaxed);
        self.batches.fetch_add(1, Ordering::Relaxed);
    }

    pub(crate) fn pulse(&self, is_writing: bool, connections: usize) -> Pulse {
        Pulse {
            is_writing,
            waiting: self.waiting.load(Ordering::Relaxed),
            writes: self.writes.load(Ordering::Relaxed),
            batches: self.batches.load(Ordering::Relaxed),
            connections: connections as u64,
        }
    }
}

/// Bytes that the database takes.
pub(crate) fn size_of(connection: &dyn Connection) -> Result<i64> {
    let sql = match connection.engine() {
        Engine::Sqlite => "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size",
        Engine::Postgres => "SELECT pg_database_size(current_database())",
    };
    rows_of(connection, sql, &[])?.first().ok_or_else(|| Error::failed("no size"))?.get(0)
}
