//! All SQL by which single records of this room are read and written. Lists stand in `listing`.

mod approvals;
mod next_tests;
mod parts;
mod protocols;
mod reviews;

pub(crate) use approvals::{
    approval_in_force, approval_of_protocol, approvals_by_id, find_approval, save_approval,
};
pub(crate) use next_tests::{NextDue, next_due, next_of};
pub use parts::receivers_of;
pub(crate) use parts::{acknowledge, add_receivers, await_receipts_anew, receivers_of_all};
pub(crate) use protocols::{
    find_protocol, protocols_after, protocols_by_id, protocols_of_system, save_protocol,
};
pub(crate) use reviews::{Review, made_by, reviews};

use storage::Statement;

/// Every statement here, for the tests.
pub(crate) fn statements() -> Vec<Statement> {
    let tests = [protocols::STATEMENTS, parts::STATEMENTS, approvals::STATEMENTS, next_tests::STATEMENTS];
    let statements = [crate::statements::store::STATEMENTS, reviews::STATEMENTS];
    [tests.concat(), statements.concat()].concat()
}
