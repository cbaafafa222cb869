//! Where somebody who was appointed says yes or no.

use super::editing::reason_field;
use crate::{
    AnswerAppointment, Answered, Confirmation, RoleAssignment, answer_appointment, visible_assignment,
};
use kernel::{Error, Objection, Result};
use maud::{Markup, html};
use web::components::{FieldGroup, Form, Link, Notice, NoticeKind, form, notice};
use web::{Answer, Page, Visit, form_errors, revision_of};

/// The question on the page of an assignment, for its holder.
pub(super) fn question(visit: &Visit, assignment: &RoleAssignment) -> Markup {
    let is_asked = assignment.confirmation == Confirmation::Pending
        && assignment.person.is_some()
        && assignment.person == visit.actor.person
        && !assignment.is_withdrawn
        && visit.as_of().is_ok_and(|day| day.is_none());
    let here = format!("/uppdrag/{}", assignment.id);
    html! {
        @if is_asked {
            section class="stack" {
                (notice(&Notice::new(NoticeKind::Info, visit.text("appointment-question"))))
                (form(visit.language(), &Form {
                    cancel: Some(Link::new(format!("{here}/avboj"), visit.text("appointment-decline"))),
                    ..bare(visit, format!("{here}/bekrafta"), (assignment, "appointment-confirm"))
                }))
            }
        }
    }
}

/// Whether an answer is waited for that whoever may appoint can note for another.
pub(super) fn is_for_others_to_note(visit: &Visit, assignment: &RoleAssignment) -> bool {
    assignment.confirmation == Confirmation::Pending && assignment.person != visit.actor.person
}

fn bare(visit: &Visit, action: String, (assignment, save): (&RoleAssignment, &str)) -> Form {
    Form {
        action,
        csrf: visit.csrf().to_owned(),
        revision: Some(assignment.revision.to_string()),
        hidden: Vec::new(),
        groups: Vec::new(),
        errors: Vec::new(),
        save: visit.text(save),
        cancel: None,
    }
}

pub(super) fn confirm(visit: &Visit) -> Result<Answer> {
    let ask = asked(visit, Answered::Yes)?;
    let id = ask.id;
    visit.write(move |tx| answer_appointment(tx, &ask))?;
    Ok(Answer::see_other(format!("/uppdrag/{id}"), "appointment-confirmed"))
}

pub(super) fn decline_page(visit: &Visit) -> Result<Answer> {
    show(visit, &[])
}

pub(super) fn decline(visit: &Visit) -> Result<Answer> {
    let ask = asked(visit, Answered::No)?;
    let id = ask.id;
    match visit.write(move |tx| answer_appointment(tx, &ask)) {
        Ok(_) => Ok(Answer::see_other(format!("/uppdrag/{id}"), "appointment-declined")),
        Err(Error::Rejected(objections)) => show(visit, &objections),
        Err(error) => Err(error),
    }
}

fn asked(visit: &Visit, answer: Answered) -> Result<AnswerAppointment> {
    let (id, sent) = (visit.id("id")?, visit.form()?);
    let reason = sent.get("reason").unwrap_or_default().chars().take(1_000).collect();
    Ok(AnswerAppointment { id, revision: revision_of(sent)?, answer, reason })
}

fn show(visit: &Visit, objections: &[Objection]) -> Result<Answer> {
    let id = visit.id("id")?;
    let assignment = visit.read(|read| visible_assignment(read, id))?;
    let here = format!("/uppdrag/{id}");
    let drawn = Form {
        groups: vec![FieldGroup { legend: None, hint: None, fields: vec![reason_field(visit).required()] }],
        errors: form_errors(visit.language(), objections),
        cancel: Some(Link::new(&here, visit.text("cancel"))),
        ..bare(visit, visit.path.clone(), (&assignment, "appointment-decline"))
    };
    let content =
        html! { p { (visit.text("appointment-decline-explained")) } (form(visit.language(), &drawn)) };
    let above = Link::new(here, visit.text("role-assignment"));
    let page = Page::new(visit.text("appointment-decline"), content).under(vec![above]);
    Ok(if objections.is_empty() { page.answer() } else { page.rejected().answer() })
}
