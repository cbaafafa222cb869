//! The register: which systems there are, who uses them, the management objects that they belong to, and the documents
//! about them.

mod answerable;
mod api;
mod asked_documents;
mod attached;
mod bulk;
mod change_document;
mod change_notice;
mod change_system;
mod check_document;
mod check_system;
mod confirm_documents;
mod confirm_systems;
mod confirmation;
mod confirmed;
mod document;
mod document_review;
mod facts;
mod field_groups;
mod follow_reorganisation;
mod from_above;
mod kept_values;
mod leaving_item;
mod lifecycle;
mod listing;
mod managed_object;
mod numbering;
mod pack_words;
mod pages;
mod past_gaps;
mod reach;
mod reason;
mod references;
mod register_document;
mod register_system;
mod return_change_notice;
mod save_object;
mod searched;
mod send_change_notice;
mod set_object_systems;
mod set_system_uses;
mod settle_after_change;
mod shared_kinds;
mod store;
mod system;
mod system_use;
mod take_lifecycle_step;
mod take_over_change_notice;
#[cfg(test)]
mod testing;
mod told_findings;
mod told_notices;
mod touched;
mod trail;
pub mod transfer;
mod visible;
mod visible_notice;
mod withdraw_document;
mod written_document;

pub use api::resources;
pub use asked_documents::reviews_of_documents;
pub use attached::{
    Brought, DisposeFile, WithdrawFile, add_file_edition, attach_file, dispose_file, note_infected_file,
    visible_file, withdraw_file,
};
pub use bulk::{
    BULK_CHANGE, BulkChange, BulkKind, BulkOutcome, BulkState, ChangedRecord, Counts, MOST_RECORDS,
    PlanBulkChange, Told, carry_out_bulk_change, plan_bulk_change, plan_undo, visible_bulk_change,
};
pub use change_document::{change_document, change_documents};
pub use change_notice::{CHANGE_NOTICE, ChangeNotice, NoticeState, ProposedValue};
pub use change_system::{change_system, change_systems};
pub use check_document::check_document;
pub use check_system::{check_changed_system, check_fields, check_new_system};
pub use confirm_documents::{ConfirmDocuments, check_document_confirmation, confirm_documents};
pub use confirm_systems::{ConfirmSystems, check_confirmation, confirm_systems};
pub use confirmation::{
    Confirmation, ConfirmationState, Confirmed, Terms, asked_roles, compute_carried, compute_confirmed,
    compute_fingerprint, is_confirmed_in,
};
pub use confirmed::confirmations_due;
pub use document::{DOCUMENT, Document, Withdrawal};
pub use facts::{fact_sources, with_documents};
pub use field_groups::{GROUPS_OF_DOCUMENTS, GROUPS_OF_OBJECTS, GROUPS_OF_SYSTEMS, field_groups};
pub use follow_reorganisation::following;
pub use from_above::{PanelOf, Panels, StepGate, StepGates, WriterOf, Writers, Written};
pub use leaving_item::leaving_items;
pub use lifecycle::{Step, Taker, check_dates, compute_takers, decide_step};
pub use listing::{
    BULK_CHANGES, BULK_RECORDS, DOCUMENTS, DocumentRow, NOTICES, NoticeRow, OBJECTS, ObjectRow, SYSTEMS,
    SystemRow,
};
pub use managed_object::{GroupingBasis, ManagedObject, OBJECT};
pub use pages::{
    Mends, ROOMS, SYSTEMS_BY_NAME, documents_to_confirm, my_systems, notices_waiting, system_paper,
    to_confirm,
};
pub use reach::rebuild_reach;
pub use register_document::{register_document, register_documents};
pub use register_system::{register_system, register_systems};
pub use return_change_notice::{SendBackChangeNotice, send_back_change_notice, withdraw_change_notice};
pub use save_object::{check_object, save_object};
pub use searched::search_sources;
pub use send_change_notice::{SendChangeNotice, compute_proposal, send_change_notice};
pub use set_object_systems::set_object_systems;
pub use set_system_uses::{check_uses, set_system_uses};
pub use settle_after_change::settle_after_change;
pub use shared_kinds::shared_kinds;
pub use store::Membership;
pub use system::{
    Category, Importance, LifecycleState, Management, OperationForm, SYSTEM, Size, System, SystemKind,
    date_field_of,
};
pub use system_use::SystemUse;
pub use take_lifecycle_step::{TakeLifecycleStep, may_take_step, note_lifecycle_step, take_lifecycle_step};
pub use take_over_change_notice::{TakeOverChangeNotice, decide_take_over, take_over_change_notice};
pub use visible::{visible_document, visible_object, visible_subject_name, visible_system};
pub use visible_notice::visible_notice;
pub use withdraw_document::{WithdrawDocument, check_withdrawal, withdraw_document};
pub use written_document::{Decided, note_content, note_decision, register_document_as_written};

use kernel::Permission;
use storage::{Migration, Noun, Schema, Statement};

pub const READ_BASE: Permission = Permission("register.read_base");
/// See who holds the roles on a record.
pub const READ_ROLES: Permission = organisation::READ_HOLDERS;
/// See how a system is classified.
pub const READ_CLASSIFICATION: Permission = Permission("register.read_classification");
/// See the documents about a record, with their files.
pub const READ_DOCUMENTS: Permission = Permission("register.read_documents");
/// See what a record costs, where the federation has added fields of that group.
pub const READ_COSTS: Permission = Permission("register.read_costs");
/// See what is written for those who answer for a record: its notes.
pub const READ_ALL: Permission = Permission("register.read_all");
pub const CREATE: Permission = Permission("register.create");
pub const EDIT: Permission = Permission("register.edit");
pub const PHASE_OUT: Permission = Permission("register.phase_out");
/// Propose changes to who keeps the register.
pub const PROPOSE: Permission = Permission("register.propose");
/// Confirm that what the register says still holds.
pub const CONFIRM: Permission = Permission("register.confirm");
/// Confirm that what one's own documents say still holds.
pub const CONFIRM_DOCUMENTS: Permission = Permission("documents.confirm");
pub const IMPORT: Permission = Permission("register.import");
pub const EXPORT: Permission = Permission("register.export");
pub const EDIT_DOCUMENTS: Permission = Permission("documents.edit");
pub const EDIT_OBJECTS: Permission = Permission("objects.edit");

/// Everything that one may be permitted in this room.
pub const PERMISSIONS: &[Permission] = &[
    READ_BASE,
    READ_ROLES,
    READ_CLASSIFICATION,
    READ_DOCUMENTS,
    READ_COSTS,
    READ_ALL,
    CREATE,
    EDIT,
    PHASE_OUT,
    PROPOSE,
    CONFIRM,
    IMPORT,
    EXPORT,
    EDIT_DOCUMENTS,
    CONFIRM_DOCUMENTS,
    EDIT_OBJECTS,
];

const fn migration(number: i64, sql: &'static str) -> Migration {
    Migration { domain: "register", number, sql }
}

/// The tables of this room, and those of the files of its documents.
#[must_use]
pub fn schema() -> Schema {
    let noun = |table, key, indices| Noun { table, key, indices };
    files::schema().with(Schema {
        migrations: vec![
            migration(1, include_str!("../migrations/001_register.sql")),
            migration(2, include_str!("../migrations/002_import.sql")),
            migration(3, include_str!("../migrations/003_imports_of_one.sql")),
            migration(4, include_str!("../migrations/004_notices_and_confirmations.sql")),
            migration(5, include_str!("../migrations/005_bulk_changes.sql")),
            migration(6, include_str!("../migrations/006_field_groups.sql")),
            migration(7, include_str!("../migrations/007_broken_confirmations.sql")),
            migration(8, include_str!("../migrations/008_costs.sql")),
            migration(9, include_str!("../migrations/009_import_told.sql")),
            migration(10, include_str!("../migrations/010_documents_confirmed.sql")),
            migration(11, include_str!("../migrations/011_written_documents.sql")),
        ],
        nouns: vec![
            noun(
                "system",
                &["id"],
                &[
                    &["sort_key", "id"],
                    &["organisation", "local_number"],
                    &["organisation", "common_system"],
                    &["lifecycle_state", "sort_key"],
                    &["updated_at", "id"],
                ],
            ),
            noun("system_use", &["id"], &[&["system_id"], &["organisation"], &["unit"]]),
            noun("managed_object", &["id"], &[&["sort_key", "id"], &["organisation"]]),
            noun("object_system", &["object_id", "system_id"], &[&["system_id"]]),
            noun(
                "document",
                &["id"],
                &[
                    &["sort_key", "id"],
                    &["subject_id", "subject_kind"],
                    &["document_type", "number"],
                    &["owner"],
                    &["review_date"],
                ],
            ),
            noun(
                "change_notice",
                &["id"],
                &[
                    &["sort_key", "id"],
                    &["sent_at", "id"],
                    &["state", "sent_at"],
                    &["system_id"],
                    &["sent_by", "sent_at"],
                ],
            ),
            noun("system_confirmation", &["system_id"], &[]),
            noun("document_confirmation", &["document_id"], &[]),
            noun("bulk_change", &["id"], &[&["planned_at", "id"], &["planned_by", "planned_at"]]),
        ],
        tenant_tables: vec!["document_counter", "spreadsheet_import", "bulk_change_record"],
        ..Schema::default()
    })
}

/// The pages of this room.
#[must_use]
pub fn routes() -> Vec<web::Route> {
    [pages::routes(), pages::file_routes(), transfer::routes()].concat()
}

/// Every list of this room, for the tests.
#[must_use]
pub fn listings() -> Vec<&'static storage::Listing> {
    vec![
        &SYSTEMS,
        &listing::SYSTEMS_WITHOUT_FINDINGS,
        &OBJECTS,
        &listing::OBJECTS_WITHOUT_FINDINGS,
        &DOCUMENTS,
        &listing::FILES,
        &NOTICES,
        &BULK_CHANGES,
        &BULK_RECORDS,
        &transfer::IMPORTS,
    ]
}

/// Every statement of this room, for the tests.
#[must_use]
pub fn statements() -> Vec<Statement> {
    [store::statements(), transfer::statements()].concat()
}
