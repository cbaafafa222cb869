//! Agreements with suppliers: what they cover, until when they run, and by when somebody has to give notice.

mod agreement;
mod api;
mod check_agreement;
mod due;
mod follow_reorganisation;
mod leaving_item;
mod listing;
mod pages;
mod panel;
mod reach;
mod references;
mod renew_agreement;
mod save_agreement;
mod searched;
mod settle_after_change;
mod store;
mod term;
mod terminate_agreement;
mod visible;
mod write_agreement;

pub use agreement::{AGREEMENT, Agreement, AgreementKind, Termination};
pub use api::resources;
pub use check_agreement::check_agreement;
pub use due::deadlines;
pub use follow_reorganisation::following;
pub use leaving_item::leaving_items;
pub use listing::{AGREEMENTS, AgreementRow};
pub use pages::routes;
pub use panel::panel;
pub use reach::rebuild_reach;
pub use renew_agreement::{RenewAgreement, check_renewal, renew_agreement};
pub use save_agreement::save_agreement;
pub use searched::search_sources;
pub use settle_after_change::settle_after_change;
pub use term::{
    Renewal, Term, TermState, Terms, check_terms, compute_last_day, compute_term, last_day_after_notice,
};
pub use terminate_agreement::{
    TerminateAgreement, check_termination, compute_missed_day, terminate_agreement,
};
pub use visible::visible_agreement;

use kernel::Permission;
use storage::{Listing, Migration, Noun, Schema, Statement};

/// See agreements, also those of others that cover what one answers for.
pub const READ: Permission = Permission("agreements.read");
/// Enter agreements, change them, give notice and renew them.
pub const EDIT: Permission = Permission("agreements.edit");

/// Everything that one may be permitted in this room.
pub const PERMISSIONS: &[Permission] = &[READ, EDIT];

/// The tables of this room.
#[must_use]
pub fn schema() -> Schema {
    let sql = include_str!("../migrations/001_agreements.sql");
    Schema {
        migrations: vec![Migration { domain: "agreements", number: 1, sql }],
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
        ],
        tenant_tables: Vec::new(),
        ..Schema::default()
    }
}

/// Every list of this room, for the tests.
#[must_use]
pub fn listings() -> Vec<&'static Listing> {
    vec![&AGREEMENTS]
}

/// Every statement of this room, for the tests.
#[must_use]
pub fn statements() -> Vec<Statement> {
    store::statements()
}
