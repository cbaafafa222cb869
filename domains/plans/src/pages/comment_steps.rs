//! What somebody does on the page of comments: says something of a piece or of the section, answers, and says that something
//! is seen to.

use super::comment_page::{Shown, comments_href, load, show};
use super::plan_words::plan_href;
use crate::comments::{Comment, MOST_OF_A_COMMENT, SaidOf, answer_comment, make_comment, settle_comment};
use crate::store;
use crate::visible_plan::visible_plan;
use kernel::{Error, Id, Objection, Result};
use maud::{Markup, html};
use web::components::{FieldGroup, Form, FormField, Input, Link, remark_form, step_form};
use web::{Answer, Visit, form_errors};

/// The form that is open, with what was typed in it and what is wrong with that.
pub(super) struct Opened {
    pub place: Place,
    pub text: String,
    pub objections: Vec<Objection>,
}

/// Of what something is said.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Section,
    Piece(usize),
    Answer(Id),
}

/// What can be done with a comment, or the form that answers it.
pub(super) fn steps(visit: &Visit, shown: &Shown, comment: &Comment, opened: Option<&Opened>) -> Markup {
    if !shown.may_comment || comment.settled.is_some() {
        return html! {};
    }
    let here = comments_href(shown.plan.id, &shown.section);
    let is_own = comment.made_by.is_some() && comment.made_by == visit.actor.person;
    let answered = opened.filter(|one| one.place == Place::Answer(comment.id));
    let settle = Form {
        action: format!("{}/kommentarer/{}/klar", plan_href(shown.plan.id), comment.id),
        ..blank_form(visit, "plan-comment-settle")
    };
    html! {
        @match answered {
            Some(opened) => (saying(visit, shown, opened, Vec::new())),
            None => div class="row-of" {
                a class="ds-button" data-variant="tertiary" href={ (here) "?svara=" (comment.id) "#" (comment.id) } {
                    (visit.text("plan-comment-answer"))
                }
                @if is_own || shown.may_write { (step_form(&settle)) }
            },
        }
    }
}

/// The form by which something is said.
pub(super) fn saying(
    visit: &Visit,
    shown: &Shown,
    opened: &Opened,
    hidden: Vec<(&'static str, String)>,
) -> Markup {
    let here = comments_href(shown.plan.id, &shown.section);
    let (action, label) = match opened.place {
        Place::Answer(comment) => {
            (format!("{}/kommentarer/{comment}/svara", plan_href(shown.plan.id)), "plan-comment-answer")
        }
        Place::Piece(_) => (here.clone(), "plan-comment-say-of-piece"),
        Place::Section => (here.clone(), "plan-comment-say"),
    };
    let input = Input::LongText { value: opened.text.clone(), max_chars: MOST_OF_A_COMMENT };
    let field = FormField::new("comment", visit.text("plan-comment"), input).required();
    let said = Form {
        action,
        hidden,
        groups: vec![FieldGroup { legend: None, hint: None, fields: vec![field] }],
        errors: form_errors(visit.language(), &opened.objections),
        cancel: (opened.place != Place::Section).then(|| Link::new(here, visit.text("cancel"))),
        ..blank_form(visit, label)
    };
    remark_form(visit.language(), &said)
}

fn blank_form(visit: &Visit, save: &str) -> Form {
    Form {
        action: String::new(),
        csrf: visit.csrf().to_owned(),
        revision: None,
        hidden: Vec::new(),
        groups: Vec::new(),
        errors: Vec::new(),
        save: visit.text(save),
        cancel: None,
    }
}

pub(super) fn make(visit: &Visit) -> Result<Answer> {
    let form = visit.form()?;
    let section = visit.path_values.get("section").cloned().ok_or(Error::NotFound)?;
    let place: Option<usize> = form.get("place").and_then(|text| text.parse().ok());
    let said = SaidOf {
        plan: visit.id("id")?,
        section: section.clone(),
        mark: form.get("mark").filter(|_| place.is_some()).map(str::to_owned),
        place: place.unwrap_or_default(),
        text: form.get("comment").unwrap_or_default().to_owned(),
    };
    let place = place.map_or(Place::Section, Place::Piece);
    let made = visit.write(move |tx| make_comment(tx, &said));
    answer(visit, made, (section, place), "plan-commented")
}

pub(super) fn reply(visit: &Visit) -> Result<Answer> {
    let text = visit.form()?.get("comment").unwrap_or_default().to_owned();
    let (id, comment) = asked(visit)?;
    let made = visit.write(move |tx| answer_comment(tx, id, &text));
    answer(visit, made, (comment.section, Place::Answer(id)), "plan-comment-answered")
}

pub(super) fn settle(visit: &Visit) -> Result<Answer> {
    let (id, comment) = asked(visit)?;
    let settled = visit.write(move |tx| settle_comment(tx, id)).map(|()| id);
    answer(visit, settled, (comment.section, Place::Section), "plan-comment-settled")
}

/// The comment of the path, at its own plan.
fn asked(visit: &Visit) -> Result<(Id, Comment)> {
    let (plan, id) = (visit.id("id")?, visit.id("comment")?);
    let found = visit.read(|read| {
        visible_plan(read, plan)?;
        store::find_comment(read, id)
    })?;
    found.filter(|one| one.plan == plan).map(|one| (id, one)).ok_or(Error::NotFound)
}

/// On to what was said, or the page again with what was typed.
fn answer(
    visit: &Visit,
    made: Result<Id>,
    (section, place): (String, Place),
    done: &'static str,
) -> Result<Answer> {
    let plan = visit.id("id")?;
    match made {
        Ok(id) => Ok(Answer::see_other(format!("{}#{id}", comments_href(plan, &section)), done)),
        Err(Error::Rejected(objections)) => {
            let shown = visit.read(|read| load(visit, read, (plan, section)))?;
            let text = visit.form()?.get("comment").unwrap_or_default().to_owned();
            Ok(show(visit, &shown, Some(&Opened { place, text, objections })))
        }
        Err(error) => Err(error),
    }
}
