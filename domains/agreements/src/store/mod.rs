//! All SQL by which agreements are read and written. Lists stand in `listing`.

mod agreements;
mod approvals;
mod around;
mod due;
mod papers;

pub(crate) use agreements::{
    agreements_after, agreements_by_id, agreements_covering, agreements_made_at, find_agreement,
    has_call_offs, save_agreement, seen_to_by,
};
pub(crate) use approvals::{
    Covering, approvals_of, approvals_of_each, covering_each, save_approvals, take_back_approval,
};
pub(crate) use around::{SystemNamed, names_of_agreements, objects_of_systems, systems_named};
pub(crate) use due::{
    Running, running_covering, running_seen_to_by, systems_answered_for, systems_of_agreements,
};
pub(crate) use papers::{DocumentNamed, documents_at, documents_named};

use storage::Statement;

/// Every statement here, for the tests.
pub(crate) fn statements() -> Vec<Statement> {
    [
        agreements::STATEMENTS,
        approvals::STATEMENTS,
        around::STATEMENTS,
        due::STATEMENTS,
        papers::STATEMENTS,
        crate::licences::STATEMENTS,
    ]
    .concat()
}
