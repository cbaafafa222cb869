//! The form by which a version of a system is approved for operation: the tests that it builds on are ticked.

use super::words::receipts;
use super::{own_form, told_again, typed, under_system};
use crate::APPROVE_OPERATION;
use crate::approve_operation::{ApproveOperation, approve_operation, tests_of};
use crate::receiver::Receiver;
use crate::test_protocol::TestProtocol;
use kernel::{Id, Objection, Result};
use register::visible_system;
use storage::Read;
use web::components::{self, FieldGroup, Form, FormField, Input, Link, SelectOption};
use web::{Answer, Page, RecordWords, Visit, form_page};

/// What the form needs to be drawn.
struct Around {
    system: Id,
    system_name: String,
    tested: Vec<(TestProtocol, Vec<Receiver>)>,
}

pub(super) fn approval_form(visit: &Visit) -> Result<Answer> {
    let around = visit.read(|read| around(visit, read))?;
    show(visit, &around, &[])
}

pub(super) fn approve(visit: &Visit) -> Result<Answer> {
    let form = visit.form()?;
    let ask = ApproveOperation {
        system: visit.id("id")?,
        version: form.get("version").unwrap_or_default().to_owned(),
        protocols: form.all("protocols").filter_map(|text| text.parse().ok()).collect(),
        remarks: form.get("remarks").unwrap_or_default().to_owned(),
    };
    match told_again(visit.write(move |tx| approve_operation(tx, &ask)))? {
        Ok(id) => Ok(Answer::see_other(format!("/driftgodkannanden/{id}"), "approval-given")),
        Err(objections) => {
            let around = visit.read(|read| around(visit, read))?;
            show(visit, &around, &objections)
        }
    }
}

fn around(visit: &Visit, read: &Read) -> Result<Around> {
    let system = visible_system(read, visit.id("id")?)?;
    access::authorise(read, APPROVE_OPERATION, system.id)?;
    Ok(Around { system: system.id, system_name: system.name, tested: tests_of(read, system.id)? })
}

fn show(visit: &Visit, around: &Around, objections: &[Objection]) -> Result<Answer> {
    let newest = around.tested.first().map(|(protocol, _)| protocol.version.clone()).unwrap_or_default();
    let version = typed(visit, "version").unwrap_or_else(|| newest.clone());
    let chosen = match visit.form() {
        Ok(form) => form.all("protocols").map(str::to_owned).collect(),
        // What has the version of the newest test is most likely meant.
        Err(_) => {
            let of_version = around.tested.iter().filter(|(protocol, _)| protocol.version == newest);
            of_version.map(|(protocol, _)| protocol.id.to_string()).collect()
        }
    };
    let options = around.tested.iter().map(|(protocol, receivers)| option(visit, protocol, receivers));
    let tests = Input::References { values: chosen, options: options.collect() };
    let remarks = typed(visit, "remarks").unwrap_or_default();
    let field =
        |name: &str, input| FormField::new(name, visit.text(&format!("operation-approval-{name}")), input);
    let fields = vec![
        field("version", Input::Text { value: version, max_chars: 40 }),
        field("protocols", tests).required().with_hint(visit.text("operation-approval-protocols-hint")),
        field("remarks", Input::LongText { value: remarks, max_chars: 2_000 }),
    ];
    let group = FieldGroup { legend: None, hint: Some(visit.text("approval-text")), fields };
    let back = format!("/system/{}/test", around.system);
    let form = Form {
        save: visit.text("approval-give"),
        cancel: Some(Link::new(back, visit.text("cancel"))),
        ..own_form(visit, None, vec![group], objections)
    };
    let way = under_system(visit, around.system, &around.system_name);
    let content = components::form(visit.language(), &form);
    Ok(form_page(Page::new(visit.text("approval-give"), content).under(way), objections))
}

/// *Ny version 5.2, 2026-03-02: Godkänt. 1 av 2 har tagit del.*
fn option(visit: &Visit, protocol: &TestProtocol, receivers: &[Receiver]) -> SelectOption {
    let outcome = RecordWords::of("test-protocol").shown(visit.language(), protocol, "outcome");
    let received = receivers.iter().filter(|one| one.received_at.is_some()).count();
    let args = [
        ("about", protocol.about.as_str().into()),
        ("version", protocol.version.as_str().into()),
        ("day", protocol.performed_on.map(texts::date).unwrap_or_default().into()),
        ("outcome", outcome.into()),
        ("receipts", receipts(visit, received, receivers.len()).into()),
    ];
    let label = texts::format(visit.language(), "approval-test", &args);
    SelectOption::new(protocol.id.to_string(), label)
}
