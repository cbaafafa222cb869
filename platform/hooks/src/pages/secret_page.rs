//! The secret of a web-hook: made here, and shown once.

use super::{address_of, way};
use crate::hook::WebHook;
use crate::new_secret::{NewSecret, make_secret};
use crate::store;
use kernel::{Error, Objection, Result};
use maud::html;
use web::components::{FieldGroup, Form, Link, Notice, NoticeKind, copyable, form, notice};
use web::{Answer, Page, Visit, form_errors, revision_of};

pub(super) fn ask(visit: &Visit) -> Result<Answer> {
    let id = visit.id("id")?;
    let hook = visit.read(|read| store::hook(read, id))?;
    Ok(drawn(visit, &hook, &[]))
}

pub(super) fn make(visit: &Visit) -> Result<Answer> {
    let (id, revision) = (visit.id("id")?, revision_of(visit.form()?)?);
    match visit.write(move |tx| make_secret(tx, id, revision)) {
        Ok(made) => Ok(shown_once(visit, &made)),
        Err(Error::Rejected(objections)) => {
            let hook = visit.read(|read| store::hook(read, id))?;
            Ok(drawn(visit, &hook, &objections))
        }
        Err(error) => Err(error),
    }
}

fn drawn(visit: &Visit, hook: &WebHook, objections: &[Objection]) -> Answer {
    let (title, consequence) = if hook.secret_number == 0 {
        ("hook-make-secret", "hook-make-secret-consequence")
    } else {
        ("hook-new-secret", "hook-new-secret-consequence")
    };
    let asked = Form {
        action: format!("{}/hemlighet", address_of(hook.id)),
        csrf: visit.csrf().to_owned(),
        revision: Some(hook.revision.to_string()),
        hidden: Vec::new(),
        groups: vec![FieldGroup { legend: None, hint: Some(visit.text(consequence)), fields: Vec::new() }],
        errors: form_errors(visit.language(), objections),
        save: visit.text(title),
        cancel: Some(Link::new(address_of(hook.id), visit.text("cancel"))),
    };
    let here = Link::new(address_of(hook.id), &hook.name);
    let page = Page::new(visit.text(title), form(visit.language(), &asked)).under(vec![way(visit), here]);
    if objections.is_empty() { page.answer() } else { page.rejected().answer() }
}

fn shown_once(visit: &Visit, made: &NewSecret) -> Answer {
    let back = address_of(made.hook.id);
    let content = html! {
        (notice(&Notice::new(NoticeKind::Done, visit.text("hook-secret-made"))))
        (copyable(visit.language(), made.secret.text()))
        p { a href=(back) { (visit.text("hook-secret-kept")) } }
    };
    let here = Link::new(back.clone(), &made.hook.name);
    Page::new(visit.text("hook-secret-once"), content).under(vec![way(visit), here]).answer()
}
