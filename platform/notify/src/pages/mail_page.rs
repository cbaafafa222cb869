//! One mail: how it stands, each attempt to send it, and the way to let it go out once more.

use super::MAILS_PATH;
use super::mail_list::{reason_in_words, status_of};
use crate::RESEND_MAIL;
use crate::mail::{MailRow, MailState};
use crate::send_again::{self, address_again, visible_mail};
use crate::store::mails::{Attempt, attempts_of};
use kernel::{Choice as _, Message, Result};
use maud::{Markup, html};
use web::components::{
    Cell, Column, ColumnKind, Fact, FactValue, Form, Link, Row, confirm_form, facts, simple_table,
};
use web::{Answer, Page, Visit};

pub(super) fn mail(visit: &Visit) -> Result<Answer> {
    let id = visit.id("id")?;
    let (mail, attempts, again_to) = visit.read(|read| {
        let mail = visible_mail(read, id)?;
        let may_again = access::may_everywhere(read, RESEND_MAIL)?;
        let again_to = if may_again { address_again(read, &mail)? } else { None };
        Ok((mail, attempts_of(read, id)?, again_to))
    })?;
    let content = html! {
        div class="stack" {
            (facts(visit.language(), &known(visit, &mail)))
            section class="stack" {
                h2 { (visit.text("mail-attempts")) }
                (attempt_table(visit, &attempts))
            }
            @if let Some(address) = again_to { (again_form(visit, &mail, &address)) }
        }
    };
    let here = vec![Link::new(MAILS_PATH, visit.text("mail-list"))];
    let title = format!("{}: {}", visit.text(&format!("mail-kind-{}", mail.kind.name())), mail.person_name);
    Ok(Page::new(title, content).under(here).answer())
}

fn known(visit: &Visit, mail: &MailRow) -> Vec<Fact> {
    let text = |key: &str, value: String| Fact::text(visit.text(key), value);
    let mut known = vec![
        Fact::new(visit.text("mail-state"), FactValue::Status(status_of(visit, mail))),
        text("mail-reason", reason_in_words(visit, mail)),
        text("mail-person", mail.person_name.clone()),
        text("mail-recipient", mail.recipient.clone()),
        text("mail-kind", visit.text(&format!("mail-kind-{}", mail.kind.name()))),
        text("mail-made", texts::instant(mail.made_at)),
        text("mail-sent", mail.sent_at.map(texts::instant).unwrap_or_default()),
    ];
    if mail.state == MailState::Waiting {
        known.push(text("mail-next", texts::instant(mail.send_at)));
    }
    if !mail.detail.is_empty() {
        known.push(text("mail-detail", mail.detail.clone()));
    }
    known
}

fn attempt_table(visit: &Visit, attempts: &[Attempt]) -> Markup {
    if attempts.is_empty() {
        return html! { p { (visit.text("mail-no-attempts")) } };
    }
    let column = |key: &'static str, kind| Column::new(key, visit.text(&format!("mail-attempt-{key}")), kind);
    let columns = [
        column("number", ColumnKind::Number),
        column("began", ColumnKind::Date),
        column("outcome", ColumnKind::Text),
        column("detail", ColumnKind::Text),
    ];
    let row = |one: &Attempt| Row {
        cells: vec![
            Cell::text(one.number.to_string()),
            Cell::text(texts::instant(one.began_at)),
            Cell::text(outcome_in_words(visit, &one.outcome)),
            Cell::text(&one.detail),
        ],
    };
    let rows: Vec<Row> = attempts.iter().map(row).collect();
    simple_table(visit.language(), &visit.text("mail-attempts"), &columns, &rows)
}

/// An attempt that did not succeed and is made again has failed, whatever waits.
fn outcome_in_words(visit: &Visit, outcome: &str) -> String {
    let key = match MailState::from_name(outcome) {
        Some(MailState::Sent) => "mail-state-sent",
        Some(MailState::Unclear) => "mail-state-unclear",
        Some(_) => "mail-state-failed",
        None => "mail-state-sending",
    };
    visit.text(key)
}

fn again_form(visit: &Visit, mail: &MailRow, address: &str) -> Markup {
    let asking = Form {
        action: format!("{MAILS_PATH}/{}/igen", mail.id),
        csrf: visit.csrf().to_owned(),
        revision: None,
        hidden: Vec::new(),
        groups: Vec::new(),
        errors: Vec::new(),
        save: visit.text("mail-again"),
        cancel: None,
    };
    let question = visit.render(&Message::new("mail-again-question").with("recipient", address));
    let is_unclear = mail.state == MailState::Unclear;
    let consequence = visit.text(if is_unclear { "mail-again-unclear" } else { "mail-again-failed" });
    confirm_form(&question, &consequence, &asking)
}

pub(super) fn send_again(visit: &Visit) -> Result<Answer> {
    let id = visit.id("id")?;
    visit.write(move |tx| send_again::send_again(tx, id))?;
    Ok(Answer::see_other(format!("{MAILS_PATH}/{id}"), "mail-again-done"))
}
