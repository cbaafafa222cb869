//! Agreements with suppliers: what they cover, who has approved and signed them, until when they run, and by when somebody has
//! to give notice. And the licences that are bought: how many there are, and how many are in use.

mod agreement;
mod api;
mod approval;
mod approve_agreement;
mod check_agreement;
mod due;
mod facts;
mod follow_reorganisation;
mod in_force;
mod leaving_item;
mod licences;
mod listing;
mod pages;
mod panel;
mod reach;
mod references;
mod renew_agreement;
mod rights;
mod save_agreement;
mod searched;
mod settle_after_change;
mod sign_agreement;
mod store;
mod supplier_panels;
mod term;
mod terminate_agreement;
mod trail;
mod visible;
mod what_is_signed;
mod write_agreement;

pub use agreement::{AGREEMENT, Agreement, AgreementKind, Signature, Termination};
pub use api::resources;
pub use approval::Approval;
pub use approve_agreement::{ApproveAgreement, approve_agreement};
pub use check_agreement::check_agreement;
pub use due::deadlines;
pub use facts::agreement_supplement;
pub use follow_reorganisation::following;
pub use in_force::{InForce, in_force_of};
pub use leaving_item::leaving_items;
pub use licences::{
    LICENCE, LICENCES, Licence, LicenceKind, LicenceRow, LicenceUse, check_licence, compute_use,
    save_licence, visible_licence,
};
pub use listing::{AGREEMENTS, AgreementRow};
pub use pages::routes;
pub use panel::panel;
pub use reach::rebuild_reach;
pub use renew_agreement::{RenewAgreement, check_renewal, renew_agreement};
pub use save_agreement::save_agreement;
pub use searched::search_sources;
pub use settle_after_change::settle_after_change;
pub use sign_agreement::{SignAgreement, check_signing, sign_agreement};
pub use supplier_panels::supplier_panels;
pub use term::{
    Renewal, Term, TermState, Terms, check_terms, compute_last_day, compute_term, last_day_after_notice,
};
pub use terminate_agreement::{
    TerminateAgreement, check_termination, compute_missed_day, terminate_agreement,
};
pub use visible::visible_agreement;
pub use what_is_signed::{keeps_signature, says_the_same};

use kernel::Permission;
use storage::{Listing, Migration, Noun, Schema, Statement};

/// See agreements and licences, also those of others that are about what one answers for.
pub const READ: Permission = Permission("agreements.read");
/// Enter agreements, change them, give notice and renew them.
pub const EDIT: Permission = Permission("agreements.edit");
/// Approve and sign agreements where the guideline names nobody.
pub const DECIDE: Permission = Permission("agreements.decide");
/// Enter licences and count how many are in use.
pub const EDIT_LICENCES: Permission = Permission("licences.edit");

/// Everything that one may be permitted in this room.
pub const PERMISSIONS: &[Permission] = &[READ, EDIT, DECIDE, EDIT_LICENCES];

const fn migration(number: i64, sql: &'static str) -> Migration {
    Migration { domain: "agreements", number, sql }
}

/// The tables of this room.
#[must_use]
pub fn schema() -> Schema {
    Schema {
        migrations: vec![
            migration(1, include_str!("../migrations/001_agreements.sql")),
            migration(2, include_str!("../migrations/002_signed.sql")),
            migration(3, include_str!("../migrations/003_licences.sql")),
        ],
        nouns: vec![
            Noun {
                table: "agreement",
                key: &["id"],
                indices: &[
                    &["sort_key", "id"],
                    &["organisation", "sort_key"],
                    &["supplier", "sort_key"],
                    &["kind", "sort_key"],
                    &["starts_on", "id"],
                    &["updated_at", "id"],
                    &["responsible"],
                    &["framework"],
                    &["last_day"],
                ],
            },
            Noun {
                table: "agreement_system",
                key: &["agreement_id", "system_id"],
                indices: &[&["system_id"]],
            },
            Noun {
                table: "agreement_approval",
                key: &["agreement_id", "system_id"],
                indices: &[&["system_id"]],
            },
            Noun {
                table: "agreement_document",
                key: &["agreement_id", "document_id"],
                indices: &[&["document_id"]],
            },
            Noun {
                table: "licence",
                key: &["id"],
                indices: &[
                    &["sort_key", "id"],
                    &["organisation", "sort_key"],
                    &["supplier", "sort_key"],
                    &["kind", "sort_key"],
                    &["user_group", "sort_key"],
                    &["updated_at", "id"],
                    &["system"],
                    &["agreement"],
                    &["responsible"],
                    &["valid_to"],
                ],
            },
        ],
        tenant_tables: Vec::new(),
        ..Schema::default()
    }
}

/// Every list of this room, for the tests.
#[must_use]
pub fn listings() -> Vec<&'static Listing> {
    vec![&AGREEMENTS, &LICENCES]
}

/// Every statement of this room, for the tests.
#[must_use]
pub fn statements() -> Vec<Statement> {
    store::statements()
}
