//! The form of who uses a system: a row for each organisation or unit, and some empty ones to add more.

use super::under;
use super::words::offered_organisations;
use crate::EDIT;
use crate::set_system_uses::set_system_uses;
use crate::store;
use crate::system::System;
use crate::system_use::SystemUse;
use crate::visible::visible_system;
use kernel::{Id, Message, Objection, Result};
use organisation::{ORGANISATIONS_BY_NAME, UNITS_BY_NAME};
use std::collections::BTreeMap;
use storage::Read;
use web::components::{self, FieldGroup, Form, FormField, Input, Link, SelectOption};
use web::{
    Answer, Offered, Page, RecordWords, Tried, Visit, form_errors, form_page, revision_of, tried,
    value_of_texts,
};

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
    let words = visit.read(|read| words_of(visit, read, &rows))?;
    let (uses, objections) = read_rows(&rows, &words, visit);
    if !objections.is_empty() {
        return show(visit, &system, rows, &objections);
    }
    let (id, revision) = (system.id, revision_of(form)?);
    match tried(visit.write(move |tx| set_system_uses(tx, id, revision, &uses)))? {
        Tried::Done(_) => Ok(Answer::see_other(format!("/system/{id}?flik=anvandning"), "register-saved")),
        Tried::Again(objections) => {
            let objections = at_their_rows(objections, &rows);
            show(visit, &system, rows, &objections)
        }
        Tried::Stale => {
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
    let text = |id: Option<Id>| id.map(|id| id.to_string()).unwrap_or_default();
    TypedRow {
        organisation: text(one.organisation),
        unit: text(one.unit),
        number_of_users: one.number_of_users.map(|number| number.to_string()).unwrap_or_default(),
    }
}

impl TypedRow {
    fn is_empty(&self) -> bool {
        self.organisation.is_empty() && self.unit.is_empty() && self.number_of_users.is_empty()
    }
}

/// The rows of the form at their places, to the last in which something stands.
fn typed_rows(form: &web::Form) -> Vec<TypedRow> {
    let text =
        |name: &str, place: usize| form.get(&format!("{name}.{place}")).unwrap_or_default().trim().to_owned();
    let rows = (0..MOST_ROWS).take_while(|place| form.get(&format!("organisation.{place}")).is_some());
    let mut rows: Vec<TypedRow> = rows
        .map(|place| TypedRow {
            organisation: text("organisation", place),
            unit: text("unit", place),
            number_of_users: text("number_of_users", place),
        })
        .collect();
    let last = rows.iter().rposition(|row| !row.is_empty());
    rows.truncate(last.map_or(0, |last| last + 1));
    rows
}

/// The verb counts the uses; the form has empty rows between them.
fn at_their_rows(mut objections: Vec<Objection>, rows: &[TypedRow]) -> Vec<Objection> {
    let filled = |number: usize| rows.iter().enumerate().filter(|(_, row)| !row.is_empty()).nth(number);
    for objection in &mut objections {
        let told = objection.field.split_once('.').and_then(|(name, number)| {
            let (place, _) = filled(number.parse().ok()?)?;
            Some(format!("{name}.{place}"))
        });
        if let Some(field) = told {
            objection.field = field;
        }
    }
    objections
}

fn read_rows(rows: &[TypedRow], words: &RecordWords, visit: &Visit) -> (Vec<SystemUse>, Vec<Objection>) {
    let (mut uses, mut objections) = (Vec::new(), Vec::new());
    for (place, row) in rows.iter().enumerate().filter(|(_, row)| !row.is_empty()) {
        let mut one = SystemUse::default();
        let typed = [
            ("organisation", &row.organisation),
            ("unit", &row.unit),
            ("number_of_users", &row.number_of_users),
        ];
        for (name, text) in typed {
            let Some(field) = <SystemUse as kernel::Record>::field(name) else { continue };
            let at = format!("{name}.{place}");
            let set = words.meant_at(&at, text).map_err(Message::new).and_then(|text| {
                let value = value_of_texts(field.kind, &[&text], visit.today());
                value.and_then(|value| field.set(&mut one, value)).map_err(|wrong| wrong.message())
            });
            objections.extend(set.err().map(|wrong| Objection::new(at, wrong)));
        }
        uses.push(one);
    }
    (uses, objections)
}

/// What is picked in each row: from a list while there are few, else by the name that is typed.
fn words_of(visit: &Visit, read: &Read, rows: &[TypedRow]) -> Result<RecordWords> {
    let (organisations, units) = (offered_organisations(read)?, Offered::of(read, &UNITS_BY_NAME)?);
    let ids = |of: fn(&TypedRow) -> &String| -> Vec<Id> {
        rows.iter().filter_map(|row| of(row).parse().ok()).collect()
    };
    let named = organisation::organisations(read, &ids(|row| &row.organisation))?.into_iter();
    let named: BTreeMap<Id, String> = named.map(|one| (one.id, one.name)).collect();
    let named_units = store::unit_names(read, &ids(|row| &row.unit))?;
    let mut words = RecordWords::of("system-use");
    for (place, row) in rows.iter().enumerate() {
        let fields = [
            ("organisation", &row.organisation, &named, (&ORGANISATIONS_BY_NAME, &organisations)),
            ("unit", &row.unit, &named_units, (&UNITS_BY_NAME, &units)),
        ];
        for (name, text, named, names) in fields {
            let at = format!("{name}.{place}");
            let stored: Option<Id> = text.parse().ok();
            let known = stored.and_then(|id| Some(SelectOption::new(id.to_string(), named.get(&id)?)));
            words = words.options(at.clone(), known.into_iter().collect());
            words = words.pick_among(visit, read, (&at, stored), names)?;
        }
    }
    Ok(words)
}

fn show(visit: &Visit, system: &System, mut rows: Vec<TypedRow>, objections: &[Objection]) -> Result<Answer> {
    rows.extend(vec![TypedRow::default(); EMPTY_ROWS]);
    let words = visit.read(|read| words_of(visit, read, &rows))?;
    let groups = rows.iter().enumerate().map(|(place, row)| group(visit, place, row, &words));
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

fn group(visit: &Visit, place: usize, row: &TypedRow, words: &RecordWords) -> FieldGroup {
    let field = |name: &str, input| {
        let label = visit.text(&format!("system-use-{}", name.replace('_', "-")));
        FormField::new(format!("{name}.{place}"), label, input)
    };
    let pick = |name: &str, value: &str| words.input_at(&format!("{name}.{place}"), value);
    FieldGroup {
        legend: Some(texts::format(
            visit.language(),
            "register-use-row",
            &[("row", (place + 1).to_string().into())],
        )),
        hint: (place == 0).then(|| visit.text("register-uses-hint")),
        fields: vec![
            field("organisation", pick("organisation", &row.organisation)),
            field("unit", pick("unit", &row.unit)),
            field("number_of_users", Input::Number { value: row.number_of_users.clone() }),
        ],
    }
}
