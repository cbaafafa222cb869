//! The systems that the visitor is asked about: those that stand as before may be confirmed several at once, each of the
//! others is read first.

use super::under;
use crate::confirm_systems::{ConfirmSystems, confirm_systems};
use crate::confirmation::{ASKED_DAYS_AHEAD, ConfirmationState};
use crate::confirmed::{Asked, asked_of};
use kernel::{Choice as _, Error, FieldKind, Id, Message, Objection, Result};
use maud::{Markup, html};
use std::cmp::Reverse;
use storage::Read;
use web::components::{
    Cell, Column, ColumnKind, Empty, Form, Link, Panel, PanelRow, Row, Status, Tone, form_of, table,
};
use web::{
    Answer, FilterKind, ListFilter, ListParts, ListView, Page, Visit, file_links, filter_field, form_errors,
    is_file_asked, list_file,
};

const PATH: &str = "/system/att-bekrafta";
/// Systems that are shown at once; the next come when some are confirmed.
const MOST: usize = 200;
/// The id of the form that the boxes of the list belong to.
const FORM: &str = "confirm-chosen";
const FILTERS: &[ListFilter] = &[
    ListFilter { name: "q", kind: FilterKind::Search },
    ListFilter { name: "state", kind: FilterKind::Field(FieldKind::Choice(ConfirmationState::NAMES)) },
];
/// What broke first, then what ends first; or by name, or by the last day alone.
const ORDERS: &[&str] = &["state", "name", "until"];
/// The columns that tell of a system; the last one is for choosing it.
const TOLD: usize = 3;

pub(super) fn confirm_list(visit: &Visit) -> Result<Answer> {
    show(visit, &[])
}

pub(super) fn confirm_chosen(visit: &Visit) -> Result<Answer> {
    let chosen = visit.form()?.all("system").map(|one| {
        let (id, revision) = one.split_once(':')?;
        Some((id.parse::<Id>().ok()?, revision.parse::<i64>().ok()?))
    });
    let systems: Vec<(Id, i64)> = chosen.collect::<Option<_>>().ok_or(Error::NotFound)?;
    let count = i64::try_from(systems.len()).unwrap_or(i64::MAX);
    let ask = ConfirmSystems { systems, together: true };
    match visit.write(move |tx| confirm_systems(tx, &ask)) {
        Ok(()) => Ok(Answer::see_other(PATH, Message::new("confirm-done-several").with("count", count))),
        Err(Error::Rejected(objections)) => show(visit, &objections),
        Err(error) => Err(error),
    }
}

/// What somebody is asked about now or soon: what broke first, then what ends first.
fn due(read: &Read) -> Result<Vec<Asked>> {
    let Some(person) = read.actor().person else { return Ok(Vec::new()) };
    let pack = findings::pack_in_force(read)?;
    let soon = read.today().saturating_add(jiff::Span::new().days(ASKED_DAYS_AHEAD));
    let mut asked = asked_of(read, &pack, Some(&[person]))?;
    asked.retain(|one| one.confirmed.is_due_by(soon));
    asked
        .sort_by_key(|one| (Reverse(one.confirmed.state == ConfirmationState::Changed), one.confirmed.until));
    Ok(asked)
}

/// Those that the view asks for, in its order.
fn due_in(read: &Read, view: &ListView) -> Result<Vec<Asked>> {
    let mut due = due(read)?;
    let is_asked = |one: &Asked| {
        let state = view.value("state").is_none_or(|state| state == one.confirmed.state.name());
        state && view.finds(&one.system.name)
    };
    due.retain(is_asked);
    let (order, is_falling) = view.order();
    match order {
        "name" => due.sort_by_cached_key(|one| texts::sort_key(&one.system.name)),
        "until" => due.sort_by_key(|one| one.confirmed.until),
        _ => {}
    }
    if is_falling {
        due.reverse();
    }
    Ok(due)
}

fn show(visit: &Visit, objections: &[Objection]) -> Result<Answer> {
    let view = ListView::of_rows(visit, FILTERS, ORDERS)?;
    let due = visit.read(|read| due_in(read, &view))?;
    if is_file_asked(visit) {
        view.check_nothing_dropped()?;
        let rows = due.iter().map(|one| row(visit, one)).collect();
        return list_file(visit, &visit.text("confirm-list"), &columns(visit)[..TOLD], rows);
    }
    let count = i64::try_from(due.len()).unwrap_or(i64::MAX);
    let shown = &due[..due.len().min(MOST)];
    let rows = shown.iter().map(|one| row(visit, one)).collect();
    let list = view.table_of_rows(visit, parts(visit, &view), ORDERS, rows);
    let more = i64::try_from(due.len() - shown.len()).unwrap_or(i64::MAX);
    let may_choose = visit.as_of()?.is_none() && shown.iter().any(is_unchanged);
    let content = html! { div class="stack" {
        p { (visit.text("confirm-list-text")) }
        (table(visit.language(), &list))
        @if more > 0 { p { (visit.render(&Message::new("confirm-more").with("count", more))) } }
        @if may_choose || !objections.is_empty() { (choosing(visit, objections)) }
    } };
    let way = under(visit, "register-systems", "/system");
    let page = Page::new(visit.text("confirm-list"), content).count(count).under(way);
    Ok(if objections.is_empty() { page.answer() } else { page.rejected().answer() })
}

fn parts(visit: &Visit, view: &ListView) -> ListParts {
    ListParts {
        id: "to-confirm",
        caption: visit.text("confirm-systems"),
        columns: columns(visit),
        filters: FILTERS.iter().map(|one| filter_field(visit, "confirmation", one, Vec::new())).collect(),
        more_filters: Vec::new(),
        exports: file_links(visit, view),
        empty: Empty {
            title: visit.text("confirm-none"),
            text: visit.text("confirm-none-text"),
            action: None,
        },
    }
}

fn columns(visit: &Visit) -> Vec<Column> {
    let column = |key: &'static str, label: &str, kind| Column::new(key, visit.text(label), kind);
    vec![
        column("name", "change-notice-system", ColumnKind::Text),
        Column { is_telling: true, ..column("state", "confirmation-state", ColumnKind::Status) },
        column("until", "confirm-until", ColumnKind::Date),
        column("choose", "confirm-choose", ColumnKind::Text),
    ]
}

/// The button that confirms the boxes of the list.
fn choosing(visit: &Visit, objections: &[Objection]) -> Markup {
    let form = Form {
        action: PATH.to_owned(),
        csrf: visit.csrf().to_owned(),
        revision: None,
        hidden: Vec::new(),
        groups: Vec::new(),
        errors: form_errors(visit.language(), objections),
        save: visit.text("confirm-several"),
        cancel: None,
    };
    form_of(visit.language(), &form, FORM)
}

fn is_unchanged(one: &Asked) -> bool {
    matches!(one.confirmed.state, ConfirmationState::Current | ConfirmationState::Expired)
}

fn row(visit: &Visit, one: &Asked) -> Row {
    let (system, confirmed) = (&one.system, &one.confirmed);
    let name = [("name", system.name.as_str().into())];
    let label = texts::format(visit.language(), "confirm-choose-system", &name);
    let page = format!("/system/{}/bekrafta", system.id);
    let choose = if is_unchanged(one) {
        let value = format!("{}:{}", system.id, system.revision);
        Cell::Drawn(
            html! { input class="ds-input" type="checkbox" form=(FORM) name="system" value=(value) aria-label=(label); },
        )
    } else {
        let is_new = confirmed.state == ConfirmationState::Never;
        let words = if is_new { "confirm-read" } else { "confirm-look" };
        Cell::Link(Link::new(&page, visit.text(words)))
    };
    Row {
        cells: vec![
            Cell::Link(Link::new(page, &system.name)),
            Cell::Status(confirmation_status(visit, confirmed.state)),
            Cell::text(confirmed.until.filter(|_| is_unchanged(one)).map(texts::date).unwrap_or_default()),
            choose,
        ],
    }
}

/// How a confirmation stands, by word and shape.
pub(super) fn confirmation_status(visit: &Visit, state: ConfirmationState) -> Status {
    let tone = match state {
        ConfirmationState::Current => Tone::Good,
        ConfirmationState::Never => Tone::Unsure,
        ConfirmationState::Changed | ConfirmationState::Expired => Tone::Attention,
    };
    Status::new(tone, visit.text(&format!("confirmation-state-{}", state.name())))
}

/// What the visitor is asked to confirm, for Start; nothing for who is asked about nothing.
///
/// # Errors
/// When the database fails.
pub fn to_confirm(visit: &Visit, read: &Read) -> Result<Option<Panel>> {
    let due = due(read)?;
    if due.is_empty() || read.as_of().is_some() {
        return Ok(None);
    }
    let row = |one: &Asked| PanelRow {
        link: Link::new(format!("/system/{}/bekrafta", one.system.id), &one.system.name),
        note: None,
        status: Some(confirmation_status(visit, one.confirmed.state)),
    };
    Ok(Some(Panel {
        title: visit.text("confirm-panel"),
        rows: due.iter().take(5).map(row).collect(),
        all: Some(Link::new(PATH, visit.text("confirm-all"))),
        nothing: visit.text("confirm-none"),
    }))
}
