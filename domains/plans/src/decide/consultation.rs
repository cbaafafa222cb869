//! That a body was heard of a plan before it is decided, and what it said.

use super::missing::bodies_to_hear;
use crate::plan::PlanState;
use crate::store;
use crate::trail::{change, keep_plan};
use crate::visible_plan::{kind_of, visible_draft};
use crate::{READ_DRAFTS, WRITE};
use findings::entitled_among;
use kernel::{Date, Error, Id, Objection, Result, check_words};
use organisation::acting_name;
use policy::{MandateAnswer, Who};
use serde_json::Value as Json;
use storage::{AuditEntry, Tx};

/// Letters of what a body said.
pub(crate) const MOST_SAID: usize = 5_000;

/// What a body said of a version. Swedish: samråd.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consultation {
    pub id: Id,
    pub plan: Id,
    pub version: i64,
    pub body: String,
    pub noted_by: Option<Id>,
    pub noted_by_name: String,
    pub held_on: Date,
    pub text: String,
}

/// A consultation as somebody notes it.
#[derive(Clone, Debug)]
pub struct Consulted {
    pub plan: Id,
    pub body: String,
    pub held_on: Option<Date>,
    pub text: String,
}

/// Notes that a body was heard of the version that is written or proposed.
///
/// # Errors
/// Not found; refused for who neither writes there nor speaks for the body; rejected for a body that the guideline does not want
/// heard, a day to come, without a word of what was said, and once the plan is decided.
pub fn record_consultation(tx: &mut Tx, ask: &Consulted) -> Result<Id> {
    let plan = visible_draft(tx, ask.plan)?;
    let kind = kind_of(tx, &plan)?.ok_or_else(|| Error::rejected("", "plan-kind-gone"))?;
    let facts = findings::facts_of(tx, &plan.subject)?;
    if !access::may(tx, WRITE, plan.subject.id)? {
        let pack = findings::pack_in_force(tx)?;
        let body = MandateAnswer {
            who: Who::Body(ask.body.clone()),
            mandate: String::new(),
            clauses: Vec::new(),
            external_allowed: false,
            is_certain: true,
        };
        entitled_among(tx, &pack, (plan.subject.id, &facts), &[body], READ_DRAFTS)?.demanded(
            tx,
            "refused-plan-consult",
            WRITE,
        )?;
    }
    if matches!(plan.state, PlanState::Decided | PlanState::Closed) {
        return Err(Error::rejected("", "plan-objection-no-such-step"));
    }
    let text = ask.text.trim().to_owned();
    let mut objections = Vec::from_iter(check_words("text", &text, MOST_SAID));
    if text.is_empty() {
        objections.push(Objection::new("text", "objection-required"));
    }
    if !bodies_to_hear(&kind, &facts).contains(&ask.body.as_str()) {
        objections.push(Objection::new("body", "plan-objection-not-to-hear"));
    }
    let held_on = ask.held_on.unwrap_or_else(|| tx.today());
    if held_on > tx.today() {
        objections.push(Objection::new("held_on", "plan-objection-day-ahead"));
    }
    if !objections.is_empty() {
        return Err(Error::Rejected(objections));
    }
    let consultation = Consultation {
        id: Id::new(),
        plan: plan.id,
        version: plan.version,
        body: ask.body.clone(),
        noted_by: tx.actor().person,
        noted_by_name: acting_name(tx)?,
        held_on,
        text,
    };
    store::save_consultation(tx, &consultation)?;
    let changes = change("body", Json::Null, ask.body.as_str());
    keep_plan(tx, &plan, AuditEntry { action: "plan.consulted", changes, ..AuditEntry::default() })?;
    Ok(consultation.id)
}
