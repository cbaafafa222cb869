//! The steps of a plan that need no more than to be taken: into review and back, back from a proposal, and on to the next version
//! of what is decided.

use super::rights::{decider_of, draft_right};
use super::told::{settle_deciders, tell_proposer};
use super::{PlanStep, decide_step_of_plan};
use crate::plan::Plan;
use crate::trail::{change, keep_plan};
use crate::visible_plan::{kind_of, visible_draft};
use crate::{DECIDE, WRITE};
use kernel::{Error, Id, Message, Objection, Result, check_words};
use storage::{AuditEntry, Tx};

/// Letters of the reason why a proposal is given back.
pub(crate) const MOST_OF_A_RETURN: usize = 1_000;

/// A plan as somebody saw it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SeenPlan {
    pub plan: Id,
    /// None where nobody looked, as in a script.
    pub revision: Option<i64>,
}

/// The plan after a step, one revision on.
pub(super) fn stepped(plan: &Plan, seen: &SeenPlan, step: PlanStep) -> Result<Plan> {
    if seen.revision.is_some_and(|revision| revision != plan.revision) {
        return Err(Error::stale());
    }
    let wrong = || Error::rejected("", "plan-objection-no-such-step");
    let state = decide_step_of_plan(plan.state, step).ok_or_else(wrong)?;
    Ok(Plan { state, revision: plan.revision + 1, ..plan.clone() })
}

/// Lets others look a draft over before it is proposed.
///
/// # Errors
/// Not found; refused for who may not write there; stale; rejected for what is no draft.
pub fn send_for_review(tx: &mut Tx, seen: SeenPlan) -> Result<()> {
    written_on(tx, &seen, PlanStep::SendForReview, "plan.sent_for_review")
}

/// Goes on with a draft that others have looked over.
///
/// # Errors
/// As [`send_for_review`], for what is not under review.
pub fn take_back_from_review(tx: &mut Tx, seen: SeenPlan) -> Result<()> {
    written_on(tx, &seen, PlanStep::TakeBack, "plan.taken_back")
}

fn written_on(tx: &mut Tx, seen: &SeenPlan, step: PlanStep, action: &'static str) -> Result<()> {
    let plan = visible_draft(tx, seen.plan)?;
    access::authorise(tx, WRITE, plan.subject.id)?;
    let after = stepped(&plan, seen, step)?;
    keep_plan(tx, &after, AuditEntry { action, ..AuditEntry::default() })
}

/// Gives a proposal back to those who write: whoever may decide it says why, and its proposer may take it back.
///
/// # Errors
/// Not found; refused for others; stale; rejected without a reason, and for what is not proposed.
pub fn return_plan(tx: &mut Tx, seen: SeenPlan, reason: &str) -> Result<()> {
    let plan = visible_draft(tx, seen.plan)?;
    let pack = findings::pack_in_force(tx)?;
    let proposer = plan.proposal.as_ref().and_then(|one| one.by);
    let is_own = proposer.is_some() && proposer == tx.actor().person;
    match kind_of(tx, &plan)? {
        Some(kind) if !is_own => {
            decider_of(tx, &pack, &kind, &plan)?.demanded(tx, "refused-plan-decide", DECIDE)?;
        }
        // Of a kind that the guideline no longer has, whoever writes takes the proposal back.
        None if !is_own => access::authorise(tx, WRITE, plan.subject.id)?,
        _ => (),
    }
    let after = stepped(&plan, &seen, PlanStep::Return)?;
    let reason = reason.trim();
    let mut objections = Vec::from_iter(check_words("reason", reason, MOST_OF_A_RETURN));
    if reason.is_empty() {
        objections.push(Objection::new("reason", "objection-required"));
    }
    if !objections.is_empty() {
        return Err(Error::Rejected(objections));
    }
    let after = Plan { proposal: None, ..after };
    let entry =
        AuditEntry { action: "plan.returned", reason: Some(reason.to_owned()), ..AuditEntry::default() };
    keep_plan(tx, &after, entry)?;
    settle_deciders(tx, &plan)?;
    let message =
        Message::new("plan-told-returned").with("name", plan.title()).with("reason", reason.to_owned());
    tell_proposer(tx, &plan, message)
}

/// Begins the next version of a decided plan; what is decided holds until that is.
///
/// # Errors
/// Not found; refused for who may not draft it; stale; rejected for what is not decided, and where the guideline no longer has
/// its kind.
pub fn open_new_version(tx: &mut Tx, seen: SeenPlan) -> Result<()> {
    let plan = visible_draft(tx, seen.plan)?;
    let pack = findings::pack_in_force(tx)?;
    let kind = kind_of(tx, &plan)?.ok_or_else(|| Error::rejected("", "plan-kind-gone"))?;
    draft_right(tx, &pack, &kind, &plan.subject)?.demanded(tx, "refused-plan-draft", WRITE)?;
    let after = stepped(&plan, &seen, PlanStep::OpenNewVersion)?;
    let after = Plan { version: plan.version + 1, proposal: None, ..after };
    let changes = change("version", plan.version, after.version);
    keep_plan(tx, &after, AuditEntry { action: "plan.version_opened", changes, ..AuditEntry::default() })
}
