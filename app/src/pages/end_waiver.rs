//! The form by which a waiver is ended before its time.

use super::waiver::asked_subject;
use findings::{Rulebook, WaiverInForce, title_of_about, waiver_in_force};
use kernel::{Error, Objection, Result, Subject};
use maud::html;
use web::components::{FieldGroup, Form, FormField, Input, Link, form};
use web::{Answer, Page, Visit, form_errors};

pub fn end_waiver_form(visit: &Visit) -> Result<Answer> {
    let subject = asked_subject(visit.query("subject_kind"), visit.query("subject"))?;
    let rule = visit.query("rule").ok_or(Error::NotFound)?;
    show(visit, &Asked { subject, rule, reason: "" }, &[])
}

pub fn end_waiver(visit: &Visit) -> Result<Answer> {
    let (waiver, given) = (visit.id("id")?, visit.form()?);
    let subject = asked_subject(given.get("subject_kind"), given.get("subject"))?;
    let rule = given.get("rule").ok_or(Error::NotFound)?;
    let reason = given.get("reason").unwrap_or_default();
    let (address, why) = (address_of(visit, &subject)?, reason.to_owned());
    match visit.write(move |tx| findings::end_waiver(tx, waiver, &why)) {
        Ok(()) => Ok(Answer::see_other(address, "waiver-end-done")),
        Err(Error::Rejected(objections)) => show(visit, &Asked { subject, rule, reason }, &objections),
        Err(error) => Err(error),
    }
}

/// Which demand on which subject, and the reason as far as it is written.
struct Asked<'f> {
    subject: Subject,
    rule: &'f str,
    reason: &'f str,
}

fn address_of(visit: &Visit, subject: &Subject) -> Result<String> {
    Ok(visit.web.db.attached::<Rulebook>()?.address(subject))
}

fn show(visit: &Visit, asked: &Asked, objections: &[Objection]) -> Result<Answer> {
    let language = visit.language();
    let (waiver, evaluated, pack) = visit.read(|read| {
        let waiver = waiver_in_force(read, asked.subject.id, asked.rule)?.ok_or(Error::NotFound)?;
        Ok((waiver, findings::of_subject(read, &asked.subject)?, findings::pack_in_force(read)?))
    })?;
    let finding = evaluated.findings.iter().find(|finding| finding.rule == asked.rule);
    let demand = finding.map(|finding| title_of_about(&pack, &finding.subject.kind, &finding.about));
    let holds = [("until", texts::date(waiver.until).into()), ("decision", waiver.decision.as_str().into())];
    let address = address_of(visit, &asked.subject)?;
    let content = html! {
        @if let Some(demand) = demand { p { strong { (demand.in_language(language)) } } }
        p { (texts::format(language, "waiver-end-holds", &holds)) }
        p { (waiver.reason) }
        p { (visit.text("waiver-end-about")) }
        (form(language, &ending(visit, asked, &waiver, objections, &address)))
    };
    let page =
        Page::new(visit.text("waiver-end-title"), content).under(vec![Link::new(address, evaluated.name)]);
    Ok(if objections.is_empty() { page.answer() } else { page.rejected().answer() })
}

fn ending(
    visit: &Visit,
    asked: &Asked,
    waiver: &WaiverInForce,
    objections: &[Objection],
    address: &str,
) -> Form {
    let reason = Input::LongText { value: asked.reason.to_owned(), max_chars: 2_000 };
    let fields = vec![FormField::new("reason", visit.text("waiver-end-reason"), reason).required()];
    Form {
        action: format!("/undantag/{}/avsluta", waiver.id),
        csrf: visit.csrf().into(),
        revision: None,
        hidden: vec![
            ("subject_kind", asked.subject.kind.clone()),
            ("subject", asked.subject.id.to_string()),
            ("rule", asked.rule.to_owned()),
        ],
        groups: vec![FieldGroup { legend: None, hint: None, fields }],
        errors: form_errors(visit.language(), objections),
        save: visit.text("waiver-end-save"),
        cancel: Some(Link::new(address, visit.text("cancel"))),
    }
}
