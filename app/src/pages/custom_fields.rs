//! Administration of the fields that the federation has added: by kind of record, each with its page and its history.

mod forms;
mod retiring;

pub use forms::{change, edit_form, new_form, save_new};
pub use retiring::{restore, retire, retire_form};

use crate::domains::KINDS_WITH_CUSTOM_FIELDS;
use custom_fields::{CUSTOM_FIELD, Definition, KindOfRecord, MANAGE, definition, definitions};
use kernel::{Result, Subject};
use maud::{Markup, html};
use web::components::{
    Cell, Column, ColumnKind, Empty, Fact, Link, Row, SelectOption, Status, Tone, empty_state, facts,
    simple_table,
};
use web::{Answer, Page, RecordWords, Visit};

/// Where the fields are looked after.
pub const PATH: &str = "/administration/falt";
const FACTS: [&str; 11] = [
    "record_kind",
    "field_type",
    "field_group",
    "key",
    "label_en",
    "is_required",
    "help_sv",
    "help_en",
    "section_sv",
    "section_en",
    "place",
];

/// Every field, by kind of record.
pub fn list(visit: &Visit) -> Result<Answer> {
    let all = visit.read(definitions)?;
    let words = words(visit);
    let of_kind = |kind: &KindOfRecord| -> Vec<Row> {
        all.iter().filter(|one| one.record_kind == kind.name).map(|one| row(visit, &words, one)).collect()
    };
    let content = html! {
        div class="stack" {
            p { (visit.text("custom-fields-about")) }
            @if all.is_empty() { (empty_state(&none(visit))) }
            @for kind in KINDS_WITH_CUSTOM_FIELDS {
                @let rows = of_kind(kind);
                @if !rows.is_empty() {
                    (simple_table(visit.language(), &visit.text(kind.label), &columns(visit), &rows))
                }
            }
        }
    };
    Ok(Page::new(visit.text("custom-fields"), content).primary(new_field(visit)).answer())
}

fn none(visit: &Visit) -> Empty {
    Empty {
        title: visit.text("custom-fields-none"),
        text: visit.text("custom-fields-none-text"),
        action: new_field(visit),
    }
}

fn new_field(visit: &Visit) -> Option<Link> {
    let is_past = !matches!(visit.as_of(), Ok(None));
    (visit.may(MANAGE) && !is_past).then(|| Link::new(format!("{PATH}/nytt"), visit.text("custom-field-new")))
}

fn columns(visit: &Visit) -> [Column; 7] {
    let column = |key: &'static str, label: &str, kind| Column::new(key, visit.text(label), kind);
    [
        column("name", "custom-field-name", ColumnKind::Text),
        column("state", "custom-field-state", ColumnKind::Status),
        column("type", "custom-field-field-type", ColumnKind::Text),
        column("group", "custom-field-field-group", ColumnKind::Text),
        column("key", "custom-field-key", ColumnKind::Text),
        column("section", "custom-field-section", ColumnKind::Text),
        column("place", "custom-field-place", ColumnKind::Number),
    ]
}

fn row(visit: &Visit, words: &RecordWords, one: &Definition) -> Row {
    let language = visit.language();
    let field = one.field();
    Row {
        cells: vec![
            Cell::Link(Link::new(visit.keeping_day(address_of(one)), field.label.in_language(language))),
            Cell::Status(state(visit, one)),
            Cell::text(words.shown(language, one, "field_type")),
            Cell::text(words.shown(language, one, "field_group")),
            Cell::text(&one.key),
            Cell::text(field.section.in_language(language)),
            Cell::text(words.shown(language, one, "place")),
        ],
    }
}

fn state(visit: &Visit, one: &Definition) -> Status {
    let (tone, key) = match (one.retired_on, one.is_required) {
        (Some(_), _) => (Tone::Closed, "custom-field-retired"),
        (None, Some(true)) => (Tone::Good, "custom-field-required"),
        (None, _) => (Tone::Good, "custom-field-in-use"),
    };
    Status::new(tone, visit.text(key))
}

fn address_of(one: &Definition) -> String {
    format!("{PATH}/{}", one.id)
}

/// What the kinds of record are called.
fn words(visit: &Visit) -> RecordWords {
    let kinds =
        KINDS_WITH_CUSTOM_FIELDS.iter().map(|kind| SelectOption::new(kind.name, visit.text(kind.label)));
    RecordWords::of("custom-field").options("record_kind", kinds.collect())
}

/// One field, what may be chosen at it, and its history.
pub fn show(visit: &Visit) -> Result<Answer> {
    let id = visit.id("id")?;
    let words = words(visit);
    let (one, past) = visit.read(|read| {
        let past = words.history_section::<Definition>(visit, read, &Subject::new(CUSTOM_FIELD, id))?;
        Ok((definition(read, id)?, past))
    })?;
    let language = visit.language();
    let mut known = words.facts(language, &one, &FACTS);
    if let Some(day) = one.retired_on {
        known.push(Fact::text(visit.text("custom-field-retired-on"), texts::date(day)));
    }
    let content = html! {
        div class="stack" {
            (facts(language, &known))
            (choices(visit, &one))
            section class="stack" { h2 { (visit.text("record-history")) } (past) }
        }
    };
    let may = visit.may(MANAGE) && visit.as_of()?.is_none();
    let step = if one.retired_on.is_some() { "custom-field-restore" } else { "custom-field-retire" };
    let to_step = Link::new(format!("{}/avveckla", address_of(&one)), visit.text(step));
    let label = one.field().label;
    Ok(Page::new(label.in_language(language), content)
        .under(vec![way(visit)])
        .edit(may.then(|| Link::new(format!("{}/andra", address_of(&one)), visit.text("record-edit"))))
        .primary(may.then_some(to_step))
        .answer())
}

fn way(visit: &Visit) -> Link {
    Link::new(visit.keeping_day(PATH), visit.text("custom-fields"))
}

/// What may be chosen, and what could be once.
fn choices(visit: &Visit, one: &Definition) -> Markup {
    let language = visit.language();
    let column = |key: &'static str, label: &str| Column::new(key, visit.text(label), ColumnKind::Text);
    let columns = [
        column("choice", "custom-choice"),
        column("state", "custom-field-state"),
        column("name", "custom-choice-name"),
    ];
    let state = |is_retired: bool| match is_retired {
        true => Status::new(Tone::Closed, visit.text("custom-field-retired")),
        false => Status::new(Tone::Good, visit.text("custom-field-in-use")),
    };
    let rows: Vec<Row> = one
        .field()
        .choices
        .into_iter()
        .map(|choice| Row {
            cells: vec![
                Cell::text(choice.label.in_language(language)),
                Cell::Status(state(choice.is_retired)),
                Cell::text(choice.name),
            ],
        })
        .collect();
    html! {
        @if !rows.is_empty() {
            (simple_table(language, &visit.text("custom-field-choices"), &columns, &rows))
        }
    }
}
