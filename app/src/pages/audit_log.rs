//! The audit log of the federation, newest first.

use super::READ_AUDIT;
use kernel::{Id, Result};
use maud::html;
use std::collections::BTreeMap;
use storage::{AuditEvent, EventPage, Read, latest_events};
use web::components::{Cell, Column, ColumnKind, Empty, Link, Row, empty_state, simple_table};
use web::{Answer, Page, Visit, accounts};

const ROWS: i64 = 100;

pub fn audit_log(visit: &Visit) -> Result<Answer> {
    let before = visit.query("before").and_then(|text| text.parse().ok()).unwrap_or(i64::MAX);
    let holders = holders_of_accounts(visit)?;
    let (events, anchor, names) = visit.read(|read| {
        access::authorise_everywhere(read, READ_AUDIT)?;
        let events = latest_events(read, EventPage { before, limit: ROWS })?;
        let names = names_of_actors(read, &events, &holders)?;
        Ok((events, storage::chain_head(read)?, names))
    })?;
    let older = events.last().map(|event| event.sequence).filter(|sequence| *sequence > 1);
    let columns = [
        Column::new("sequence", visit.text("audit-sequence"), ColumnKind::Number),
        Column::new("at", visit.text("audit-at"), ColumnKind::Date),
        Column::new("who", visit.text("audit-who"), ColumnKind::Text),
        Column::new("what", visit.text("audit-what"), ColumnKind::Text),
    ];
    let rows: Vec<Row> = events
        .iter()
        .map(|event| Row {
            cells: vec![
                Cell::text(event.sequence.to_string()),
                Cell::text(texts::instant(event.at)),
                Cell::text(who(event, &names)),
                Cell::text(visit.text(&format!("action-{}", event.action.replace(['.', '_'], "-")))),
            ],
        })
        .collect();
    let content = html! {
        p { (visit.text("audit-about")) " " code { (anchor) } }
        @if rows.is_empty() {
            (empty_state(&Empty { title: visit.text("audit-empty"), text: String::new(), action: None }))
        } @else {
            (simple_table(visit.language(), &visit.text("audit-log"), &columns, &rows))
        }
        @if let Some(older) = older {
            @let link = Link::new(format!("/administration/handelser?before={older}"), visit.text("audit-older"));
            p { a href=(link.href) { (link.label) } }
        }
    };
    Ok(Page::new(visit.text("audit-log"), content).answer())
}

/// The people who hold the federation's accounts, by the names of the accounts.
fn holders_of_accounts(visit: &Visit) -> Result<BTreeMap<String, Id>> {
    let tenant = visit.actor.tenant;
    let accounts = visit.web.db.look_up(&visit.actor, |installation| accounts::list(installation, tenant))?;
    Ok(accounts.into_iter().filter_map(|one| Some((one.user_name, one.person?))).collect())
}

/// The names of the people behind the accounts that acted.
fn names_of_actors(
    read: &Read,
    events: &[AuditEvent],
    holders: &BTreeMap<String, Id>,
) -> Result<BTreeMap<String, String>> {
    let acted: BTreeMap<&str, Id> =
        events.iter().filter_map(|event| Some((event.actor.as_str(), *holders.get(&event.actor)?))).collect();
    let ids: Vec<Id> = acted.values().copied().collect();
    let people: BTreeMap<Id, String> =
        organisation::people(read, &ids)?.into_iter().map(|person| (person.id, person.name)).collect();
    let named =
        acted.into_iter().filter_map(|(account, id)| Some((account.to_owned(), people.get(&id)?.clone())));
    Ok(named.collect())
}

/// The person's name where there is one, beside what the chain itself holds.
fn who(event: &AuditEvent, names: &BTreeMap<String, String>) -> String {
    match names.get(&event.actor) {
        Some(name) => format!("{name} ({})", event.actor),
        None => event.actor.clone(),
    }
}
