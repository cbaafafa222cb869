//! The records of the register in the API: each with its list, its verbs and its steps.

mod bulk;
mod documents;
mod files;
mod findings;
mod notices;
mod objects;
mod systems;

use crate::transfer::imports;
use kernel::{FieldKind, ReferenceKind};
use web::{FilterKind, ListFilter, Resource};

/// Every kind of record of this room.
#[must_use]
pub fn resources() -> Vec<Resource> {
    vec![
        systems::systems(),
        objects::objects(),
        documents::documents(),
        files::files(),
        notices::notices(),
        bulk::bulk_changes(),
        findings::findings(),
        imports(),
    ]
}

const SEARCH: ListFilter = ListFilter { name: "q", kind: FilterKind::Search };

/// The fields that whoever asks does not see: an empty field may also be one that nobody has filled in.
const HIDDEN: FieldKind = FieldKind::Words { max_words: 100 };

const fn of_field(name: &'static str, kind: FieldKind) -> ListFilter {
    ListFilter { name, kind: FilterKind::Field(kind) }
}

const fn reference(name: &'static str, kind: &'static str) -> ListFilter {
    of_field(name, FieldKind::Reference(ReferenceKind(kind)))
}

const fn word(name: &'static str) -> ListFilter {
    of_field(name, FieldKind::Text { max_chars: 200 })
}
