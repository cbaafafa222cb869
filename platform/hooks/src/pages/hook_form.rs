//! The form by which a web-hook is added or changed.

use super::{PATH, address_of, way, words};
use crate::hook::WebHook;
use crate::save_hook::{SaveHook, save_hook};
use crate::{WEB_HOOK, store};
use kernel::{Error, Message, Objection, Result, Subject};
use maud::Markup;
use web::components::Link;
use web::{Answer, Page, RecordForm, RecordWords, Visit, is_stale, read_form, revision_of};

const WHOM: &[&str] = &["name", "address", "is_active"];
const WHAT: &[&str] = &["happenings"];

pub(super) fn new_form(visit: &Visit) -> Result<Answer> {
    drawn(visit, &WebHook { is_active: Some(true), ..WebHook::default() }, &[])
}

pub(super) fn save_new(visit: &Visit) -> Result<Answer> {
    save(visit, WebHook::default(), None)
}

pub(super) fn edit_form(visit: &Visit) -> Result<Answer> {
    let id = visit.id("id")?;
    let stored = visit.read(|read| store::hook(read, id))?;
    drawn(visit, &stored, &[])
}

pub(super) fn change(visit: &Visit) -> Result<Answer> {
    let id = visit.id("id")?;
    let stored = visit.read(|read| store::hook(read, id))?;
    save(visit, stored, Some(revision_of(visit.form()?)?))
}

fn save(visit: &Visit, stored: WebHook, revision: Option<i64>) -> Result<Answer> {
    let mut asked = stored.clone();
    let typed = read_form(visit.form()?, &mut asked, visit.today());
    if !typed.is_empty() {
        return drawn(visit, &asked, &typed);
    }
    let ask = SaveHook { hook: asked.clone(), revision };
    match visit.write(move |tx| save_hook(tx, ask)) {
        Ok(saved) => Ok(Answer::see_other(address_of(saved.id), "record-saved")),
        Err(Error::Rejected(objections)) if is_stale(&objections) => {
            let words = words(visit)?;
            let form = form_of(visit, &words, &asked);
            let content = form.conflict(&Subject::new(WEB_HOOK, stored.id), &stored, stored.revision)?;
            Ok(framed(visit, &asked, content).rejected().answer())
        }
        Err(Error::Rejected(objections)) => drawn(visit, &asked, &objections),
        Err(error) => Err(error),
    }
}

fn drawn(visit: &Visit, hook: &WebHook, objections: &[Objection]) -> Result<Answer> {
    let words = words(visit)?;
    let page = framed(visit, hook, form_of(visit, &words, hook).objections(objections).draw());
    Ok(if objections.is_empty() { page.answer() } else { page.rejected().answer() })
}

fn form_of<'v>(visit: &'v Visit, words: &'v RecordWords, hook: &WebHook) -> RecordForm<'v, WebHook> {
    let back = if hook.revision == 0 { PATH.to_owned() } else { address_of(hook.id) };
    let form = RecordForm::new(visit, words, hook, Link::new(back, visit.text("cancel")))
        .decided(&["is_active"])
        .group("hook-group-whom", WHOM)
        .group("hook-group-what", WHAT);
    if hook.revision == 0 { form } else { form.revision(hook.revision) }
}

fn framed(visit: &Visit, hook: &WebHook, content: Markup) -> Page {
    if hook.revision == 0 {
        return Page::new(visit.text("hook-new"), content).under(vec![way(visit)]);
    }
    let heading = Message::new("record-change").with("name", hook.name.as_str());
    let here = Link::new(address_of(hook.id), &hook.name);
    Page::new(visit.render(&heading), content).under(vec![way(visit), here])
}
