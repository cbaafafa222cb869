//! The page of one test protocol: what was tested and how it went, whom it was sent to, and the receipt of who reads it.

use super::words::{names_by_id, outcome_status, protocol_words, receipts};
use super::{own_form, told_again, under_system};
use crate::acknowledge_protocol::acknowledge_protocol;
use crate::receiver::Receiver;
use crate::test_case::TestCase;
use crate::test_protocol::{TEST_PROTOCOL, TestProtocol};
use crate::told::address_of;
use crate::visible::visible_protocol;
use crate::{WRITE_TESTS, store};
use kernel::{Id, Objection, Permission, Result, Subject};
use maud::{Markup, html};
use std::collections::BTreeMap;
use storage::Read;
use web::components::{
    Cell, Column, ColumnKind, Fact, FactValue, Link, Notice, NoticeKind, RecordHead, Row, facts, notice,
    record_head, simple_table, step_form,
};
use web::{Answer, Page, RecordWords, Visit, form_errors, form_page, revision_of};

const READ_HISTORY: Permission = Permission("history.read");
const FIELDS: &[&str] = &["version", "integration", "performed_on"];
const AFTER: &[&str] = &["remarks", "next_on", "responsible"];

/// Everything that the page shows.
struct Shown {
    protocol: TestProtocol,
    receivers: Vec<Receiver>,
    system_name: String,
    words: RecordWords,
    names: BTreeMap<Id, String>,
    may_write: bool,
    /// The visitor got it and has not said that they have read it.
    is_waited_for: bool,
    /// None for who may not read it.
    past: Option<Markup>,
}

pub(super) fn protocol_page(visit: &Visit) -> Result<Answer> {
    show(visit, &[])
}

/// The receipt of the visitor.
pub(super) fn acknowledge(visit: &Visit) -> Result<Answer> {
    let (id, revision) = (visit.id("id")?, revision_of(visit.form()?)?);
    match told_again(visit.write(move |tx| acknowledge_protocol(tx, id, Some(revision))))? {
        Ok(()) => Ok(Answer::see_other(address_of(id), "test-acknowledged")),
        Err(objections) => show(visit, &objections),
    }
}

fn load(visit: &Visit, read: &Read) -> Result<Shown> {
    let protocol = visible_protocol(read, visit.id("id")?)?;
    let receivers = store::receivers_of(read, protocol.id)?;
    let of_system = Subject::new(register::SYSTEM, protocol.system);
    let system_name = organisation::subject_names(read, std::slice::from_ref(&of_system))?
        .remove(&of_system)
        .map_or_else(String::new, |(name, _)| name);
    let people = receivers.iter().map(|one| one.person).chain(protocol.participants.iter().copied());
    let names = names_by_id(read, &people.chain(protocol.responsible).collect::<Vec<_>>())?;
    let responsible = protocol.responsible.and_then(|id| Some((id, names.get(&id)?)));
    let option = responsible.map(|(id, name)| web::components::SelectOption::new(id.to_string(), name));
    let words = protocol_words().options("responsible", option.into_iter().collect());
    let past = match access::may(read, READ_HISTORY, protocol.system)? {
        true => Some(words.history_section::<TestProtocol>(
            visit,
            read,
            &Subject::new(TEST_PROTOCOL, protocol.id),
        )?),
        false => None,
    };
    let is_now = read.as_of().is_none() && protocol.withdrawn.is_none() && visit.seen_by.is_none();
    let own = read.actor().person;
    Ok(Shown {
        may_write: is_now && access::may(read, WRITE_TESTS, protocol.system)?,
        is_waited_for: is_now
            && receivers.iter().any(|one| Some(one.person) == own && one.received_at.is_none()),
        protocol,
        receivers,
        system_name,
        words,
        names,
        past,
    })
}

fn show(visit: &Visit, objections: &[Objection]) -> Result<Answer> {
    let shown = visit.read(|read| load(visit, read))?;
    let (language, protocol) = (visit.language(), &shown.protocol);
    let head = RecordHead {
        kind: shown.words.shown(language, protocol, "kind"),
        status: Some(outcome_status(visit, protocol.outcome, protocol.withdrawn.is_some())),
        people: Vec::new(),
    };
    let content = html! {
        (record_head(language, &head))
        div class="stack" {
            @for error in form_errors(language, objections) { (notice(&Notice::new(NoticeKind::Wrong, error.text))) }
            @if shown.is_waited_for { (receipt(visit, protocol)) }
            (facts(language, &told(visit, &shown)))
            @if !protocol.cases.is_empty() { (cases(visit, &protocol.cases)) }
            (receivers(visit, &shown))
            @if let Some(past) = &shown.past {
                section class="stack" { h2 { (visit.text("test-history")) } (past) }
            }
        }
    };
    let to = |path: &str, key: &str| {
        shown.may_write.then(|| Link::new(format!("{}/{path}", address_of(protocol.id)), visit.text(key)))
    };
    let page = Page::new(&protocol.about, content)
        .under(under_system(visit, protocol.system, &shown.system_name))
        .edit(to("andra", "test-edit"))
        .primary(to("dela-ut", "test-distribute"));
    Ok(form_page(page, objections))
}

/// What a receiver is asked: one click.
fn receipt(visit: &Visit, protocol: &TestProtocol) -> Markup {
    let form = web::components::Form {
        action: format!("{}/ta-del", address_of(protocol.id)),
        save: visit.text("test-acknowledge"),
        ..own_form(visit, Some(protocol.revision), Vec::new(), &[])
    };
    html! {
        section class="stack" {
            (notice(&Notice::new(NoticeKind::Info, visit.text("test-sent-to-you"))))
            (step_form(&form))
        }
    }
}

fn told(visit: &Visit, shown: &Shown) -> Vec<Fact> {
    let (language, protocol) = (visit.language(), &shown.protocol);
    let address = visit.keeping_day(format!("/system/{}", protocol.system));
    let system = Link::new(address, &shown.system_name);
    let mut rows = vec![Fact::new(visit.text("test-protocol-system"), FactValue::Link(system))];
    rows.extend(shown.words.facts(language, protocol, FIELDS));
    let mut people: Vec<String> =
        protocol.participants.iter().filter_map(|id| shown.names.get(id).cloned()).collect();
    people.sort_by_cached_key(|name| texts::sort_key(name));
    people.extend((!protocol.performed_by.is_empty()).then(|| protocol.performed_by.clone()));
    rows.push(Fact::text(visit.text("test-protocol-participants"), people.join(", ")));
    rows.extend(shown.words.facts(language, protocol, AFTER));
    if let Some(withdrawn) = &protocol.withdrawn {
        rows.push(Fact::text(visit.text("test-protocol-withdrawn-on"), texts::date(withdrawn.on)));
        rows.push(Fact::text(visit.text("test-protocol-withdrawn-because"), &withdrawn.because));
    }
    rows
}

fn cases(visit: &Visit, cases: &[TestCase]) -> Markup {
    let language = visit.language();
    let column =
        |name: &'static str| Column::new(name, visit.text(&format!("test-case-{name}")), ColumnKind::Text);
    let columns = ["what", "expected", "result", "note"].map(column);
    let words = RecordWords::of("test-case");
    let row = |case: &TestCase| Row {
        cells: vec![
            Cell::text(&case.what),
            Cell::text(&case.expected),
            Cell::text(words.shown(language, case, "result")),
            Cell::text(&case.note),
        ],
    };
    let rows: Vec<Row> = cases.iter().map(row).collect();
    html! { section class="stack" { (simple_table(language, &visit.text("test-protocol-cases"), &columns, &rows)) } }
}

fn receivers(visit: &Visit, shown: &Shown) -> Markup {
    let column = |name: &'static str, key: &str, kind| Column::new(name, visit.text(key), kind);
    let columns = [
        column("person", "test-receiver-person", ColumnKind::Text),
        column("sent_at", "test-receiver-sent-at", ColumnKind::Date),
        column("received_at", "test-receiver-received-at", ColumnKind::Date),
    ];
    let row = |one: &Receiver| Row {
        cells: vec![
            Cell::text(shown.names.get(&one.person).cloned().unwrap_or_default()),
            Cell::text(texts::instant(one.sent_at)),
            Cell::text(one.received_at.map(texts::instant).unwrap_or_default()),
        ],
    };
    let rows: Vec<Row> = shown.receivers.iter().map(row).collect();
    let received = shown.receivers.iter().filter(|one| one.received_at.is_some()).count();
    let told = receipts(visit, received, rows.len());
    let withdraw =
        Link::new(format!("{}/dra-tillbaka", address_of(shown.protocol.id)), visit.text("test-withdraw"));
    html! {
        section class="stack" {
            h2 { (visit.text("test-protocol-receivers")) }
            @if rows.is_empty() { p { (told) } } @else { (simple_table(visit.language(), &told, &columns, &rows)) }
            @if shown.may_write { p { a href=(withdraw.href) { (withdraw.label) } } }
        }
    }
}
