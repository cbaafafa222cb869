//! The list of planned changes of the organisation: drafts for who may change the organisation, the announced ones for
//! everybody who sees it or something that the plan touches.

use super::{BY_NAME, NAMED, filter};
use crate::{EDIT, READ, Reorganisation};
use access::{Visible, visible_to};
use kernel::Result;
use storage::{Listing, Page, Query, Read, Sort, SortKey, values};

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
        filter("unannounced", "s.state NOT IN ('decided', 'carried_out')"),
        // Each row by its state. Its places: person, day, day, twice; then person and the day four times.
        filter(
            "seen_by_state",
            access::may_row!(
                "s.id",
                "(CASE WHEN s.state IN ('decided', 'carried_out') THEN 'organisation.read' ELSE 'organisation.edit' END)",
                "?",
                "?"
            ),
        ),
        Visible::FILTER,
        Visible::NOTHING,
    ],
    sorts: &[Sort { name: "effective_on", sql: "s.effective_on", key: SortKey::Text }, BY_NAME],
};

/// Narrows to what the actor may see: who may change one organisation still only reads the plans of another.
pub(crate) fn visible_query(read: &Read, query: Query) -> Result<Query> {
    let actor = read.actor();
    if !access::may_anywhere(read, EDIT)? {
        return Ok(visible_to(actor, READ, query.filter("announced", [])));
    }
    if !access::may_anywhere(read, READ)? {
        return Ok(visible_to(actor, EDIT, query.filter("unannounced", [])));
    }
    // Who is trusted, and has no person to ask about, sees all.
    let Some(person) = actor.person.filter(|_| !actor.is_trusted()) else { return Ok(query) };
    let day = actor.today();
    let asked = values![person, day, day, person, day, day, person, day, day, day, day];
    Ok(query.filter("seen_by_state", asked))
}

/// Reorganisations that the actor may see.
///
/// # Errors
/// When the query is wrong or the database fails.
pub fn visible_reorganisations(read: &Read, query: Query) -> Result<Page<Reorganisation>> {
    REORGANISATIONS.page(read, &visible_query(read, query)?)
}
