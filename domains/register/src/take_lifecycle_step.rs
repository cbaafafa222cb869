//! Takes a system into another state. Where the guideline gives the step to somebody, only they take it.

use crate::check_system::refuse_second_common_system;
use crate::confirm_systems::carry_confirmations;
use crate::from_above::StepGates;
use crate::lifecycle::{Step, Taker, compute_takers, decide_step};
use crate::system::{LifecycleState, SYSTEM, System};
use crate::touched::touch_system;
use crate::trail::audit;
use crate::visible::visible_system;
use crate::{EDIT, PHASE_OUT, store};
use findings::Entitlement;
use kernel::{Error, Id, Message, Result, Subject};
use policy::{MandateAnswer, Pack, Who};
use storage::{AuditEntry, Read, Tx};

/// A step of a system, as somebody asks for it.
#[derive(Clone, Debug)]
pub struct TakeLifecycleStep {
    pub system: Id,
    /// The revision that the asker saw; none where nobody looked, as in a script.
    pub revision: Option<i64>,
    pub step: Step,
    /// Where it was decided; demanded where a body decides.
    pub decision: String,
}

/// Takes the step and answers the new revision.
///
/// # Errors
/// Refused for who may not take it; rejected where the step is not possible; stale.
pub fn take_lifecycle_step(tx: &mut Tx, ask: &TakeLifecycleStep) -> Result<i64> {
    let gates = tx.attached::<StepGates>()?;
    step(tx, ask, &gates)
}

/// The same of a step that was taken before it came here, such as one that an import tells of: what rooms above ask for is
/// kept for the steps that are taken here.
///
/// # Errors
/// Those of [`take_lifecycle_step`].
pub fn note_lifecycle_step(tx: &mut Tx, ask: &TakeLifecycleStep) -> Result<i64> {
    step(tx, ask, &StepGates(Vec::new()))
}

fn step(tx: &mut Tx, ask: &TakeLifecycleStep, gates: &StepGates) -> Result<i64> {
    let before = visible_system(tx, ask.system)?;
    let pack = findings::pack_in_force(tx)?;
    authorise_step(tx, &pack, &before, ask)?;
    if ask.revision.is_some_and(|revision| revision != before.revision) {
        return Err(Error::stale());
    }
    let after = decide_step(&before, &ask.step, &pack, tx.today()).map_err(Error::Rejected)?;
    gates.refuse(tx, &pack, &before, ask.step.to)?;
    let after = System { revision: before.revision + 1, ..after };
    store::save_system(tx, &after)?;
    carry_confirmations(tx, &[(&before, &after)])?;
    if before.lifecycle_state == LifecycleState::Retired {
        refuse_second_common_system(tx, &pack, &after)?;
    }
    audit(
        tx,
        after.id,
        AuditEntry {
            action: "system.stepped",
            subject: Some(Subject::new(SYSTEM, after.id)),
            changes: storage::changes(&kernel::json_of(&before).into(), &kernel::json_of(&after).into()),
            reason: Some(ask.step.reason.trim().to_owned()),
            decision: Some(ask.decision.trim().to_owned()),
            ..AuditEntry::default()
        },
    )?;
    touch_system(tx, &after)?;
    Ok(after.revision)
}

/// Whether the actor may take the step, for what a page offers.
///
/// # Errors
/// When the database fails.
pub fn may_take_step(read: &Read, system: &System, to: LifecycleState) -> Result<bool> {
    let pack = findings::pack_in_force(read)?;
    let step = Step { to, on: None, reason: String::new() };
    // Whether a decision is at hand, the form asks.
    let decision = "-".to_owned();
    let ask = TakeLifecycleStep { system: system.id, revision: None, step, decision };
    match authorise_step(read, &pack, system, &ask) {
        Ok(()) => Ok(true),
        Err(Error::Refused(_)) => Ok(false),
        Err(error) => Err(error),
    }
}

fn authorise_step(read: &Read, pack: &Pack, system: &System, ask: &TakeLifecycleStep) -> Result<()> {
    let to = ask.step.to;
    let facts = findings::facts_of(read, &Subject::new(SYSTEM, system.id))?;
    let takers = compute_takers(pack, to, &facts);
    let is_an_end = matches!(to, LifecycleState::PhaseOut | LifecycleState::Retired);
    let edits = access::may(read, EDIT, system.id)?;
    let opens_door = edits || access::may(read, PHASE_OUT, system.id)?;
    if read.actor().is_trusted() || takers.is_empty() {
        return if is_an_end && opens_door { Ok(()) } else { access::authorise(read, EDIT, system.id) };
    }
    let named: Vec<MandateAnswer> = takers.iter().map(Taker::named).collect();
    let here = (system.id, &facts);
    // A token that was made for ending systems ends them, and does nothing else.
    let door = if is_an_end && !edits { PHASE_OUT } else { EDIT };
    let taker = findings::entitled_among(read, pack, here, &named, door)?;
    if opens_door && matches!(taker, Entitlement::Role { .. }) {
        return Ok(());
    }
    let is_by_body = takers.iter().any(|taker| matches!(taker.who, Who::Body(_)));
    match (is_by_body && opens_door, ask.decision.trim().is_empty()) {
        (true, false) => Ok(()),
        (true, true) => Err(Error::rejected("decision", "register-objection-body-decides")),
        (false, _) => Err(refused(read, pack, &takers)),
    }
}

fn refused(read: &Read, pack: &Pack, takers: &[Taker]) -> Error {
    let language = read.actor().language;
    let titles: Vec<String> =
        takers.iter().map(|taker| pack.title_of(&taker.who).in_language(language).to_owned()).collect();
    Error::Refused(Message::new("refused-lifecycle-step").with("holders", titles.join(", ")))
}
