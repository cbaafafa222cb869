//! Approves an agreement for the systems that it covers: each by whom the guideline names there, so that several people may
//! have to.

use crate::agreement::Agreement;
use crate::approval::Approval;
use crate::rights::{APPROVE, Rights, rights_for};
use crate::store;
use crate::terminate_agreement::check_running;
use crate::trail::note;
use crate::visible::visible_agreement;
use kernel::{Error, FieldKind, Id, Objection, Result, check_words, record_fields};
use policy::Pack;
use serde_json::{Value as Json, json};
use storage::{AuditEntry, Read, Tx};

/// Letters of a reference to a decision.
pub(crate) const MOST_OF_DECISION: usize = 200;

/// Which agreement is approved.
#[derive(Clone, Debug)]
pub struct ApproveAgreement {
    pub agreement: Id,
    /// The revision that the asker saw; none where nobody looked.
    pub revision: Option<i64>,
    /// Where it was decided; demanded where a body approves.
    pub decision: String,
}

/// What somebody says who approves or signs as a member of a body.
#[derive(Clone, Debug, Default)]
pub(crate) struct Approving {
    pub decision: String,
}

record_fields! { Approving {
    decision: FieldKind::Text { max_chars: MOST_OF_DECISION };
} }

/// Approves an agreement for every system that waits for it and for which the actor may; answers how many still wait.
///
/// # Errors
/// Stale; refused for who may approve it for none of them; rejected where nothing waits, where it has ended, and without a
/// decision where a body approves.
pub fn approve_agreement(tx: &mut Tx, ask: &ApproveAgreement) -> Result<usize> {
    let agreement = visible_agreement(tx, ask.agreement)?;
    let pack = findings::pack_in_force(tx)?;
    let waiting = waiting_for_approval(tx, &pack, &agreement)?;
    let rights = rights_for(tx, &pack, &agreement, (APPROVE, &waiting))?;
    if !waiting.is_empty() && rights.given.is_empty() {
        return Err(rights.refusal(tx, "refused-agreement-approve"));
    }
    if ask.revision.is_some_and(|revision| revision != agreement.revision) {
        return Err(Error::stale());
    }
    let mut objections = Vec::from_iter(check_running(&agreement, tx.today()));
    if waiting.is_empty() {
        objections.push(Objection::new("", "agreement-objection-nothing-to-approve"));
    }
    objections.extend(check_decision(&rights, &ask.decision));
    if !objections.is_empty() {
        return Err(Error::Rejected(objections));
    }
    let decision = ask.decision.trim().to_owned();
    let approval = |system: &Id| Approval {
        system: *system,
        on: tx.today(),
        by: tx.actor().person,
        decision: decision.clone(),
    };
    let approvals: Vec<Approval> = rights.given.keys().map(approval).collect();
    store::save_approvals(tx, agreement.id, &approvals)?;
    let approved: Vec<Id> = rights.given.keys().copied().collect();
    let changes = [("approved".to_owned(), json!([Json::Null, approved]))].into_iter().collect();
    let decision = (!decision.is_empty()).then_some(decision);
    note(
        tx,
        &agreement,
        AuditEntry { action: "agreement.approved", changes, decision, ..AuditEntry::default() },
    )?;
    Ok(rights.missing.len())
}

/// The systems for which the guideline wants an agreement of this kind approved and nobody has approved it yet.
pub(crate) fn waiting_for_approval(read: &Read, pack: &Pack, agreement: &Agreement) -> Result<Vec<Id>> {
    let kind = agreement.kind.and_then(|kind| pack.agreement_kind(kernel::Choice::name(kind)));
    if !kind.is_some_and(|kind| kind.needs_approval) {
        return Ok(Vec::new());
    }
    let approved = store::approvals_of(read, agreement.id)?;
    let waits = |system: &&Id| !approved.iter().any(|one| one.system == **system);
    Ok(agreement.systems.iter().filter(waits).copied().collect())
}

/// A body decides at a meeting: where that stands has to be said.
pub(crate) fn check_decision(rights: &Rights, decision: &str) -> Option<Objection> {
    if rights.is_by_body() && decision.trim().is_empty() {
        return Some(Objection::new("decision", "register-objection-body-decides"));
    }
    check_words("decision", decision, MOST_OF_DECISION)
}
