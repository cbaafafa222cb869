//! How the sections of a plan are shown: of a draft with the ways to write them, of what was decided as it was kept.

use crate::content::{Content, RecordRow, Written, address_of};
use crate::papers::{held, in_words};
use findings::Rulebook;
use kernel::{Language, Result, Subject};
use maud::{Markup, html};
use std::collections::BTreeMap;
use storage::Read;
use web::Visit;
use web::components::{Cell, Column, ColumnKind, Link, Places, Row, simple_table, written};

/// Where the records that a plan names have their pages, for a page that leads to them.
pub(super) type Ways = BTreeMap<Subject, String>;

/// The pages of the records that a plan names.
pub(super) fn ways_of(visit: &Visit, read: &Read, content: &Content) -> Result<Ways> {
    let rulebook = read.attached::<Rulebook>()?;
    let subjects = content.systems.iter().chain(&content.documents).filter_map(|row| row.subject.clone());
    let way = |subject: Subject| {
        let is_document = subject.is(register::DOCUMENT);
        let address =
            if is_document { format!("/dokument/{}", subject.id) } else { rulebook.address(&subject) };
        (subject, visit.keeping_day(address))
    };
    Ok(subjects.map(way).collect())
}

/// What a section says: its text, or why there is nothing to tell, and what stands there of the register.
pub(super) fn section_body(visit: &Visit, content: &Content, section: &Written, ways: &Ways) -> Markup {
    let language = visit.language();
    let picture = |file| address_of(&content.pictures, file);
    html! {
        @if let Some(reason) = &section.nothing {
            p { (visit.text("plan-nothing-to-tell")) " " (reason) }
        }
        @if !section.text.trim().is_empty() {
            (written(language, &writing::blocks(&section.text), Places { below: 2, picture: &picture }))
        }
        (drawn(visit, language, (content, &section.holds), ways))
    }
}

fn drawn(visit: &Visit, language: Language, (content, holds): (&Content, &str), ways: &Ways) -> Markup {
    match holds {
        "organisation" if !content.people.is_empty() => {
            let rows: Vec<Row> = content
                .people
                .iter()
                .map(|row| Row {
                    cells: vec![
                        Cell::text(row.role.in_language(language)),
                        Cell::text(row.name.in_language(language)),
                        Cell::text(row.deputy.clone().unwrap_or_default()),
                    ],
                })
                .collect();
            let keys = [("role", "plan-role"), ("name", "plan-holder"), ("deputy", "plan-deputy")];
            let columns = keys.map(|(key, label)| Column::new(key, visit.text(label), ColumnKind::Text));
            simple_table(language, &visit.text("plan-organisation"), &columns, &rows)
        }
        "agreements" | "statements" => known(visit, content, holds),
        "systems" => records(&content.systems, ways),
        "documents" => records(&content.documents, ways),
        _ => html! {},
    }
}

/// What the rooms below know; an agreement leads to its page.
fn known(visit: &Visit, content: &Content, holds: &str) -> Markup {
    let language = visit.language();
    let sees_costs = content.agreements.iter().any(|row| row.value.is_some());
    let Some(held) = held(language, content, holds, sees_costs) else { return html! {} };
    let columns: Vec<Column> =
        held.columns.iter().map(|column| Column::new(column.key, &column.label, column.kind())).collect();
    let way = |number: usize| {
        let agreement = content.agreements.get(number).filter(|_| holds == "agreements")?.id?;
        Some(visit.keeping_day(format!("/avtal/{agreement}")))
    };
    let row = |(number, cells): (usize, &Vec<print::Cell>)| {
        let words = cells.iter().map(|cell| in_words(language, cell));
        let cell = |(place, text): (usize, String)| match way(number).filter(|_| place == 0) {
            Some(href) => Cell::Link(Link::new(href, text)),
            None => Cell::text(text),
        };
        Row { cells: words.enumerate().map(cell).collect() }
    };
    let rows: Vec<Row> = held.rows.iter().enumerate().map(row).collect();
    simple_table(language, &visit.text(&format!("plan-paper-{holds}")), &columns, &rows)
}

fn records(rows: &[RecordRow], ways: &Ways) -> Markup {
    html! {
        @if !rows.is_empty() {
            ul {
                @for row in rows {
                    @let way = row.subject.as_ref().and_then(|subject| ways.get(subject));
                    li {
                        @match way {
                            Some(href) => a href=(href) { (row.name) },
                            None => (row.name),
                        }
                        @if !row.note.is_empty() { " " span class="quiet" { (row.note) } }
                    }
                }
            }
        }
    }
}

/// The sections by their titles, each with a word of how far it has come.
pub(super) fn contents_list(visit: &Visit, content: &Content) -> Markup {
    let said = |section: &Written| match (&section.nothing, content.is_filled(section)) {
        (Some(_), _) => "plan-mark-nothing",
        (None, true) => "plan-mark-filled",
        (None, false) => "plan-mark-empty",
    };
    let link = |section: &Written| {
        Link::new(format!("#avsnitt-{}", section.id), section.title.in_language(visit.language()))
    };
    html! {
        nav aria-label=(visit.text("plan-contents")) {
            ol {
                @for section in &content.sections {
                    @let link = link(section);
                    li { a href=(link.href) { (link.label) } " " span class="quiet" { (visit.text(said(section))) } }
                }
            }
        }
    }
}
