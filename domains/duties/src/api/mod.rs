//! Tests, approvals and statements in the API: each with its list, its verbs and its steps.

mod approvals;
mod protocols;
mod statements;

use kernel::{FieldKind, ReferenceKind, record_fields};
use web::{FilterKind, ListFilter, Resource};

/// Every kind of record of this room.
#[must_use]
pub fn resources() -> Vec<Resource> {
    vec![protocols::protocols(), approvals::approvals(), statements::statements()]
}

const SEARCH: ListFilter = ListFilter { name: "q", kind: FilterKind::Search };
const SYSTEM: ReferenceKind = ReferenceKind("system");

const fn of_field(name: &'static str, kind: FieldKind) -> ListFilter {
    ListFilter { name, kind: FilterKind::Field(kind) }
}

/// Which system it is about: told when it is made, and never changed.
#[derive(Clone, Debug, Default)]
struct About {
    system: Option<kernel::Id>,
}

record_fields! { About {
    system: FieldKind::Reference(SYSTEM), required;
} }

/// Why something is taken back.
#[derive(Clone, Debug, Default)]
struct TakingBack {
    reason: String,
}

record_fields! { TakingBack {
    reason: FieldKind::LongText { max_chars: 2_000 }, required;
} }
