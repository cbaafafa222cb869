//! The form by which a demand is waived on one record.

use findings::{Waive, of_subject};
use kernel::{Error, Objection, Result, Subject};
use maud::html;
use web::components::{FieldGroup, Form, FormField, Input, Link, form};
use web::{Answer, Page, Visit, form_errors};

pub fn waiver_form(visit: &Visit) -> Result<Answer> {
    let subject = asked_subject(visit.query("subject_kind"), visit.query("subject"))?;
    let rule = visit.query("rule").ok_or(Error::NotFound)?.to_owned();
    let asked = Asked { subject, rule, reason: String::new(), decision: String::new(), until: String::new() };
    show(visit, &asked, &[])
}

pub fn waive(visit: &Visit) -> Result<Answer> {
    let given = visit.form()?;
    let text = |name: &str| given.get(name).unwrap_or_default().to_owned();
    let asked = Asked {
        subject: asked_subject(given.get("subject_kind"), given.get("subject"))?,
        rule: text("rule"),
        reason: text("reason"),
        decision: text("decision"),
        until: text("until"),
    };
    let until = texts::parse_date(&asked.until, visit.today());
    if until.is_none() && !asked.until.trim().is_empty() {
        return show(visit, &asked, &[Objection::new("until", "objection-not-a-date")]);
    }
    let Asked { subject, rule, reason, decision, .. } = asked.clone();
    let waiver = Waive { subject, rule, reason, decision, until };
    let address = address_of(visit, &asked.subject)?;
    match visit.write(move |tx| findings::waive(tx, &waiver)) {
        Ok(_) => Ok(Answer::see_other(address, "waiver-done")),
        Err(Error::Rejected(objections)) => show(visit, &asked, &objections),
        Err(error) => Err(error),
    }
}

/// The form as it was filled in.
#[derive(Clone)]
struct Asked {
    subject: Subject,
    rule: String,
    reason: String,
    decision: String,
    until: String,
}

pub(super) fn asked_subject(kind: Option<&str>, id: Option<&str>) -> Result<Subject> {
    let id = id.and_then(|text| text.parse().ok()).ok_or(Error::NotFound)?;
    Ok(Subject { kind: kind.ok_or(Error::NotFound)?.to_owned(), id })
}

fn address_of(visit: &Visit, subject: &Subject) -> Result<String> {
    visit.read(|read| Ok(read.attached::<findings::Rulebook>()?.address(subject)))
}

fn show(visit: &Visit, asked: &Asked, objections: &[Objection]) -> Result<Answer> {
    let (evaluated, address) = visit.read(|read| {
        access::authorise(read, findings::READ, asked.subject.id).map_err(|_| Error::NotFound)?;
        Ok((
            of_subject(read, &asked.subject)?,
            read.attached::<findings::Rulebook>()?.address(&asked.subject),
        ))
    })?;
    let finding =
        evaluated.findings.iter().find(|finding| finding.rule == asked.rule).ok_or(Error::NotFound)?;
    let field = |name: &str, input: Input| {
        FormField::new(name, visit.text(&format!("waiver-{name}")), input).required()
    };
    let long = |value: &str| Input::LongText { value: value.to_owned(), max_chars: 2_000 };
    let fields = vec![
        field("reason", long(&asked.reason)),
        field("decision", Input::Text { value: asked.decision.clone(), max_chars: 200 })
            .with_hint(visit.text("waiver-decision-hint")),
        field("until", Input::Date { value: asked.until.clone() }),
    ];
    let cancel = Link::new(&address, visit.text("cancel"));
    let content = html! {
        p { (finding.reason.in_language(visit.language())) }
        (form(visit.language(), &Form {
            action: "/undantag/nytt".into(),
            csrf: visit.csrf().into(),
            revision: None,
            hidden: vec![
                ("subject_kind", asked.subject.kind.clone()),
                ("subject", asked.subject.id.to_string()),
                ("rule", asked.rule.clone()),
            ],
            groups: vec![FieldGroup { legend: None, hint: None, fields }],
            errors: form_errors(visit.language(), objections),
            save: visit.text("waiver-save"),
            cancel: Some(cancel),
        }))
    };
    let page = Page::new(visit.text("waiver-title"), content).under(vec![Link::new(address, evaluated.name)]);
    Ok(if objections.is_empty() { page.answer() } else { page.rejected().answer() })
}
