//! The form by which it is noted that an agreement is signed.

use super::{PATH, step_form};
use crate::agreement::Agreement;
use crate::sign_agreement::{SignAgreement, Signing, rights_to_sign, sign_agreement};
use crate::visible::visible_agreement;
use kernel::{Objection, Result};
use storage::Read;
use web::{Answer, Tried, Visit, read_form, revision_of, tried};

pub(super) fn sign_form(visit: &Visit) -> Result<Answer> {
    let agreement = visit.read(|read| signable(visit, read))?;
    let asked = Signing { on: Some(visit.today()), ..Signing::default() };
    Ok(show(visit, &agreement, &asked, &[]))
}

pub(super) fn sign(visit: &Visit) -> Result<Answer> {
    let agreement = visit.read(|read| signable(visit, read))?;
    let form = visit.form()?;
    let mut asked = Signing::default();
    let typed = read_form(form, &mut asked, visit.today());
    if !typed.is_empty() {
        return Ok(show(visit, &agreement, &asked, &typed));
    }
    let ask = SignAgreement {
        agreement: agreement.id,
        revision: Some(revision_of(form)?),
        on: asked.on.unwrap_or_else(|| visit.today()),
        decision: asked.decision.clone(),
    };
    let stale = [Objection::new("", "register-objection-stale-step")];
    match tried(visit.write(move |tx| sign_agreement(tx, &ask)))? {
        Tried::Done(_) => Ok(Answer::see_other(format!("{PATH}/{}", agreement.id), "agreement-is-signed")),
        Tried::Again(objections) => Ok(show(visit, &agreement, &asked, &objections)),
        Tried::Stale => Ok(show(visit, &agreement, &asked, &stale)),
    }
}

/// An agreement that the visitor may sign, whole.
fn signable(visit: &Visit, read: &Read) -> Result<Agreement> {
    let agreement = visible_agreement(read, visit.id("id")?)?;
    let pack = findings::pack_in_force(read)?;
    let rights = rights_to_sign(read, &pack, &agreement)?;
    if rights.missing.is_empty() {
        Ok(agreement)
    } else {
        Err(rights.refusal(read, "refused-agreement-sign"))
    }
}

fn show(visit: &Visit, agreement: &Agreement, asked: &Signing, objections: &[Objection]) -> Answer {
    let hint = visit.text("agreement-sign-consequence");
    step_form(visit, agreement, ("agreement-sign", asked), (Some(hint), objections))
}
