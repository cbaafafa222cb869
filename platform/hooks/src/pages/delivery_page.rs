//! One delivery: how it stands, what was sent, and the way to let it go out once more.

use super::delivery_list::{reason_in_words, status_of};
use super::{DELIVERIES_PATH, address_of, happening_in_words, way};
use crate::delivery::{Delivery, DeliveryState};
use crate::hook::WebHook;
use crate::{redeliver, store};
use kernel::{Error, Objection, Result};
use maud::html;
use web::components::{Fact, FactValue, FieldGroup, Form, Link, facts, form};
use web::{Answer, Page, Visit, form_errors};

pub(super) fn delivery(visit: &Visit) -> Result<Answer> {
    drawn(visit, &[])
}

fn drawn(visit: &Visit, objections: &[Objection]) -> Result<Answer> {
    let id = visit.id("id")?;
    let (one, hook) = visit.read(|read| {
        let one = store::visible_delivery(read, id)?;
        let hook = store::hook(read, one.hook)?;
        Ok((one, hook))
    })?;
    let has_ended = one.state.has_ended();
    let content = html! {
        div class="stack" {
            (facts(visit.language(), &known(visit, &one, &hook)))
            section class="stack" {
                h2 { (visit.text("hook-delivery-body")) }
                pre tabindex="0" { code { (pretty(&one.body)) } }
            }
            @if (has_ended && hook.is_told()) || !objections.is_empty() {
                (form(visit.language(), &again(visit, &one, objections)))
            }
        }
    };
    let title = happening_in_words(visit.language(), &one.action);
    let here = vec![way(visit), Link::new(address_of(hook.id), &hook.name)];
    let page = Page::new(title, content).under(here);
    Ok(if objections.is_empty() { page.answer() } else { page.rejected().answer() })
}

fn known(visit: &Visit, one: &Delivery, hook: &WebHook) -> Vec<Fact> {
    let text = |key: &str, value: String| Fact::text(visit.text(key), value);
    let mut known = vec![
        Fact::new(visit.text("hook-delivery-state"), FactValue::Status(status_of(visit, one))),
        text("hook-delivery-reason", reason_in_words(visit, one)),
        text("web-hook-address", hook.address.clone()),
        text("hook-delivery-code", one.answer_code.map(|code| code.to_string()).unwrap_or_default()),
        text("hook-delivery-attempts", one.attempts.to_string()),
        text("hook-delivery-made", texts::instant(one.made_at)),
        text("hook-delivery-ended", one.ended_at.map(texts::instant).unwrap_or_default()),
    ];
    if one.state == DeliveryState::Waiting {
        known.push(text("hook-delivery-next", texts::instant(one.send_at)));
    }
    if !one.detail.is_empty() {
        known.push(text("hook-delivery-detail", one.detail.clone()));
    }
    known.push(text("hook-delivery-id", one.id.to_string()));
    known
}

/// The message with a line for each of its parts; it is sent as one line.
fn pretty(body: &str) -> String {
    let read: Option<serde_json::Value> = serde_json::from_str(body).ok();
    let pretty = read.and_then(|json| serde_json::to_string_pretty(&json).ok());
    pretty.unwrap_or_else(|| body.to_owned())
}

fn again(visit: &Visit, one: &Delivery, objections: &[Objection]) -> Form {
    let consequence = visit.text("hook-delivery-again-consequence");
    Form {
        action: format!("{DELIVERIES_PATH}/{}/igen", one.id),
        csrf: visit.csrf().to_owned(),
        revision: None,
        hidden: Vec::new(),
        groups: vec![FieldGroup { legend: None, hint: Some(consequence), fields: Vec::new() }],
        errors: form_errors(visit.language(), objections),
        save: visit.text("hook-delivery-again"),
        cancel: None,
    }
}

pub(super) fn send_again(visit: &Visit) -> Result<Answer> {
    let id = visit.id("id")?;
    match visit.write(move |tx| redeliver::redeliver(tx, id)) {
        Ok(()) => Ok(Answer::see_other(format!("{DELIVERIES_PATH}/{id}"), "hook-delivery-again-done")),
        Err(Error::Rejected(objections)) => drawn(visit, &objections),
        Err(error) => Err(error),
    }
}
