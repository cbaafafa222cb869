//! The list of planned changes of the organisation: drafts for who may change the organisation, the announced ones for
//! everybody who sees it.

use super::{BY_NAME, NAMED, filter};
use crate::{EDIT, READ, Reorganisation};
use access::{Visible, visible_to};
use kernel::Result;
use storage::{Listing, Page, Query, Read, Sort, SortKey};

/// Reorganisations.
pub const REORGANISATIONS: Listing = Listing {
    name: "reorganisations",
    columns: "s.id, s.name, s.organisations, s.effective_on, s.description, s.steps, s.state, s.decision, s.decided_on, \
        s.decided_by, s.carried_out_on, s.stopped_by, s.revision",
    tables: "@reorganisation AS s",
    beside: &[],
    id: "s.id",
    id_is_number: false,
    filters: &[
        NAMED,
        filter("state", "s.state = ?"),
        filter("announced", "s.state IN ('decided', 'carried_out')"),
        Visible::FILTER,
        Visible::NOTHING,
    ],
    sorts: &[Sort { name: "effective_on", sql: "s.effective_on", key: SortKey::Text }, BY_NAME],
};

/// Narrows to what the actor may see.
pub(crate) fn visible_query(read: &Read, query: Query) -> Result<Query> {
    if access::may_anywhere(read, EDIT)? {
        return Ok(visible_to(read.actor(), EDIT, query));
    }
    Ok(visible_to(read.actor(), READ, query.filter("announced", [])))
}

/// Reorganisations that the actor may see.
///
/// # Errors
/// When the query is wrong or the database fails.
pub fn visible_reorganisations(read: &Read, query: Query) -> Result<Page<Reorganisation>> {
    REORGANISATIONS.page(read, &visible_query(read, query)?)
}
