//! How duties are met: what those who have them say of it, what was tested of a system, who has been told of it, and that it
//! may be used.

mod acknowledge_protocol;
mod api;
mod approve_operation;
mod check_approval;
mod check_protocol;
mod distribute_protocol;
mod leaving_item;
mod listing;
mod next_tests;
mod operation_approval;
mod pages;
mod people_at_work;
mod receiver;
mod revoke_approval;
mod save_protocol;
mod searched;
mod statements;
mod store;
mod test_case;
mod test_protocol;
mod told;
mod trail;
mod visible;
mod withdraw_protocol;

pub use acknowledge_protocol::acknowledge_protocol;
pub use api::resources;
pub use approve_operation::{ApproveOperation, approve_operation};
pub use distribute_protocol::{DistributeProtocol, distribute_protocol};
pub use leaving_item::leaving_items;
pub use listing::{APPROVALS, ApprovalRow, PROTOCOLS, ProtocolRow};
pub use next_tests::next_tests;
pub use operation_approval::{OPERATION_APPROVAL, OperationApproval};
pub use pages::{panel_of_statements, panel_of_tests};
pub use receiver::Receiver;
pub use revoke_approval::{RevokeApproval, revoke_approval};
pub use save_protocol::{SaveProtocol, save_protocol};
pub use searched::search_sources;
pub use statements::{
    Copied, CopyStatements, DUTY_STATEMENT, DutyStatement, STATEMENTS, Said, StateDuty, StatementRow,
    StatementShown, WithdrawStatement, copy_statements, review_statement, state_duty, statement_supplement,
    statements_due, statements_of, visible_statement, withdraw_statement,
};
pub use store::receivers_of;
pub use test_case::{CaseResult, TestCase};
pub use test_protocol::{TEST_PROTOCOL, TestKind, TestOutcome, TestProtocol, compute_next};
pub use visible::{visible_approval, visible_protocol};
pub use withdraw_protocol::{WithdrawProtocol, withdraw_protocol};

use kernel::Permission;
use storage::{Migration, Noun, Schema, Statement};

/// Write test protocols and distribute them.
pub const WRITE_TESTS: Permission = Permission("tests.write");
/// Approve a version of a system for operation.
pub const APPROVE_OPERATION: Permission = Permission("tests.approve");

/// Everything that one may be permitted in this room.
pub const PERMISSIONS: &[Permission] = &[WRITE_TESTS, APPROVE_OPERATION, findings::STATE_FOR_OTHERS];

const fn migration(number: i64, sql: &'static str) -> Migration {
    Migration { domain: "duties", number, sql }
}

/// The tables of this room.
#[must_use]
pub fn schema() -> Schema {
    let noun = |table, key, indices| Noun { table, key, indices };
    Schema {
        migrations: vec![
            migration(1, include_str!("../migrations/001_tests.sql")),
            migration(2, include_str!("../migrations/002_statements.sql")),
        ],
        nouns: vec![
            noun(
                "test_protocol",
                &["id"],
                &[
                    &["sort_key", "id"],
                    &["performed_on", "id"],
                    &["system_id", "performed_on"],
                    &["next_on"],
                    &["responsible"],
                ],
            ),
            noun("test_case", &["protocol_id", "place"], &[]),
            noun("test_participant", &["protocol_id", "person_id"], &[&["person_id"]]),
            noun("test_receiver", &["protocol_id", "person_id"], &[&["person_id"]]),
            noun(
                "operation_approval",
                &["id"],
                &[&["sort_key", "id"], &["approved_on", "id"], &["system_id", "approved_on"]],
            ),
            noun("approval_protocol", &["approval_id", "protocol_id"], &[&["protocol_id"]]),
            noun(
                "duty_statement",
                &["id"],
                &[
                    &["sort_key", "id"],
                    &["made_on", "id"],
                    &["subject_id", "duty"],
                    &["review_date", "id"],
                    &["made_by"],
                ],
            ),
        ],
        ..Schema::default()
    }
}

/// The pages of this room.
#[must_use]
pub fn routes() -> Vec<web::Route> {
    pages::routes()
}

/// Every list of this room, for the tests.
#[must_use]
pub fn listings() -> Vec<&'static storage::Listing> {
    vec![&PROTOCOLS, &APPROVALS, &STATEMENTS]
}

/// Every statement of this room, for the tests.
#[must_use]
pub fn statements() -> Vec<Statement> {
    store::statements()
}
