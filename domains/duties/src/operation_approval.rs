//! That a version of a system may be used: given by somebody who answers for it, built on tests that others know of, and
//! revoked when it no longer holds.

use kernel::{Date, FieldKind, Id, ReferenceKind, SubjectKind, record_fields};
use register::Withdrawal;

pub const OPERATION_APPROVAL: SubjectKind = SubjectKind("operation_approval");

/// Swedish: driftsgodkännande. Source: S0-105.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OperationApproval {
    pub id: Id,
    /// Counts from 1; 0 while it is not saved.
    pub revision: i64,
    pub system: Id,
    pub version: String,
    /// The tests that it builds on.
    pub protocols: Vec<Id>,
    pub remarks: String,
    /// Absent where the operator of the machine gave it.
    pub approved_by: Option<Id>,
    pub approved_by_name: String,
    pub approved_on: Date,
    pub revoked: Option<Withdrawal>,
}

record_fields! { OperationApproval {
    version: FieldKind::Text { max_chars: 40 };
    protocols: FieldKind::References(ReferenceKind("test_protocol")), required;
    remarks: FieldKind::LongText { max_chars: 2_000 };
} }

impl OperationApproval {
    /// One that says nothing yet, to be filled in.
    #[must_use]
    pub(crate) fn blank(today: Date) -> Self {
        Self {
            id: Id::new(),
            revision: 0,
            system: Id::new(),
            version: String::new(),
            protocols: Vec::new(),
            remarks: String::new(),
            approved_by: None,
            approved_by_name: String::new(),
            approved_on: today,
            revoked: None,
        }
    }
}
