//! *Webhookar*: whom the federation tells, and how it goes.

use super::{PATH, address_of};
use crate::api::HOOK_FILTERS;
use crate::back_off::MOST_FAILURES;
use crate::hook::WebHook;
use crate::listing::HOOKS;
use crate::settings::Settings;
use crate::{MANAGE, store};
use kernel::{Id, Result};
use maud::html;
use std::collections::BTreeMap;
use storage::Read;
use web::components::{
    Cell, Column, ColumnKind, Empty, Link, Notice, NoticeKind, Row, Status, Tone, notice, table,
};
use web::{
    Answer, ListParts, ListRows, ListView, Page, Visit, every_row, file_links, filter_field, is_file_asked,
    list_file,
};

pub(super) fn hooks(visit: &Visit) -> Result<Answer> {
    let view = ListView::of(visit, HOOK_FILTERS, &HOOKS)?;
    if is_file_asked(visit) {
        let rows = visit.read(|read| {
            access::authorise_everywhere(read, MANAGE)?;
            let query = view.query_for_export(&HOOKS, read.today())?;
            rows_of(visit, read, &every_row(query, |query| HOOKS.page(read, &query))?)
        })?;
        return list_file(visit, &visit.text("hook-list"), &columns(visit), rows);
    }
    let listed = visit.read(|read| {
        access::authorise_everywhere(read, MANAGE)?;
        let query = view.query(&HOOKS, read.today())?;
        let page = HOOKS.page::<WebHook>(read, &query)?;
        let rows = rows_of(visit, read, &page.items)?;
        Ok(ListRows { rows, total: HOOKS.count(read, &query)?, next_cursor: page.next_cursor })
    })?;
    let total = listed.total;
    let list = view.table(visit, parts(visit, &view), &HOOKS, listed);
    let content = html! {
        div class="stack" {
            p { (visit.text("hook-about")) }
            @if let Some(missing) = missing_key(visit)? { (notice(&missing)) }
            (table(visit.language(), &list))
            @if total > 0 { p { a href=(super::DELIVERIES_PATH) { (visit.text("hook-all-deliveries")) } } }
        }
    };
    let primary = new_hook(visit).filter(|_| total > 0);
    Ok(Page::new(visit.text("hook-list"), content).count(total).primary(primary).answer())
}

/// How each stands: how often it has failed in a row, and what waits for it.
fn rows_of(visit: &Visit, read: &Read, hooks: &[WebHook]) -> Result<Vec<Row>> {
    let waiting = counts(read.rows(&store::WAITING, &[])?);
    let failures = counts(read.rows(&store::PROGRESSES, &[])?);
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
    Ok(hooks.iter().map(row).collect())
}

fn counts(rows: Vec<(Id, i64)>) -> BTreeMap<Id, i64> {
    rows.into_iter().collect()
}

fn parts(visit: &Visit, view: &ListView) -> ListParts {
    ListParts {
        id: "web-hooks",
        caption: visit.text("hook-list"),
        columns: columns(visit),
        filters: HOOK_FILTERS.iter().map(|one| filter_field(visit, "web-hook", one, Vec::new())).collect(),
        more_filters: Vec::new(),
        exports: file_links(visit, view),
        empty: Empty {
            title: visit.text("hook-list-empty"),
            text: visit.text("hook-list-empty-text"),
            action: new_hook(visit),
        },
    }
}

fn columns(visit: &Visit) -> Vec<Column> {
    let column = |key: &'static str, label: &str, kind| Column::new(key, visit.text(label), kind);
    vec![
        column("name", "web-hook-name", ColumnKind::Text),
        Column { is_telling: true, ..column("state", "hook-state", ColumnKind::Status) },
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
        (false, _, MOST_FAILURES..) => (Tone::Bad, "hook-state-switched-off"),
        (false, ..) => (Tone::Closed, "hook-state-off"),
        (true, 0, _) => (Tone::Idle, "hook-state-without-secret"),
        (true, _, 0) => (Tone::Good, "hook-state-on"),
        (true, ..) => (Tone::Bad, "hook-state-failing"),
    };
    Status::new(tone, visit.text(key))
}
