//! Approves a version of a system for operation, on the strength of tests that others know of.

use crate::check_approval::{Approval, check_approval};
use crate::operation_approval::OperationApproval;
use crate::people_at_work::who_is_gone;
use crate::receiver::Receiver;
use crate::test_protocol::TestProtocol;
use crate::trail::{audit, changes_of_approval, of_approval};
use crate::{APPROVE_OPERATION, store};
use kernel::{Error, Id, Message, Objection, Result};
use organisation::acting_name;
use policy::{Pack, ParameterValue};
use register::{LifecycleState, System, check_fields, visible_system};
use std::collections::BTreeSet;
use storage::{AuditEntry, Read, Tx};

/// The parameter by which a guideline asks that every receiver has said that they have the protocol.
const NEEDS_RECEIPTS: &str = "approval_needs_receipts";

/// What is approved, and on the strength of which tests.
#[derive(Clone, Debug, Default)]
pub struct ApproveOperation {
    pub system: Id,
    pub version: String,
    pub protocols: Vec<Id>,
    pub remarks: String,
}

type Tested = Vec<(TestProtocol, Vec<Receiver>)>;

/// Approves and answers the id of the approval.
///
/// # Errors
/// Not found for a system that the actor may not see; refused without permission; rejected for a system that is retired or
/// approved already, and by everything that [`check_approval`] says.
pub fn approve_operation(tx: &mut Tx, ask: &ApproveOperation) -> Result<Id> {
    let system = visible_system(tx, ask.system)?;
    access::authorise(tx, APPROVE_OPERATION, system.id)?;
    let approval = OperationApproval {
        id: Id::new(),
        revision: 1,
        system: system.id,
        version: ask.version.trim().to_owned(),
        protocols: BTreeSet::from_iter(ask.protocols.iter().copied()).into_iter().collect(),
        remarks: ask.remarks.trim().to_owned(),
        approved_by: tx.actor().person,
        approved_by_name: acting_name(tx)?,
        approved_on: tx.today(),
        revoked: None,
    };
    let tested = tests_of(tx, system.id)?;
    let objections = wrong_with(tx, &system, &approval, &tested)?;
    if !objections.is_empty() {
        return Err(Error::Rejected(objections));
    }
    store::save_approval(tx, &approval)?;
    let built_on: Vec<&TestProtocol> =
        tested.iter().map(|(one, _)| one).filter(|one| approval.protocols.contains(&one.id)).collect();
    let entry = AuditEntry {
        action: "operation_approval.given",
        subject: of_approval(approval.id),
        changes: changes_of_approval(&approval, &built_on),
        ..AuditEntry::default()
    };
    audit(tx, system.id, entry)?;
    Ok(approval.id)
}

/// The tests of a system that an approval may build on, the newest first, each with whom it was sent to.
pub(crate) fn tests_of(read: &Read, system: Id) -> Result<Tested> {
    let protocols = store::protocols_of_system(read, system)?;
    let ids: Vec<Id> = protocols.iter().map(|one| one.id).collect();
    let mut receivers = store::receivers_of_all(read, &ids)?;
    let with_receivers = |one: TestProtocol| {
        let sent_to = receivers.remove(&one.id).unwrap_or_default();
        (one, sent_to)
    };
    Ok(protocols.into_iter().map(with_receivers).collect())
}

fn wrong_with(
    read: &Read,
    system: &System,
    approval: &OperationApproval,
    tested: &Tested,
) -> Result<Vec<Objection>> {
    let mut objections = check_fields(approval);
    if system.lifecycle_state == LifecycleState::Retired {
        objections.push(Objection::new("", "approval-objection-retired"));
    }
    if let Some(earlier) = store::approval_in_force(read, system.id, &approval.version)? {
        let message = Message::new("approval-objection-given-already")
            .with("who", earlier.approved_by_name)
            .with("day", texts::date(earlier.approved_on));
        objections.push(Objection::new("version", message));
    }
    if !approval.protocols.is_empty() {
        objections.extend(check_approval(&Approval {
            system: system.id,
            version: &approval.version,
            approver: approval.approved_by,
            chosen: &approval.protocols,
            all: tested,
            needs_receipts: needs_receipts(&*findings::pack_in_force(read)?),
            gone: &who_is_gone(read, &receivers_of_chosen(approval, tested))?,
        }));
    }
    Ok(objections)
}

fn receivers_of_chosen(approval: &OperationApproval, tested: &Tested) -> Vec<Id> {
    let chosen = tested.iter().filter(|(protocol, _)| approval.protocols.contains(&protocol.id));
    let people: BTreeSet<Id> = chosen.flat_map(|(_, receivers)| receivers).map(|one| one.person).collect();
    Vec::from_iter(people)
}

fn needs_receipts(pack: &Pack) -> bool {
    pack.parameter(NEEDS_RECEIPTS).is_some_and(|one| one.value == ParameterValue::Flag(true))
}
