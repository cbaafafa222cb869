//! One event of the audit log, whole: its changes field by field, why it was done, and its place in the chain.

use super::READ_AUDIT;
use super::audit_actors::Actors;
use super::audit_log::{PATH, kind_in_words, record};
use super::audit_words::Words;
use kernel::{Error, Result};
use maud::html;
use storage::{AuditEvent, event_of};
use web::components::{Address, Cell, Fact, FactValue, HistoryEntry, Link, facts, history};
use web::{Answer, Page, Visit};

pub fn audit_event(visit: &Visit) -> Result<Answer> {
    let asked = visit.path_values.get("sequence").and_then(|text| text.parse().ok());
    let sequence: i64 = asked.ok_or(Error::NotFound)?;
    let actors = Actors::of(visit)?;
    let (event, words, named) = visit.read(|read| {
        access::authorise_everywhere(read, READ_AUDIT)?;
        let event = event_of(read, sequence)?.ok_or(Error::NotFound)?;
        let events = [event];
        let pack = findings::pack_in_force(read)?;
        let words = Words::of(read, &pack, visit.language(), &events)?;
        let named = actors.named(read, &events)?;
        let [event] = events;
        Ok((event, words, named))
    })?;
    let told = words.told(visit.language(), &event).into_iter().map(|entry| entry.keeping_day(visit));
    let told: Vec<HistoryEntry> = told.collect();
    let who = named.who(visit, &event);
    let content = html! {
        (facts(visit.language(), &known(visit, &words, &event, who)))
        (history(visit.language(), &told))
    };
    let title = visit.render(&kernel::Message::new("audit-event").with("sequence", sequence.to_string()));
    Ok(Page::new(title, content).under(vec![Link::new(PATH, visit.text("audit-log"))]).answer())
}

fn known(visit: &Visit, words: &Words, event: &AuditEvent, who: String) -> Vec<Fact> {
    let label = |name: &str| visit.text(&format!("audit-{name}"));
    let said = |name: &str| {
        let content = event.content.as_ref();
        let text = content.and_then(|json| json.get(name)?.as_str()).unwrap_or_default();
        Fact::text(label(name), text)
    };
    let of_actor = Address::new(PATH).with("actor", &event.actor).href();
    let mut known = vec![
        Fact::text(label("at"), texts::instant(event.at)),
        Fact::new(label("who"), FactValue::Link(Link::new(visit.keeping_day(of_actor), who))),
        Fact::text(label("actor-kind"), visit.text(&format!("audit-actor-{}", event.actor_kind))),
        Fact::text(label("kind"), kind_in_words(visit, &event.subject_kind)),
        Fact::new(label("record"), shown(record(visit, words, event))),
        said("reason"),
        said("decision"),
        Fact::text(label("hash"), event.hash.clone()),
    ];
    if let Some(id) = event.subject_id {
        let all =
            Address::new(PATH).with("subject_kind", &event.subject_kind).with("subject", id.to_string());
        let link = Link::new(visit.keeping_day(all.href()), label("all-of-record"));
        known.push(Fact::new(label("more"), FactValue::Link(link)));
    }
    known
}

fn shown(cell: Cell) -> FactValue {
    match cell {
        Cell::Link(link) => FactValue::Link(link),
        Cell::Text(text) => FactValue::Text(text),
        _ => FactValue::Absent,
    }
}
