//! The page of one approval for operation, and the form by which it is revoked.

use super::words::approval_status;
use super::{own_form, reason_field, told_again, under_system};
use crate::operation_approval::{OPERATION_APPROVAL, OperationApproval};
use crate::revoke_approval::{RevokeApproval, revoke_approval};
use crate::told::address_of;
use crate::visible::visible_approval;
use crate::{APPROVE_OPERATION, store};
use kernel::{Objection, Permission, Result, Subject};
use maud::{Markup, html};
use register::visible_system;
use storage::Read;
use web::components::{self, Fact, FactValue, FieldGroup, Form, Link, RecordHead, facts, record_head};
use web::{Answer, Page, RecordWords, Visit, form_page, revision_of};

const READ_HISTORY: Permission = Permission("history.read");

/// Everything that the page shows.
struct Shown {
    approval: OperationApproval,
    system_name: String,
    /// The tests that it builds on.
    tests: Vec<Link>,
    may_revoke: bool,
    /// None for who may not read it.
    past: Option<Markup>,
}

pub(super) fn approval_page(visit: &Visit) -> Result<Answer> {
    show(visit, &[])
}

pub(super) fn revoke(visit: &Visit) -> Result<Answer> {
    let form = visit.form()?;
    let ask = RevokeApproval {
        approval: visit.id("id")?,
        revision: Some(revision_of(form)?),
        reason: form.get("reason").unwrap_or_default().to_owned(),
    };
    let to = href(&ask.approval);
    match told_again(visit.write(move |tx| revoke_approval(tx, &ask)))? {
        Ok(()) => Ok(Answer::see_other(to, "approval-was-revoked")),
        Err(objections) => show(visit, &objections),
    }
}

fn href(approval: &kernel::Id) -> String {
    format!("/driftgodkannanden/{approval}")
}

fn load(visit: &Visit, read: &Read) -> Result<Shown> {
    let approval = visible_approval(read, visit.id("id")?)?;
    let system_name = visible_system(read, approval.system)?.name;
    let mut built_on = store::protocols_by_id(read, &approval.protocols)?;
    built_on.sort_by_key(|one| std::cmp::Reverse(one.performed_on));
    let link = |one: crate::TestProtocol| Link::new(visit.keeping_day(address_of(one.id)), one.about);
    let past = match access::may(read, READ_HISTORY, approval.system)? {
        true => Some(RecordWords::of("operation-approval").history_section::<OperationApproval>(
            visit,
            read,
            &Subject::new(OPERATION_APPROVAL, approval.id),
        )?),
        false => None,
    };
    let is_open = read.as_of().is_none() && approval.revoked.is_none();
    Ok(Shown {
        tests: built_on.into_iter().map(link).collect(),
        may_revoke: is_open && access::may(read, APPROVE_OPERATION, approval.system)?,
        system_name,
        approval,
        past,
    })
}

fn show(visit: &Visit, objections: &[Objection]) -> Result<Answer> {
    let shown = visit.read(|read| load(visit, read))?;
    let (language, approval) = (visit.language(), &shown.approval);
    let head = RecordHead {
        kind: visit.text("operation-approval"),
        status: Some(approval_status(visit, approval.revoked.is_some())),
        people: Vec::new(),
    };
    let content = html! {
        (record_head(language, &head))
        div class="stack" {
            (facts(language, &told(visit, &shown)))
            @if shown.may_revoke { (revoke_form(visit, approval, objections)) }
            @if let Some(past) = &shown.past {
                section class="stack" { h2 { (visit.text("test-history")) } (past) }
            }
        }
    };
    let title = texts::format(
        language,
        "approval-page",
        &[("system", shown.system_name.as_str().into()), ("version", approval.version.as_str().into())],
    );
    let way = under_system(visit, approval.system, &shown.system_name);
    Ok(form_page(Page::new(title, content).under(way), objections))
}

fn told(visit: &Visit, shown: &Shown) -> Vec<Fact> {
    let approval = &shown.approval;
    let label = |name: &str| visit.text(&format!("operation-approval-{name}"));
    let mut rows = vec![
        Fact::text(label("version"), &approval.version),
        Fact::text(label("approved-on"), texts::date(approval.approved_on)),
        Fact::text(label("approved-by-name"), &approval.approved_by_name),
        Fact::new(label("protocols"), FactValue::Links(shown.tests.clone())),
        Fact::text(label("remarks"), &approval.remarks),
    ];
    if let Some(revoked) = &approval.revoked {
        rows.push(Fact::text(label("revoked-on"), texts::date(revoked.on)));
        rows.push(Fact::text(label("revoked-because"), &revoked.because));
    }
    rows
}

fn revoke_form(visit: &Visit, approval: &OperationApproval, objections: &[Objection]) -> Markup {
    let group = FieldGroup {
        legend: None,
        hint: Some(visit.text("approval-revoke-text")),
        fields: vec![reason_field(visit, "operation-approval-revoked-because")],
    };
    let form = Form {
        action: format!("{}/aterkalla", href(&approval.id)),
        save: visit.text("approval-revoke"),
        ..own_form(visit, Some(approval.revision), vec![group], objections)
    };
    html! {
        section class="stack" {
            h2 { (visit.text("approval-revoke")) }
            (components::form(visit.language(), &form))
        }
    }
}
