//! One web-hook: whom it tells and of what, how it goes, what it was told last, and its history.

use super::delivery_list::{columns, row};
use super::hook_list::{missing_key, state};
use super::{DELIVERIES_PATH, address_of, way, words};
use crate::delivery::Delivery;
use crate::hook::WebHook;
use crate::listing::DELIVERIES;
use crate::{WEB_HOOK, store, try_hook};
use kernel::{Error, Objection, Result, Subject};
use maud::{Markup, html};
use storage::Query;
use web::components::{
    Cell, Column, Fact, FactValue, Form, Link, Notice, NoticeKind, Row, facts, notice, simple_table,
    step_form,
};
use web::{Answer, Page, Visit, form_errors};

/// Deliveries that the page shows; the list has them all.
const SHOWN: i64 = 10;

pub(super) fn hook(visit: &Visit) -> Result<Answer> {
    drawn(visit, &[])
}

fn drawn(visit: &Visit, objections: &[Objection]) -> Result<Answer> {
    let id = visit.id("id")?;
    let words = words(visit)?;
    let (hook, failures, deliveries, past) = visit.read(|read| {
        let hook = store::hook(read, id)?;
        let newest = Query::first(SHOWN).sorted_by("made", true).filter("hook", [id.into()]);
        let deliveries = DELIVERIES.page::<Delivery>(read, &newest)?.items;
        let past = words.history_section::<WebHook>(visit, read, &Subject::new(WEB_HOOK, id))?;
        Ok((hook, store::progress(read, id)?.0, deliveries, past))
    })?;
    let language = visit.language();
    let mut known = words.facts(language, &hook, &["address", "happenings"]);
    known.insert(0, Fact::new(visit.text("hook-state"), FactValue::Status(state(visit, &hook, failures))));
    if hook.secret_number > 0 {
        known.push(Fact::text(visit.text("web-hook-secret-print"), hook.secret_print.clone()));
    }
    let is_now = visit.as_of()?.is_none();
    let content = html! {
        div class="stack" {
            @if let Some(missing) = missing_key(visit)? { (notice(&missing)) }
            @if is_now && hook.secret_number == 0 {
                (notice(&Notice::new(NoticeKind::Info, visit.text("hook-needs-secret"))))
            }
            (facts(language, &known))
            @if is_now { (steps(visit, &hook, objections)) }
            section class="stack" { h2 { (visit.text("hook-deliveries")) } (told(visit, &hook, &deliveries)) }
            section class="stack" { h2 { (visit.text("record-history")) } (past) }
            @if is_now {
                // A secret that is in use changes seldom, and the old one ends at once.
                @if hook.secret_number > 0 { p { a href={ (address_of(id)) "/hemlighet" } { (visit.text("hook-new-secret")) } } }
                p { a href={ (address_of(id)) "/ta-bort" } { (visit.text("hook-remove")) } }
            }
        }
    };
    let edit = is_now.then(|| Link::new(format!("{}/andra", address_of(id)), visit.text("record-edit")));
    let is_first = is_now && hook.secret_number == 0;
    let first =
        is_first.then(|| Link::new(format!("{}/hemlighet", address_of(id)), visit.text("hook-make-secret")));
    let page = Page::new(&hook.name, content).under(vec![way(visit)]).edit(edit).primary(first);
    Ok(if objections.is_empty() { page.answer() } else { page.rejected().answer() })
}

/// A hook that is told may be tried.
fn steps(visit: &Visit, hook: &WebHook, objections: &[Objection]) -> Markup {
    let trial = Form {
        action: format!("{}/prov", address_of(hook.id)),
        csrf: visit.csrf().to_owned(),
        revision: None,
        hidden: Vec::new(),
        groups: Vec::new(),
        errors: Vec::new(),
        save: visit.text("hook-try"),
        cancel: None,
    };
    html! {
        @for error in form_errors(visit.language(), objections) {
            (notice(&Notice::new(NoticeKind::Wrong, error.text)))
        }
        @if hook.is_told() { (step_form(&trial)) }
    }
}

fn told(visit: &Visit, hook: &WebHook, deliveries: &[Delivery]) -> Markup {
    if deliveries.is_empty() {
        return html! { p { (visit.text("hook-no-deliveries")) } };
    }
    // Which hook it is, the page says already.
    let columns: Vec<Column> = columns(visit).into_iter().filter(|column| column.key != "hook").collect();
    let own = |one: &Delivery| -> Row {
        let cells: Vec<Cell> = row(visit, one, None).cells;
        Row { cells }
    };
    let rows: Vec<Row> = deliveries.iter().map(own).collect();
    let all = format!("{DELIVERIES_PATH}?hook={}", hook.id);
    html! {
        (simple_table(visit.language(), &visit.text("hook-latest-deliveries"), &columns, &rows))
        p { a href=(all) { (visit.text("hook-all-deliveries")) } }
    }
}

pub(super) fn try_it(visit: &Visit) -> Result<Answer> {
    let id = visit.id("id")?;
    match visit.write(move |tx| try_hook::try_hook(tx, id)) {
        Ok(()) => Ok(Answer::see_other(address_of(id), "hook-tried")),
        Err(Error::Rejected(objections)) => drawn(visit, &objections),
        Err(error) => Err(error),
    }
}
