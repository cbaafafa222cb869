//! The audit log of the federation, newest first: who did what to which record, filtered, paged and taken along as a file.

use super::READ_AUDIT;
use super::audit_actors::Actors;
use super::audit_words::{ACTIONS, KINDS, Words, key_of_action, key_of_kind, page_of};
use crate::api::EVENT_FILTERS;
use kernel::{Instant, Result};
use maud::html;
use storage::{AuditEvent, EVENTS, Query, Read, Value};
use web::components::{
    Cell, Change, Column, ColumnKind, Empty, Filter, FilterInput, HistoryEntry, Link, Row, SelectOption,
    table,
};
use web::{
    Answer, ListFilter, ListParts, ListRows, ListView, Page, Visit, every_row, file_links, filter_field,
    is_file_asked, list_file,
};

/// Where the log stands.
pub(super) const PATH: &str = "/administration/handelser";
/// The filter in which somebody's name or user name is typed.
pub(super) const WHO: &str = "who";

pub fn audit_log(visit: &Visit) -> Result<Answer> {
    let view = ListView::of(visit, EVENT_FILTERS, &EVENTS)?.newest_first().reading(visit, WHO, |_| true);
    let actors = Actors::of(visit)?;
    if is_file_asked(visit) {
        let rows = visit.read(|read| {
            access::authorise_everywhere(read, READ_AUDIT)?;
            let asked = question(visit, read, &actors, view.query_for_export(&EVENTS, read.today())?)?;
            rows_of(visit, read, &actors, every_row(asked, |query| EVENTS.page(read, &query))?)
        })?;
        return list_file(visit, &visit.text("audit-log"), &columns(visit), rows);
    }
    let (listed, anchor) = visit.read(|read| {
        access::authorise_everywhere(read, READ_AUDIT)?;
        let asked = question(visit, read, &actors, view.query(&EVENTS, read.today())?)?;
        let page = EVENTS.page::<AuditEvent>(read, &asked)?;
        let rows = rows_of(visit, read, &actors, page.items)?;
        let listed = ListRows { rows, total: EVENTS.count(read, &asked)?, next_cursor: page.next_cursor };
        Ok((listed, storage::chain_head(read)?))
    })?;
    let total = listed.total;
    let list = view.table(visit, parts(visit, &view), &EVENTS, listed);
    let content = html! {
        div class="stack" {
            p { (visit.text("audit-about")) " " code { (anchor) } }
            (table(visit.language(), &list))
        }
    };
    Ok(Page::new(visit.text("audit-log"), content).count(total).answer())
}

/// A log as of a day holds what had been written by the end of it.
fn question(visit: &Visit, read: &Read, actors: &Actors, query: Query) -> Result<Query> {
    let query = match read.as_of() {
        Some(day) => query.filter("until", [Value::from(Instant::end_of(day))]),
        None => query,
    };
    match visit.query(WHO) {
        Some(typed) => Ok(query.filter("actors", actors.meant_by(read, typed)?)),
        None => Ok(query),
    }
}

fn rows_of(visit: &Visit, read: &Read, actors: &Actors, events: Vec<AuditEvent>) -> Result<Vec<Row>> {
    let pack = findings::pack_in_force(read)?;
    let words = Words::of(read, &pack, visit.language(), &events)?;
    let named = actors.named(read, &events)?;
    Ok(events.iter().map(|event| row(visit, &words, &named.who(visit, event), event)).collect())
}

fn row(visit: &Visit, words: &Words, who: &str, event: &AuditEvent) -> Row {
    let word = |name: &str| {
        let content = event.content.as_ref();
        Cell::text(content.and_then(|json| json.get(name)?.as_str()).unwrap_or_default())
    };
    let told = words.told(visit.language(), event);
    let page = visit.keeping_day(format!("{PATH}/{}", event.sequence));
    Row {
        cells: vec![
            Cell::Link(Link::new(page, event.sequence.to_string())),
            Cell::text(texts::instant(event.at)),
            Cell::text(who),
            Cell::text(told.as_ref().map(|entry| entry.what.clone()).unwrap_or_default()),
            Cell::text(kind_in_words(visit, &event.subject_kind)),
            record(visit, words, event),
            Cell::text(told.map(|entry| changes_in_words(&entry)).unwrap_or_default()),
            word("reason"),
            word("decision"),
        ],
    }
}

/// The record that an event is about, by its name or its kind.
pub(super) fn record(visit: &Visit, words: &Words, event: &AuditEvent) -> Cell {
    let name = words.record(event).unwrap_or_else(|| kind_in_words(visit, &event.subject_kind));
    match page_of(event) {
        Some(page) => Cell::Link(Link::new(visit.keeping_day(page), name)),
        None => Cell::text(name),
    }
}

pub(super) fn kind_in_words(visit: &Visit, kind: &str) -> String {
    let key = key_of_kind(kind);
    if texts::has(visit.language(), &key) { visit.text(&key) } else { kind.to_owned() }
}

/// *Namn: Lön → Löner*, one field after the other.
fn changes_in_words(entry: &HistoryEntry) -> String {
    let side = |text: &Option<String>| text.clone().unwrap_or_else(|| "–".to_owned());
    let change =
        |change: &Change| format!("{}: {} → {}", change.field, side(&change.before), side(&change.after));
    entry.changes.iter().map(change).collect::<Vec<_>>().join("; ")
}

fn columns(visit: &Visit) -> Vec<Column> {
    let column = |key: &'static str, kind| Column::new(key, visit.text(&format!("audit-{key}")), kind);
    vec![
        column("sequence", ColumnKind::Number),
        column("at", ColumnKind::Date),
        column("who", ColumnKind::Text),
        Column { is_telling: true, ..column("what", ColumnKind::Text) },
        Column { is_shown: false, ..column("kind", ColumnKind::Text) },
        column("record", ColumnKind::Text),
        Column { is_shown: false, ..column("changes", ColumnKind::Text) },
        Column { is_shown: false, ..column("reason", ColumnKind::Text) },
        column("decision", ColumnKind::Text),
    ]
}

fn parts(visit: &Visit, view: &ListView) -> ListParts {
    let search =
        Filter { name: WHO.into(), label: visit.text("audit-filter-who"), input: FilterInput::Search };
    let mut filters = vec![search];
    // A record and an account are followed from a page of the log.
    let is_shown =
        |one: &&ListFilter| !matches!(one.name, "subject" | "actor") || visit.query(one.name).is_some();
    filters.extend(EVENT_FILTERS.iter().filter(is_shown).map(|one| filter(visit, one)));
    ListParts {
        id: "events",
        caption: visit.text("audit-log"),
        columns: columns(visit),
        filters,
        more_filters: Vec::new(),
        exports: file_links(visit, view),
        empty: Empty { title: visit.text("audit-empty"), text: String::new(), action: None },
    }
}

fn filter(visit: &Visit, one: &ListFilter) -> Filter {
    let option = |name: &str, key: String| SelectOption::new(name, visit.text(&key));
    let options = match one.name {
        "subject_kind" => KINDS.iter().map(|kind| option(kind.name, key_of_kind(kind.name))).collect(),
        "action" => ACTIONS.iter().map(|action| option(action, key_of_action(action))).collect(),
        "from" | "until" => {
            let label = visit.text(&format!("audit-filter-{}", one.name));
            return Filter { name: one.name.to_owned(), label, input: FilterInput::Date };
        }
        _ => visit.query(one.name).map(|value| SelectOption::new(value, value)).into_iter().collect(),
    };
    filter_field(visit, "audit-filter", one, options)
}
