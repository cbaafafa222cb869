//! The pages by which many records are changed alike: what is asked, what would come of it, and what came of it.

mod ask;
mod carrying_out;
mod change_list;
mod change_page;
mod kinds;
mod values;

use super::SEEN;
use crate::bulk::BulkKind;
use crate::{Document, EDIT, EDIT_DOCUMENTS, EDIT_OBJECTS, ManagedObject, System};
use kernel::{Choice as _, Id, Permission, Result};
use std::collections::BTreeMap;
use storage::Read;
use web::components::{ChosenAction, Link};
use web::{Access, Route, Visit};

pub(crate) use change_list::seen as seen_bulk_changes;

pub(super) const PATH: &str = "/andringar-i-grupp";

fn address_of(id: Id) -> String {
    format!("{PATH}/{id}")
}

/// The routes of these pages.
pub(super) fn routes() -> Vec<Route> {
    let edits = Access::Needs;
    vec![
        Route::get("/system/andra-flera", edits(EDIT), ask::ask_page::<System>),
        Route::post("/system/andra-flera", edits(EDIT), ask::plan::<System>),
        Route::get("/objekt/andra-flera", edits(EDIT_OBJECTS), ask::ask_page::<ManagedObject>),
        Route::post("/objekt/andra-flera", edits(EDIT_OBJECTS), ask::plan::<ManagedObject>),
        Route::get("/dokument/andra-flera", edits(EDIT_DOCUMENTS), ask::ask_page::<Document>),
        Route::post("/dokument/andra-flera", edits(EDIT_DOCUMENTS), ask::plan::<Document>),
        Route::get(PATH, SEEN, change_list::change_list).listing("bulk-changes"),
        Route::get("/andringar-i-grupp/{id}", SEEN, change_page::change_page).of("bulk_change"),
        Route::post("/andringar-i-grupp/{id}/genomfor", SEEN, carrying_out::carry_out).of("bulk_change"),
        Route::post("/andringar-i-grupp/{id}/angra", SEEN, change_page::undo).of("bulk_change"),
    ]
}

/// What a list offers to do with chosen rows, for who may change any.
pub(super) fn change_chosen(
    visit: &Visit,
    permission: Permission,
    path: &str,
) -> Result<Option<ChosenAction>> {
    let is_offered = visit.may(permission) && visit.as_of()?.is_none();
    Ok(is_offered.then(|| ChosenAction { label: visit.text("bulk-change-chosen"), href: path.to_owned() }))
}

/// The number of records of a kind, in words.
fn records_told(visit: &Visit, kind: BulkKind, count: i64) -> String {
    let key = format!("bulk-records-{}", kind.name());
    texts::format(visit.language(), &key, &[("count", kernel::Arg::Number(count))])
}

fn way(visit: &Visit) -> Vec<Link> {
    vec![Link::new("/system", visit.text("register-systems")), Link::new(PATH, visit.text("bulk-changes"))]
}

/// What the fields of some kinds of record are called, by kind and name.
struct FieldLabels {
    added: BTreeMap<&'static str, kernel::Custom>,
}

impl FieldLabels {
    /// With the fields that the federation has added, for all kinds.
    fn of(read: &Read) -> Result<Self> {
        let mut added = BTreeMap::new();
        for kind in [BulkKind::System, BulkKind::Object, BulkKind::Document] {
            added.insert(kind.name(), kernel::Custom::of(custom_fields::fields_of(read, kind.name())?));
        }
        Ok(Self { added })
    }

    fn label(&self, visit: &Visit, kind: BulkKind, name: &str) -> String {
        match self.added.get(kind.name()).and_then(|custom| custom.field(name)) {
            Some(field) => field.label.in_language(visit.language()).to_owned(),
            None => web::label(visit.language(), kinds::record_of(kind), name),
        }
    }

    fn labels(&self, visit: &Visit, kind: BulkKind, names: &[String]) -> String {
        names.iter().map(|name| self.label(visit, kind, name)).collect::<Vec<_>>().join(", ")
    }
}
