//! The systems that the visitor is asked about: those that stand as before may be confirmed several at once, each of the
//! others is read first.

use super::under;
use crate::confirm_systems::{ConfirmSystems, confirm_systems};
use crate::confirmation::{ASKED_DAYS_AHEAD, ConfirmationState};
use crate::confirmed::{Asked, asked_of};
use kernel::{Choice as _, Error, Id, Message, Objection, Result};
use maud::{Markup, html};
use std::cmp::Reverse;
use storage::Read;
use web::components::{
    Cell, Column, ColumnKind, Empty, Form, Link, Panel, PanelRow, Row, Status, Tone, empty_state, form_with,
    simple_table,
};
use web::{Answer, Page, Visit, form_errors};

const PATH: &str = "/system/att-bekrafta";
/// Systems that are shown at once; the next come when some are confirmed.
const MOST: usize = 200;

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
    asked.truncate(MOST);
    Ok(asked)
}

fn show(visit: &Visit, objections: &[Objection]) -> Result<Answer> {
    let due = visit.read(due)?;
    let count = i64::try_from(due.len()).unwrap_or(i64::MAX);
    let content = html! { div class="stack" {
        p { (visit.text("confirm-list-text")) }
        @if due.is_empty() {
            (empty_state(&Empty { title: visit.text("confirm-none"), text: visit.text("confirm-none-text"), action: None }))
        } @else {
            (asking(visit, &due, objections))
        }
    } };
    let way = under(visit, "register-systems", "/system");
    let page = Page::new(visit.text("confirm-list"), content).count(count).under(way);
    Ok(if objections.is_empty() { page.answer() } else { page.rejected().answer() })
}

fn asking(visit: &Visit, due: &[Asked], objections: &[Objection]) -> Markup {
    let column = |key: &'static str, label: &str, kind| Column::new(key, visit.text(label), kind);
    let columns = [
        column("name", "change-notice-system", ColumnKind::Text),
        column("state", "confirmation-state", ColumnKind::Status),
        column("until", "confirm-until", ColumnKind::Date),
        column("choose", "confirm-choose", ColumnKind::Text),
    ];
    let rows: Vec<Row> = due.iter().map(|one| row(visit, one)).collect();
    let table = simple_table(visit.language(), &visit.text("confirm-systems"), &columns, &rows);
    if due.iter().all(|one| !is_unchanged(one)) {
        return table;
    }
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
    form_with(visit.language(), &form, &table)
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
            html! { input class="ds-input" type="checkbox" name="system" value=(value) aria-label=(label); },
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
