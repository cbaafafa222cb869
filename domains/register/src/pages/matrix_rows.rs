//! What the rows of the matrix are: systems or management objects, each with its list, its filters and where its page lies.

use super::words::person_filter;
use super::{object_list, system_list};
use crate::field_groups;
use crate::listing::{OBJECTS, ObjectRow, SYSTEMS, SystemRow};
use crate::managed_object::OBJECT;
use crate::system::SYSTEM;
use kernel::{Id, Result, SubjectKind};
use policy::Pack;
use storage::{Listing, Query, Read, values};
use web::components::Filter;
use web::{ListFilter, ListView, Visit};

/// A page of rows, each with its id and its name.
type Named = storage::Page<(Id, String)>;

/// The records that the matrix has a row of each.
pub(super) struct MatrixRows {
    pub kind: SubjectKind,
    /// The address of the matrix, and that under which the records lie.
    pub matrix: &'static str,
    pub path: &'static str,
    /// The words of the fields, those over the page and over the first column.
    pub words: &'static str,
    pub caption: &'static str,
    pub subjects: &'static str,
    pub listing: &'static Listing,
    pub known: fn() -> Vec<ListFilter>,
    pub filters: fn(&Visit, &Read, &Pack, &mut ListView) -> Result<Vec<Filter>>,
    /// Narrows to what the visitor may see of what was asked for.
    pub seen: fn(&Read, &ListView, Query) -> Query,
    pub page: fn(&Read, &Query) -> Result<Named>,
}

pub(super) const OF_SYSTEMS: MatrixRows = MatrixRows {
    kind: SYSTEM,
    matrix: "/krav",
    path: "/system",
    words: "system",
    caption: "register-matrix",
    subjects: "system",
    listing: &SYSTEMS,
    known: known_of_systems,
    filters: |visit, read, pack, view| system_list::filters(visit, read, pack, &known_of_systems(), view),
    seen: system_list::seen,
    page: |read, query| Ok(named(SYSTEMS.page(read, query)?, |row: SystemRow| (row.id, row.name))),
};

pub(super) const OF_OBJECTS: MatrixRows = MatrixRows {
    kind: OBJECT,
    matrix: "/krav/objekt",
    path: "/objekt",
    words: "managed-object",
    caption: "register-matrix-of-objects",
    subjects: "register-objects",
    listing: &OBJECTS,
    known: known_of_objects,
    filters: filters_of_objects,
    seen: objects_seen,
    page: |read, query| Ok(named(OBJECTS.page(read, query)?, |row: ObjectRow| (row.id, row.name))),
};

/// The filters of the lists that the matrix has too.
fn known_of_systems() -> Vec<ListFilter> {
    of(system_list::FILTERS, &["q", "organisation", "unit", "used_by", "kind", "lifecycle_state"])
}

fn known_of_objects() -> Vec<ListFilter> {
    of(object_list::FILTERS, &["q", "organisation", "kind"])
}

fn of(filters: &[ListFilter], shown: &[&str]) -> Vec<ListFilter> {
    filters.iter().filter(|one| shown.contains(&one.name)).copied().collect()
}

fn filters_of_objects(visit: &Visit, read: &Read, pack: &Pack, view: &mut ListView) -> Result<Vec<Filter>> {
    let mut filters = object_list::filters(visit, read, pack, &known_of_objects(), view)?;
    filters.push(person_filter(visit, read, view, ("system", "person"))?);
    Ok(filters)
}

fn objects_seen(read: &Read, view: &ListView, mut query: Query) -> Query {
    if let Some(person) = view.picked("person") {
        let day = read.today();
        query = query.filter("person", values![person, day, day]);
    }
    object_list::seen(read, view, field_groups::narrowed(read, query, |name| view.picked(name).is_some()))
}

fn named<R>(page: storage::Page<R>, name: impl Fn(R) -> (Id, String)) -> Named {
    storage::Page { items: page.items.into_iter().map(name).collect(), next_cursor: page.next_cursor }
}
