//! The sections of a record: people, documents, demands, uses and history. Objects share most of them.

use super::mends::Told;
use super::system_page::{Shown, holder_href};
use super::words::{capital, document_types};
use crate::answerable::Answering;
use crate::document::Document;
use crate::system::{SYSTEM, System};
use crate::{EDIT_DOCUMENTS, READ_DOCUMENTS, store};
use findings::Evaluated;
use kernel::{Id, Outcome, Result, Subject};
use maud::{Markup, html};
use organisation::{ASSIGN, Appointer};
use policy::{Origin, Pack};
use std::collections::BTreeMap;
use storage::Read;
use web::Visit;
use web::components::{
    Address, Cell, Column, ColumnKind, Empty, Link, Row, Status, Tone, empty_state, findings_of_record,
    missing_line, missing_strip, simple_table,
};

/// Everyone who holds a role here today, and the groups that they sit in.
pub(super) fn people(
    visit: &Visit,
    read: &Read,
    pack: &Pack,
    people: &[Answering],
    subject: &Subject,
) -> Result<Markup> {
    let language = visit.language();
    let column = |key: &'static str, label: &str| Column::new(key, visit.text(label), ColumnKind::Text);
    let columns = [
        column("name", "register-holder"),
        column("role", "register-role"),
        column("from", "register-from"),
        column("to", "register-to"),
        column("deputy", "register-deputy"),
        column("origin", "register-origin"),
    ];
    let rows: Vec<Row> = people
        .iter()
        .map(|one| {
            let assignment = &one.holder.assignment;
            Row {
                cells: vec![
                    Cell::Link(Link::new(holder_href(visit, one), one.holder.name.in_language(language))),
                    Cell::text(capital(one.title.in_language(language))),
                    Cell::text(texts::date(assignment.from)),
                    Cell::text(
                        assignment.counts.and_then(|counts| counts.to).map(texts::date).unwrap_or_default(),
                    ),
                    Cell::text(one.holder.deputy_name.clone().unwrap_or_default()),
                    Cell::text(match one.origin {
                        Origin::Own => String::new(),
                        Origin::Object => visit.text("register-origin-object"),
                        Origin::Organisation => visit.text("register-origin-organisation"),
                    }),
                ],
            }
        })
        .collect();
    let assign = assign_link(visit, read, pack, subject)?;
    Ok(html! {
        @if rows.is_empty() {
            (empty_state(&Empty { title: visit.text("register-no-people"), text: visit.text("register-no-people-text"), action: assign.clone() }))
        } @else {
            (simple_table(language, &visit.text("register-tab-personer"), &columns, &rows))
            @if let Some(assign) = &assign { p { a class="ds-button" data-variant="secondary" href=(assign.href) { (assign.label) } } }
        }
        (organisation::forums_section(visit, read, subject)?)
    })
}

/// For who may appoint somebody to at least one of the roles that stand on such a record.
fn assign_link(visit: &Visit, read: &Read, pack: &Pack, subject: &Subject) -> Result<Option<Link>> {
    if read.as_of().is_some() || !visit.may(ASSIGN) {
        return Ok(None);
    }
    let facts = findings::facts_of(read, subject)?;
    let appointer = Appointer::of(read, pack, &facts, subject.id)?;
    let mut roles = pack.roles.iter().filter(|role| role.subjects.contains(&subject.kind));
    let may_appoint = roles.any(|role| appointer.may_appoint(pack, &facts, &role.id));
    let address = Address::new("/uppdrag/nytt")
        .with("subject_kind", &subject.kind)
        .with("subject", subject.id.to_string())
        .with("back", &visit.path);
    Ok(may_appoint.then(|| Link::new(address.href(), visit.text("register-assign"))))
}

/// Documents that a record's page shows; the list has them all.
const MOST_DOCUMENTS: usize = 200;

/// The documents of a system and those of its objects whose documents the visitor may see, withdrawn ones last.
pub(super) fn documents(visit: &Visit, read: &Read, shown: &Shown) -> Result<Markup> {
    let objects: Vec<Id> = shown.objects.iter().map(|one| one.object).collect();
    let mut subjects = access::permitted(read, READ_DOCUMENTS, &objects)?;
    subjects.push(shown.system.id);
    let found = store::documents_of_subjects(read, &subjects)?;
    document_table(visit, read, &shown.pack, found, &Subject::new(SYSTEM, shown.system.id))
}

pub(super) fn document_table(
    visit: &Visit,
    read: &Read,
    pack: &Pack,
    mut found: Vec<Document>,
    subject: &Subject,
) -> Result<Markup> {
    found.sort_by_cached_key(|document| (document.withdrawn.is_some(), texts::sort_key(&document.name)));
    let cut = cut_documents(visit, &mut found, subject);
    let owners: Vec<Id> = found.iter().filter_map(|document| document.owner).collect();
    let owners: BTreeMap<Id, String> =
        organisation::people(read, &owners)?.into_iter().map(|person| (person.id, person.name)).collect();
    let rows: Vec<Row> =
        found.iter().map(|document| document_row(visit, pack, document, subject, &owners)).collect();
    let column = |key: &'static str, label: &str, kind| Column::new(key, visit.text(label), kind);
    let columns = [
        column("name", "document-name", ColumnKind::Text),
        column("state", "register-state", ColumnKind::Status),
        column("type", "document-document-type", ColumnKind::Text),
        column("owner", "document-owner", ColumnKind::Text),
        column("date", "document-date", ColumnKind::Date),
        column("review", "document-review-date", ColumnKind::Date),
        column("origin", "register-origin", ColumnKind::Text),
    ];
    let new = new_document_link(visit, subject);
    Ok(html! {
        @if rows.is_empty() {
            (empty_state(&Empty { title: visit.text("register-no-documents"), text: visit.text("register-no-documents-text"), action: new.clone() }))
        } @else {
            (simple_table(visit.language(), &visit.text("register-documents"), &columns, &rows))
            @if let Some((told, all)) = &cut { p { (told) " " a href=(all.href) { (all.label) } } }
            @if let Some(new) = &new { p { a class="ds-button" data-variant="secondary" href=(new.href) { (new.label) } } }
        }
    })
}

/// Cuts what is too long for a page, and tells of the rest and where it is.
fn cut_documents(visit: &Visit, found: &mut Vec<Document>, subject: &Subject) -> Option<(String, Link)> {
    if found.len() <= MOST_DOCUMENTS {
        return None;
    }
    let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let told = kernel::Message::new("register-documents-cut")
        .with("shown", number(MOST_DOCUMENTS))
        .with("all", number(found.len()));
    found.truncate(MOST_DOCUMENTS);
    let all = visit.keeping_day(format!("/dokument?subject={}", subject.id));
    Some((visit.render(&told), Link::new(all, visit.text("register-documents-all"))))
}

fn document_row(
    visit: &Visit,
    pack: &Pack,
    document: &Document,
    subject: &Subject,
    owners: &BTreeMap<Id, String>,
) -> Row {
    let types = document_types(pack, None, visit.language());
    let title = types.iter().find(|one| one.value == document.document_type).map(|one| one.label.clone());
    let is_own = document.subject == *subject;
    Row {
        cells: vec![
            Cell::Link(Link::new(visit.keeping_day(format!("/dokument/{}", document.id)), &document.name)),
            Cell::Status(document_status(visit, document.withdrawn.is_some())),
            Cell::text(title.unwrap_or_else(|| document.document_type.clone())),
            Cell::text(document.owner.and_then(|owner| owners.get(&owner)).cloned().unwrap_or_default()),
            Cell::text(document.date.map(texts::date).unwrap_or_default()),
            Cell::text(document.review_date.map(texts::date).unwrap_or_default()),
            Cell::text(if is_own { String::new() } else { visit.text("register-origin-object") }),
        ],
    }
}

/// Whether a document holds.
pub(super) fn document_status(visit: &Visit, is_withdrawn: bool) -> Status {
    if is_withdrawn {
        Status::new(Tone::Closed, visit.text("document-withdrawn"))
    } else {
        Status::new(Tone::Good, visit.text("document-current"))
    }
}

fn new_document_link(visit: &Visit, subject: &Subject) -> Option<Link> {
    let is_past = !matches!(visit.as_of(), Ok(None));
    let address = Address::new("/dokument/nytt")
        .with("subject_kind", &subject.kind)
        .with("subject", subject.id.to_string())
        .with("back", &visit.path);
    let label = || visit.text("register-new-document");
    (visit.may(EDIT_DOCUMENTS) && !is_past).then(|| Link::new(address.href(), label()))
}

/// The strip *Saknas*: whole on the overview, one line elsewhere, and without the way to the demands among them.
pub(super) fn missing(visit: &Visit, pack: &Pack, told: &Told, section: &str) -> Markup {
    let all = Address::parse(&visit.keeping_day(&visit.path)).with("flik", "krav").href();
    let mut missing = findings::missing(visit, pack, &told.evaluated, &|mend| told.may_mend(pack, mend));
    missing.all = (section != "krav").then(|| Link::new(all, visit.text("missing-all")));
    if section == "oversikt" {
        missing_strip(visit.language(), &missing)
    } else {
        missing_line(visit.language(), &missing)
    }
}

/// Every demand on the record, what is missing first.
pub(super) fn demands(visit: &Visit, pack: &Pack, told: &Told) -> Markup {
    const ORDER: [Outcome; 5] =
        [Outcome::Breached, Outcome::Unknown, Outcome::Waived, Outcome::Met, Outcome::NotApplicable];
    let Evaluated { findings, may_waive, .. } = &told.evaluated;
    let offered = |finding: &&findings::Finding| {
        findings::offered(visit, pack, finding, (*may_waive, &|mend| told.may_mend(pack, mend)))
    };
    html! {
        @for outcome in ORDER {
            @let of_outcome: Vec<_> = findings.iter().filter(|finding| finding.outcome == outcome).collect();
            @if !of_outcome.is_empty() {
                section class="stack" {
                    h2 { (visit.text(&format!("outcome-{}", outcome.name().replace('_', "-")))) " (" (of_outcome.len()) ")" }
                    (findings_of_record(visit.language(), &of_outcome.iter().map(offered).collect::<Vec<_>>()))
                }
            }
        }
    }
}

pub(super) fn history_of_system(visit: &Visit, read: &Read, shown: &Shown) -> Result<Markup> {
    let words = organisation::naming_holders(shown.words.clone());
    words.history_section::<System>(visit, read, &Subject::new(SYSTEM, shown.system.id))
}
