//! Who goes to which part of a unit that is split: everybody who works there, each with the part to choose.

use super::steps::{asked_step, hidden_step, told_if_stale};
use super::{address_of, changeable, under};
use crate::reorganisation::{Structure, structure_of};
use crate::store::people::people;
use crate::{Distribute, Employment, Reorganisation, SplitUnit, Step, distribute};
use kernel::{Error, Id, Message, Objection, Result};
use maud::html;
use std::collections::BTreeMap;
use web::components::{FieldGroup, Form, FormField, Input, Link, SelectOption, form};
use web::{Answer, Page, Visit, form_errors, revision_of};

/// The plan with the step that is distributed, and who works in the unit before it.
struct Distributing {
    plan: Reorganisation,
    number: usize,
    step: SplitUnit,
    unit: String,
    /// By name.
    employed: Vec<(Id, String)>,
}

pub(super) fn form_page(visit: &Visit) -> Result<Answer> {
    let about = load(visit)?;
    Ok(page(visit, &about, &[]))
}

pub(super) fn save(visit: &Visit) -> Result<Answer> {
    let about = load(visit)?;
    let form = visit.form()?;
    let asked = asked(&about, |name| form.get(name).and_then(|text| text.parse().ok()));
    let (plan, revision) = (about.plan.id, revision_of(form)?);
    match visit.write(move |tx| distribute(tx, plan, revision, &asked)) {
        Ok(_) => Ok(Answer::see_other(address_of(&about.plan), "record-saved")),
        Err(Error::Rejected(objections)) => Ok(page(visit, &about, &told_if_stale(objections))),
        Err(error) => Err(error),
    }
}

/// For each part those for whom it was chosen.
fn asked(about: &Distributing, chosen: impl Fn(&str) -> Option<Id>) -> Vec<Distribute> {
    let rest = chosen(REST);
    let part = |part: &crate::Part| Distribute {
        step: i64::try_from(about.number).ok(),
        part: part.name.clone(),
        employments: about
            .employed
            .iter()
            .map(|(employment, _)| *employment)
            .filter(|employment| chosen(&field_of(*employment)) == Some(part.opened))
            .collect(),
        takes_rest: Some(rest == Some(part.opened)),
    };
    about.step.parts.iter().map(part).collect()
}

/// The field of the part to which whatever is not named goes.
const REST: &str = "rest";

fn field_of(employment: Id) -> String {
    format!("goes.{employment}")
}

fn load(visit: &Visit) -> Result<Distributing> {
    let number = asked_step(visit);
    visit.read(|read| {
        let plan = changeable(visit, read)?;
        let place = number.checked_sub(1).ok_or(Error::NotFound)?;
        let Some(Step::SplitUnit(step)) = plan.steps.get(place).cloned() else { return Err(Error::NotFound) };
        let (before, _) = structure_of(read, &plan)?.after(&plan.steps[..place]);
        let employed = employed_at(&before, &step);
        let ids: Vec<Id> = employed.iter().map(|one| one.person).collect();
        let names: BTreeMap<Id, String> =
            people(read, &ids)?.into_iter().map(|person| (person.id, person.name)).collect();
        let name = |one: &Employment| (one.id, names.get(&one.person).cloned().unwrap_or_default());
        let mut employed: Vec<(Id, String)> = employed.iter().map(name).collect();
        employed.sort_by_cached_key(|(_, name)| texts::sort_key(name));
        let unit = step.unit.map(|unit| before.name_of(unit)).unwrap_or_default();
        Ok(Distributing { plan, number, step, unit, employed })
    })
}

fn employed_at(structure: &Structure, step: &SplitUnit) -> Vec<Employment> {
    let ids = step.unit.map(|unit| structure.employments_at(unit)).unwrap_or_default();
    ids.iter().filter_map(|id| structure.employments.get(id).cloned()).collect()
}

fn page(visit: &Visit, about: &Distributing, objections: &[Objection]) -> Answer {
    let parts = about.step.parts.iter();
    let options: Vec<SelectOption> =
        parts.map(|part| SelectOption::new(part.opened.to_string(), &part.name)).collect();
    let typed = |name: &str| visit.form().ok().and_then(|form| form.get(name)).map(str::to_owned);
    let field = |name: String, label: String, stored: Option<Id>| {
        let stored = stored.map(|id| id.to_string()).unwrap_or_default();
        let value = typed(&name).unwrap_or(stored);
        FormField::new(name, label, Input::Reference { value, options: options.clone() })
    };
    let employed = about.employed.iter();
    let people =
        employed.map(|(id, name)| field(field_of(*id), name.clone(), about.step.goes.get(id).copied()));
    let rest = field(REST.to_owned(), visit.text("reorganisation-rest"), about.step.rest)
        .with_hint(visit.text("reorganisation-rest-hint"));
    let group = |legend: &str, fields: Vec<FormField>| FieldGroup {
        legend: Some(visit.text(legend)),
        hint: None,
        fields,
    };
    let drawn = form(
        visit.language(),
        &Form {
            action: visit.path.clone(),
            csrf: visit.csrf().to_owned(),
            revision: Some(about.plan.revision.to_string()),
            hidden: hidden_step(about.number),
            groups: vec![
                group("reorganisation-rest-group", vec![rest]),
                group("reorganisation-people-group", people.collect()),
            ],
            errors: form_errors(visit.language(), objections),
            save: visit.text("save"),
            cancel: Some(Link::new(address_of(&about.plan), visit.text("cancel"))),
        },
    );
    let heading =
        visit.render(&Message::new("reorganisation-distribute-in").with("unit", about.unit.clone()));
    let page = Page::new(heading, html! { (drawn) }).under(under(visit, &about.plan));
    if objections.is_empty() { page.answer() } else { page.rejected().answer() }
}
