//! The form of each kind of step, and taking a step away.

use super::{address_of, changeable, under};
use crate::reorganisation::{Structure, names_in, structure_of};
use crate::{
    AddStep, CloseOrganisation, CloseUnit, MergeUnits, MoveOrganisation, MoveUnit, OpenOrganisation,
    OpenUnit, RemoveStep, Reorganisation, SplitUnit, Step, add_step, remove_step,
};
use kernel::{Error, Message, Objection, Record, Result};
use maud::html;
use web::components::{self, Form, Link, SelectOption};
use web::{Answer, Page, RecordForm, RecordWords, Visit, is_stale, revision_of};

/// The kinds of steps in the order in which they are offered, as addresses name them.
pub(super) const KINDS: &[&str] = &[
    "open_unit",
    "close_unit",
    "merge_units",
    "split_unit",
    "move_unit",
    "open_organisation",
    "close_organisation",
    "move_organisation",
];

/// Key of the words for a kind of step.
pub(super) fn key_of(kind: &str) -> String {
    format!("step-{}", kind.replace('_', "-"))
}

const KIND: &str = "slag";
const NUMBER: &str = "steg";

/// What the address asks for, or the form that it led to.
fn asked<'v>(visit: &'v Visit, name: &str) -> Option<&'v str> {
    visit.form().ok().and_then(|form| form.get(name)).or_else(|| visit.query(name))
}

/// The number of the step that is asked for, from 1; the first where none is named.
pub(super) fn asked_step(visit: &Visit) -> usize {
    asked(visit, NUMBER).map_or(1, |text| text.parse().unwrap_or_default())
}

/// Carries the number of the step along in a form.
pub(super) fn hidden_step(number: usize) -> Vec<(&'static str, String)> {
    vec![(NUMBER, number.to_string())]
}

/// Runs a function for the kind of step that the address names.
macro_rules! at_kind {
    ($visit:expr, $run:ident) => {{
        let kind = asked($visit, KIND).unwrap_or("open_unit");
        match kind {
            "open_unit" => $run::<OpenUnit>($visit, kind, Step::OpenUnit),
            "close_unit" => $run::<CloseUnit>($visit, kind, Step::CloseUnit),
            "merge_units" => $run::<MergeUnits>($visit, kind, Step::MergeUnits),
            "split_unit" => $run::<SplitUnit>($visit, kind, Step::SplitUnit),
            "move_unit" => $run::<MoveUnit>($visit, kind, Step::MoveUnit),
            "open_organisation" => $run::<OpenOrganisation>($visit, kind, Step::OpenOrganisation),
            "close_organisation" => $run::<CloseOrganisation>($visit, kind, Step::CloseOrganisation),
            "move_organisation" => $run::<MoveOrganisation>($visit, kind, Step::MoveOrganisation),
            _ => Err(Error::NotFound),
        }
    }};
}

pub(super) fn form_page(visit: &Visit) -> Result<Answer> {
    at_kind!(visit, empty_form)
}

pub(super) fn add(visit: &Visit) -> Result<Answer> {
    at_kind!(visit, save)
}

fn empty_form<N: Record + Default>(visit: &Visit, kind: &str, _: fn(N) -> Step) -> Result<Answer> {
    let (plan, words) = planned(visit, kind)?;
    Ok(page(visit, (&plan, &words), (kind, &N::default()), &[]))
}

fn save<N: Record + Default + Send>(visit: &Visit, kind: &str, step: fn(N) -> Step) -> Result<Answer> {
    let (plan, words) = planned(visit, kind)?;
    let form = visit.form()?;
    let mut wanted = N::default();
    let mut objections = words.read_form(form, &mut wanted, visit.today());
    if objections.is_empty() {
        let ask = AddStep { plan: plan.id, revision: revision_of(form)?, step: step(wanted.clone()) };
        objections = match visit.write(move |tx| add_step(tx, &ask)) {
            Ok(saved) => return Ok(Answer::see_other(onwards(&saved), "record-saved")),
            Err(Error::Rejected(objections)) => told_if_stale(objections),
            Err(error) => return Err(error),
        };
    }
    Ok(page(visit, (&plan, &words), (kind, &wanted), &objections))
}

/// A unit that is split leads on to who goes where.
fn onwards(plan: &Reorganisation) -> String {
    let address = address_of(plan);
    match plan.steps.last() {
        Some(Step::SplitUnit(_)) => format!("{address}/fordela?steg={}", plan.steps.len()),
        _ => address,
    }
}

/// A step is added to the plan as it was read: who comes second looks at it again.
pub(super) fn told_if_stale(objections: Vec<Objection>) -> Vec<Objection> {
    if is_stale(&objections) {
        return vec![Objection::new("", "objection-reorganisation-stale")];
    }
    objections
}

/// The plan, and what may be chosen after its steps so far.
fn planned(visit: &Visit, kind: &str) -> Result<(Reorganisation, RecordWords)> {
    let (plan, structure) = visit.read(|read| {
        let plan = changeable(visit, read)?;
        let (structure, _) = structure_of(read, &plan)?.after(&plan.steps);
        Ok((plan, structure))
    })?;
    let (units, organisations) = options(&structure);
    let words = RecordWords::of(&key_of(kind)).pick_at_hand(visit, "organisation", organisations.clone());
    let mut words = words.options("units", units.clone());
    for field in ["unit", "into"] {
        words = words.pick_at_hand(visit, field, units.clone());
    }
    let about_units = kind.ends_with("unit") || kind.ends_with("units");
    let others = if about_units { units } else { organisations };
    for field in ["parent", "successor"] {
        words = words.pick_at_hand(visit, field, others.clone());
    }
    Ok((plan, words))
}

/// The units and organisations that are there after the steps so far.
fn options(structure: &Structure) -> (Vec<SelectOption>, Vec<SelectOption>) {
    let unit = |one: &crate::Unit| (one.id, structure.workplace(one.organisation, Some(one.id)));
    let organisations = structure.organisations.keys().filter(|id| structure.organisation(**id).is_some());
    (sorted(structure.open_units().map(unit)), sorted(organisations.map(|id| (*id, structure.name_of(*id)))))
}

fn sorted(named: impl Iterator<Item = (kernel::Id, String)>) -> Vec<SelectOption> {
    let mut named: Vec<(kernel::Id, String)> = named.collect();
    named.sort_by_cached_key(|(_, name)| texts::sort_key(name));
    named.into_iter().map(|(id, name)| SelectOption::new(id.to_string(), name)).collect()
}

fn page<N: Record>(
    visit: &Visit,
    (plan, words): (&Reorganisation, &RecordWords),
    (kind, step): (&str, &N),
    objections: &[Objection],
) -> Answer {
    let form = RecordForm::new(visit, words, step, Link::new(address_of(plan), visit.text("cancel")))
        .hidden(KIND, kind)
        .revision(plan.revision)
        .save(visit.text("reorganisation-add-this-step"))
        .objections(objections);
    let page = Page::new(visit.text(&key_of(kind)), form.draw()).under(under(visit, plan));
    if objections.is_empty() { page.answer() } else { page.rejected().answer() }
}

pub(super) fn removal_page(visit: &Visit) -> Result<Answer> {
    let number = asked_step(visit);
    let (plan, what) = visit.read(|read| {
        let plan = changeable(visit, read)?;
        let names = names_in(read, std::slice::from_ref(&plan))?;
        let step = number.checked_sub(1).and_then(|place| plan.steps.get(place)).ok_or(Error::NotFound)?;
        let what = visit.render(&step.in_words(&names));
        Ok((plan, what))
    })?;
    let form = Form {
        action: visit.path.clone(),
        csrf: visit.csrf().to_owned(),
        revision: Some(plan.revision.to_string()),
        hidden: hidden_step(number),
        groups: Vec::new(),
        errors: Vec::new(),
        save: visit.text("reorganisation-remove-step"),
        cancel: Some(Link::new(address_of(&plan), visit.text("cancel"))),
    };
    let question = visit.render(&Message::new("reorganisation-remove-question").with("step", what));
    let content = html! {
        section class="stack" {
            p { (question) }
            p { (visit.text("reorganisation-remove-consequence")) }
            (components::form(visit.language(), &form))
        }
    };
    Ok(Page::new(visit.text("reorganisation-remove-step"), content).under(under(visit, &plan)).answer())
}

pub(super) fn remove(visit: &Visit) -> Result<Answer> {
    let plan = visit.read(|read| changeable(visit, read))?;
    let number = i64::try_from(asked_step(visit)).unwrap_or_default();
    let ask = RemoveStep { plan: plan.id, revision: revision_of(visit.form()?)?, number };
    visit.write(move |tx| remove_step(tx, ask))?;
    Ok(Answer::see_other(address_of(&plan), "record-saved"))
}
