//! Puts together what a plan says now: what is written in it, and of the register what its sections hold. Only what some
//! section holds is asked for.

use super::from_below::{agreements, statements};
use super::pictures::shown_pictures;
use super::{Content, HolderRow, RecordRow, Written};
use crate::plan::Plan;
use crate::rows::rows_of;
use crate::sections::{Section, sections_of};
use kernel::{Language, LocalText, Result, Subject};
use policy::{Holds, PlanKind};
use register::{DOCUMENT, DOCUMENTS, DocumentRow, READ_BASE, READ_DOCUMENTS, SYSTEM, SYSTEMS, SystemRow};
use storage::{Query, Read, values};

/// Systems of an object, or documents of a record: hardly any has more.
const MOST_DRAWN: i64 = 200;

/// What a plan says now, as far as the actor may see of the register.
///
/// # Errors
/// Not found for a subject that the actor does not see.
pub fn content_of(read: &Read, plan: &Plan, kind: Option<&PlanKind>) -> Result<Content> {
    let holds = |what: Holds| kind.is_some_and(|kind| kind.sections.iter().any(|one| one.holds == what));
    let some = |is_asked: bool, rows: fn(&Read, &Plan) -> Result<Vec<RecordRow>>| {
        if is_asked { rows(read, plan) } else { Ok(Vec::new()) }
    };
    let sections = in_order(&sections_of(read, plan)?, kind);
    Ok(Content {
        kind: kind.map_or_else(|| LocalText::new(&plan.kind, &plan.kind), |kind| kind.title.text()),
        name: plan.name.clone(),
        subject_kind: plan.subject.kind.clone(),
        subject: register::visible_subject_name(read, &plan.subject)?,
        year: plan.year,
        version: plan.version,
        pictures: shown_pictures(read, plan, &sections)?,
        sections,
        people: if holds(Holds::Organisation) { people(read, plan)? } else { Vec::new() },
        systems: some(holds(Holds::Systems) && plan.subject.is(register::OBJECT), systems)?,
        documents: some(holds(Holds::Documents), documents)?,
        agreements: if holds(Holds::Agreements) { agreements(read, plan)? } else { Vec::new() },
        statements: if holds(Holds::Statements) { statements(read, plan)? } else { Vec::new() },
        rows: rows_of(read, plan, kind)?,
        ..Content::default()
    })
}

/// The sections as the guideline orders them, then those that it no longer has.
fn in_order(written: &[Section], kind: Option<&PlanKind>) -> Vec<Written> {
    let find = |id: &str| written.iter().find(|one| one.section == id);
    let text = |section: Option<&Section>| section.map(|one| one.content.clone()).unwrap_or_default();
    let nothing = |section: Option<&Section>| section.and_then(|one| one.nothing.clone());
    let of_kind = kind.map(|kind| kind.sections.as_slice()).unwrap_or_default();
    let mut all: Vec<Written> = of_kind
        .iter()
        .map(|one| Written {
            id: one.id.clone(),
            title: one.title.clone(),
            holds: kernel::Choice::name(one.holds).to_owned(),
            text: text(find(&one.id)),
            nothing: nothing(find(&one.id)),
            is_internal: one.is_internal,
        })
        .collect();
    for one in written.iter().filter(|one| !of_kind.iter().any(|known| known.id == one.section)) {
        all.push(Written {
            id: one.section.clone(),
            title: gone(&one.section),
            text: one.content.clone(),
            nothing: one.nothing.clone(),
            ..Written::default()
        });
    }
    all
}

fn gone(section: &str) -> LocalText {
    let said = |language: Language| texts::format(language, "plan-section-gone", &[("id", section.into())]);
    LocalText::new(said(Language::Swedish), said(Language::English))
}

fn people(read: &Read, plan: &Plan) -> Result<Vec<HolderRow>> {
    let pack = findings::pack_in_force(read)?;
    let facts = findings::facts_of(read, &plan.subject)?;
    let today = read.today();
    let holders = organisation::holders_of(read, &plan.subject)?;
    let counting = holders.into_iter().filter(|holder| holder.assignment.counts_on(today));
    let row = |holder: organisation::Holder| HolderRow {
        role: organisation::title_of(&pack, &holder.assignment.role, &facts),
        name: holder.name,
        deputy: holder.deputy_name,
    };
    Ok(counting.map(row).collect())
}

fn systems(read: &Read, plan: &Plan) -> Result<Vec<RecordRow>> {
    let query = Query::first(MOST_DRAWN).filter("object", values![plan.subject.id]);
    let query = access::visible_to(read.actor(), READ_BASE, query);
    let row = |row: SystemRow| RecordRow {
        subject: Some(Subject::new(SYSTEM, row.id)),
        name: row.name,
        note: String::new(),
    };
    Ok(SYSTEMS.page::<SystemRow>(read, &query)?.items.into_iter().map(row).collect())
}

/// The plan itself is one of the documents, and is left out.
fn documents(read: &Read, plan: &Plan) -> Result<Vec<RecordRow>> {
    let query = Query::first(MOST_DRAWN).filter("subject", values![plan.subject.id]).filter("current", []);
    let query = access::visible_to(read.actor(), READ_DOCUMENTS, query);
    let others =
        DOCUMENTS.page::<DocumentRow>(read, &query)?.items.into_iter().filter(|row| row.id != plan.id);
    let row = |row: DocumentRow| RecordRow {
        subject: Some(Subject::new(DOCUMENT, row.id)),
        name: row.name,
        note: row.date.map(texts::date).unwrap_or_default(),
    };
    Ok(others.map(row).collect())
}
