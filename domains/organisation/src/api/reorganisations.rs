//! Planned changes of the organisation in the API: the plan, and each of its steps as an action.

use super::{SEARCH, field_filter, query};
use crate::listing::{REORGANISATIONS, visible_reorganisations};
use crate::{
    AddStep, CloseOrganisation, CloseUnit, DecideReorganisation, Distribute, MergeUnits, MoveOrganisation,
    MoveUnit, OpenOrganisation, OpenUnit, RemoveStep, Reorganisation, ReorganisationState,
    SaveReorganisation, SplitUnit, Step, WithdrawReorganisation, add_step, distribute, remove_step,
    save_reorganisation, take_reorganisation_decision, visible_reorganisation, withdraw_reorganisation,
};
use kernel::{Choice, FieldKind, Id, Record, Result, record_fields};
use serde_json::json;
use storage::{Read, Tx};
use web::{Input, Item, ListAnswer, ListAsk, ListFilter, Resource};

const STATE: FieldKind = FieldKind::Choice(<ReorganisationState as Choice>::NAMES);

pub(crate) const REORGANISATION_FILTERS: &[ListFilter] = &[SEARCH, field_filter("state", STATE)];

/// A step to take away, by its number from 1.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Removal {
    step: Option<i64>,
}

record_fields! { Removal {
    step: FieldKind::Number { min: 1, max: 200 }, required;
} }

pub(super) fn reorganisations() -> Resource {
    Resource::of::<Reorganisation>("reorganisations", "reorganisation")
        .tells("state", STATE)
        .tells("decision", FieldKind::Text { max_chars: 200 })
        .tells("decided_on", FieldKind::Date)
        .tells("carried_out_on", FieldKind::Date)
        .tells_list("steps")
        .tells_list("stopped_by")
        .lists(&REORGANISATIONS, REORGANISATION_FILTERS, list)
        .gets(|read, id| visible_reorganisation(read, id).map(|one| told(read, &one)))
        .creates(create)
        .changes(change)
        .acts::<OpenUnit>("open-unit", |tx, id, input| step(tx, id, input, Step::OpenUnit))
        .acts::<CloseUnit>("close-unit", |tx, id, input| step(tx, id, input, Step::CloseUnit))
        .acts::<MergeUnits>("merge-units", |tx, id, input| step(tx, id, input, Step::MergeUnits))
        .acts::<SplitUnit>("split-unit", |tx, id, input| step(tx, id, input, Step::SplitUnit))
        .acts::<MoveUnit>("move-unit", |tx, id, input| step(tx, id, input, Step::MoveUnit))
        .acts::<OpenOrganisation>("open-organisation", |tx, id, input| {
            step(tx, id, input, Step::OpenOrganisation)
        })
        .acts::<CloseOrganisation>("close-organisation", |tx, id, input| {
            step(tx, id, input, Step::CloseOrganisation)
        })
        .acts::<MoveOrganisation>("move-organisation", |tx, id, input| {
            step(tx, id, input, Step::MoveOrganisation)
        })
        .acts::<Distribute>("distribute", share_out)
        .acts::<Removal>("remove-step", remove)
        .acts::<DecideReorganisation>("decide", decide)
        .acts::<WithdrawReorganisation>("withdraw", withdraw)
}

fn told(read: &Read, plan: &Reorganisation) -> Item {
    let language = read.actor().language;
    let stopped_by: Vec<&str> = plan.stopped_by.iter().map(|text| text.in_language(language)).collect();
    Item::of(plan.id, plan.revision, plan)
        .with("state", &plan.state)
        .with("decision", &plan.decision)
        .with("decided_on", &plan.decided_on)
        .with("carried_out_on", &plan.carried_out_on)
        .with_json("steps", json!(plan.steps))
        .with_json("stopped_by", json!(stopped_by))
}

fn list(read: &Read, ask: &ListAsk) -> Result<ListAnswer> {
    Ok(ListAnswer::of(visible_reorganisations(read, query(read, ask, &REORGANISATIONS)?)?, |one| {
        told(read, &one)
    }))
}

fn create(tx: &mut Tx, input: &Input) -> Result<Item> {
    let mut plan = Reorganisation::new("", Vec::new(), tx.today());
    input.read_new(&mut plan, &mut Nothing)?;
    save_reorganisation(tx, &SaveReorganisation { plan, revision: None }).map(|saved| told(tx, &saved))
}

/// A body that holds nothing beside the record.
#[derive(Clone)]
struct Nothing;

impl Record for Nothing {
    const FIELDS: &'static [kernel::Field<Self>] = &[];
}

fn change(tx: &mut Tx, id: Id, input: &Input) -> Result<Item> {
    let mut plan = visible_reorganisation(tx, id)?;
    input.read_into(&mut plan)?;
    let revision = Some(input.revision()?);
    save_reorganisation(tx, &SaveReorganisation { plan, revision }).map(|saved| told(tx, &saved))
}

/// The revision that the caller has read, or the present one where it is not told.
fn revision(tx: &Tx, id: Id, input: &Input) -> Result<i64> {
    let present = visible_reorganisation(tx, id)?.revision;
    Ok(input.revision_if_told().unwrap_or(present))
}

fn step<N: Record + Default>(tx: &mut Tx, id: Id, input: &Input, step: fn(N) -> Step) -> Result<Item> {
    let revision = revision(tx, id, input)?;
    let mut wanted = N::default();
    input.read_into(&mut wanted)?;
    add_step(tx, &AddStep { plan: id, revision, step: step(wanted) }).map(|saved| told(tx, &saved))
}

fn share_out(tx: &mut Tx, id: Id, input: &Input) -> Result<Item> {
    let revision = revision(tx, id, input)?;
    let mut wanted = Distribute::default();
    input.read_into(&mut wanted)?;
    distribute(tx, id, revision, &[wanted]).map(|saved| told(tx, &saved))
}

fn remove(tx: &mut Tx, id: Id, input: &Input) -> Result<Item> {
    let revision = revision(tx, id, input)?;
    let mut removal = Removal::default();
    input.read_into(&mut removal)?;
    let number = removal.step.unwrap_or_default();
    remove_step(tx, RemoveStep { plan: id, revision, number }).map(|saved| told(tx, &saved))
}

fn decide(tx: &mut Tx, id: Id, input: &Input) -> Result<Item> {
    let revision = revision(tx, id, input)?;
    let mut ask = DecideReorganisation::default();
    input.read_into(&mut ask)?;
    take_reorganisation_decision(tx, id, revision, &ask).map(|saved| told(tx, &saved))
}

fn withdraw(tx: &mut Tx, id: Id, input: &Input) -> Result<Item> {
    let revision = revision(tx, id, input)?;
    let mut ask = WithdrawReorganisation::default();
    input.read_into(&mut ask)?;
    withdraw_reorganisation(tx, id, revision, &ask).map(|saved| told(tx, &saved))
}
