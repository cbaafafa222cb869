//! *Webhookar*: whom the federation tells, and how it goes.

use super::{PATH, address_of};
use crate::hook::WebHook;
use crate::settings::Settings;
use crate::{MANAGE, store};
use kernel::{Id, Result};
use maud::html;
use std::collections::BTreeMap;
use web::components::{
    Cell, Column, ColumnKind, Empty, Link, Notice, NoticeKind, Row, Status, Tone, empty_state, notice,
    simple_table,
};
use web::{Answer, Page, Visit};

pub(super) fn hooks(visit: &Visit) -> Result<Answer> {
    let (hooks, waiting, failures) = visit.read(|read| {
        access::authorise_everywhere(read, MANAGE)?;
        let hooks: Vec<WebHook> = read.rows(&store::EVERY_HOOK, &[])?;
        let waiting: Vec<(Id, i64)> = read.rows(&store::WAITING, &[])?;
        let failures: Vec<(Id, i64)> = read.rows(&store::PROGRESSES, &[])?;
        Ok((hooks, counts(waiting), counts(failures)))
    })?;
    let count =
        |counts: &BTreeMap<Id, i64>, hook: &WebHook| counts.get(&hook.id).copied().unwrap_or_default();
    let row = |hook: &WebHook| Row {
        cells: vec![
            Cell::Link(Link::new(visit.keeping_day(address_of(hook.id)), &hook.name)),
            Cell::Status(state(visit, hook, count(&failures, hook))),
            Cell::text(&hook.address),
            Cell::text(hook.happenings.len().to_string()),
            Cell::text(count(&waiting, hook).to_string()),
        ],
    };
    let rows: Vec<Row> = hooks.iter().map(row).collect();
    let content = html! {
        div class="stack" {
            p { (visit.text("hook-about")) }
            @if let Some(missing) = missing_key(visit)? { (notice(&missing)) }
            @if rows.is_empty() {
                (empty_state(&Empty {
                    title: visit.text("hook-list-empty"),
                    text: visit.text("hook-list-empty-text"),
                    action: new_hook(visit),
                }))
            } @else {
                (simple_table(visit.language(), &visit.text("hook-list"), &columns(visit), &rows))
                p { a href=(super::DELIVERIES_PATH) { (visit.text("hook-all-deliveries")) } }
            }
        }
    };
    let primary = new_hook(visit).filter(|_| !rows.is_empty());
    Ok(Page::new(visit.text("hook-list"), content).primary(primary).answer())
}

fn counts(rows: Vec<(Id, i64)>) -> BTreeMap<Id, i64> {
    rows.into_iter().collect()
}

fn columns(visit: &Visit) -> [Column; 5] {
    let column = |key: &'static str, label: &str, kind| Column::new(key, visit.text(label), kind);
    [
        column("name", "web-hook-name", ColumnKind::Text),
        column("state", "hook-state", ColumnKind::Status),
        column("address", "web-hook-address", ColumnKind::Text),
        column("happenings", "web-hook-happenings", ColumnKind::Number),
        column("waiting", "hook-waiting", ColumnKind::Number),
    ]
}

fn new_hook(visit: &Visit) -> Option<Link> {
    let is_past = !matches!(visit.as_of(), Ok(None));
    (!is_past).then(|| Link::new(format!("{PATH}/ny"), visit.text("hook-new")))
}

/// Nothing is sent by an installation without a key.
pub(super) fn missing_key(visit: &Visit) -> Result<Option<Notice>> {
    let has_key = visit.web.db.attached::<Settings>()?.key.is_some();
    Ok((!has_key).then(|| Notice::new(NoticeKind::Warning, visit.text("hook-no-key"))))
}

/// How it goes with a hook that has failed so often in a row.
pub(super) fn state(visit: &Visit, hook: &WebHook, failures: i64) -> Status {
    let (tone, key) = match (hook.is_active == Some(true), hook.secret_number, failures) {
        (false, ..) => (Tone::Closed, "hook-state-off"),
        (true, 0, _) => (Tone::Idle, "hook-state-without-secret"),
        (true, _, 0) => (Tone::Good, "hook-state-on"),
        (true, ..) => (Tone::Bad, "hook-state-failing"),
    };
    Status::new(tone, visit.text(key))
}
