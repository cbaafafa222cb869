//! Somebody whom a test protocol was sent to, and whether they have said that they have read it.

use kernel::{Id, Instant};

/// Swedish: mottagare.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receiver {
    pub person: Id,
    pub sent_at: Instant,
    /// Their receipt. Swedish: kvittens.
    pub received_at: Option<Instant>,
}
