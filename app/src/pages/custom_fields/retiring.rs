//! The step by which a field is taken out of use, or into use again; what follows stands beside the button.

use super::{address_of, way};
use crate::domains::KINDS_WITH_CUSTOM_FIELDS;
use custom_fields::{Definition, definition, restore_field, retire_field};
use kernel::{Error, Message, Objection, Result};
use web::components::{FieldGroup, Form, Link, form};
use web::{Answer, Page, Visit, form_errors, is_stale, revision_of};

pub fn retire_form(visit: &Visit) -> Result<Answer> {
    let id = visit.id("id")?;
    let stored = visit.read(|read| definition(read, id))?;
    Ok(drawn(visit, &stored, &[]))
}

pub fn retire(visit: &Visit) -> Result<Answer> {
    let (id, revision) = (visit.id("id")?, revision_of(visit.form()?)?);
    done(visit, visit.write(move |tx| retire_field(tx, id, Some(revision))), "custom-field-retired-done")
}

pub fn restore(visit: &Visit) -> Result<Answer> {
    let (id, revision) = (visit.id("id")?, revision_of(visit.form()?)?);
    let restored = visit.write(move |tx| restore_field(tx, id, Some(revision), KINDS_WITH_CUSTOM_FIELDS));
    done(visit, restored, "custom-field-restored-done")
}

fn done(visit: &Visit, saved: Result<Definition>, told: &'static str) -> Result<Answer> {
    let objections = match saved {
        Ok(saved) => return Ok(Answer::see_other(address_of(&saved), told)),
        Err(Error::Rejected(objections)) if is_stale(&objections) => {
            vec![Objection::new("", Message::new("custom-field-stale"))]
        }
        Err(Error::Rejected(objections)) => objections,
        Err(error) => return Err(error),
    };
    let id = visit.id("id")?;
    let stored = visit.read(|read| definition(read, id))?;
    Ok(drawn(visit, &stored, &objections))
}

fn drawn(visit: &Visit, stored: &Definition, objections: &[Objection]) -> Answer {
    let is_retired = stored.retired_on.is_some();
    let (title, step) =
        if is_retired { ("custom-field-restore", "aterta") } else { ("custom-field-retire", "avveckla") };
    let consequence = visit.text(&format!("{title}-consequence"));
    let asked = Form {
        action: format!("{}/{step}", address_of(stored)),
        csrf: visit.csrf().to_owned(),
        revision: Some(stored.revision.to_string()),
        hidden: Vec::new(),
        groups: vec![FieldGroup { legend: None, hint: Some(consequence), fields: Vec::new() }],
        errors: form_errors(visit.language(), objections),
        save: visit.text(title),
        cancel: Some(Link::new(address_of(stored), visit.text("cancel"))),
    };
    let label = stored.field().label;
    let here = Link::new(address_of(stored), label.in_language(visit.language()));
    let page = Page::new(visit.text(title), form(visit.language(), &asked)).under(vec![way(visit), here]);
    if objections.is_empty() { page.answer() } else { page.rejected().answer() }
}
