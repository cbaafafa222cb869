//! The form by which an agreement that would end is renewed.

use super::{PATH, editable, step_form};
use crate::agreement::Agreement;
use crate::renew_agreement::{RenewAgreement, Renewing, renew_agreement};
use kernel::{Objection, Result};
use web::{Answer, Tried, Visit, read_form, revision_of, tried};

pub(super) fn renew_form(visit: &Visit) -> Result<Answer> {
    let agreement = visit.read(|read| editable(visit, read))?;
    show(visit, &agreement, &Renewing::default(), &[])
}

pub(super) fn renew(visit: &Visit) -> Result<Answer> {
    let agreement = visit.read(|read| editable(visit, read))?;
    let form = visit.form()?;
    let mut asked = Renewing::default();
    let typed = read_form(form, &mut asked, visit.today());
    let (Some(ends_on), true) = (asked.ends_on, typed.is_empty()) else {
        return show(visit, &agreement, &asked, &typed);
    };
    let ask = RenewAgreement {
        agreement: agreement.id,
        revision: Some(revision_of(form)?),
        ends_on,
        because: asked.because.clone(),
    };
    let stale = [Objection::new("", "register-objection-stale-step")];
    match tried(visit.write(move |tx| renew_agreement(tx, &ask)))? {
        Tried::Done(_) => Ok(Answer::see_other(format!("{PATH}/{}", agreement.id), "agreement-renewed")),
        Tried::Again(objections) => show(visit, &agreement, &asked, &objections),
        Tried::Stale => show(visit, &agreement, &asked, &stale),
    }
}

fn show(visit: &Visit, agreement: &Agreement, asked: &Renewing, objections: &[Objection]) -> Result<Answer> {
    Ok(step_form(visit, agreement, ("agreement-renew", asked), (None, objections)))
}
