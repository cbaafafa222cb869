//! A file of a record as it is kept: withdrawn one day, never deleted; and its editions, of which the last one holds.

use crate::kind::FileKind;
use kernel::{Date, Id, Instant, Subject};

/// Swedish: fil.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptFile {
    pub id: Id,
    pub revision: i64,
    /// The record that it belongs to.
    pub subject: Subject,
    pub withdrawn: Option<Withdrawal>,
    /// The one that holds.
    pub edition: Edition,
}

/// When and why a file stopped to hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withdrawal {
    pub on: Date,
    pub because: String,
}

/// Swedish: filversion. The content of a file as somebody brought it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    pub file: Id,
    /// Counts from 1.
    pub number: i64,
    pub name: String,
    pub kind: FileKind,
    pub size_bytes: i64,
    pub sha256: String,
    pub content: Id,
    /// Whether somebody looked for viruses when it came.
    pub is_scanned: bool,
    pub added_at: Instant,
    /// The user name, or the fixed word for the operator or a job.
    pub added_by: String,
    pub added_by_person: Option<Id>,
    /// The day on which the content was erased, as the law or a decision demanded.
    pub disposed_on: Option<Date>,
}
