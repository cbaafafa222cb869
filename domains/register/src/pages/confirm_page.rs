//! The page that asks whether what the register says of a system is still right: what has changed since that was said
//! last, what stands there now, and one button.

use super::confirm_list::confirmation_status;
use super::under;
use super::words::{naming_system, system_words};
use crate::confirm_systems::{ConfirmSystems, asked_among, confirm_systems, refused_confirmation};
use crate::confirmation::{Confirmation, ConfirmationState, Confirmed};
use crate::confirmed::confirmed_of;
use crate::field_groups::{all_hidden_fields, leave_out_of_history, seen_by};
use crate::system::{SYSTEM, System};
use crate::visible::visible_system;
use crate::{CONFIRM, EDIT, PROPOSE, store};
use kernel::{Error, Id, Objection, Record as _, Result, Subject};
use maud::{Markup, html};
use organisation::naming_custom;
use storage::{AuditEvent, EventPage, Read, history_of};
use web::components::{Fact, FactValue, FieldGroup, Form, HistoryEntry, Link, facts, form, history};
use web::{Answer, Page, Visit, form_errors, revision_of};

/// Events that are looked through for changes: more than a record gets in a year.
const MOST_EVENTS: i64 = 200;

/// Everything that the page shows.
struct Shown {
    system: System,
    confirmed: Confirmed,
    last: Option<Confirmation>,
    changes: Vec<HistoryEntry>,
    content: Vec<Fact>,
    /// Where the reader puts right what is wrong.
    mend: Option<Link>,
}

pub(super) fn confirm_page(visit: &Visit) -> Result<Answer> {
    match show(visit, &[]) {
        // Whoever is not asked reads what the register says on the system's own page.
        Err(Error::Refused(_)) => {
            Ok(Answer::SeeOther { to: format!("/system/{}", visit.id("id")?), done: None })
        }
        answer => answer,
    }
}

pub(super) fn confirm(visit: &Visit) -> Result<Answer> {
    let (id, revision) = (visit.id("id")?, revision_of(visit.form()?)?);
    let ask = ConfirmSystems { systems: vec![(id, revision)], together: false };
    match visit.write(move |tx| confirm_systems(tx, &ask)) {
        Ok(()) => Ok(Answer::see_other(format!("/system/{id}"), "confirm-done")),
        Err(Error::Rejected(objections)) => show(visit, &objections),
        Err(error) => Err(error),
    }
}

fn load(visit: &Visit, read: &Read) -> Result<Shown> {
    let system = visible_system(read, visit.id("id")?)?;
    access::authorise(read, CONFIRM, system.id)?;
    let (pack, language) = (findings::pack_in_force(read)?, visit.language());
    let facts = findings::facts_of_all(read, SYSTEM.name(), &[system.id])?;
    if asked_among(read, &pack, &facts)?.is_empty() {
        return Err(refused_confirmation(read, &pack));
    }
    let words = naming_system(read, system_words(&pack, language), &system)?;
    let words = naming_custom(language, read, words, &[&system.custom])?;
    let last = store::confirmations_of(read, &[system.id])?.remove(&system.id);
    let confirmed = confirmed_of(read, &pack, &[&system])?.remove(&system.id).ok_or(Error::NotFound)?;
    let mut events = match &last {
        Some(last) => changes_since(read, system.id, last)?,
        None => Vec::new(),
    };
    // What is confirmed is the whole record, whatever is shown of it.
    let allowed = access::allowed(read, system.id)?;
    let hidden = all_hidden_fields(&allowed, system.custom.fields());
    leave_out_of_history(&mut events, &hidden);
    let names = System::FIELDS.iter().map(|field| field.name);
    let fields: Vec<&str> = names.filter(|name| !hidden.iter().any(|one| one == name)).collect();
    let seen = seen_by(&allowed, system.clone());
    let mut content = words.facts(language, &seen, &fields);
    content.extend(words.custom_facts(language, &seen.custom));
    Ok(Shown {
        confirmed,
        changes: words.naming_what_is_in(read, &events)?.history::<System>(language, &events),
        content,
        mend: mend(visit, read, system.id)?,
        last,
        system,
    })
}

/// What has been written in the record's fields since it was confirmed, the newest first.
fn changes_since(read: &Read, system: Id, last: &Confirmation) -> Result<Vec<AuditEvent>> {
    let mut events = history_of(read, &Subject::new(SYSTEM, system), EventPage::newest(MOST_EVENTS))?;
    let is_of_content = |action: &str| matches!(action, "system.changed" | "system.stepped");
    events.retain(|event| event.at > last.at && is_of_content(&event.action));
    Ok(events)
}

fn mend(visit: &Visit, read: &Read, id: Id) -> Result<Option<Link>> {
    if access::may(read, EDIT, id)? {
        return Ok(Some(Link::new(format!("/system/{id}/andra"), visit.text("confirm-mend-by-edit"))));
    }
    let may_tell = access::may(read, PROPOSE, id)?;
    Ok(may_tell.then(|| Link::new(format!("/system/{id}/meddela"), visit.text("notice-tell"))))
}

fn show(visit: &Visit, objections: &[Objection]) -> Result<Answer> {
    let shown = visit.read(|read| load(visit, read))?;
    let (language, system) = (visit.language(), &shown.system);
    let content = html! { div class="stack" {
        (facts(language, &standing(visit, &shown)))
        (changed(visit, &shown))
        section class="stack" { h2 { (visit.text("confirm-content")) } (facts(language, &shown.content)) }
        (form(language, &asking(visit, system, objections)))
        @if let Some(mend) = &shown.mend {
            p { (visit.text("confirm-wrong")) " " a href=(mend.href) { (mend.label) } }
        }
    } };
    let mut way = under(visit, "register-systems", "/system");
    way.push(Link::new(format!("/system/{}", system.id), &system.name));
    let title = texts::format(language, "confirm-page", &[("name", system.name.as_str().into())]);
    let page = Page::new(title, content).under(way);
    Ok(if objections.is_empty() { page.answer() } else { page.rejected().answer() })
}

fn asking(visit: &Visit, system: &System, objections: &[Objection]) -> Form {
    Form {
        action: visit.path.clone(),
        csrf: visit.csrf().to_owned(),
        revision: Some(system.revision.to_string()),
        hidden: Vec::new(),
        groups: Vec::<FieldGroup>::new(),
        errors: form_errors(visit.language(), objections),
        save: visit.text("confirm-do"),
        cancel: Some(Link::new(format!("/system/{}", system.id), visit.text("cancel"))),
    }
}

fn standing(visit: &Visit, shown: &Shown) -> Vec<Fact> {
    let mut rows = vec![Fact::new(
        visit.text("confirmation-state"),
        FactValue::Status(confirmation_status(visit, shown.confirmed.state)),
    )];
    if let Some(last) = &shown.last {
        rows.push(Fact::text(visit.text("confirm-last"), last_told(visit, last)));
        let until = shown.confirmed.until.filter(|_| shown.confirmed.state != ConfirmationState::Changed);
        rows.push(Fact::text(visit.text("confirm-until"), until.map(texts::date).unwrap_or_default()));
    }
    rows
}

/// When and by whom a system was confirmed last.
pub(super) fn last_told(visit: &Visit, last: &Confirmation) -> String {
    let by = texts::format(visit.language(), "confirm-last-by", &[("name", last.by_name.as_str().into())]);
    format!("{} {by}", texts::date(last.on))
}

fn changed(visit: &Visit, shown: &Shown) -> Markup {
    html! {
        section class="stack" {
            h2 { (visit.text("confirm-changed")) }
            @if shown.last.is_none() {
                p { (visit.text("confirm-never")) }
            } @else if shown.changes.is_empty() {
                p { (visit.text("confirm-unchanged")) }
            } @else {
                p { (visit.text("confirm-own-changes")) }
                (history(visit.language(), &shown.changes))
            }
        }
    }
}
