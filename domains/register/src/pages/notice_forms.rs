//! The form by which somebody who may not write in the register tells what should stand there: that of the system itself,
//! with a word of why.

use super::system_forms::{Around, GROUPS, areas_in_lines, around_where, as_choices, in_lines, picking};
use super::words::PROPOSING;
use super::{joined, under};
use crate::PROPOSE;
use crate::change_notice::ChangeNotice;
use crate::field_groups::without_unseen;
use crate::send_change_notice::{SendChangeNotice, own_unsettled, send_change_notice};
use crate::system::{SYSTEM, System};
use crate::visible::visible_system;
use crate::visible_notice::visible_notice;
use kernel::{Error, Id, Message, Objection, Result, Subject};
use maud::{Markup, html};
use organisation::{ORGANISATIONS_BY_NAME, with_blank_custom};
use storage::Read;
use web::components::{self, FormField, Input, Link};
use web::{Answer, Page, RecordForm, Tried, Visit, form_page, revision_of, tried};

/// What is being told.
struct Telling {
    around: Around,
    /// What the register says now; empty of a new system.
    stored: System,
    /// The same with what an earlier notice proposed.
    system: System,
    is_new: bool,
    /// The notice that is sent anew.
    again: Option<ChangeNotice>,
}

pub(super) fn tell_form(visit: &Visit) -> Result<Answer> {
    let telling = visit.read(|read| of_system(visit, read))?;
    show(visit, &telling, &telling.system, &[])
}

pub(super) fn tell(visit: &Visit) -> Result<Answer> {
    send(visit, visit.read(|read| of_system(visit, read))?)
}

pub(super) fn tell_new_form(visit: &Visit) -> Result<Answer> {
    let telling = visit.read(|read| of_new(visit, read, Id::new()))?;
    show(visit, &telling, &telling.system, &[])
}

pub(super) fn tell_new(visit: &Visit) -> Result<Answer> {
    send(visit, visit.read(|read| of_new(visit, read, Id::new()))?)
}

pub(super) fn tell_again_form(visit: &Visit) -> Result<Answer> {
    match visit.read(|read| of_notice(visit, read)) {
        Ok(telling) => show(visit, &telling, &telling.system, &[]),
        // Whoever sees a notice that is not theirs to change reads it; one that is settled says so on its page.
        Err(Error::Refused(_) | Error::Rejected(_)) => {
            Ok(Answer::SeeOther { to: notice_href(visit.id("id")?), done: None })
        }
        Err(error) => Err(error),
    }
}

pub(super) fn tell_again(visit: &Visit) -> Result<Answer> {
    send(visit, visit.read(|read| of_notice(visit, read))?)
}

fn of_system(visit: &Visit, read: &Read) -> Result<Telling> {
    about(visit, read, visible_system(read, visit.id("id")?)?)
}

fn about(visit: &Visit, read: &Read, stored: System) -> Result<Telling> {
    access::authorise(read, PROPOSE, stored.id)?;
    let stored = without_unseen(read, stored.id, stored)?;
    let around = around_where(visit, read, Some(&stored), &PROPOSING)?;
    Ok(Telling { around, system: stored.clone(), stored, is_new: false, again: None })
}

/// A new system that is to have this id.
fn of_new(visit: &Visit, read: &Read, id: Id) -> Result<Telling> {
    let stored = with_blank_custom(read, SYSTEM, System { id, ..System::default() })?;
    let around = around_where(visit, read, None, &PROPOSING)?;
    let system = System { organisation: around.only_organisation, ..stored.clone() };
    Ok(Telling { around, stored, system, is_new: true, again: None })
}

fn of_notice(visit: &Visit, read: &Read) -> Result<Telling> {
    let id = visit.id("id")?;
    let revision = visible_notice(read, id)?.revision;
    let notice = own_unsettled(read, (id, revision))?;
    let system = notice.system.ok_or(Error::NotFound)?;
    let telling = if notice.is_new {
        of_new(visit, read, system)?
    } else {
        about(visit, read, visible_system(read, system)?)?
    };
    let [_, system] = notice.sides(&telling.stored);
    let owners = if notice.is_new { &PROPOSING } else { &ORGANISATIONS_BY_NAME };
    let words = picking(visit, read, telling.around.words.clone(), (&system, owners))?;
    let around = telling.around.saying(words);
    Ok(Telling { around, stored: telling.stored, system, is_new: telling.is_new, again: Some(notice) })
}

fn send(visit: &Visit, telling: Telling) -> Result<Answer> {
    let form = visit.form()?;
    // What an emptied field said before must not come back, so the form is read over what was proposed.
    let mut system = telling.system.clone();
    if !telling.is_new {
        system.revision = revision_of(form)?;
    }
    let mut typed = telling.around.words.read_form(&in_lines(form), &mut system, visit.today());
    let seen = form.get("notice_revision").and_then(|text| text.parse::<i64>().ok());
    if let Some(again) = telling.again.as_ref().filter(|again| seen != Some(again.revision)) {
        let key = "register-objection-notice-stale";
        typed.push(Objection::new("", Message::new(key).with("name", again.name.as_str())));
    }
    let ask = SendChangeNotice {
        again: telling.again.as_ref().map(|notice| (notice.id, notice.revision)),
        system: system.clone(),
        is_new: telling.is_new,
        reason: form.get("reason").unwrap_or_default().to_owned(),
    };
    if !typed.is_empty() {
        return show(visit, &telling, &system, &typed);
    }
    match tried(visit.write(move |tx| send_change_notice(tx, &ask)))? {
        Tried::Done(id) => Ok(Answer::see_other(notice_href(id), "notice-sent")),
        Tried::Again(objections) => show(visit, &telling, &system, &joined(typed, objections)),
        Tried::Stale => {
            let subject = Subject::new(SYSTEM, telling.stored.id);
            let form = record_form(visit, &telling, &system);
            let content = form.conflict(&subject, &telling.stored, telling.stored.revision)?;
            Ok(page(visit, &telling, content).rejected().answer())
        }
    }
}

pub(super) fn notice_href(id: Id) -> String {
    format!("/system/andringsmeddelanden/{id}")
}

fn back(telling: &Telling) -> String {
    match &telling.again {
        Some(notice) => notice_href(notice.id),
        None if telling.is_new => "/system".to_owned(),
        None => format!("/system/{}", telling.stored.id),
    }
}

fn record_form<'v>(visit: &'v Visit, telling: &'v Telling, system: &System) -> RecordForm<'v, System> {
    let cancel = Link::new(back(telling), visit.text("cancel"));
    let mut form = RecordForm::new(visit, &telling.around.words, system, cancel);
    for (legend, fields) in GROUPS {
        form = form.group(legend, fields);
    }
    if telling.is_new {
        form = form.group("register-group-state", &["lifecycle_state"]);
    } else {
        form = form.revision(system.revision);
    }
    if telling.around.shows_notes {
        form = form.group("register-group-notes", &["notes"]);
    }
    if let Some(notice) = &telling.again {
        form = form.hidden("notice_revision", notice.revision.to_string());
    }
    let written = telling.again.as_ref().map_or("", |notice| notice.reason.as_str());
    let reason = visit.form().ok().and_then(|form| form.get("reason")).unwrap_or(written).to_owned();
    let reason = Input::LongText { value: reason, max_chars: 2_000 };
    form.further(
        FormField::new("reason", visit.text("notice-why"), reason).with_hint(visit.text("notice-why-hint")),
    )
    .save(visit.text("notice-send"))
}

fn show(visit: &Visit, telling: &Telling, system: &System, objections: &[Objection]) -> Result<Answer> {
    let mut form = record_form(visit, telling, system).objections(objections).component();
    as_choices(&mut form.groups, &["common_system"]);
    if telling.around.pack.business_areas.is_empty() {
        areas_in_lines(visit.language(), &mut form.groups);
    }
    let text = if telling.is_new { "notice-tell-new-text" } else { "notice-tell-text" };
    let content = html! {
        p { (visit.text(text)) }
        @if let Some(answer) = telling.again.as_ref().map(|notice| &notice.answer).filter(|answer| !answer.is_empty()) {
            p { strong { (visit.text("notice-answer")) ": " } (answer) }
        }
        (components::form(visit.language(), &form))
    };
    Ok(form_page(page(visit, telling, content), objections))
}

fn page(visit: &Visit, telling: &Telling, content: Markup) -> Page {
    let mut way = under(visit, "register-systems", "/system");
    if let Some(notice) = &telling.again {
        way.push(Link::new("/system/andringsmeddelanden", visit.text("notices")));
        way.push(Link::new(notice_href(notice.id), &notice.name));
        return Page::new(visit.text("notice-change"), content).under(way);
    }
    if telling.is_new {
        return Page::new(visit.text("notice-tell-new"), content).under(way);
    }
    way.push(Link::new(format!("/system/{}", telling.stored.id), &telling.stored.name));
    Page::new(visit.text("notice-tell"), content).under(way)
}
