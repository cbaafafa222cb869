//! The form by which an agreement is approved for the systems that the visitor may approve it for.

use super::{PATH, step_form};
use crate::agreement::Agreement;
use crate::approve_agreement::{ApproveAgreement, Approving, approve_agreement, waiting_for_approval};
use crate::rights::{APPROVE, rights_for};
use crate::store;
use crate::visible::visible_agreement;
use kernel::{Id, Message, Objection, Result};
use storage::Read;
use web::{Answer, Tried, Visit, read_form, revision_of, tried};

/// What the form needs to be drawn.
struct Around {
    agreement: Agreement,
    /// The systems that it is approved for.
    systems: Vec<String>,
    has_others: bool,
}

pub(super) fn approve_form(visit: &Visit) -> Result<Answer> {
    let around = visit.read(|read| around(visit, read))?;
    show(visit, &around, &Approving::default(), &[])
}

pub(super) fn approve(visit: &Visit) -> Result<Answer> {
    let form = visit.form()?;
    let mut asked = Approving::default();
    let typed = read_form(form, &mut asked, visit.today());
    let id = visit.id("id")?;
    if !typed.is_empty() {
        return show(visit, &visit.read(|read| around(visit, read))?, &asked, &typed);
    }
    let ask = ApproveAgreement {
        agreement: id,
        revision: Some(revision_of(form)?),
        decision: asked.decision.clone(),
    };
    let objections = match tried(visit.write(move |tx| approve_agreement(tx, &ask)))? {
        Tried::Done(waiting) => return Ok(Answer::see_other(format!("{PATH}/{id}"), told(waiting))),
        Tried::Again(objections) => objections,
        Tried::Stale => vec![Objection::new("", "register-objection-stale-step")],
    };
    show(visit, &visit.read(|read| around(visit, read))?, &asked, &objections)
}

fn told(waiting: usize) -> Message {
    if waiting == 0 {
        return Message::new("agreement-approved-whole");
    }
    Message::new("agreement-approved-partly").with("count", i64::try_from(waiting).unwrap_or(i64::MAX))
}

fn around(visit: &Visit, read: &Read) -> Result<Around> {
    let agreement = visible_agreement(read, visit.id("id")?)?;
    let pack = findings::pack_in_force(read)?;
    let waiting = waiting_for_approval(read, &pack, &agreement)?;
    let rights = rights_for(read, &pack, &agreement, (APPROVE, &waiting))?;
    if !waiting.is_empty() && rights.given.is_empty() {
        return Err(rights.refusal(read, "refused-agreement-approve"));
    }
    let given: Vec<Id> = rights.given.keys().copied().collect();
    let systems = store::systems_named(read, &given)?.into_iter().map(|one| one.name).collect();
    Ok(Around { agreement, systems, has_others: !rights.missing.is_empty() })
}

fn show(visit: &Visit, around: &Around, asked: &Approving, objections: &[Objection]) -> Result<Answer> {
    let for_these = Message::new("agreement-approve-consequence").with("systems", around.systems.join(", "));
    let mut hint = visit.render(&for_these);
    if around.has_others {
        hint = format!("{hint} {}", visit.text("agreement-approve-others"));
    }
    Ok(step_form(visit, &around.agreement, ("agreement-approve", asked), (Some(hint), objections)))
}
