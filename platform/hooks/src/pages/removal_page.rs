//! The page that asks whether a web-hook is to be removed.

use super::{PATH, address_of, way};
use crate::hook::WebHook;
use crate::remove_hook::remove_hook;
use crate::store;
use kernel::{Error, Message, Objection, Result};
use maud::html;
use web::components::{Form, Link, Notice, NoticeKind, confirm_form, notice};
use web::{Answer, Page, Visit, form_errors, revision_of};

pub(super) fn ask(visit: &Visit) -> Result<Answer> {
    let id = visit.id("id")?;
    let hook = visit.read(|read| store::hook(read, id))?;
    Ok(drawn(visit, &hook, &[]))
}

pub(super) fn remove(visit: &Visit) -> Result<Answer> {
    let (id, revision) = (visit.id("id")?, revision_of(visit.form()?)?);
    match visit.write(move |tx| remove_hook(tx, id, Some(revision))) {
        Ok(_) => Ok(Answer::see_other(PATH, "hook-removed")),
        Err(Error::Rejected(objections)) => {
            let hook = visit.read(|read| store::hook(read, id))?;
            Ok(drawn(visit, &hook, &objections))
        }
        Err(error) => Err(error),
    }
}

fn drawn(visit: &Visit, hook: &WebHook, objections: &[Objection]) -> Answer {
    let question = visit.render(&Message::new("hook-remove-question").with("name", hook.name.as_str()));
    let asked = Form {
        action: format!("{}/ta-bort", address_of(hook.id)),
        csrf: visit.csrf().to_owned(),
        revision: Some(hook.revision.to_string()),
        hidden: Vec::new(),
        groups: Vec::new(),
        errors: Vec::new(),
        save: visit.text("hook-remove"),
        cancel: Some(Link::new(address_of(hook.id), visit.text("cancel"))),
    };
    let content = html! {
        @for error in form_errors(visit.language(), objections) {
            (notice(&Notice::new(NoticeKind::Wrong, error.text)))
        }
        (confirm_form(&question, &visit.text("hook-remove-consequence"), &asked))
    };
    let here = Link::new(address_of(hook.id), &hook.name);
    let page = Page::new(visit.text("hook-remove"), content).under(vec![way(visit), here]);
    if objections.is_empty() { page.answer() } else { page.rejected().answer() }
}
