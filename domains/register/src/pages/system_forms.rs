//! The forms by which a system is registered and changed.

use super::words::{REGISTERING, naming_system, system_words};
use super::{joined, under};
use crate::change_system::change_system;
use crate::field_groups::without_unseen;
use crate::register_system::register_system;
use crate::system::{SYSTEM, System};
use crate::visible::visible_system;
use crate::{EDIT, READ_ALL};
use kernel::{Id, Language, Objection, Result, Subject};
use maud::Markup;
use organisation::{ORGANISATIONS_BY_NAME, SUPPLIERS_BY_NAME, custom_words, with_blank_custom};
use policy::Pack;
use std::sync::Arc;
use storage::Read;
use web::components::{self, FieldGroup, Input, Link};
use web::{Answer, Form, Names, Page, RecordForm, RecordWords, Tried, Visit, form_page, revision_of, tried};

/// Fields by what belongs together. The state of an existing system changes by a step, so it is asked for only once.
pub(super) const GROUPS: [(&str, &[&str]); 4] = [
    ("register-group-what", &["name", "short_description", "kind", "local_number", "organisation"]),
    (
        "register-group-kind",
        &[
            "category",
            "common_system",
            "business_areas",
            "size",
            "importance",
            "personal_data",
            "sensitive_data",
        ],
    ),
    (
        "register-group-operation",
        &[
            "operation_form",
            "technical_management",
            "business_management",
            "supplier",
            "has_integrations",
            "service_address",
        ],
    ),
    (
        "register-group-lifecycle",
        &[
            "idea_from",
            "procurement_from",
            "introduction_from",
            "in_operation_from",
            "phase_out_from",
            "retired_from",
        ],
    ),
];

/// What a form needs to be drawn.
pub(super) struct Around {
    pub pack: Arc<Pack>,
    pub words: RecordWords,
    /// Notes are for those who see all of the system.
    pub shows_notes: bool,
    is_new: bool,
    /// The organisation of a new system, where one may register in one only.
    pub only_organisation: Option<Id>,
}

impl Around {
    /// The same with other words, such as those of what somebody proposes.
    pub(super) fn saying(self, words: RecordWords) -> Self {
        Self { words, ..self }
    }
}

pub(super) fn new_system(visit: &Visit) -> Result<Answer> {
    let (around, blank) = visit.read(|read| Ok((around(visit, read, None)?, blank(read)?)))?;
    let organisation = around.only_organisation;
    show(visit, &around, &System { organisation, ..blank }, &[])
}

pub(super) fn register(visit: &Visit) -> Result<Answer> {
    let (around, mut system) = visit.read(|read| Ok((around(visit, read, None)?, blank(read)?)))?;
    let typed = around.words.read_form(&in_lines(visit.form()?), &mut system, visit.today());
    let (id, asked) = (system.id, system.clone());
    let result = if typed.is_empty() { visit.write(move |tx| register_system(tx, asked)) } else { Ok(id) };
    match tried(result)? {
        Tried::Done(_) if typed.is_empty() => {
            Ok(Answer::see_other(format!("/system/{id}"), "register-system-registered"))
        }
        Tried::Again(objections) => show(visit, &around, &system, &joined(typed, objections)),
        Tried::Done(_) | Tried::Stale => show(visit, &around, &system, &typed),
    }
}

/// A new system with the fields that the federation has added.
fn blank(read: &Read) -> Result<System> {
    with_blank_custom(read, SYSTEM, System::default())
}

pub(super) fn edit_system(visit: &Visit) -> Result<Answer> {
    let (around, system) = visit.read(|read| {
        let system = editable(visit, read)?;
        Ok((around(visit, read, Some(&system))?, system))
    })?;
    show(visit, &around, &system, &[])
}

pub(super) fn change(visit: &Visit) -> Result<Answer> {
    let (around, stored) = visit.read(|read| {
        let stored = editable(visit, read)?;
        Ok((around(visit, read, Some(&stored))?, stored))
    })?;
    let form = visit.form()?;
    let mut system = System { revision: revision_of(form)?, ..stored.clone() };
    let typed = around.words.read_form(&in_lines(form), &mut system, visit.today());
    if !typed.is_empty() {
        return show(visit, &around, &system, &typed);
    }
    let asked = system.clone();
    match tried(visit.write(move |tx| change_system(tx, asked)))? {
        Tried::Done(_) => Ok(Answer::see_other(format!("/system/{}", stored.id), "register-saved")),
        Tried::Again(objections) => show(visit, &around, &system, &objections),
        Tried::Stale => {
            let subject = Subject::new(SYSTEM, stored.id);
            let form = record_form(visit, &around, &system);
            let content = form.conflict(&subject, &stored, stored.revision)?;
            Ok(page(visit, &around, &system, content).rejected().answer())
        }
    }
}

fn editable(visit: &Visit, read: &Read) -> Result<System> {
    let system = visible_system(read, visit.id("id")?)?;
    access::authorise(read, EDIT, system.id)?;
    without_unseen(read, system.id, system)
}

fn around(visit: &Visit, read: &Read, system: Option<&System>) -> Result<Around> {
    around_where(visit, read, system, &REGISTERING)
}

/// The same for a new system in one of some organisations.
pub(super) fn around_where(
    visit: &Visit,
    read: &Read,
    system: Option<&System>,
    of_new: &Names,
) -> Result<Around> {
    let pack = findings::pack_in_force(read)?;
    let mut words = system_words(&pack, visit.language());
    if let Some(system) = system {
        words = naming_system(read, words, system)?;
    }
    let owners = if system.is_none() { of_new } else { &ORGANISATIONS_BY_NAME };
    let only_organisation = match &(owners.like)(read, "", 2)?[..] {
        [only] => only.value.parse().ok(),
        _ => None,
    };
    let blank = blank(read)?;
    let words = picking(visit, read, words, (system.unwrap_or(&blank), owners))?;
    let shows_notes = match system {
        Some(system) => access::may(read, READ_ALL, system.id)?,
        None => true,
    };
    Ok(Around { pack, words, shows_notes, is_new: system.is_none(), only_organisation })
}

/// What is picked by its name, beginning with what a system has.
pub(super) fn picking(
    visit: &Visit,
    read: &Read,
    words: RecordWords,
    (system, owners): (&System, &Names),
) -> Result<RecordWords> {
    let words = words.pick(visit, read, ("organisation", system.organisation), owners)?;
    let words = words.pick(visit, read, ("supplier", system.supplier), &SUPPLIERS_BY_NAME)?;
    custom_words(visit, read, words, Some(&system.custom))
}

fn record_form<'v>(visit: &'v Visit, around: &'v Around, system: &System) -> RecordForm<'v, System> {
    let back = if around.is_new { "/system".to_owned() } else { format!("/system/{}", system.id) };
    let mut form = RecordForm::new(visit, &around.words, system, Link::new(back, visit.text("cancel")));
    for (legend, fields) in GROUPS {
        form = form.group(legend, fields);
    }
    if around.is_new {
        form = form.group("register-group-state", &["lifecycle_state"]);
    } else {
        form = form.revision(system.revision);
    }
    if around.shows_notes {
        form = form.group("register-group-notes", &["notes"]);
    }
    let save = if around.is_new { "register-do-register" } else { "save" };
    form.save(visit.text(save))
}

fn show(visit: &Visit, around: &Around, system: &System, objections: &[Objection]) -> Result<Answer> {
    let mut form = record_form(visit, around, system).objections(objections).component();
    as_choices(&mut form.groups, &["common_system"]);
    if around.pack.business_areas.is_empty() {
        areas_in_lines(visit.language(), &mut form.groups);
    }
    let content = components::form(visit.language(), &form);
    Ok(form_page(page(visit, around, system, content), objections))
}

fn page(visit: &Visit, around: &Around, system: &System, content: Markup) -> Page {
    let mut way = under(visit, "register-systems", "/system");
    if around.is_new {
        return Page::new(visit.text("register-new-system"), content).under(way);
    }
    way.push(Link::new(format!("/system/{}", system.id), &system.name));
    Page::new(visit.text("register-edit-system"), content).under(way)
}

/// A text that takes one of the pack's words is chosen from a list.
pub(super) fn as_choices(groups: &mut [FieldGroup], fields: &[&str]) {
    for field in groups.iter_mut().flat_map(|group| &mut group.fields) {
        if let (true, Input::Suggested { value, options }) =
            (fields.contains(&field.name.as_str()), &field.input)
        {
            field.input = Input::Choice { value: value.clone(), options: options.clone() };
        }
    }
}

/// Where the pack lists no areas, they are typed, one on each line.
pub(super) fn areas_in_lines(language: Language, groups: &mut [FieldGroup]) {
    for field in groups.iter_mut().flat_map(|group| &mut group.fields) {
        if let ("business_areas", Input::References { values, .. }) = (field.name.as_str(), &field.input) {
            field.input = Input::LongText { value: values.join("\n"), max_chars: 2_000 };
            field.hint = Some(texts::text(language, "register-areas-in-lines"));
        }
    }
}

/// A form whose areas are taken apart by lines.
pub(super) fn in_lines(form: &Form) -> Form {
    let mut apart = Form { pairs: Vec::new(), files: Vec::new() };
    for (name, value) in &form.pairs {
        if name == "business_areas" {
            let lines = value.lines().map(str::trim).filter(|line| !line.is_empty());
            apart.pairs.extend(lines.map(|line| (name.clone(), line.to_owned())));
            apart.pairs.push(("shown".to_owned(), name.clone()));
        } else {
            apart.pairs.push((name.clone(), value.clone()));
        }
    }
    apart
}
