//! The form by which notice is given of an agreement.

use super::{PATH, editable, step_form};
use crate::agreement::Agreement;
use crate::term::last_day_after_notice;
use crate::terminate_agreement::{TerminateAgreement, Terminating, compute_missed_day, terminate_agreement};
use kernel::{Message, Objection, Result};
use web::{Answer, Tried, Visit, read_form, revision_of, tried};

pub(super) fn terminate_form(visit: &Visit) -> Result<Answer> {
    let agreement = visit.read(|read| editable(visit, read))?;
    let asked = Terminating { on: Some(visit.today()), because: String::new() };
    show(visit, &agreement, &asked, &[])
}

pub(super) fn terminate(visit: &Visit) -> Result<Answer> {
    let agreement = visit.read(|read| editable(visit, read))?;
    let form = visit.form()?;
    let mut asked = Terminating::default();
    let typed = read_form(form, &mut asked, visit.today());
    if !typed.is_empty() {
        return show(visit, &agreement, &asked, &typed);
    }
    let ask = TerminateAgreement {
        agreement: agreement.id,
        revision: Some(revision_of(form)?),
        on: asked.on.unwrap_or_else(|| visit.today()),
        because: asked.because.clone(),
    };
    let stale = [Objection::new("", "register-objection-stale-step")];
    match tried(visit.write(move |tx| terminate_agreement(tx, &ask)))? {
        Tried::Done(ended) => Ok(Answer::see_other(format!("{PATH}/{}", ended.id), told(&ended))),
        Tried::Again(objections) => show(visit, &agreement, &asked, &objections),
        Tried::Stale => show(visit, &agreement, &asked, &stale),
    }
}

/// Until when the agreement runs now, and whether the notice came too late to end it sooner.
fn told(agreement: &Agreement) -> Message {
    let known = agreement.terms().zip(agreement.terminated.as_ref());
    let Some((terms, terminated)) = known else { return Message::new("register-saved") };
    let end = texts::date(last_day_after_notice(&terms, terminated.on));
    match compute_missed_day(&terms, terminated.on) {
        Some(missed) => {
            Message::new("agreement-notice-late").with("day", texts::date(missed)).with("end", end)
        }
        None => Message::new("agreement-notice-given").with("end", end),
    }
}

fn show(
    visit: &Visit,
    agreement: &Agreement,
    asked: &Terminating,
    objections: &[Objection],
) -> Result<Answer> {
    let hint = agreement.terms().map(|terms| {
        let end = texts::date(last_day_after_notice(&terms, visit.today()));
        visit.render(&Message::new("agreement-terminate-consequence").with("end", end))
    });
    Ok(step_form(visit, agreement, ("agreement-terminate", asked), (hint, objections)))
}
