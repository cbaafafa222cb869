//! The form of a management object: its fields.

use super::system_forms::{areas_in_lines, as_choices, in_lines};
use super::under;
use super::words::{naming_object, object_words};
use crate::EDIT_OBJECTS;
use crate::field_groups::without_unseen;
use crate::managed_object::{ManagedObject, OBJECT};
use crate::save_object::save_object;
use crate::visible::visible_object;
use kernel::{Objection, Result, Subject};
use maud::Markup;
use organisation::{ORGANISATIONS_BY_NAME, custom_words, with_blank_custom};
use storage::Read;
use web::components::{self, Link};
use web::{Answer, Page, RecordForm, RecordWords, Tried, Visit, form_page, revision_of, tried};

/// What the form of the fields needs to be drawn.
struct Around {
    words: RecordWords,
    lists_areas: bool,
}

pub(super) fn new_object(visit: &Visit) -> Result<Answer> {
    let (around, object) = visit.read(|read| {
        let own = organisation::own_organisation(read)?;
        let object = ManagedObject { organisation: own.map(|own| own.id), ..blank(read)? };
        Ok((around(visit, read, &object)?, object))
    })?;
    show(visit, &around, &object, &[])
}

pub(super) fn register(visit: &Visit) -> Result<Answer> {
    save(visit, None)
}

pub(super) fn edit_object(visit: &Visit) -> Result<Answer> {
    let (around, object) = visit.read(|read| {
        let object = editable(visit, read)?;
        Ok((around(visit, read, &object)?, object))
    })?;
    show(visit, &around, &object, &[])
}

pub(super) fn change(visit: &Visit) -> Result<Answer> {
    let stored = visit.read(|read| editable(visit, read))?;
    save(visit, Some(stored))
}

fn save(visit: &Visit, stored: Option<ManagedObject>) -> Result<Answer> {
    let form = visit.form()?;
    let mut object = match &stored {
        Some(stored) => ManagedObject { revision: revision_of(form)?, ..stored.clone() },
        None => visit.read(blank)?,
    };
    let around = visit.read(|read| around(visit, read, &object))?;
    let typed = around.words.read_form(&in_lines(form), &mut object, visit.today());
    if !typed.is_empty() {
        return show(visit, &around, &object, &typed);
    }
    let asked = object.clone();
    match (tried(visit.write(move |tx| save_object(tx, asked)))?, stored) {
        (Tried::Done(_), _) => Ok(Answer::see_other(format!("/objekt/{}", object.id), "register-saved")),
        (Tried::Again(objections), _) => show(visit, &around, &object, &objections),
        (Tried::Stale, Some(stored)) => {
            let form = record_form(visit, &around, &object);
            let content = form.conflict(&Subject::new(OBJECT, stored.id), &stored, stored.revision)?;
            Ok(page(visit, &object, content).rejected().answer())
        }
        (Tried::Stale, None) => show(visit, &around, &object, &[]),
    }
}

/// A new object with the fields that the federation has added.
fn blank(read: &Read) -> Result<ManagedObject> {
    with_blank_custom(read, OBJECT, ManagedObject::default())
}

pub(super) fn editable(visit: &Visit, read: &Read) -> Result<ManagedObject> {
    let object = visible_object(read, visit.id("id")?)?;
    access::authorise(read, EDIT_OBJECTS, object.id)?;
    without_unseen(read, object.id, object)
}

fn around(visit: &Visit, read: &Read, object: &ManagedObject) -> Result<Around> {
    let pack = findings::pack_in_force(read)?;
    let words = naming_object(read, object_words(&pack, visit.language()), object)?;
    Ok(Around {
        words: custom_words(
            visit,
            read,
            words.pick(visit, read, ("organisation", object.organisation), &ORGANISATIONS_BY_NAME)?,
            Some(&object.custom),
        )?,
        lists_areas: !pack.business_areas.is_empty(),
    })
}

fn record_form<'v>(
    visit: &'v Visit,
    around: &'v Around,
    object: &ManagedObject,
) -> RecordForm<'v, ManagedObject> {
    let is_new = object.revision == 0;
    let back = if is_new { "/objekt".to_owned() } else { format!("/objekt/{}", object.id) };
    let form = RecordForm::new(visit, &around.words, object, Link::new(back, visit.text("cancel")));
    if is_new { form.save(visit.text("register-do-register")) } else { form.revision(object.revision) }
}

fn show(visit: &Visit, around: &Around, object: &ManagedObject, objections: &[Objection]) -> Result<Answer> {
    let mut form = record_form(visit, around, object).objections(objections).component();
    as_choices(&mut form.groups, &["kind"]);
    if !around.lists_areas {
        areas_in_lines(visit.language(), &mut form.groups);
    }
    Ok(form_page(page(visit, object, components::form(visit.language(), &form)), objections))
}

fn page(visit: &Visit, object: &ManagedObject, content: Markup) -> Page {
    let mut way = under(visit, "register-objects", "/objekt");
    if object.revision == 0 {
        return Page::new(visit.text("register-new-object"), content).under(way);
    }
    way.push(Link::new(format!("/objekt/{}", object.id), &object.name));
    Page::new(visit.text("register-edit-object"), content).under(way)
}
