//! The list of groups.

use super::{BY_NAME, NAMED, OPEN, filter};
use crate::store::forums::with_seats;
use crate::{Forum, READ_HOLDERS};
use access::{Visible, visible_to};
use kernel::Result;
use storage::{Listing, Page, Query, Read, Sort, SortKey};

/// Groups; `s` is the record that each is formed at, so that who sees who holds its roles sees its groups.
pub const FORUMS: Listing = Listing {
    name: "forums",
    columns: "s.forum_id, s.name, s.body, s.subject_kind, s.id, s.notes, s.valid_from, s.valid_to, s.revision",
    tables: "(SELECT f.id AS forum_id, f.name, f.sort_key, f.body, f.subject_kind, f.subject_id AS id, f.notes, \
        f.valid_from, f.valid_to, f.revision FROM @forum AS f) AS s",
    beside: &[],
    id: "s.forum_id",
    id_is_number: false,
    filters: &[
        NAMED,
        filter("body", "s.body = ?"),
        filter("subject_kind", "s.subject_kind = ?"),
        filter("subject_id", "s.id = ?"),
        filter(
            "organisation",
            "EXISTS (SELECT 1 FROM @@reach AS w WHERE w.subject_id = s.id AND w.within_id = ? AND w.by_use = 0)",
        ),
        filter(
            "person",
            "EXISTS (SELECT 1 FROM @forum_member AS m WHERE m.forum_id = s.forum_id AND m.person_id = ?)",
        ),
        OPEN,
        Visible::FILTER,
        Visible::NOTHING,
    ],
    sorts: &[
        BY_NAME,
        Sort { name: "body", sql: "s.body", key: SortKey::Text },
        Sort { name: "from", sql: "s.valid_from", key: SortKey::Text },
    ],
};

/// Groups at records on which the actor may see who holds the roles, with their seats.
///
/// # Errors
/// When the query is wrong or the database fails.
pub fn visible_forums(read: &Read, query: Query) -> Result<Page<Forum>> {
    let page = FORUMS.page(read, &visible_to(read.actor(), READ_HOLDERS, query))?;
    Ok(Page { items: with_seats(read, page.items)?, next_cursor: page.next_cursor })
}
