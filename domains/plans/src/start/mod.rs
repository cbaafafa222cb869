//! Begins a plan: its document is registered, its sections begin with what was written before.

mod check;

use crate::content::Written;
use crate::decide::{draft_right, visible_snapshot};
use crate::plan::{Beginning, Plan, PlanState};
use crate::rows::begin_rows;
use crate::sections::{Section, sections_of};
use crate::trail::{change, keep_plan};
use crate::visible_plan::visible_plan;
use crate::{READ_DRAFTS, WRITE, store};
use check::{Ground, check_beginning};
use kernel::{Error, Id, Result, Subject};
use policy::PlanKind;
use register::{Document, register_document_as_written, visible_subject_name};
use serde_json::Value as Json;
use storage::{AuditEntry, Read, Tx};

/// Begins a plan and answers its id.
///
/// # Errors
/// Not found for a subject, or a plan to begin from, that the actor does not see; refused for who may not draft there;
/// rejected for a kind or a year that the guideline does not have there, and where there is one already.
pub fn start_plan(tx: &mut Tx, asked: &Beginning) -> Result<Id> {
    let subject = asked.subject.map(|id| Subject { kind: asked.subject_kind.clone(), id });
    let subject = subject.ok_or_else(|| Error::rejected("subject", "objection-required"))?;
    let subject_name = visible_subject_name(tx, &subject)?;
    access::authorise(tx, WRITE, subject.id)?;
    let pack = findings::pack_in_force(tx)?;
    let ground = Ground {
        kind: pack.plan_kind(&asked.kind),
        today: tx.today(),
        same: store::same_plan(tx, asked, &subject)?,
        follows: asked.follows.map(|id| visible_plan(tx, id)).transpose()?,
    };
    let kind = check_beginning(asked, &subject, &ground).map_err(Error::Rejected)?.clone();
    draft_right(tx, &pack, &kind, &subject)?.demanded(tx, "refused-plan-draft", WRITE)?;
    let copied_from = asked.copied_from.map(|id| visible_plan(tx, id)).transpose()?;
    let from = copied_from.as_ref().or(ground.follows.as_ref());
    let document = Document {
        name: name_of(&kind, &subject_name),
        year: asked.year,
        ..Document::new(subject, &kind.document)
    };
    let plan = new_plan(tx, asked, (&kind, &document));
    register_document_as_written(tx, document)?;
    let changes = change("kind", Json::Null, plan.kind.as_str());
    keep_plan(tx, &plan, AuditEntry { action: "plan.started", changes, ..AuditEntry::default() })?;
    begin_sections(tx, &plan, &kind, from)?;
    begin_rows(tx, &plan, &kind, (ground.follows.as_ref(), from))?;
    tx.touch(plan.subject.clone());
    Ok(plan.id)
}

fn new_plan(tx: &Tx, asked: &Beginning, (kind, document): (&PlanKind, &Document)) -> Plan {
    Plan {
        id: document.id,
        revision: 1,
        updated_at: tx.instant(),
        name: document.name.clone(),
        kind: kind.id.clone(),
        subject: document.subject.clone(),
        year: asked.year,
        state: PlanState::Draft,
        version: 1,
        started_by: tx.actor().person,
        proposal: None,
        in_force: None,
        is_published: true,
        follows: asked.follows,
        copied_from: asked.copied_from,
        closing: None,
    }
}

/// The Swedish title of the kind and what it is about: documents have one name, whoever reads them.
fn name_of(kind: &PlanKind, subject_name: &str) -> String {
    let title = kind.title.text().sv;
    let mut letters = title.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    format!("{first}{} {subject_name}", letters.as_str())
}

/// What another plan says stands in the sections of the same names, marked as not looked at; nothing is copied that the
/// register itself knows, and nothing that the actor may not read.
fn begin_sections(tx: &mut Tx, plan: &Plan, kind: &PlanKind, from: Option<&Plan>) -> Result<()> {
    let Some(from) = from else { return Ok(()) };
    let is_here = |section: &Section| kind.sections.iter().any(|one| one.id == section.section);
    let written = words_of(tx, from)?.into_iter();
    for section in written.filter(|section| is_here(section) && !section.content.trim().is_empty()) {
        let begun = Section { plan: plan.id, revision: 1, is_looked_at: false, nothing: None, ..section };
        store::save_section(tx, &begun)?;
    }
    Ok(())
}

/// The words of a plan: its draft's for who reads drafts, else those that were decided for everybody.
fn words_of(read: &Read, plan: &Plan) -> Result<Vec<Section>> {
    if access::may(read, READ_DRAFTS, plan.subject.id)? {
        return sections_of(read, plan);
    }
    let Some(number) = plan.in_force else { return Ok(Vec::new()) };
    let (_, snapshot) = visible_snapshot(read, plan.id, number)?;
    let section = |one: Written| Section {
        content: one.text,
        changed_by: snapshot.decided_by_name.clone(),
        changed_at: snapshot.taken_at,
        ..Section::blank(plan.id, one.id)
    };
    Ok(snapshot.content()?.sections.into_iter().filter(|one| !one.is_internal).map(section).collect())
}
