//! The form by which a test protocol is written and changed.

use super::case_rows::Rows;
use super::words::{TESTED_BY_NAME, protocol_words};
use super::{told_again, under_system};
use crate::WRITE_TESTS;
use crate::save_protocol::{SaveProtocol, save_protocol};
use crate::test_protocol::TestProtocol;
use crate::told::address_of;
use crate::visible::visible_protocol;
use kernel::{Error, Id, Message, Objection, Result};
use organisation::PEOPLE_BY_NAME;
use register::visible_system;
use storage::Read;
use web::components::{self, FieldGroup, FormField, Link};
use web::{Answer, Page, RecordForm, RecordWords, Visit, form_page, revision_of};

const WHAT: &[&str] = &["kind", "about", "version", "integration", "performed_on", "outcome", "remarks"];
const NEXT: &[&str] = &["next_on", "responsible"];
/// The field at which the system of a new protocol is picked, where the address does not say it.
const SYSTEM: &str = "system";

/// What the form needs to be drawn.
struct Around {
    words: RecordWords,
    rows: Rows,
    /// None where it is still to be picked.
    system: Option<(Id, String)>,
}

pub(super) fn new_protocol(visit: &Visit) -> Result<Answer> {
    let asked =
        visit.query(SYSTEM).map(|text| text.parse::<Id>().map_err(|_| Error::NotFound)).transpose()?;
    let (around, protocol) = visit.read(|read| {
        let known = asked.map(|id| writable(read, id)).transpose()?;
        let protocol = TestProtocol {
            performed_on: Some(read.today()),
            ..TestProtocol::new(known.as_ref().map_or_else(Id::new, |(id, _)| *id))
        };
        let own: Vec<Id> = read.actor().person.into_iter().collect();
        let rows = Rows::of(&own, &[]).with_empty();
        Ok((around(visit, read, &protocol, (rows, known))?, protocol))
    })?;
    show(visit, &around, &protocol, &[])
}

pub(super) fn write(visit: &Visit) -> Result<Answer> {
    let form = visit.form()?;
    let given = form.get("of_system").and_then(|text| text.parse::<Id>().ok());
    let (around, mut protocol) = visit.read(|read| {
        let known = given.map(|id| writable(read, id)).transpose()?;
        let protocol = TestProtocol::new(given.unwrap_or_default());
        Ok((around(visit, read, &protocol, (Rows::sent(form), known))?, protocol))
    })?;
    let mut typed = read_into(visit, &around, &mut protocol)?;
    if around.system.is_none() {
        match around.words.meant_at(SYSTEM, form.get(SYSTEM).unwrap_or_default()).map(|id| id.parse::<Id>()) {
            Ok(Ok(id)) => protocol.system = id,
            Ok(Err(_)) => typed.push(Objection::new(SYSTEM, "objection-required")),
            // What fits nothing was told when the form was read.
            Err(_) => {}
        }
    }
    save(visit, around, (protocol, None), typed)
}

pub(super) fn edit_protocol(visit: &Visit) -> Result<Answer> {
    let (around, protocol) = visit.read(|read| {
        let (protocol, known) = editable(visit, read)?;
        let rows = Rows::of(&protocol.participants, &protocol.cases).with_empty();
        Ok((around(visit, read, &protocol, (rows, Some(known)))?, protocol))
    })?;
    show(visit, &around, &protocol, &[])
}

pub(super) fn change(visit: &Visit) -> Result<Answer> {
    let form = visit.form()?;
    let (around, mut protocol) = visit.read(|read| {
        let (protocol, known) = editable(visit, read)?;
        Ok((around(visit, read, &protocol, (Rows::sent(form), Some(known)))?, protocol))
    })?;
    let typed = read_into(visit, &around, &mut protocol)?;
    save(visit, around, (protocol, Some(revision_of(form)?)), typed)
}

/// Fills the protocol from the form, and tells what is wrong with what was typed.
fn read_into(visit: &Visit, around: &Around, protocol: &mut TestProtocol) -> Result<Vec<Objection>> {
    let mut typed = around.words.read_form(visit.form()?, protocol, visit.today());
    protocol.participants = around.rows.people_meant(&around.words);
    let (cases, wrong) = around.rows.cases_meant();
    protocol.cases = cases;
    typed.extend(wrong);
    Ok(typed)
}

fn save(
    visit: &Visit,
    around: Around,
    (protocol, revision): (TestProtocol, Option<i64>),
    typed: Vec<Objection>,
) -> Result<Answer> {
    let objections = if typed.is_empty() {
        let ask = SaveProtocol { protocol: protocol.clone(), revision };
        match told_again(visit.write(move |tx| save_protocol(tx, ask)))? {
            Ok(saved) => {
                let done = Message::new("test-saved").with("about", saved.about);
                return Ok(Answer::see_other(address_of(saved.id), done));
            }
            Err(objections) => objections,
        }
    } else {
        typed
    };
    // What is objected to of all who made the test stands at the first of them.
    let at_row = |one: Objection| match one.field.as_str() {
        "participants" => Objection { field: "participant.0".to_owned(), ..one },
        _ => one,
    };
    let objections: Vec<Objection> = objections.into_iter().map(at_row).collect();
    let rows = around.rows.with_empty();
    let words = visit.read(|read| rows.picking(visit, read, around.words))?;
    show(visit, &Around { words, rows, system: around.system }, &protocol, &objections)
}

/// A system of which the visitor may write tests.
fn writable(read: &Read, id: Id) -> Result<(Id, String)> {
    let system = visible_system(read, id)?;
    access::authorise(read, WRITE_TESTS, id)?;
    Ok((id, system.name))
}

fn editable(visit: &Visit, read: &Read) -> Result<(TestProtocol, (Id, String))> {
    let protocol = visible_protocol(read, visit.id("id")?)?;
    access::authorise(read, WRITE_TESTS, protocol.system)?;
    let name = visible_system(read, protocol.system)?.name;
    let known = (protocol.system, name);
    Ok((protocol, known))
}

fn around(
    visit: &Visit,
    read: &Read,
    protocol: &TestProtocol,
    (rows, system): (Rows, Option<(Id, String)>),
) -> Result<Around> {
    let words = protocol_words().pick(visit, read, ("responsible", protocol.responsible), &PEOPLE_BY_NAME)?;
    let words = match system {
        Some(_) => words,
        None => words.pick(visit, read, (SYSTEM, None), &TESTED_BY_NAME)?,
    };
    Ok(Around { words: rows.picking(visit, read, words)?, rows, system })
}

fn show(visit: &Visit, around: &Around, protocol: &TestProtocol, objections: &[Objection]) -> Result<Answer> {
    let is_new = protocol.revision == 0;
    let back = match &around.system {
        _ if !is_new => address_of(protocol.id),
        Some((id, _)) => format!("/system/{id}/test"),
        None => "/test".to_owned(),
    };
    let cancel = Link::new(back, visit.text("cancel"));
    let mut form = RecordForm::new(visit, &around.words, protocol, cancel)
        .group("test-group-what", WHAT)
        .group("test-group-next", NEXT)
        .objections(objections);
    if !is_new {
        form = form.revision(protocol.revision);
    }
    if let Some((id, _)) = around.system.as_ref().filter(|_| is_new) {
        form = form.hidden("of_system", id.to_string());
    }
    let mut form = form.save(visit.text(if is_new { "test-do-write" } else { "save" })).component();
    add_rows(visit, around, protocol, &mut form.groups);
    let content = components::form(visit.language(), &form);
    let title = visit.text(if is_new { "test-new" } else { "test-edit" });
    let mut way = match &around.system {
        Some((id, name)) => under_system(visit, *id, name),
        None => vec![Link::new("/test", visit.text("tests"))],
    };
    way.extend((!is_new).then(|| Link::new(address_of(protocol.id), &protocol.about)));
    Ok(form_page(Page::new(title, content).under(way), objections))
}

/// Who made the test and what was tried stand between what it was and when it is made again.
fn add_rows(visit: &Visit, around: &Around, protocol: &TestProtocol, groups: &mut Vec<FieldGroup>) {
    if around.system.is_none() {
        let typed = super::typed(visit, SYSTEM).unwrap_or_default();
        let input = around.words.input_at(SYSTEM, &typed);
        let field = FormField::new(SYSTEM, visit.text("test-protocol-system"), input).required();
        if let Some(first) = groups.first_mut() {
            first.fields.insert(0, field);
        }
    }
    let mut rows = around.rows.groups(visit, &around.words);
    if let Some(people) = rows.first_mut() {
        let value = super::typed(visit, "performed_by").unwrap_or_else(|| protocol.performed_by.clone());
        let input = components::Input::Text { value, max_chars: 200 };
        let label = visit.text("test-protocol-performed-by");
        let others = FormField::new("performed_by", label, input);
        people.fields.push(others.with_hint(visit.text("test-protocol-performed-by-hint")));
    }
    let place = groups.len().min(1);
    groups.splice(place..place, rows);
}
