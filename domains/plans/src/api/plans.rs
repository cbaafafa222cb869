//! Plans in the API: begun, read with their sections, and written section by section while they are drafts.

use super::comments::{self, Answering, Saying, Settling, told_comments};
use super::priorities::{prioritise, told_priorities};
use crate::decide::{
    Consulted, Decide, MOST_OF_A_DECISION, MOST_OF_A_RETURN, MOST_SAID, Propose, SeenPlan, adopt_plan,
    open_new_version, propose_plan, record_consultation, return_plan, send_for_review, take_back_from_review,
};
use crate::listing::{PLANS, PlanRow};
use crate::pages::{PLAN_FILTERS, PLAN_FORMS, plan_file, seen_plans};
use crate::plan::{Beginning, Plan, PlanState};
use crate::rows::Prioritise;
use crate::sections::{Asked, Saved, Section, save_section, sections_of};
use crate::start::start_plan;
use crate::store;
use crate::visible_plan::visible_plan;
use kernel::{Choice as _, Date, Error, FieldKind, Id, ReferenceKind, Result, record_fields};
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;
use storage::{Read, Tx};
use web::{Input, Item, ListAnswer, ListAsk, Resource};
use writing::MOST_LETTERS;

/// A section as a script writes it, over the revision of it that the script read.
#[derive(Clone, Debug, Default)]
struct Writing {
    section: String,
    section_revision: Option<i64>,
    base: String,
    text: String,
    nothing: String,
}

record_fields! { Writing {
    section: FieldKind::Text { max_chars: 60 }, required;
    section_revision: FieldKind::Number { min: 0, max: 1_000_000_000 };
    base: FieldKind::LongText { max_chars: MOST_LETTERS };
    text: FieldKind::LongText { max_chars: MOST_LETTERS };
    nothing: FieldKind::LongText { max_chars: 500 };
} }

pub(super) fn plans() -> Resource {
    Resource::of::<Beginning>("plans", "plan")
        .tells("name", FieldKind::Text { max_chars: 200 })
        .tells("state", FieldKind::Choice(PlanState::NAMES))
        .tells("version", FieldKind::Number { min: 1, max: 10_000 })
        .tells("in_force", FieldKind::Number { min: 1, max: 10_000 })
        .tells_list("sections")
        .tells_list("comments")
        .tells_list("priorities")
        .lists(&PLANS, PLAN_FILTERS, list)
        .gets(get)
        .creates(create)
        .gives_content(PLAN_FORMS, plan_file)
        .acts::<Writing>("write-section", write_section)
        .acts_plainly("send-for-review", review)
        .acts_plainly("take-back", take_back)
        .acts::<Proposing>("propose", propose)
        .acts::<Deciding>("decide", decide)
        .acts::<Returning>("return", give_back)
        .acts_plainly("open-version", open_version)
        .acts::<Consulting>("record-consultation", consult)
        .acts::<Saying>("comment", comments::comment)
        .acts::<Answering>("answer-comment", comments::answer)
        .acts::<Settling>("settle-comment", comments::settle)
        .acts::<Prioritise>("prioritise", prioritise)
}

/// A plan that is laid before whoever decides it.
#[derive(Clone, Debug, Default)]
struct Proposing {
    papers: Vec<Id>,
    is_published: Option<bool>,
}

record_fields! { Proposing {
    papers: FieldKind::References(ReferenceKind("document"));
    is_published: FieldKind::Flag;
} }

/// Where it was decided, and by whom of a body.
#[derive(Clone, Debug, Default)]
struct Deciding {
    decision: String,
    took_part: Vec<Id>,
}

record_fields! { Deciding {
    decision: FieldKind::Text { max_chars: MOST_OF_A_DECISION };
    took_part: FieldKind::References(ReferenceKind("person"));
} }

/// Why a proposal is given back.
#[derive(Clone, Debug, Default)]
struct Returning {
    reason: String,
}

record_fields! { Returning { reason: FieldKind::LongText { max_chars: MOST_OF_A_RETURN }, required; } }

/// What a body said that was heard.
#[derive(Clone, Debug, Default)]
struct Consulting {
    body: String,
    held_on: Option<Date>,
    text: String,
}

record_fields! { Consulting {
    body: FieldKind::Text { max_chars: 60 }, required;
    held_on: FieldKind::Date;
    text: FieldKind::LongText { max_chars: MOST_SAID }, required;
} }

fn list(read: &Read, ask: &ListAsk) -> Result<ListAnswer> {
    let query = seen_plans(read, ask.query(&PLANS, read.today())?)?;
    let page = PLANS.page::<PlanRow>(read, &query)?;
    let ids: Vec<Id> = page.items.iter().map(|row| row.id).collect();
    let mut found: BTreeMap<Id, Plan> =
        store::plans_by_id(read, &ids)?.into_iter().map(|plan| (plan.id, plan)).collect();
    // The list tells of plans, not of their texts.
    let items = ids
        .iter()
        .filter_map(|id| found.remove(id))
        .map(|plan| told(&plan, &[], <[_; 2]>::default()))
        .collect();
    Ok(ListAnswer { items, next_cursor: page.next_cursor })
}

pub(super) fn get(read: &Read, id: Id) -> Result<Item> {
    let plan = visible_plan(read, id)?;
    let is_drafted_here = access::may(read, crate::READ_DRAFTS, plan.subject.id)?;
    let sections = if is_drafted_here { sections_of(read, &plan)? } else { Vec::new() };
    let comments = if is_drafted_here { told_comments(read, plan.id)? } else { Vec::new() };
    let priorities = if is_drafted_here { told_priorities(read, plan.id)? } else { Vec::new() };
    Ok(told(&plan, &sections, [comments, priorities]))
}

fn told(plan: &Plan, sections: &[Section], [comments, priorities]: [Vec<Json>; 2]) -> Item {
    let section = |one: &Section| json!({ "section": one.section, "revision": one.revision, "text": one.content, "nothing": one.nothing });
    let said = Beginning {
        kind: plan.kind.clone(),
        subject_kind: plan.subject.kind.clone(),
        subject: Some(plan.subject.id),
        year: plan.year,
        follows: plan.follows,
        copied_from: plan.copied_from,
    };
    Item::of(plan.id, plan.revision, &said)
        .with("name", &plan.name)
        .with("state", &plan.state)
        .with("version", &plan.version)
        .with("in_force", &plan.in_force)
        .with_json("sections", sections.iter().map(section).collect())
        .with_json("comments", comments.into())
        .with_json("priorities", priorities.into())
}

fn create(tx: &mut Tx, input: &Input) -> Result<Item> {
    let mut asked = Beginning::default();
    input.read_into(&mut asked)?;
    let id = start_plan(tx, &asked)?;
    get(tx, id)
}

/// A text that cannot be joined with what somebody else has saved is stale: the script reads it and writes anew.
fn write_section(tx: &mut Tx, id: Id, input: &Input) -> Result<Item> {
    let mut writing = Writing::default();
    input.read_into(&mut writing)?;
    let asked = Asked {
        plan: id,
        section: writing.section,
        text: writing.text,
        base: writing.base,
        base_revision: writing.section_revision.unwrap_or_default(),
        nothing: (!writing.nothing.is_empty()).then_some(writing.nothing),
        answers: None,
    };
    match save_section(tx, &asked)? {
        Saved::Stands { .. } => get(tx, id),
        Saved::Conflict { .. } => Err(Error::stale()),
    }
}

/// The plan at the revision that the caller names, if they name one.
fn seen(plan: Id, input: &Input) -> SeenPlan {
    SeenPlan { plan, revision: input.revision_if_told() }
}

fn review(tx: &mut Tx, id: Id, input: &Input) -> Result<Item> {
    send_for_review(tx, seen(id, input))?;
    get(tx, id)
}

fn take_back(tx: &mut Tx, id: Id, input: &Input) -> Result<Item> {
    take_back_from_review(tx, seen(id, input))?;
    get(tx, id)
}

fn propose(tx: &mut Tx, id: Id, input: &Input) -> Result<Item> {
    let mut asked = Proposing::default();
    input.read_into(&mut asked)?;
    let is_published = match asked.is_published {
        Some(is_published) => is_published,
        None => visible_plan(tx, id)?.is_published,
    };
    propose_plan(tx, &Propose { seen: seen(id, input), papers: asked.papers, is_published })?;
    get(tx, id)
}

fn decide(tx: &mut Tx, id: Id, input: &Input) -> Result<Item> {
    let mut asked = Deciding::default();
    input.read_into(&mut asked)?;
    let ask = Decide { seen: seen(id, input), decision: asked.decision, took_part: asked.took_part };
    adopt_plan(tx, &ask)?;
    get(tx, id)
}

fn give_back(tx: &mut Tx, id: Id, input: &Input) -> Result<Item> {
    let mut asked = Returning::default();
    input.read_into(&mut asked)?;
    return_plan(tx, seen(id, input), &asked.reason)?;
    get(tx, id)
}

fn open_version(tx: &mut Tx, id: Id, input: &Input) -> Result<Item> {
    open_new_version(tx, seen(id, input))?;
    get(tx, id)
}

fn consult(tx: &mut Tx, id: Id, input: &Input) -> Result<Item> {
    let mut asked = Consulting::default();
    input.read_into(&mut asked)?;
    let ask = Consulted { plan: id, body: asked.body, held_on: asked.held_on, text: asked.text };
    record_consultation(tx, &ask)?;
    get(tx, id)
}
