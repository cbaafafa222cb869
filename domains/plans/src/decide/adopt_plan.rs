//! Decides a plan: keeps what was decided as it is, notes it in the register, and tells who proposed it.

use super::check::{Case, DecidedAs, check_decision};
use super::missing::{missing_in, unheard};
use super::rights::{decider_of, in_place_of, sitting};
use super::steps::stepped;
use super::told::{settle_deciders, tell_proposer};
use super::{PlanStep, SeenPlan, Snapshot};
use crate::content::{ConsultationRow, Content, RecordRow, content_of, fingerprint_of_text};
use crate::plan::{Plan, PlanState};
use crate::trail::{change, keep_plan};
use crate::visible_plan::{kind_of, visible_draft};
use crate::{DECIDE, store};
use kernel::{Actor, Error, Id, Message, Result, Subject, check_words};
use organisation::acting_name;
use policy::{Pack, PlanKind, SubjectFacts, Who};
use register::{DOCUMENT, Decided, note_decision, visible_document};
use serde_json::Value as Json;
use std::collections::BTreeSet;
use storage::{AuditEntry, Read, Tx};

/// Letters of where something was decided.
pub(crate) const MOST_OF_A_DECISION: usize = 200;

/// A decision as somebody records it.
#[derive(Clone, Debug)]
pub struct Decide {
    pub seen: SeenPlan,
    /// Where it was decided; demanded where a body decides.
    pub decision: String,
    /// Members of the body who took part.
    pub took_part: Vec<Id>,
}

/// Decides a plan that was proposed.
///
/// # Errors
/// Not found; refused for who may not decide it, and for who would decide their own proposal; stale; rejected for everything
/// that the guideline of today misses.
pub fn adopt_plan(tx: &mut Tx, ask: &Decide) -> Result<()> {
    let plan = visible_draft(tx, ask.seen.plan)?;
    let pack = findings::pack_in_force(tx)?;
    let kind = kind_of(tx, &plan)?.ok_or_else(|| Error::rejected("", "plan-kind-gone"))?;
    let facts = findings::facts_of(tx, &plan.subject)?;
    let content = content_for_all(tx, (&pack, &kind), &plan)?;
    let decided_as =
        decided_as(tx, ask, &plan, &Ground { pack: &pack, kind: &kind, facts: &facts, content: &content })?;
    let snapshot = take_snapshot(tx, ask, (&plan, &content), (&pack, &kind, &decided_as))?;
    store::save_snapshot(tx, &snapshot)?;
    let after = Plan { in_force: Some(snapshot.number), ..stepped(&plan, &ask.seen, PlanStep::Decide)? };
    let decided = Decided {
        on: tx.today(),
        decision: snapshot.decision.clone(),
        version: after.version.to_string(),
        year: after.year,
    };
    note_decision(tx, plan.id, &decided)?;
    let changes = change("version", plan.in_force, snapshot.number).into_iter();
    let changes = changes.chain(change("fingerprint", Json::Null, snapshot.fingerprint.as_str())).collect();
    let decision = (!snapshot.decision.is_empty()).then(|| snapshot.decision.clone());
    keep_plan(tx, &after, AuditEntry { action: "plan.decided", changes, decision, ..AuditEntry::default() })?;
    settle_deciders(tx, &after)?;
    tx.touch(after.subject.clone());
    tell_proposer(tx, &after, Message::new("plan-told-decided").with("name", after.title()))
}

/// What the decision is judged by.
struct Ground<'g> {
    pack: &'g Pack,
    kind: &'g PlanKind,
    facts: &'g SubjectFacts,
    content: &'g Content,
}

fn decided_as(tx: &Tx, ask: &Decide, plan: &Plan, ground: &Ground<'_>) -> Result<DecidedAs> {
    let entitlement = decider_of(tx, ground.pack, ground.kind, plan)?;
    // What is not proposed or has been decided meanwhile is said before who may.
    if plan.state == PlanState::Proposed {
        entitlement.clone().demanded(tx, "refused-plan-decide", DECIDE)?;
    }
    let members = sitting(tx, ground.pack, &entitlement, plan)?;
    let stands_in_for = in_place_of(tx, (ground.pack, ground.facts), &entitlement, plan)?;
    let heard = store::consultations_of(tx, plan.id, plan.version)?;
    let proposal = plan.proposal.as_ref();
    let pack_now = format!("{} {}", ground.pack.id, ground.pack.version);
    let case = Case {
        state: plan.state,
        revision: plan.revision,
        seen: ask.seen.revision.unwrap_or(plan.revision),
        actor: tx.actor().person,
        proposed_by: proposal.and_then(|one| one.by),
        entitlement: &entitlement,
        stands_in_for,
        members: members.as_ref(),
        took_part: &BTreeSet::from_iter(ask.took_part.iter().copied()),
        decision: &ask.decision,
        unheard: &unheard(ground.pack, ground.kind, ground.facts, &heard),
        missing: &missing_in(ground.kind, ground.facts, ground.content),
        guideline_changed: proposal.is_some_and(|one| one.pack != pack_now),
    };
    let decided_as = check_decision(&case)?;
    let wrong = check_words("decision", &ask.decision, MOST_OF_A_DECISION);
    wrong.map_or(Ok(decided_as), |wrong| Err(Error::Rejected(vec![wrong])))
}

/// What is decided is the same whoever records it: it is put together as the program sees it, and shown to each as far as they
/// see.
fn content_for_all(tx: &mut Tx, of: (&Pack, &PlanKind), plan: &Plan) -> Result<Content> {
    let actor = tx.actor();
    let program = Actor { language: actor.language, ..Actor::job(actor.tenant, actor.now) };
    tx.rehearse(&program, |tx| whole_content(tx, of, plan))
}

/// What is decided: the plan with the papers that lay before it and what those said who were heard.
fn whole_content(read: &Read, (pack, kind): (&Pack, &PlanKind), plan: &Plan) -> Result<Content> {
    let papers: Result<Vec<RecordRow>> =
        store::papers_of(read, plan.id)?.into_iter().map(|id| paper(read, id)).collect();
    let heard = store::consultations_of(read, plan.id, plan.version)?.into_iter();
    Ok(Content {
        papers: papers?,
        consultations: heard
            .map(|one| ConsultationRow {
                body: pack.title_of(&Who::Body(one.body)),
                held_on: Some(one.held_on),
                noted_by: one.noted_by_name,
                text: one.text,
            })
            .collect(),
        is_published: Some(plan.is_published),
        ..content_of(read, plan, Some(kind))?
    })
}

fn paper(read: &Read, id: Id) -> Result<RecordRow> {
    let document = visible_document(read, id)?;
    Ok(RecordRow { subject: Some(Subject::new(DOCUMENT, id)), name: document.name, note: document.version })
}

fn take_snapshot(
    tx: &Tx,
    ask: &Decide,
    (plan, content): (&Plan, &Content),
    (pack, kind, decided_as): (&Pack, &PlanKind, &DecidedAs),
) -> Result<Snapshot> {
    let json = serde_json::to_string(content).map_err(Error::failed)?;
    let (as_what, stands_in_for, people) = match decided_as {
        DecidedAs::Role { role, stands_in_for } => (format!("role:{role}"), *stands_in_for, Vec::new()),
        DecidedAs::Body(body) => (format!("body:{body}"), None, names_of(tx, &ask.took_part)?),
        DecidedAs::Permission => ("permission".to_owned(), None, Vec::new()),
    };
    Ok(Snapshot {
        plan: plan.id,
        number: plan.version,
        taken_at: tx.instant(),
        decided_on: tx.today(),
        decision: ask.decision.trim().to_owned(),
        decided_as: as_what,
        decided_by: tx.actor().person,
        decided_by_name: acting_name(tx)?,
        stands_in_for,
        took_part: serde_json::to_string(&people).map_err(Error::failed)?,
        pack_id: pack.id.clone(),
        pack_version: pack.version.clone(),
        fingerprint: fingerprint_of_text(&json),
        json,
        stands_for: serde_json::to_string(&stands_for(kind, content)).map_err(Error::failed)?,
    })
}

/// The types of document that the whole plan, or a section of it that says something, stands for.
fn stands_for(kind: &PlanKind, content: &Content) -> Vec<String> {
    let is_filled = |id: &str| content.sections.iter().any(|one| one.id == id && content.is_filled(one));
    let of_sections = kind.sections.iter().filter(|section| is_filled(&section.id));
    let of_sections = of_sections.filter_map(|section| section.counts_as.clone());
    kind.counts_as.iter().cloned().chain(of_sections).collect()
}

fn names_of(read: &Read, people: &[Id]) -> Result<Vec<String>> {
    let mut names: Vec<String> =
        organisation::people(read, people)?.into_iter().map(|person| person.name).collect();
    names.sort_by_key(|name| texts::sort_key(name));
    Ok(names)
}
