//! The form by which a test protocol that was wrong is withdrawn.

use super::{own_form, reason_field, told_again, under_system};
use crate::WRITE_TESTS;
use crate::test_protocol::TestProtocol;
use crate::told::address_of;
use crate::visible::visible_protocol;
use crate::withdraw_protocol::{WithdrawProtocol, withdraw_protocol};
use kernel::{Objection, Result};
use register::visible_system;
use storage::Read;
use web::components::{self, FieldGroup, Form, Link};
use web::{Answer, Page, Visit, form_page, revision_of};

pub(super) fn withdrawal(visit: &Visit) -> Result<Answer> {
    show(visit, &[])
}

pub(super) fn withdraw(visit: &Visit) -> Result<Answer> {
    let form = visit.form()?;
    let ask = WithdrawProtocol {
        protocol: visit.id("id")?,
        revision: Some(revision_of(form)?),
        reason: form.get("reason").unwrap_or_default().to_owned(),
    };
    let to = address_of(ask.protocol);
    match told_again(visit.write(move |tx| withdraw_protocol(tx, &ask)))? {
        Ok(()) => Ok(Answer::see_other(to, "test-was-withdrawn")),
        Err(objections) => show(visit, &objections),
    }
}

fn load(visit: &Visit, read: &Read) -> Result<(TestProtocol, String)> {
    let protocol = visible_protocol(read, visit.id("id")?)?;
    access::authorise(read, WRITE_TESTS, protocol.system)?;
    let system = visible_system(read, protocol.system)?;
    Ok((protocol, system.name))
}

fn show(visit: &Visit, objections: &[Objection]) -> Result<Answer> {
    let (protocol, system_name) = visit.read(|read| load(visit, read))?;
    let group = FieldGroup {
        legend: None,
        hint: Some(visit.text("test-withdraw-consequence")),
        fields: vec![reason_field(visit, "test-protocol-withdrawn-because")],
    };
    let form = Form {
        save: visit.text("test-withdraw"),
        cancel: Some(Link::new(address_of(protocol.id), visit.text("cancel"))),
        ..own_form(visit, Some(protocol.revision), vec![group], objections)
    };
    let mut way = under_system(visit, protocol.system, &system_name);
    way.push(Link::new(address_of(protocol.id), &protocol.about));
    let content = components::form(visit.language(), &form);
    Ok(form_page(Page::new(visit.text("test-withdraw"), content).under(way), objections))
}
