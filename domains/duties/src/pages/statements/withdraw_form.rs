//! The form by which a statement that does not hold is withdrawn.

use super::words::{duty_text, under_record};
use crate::pages::{own_form, reason_field};
use crate::statements::{
    DutyStatement, WithdrawStatement, address_of, visible_statement, withdraw_statement,
};
use kernel::{Objection, Result};
use web::components::{self, FieldGroup, Form, Link};
use web::{Answer, Page, Tried, Visit, form_page, revision_of, tried};

pub(super) fn withdrawal(visit: &Visit) -> Result<Answer> {
    show(visit, &[])
}

pub(super) fn withdraw(visit: &Visit) -> Result<Answer> {
    let form = visit.form()?;
    let ask = WithdrawStatement {
        statement: visit.id("id")?,
        revision: Some(revision_of(form)?),
        reason: form.get("reason").unwrap_or_default().to_owned(),
    };
    let to = address_of(ask.statement);
    match tried(visit.write(move |tx| withdraw_statement(tx, &ask)))? {
        Tried::Done(()) => Ok(Answer::see_other(to, "statement-was-withdrawn")),
        Tried::Again(objections) => show(visit, &objections),
        Tried::Stale => show(visit, &[Objection::new("", "statement-objection-stale")]),
    }
}

fn show(visit: &Visit, objections: &[Objection]) -> Result<Answer> {
    let (statement, mut way, name): (DutyStatement, Vec<Link>, String) = visit.read(|read| {
        let statement = visible_statement(read, visit.id("id")?)?;
        let way = under_record(visit, read, &statement.subject)?;
        let name = duty_text(visit, &*findings::pack_in_force(read)?, &statement.duty);
        Ok((statement, way, name))
    })?;
    let group = FieldGroup {
        legend: None,
        hint: Some(visit.text("statement-withdraw-consequence")),
        fields: vec![reason_field(visit, "duty-statement-withdrawn-because")],
    };
    let form = Form {
        save: visit.text("statement-withdraw"),
        cancel: Some(Link::new(address_of(statement.id), visit.text("cancel"))),
        ..own_form(visit, Some(statement.revision), vec![group], objections)
    };
    way.push(Link::new(address_of(statement.id), name));
    let content = components::form(visit.language(), &form);
    Ok(form_page(Page::new(visit.text("statement-withdraw"), content).under(way), objections))
}
