//! What changes in the rules when a pack replaces the one in force: entry by entry between two versions of one pack,
//! demand by demand between the packs of two guidelines.

use kernel::Language;
use maud::{Markup, html};
use policy::{Change, Difference, FieldChange, OnlyInOne, Pack, compare, differences};
use serde_json::Value as Json;
use web::Visit;
use web::components::{Cell, Column, ColumnKind, Row, simple_table};

/// Rows of one table that are shown; the heading counts all.
const MOST_SHOWN: usize = 300;
/// Letters of one value that are shown.
const MOST_LETTERS: usize = 300;

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
    let rows: Vec<Row> = differences(now, then).iter().flat_map(|one| difference_rows(visit, one)).collect();
    let columns = [
        Column::new("what", visit.text("changes-what"), ColumnKind::Text),
        Column::new("kind", visit.text("changes-kind"), ColumnKind::Text),
        Column::new("field", visit.text("changes-field"), ColumnKind::Text),
        Column::new("before", visit.text("changes-before"), ColumnKind::Text),
        Column::new("after", visit.text("changes-after"), ColumnKind::Text),
    ];
    table(visit, "changes-entries", &columns, rows).into_iter().collect()
}

fn difference_rows(visit: &Visit, difference: &Difference) -> Vec<Row> {
    let kind = visit.text(&format!("difference-{}", difference.kind.replace('_', "-")));
    let row = |field: String, before: &Json, after: &Json| Row {
        cells: vec![
            Cell::text(if difference.id.is_empty() { kind.clone() } else { difference.id.clone() }),
            Cell::text(&kind),
            Cell::text(field),
            Cell::text(in_words(visit.language(), before)),
            Cell::text(in_words(visit.language(), after)),
        ],
    };
    match &difference.change {
        Change::Added { after } => vec![row(visit.text("changes-added"), &Json::Null, after)],
        Change::Removed { before } => vec![row(visit.text("changes-removed"), before, &Json::Null)],
        Change::Changed { fields } => fields
            .iter()
            .map(|FieldChange { field, before, after }| row(field.clone(), before, after))
            .collect(),
    }
}

/// A value of a pack for people: texts in their language, the rest as it stands in the file.
fn in_words(language: Language, value: &Json) -> String {
    let text = match value {
        Json::Null => String::new(),
        Json::String(text) => text.clone(),
        Json::Array(items) => {
            items.iter().map(|item| in_words(language, item)).collect::<Vec<_>>().join(", ")
        }
        Json::Object(fields) => match fields.get(language.code()) {
            Some(Json::String(text)) => text.clone(),
            _ => object_in_words(language, fields),
        },
        other => other.to_string(),
    };
    if text.chars().count() <= MOST_LETTERS {
        return text;
    }
    text.chars().take(MOST_LETTERS).chain(['…']).collect()
}

/// What an entry says, without what is empty.
fn object_in_words(language: Language, fields: &serde_json::Map<String, Json>) -> String {
    let parts = fields.iter().filter_map(|(name, value)| {
        let text = in_words(language, value);
        (!text.is_empty()).then(|| format!("{name}: {text}"))
    });
    parts.collect::<Vec<_>>().join("; ")
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
                Cell::text(&one.first),
                Cell::text(&one.second),
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
    rows.truncate(MOST_SHOWN);
    Some(html! {
        details class="fold" open[rows.len() <= 20] {
            summary { (heading) }
            (simple_table(visit.language(), &visit.text("changes-title"), columns, &rows))
        }
    })
}
