//! Who is told of a plan: those who decide it when it is proposed, and its proposer when something comes of it.

use super::rights::deciders;
use crate::plan::{PLAN, Plan};
use kernel::{Id, Message, Result, Subject};
use notify::Notice;
use policy::{Pack, PlanKind};
use storage::Tx;

/// Tells those who may decide that a proposal waits; not who proposed it.
pub(super) fn tell_deciders(tx: &mut Tx, pack: &Pack, kind: &PlanKind, plan: &Plan) -> Result<()> {
    let Some(proposal) = &plan.proposal else { return Ok(()) };
    let message =
        Message::new("plan-told-proposed").with("who", proposal.by_name.as_str()).with("name", plan.title());
    for person in deciders(tx, pack, kind, plan)? {
        if Some(person) != proposal.by {
            tell(tx, plan, person, (message.clone(), key_of(plan)))?;
        }
    }
    Ok(())
}

/// What waited for those who decide is seen to.
pub(super) fn settle_deciders(tx: &mut Tx, plan: &Plan) -> Result<()> {
    let Some(kind) = crate::visible_plan::kind_of(tx, plan)? else { return Ok(()) };
    let pack = findings::pack_in_force(tx)?;
    for person in deciders(tx, &pack, &kind, plan)? {
        notify::settle(tx, person, &key_of(plan))?;
    }
    Ok(())
}

/// Tells who proposed what came of it, unless they did it themselves.
pub(super) fn tell_proposer(tx: &mut Tx, plan: &Plan, message: Message) -> Result<()> {
    let proposer = plan.proposal.as_ref().and_then(|one| one.by);
    match proposer.filter(|one| Some(*one) != tx.actor().person) {
        Some(person) => {
            let key = format!("{}:{}:{}", key_of(plan), plan.revision, message.key);
            tell(tx, plan, person, (message, key))
        }
        None => Ok(()),
    }
}

fn tell(tx: &mut Tx, plan: &Plan, person: Id, (message, key): (Message, String)) -> Result<()> {
    let notice = Notice {
        person,
        about: Subject::new(PLAN, plan.id),
        address: format!("/planer/{}", plan.id),
        message,
        key,
        is_at_once: true,
    };
    notify::tell(tx, &notice)
}

fn key_of(plan: &Plan) -> String {
    format!("plan:{}:{}", plan.id, plan.version)
}
