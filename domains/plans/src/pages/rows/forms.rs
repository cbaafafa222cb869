//! The form of a row of a plan, the same for every table: it shows what the record has, the guideline has words for, and the
//! visitor may see.

use super::super::plan_words::plan_href;
use super::paths::path_of;
use crate::adjust::Changing;
use crate::plan::Plan;
use crate::rows::{
    Activity, Goal, Need, Placed, SaveRow, Tabled, Towards, move_row, plan_need, remove_row, save_row,
};
use crate::store;
use kernel::{Choice as _, Error, FieldKind, Id, Objection, Result};
use maud::{Markup, html};
use organisation::{ORGANISATIONS_BY_NAME, PEOPLE_BY_NAME};
use policy::{Holds, ListedValue, Pack};
use register::{READ_COSTS, SYSTEM, SYSTEMS_BY_NAME};
use storage::Read;
use web::components::{Form, Link, SelectOption, step_form};
use web::{Answer, Page, RecordForm, RecordWords, Tried, Visit, form_page, revision_of, tried};

/// What the form is drawn from.
struct Around<R> {
    plan: Plan,
    words: RecordWords,
    /// Fields that the form shows.
    fields: Vec<&'static str>,
    /// None of a new row.
    stored: Option<Placed<R>>,
    says: R,
}

fn load<R: Tabled>(visit: &Visit, read: &Read) -> Result<Around<R>> {
    let plan = Changing::begin::<R>(read, visit.id("id")?)?.plan;
    let stored = match visit.path_values.get("row") {
        None => None,
        Some(_) => {
            let row = store::find_row::<R>(read, visit.id("row")?)?;
            Some(row.filter(|row| row.plan == plan.id).ok_or(Error::NotFound)?)
        }
    };
    let says = stored.as_ref().map_or_else(R::default, |row| row.says.clone());
    let sees_costs = access::may(read, READ_COSTS, plan.subject.id)?;
    let (words, fields) = words_and_fields(visit, read, &plan, (&says, sees_costs))?;
    Ok(Around { plan, words, fields, stored, says })
}

/// What may be chosen at each field, and the fields that there is something to say at.
fn words_and_fields<R: Tabled>(
    visit: &Visit,
    read: &Read,
    plan: &Plan,
    (says, sees_costs): (&R, bool),
) -> Result<(RecordWords, Vec<&'static str>)> {
    let pack = findings::pack_in_force(read)?;
    let (mut words, mut fields) = (RecordWords::of("plan-row"), Vec::new());
    for field in R::FIELDS {
        let value = (field.read)(says);
        let options = match field.kind {
            FieldKind::Money if !sees_costs => continue,
            FieldKind::Word => words_of(visit, &pack, (R::HOLDS, field.name), &value),
            FieldKind::Reference(kind) if kind.0 == "goal" => rows_to_name::<Goal>(read, plan)?,
            FieldKind::Reference(kind) if kind.0 == "need" => rows_to_name::<Need>(read, plan)?,
            FieldKind::Reference(kind) => {
                let names = match kind.0 {
                    "person" => &PEOPLE_BY_NAME,
                    "organisation" => &ORGANISATIONS_BY_NAME,
                    // The plan of one system is about that one.
                    "system" if !plan.subject.is(SYSTEM) => &SYSTEMS_BY_NAME,
                    _ => continue,
                };
                let stored = match value {
                    kernel::FieldValue::Reference(id) => Some(id),
                    _ => None,
                };
                words = words.pick(visit, read, (field.name, stored), names)?;
                fields.push(field.name);
                continue;
            }
            _ => {
                fields.push(field.name);
                continue;
            }
        };
        if !options.is_empty() {
            words = words.options(field.name, options);
            fields.push(field.name);
        }
    }
    Ok((words, fields))
}

/// The guideline's words for a field, and the one that it had before.
fn words_of(
    visit: &Visit,
    pack: &Pack,
    (holds, field): (Holds, &str),
    value: &kernel::FieldValue,
) -> Vec<SelectOption> {
    let language = visit.language();
    if field == "role" {
        let role = |role: &policy::Role| SelectOption::new(&role.id, role.title.text().in_language(language));
        return pack.roles.iter().map(role).collect();
    }
    let listed: &[ListedValue] = match (field, holds) {
        ("account_group", _) => &pack.account_groups,
        (_, Holds::Goals) => &pack.goal_kinds,
        _ => &pack.activity_kinds,
    };
    let mut options: Vec<SelectOption> =
        listed.iter().map(|one| SelectOption::new(&one.id, one.title.in_language(language))).collect();
    if let kernel::FieldValue::Text(word) = value {
        let is_gone = !word.is_empty() && !listed.iter().any(|one| one.id == *word);
        options.extend(is_gone.then(|| SelectOption::new(word, word)));
    }
    options
}

/// Rows of the same plan, by what they are called.
fn rows_to_name<R: Tabled>(read: &Read, plan: &Plan) -> Result<Vec<SelectOption>> {
    let rows = store::rows_of_plan::<R>(read, plan.id)?;
    Ok(rows.iter().map(|row| SelectOption::new(row.id.to_string(), row.says.title())).collect())
}

pub(super) fn new_row<R: Tabled>(visit: &Visit) -> Result<Answer> {
    let around = visit.read(|read| load::<R>(visit, read))?;
    Ok(show(visit, &around, &around.says, &[]))
}

pub(super) fn edit_row<R: Tabled>(visit: &Visit) -> Result<Answer> {
    new_row::<R>(visit)
}

pub(super) fn add<R: Tabled>(visit: &Visit) -> Result<Answer> {
    save::<R>(visit, None)
}

pub(super) fn change<R: Tabled>(visit: &Visit) -> Result<Answer> {
    let seen = revision_of(visit.form()?)?;
    save::<R>(visit, Some((visit.id("row")?, Some(seen))))
}

fn save<R: Tabled>(visit: &Visit, row: Option<(Id, Option<i64>)>) -> Result<Answer> {
    let around = visit.read(|read| load::<R>(visit, read))?;
    let mut says = around.says.clone();
    let typed = around.words.read_form(visit.form()?, &mut says, visit.today());
    if !typed.is_empty() {
        return Ok(show(visit, &around, &says, &typed));
    }
    let ask = SaveRow { plan: around.plan.id, row, says: says.clone() };
    match tried(visit.write(move |tx| save_row(tx, &ask)))? {
        Tried::Done(_) => Ok(back(&around.plan, "plan-row-saved")),
        Tried::Again(objections) => Ok(show(visit, &around, &says, &objections)),
        Tried::Stale => Ok(show(visit, &around, &says, &[Objection::new("", "plan-row-objection-stale")])),
    }
}

pub(super) fn place<R: Tabled>(visit: &Visit) -> Result<Answer> {
    let plan = visit.read(|read| Ok(Changing::begin::<R>(read, visit.id("id")?)?.plan))?;
    let towards = visit.form()?.get("towards").and_then(Towards::from_name).ok_or(Error::NotFound)?;
    let row = (plan.id, visit.id("row")?);
    visit.write(move |tx| move_row::<R>(tx, row, towards))?;
    Ok(back(&plan, "plan-row-moved"))
}

pub(super) fn remove<R: Tabled>(visit: &Visit) -> Result<Answer> {
    let around = visit.read(|read| load::<R>(visit, read))?;
    let (row, seen) = ((around.plan.id, visit.id("row")?), revision_of(visit.form()?)?);
    match tried(visit.write(move |tx| remove_row::<R>(tx, row, Some(seen))))? {
        Tried::Done(()) => Ok(back(&around.plan, "plan-row-removed")),
        Tried::Again(objections) => Ok(show(visit, &around, &around.says, &objections)),
        Tried::Stale => {
            Ok(show(visit, &around, &around.says, &[Objection::new("", "plan-row-objection-stale")]))
        }
    }
}

/// A need becomes an activity, which is filled in next.
pub(super) fn plan(visit: &Visit) -> Result<Answer> {
    let around = visit.read(|read| load::<Need>(visit, read))?;
    let need = visit.id("row")?;
    let objections = match tried(visit.write(move |tx| plan_need(tx, need)))? {
        Tried::Done(activity) => {
            let table = path_of(Activity::HOLDS.name()).unwrap_or_default();
            let form = format!("{}/{table}/{activity}", plan_href(around.plan.id));
            return Ok(Answer::see_other(form, "plan-need-planned"));
        }
        Tried::Again(objections) => objections,
        Tried::Stale => vec![Objection::new("", "plan-row-objection-stale")],
    };
    Ok(show(visit, &around, &around.says, &objections))
}

/// Back to the page of the plan.
fn back(plan: &Plan, said: &'static str) -> Answer {
    Answer::see_other(plan_href(plan.id), said)
}

fn show<R: Tabled>(visit: &Visit, around: &Around<R>, says: &R, objections: &[Objection]) -> Answer {
    let cancel = Link::new(plan_href(around.plan.id), visit.text("cancel"));
    let mut form = RecordForm::new(visit, &around.words, says, cancel)
        .group("", &around.fields)
        .objections(objections)
        .action(visit.path.clone());
    if let Some(stored) = &around.stored {
        form = form.action(row_href(&around.plan, stored)).revision(stored.revision);
    }
    let content = html! {
        (form.draw())
        @if let Some(stored) = &around.stored { (steps(visit, &around.plan, stored)) }
    };
    let table = visit.text(&format!("plan-row-table-{}", R::HOLDS.name()));
    let way = vec![
        Link::new("/planer", visit.text("plans")),
        Link::new(plan_href(around.plan.id), around.plan.title()),
    ];
    form_page(Page::new(table, content).under(way), objections)
}

fn row_href<R: Tabled>(plan: &Plan, row: &Placed<R>) -> String {
    format!("{}/{}/{}", plan_href(plan.id), path_of(R::HOLDS.name()).unwrap_or_default(), row.id)
}

/// Moving the row, and taking it away.
fn steps<R: Tabled>(visit: &Visit, plan: &Plan, row: &Placed<R>) -> Markup {
    let step = |path: &str, hidden: Vec<(&'static str, String)>, words: &str| {
        step_form(&Form {
            action: format!("{}/{path}", row_href(plan, row)),
            csrf: visit.csrf().to_owned(),
            revision: Some(row.revision.to_string()),
            hidden,
            groups: Vec::new(),
            errors: Vec::new(),
            save: visit.text(words),
            cancel: None,
        })
    };
    let towards = |towards: Towards| vec![("towards", towards.name().to_owned())];
    html! {
        @if R::HOLDS == Need::HOLDS {
            section class="stack" {
                h2 { (visit.text("plan-need-plan-title")) }
                p { (visit.text("plan-need-plan-text")) }
                (step("planera", Vec::new(), "plan-need-plan"))
            }
        }
        section class="stack" {
            h2 { (visit.text("plan-row-steps")) }
            div class="row-of" {
                (step("flytta", towards(Towards::Start), "plan-row-move-up"))
                (step("flytta", towards(Towards::End), "plan-row-move-down"))
                (step("ta-bort", Vec::new(), "plan-row-remove"))
            }
        }
    }
}
