//! The register: which systems there are, who uses them, the management objects that they belong to, and the documents
//! about them.

mod columns;
mod document;
mod managed_object;
mod store;
mod system;
mod system_use;

pub use document::{DOCUMENT, Document, Withdrawal};
pub use managed_object::{GroupingBasis, ManagedObject, OBJECT};
pub use store::Membership;
pub use system::{
    Category, Importance, LifecycleState, Management, OperationForm, SYSTEM, Size, System, SystemKind,
    date_field_of,
};
pub use system_use::SystemUse;

use kernel::Permission;
use storage::{Migration, Noun, Schema, Statement};

pub const READ_BASE: Permission = Permission("register.read_base");
pub const READ_ALL: Permission = Permission("register.read_all");
pub const CREATE: Permission = Permission("register.create");
pub const EDIT: Permission = Permission("register.edit");
pub const PHASE_OUT: Permission = Permission("register.phase_out");
pub const IMPORT: Permission = Permission("register.import");
pub const EXPORT: Permission = Permission("register.export");
pub const EDIT_DOCUMENTS: Permission = Permission("documents.edit");
pub const EDIT_OBJECTS: Permission = Permission("objects.edit");

/// Everything that one may be permitted in this room.
pub const PERMISSIONS: &[Permission] =
    &[READ_BASE, READ_ALL, CREATE, EDIT, PHASE_OUT, IMPORT, EXPORT, EDIT_DOCUMENTS, EDIT_OBJECTS];

/// The tables of this room.
#[must_use]
pub fn schema() -> Schema {
    let noun = |table, key, indices| Noun { table, key, indices };
    Schema {
        migrations: vec![Migration {
            domain: "register",
            number: 1,
            sql: include_str!("../migrations/001_register.sql"),
        }],
        nouns: vec![
            noun("system", &["id"], &[
                &["sort_key", "id"],
                &["organisation", "local_number"],
                &["organisation", "common_system"],
                &["lifecycle_state", "sort_key"],
                &["updated_at", "id"],
            ]),
            noun("system_use", &["id"], &[&["system_id"], &["organisation"], &["unit"]]),
            noun("managed_object", &["id"], &[&["sort_key", "id"], &["organisation"]]),
            noun("object_system", &["object_id", "system_id"], &[&["system_id"]]),
            noun("document", &["id"], &[
                &["sort_key", "id"],
                &["subject_id", "subject_kind"],
                &["document_type", "number"],
                &["owner"],
                &["review_date"],
            ]),
        ],
        tenant_tables: vec!["document_counter"],
    }
}

/// Every statement of this room, for the tests.
#[must_use]
pub fn statements() -> Vec<Statement> {
    store::statements()
}
