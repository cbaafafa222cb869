//! Fields that a federation adds to its own records: which there are, and what each record has in them.
//!
//! Swedish: egna fält. The values stand in one table with a sort key, so that every list is narrowed and ordered by them
//! in the same way; a record carries them beside its own fields ([`kernel::Custom`]), so that forms, files, the API and
//! the history read them where they read the others.

mod choices;
mod definition;
mod listing;
mod load;
mod retire_field;
mod save_field;
mod save_values;
mod store;

pub use definition::{Definition, FieldType, KindOfRecord};
pub use listing::{Comparison, FIELDS, FILTERS, SORTS, narrowed, ordered};
pub use load::{
    WordsByGroup, blank, custom_of, custom_of_each, definition, definitions, fields_ever, fields_of,
    search_text,
};
pub use retire_field::{restore_field, retire_field};
pub use save_field::{SaveField, save_field};
pub use save_values::{renamed, save_values, save_values_of_each};

use kernel::{Permission, SubjectKind};
use storage::{Migration, Noun, Schema, Statement};

/// Swedish: eget fält.
pub const CUSTOM_FIELD: SubjectKind = SubjectKind("custom_field");

/// Add fields, change and retire them.
pub const MANAGE: Permission = Permission("fields.manage");

const fn migration(number: i64, sql: &'static str) -> Migration {
    Migration { domain: "custom_fields", number, sql }
}

/// The tables of the fields and their values.
#[must_use]
pub fn schema() -> Schema {
    Schema {
        migrations: vec![
            migration(1, include_str!("../migrations/001_custom_fields.sql")),
            migration(2, include_str!("../migrations/002_field_group.sql")),
            migration(3, include_str!("../migrations/003_order_of_values.sql")),
        ],
        nouns: vec![
            Noun { table: "custom_field", key: &["id"], indices: &[&["record_kind", "sort_key"]] },
            Noun {
                table: "custom_value",
                key: &["record_id", "field_id"],
                indices: &[&["field_id", "sort_key"], &["reference_id"]],
            },
        ],
        ..Schema::default()
    }
}

/// Every statement on them, for the tests.
#[must_use]
pub fn statements() -> Vec<Statement> {
    store::STATEMENTS.to_vec()
}
