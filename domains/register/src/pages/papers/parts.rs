//! The parts that papers share: facts as words, who answers, documents, and what is missing.

use crate::answerable::Answering;
use crate::document::Document;
use crate::pages::words::{capital, document_types};
use findings::{Evaluated, Finding};
use kernel::{Date, Id, Language, Result};
use policy::{Origin, Pack};
use print::{Column, Content, PaperTable, Part};
use std::collections::BTreeMap;
use storage::Read;
use web::components::{Fact, FactValue};
use web::papers::colour_of;

/// A fact of a page, with the words that it shows.
pub(super) fn in_words(fact: Fact) -> (String, String) {
    let value = match fact.value {
        FactValue::Text(text) => text,
        FactValue::Link(link) => link.label,
        FactValue::Links(links) => links.into_iter().map(|link| link.label).collect::<Vec<_>>().join("\n"),
        FactValue::Status(status) => status.word,
        FactValue::Absent | FactValue::Drawn(_) => String::new(),
    };
    (fact.label, value)
}

/// The colour of whoever has the record.
pub(super) fn accent(read: &Read, organisation: Option<Id>) -> Result<Option<[u8; 3]>> {
    let accent = organisation.map(|id| organisation::accent_of(read, id)).transpose()?.flatten();
    Ok(accent.and_then(|accent| colour_of(&accent)))
}

/// A table under a heading, or what is said where it would be empty.
pub(super) fn table(
    language: Language,
    (heading, nothing): (&str, &str),
    columns: &[(&str, u8)],
    rows: Vec<Vec<String>>,
) -> Part {
    let text = |key: &str| texts::text(language, key);
    let content = if rows.is_empty() {
        Content::Text(text(nothing))
    } else {
        let head = columns.iter().map(|(key, width)| Column::new(text(key), *width)).collect();
        Content::Table(PaperTable { head, rows })
    };
    Part { heading: text(heading), content: vec![content] }
}

fn date(day: Option<Date>) -> String {
    day.map(texts::date).unwrap_or_default()
}

/// Everyone who holds a role there.
pub(super) fn people(language: Language, people: &[Answering]) -> Part {
    let row = |one: &Answering| {
        let holder = &one.holder;
        let origin = match one.origin {
            Origin::Own => None,
            Origin::Object => Some("register-origin-object"),
            Origin::Organisation => Some("register-origin-organisation"),
        };
        vec![
            capital(one.title.in_language(language)),
            holder.name.in_language(language).to_owned(),
            texts::date(holder.assignment.from),
            date(holder.assignment.counts.and_then(|counts| counts.to)),
            holder.deputy_name.clone().unwrap_or_default(),
            origin.map(|key| texts::text(language, key)).unwrap_or_default(),
        ]
    };
    let columns = [
        ("register-role", 4),
        ("register-holder", 4),
        ("register-from", 3),
        ("register-to", 3),
        ("register-deputy", 4),
        ("register-origin", 3),
    ];
    let heading = ("register-tab-personer", "register-no-people");
    table(language, heading, &columns, people.iter().map(row).collect())
}

/// The documents about some records, withdrawn ones last.
pub(super) fn documents(
    read: &Read,
    language: Language,
    pack: &Pack,
    mut found: Vec<Document>,
) -> Result<Part> {
    found.sort_by_cached_key(|document| (document.withdrawn.is_some(), texts::sort_key(&document.name)));
    let owners: Vec<Id> = found.iter().filter_map(|document| document.owner).collect();
    let owners: BTreeMap<Id, String> =
        organisation::people(read, &owners)?.into_iter().map(|person| (person.id, person.name)).collect();
    let types = document_types(pack, None, language);
    let row = |document: &Document| {
        let title = types.iter().find(|one| one.value == document.document_type);
        let state = if document.withdrawn.is_some() { "document-withdrawn" } else { "document-current" };
        vec![
            document.name.clone(),
            title.map_or_else(|| document.document_type.clone(), |title| title.label.clone()),
            texts::text(language, state),
            document.owner.and_then(|owner| owners.get(&owner)).cloned().unwrap_or_default(),
            date(document.date),
            date(document.review_date),
        ]
    };
    let columns = [
        ("document-name", 5),
        ("document-document-type", 4),
        ("register-state", 3),
        ("document-owner", 4),
        ("document-date", 3),
        ("document-review-date", 3),
    ];
    let heading = ("register-tab-dokument", "register-no-documents");
    Ok(table(language, heading, &columns, found.iter().map(row).collect()))
}

/// Every demand that is not met or cannot be judged, and what will soon be vacant.
pub(super) fn missing(language: Language, pack: &Pack, evaluated: &Evaluated) -> Part {
    let row = |finding: &Finding| {
        let demand = findings::title_of_about(pack, &finding.subject.kind, &finding.about);
        let outcome = format!("outcome-{}", finding.outcome.name().replace('_', "-"));
        let responsible = finding.responsible.iter().map(|who| who.title.in_language(language));
        vec![
            capital(demand.in_language(language)),
            texts::text(language, &outcome),
            finding.reason.in_language(language).to_owned(),
            responsible.collect::<Vec<_>>().join(", "),
        ]
    };
    let open = evaluated.findings.iter().filter(|finding| finding.is_open() || finding.is_coming_vacancy());
    let columns = [("paper-demand", 4), ("paper-outcome", 2), ("paper-reason", 6), ("paper-responsible", 4)];
    table(language, ("paper-missing", "paper-nothing-missing"), &columns, open.map(row).collect())
}
