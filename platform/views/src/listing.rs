//! The list of saved views, and who may open which.

use access::Visible;
use storage::{Filter, Listing, Query, Read, Sort, SortKey, values};

/// The condition that a view `s` may be opened by a person on a day, which stands in two places.
macro_rules! open_to {
    ($person:literal, $from:literal, $to:literal) => {
        concat!(
            "(s.owner_id = ",
            $person,
            " OR s.shared_with = 'federation' OR (s.shared_with = 'organisation' AND s.organisation_id IN \
             (SELECT g.home_id FROM @@permission_grant AS g WHERE g.person_id = ",
            $person,
            " AND g.core_function = 'employee' AND g.valid_from <= ",
            $from,
            " AND g.valid_to >= ",
            $to,
            ")))"
        )
    };
}
pub(crate) use open_to;

/// The saved views of the federation.
pub const VIEWS: Listing = Listing {
    name: "views",
    columns: "s.id, s.revision, s.name, s.list, s.query, s.owner_id, s.owner_name, s.shared_with, s.organisation_id",
    tables: "@saved_view AS s",
    beside: &[],
    id: "s.id",
    id_is_number: false,
    filters: &[
        Filter { name: "q", sql: "s.sort_key LIKE ? ESCAPE '\\'" },
        Filter { name: "list", sql: "s.list = ?" },
        Filter { name: "shared_with", sql: "s.shared_with = ?" },
        Filter { name: "open", sql: open_to!("?", "?", "?") },
        Visible::NOTHING,
    ],
    sorts: &[
        Sort { name: "name", sql: "s.sort_key", key: SortKey::Text },
        Sort { name: "updated", sql: "s.updated_at", key: SortKey::Number },
    ],
};

/// The question, narrowed to the views that the actor may open today.
pub(crate) fn narrowed(read: &Read, query: Query) -> Query {
    let actor = read.actor();
    if actor.is_trusted() {
        return query;
    }
    match actor.person {
        None => query.filter(Visible::NOTHING.name, []),
        Some(person) => {
            let day = actor.today();
            query.filter("open", values![person, person, day, day])
        }
    }
}
