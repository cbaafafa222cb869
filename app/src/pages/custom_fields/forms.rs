//! The form by which a field is added or changed.

use super::{PATH, address_of, way, words};
use crate::domains::KINDS_WITH_CUSTOM_FIELDS;
use custom_fields::{CUSTOM_FIELD, Definition, SaveField, definition, save_field};
use kernel::{CustomGroup, Error, Objection, Result, Subject};
use maud::Markup;
use web::components::Link;
use web::{Answer, Page, RecordForm, RecordWords, Visit, is_stale, read_form, revision_of};

/// What a field is and what it is called; of one that is there, only what may change.
const WHAT: &[&str] = &["record_kind", "label_sv", "label_en", "field_type"];
const CALLED: &[&str] = &["label_sv", "label_en"];
const ASKED: &[&str] = &["choices", "field_group", "is_required", "help_sv", "help_en"];
const PLACED: &[&str] = &["section_sv", "section_en", "place"];

pub fn new_form(visit: &Visit) -> Result<Answer> {
    let kind = KINDS_WITH_CUSTOM_FIELDS.iter().find(|kind| Some(kind.name) == visit.query("slag"));
    let record_kind = kind.or(KINDS_WITH_CUSTOM_FIELDS.first()).map_or("", |kind| kind.name).to_owned();
    let (field_group, is_required) = (Some(CustomGroup::Base), Some(false));
    Ok(drawn(visit, &Definition { record_kind, field_group, is_required, ..Definition::default() }, &[]))
}

pub fn save_new(visit: &Visit) -> Result<Answer> {
    save(visit, Definition::default(), None)
}

pub fn edit_form(visit: &Visit) -> Result<Answer> {
    let id = visit.id("id")?;
    let stored = visit.read(|read| definition(read, id))?;
    Ok(drawn(visit, &stored, &[]))
}

pub fn change(visit: &Visit) -> Result<Answer> {
    let id = visit.id("id")?;
    let stored = visit.read(|read| definition(read, id))?;
    save(visit, stored, Some(revision_of(visit.form()?)?))
}

fn save(visit: &Visit, stored: Definition, revision: Option<i64>) -> Result<Answer> {
    let mut asked = stored.clone();
    let typed = read_form(visit.form()?, &mut asked, visit.today());
    if !typed.is_empty() {
        return Ok(drawn(visit, &asked, &typed));
    }
    let ask = SaveField { definition: asked.clone(), revision, kinds: KINDS_WITH_CUSTOM_FIELDS };
    match visit.write(move |tx| save_field(tx, &ask)) {
        Ok(saved) => Ok(Answer::see_other(address_of(&saved), "record-saved")),
        Err(Error::Rejected(objections)) if is_stale(&objections) => {
            let words = words(visit);
            let form = form_of(visit, &words, &asked);
            let content = form.conflict(&Subject::new(CUSTOM_FIELD, stored.id), &stored, stored.revision)?;
            Ok(framed(visit, &asked, content).rejected().answer())
        }
        Err(Error::Rejected(objections)) => Ok(drawn(visit, &asked, &objections)),
        Err(error) => Err(error),
    }
}

fn drawn(visit: &Visit, field: &Definition, objections: &[Objection]) -> Answer {
    let words = words(visit);
    let page = framed(visit, field, form_of(visit, &words, field).objections(objections).draw());
    if objections.is_empty() { page.answer() } else { page.rejected().answer() }
}

fn form_of<'v>(visit: &'v Visit, words: &'v RecordWords, field: &Definition) -> RecordForm<'v, Definition> {
    let is_new = field.revision == 0;
    let back = if is_new { PATH.to_owned() } else { address_of(field) };
    let form = RecordForm::new(visit, words, field, Link::new(back, visit.text("cancel")))
        .decided(&["is_required"])
        .group("custom-field-group-what", if is_new { WHAT } else { CALLED })
        .group("custom-field-group-asked", ASKED)
        .group("custom-field-group-place", PLACED);
    if is_new { form.group("custom-field-group-key", &["key"]) } else { form.revision(field.revision) }
}

fn framed(visit: &Visit, field: &Definition, content: Markup) -> Page {
    if field.revision == 0 {
        return Page::new(visit.text("custom-field-new"), content).under(vec![way(visit)]);
    }
    let label = field.field().label;
    let label = label.in_language(visit.language());
    let heading = kernel::Message::new("record-change").with("name", label);
    Page::new(visit.render(&heading), content).under(vec![way(visit), Link::new(address_of(field), label)])
}
