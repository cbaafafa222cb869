//! Systems in the API: who uses them and how they go through their lifecycle are steps of their own.

use super::{SEARCH, of_field, reference, word};
use crate::field_groups::{self, all_hidden_fields, seen_by, seen_of_each};
use crate::lifecycle::Step;
use crate::listing::{SYSTEMS, SystemRow};
use crate::pages::paper_of_system;
use crate::system::{LifecycleState, SYSTEM, System};
use crate::system_use::SystemUse;
use crate::visible::{seen_system, visible_system};
use crate::{
    ConfirmSystems, READ_BASE, TakeLifecycleStep, change_system, confirm_systems, register_system,
    set_system_uses, store, take_lifecycle_step, told_findings,
};
use access::Allowed;
use kernel::{Choice, Date, FieldKind, Id, Result, record_fields};
use organisation::with_blank_custom;
use std::collections::BTreeMap;
use storage::columns::word_in_column;
use storage::{Read, Tx, Value};
use web::papers::TEXT_FORMS;
use web::{FilterKind, Input, Item, ListAnswer, ListAsk, ListFilter, Resource};

const FILTERS: &[ListFilter] = &[
    SEARCH,
    reference("organisation", "organisation"),
    reference("used_by", "organisation"),
    reference("unit", "unit"),
    reference("object", "object"),
    reference("supplier", "organisation"),
    of_field("kind", FieldKind::Choice(crate::SystemKind::NAMES)),
    of_field("lifecycle_state", FieldKind::Choice(LifecycleState::NAMES)),
    of_field("category", FieldKind::Choice(crate::Category::NAMES)),
    of_field("operation_form", FieldKind::Choice(crate::OperationForm::NAMES)),
    of_field("importance", FieldKind::Choice(crate::Importance::NAMES)),
    of_field("size", FieldKind::Choice(crate::Size::NAMES)),
    of_field("personal_data", FieldKind::Flag),
    word("local_number"),
    ListFilter {
        name: "business_area",
        kind: FilterKind::Made(|word| Some(Value::from(word_in_column(word)))),
    },
];

/// When and why a step is taken.
#[derive(Clone, Debug, Default)]
struct StepAsked {
    on: Option<Date>,
    reason: String,
    decision: String,
}

record_fields! { StepAsked {
    on: FieldKind::Date;
    reason: FieldKind::LongText { max_chars: 2_000 };
    decision: FieldKind::Text { max_chars: 200 };
} }

pub(super) fn systems() -> Resource {
    Resource::of::<System>("systems", "system")
        .tells("hidden", super::HIDDEN)
        .lists(&SYSTEMS, FILTERS, list)
        .gets(get)
        .creates(create)
        .changes(change)
        .acts::<StepAsked>("idea", |tx, id, input| step(tx, id, input, LifecycleState::Idea))
        .acts::<StepAsked>("procurement", |tx, id, input| step(tx, id, input, LifecycleState::Procurement))
        .acts::<StepAsked>("introduction", |tx, id, input| step(tx, id, input, LifecycleState::Introduction))
        .acts::<StepAsked>("in-operation", |tx, id, input| step(tx, id, input, LifecycleState::InOperation))
        .acts::<StepAsked>("phase-out", |tx, id, input| step(tx, id, input, LifecycleState::PhaseOut))
        .acts::<StepAsked>("retired", |tx, id, input| step(tx, id, input, LifecycleState::Retired))
        .acts_plainly("confirm", confirm)
        .gives_content(TEXT_FORMS, paper_of_system)
        .acts::<SystemUse>("set-use", |tx, id, input| change_use(tx, id, input, true))
        .acts::<SystemUse>("end-use", |tx, id, input| change_use(tx, id, input, false))
}

fn list(read: &Read, ask: &ListAsk) -> Result<ListAnswer> {
    // Who reads no findings gets no row of an order by them; the past has no such order.
    let query = ask.query(told_findings::systems(read.as_of().is_none()), read.today())?;
    let query = told_findings::narrowed(read, query, |name| ask.value(name).is_some());
    let query = field_groups::narrowed(read, query, |name| ask.value(name).is_some());
    let query = field_groups::narrowed_by_added(read, query, ask.added_fields());
    let query = access::visible_to(read.actor(), READ_BASE, query);
    let page = SYSTEMS.page::<SystemRow>(read, &query)?;
    let ids: Vec<Id> = page.items.iter().map(|row| row.id).collect();
    let seen = seen_of_each(read, &ids)?;
    let mut systems: BTreeMap<Id, System> =
        store::systems_by_id(read, &ids)?.into_iter().map(|system| (system.id, system)).collect();
    let items = ids.iter().filter_map(|id| Some(told(systems.remove(id)?, seen.get(id)?)));
    Ok(ListAnswer { items: items.collect(), next_cursor: page.next_cursor })
}

fn get(read: &Read, id: Id) -> Result<Item> {
    let (system, allowed) = seen_system(read, id)?;
    Ok(told(system, &allowed))
}

/// What is hidden from the reader is told of by name.
fn told(system: System, allowed: &Allowed) -> Item {
    let hidden = all_hidden_fields(allowed, system.custom.fields());
    let system = seen_by(allowed, system);
    Item::of(system.id, system.revision, &system).with("hidden", &hidden)
}

fn create(tx: &mut Tx, input: &Input) -> Result<Item> {
    let mut system = with_blank_custom(tx, SYSTEM, System::default())?;
    input.read_into(&mut system)?;
    let id = register_system(tx, system)?;
    get(tx, id)
}

fn change(tx: &mut Tx, id: Id, input: &Input) -> Result<Item> {
    let mut system = visible_system(tx, id)?;
    system.revision = input.revision()?;
    input.read_into(&mut system)?;
    change_system(tx, system)?;
    get(tx, id)
}

fn step(tx: &mut Tx, id: Id, input: &Input, to: LifecycleState) -> Result<Item> {
    let mut asked = StepAsked::default();
    input.read_into(&mut asked)?;
    let StepAsked { on, reason, decision } = asked;
    let ask = TakeLifecycleStep {
        system: id,
        revision: input.revision_if_told(),
        step: Step { to, on, reason },
        decision,
    };
    take_lifecycle_step(tx, &ask)?;
    get(tx, id)
}

/// Says that what is told of the system holds.
fn confirm(tx: &mut Tx, id: Id, input: &Input) -> Result<Item> {
    let revision = match input.revision_if_told() {
        Some(revision) => revision,
        None => visible_system(tx, id)?.revision,
    };
    confirm_systems(tx, &ConfirmSystems { systems: vec![(id, revision)], together: false })?;
    get(tx, id)
}

/// Says that an organisation or unit uses the system, or that it no longer does.
fn change_use(tx: &mut Tx, id: Id, input: &Input, is_used: bool) -> Result<Item> {
    let system = visible_system(tx, id)?;
    let mut asked = SystemUse::default();
    input.read_into(&mut asked)?;
    let kept = store::uses_of(tx, id)?.into_iter().map(|kept| kept.system_use);
    let mut uses: Vec<SystemUse> =
        kept.filter(|one| (one.organisation, one.unit) != (asked.organisation, asked.unit)).collect();
    uses.extend(is_used.then_some(asked));
    set_system_uses(tx, id, input.revision_if_told().unwrap_or(system.revision), &uses)?;
    get(tx, id)
}
