//! A plan as a workbook: what it says on the first sheet, and each of its tables on one of its own.

use super::{Reading, held};
use crate::content::Written;
use kernel::Language;
use print::{Cell, Sheet};
use std::collections::BTreeSet;

/// The sheets of a plan in a language.
#[must_use]
pub fn sheets_of(reading: &Reading, language: Language) -> Vec<Sheet> {
    let mut sheets = vec![texts_of(reading, language)];
    let mut told = BTreeSet::new();
    for section in reading.sections() {
        // Two sections may hold the same rows.
        if !told.insert(section.holds.as_str()) {
            continue;
        }
        if let Some(held) = held(language, &reading.content, &section.holds, reading.sees_costs) {
            let headings = held.columns.into_iter().map(|column| column.label).collect();
            let name = named(sheets.len(), section.title.in_language(language));
            sheets.push(Sheet { name, headings, rows: held.rows });
        }
    }
    sheets
}

/// What is known of it, and its texts without their signs.
fn texts_of(reading: &Reading, language: Language) -> Sheet {
    let text = |key: &str| texts::text(language, key);
    let row = |name: String, said: String| vec![Cell::Text(name), Cell::Text(said)];
    let said = |section: &Written| match &section.nothing {
        Some(reason) => format!("{} {reason}", text("plan-nothing-to-tell")),
        None => writing::plain_text(&section.text),
    };
    let facts = reading.facts(language).into_iter().map(|(name, value)| row(name, value));
    let sections =
        reading.sections().map(|section| row(section.title.in_language(language).to_owned(), said(section)));
    Sheet {
        name: named(0, &reading.plan.title()),
        headings: vec![text("plan-section"), text("plan-text")],
        rows: facts.chain(sections).collect(),
    }
}

/// No two sheets of a workbook are called the same.
fn named(before: usize, title: &str) -> String {
    format!("{} {title}", before + 1)
}
