//! A change of many records: what would come of it while it waits, then what came of it, record by record.

use super::kinds::{BulkPages, list_of};
use super::values::Sides;
use super::{FieldLabels, PATH, address_of, records_told, way};
use crate::bulk::{
    BulkChange, BulkOutcome, BulkState, ChangedRecord, edit_permission, goes_on, is_own, keep_plan,
    look_over_undo, of_kind, seen_records, visible_bulk_change,
};
use crate::listing::BULK_RECORDS;
use kernel::{Choice as _, Error, FieldKind, Id, Objection, Result};
use maud::{Markup, html};
use std::collections::BTreeSet;
use storage::{Page as Rows, Query, Read};
use web::components::{
    Cell, Column, ColumnKind, Empty, Fact, FactValue, Form, Link, Notice, NoticeKind, Progress, RecordHead,
    Row, Status, Tone, confirm_form, facts, notice, progress, record_head, step_form, table,
};
use web::{
    Answer, FilterKind, ListFilter, ListParts, ListRows, ListView, Page, Visit, filter_field, form_errors,
};

const FILTERS: &[ListFilter] =
    &[ListFilter { name: "outcome", kind: FilterKind::Field(FieldKind::Choice(BulkOutcome::NAMES)) }];

/// Everything that the page shows.
struct Shown {
    bulk: BulkChange,
    fields: String,
    is_own: bool,
    may_undo: bool,
    rows: ListRows,
}

pub(super) fn change_page(visit: &Visit) -> Result<Answer> {
    show(visit, &[])
}

pub(super) fn undo(visit: &Visit) -> Result<Answer> {
    let id = visit.id("id")?;
    let looked_over = visit.read(|read| look_over_undo(read, id));
    match looked_over.and_then(|looked_over| visit.write(move |tx| keep_plan(tx, looked_over))) {
        Ok(undo) => Ok(Answer::SeeOther { to: address_of(undo), done: None }),
        Err(Error::Rejected(objections)) => show(visit, &objections),
        Err(error) => Err(error),
    }
}

pub(super) fn show(visit: &Visit, objections: &[Objection]) -> Result<Answer> {
    let view = ListView::of(visit, FILTERS, &BULK_RECORDS)?;
    let shown = visit.read(|read| load(visit, read, &view))?;
    let (language, bulk) = (visit.language(), &shown.bulk);
    let title = if bulk.undoes.is_some() { "bulk-undo-page" } else { "bulk-change-page" };
    let title = texts::format(language, title, &[("fields", shown.fields.as_str().into())]);
    if goes_on_now(visit, bulk) && objections.is_empty() {
        return Ok(Page::new(title, how_far(visit, bulk)).under(way(visit)).answer());
    }
    let head = RecordHead {
        kind: visit.text("bulk-change"),
        status: Some(state_status(visit, bulk)),
        people: Vec::new(),
    };
    let above = html! {
        @for error in form_errors(language, objections) { (notice(&Notice::new(NoticeKind::Wrong, error.text))) }
        (record_head(language, &head))
        (facts(language, &told(visit, &shown)))
        (next_step(visit, &shown))
    };
    let total = shown.rows.total;
    let rows = table(language, &view.table(visit, parts(visit), &BULK_RECORDS, shown.rows));
    // It takes the place of what told how far the change was, on a page that looks again by itself.
    let content =
        html! { section id="progress" class="stack" { (above) h2 { (visit.text("bulk-records")) } (rows) } };
    let page = Page::new(title, content).count(total).under(way(visit));
    Ok(if objections.is_empty() { page.answer() } else { page.rejected().answer() })
}

fn goes_on_now(visit: &Visit, bulk: &BulkChange) -> bool {
    goes_on(bulk, visit.web.db.engine(), visit.actor.now)
}

fn how_far(visit: &Visit, bulk: &BulkChange) -> Markup {
    let work = Progress {
        title: visit.text("bulk-goes-on"),
        done: bulk.counts.total - bulk.counts.waiting,
        total: Some(bulk.counts.total),
        href: address_of(bulk.id),
        is_finished: false,
    };
    progress(visit.language(), &work)
}

fn load(visit: &Visit, read: &Read, view: &ListView) -> Result<Shown> {
    let bulk = visible_bulk_change(read, visit.id("id")?)?;
    let query = seen_records(read.actor(), &bulk, view.query(&BULK_RECORDS, read.today())?);
    let rows = of_kind!(bulk.kind, rows_of(visit, read, &query))?;
    let is_now = read.as_of().is_none();
    let is_own = is_now && is_own(read.actor(), &bulk);
    let may_undo = is_now
        && bulk.undone_by.is_none()
        && bulk.counts.done > 0
        && (is_own || access::may_anywhere(read, edit_permission(bulk.kind))?);
    let fields = FieldLabels::of(read)?.labels(visit, bulk.kind, &bulk.fields);
    Ok(Shown { bulk, fields, is_own, may_undo, rows })
}

fn rows_of<N: BulkPages>(visit: &Visit, read: &Read, query: &Query) -> Result<ListRows> {
    let Rows { items, next_cursor } = BULK_RECORDS.page::<ChangedRecord>(read, query)?;
    let places: Vec<Id> = Vec::from_iter(items.iter().map(|row| row.asked_at).collect::<BTreeSet<Id>>());
    // Values are for who may write them and reads all of the record.
    let mut open = access::permitted(read, N::EDIT, &places)?;
    for permission in N::READ_WHOLE {
        open = access::permitted(read, *permission, &open)?;
    }
    let open: BTreeSet<Id> = open.into_iter().collect();
    let sides = Sides::<N>::of(read, visit.language(), &items)?;
    let rows = items.iter().enumerate().map(|(place, row)| Row {
        cells: vec![
            Cell::Link(Link::new(visit.keeping_day(format!("{}/{}", N::LIST.1, row.record)), &row.name)),
            Cell::Status(outcome_status(visit, row.outcome)),
            changes_cell(visit, &sides, (place, row), open.contains(&row.asked_at)),
            why_cell(visit, N::RECORD, row),
        ],
    });
    Ok(ListRows { rows: rows.collect(), total: BULK_RECORDS.count(read, query)?, next_cursor })
}

fn changes_cell<N: BulkPages>(
    visit: &Visit,
    sides: &Sides<N>,
    (place, row): (usize, &ChangedRecord),
    is_open: bool,
) -> Cell {
    if !is_open || row.changes.is_empty() {
        return Cell::Absent;
    }
    let changes = sides.changes(visit.language(), place, row);
    let value = |text: &str| if text.is_empty() { visit.text("bulk-nothing") } else { text.to_owned() };
    Cell::Drawn(html! {
        div {
            @for change in changes {
                div { (change.label) ": " (value(&change.before)) " → " strong { (value(&change.after)) } }
            }
        }
    })
}

fn why_cell(visit: &Visit, record: &str, row: &ChangedRecord) -> Cell {
    if row.why.is_empty() {
        return Cell::Absent;
    }
    Cell::Drawn(html! {
        div {
            @for told in &row.why {
                div {
                    @if has_label(record, &told.field) { (web::label(visit.language(), record, &told.field)) ": " }
                    (told.in_language(visit.language()))
                }
            }
        }
    })
}

fn has_label(record: &str, field: &str) -> bool {
    !field.is_empty()
        && texts::has(kernel::Language::Swedish, &format!("{record}-{}", field.replace('_', "-")))
}

fn told(visit: &Visit, shown: &Shown) -> Vec<Fact> {
    let bulk = &shown.bulk;
    let count = |key: &str, number: i64| Fact::text(visit.text(key), texts::number(number));
    let mut rows = vec![
        Fact::text(visit.text("bulk-change-fields"), &shown.fields),
        Fact::text(visit.text("bulk-change-reason"), &bulk.reason),
        Fact::text(visit.text("bulk-change-planned-by"), &bulk.planned_by_name),
        Fact::text(visit.text("bulk-change-planned-at"), texts::instant(bulk.planned_at)),
    ];
    rows.extend(
        bulk.carried_out_at
            .map(|at| Fact::text(visit.text("bulk-change-carried-out-at"), texts::instant(at))),
    );
    for (key, other) in [("bulk-change-undoes", bulk.undoes), ("bulk-change-undone-by", bulk.undone_by)] {
        rows.extend(other.map(|other| {
            let link = Link::new(visit.keeping_day(address_of(other)), visit.text("bulk-change-see"));
            Fact::new(visit.text(key), FactValue::Link(link))
        }));
    }
    rows.push(count("bulk-outcome-fits-count", bulk.counts.waiting));
    rows.push(count("bulk-outcome-done-count", bulk.counts.done));
    rows.push(count("bulk-outcome-same-count", bulk.counts.same()));
    rows.push(count("bulk-outcome-left-out-count", bulk.counts.left_out));
    rows
}

/// What can be done now: carry it out, go on with it, or take it back.
fn next_step(visit: &Visit, shown: &Shown) -> Markup {
    let bulk = &shown.bulk;
    let form = |step: &str, save: &str| Form {
        action: format!("{PATH}/{}/{step}", bulk.id),
        csrf: visit.csrf().to_owned(),
        revision: None,
        hidden: Vec::new(),
        groups: Vec::new(),
        errors: Vec::new(),
        save: visit.text(save),
        cancel: Some(Link::new(list_of(bulk.kind).1, visit.text("bulk-to-list"))),
    };
    let waiting = records_told(visit, bulk.kind, bulk.counts.waiting);
    let question = |key: &str| texts::format(visit.language(), key, &[("records", waiting.as_str().into())]);
    match bulk.state {
        BulkState::Planned if shown.is_own && bulk.counts.waiting > 0 => confirm_form(
            &question("bulk-carry-out-question"),
            &visit.text("bulk-carry-out-text"),
            &form("genomfor", "bulk-carry-out"),
        ),
        BulkState::Planned if shown.is_own => {
            notice(&Notice::new(NoticeKind::Warning, visit.text("bulk-nothing-to-do")))
        }
        BulkState::UnderWay if shown.is_own => {
            let go_on = confirm_form(
                &question("bulk-go-on-question"),
                &visit.text("bulk-go-on-text"),
                &form("genomfor", "bulk-go-on"),
            );
            let take_back = Form { cancel: None, ..form("angra", "bulk-undo-done") };
            html! { (go_on) @if shown.may_undo { (step_form(&take_back)) } }
        }
        BulkState::UnderWay | BulkState::CarriedOut if shown.may_undo => confirm_form(
            &visit.text("bulk-undo-question"),
            &visit.text("bulk-undo-text"),
            &form("angra", "bulk-undo"),
        ),
        _ => html! {},
    }
}

fn parts(visit: &Visit) -> ListParts {
    let column = |key: &'static str, label: &str, kind| Column::new(key, visit.text(label), kind);
    ListParts {
        id: "bulk-records",
        caption: visit.text("bulk-records"),
        columns: vec![
            column("name", "bulk-record-name", ColumnKind::Text),
            Column { is_telling: true, ..column("outcome", "bulk-change-outcome", ColumnKind::Status) },
            column("changes", "bulk-record-changes", ColumnKind::Text),
            column("why", "bulk-record-why", ColumnKind::Text),
        ],
        filters: FILTERS.iter().map(|one| filter_field(visit, "bulk-change", one, Vec::new())).collect(),
        more_filters: Vec::new(),
        exports: Vec::new(),
        empty: Empty {
            title: visit.text("bulk-records-none"),
            text: visit.text("bulk-records-none-text"),
            action: None,
        },
    }
}

fn outcome_status(visit: &Visit, outcome: BulkOutcome) -> Status {
    let tone = match outcome {
        BulkOutcome::Fits => Tone::Ahead,
        BulkOutcome::Same => Tone::Closed,
        BulkOutcome::LeftOut => Tone::Attention,
        BulkOutcome::Done => Tone::Good,
    };
    let key = format!("bulk-change-outcome-{}", outcome.name().replace('_', "-"));
    Status::new(tone, visit.text(&key))
}

/// How far a change has come, by word and shape.
pub(super) fn state_status(visit: &Visit, bulk: &BulkChange) -> Status {
    if bulk.undone_by.is_some() {
        return Status::new(Tone::Closed, visit.text("bulk-change-state-undone"));
    }
    if goes_on_now(visit, bulk) {
        return Status::new(Tone::Ongoing, visit.text("bulk-change-state-goes-on"));
    }
    let tone = match bulk.state {
        BulkState::Planned => Tone::Ahead,
        BulkState::UnderWay => Tone::Attention,
        BulkState::CarriedOut => Tone::Good,
    };
    let key = format!("bulk-change-state-{}", bulk.state.name().replace('_', "-"));
    Status::new(tone, visit.text(&key))
}
