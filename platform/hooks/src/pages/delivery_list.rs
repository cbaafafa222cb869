//! What hooks were told, what waits and what failed.

use super::{DELIVERIES_PATH, happening_in_words, way};
use crate::MANAGE;
use crate::api::DELIVERY_FILTERS;
use crate::delivery::{Delivery, DeliveryState, TroubleReason};
use crate::hook::WebHook;
use crate::listing::DELIVERIES;
use crate::store;
use kernel::{Choice as _, Id, Message, Result};
use std::collections::BTreeMap;
use web::components::{Cell, Column, ColumnKind, Empty, Link, Row, SelectOption, Status, Tone, table};
use web::{
    Answer, ListParts, ListRows, ListView, Page, Visit, every_row, file_links, filter_field, is_file_asked,
    list_file,
};

pub(super) fn deliveries(visit: &Visit) -> Result<Answer> {
    let view = ListView::of(visit, DELIVERY_FILTERS, &DELIVERIES)?.newest_first();
    let names = visit.read(|read| {
        access::authorise_everywhere(read, MANAGE)?;
        let hooks: Vec<WebHook> = read.rows(&store::EVERY_HOOK, &[])?;
        Ok(hooks.into_iter().map(|hook| (hook.id, hook.name)).collect::<BTreeMap<Id, String>>())
    })?;
    let told = |one: &Delivery| row(visit, one, Some(&names));
    if is_file_asked(visit) {
        let rows: Vec<Delivery> = visit.read(|read| {
            every_row(view.query_for_export(&DELIVERIES, read.today())?, |query| {
                DELIVERIES.page(read, &query)
            })
        })?;
        let rows = rows.iter().map(told).collect();
        return list_file(visit, &visit.text("hook-deliveries"), &columns(visit), rows);
    }
    let listed = visit.read(|read| {
        let query = view.query(&DELIVERIES, read.today())?;
        let page = DELIVERIES.page::<Delivery>(read, &query)?;
        let rows = page.items.iter().map(told).collect();
        Ok(ListRows { rows, total: DELIVERIES.count(read, &query)?, next_cursor: page.next_cursor })
    })?;
    let total = listed.total;
    let list = view.table(visit, parts(visit, &view, &names), &DELIVERIES, listed);
    let content = table(visit.language(), &list);
    Ok(Page::new(visit.text("hook-deliveries"), content).under(vec![way(visit)]).count(total).answer())
}

fn parts(visit: &Visit, view: &ListView, names: &BTreeMap<Id, String>) -> ListParts {
    let hooks: Vec<SelectOption> =
        names.iter().map(|(id, name)| SelectOption::new(id.to_string(), name)).collect();
    let options = |name: &str| if name == "hook" { hooks.clone() } else { Vec::new() };
    ListParts {
        id: "web-hook-deliveries",
        caption: visit.text("hook-deliveries"),
        columns: columns(visit),
        filters: DELIVERY_FILTERS
            .iter()
            .map(|one| filter_field(visit, "hook-delivery", one, options(one.name)))
            .collect(),
        more_filters: Vec::new(),
        exports: file_links(visit, view),
        empty: Empty {
            title: visit.text("hook-no-deliveries"),
            text: visit.text("hook-no-deliveries-text"),
            action: None,
        },
    }
}

pub(super) fn columns(visit: &Visit) -> Vec<Column> {
    let column =
        |key: &'static str, kind| Column::new(key, visit.text(&format!("hook-delivery-{key}")), kind);
    vec![
        column("action", ColumnKind::Text),
        Column { is_telling: true, ..column("state", ColumnKind::Status) },
        column("hook", ColumnKind::Text),
        column("made", ColumnKind::Date),
        column("ended", ColumnKind::Date),
        column("attempts", ColumnKind::Number),
        column("code", ColumnKind::Number),
        column("reason", ColumnKind::Text),
    ]
}

/// A row of the list; without names the column of the hook is left out.
pub(super) fn row(visit: &Visit, one: &Delivery, names: Option<&BTreeMap<Id, String>>) -> Row {
    let language = visit.language();
    let link = Link::new(format!("{DELIVERIES_PATH}/{}", one.id), happening_in_words(language, &one.action));
    let hook = names.map(|names| names.get(&one.hook).cloned().unwrap_or_default());
    let before = [Cell::Link(link), Cell::Status(status_of(visit, one))];
    let after = [
        Cell::text(texts::instant(one.made_at)),
        Cell::text(one.ended_at.map(texts::instant).unwrap_or_default()),
        Cell::text(one.attempts.to_string()),
        Cell::text(one.answer_code.map(|code| code.to_string()).unwrap_or_default()),
        Cell::text(reason_in_words(visit, one)),
    ];
    Row { cells: before.into_iter().chain(hook.map(Cell::text)).chain(after).collect() }
}

pub(super) fn status_of(visit: &Visit, one: &Delivery) -> Status {
    let (tone, key) = match one.state {
        DeliveryState::Delivered => (Tone::Good, "hook-delivery-state-delivered"),
        DeliveryState::Failed => (Tone::Bad, "hook-delivery-state-failed"),
        DeliveryState::Sending => (Tone::Ongoing, "hook-delivery-state-sending"),
        DeliveryState::Waiting => (Tone::Ahead, "hook-delivery-state-waiting"),
        DeliveryState::Held => (Tone::Attention, "hook-delivery-state-held"),
    };
    Status::new(tone, visit.text(key))
}

/// Why it stands so, in words; nothing where all is well.
pub(super) fn reason_in_words(visit: &Visit, one: &Delivery) -> String {
    match one.reason {
        TroubleReason::Nothing => String::new(),
        TroubleReason::Answer => {
            let code = one.answer_code.unwrap_or_default();
            visit.render(&Message::new("hook-delivery-reason-answer").with("code", code.to_string()))
        }
        reason => visit.text(&format!("hook-delivery-reason-{}", reason.name().replace('_', "-"))),
    }
}
