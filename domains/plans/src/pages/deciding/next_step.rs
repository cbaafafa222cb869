//! What is next of a plan: the one step that the visitor may take, or whom it waits for.

use super::snapshot_page::snapshot_href;
use crate::WRITE;
use crate::decide::{bodies_unheard, decider_of, draft_right};
use crate::plan::{Plan, PlanState};
use access::Allowed;
use findings::Entitlement;
use kernel::{LocalText, Result};
use maud::{Markup, html};
use policy::PlanKind;
use storage::Read;
use web::Visit;
use web::components::{Form, step_form};

/// What the visitor may do to a plan, and what stands before its decision.
pub(in crate::pages) struct NextStep {
    may_write: bool,
    may_draft: bool,
    decider: Option<Entitlement>,
    is_proposer: bool,
    unheard: Vec<LocalText>,
}

impl NextStep {
    /// Nothing is offered of a past day, or as somebody else sees it.
    pub(in crate::pages) fn of(read: &Read, plan: &Plan, kind: &PlanKind, allowed: &Allowed) -> Result<Self> {
        let pack = findings::pack_in_force(read)?;
        let facts = findings::facts_of(read, &plan.subject)?;
        let is_open = !matches!(plan.state, PlanState::Decided | PlanState::Closed);
        let is_proposed = plan.state == PlanState::Proposed;
        let proposer = plan.proposal.as_ref().and_then(|one| one.by);
        Ok(Self {
            may_write: allowed.may(WRITE),
            may_draft: !is_proposed && draft_right(read, &pack, kind, &plan.subject)?.is_given(),
            decider: is_proposed.then(|| decider_of(read, &pack, kind, plan)).transpose()?,
            is_proposer: proposer.is_some() && proposer == read.actor().person,
            unheard: if is_open { bodies_unheard(read, &pack, kind, &facts, plan)? } else { Vec::new() },
        })
    }
}

pub(in crate::pages) fn next_step(visit: &Visit, plan: &Plan, next: &NextStep) -> Markup {
    let href = |what: &str| format!("/planer/{}/{what}", plan.id);
    let link = |what: &str, label: &str, variant: &str| {
        html! { a class="ds-button" data-variant=(variant) href=(href(what)) { (visit.text(label)) } }
    };
    html! {
        section class="stack" {
            h2 { (visit.text("plan-next-step")) }
            (version_banner(visit, plan))
            @match plan.state {
                PlanState::Draft | PlanState::Review => {
                    @if next.may_draft { p class="row-of" { (link("foresla", "plan-propose", "primary")) } }
                    @else { p { (visit.text("plan-waits-for-proposal")) } }
                    @if next.may_write { (review_step(visit, plan)) }
                },
                PlanState::Proposed => {
                    p { (proposed_by(visit, plan)) }
                    @match &next.decider {
                        _ if next.is_proposer => p { (visit.text("plan-own-proposal")) },
                        Some(Entitlement::Nobody { named }) => p { (waits_for(visit, named)) },
                        _ => {},
                    }
                    @if next.is_proposer || next.decider.as_ref().is_some_and(Entitlement::is_given) {
                        p class="row-of" { (link("besluta", "plan-decide-or-return", "primary")) }
                    }
                },
                PlanState::Decided if next.may_draft => (button(visit, plan, ("ny-version", "plan-open-version"))),
                PlanState::Decided | PlanState::Closed => p { (visit.text("plan-nothing-next")) },
            }
            @if !next.unheard.is_empty() {
                p { (unheard(visit, &next.unheard)) }
                @if next.may_write { p class="row-of" { (link("samrad", "plan-consult", "secondary")) } }
            }
        }
    }
}

/// What holds while the next version is written.
fn version_banner(visit: &Visit, plan: &Plan) -> Markup {
    let Some(number) = plan.in_force else { return html! {} };
    let key = if plan.state == PlanState::Decided { "plan-decided-version" } else { "plan-version-holds" };
    let args = [("number", number.into()), ("next", plan.version.into())];
    html! {
        p {
            (texts::format(visit.language(), key, &args)) " "
            a href=(visit.keeping_day(snapshot_href(plan.id, number))) { (visit.text("plan-show-decided")) }
        }
    }
}

fn proposed_by(visit: &Visit, plan: &Plan) -> String {
    let proposal = plan.proposal.as_ref();
    let who = proposal.map(|one| one.by_name.clone()).unwrap_or_default();
    let at = proposal.map(|one| texts::instant(one.at)).unwrap_or_default();
    texts::format(visit.language(), "plan-proposed-by", &[("who", who.into()), ("at", at.into())])
}

fn waits_for(visit: &Visit, named: &[LocalText]) -> String {
    let language = visit.language();
    let names: Vec<&str> = named.iter().map(|one| one.in_language(language)).collect();
    texts::format(language, "plan-waits-for", &[("holders", names.join(", ").into())])
}

fn unheard(visit: &Visit, bodies: &[LocalText]) -> String {
    let language = visit.language();
    let names: Vec<&str> = bodies.iter().map(|one| one.in_language(language)).collect();
    texts::format(language, "plan-to-hear", &[("bodies", names.join(", ").into())])
}

fn review_step(visit: &Visit, plan: &Plan) -> Markup {
    match plan.state {
        PlanState::Draft => button(visit, plan, ("granskning", "plan-send-for-review")),
        _ => button(visit, plan, ("fortsatt-skriva", "plan-take-back")),
    }
}

/// A step that needs no more than a button.
fn button(visit: &Visit, plan: &Plan, (path, label): (&str, &str)) -> Markup {
    let form = Form {
        action: format!("/planer/{}/{path}", plan.id),
        csrf: visit.csrf().to_owned(),
        revision: Some(plan.revision.to_string()),
        hidden: Vec::new(),
        groups: Vec::new(),
        errors: Vec::new(),
        save: visit.text(label),
        cancel: None,
    };
    step_form(&form)
}
