//! What changes in the rules when a pack replaces the one in force: entry by entry between two versions of one pack,
//! demand by demand between the packs of two guidelines.

use super::pack_words::{Line, cell, said};
use maud::{Markup, html};
use policy::{
    Change, Difference, Differing, FieldChange, OnlyInOne, Pack, compare, differences, field_name,
    notation_of, value_in_words,
};
use serde_json::Value as Json;
use web::Visit;
use web::components::{Cell, Column, ColumnKind, Row, simple_table};

/// Rows of one table that are shown; the heading counts all.
const MOST_SHOWN: usize = 300;
/// Letters of one value that are shown.
const MOST_LETTERS: usize = 600;

/// The changes from the pack in force to another one.
pub fn changes(visit: &Visit, now: &Pack, then: &Pack) -> Markup {
    let tables =
        if now.id == then.id { of_one_pack(visit, now, then) } else { of_two_packs(visit, now, then) };
    html! {
        section class="stack" {
            h2 { (visit.text("changes-title")) }
            @if tables.is_empty() { p { (visit.text("changes-none")) } }
            @for table in &tables { (table) }
        }
    }
}

fn of_one_pack(visit: &Visit, now: &Pack, then: &Pack) -> Vec<Markup> {
    let differences = differences(now, then);
    let rows: Vec<Row> =
        differences.iter().flat_map(|one| difference_rows(visit, (now, then), one)).collect();
    let columns = [
        Column::new("what", visit.text("changes-what"), ColumnKind::Text),
        Column::new("kind", visit.text("changes-kind"), ColumnKind::Text),
        Column::new("field", visit.text("changes-field"), ColumnKind::Text),
        Column::new("before", visit.text("changes-before"), ColumnKind::Text),
        Column::new("after", visit.text("changes-after"), ColumnKind::Text),
    ];
    table(visit, "changes-entries", &columns, rows).into_iter().collect()
}

/// One row for each field that changes; a new or removed entry has one for all of it.
fn difference_rows(visit: &Visit, (now, then): (&Pack, &Pack), difference: &Difference) -> Vec<Row> {
    let kind = visit.text(&format!("difference-{}", difference.kind.replace('_', "-")));
    let value = |pack: &Pack, field: &str, value: &Json| {
        let words = said(visit, &value_in_words(pack, &difference.context, field, value));
        let notation = notation_of(field, value).unwrap_or_default();
        cell(visit, vec![Line { words: shortened(&words), notation }], false)
    };
    let row = |label: String, (field, before, after): (&str, &Json, &Json)| Row {
        cells: vec![
            entry_name(visit, difference, &kind),
            Cell::text(&kind),
            Cell::text(label),
            value(now, field, before),
            value(then, field, after),
        ],
    };
    match &difference.change {
        Change::Added { after } => vec![row(visit.text("changes-added"), ("", &Json::Null, after))],
        Change::Removed { before } => vec![row(visit.text("changes-removed"), ("", before, &Json::Null))],
        Change::Changed { fields } => fields
            .iter()
            .map(|FieldChange { field, before, after }| {
                row(entry_field(visit, field), (field.as_str(), before, after))
            })
            .collect(),
    }
}

/// What an entry is called, with its id as the overlay names it.
fn entry_name(visit: &Visit, difference: &Difference, kind: &str) -> Cell {
    let title = difference.context.title.in_language(visit.language());
    if difference.id.is_empty() {
        return Cell::text(kind);
    }
    Cell::Drawn(html! {
        @if !title.is_empty() { (title) " " }
        code class="small" { (difference.id) }
    })
}

/// What a key of the format is called.
fn entry_field(visit: &Visit, field: &str) -> String {
    field_name(field).map_or_else(|| field.to_owned(), |key| visit.text(key))
}

/// So much of a text as a cell has room for.
fn shortened(text: &str) -> String {
    if text.chars().count() <= MOST_LETTERS {
        return text.to_owned();
    }
    text.chars().take(MOST_LETTERS).chain(['…']).collect()
}

fn of_two_packs(visit: &Visit, now: &Pack, then: &Pack) -> Vec<Markup> {
    let found = compare(now, then);
    let only = |rows: &[OnlyInOne]| rows.iter().map(|one| only_row(visit, one)).collect::<Vec<Row>>();
    let columns = || {
        [
            Column::new("rule", visit.text("changes-rule"), ColumnKind::Text),
            Column::new("kind", visit.text("changes-kind"), ColumnKind::Text),
            Column::new("text", visit.text("guideline-text"), ColumnKind::Text),
        ]
    };
    let differing: Vec<Row> = found
        .differs
        .iter()
        .map(|one| Row {
            cells: vec![
                Cell::text(&one.second_rule),
                Cell::text(kind_of_demand(visit, one.kind)),
                Cell::text(demanded_field(visit, one.field)),
                cell(visit, vec![side_line(visit, one, Side::First)], false),
                cell(visit, vec![side_line(visit, one, Side::Second)], false),
            ],
        })
        .collect();
    let of_differing = [
        Column::new("rule", visit.text("changes-rule"), ColumnKind::Text),
        Column::new("kind", visit.text("changes-kind"), ColumnKind::Text),
        Column::new("field", visit.text("changes-field"), ColumnKind::Text),
        Column::new("before", visit.text("changes-before"), ColumnKind::Text),
        Column::new("after", visit.text("changes-after"), ColumnKind::Text),
    ];
    [
        table(visit, "changes-only-then", &columns(), only(&found.only_in_second)),
        table(visit, "changes-only-now", &columns(), only(&found.only_in_first)),
        table(visit, "changes-differs", &of_differing, differing),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Which of two packs is asked about.
#[derive(Clone, Copy)]
pub(super) enum Side {
    First,
    Second,
}

/// How one of two packs has a demand that both make; the notation only where it is another than the words.
pub(super) fn side_line(visit: &Visit, one: &Differing, side: Side) -> Line {
    let (words, notation) = match side {
        Side::First => (&one.first_in_words, &one.first),
        Side::Second => (&one.second_in_words, &one.second),
    };
    let words = said(visit, words);
    let notation = if words == *notation { String::new() } else { format!("{} = {notation}", one.field) };
    Line { words, notation }
}

fn only_row(visit: &Visit, one: &OnlyInOne) -> Row {
    Row {
        cells: vec![
            Cell::text(&one.rule),
            Cell::text(kind_of_demand(visit, one.kind)),
            Cell::text(one.text.in_language(visit.language())),
        ],
    }
}

pub(super) fn kind_of_demand(visit: &Visit, kind: &str) -> String {
    visit.text(&format!("demand-{}", kind.replace('_', "-")))
}

/// What of a demand differs.
pub(super) fn demanded_field(visit: &Visit, field: &str) -> String {
    visit.text(&format!("demanded-{}", field.replace('_', "-")))
}

/// A table behind its count; none where there is nothing to show.
fn table(visit: &Visit, key: &str, columns: &[Column], mut rows: Vec<Row>) -> Option<Markup> {
    if rows.is_empty() {
        return None;
    }
    let count = i64::try_from(rows.len()).unwrap_or(i64::MAX);
    let heading = texts::format(visit.language(), key, &[("count", count.into())]);
    let left_out = i64::try_from(rows.len().saturating_sub(MOST_SHOWN)).unwrap_or(i64::MAX);
    rows.truncate(MOST_SHOWN);
    Some(html! {
        details class="fold" open[rows.len() <= 20] {
            summary { (heading) }
            (simple_table(visit.language(), &visit.text("changes-title"), columns, &rows))
            @if left_out > 0 { p { (texts::format(visit.language(), "changes-not-shown", &[("count", left_out.into())])) } }
        }
    })
}
