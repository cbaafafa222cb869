//! The list of files: as the documents that they belong to are seen.

use super::{SORT_KEY, filter};
use access::Visible;
use kernel::{Id, Result};
use storage::{FromRow, Listing, Row};

/// Files.
pub const FILES: Listing = Listing {
    name: "register::files",
    columns: "s.file_id",
    tables: "(SELECT f.id AS file_id, f.subject_id AS document, f.sort_key, f.withdrawn_on, d.subject_id AS id \
        FROM @file AS f JOIN @document AS d ON d.id = f.subject_id) AS s",
    beside: &[],
    id: "s.file_id",
    id_is_number: false,
    filters: &[
        Visible::FILTER,
        Visible::NOTHING,
        filter("q", r"s.sort_key LIKE ? ESCAPE '\'"),
        filter("document", "s.document = ?"),
    ],
    sorts: &[SORT_KEY],
};

/// A file in the list.
#[derive(Clone, Copy, Debug)]
pub struct FileRow {
    pub id: Id,
}

impl FromRow for FileRow {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self { id: row.get(0)? })
    }
}
