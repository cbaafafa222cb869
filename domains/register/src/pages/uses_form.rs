//! The form of who uses a system: a row for each organisation or unit, and some empty ones to add more.

use super::words::organisation_options;
use super::{Outcome, form_page, outcome, under};
use crate::EDIT;
use crate::set_system_uses::set_system_uses;
use crate::store;
use crate::system::System;
use crate::system_use::SystemUse;
use crate::visible::visible_system;
use kernel::{Message, Objection, Result};
use organisation::visible_units;
use storage::{Query, Read};
use web::components::{self, FieldGroup, Form, FormField, Input, Link, SelectOption};
use web::{Answer, Page, Visit, form_errors, revision_of, value_of_texts};

/// Rows to fill in beside those that are there.
const EMPTY_ROWS: usize = 3;
/// More are not read from a form.
const MOST_ROWS: usize = 500;

/// One row as typed.
#[derive(Clone, Default)]
struct TypedRow {
    organisation: String,
    unit: String,
    number_of_users: String,
}

pub(super) fn uses_form(visit: &Visit) -> Result<Answer> {
    let (system, rows) = visit.read(|read| {
        let system = editable(visit, read)?;
        let uses = store::uses_of(read, system.id)?;
        Ok((system, uses.iter().map(|kept| typed_of(&kept.system_use)).collect::<Vec<_>>()))
    })?;
    show(visit, &system, rows, &[])
}

pub(super) fn set_uses(visit: &Visit) -> Result<Answer> {
    let system = visit.read(|read| editable(visit, read))?;
    let form = visit.form()?;
    let rows = typed_rows(form);
    let (uses, objections) = read_rows(&rows, visit);
    if !objections.is_empty() {
        return show(visit, &system, rows, &objections);
    }
    let (id, revision) = (system.id, revision_of(form)?);
    match outcome(visit.write(move |tx| set_system_uses(tx, id, revision, &uses)))? {
        Outcome::Done(_) => Ok(Answer::see_other(format!("/system/{id}?flik=anvandning"), "register-saved")),
        Outcome::Again(objections) => show(visit, &system, rows, &objections),
        Outcome::Stale => {
            show(visit, &system, rows, &[Objection::new("", Message::new("register-objection-stale-list"))])
        }
    }
}

fn editable(visit: &Visit, read: &Read) -> Result<System> {
    let system = visible_system(read, visit.id("id")?)?;
    access::authorise(read, EDIT, system.id)?;
    Ok(system)
}

fn typed_of(one: &SystemUse) -> TypedRow {
    let text = |id: Option<kernel::Id>| id.map(|id| id.to_string()).unwrap_or_default();
    TypedRow {
        organisation: text(one.organisation),
        unit: text(one.unit),
        number_of_users: one.number_of_users.map(|number| number.to_string()).unwrap_or_default(),
    }
}

/// The rows of the form in which something stands.
fn typed_rows(form: &web::Form) -> Vec<TypedRow> {
    let text =
        |name: &str, place: usize| form.get(&format!("{name}.{place}")).unwrap_or_default().trim().to_owned();
    (0..MOST_ROWS)
        .take_while(|place| form.get(&format!("organisation.{place}")).is_some())
        .map(|place| TypedRow {
            organisation: text("organisation", place),
            unit: text("unit", place),
            number_of_users: text("number_of_users", place),
        })
        .filter(|row| !(row.organisation.is_empty() && row.unit.is_empty() && row.number_of_users.is_empty()))
        .collect()
}

fn read_rows(rows: &[TypedRow], visit: &Visit) -> (Vec<SystemUse>, Vec<Objection>) {
    let (mut uses, mut objections) = (Vec::new(), Vec::new());
    for (place, row) in rows.iter().enumerate() {
        let mut one = SystemUse::default();
        let typed = [
            ("organisation", &row.organisation),
            ("unit", &row.unit),
            ("number_of_users", &row.number_of_users),
        ];
        for (name, text) in typed {
            let Some(field) = <SystemUse as kernel::Record>::field(name) else { continue };
            let set = value_of_texts(field.kind, &[text], visit.today())
                .and_then(|value| field.set(&mut one, value));
            objections
                .extend(set.err().map(|wrong| Objection::new(format!("{name}.{place}"), wrong.message())));
        }
        uses.push(one);
    }
    (uses, objections)
}

fn show(visit: &Visit, system: &System, mut rows: Vec<TypedRow>, objections: &[Objection]) -> Result<Answer> {
    rows.extend(vec![TypedRow::default(); EMPTY_ROWS]);
    let (organisations, units) =
        visit.read(|read| Ok((organisation_options(read, false)?, unit_options(read)?)))?;
    let groups = rows.iter().enumerate().map(|(place, row)| group(visit, place, row, &organisations, &units));
    let form = Form {
        action: visit.path.clone(),
        csrf: visit.csrf().to_owned(),
        revision: Some(system.revision.to_string()),
        hidden: Vec::new(),
        groups: groups.collect(),
        errors: form_errors(visit.language(), objections),
        save: visit.text("save"),
        cancel: Some(Link::new(format!("/system/{}?flik=anvandning", system.id), visit.text("cancel"))),
    };
    let mut way = under(visit, "register-systems", "/system");
    way.push(Link::new(format!("/system/{}", system.id), &system.name));
    let page =
        Page::new(visit.text("register-edit-uses"), components::form(visit.language(), &form)).under(way);
    Ok(form_page(page, objections))
}

fn group(
    visit: &Visit,
    place: usize,
    row: &TypedRow,
    organisations: &[SelectOption],
    units: &[SelectOption],
) -> FieldGroup {
    let field = |name: &str, input| {
        let label = visit.text(&format!("system-use-{}", name.replace('_', "-")));
        FormField::new(format!("{name}.{place}"), label, input)
    };
    let choose = |value: &String, options: &[SelectOption]| Input::Reference {
        value: value.clone(),
        options: options.to_vec(),
    };
    FieldGroup {
        legend: Some(texts::format(
            visit.language(),
            "register-use-row",
            &[("row", (place + 1).to_string().into())],
        )),
        hint: (place == 0).then(|| visit.text("register-uses-hint")),
        fields: vec![
            field("organisation", choose(&row.organisation, organisations)),
            field("unit", choose(&row.unit, units)),
            field("number_of_users", Input::Number { value: row.number_of_users.clone() }),
        ],
    }
}

/// Units with their organisation, since names of units repeat.
fn unit_options(read: &Read) -> Result<Vec<SelectOption>> {
    let units = visible_units(read, Query::first(5_000))?.items.into_iter();
    Ok(units
        .map(|listed| {
            SelectOption::new(
                listed.record.id.to_string(),
                format!("{} ({})", listed.record.name, listed.belongs_to),
            )
        })
        .collect())
}
