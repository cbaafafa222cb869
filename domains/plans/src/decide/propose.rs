//! Lays a plan before whoever decides it.

use super::missing::missing_in;
use super::rights::draft_right;
use super::steps::stepped;
use super::told::tell_deciders;
use super::{PlanStep, SeenPlan};
use crate::WRITE;
use crate::content::content_of;
use crate::plan::Proposal;
use crate::store;
use crate::trail::keep_plan;
use crate::visible_plan::{kind_of, visible_draft};
use kernel::{Error, Id, Message, Objection, Result};
use organisation::acting_name;
use register::visible_document;
use std::collections::BTreeSet;
use storage::{AuditEntry, Tx};

/// Documents that lie before a decision.
const MOST_PAPERS: usize = 50;

/// A plan that is laid before whoever decides it.
#[derive(Clone, Debug)]
pub struct Propose {
    pub seen: SeenPlan,
    /// Documents of the register that lie before the decision. Swedish: beslutsunderlag.
    pub papers: Vec<Id>,
    /// Whether everybody who knows of the record reads it once it is decided.
    pub is_published: bool,
}

/// Proposes a plan and tells those who decide it.
///
/// # Errors
/// Not found for a plan whose draft the actor does not read; refused for who may not propose it; stale; rejected where a section
/// that the guideline demands says nothing, and for what is proposed or decided.
pub fn propose_plan(tx: &mut Tx, ask: &Propose) -> Result<()> {
    let plan = visible_draft(tx, ask.seen.plan)?;
    let pack = findings::pack_in_force(tx)?;
    let kind = kind_of(tx, &plan)?.ok_or_else(|| Error::rejected("", "plan-kind-gone"))?;
    draft_right(tx, &pack, &kind, &plan.subject)?.demanded(tx, "refused-plan-draft", WRITE)?;
    let after = stepped(&plan, &ask.seen, PlanStep::Propose)?;
    let papers: Vec<Id> = BTreeSet::from_iter(ask.papers.iter().copied()).into_iter().collect();
    if papers.len() > MOST_PAPERS {
        return Err(Error::rejected("papers", "plan-objection-many-papers"));
    }
    for paper in &papers {
        visible_document(tx, *paper)?;
    }
    let facts = findings::facts_of(tx, &plan.subject)?;
    let content = content_of(tx, &plan, Some(&kind))?;
    let objections: Vec<Objection> = missing_in(&kind, &facts, &content)
        .into_iter()
        .map(|one| {
            let message = Message::new("plan-objection-section-missing").with("title", one.title);
            Objection::new(format!("sections.{}", one.id), message).by_clauses(&one.clauses)
        })
        .collect();
    if !objections.is_empty() {
        return Err(Error::Rejected(objections));
    }
    store::set_papers(tx, plan.id, &papers)?;
    let proposal = Proposal {
        by: tx.actor().person,
        by_name: acting_name(tx)?,
        at: tx.instant(),
        pack: format!("{} {}", pack.id, pack.version),
    };
    let after = crate::plan::Plan { proposal: Some(proposal), is_published: ask.is_published, ..after };
    keep_plan(tx, &after, AuditEntry { action: "plan.proposed", ..AuditEntry::default() })?;
    tell_deciders(tx, &pack, &kind, &after)
}
