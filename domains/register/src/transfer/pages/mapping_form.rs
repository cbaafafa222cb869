//! How the columns and words of a spreadsheet are understood, to be confirmed or put right.

use super::address_of;
use super::result::show;
use super::upload::try_out;
use crate::transfer::fields::{MappableField, mappable_fields_of};
use crate::transfer::kept::{self, ImportState, KeptImport};
use crate::transfer::mapping::{Create, Mapping, value_named};
use crate::transfer::under_way::{Standing, standing};
use kernel::{Error, Objection, Result};
use maud::Markup;
use std::collections::{BTreeMap, BTreeSet};
use storage::Tx;
use web::components::{self, FieldGroup, Form, FormField, Input, SelectOption};
use web::{Answer, Form as SentForm, Visit, form_errors};

/// Words of one field that are asked about.
const MOST_WORDS: usize = 40;
const ALLOW: &str = "allow";

pub(super) fn mapping_form(visit: &Visit, import: &KeptImport, objections: &[Objection]) -> Result<Markup> {
    let fields = visit.read(mappable_fields_of)?;
    let mut groups = vec![FieldGroup {
        legend: Some(visit.text("transfer-columns")),
        hint: Some(visit.text("transfer-columns-hint")),
        fields: columns(visit, import, &fields),
    }];
    let words = words(visit, import, &fields);
    if !words.is_empty() {
        let hint = Some(visit.text("transfer-words-hint"));
        groups.push(FieldGroup { legend: Some(visit.text("transfer-words")), hint, fields: words });
    }
    groups.push(FieldGroup {
        legend: Some(visit.text("transfer-allow")),
        hint: None,
        fields: vec![allowed(visit, import)],
    });
    let form = Form {
        action: address_of(import.id),
        csrf: visit.csrf().into(),
        revision: None,
        hidden: Vec::new(),
        groups,
        errors: form_errors(visit.language(), objections),
        save: visit.text("transfer-try-again"),
        cancel: None,
    };
    Ok(components::form(visit.language(), &form))
}

fn columns(visit: &Visit, import: &KeptImport, fields: &[MappableField]) -> Vec<FormField> {
    let options: Vec<SelectOption> = fields
        .iter()
        .map(|field| SelectOption::new(field.target.name(), field.label.in_language(visit.language())))
        .collect();
    let headings = import.table.headings.iter().enumerate().filter(|(_, heading)| !heading.is_empty());
    let column = |(place, heading): (usize, &String)| {
        let value = import.mapping.columns.get(heading).cloned().unwrap_or_default();
        let examples: BTreeSet<&str> = import.table.column(place).take(50).collect();
        let examples = examples.into_iter().take(3).collect::<Vec<_>>().join(" · ");
        let input = Input::Choice { value, options: options.clone() };
        let field = FormField::new(format!("column.{place}"), heading.as_str(), input);
        if examples.is_empty() {
            field
        } else {
            field.with_hint(examples.chars().take(120).collect::<String>())
        }
    };
    headings.map(column).collect()
}

/// Words of closed lists that have no meaning by themselves.
fn unknown_words<'t>(import: &'t KeptImport, field: &MappableField) -> BTreeSet<&'t str> {
    let places = import.mapping.places(&import.table.headings, std::slice::from_ref(field));
    let Some((place, _)) = places.first() else { return BTreeSet::new() };
    let cells = import.table.column(*place);
    let unknown = cells.filter(|cell| !field.values.is_empty() && value_named(field, cell).is_none());
    unknown.take(5_000).collect::<BTreeSet<_>>().into_iter().take(MOST_WORDS).collect()
}

fn words(visit: &Visit, import: &KeptImport, fields: &[MappableField]) -> Vec<FormField> {
    let mut asked = Vec::new();
    for field in fields {
        let name = field.target.name();
        let label = field.label.in_language(visit.language());
        let options = field
            .values
            .iter()
            .map(|one| SelectOption::new(one.name.as_str(), one.label.in_language(visit.language())));
        let options: Vec<SelectOption> = options.collect();
        for word in unknown_words(import, field) {
            let value = import.mapping.meaning(&name, word).unwrap_or_default().to_owned();
            let input = Input::Choice { value, options: options.clone() };
            asked.push(FormField::new(format!("word.{name}.{word}"), format!("{label}: {word}"), input));
        }
    }
    asked
}

fn allowed(visit: &Visit, import: &KeptImport) -> FormField {
    let choices = [
        ("people", import.mapping.create.people),
        ("organisations", import.mapping.create.organisations),
        ("partial", import.is_partial),
    ];
    let values = choices.iter().filter(|(_, is_chosen)| *is_chosen).map(|(name, _)| (*name).to_owned());
    let options = choices
        .iter()
        .map(|(name, _)| SelectOption::new(*name, visit.text(&format!("transfer-allow-{name}"))));
    let input = Input::References { values: values.collect(), options: options.collect() };
    FormField::new(ALLOW, visit.text("transfer-allow-label"), input)
}

/// Takes the form, tries again and shows what would be done now.
pub(super) fn take_mapping(visit: &Visit) -> Result<Answer> {
    let id = visit.id("id")?;
    let import = visit.read(|read| kept::find(read, id))?;
    if import.state == ImportState::Saved {
        return Err(Error::rejected("", "transfer-already-saved"));
    }
    let form = visit.form()?;
    let fields = visit.read(mappable_fields_of)?;
    let (mapping, objections) = mapping_of(form, &import, &fields);
    let import = KeptImport { mapping, is_partial: form.all(ALLOW).any(|one| one == "partial"), ..import };
    if !objections.is_empty() {
        return show(visit, &import, &objections);
    }
    let report = try_out(visit, &import.table, &import.mapping)?;
    let import = KeptImport { report, state: ImportState::Tried, started_at: None, ..import };
    if visit.write(move |tx| keep_tried(tx, &import))? {
        return Ok(Answer::see_other(address_of(id), "transfer-told-tried"));
    }
    Ok(Answer::SeeOther { to: address_of(id), done: None })
}

/// Trying takes a while, in which the import may have been started in another window: then it stays as it is there.
fn keep_tried(tx: &mut Tx, import: &KeptImport) -> Result<bool> {
    match standing(&kept::find_told(tx, import.id)?.stage(), tx.engine(), tx.actor().now) {
        Standing::Saved => Err(Error::rejected("", "transfer-already-saved")),
        Standing::Running(_) => Ok(false),
        Standing::Tried | Standing::Interrupted => kept::save_step(tx, import).map(|()| true),
    }
}

fn mapping_of(form: &SentForm, import: &KeptImport, fields: &[MappableField]) -> (Mapping, Vec<Objection>) {
    let mut objections = Vec::new();
    let mut columns: BTreeMap<String, String> = BTreeMap::new();
    for (place, heading) in import.table.headings.iter().enumerate() {
        let sent = format!("column.{place}");
        let Some(name) = form.get(&sent).filter(|name| !name.is_empty()) else { continue };
        if !fields.iter().any(|field| field.target.name() == name) {
            objections.push(Objection::new(sent, "objection-not-a-choice"));
        } else if columns.values().any(|taken| taken == name) {
            objections.push(Objection::new(sent, "transfer-column-taken"));
        } else {
            columns.insert(heading.clone(), name.to_owned());
        }
    }
    let mut values: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    for (sent, value) in form.pairs.iter().filter(|(_, value)| !value.is_empty()) {
        let Some((name, word)) = sent.strip_prefix("word.").and_then(|rest| rest.split_once('.')) else {
            continue;
        };
        let is_known = |field: &&MappableField| {
            field.target.name() == name && field.values.iter().any(|one| one.name == *value)
        };
        if fields.iter().any(|field| is_known(&field)) {
            values.entry(name.to_owned()).or_default().insert(word.to_owned(), value.clone());
        }
    }
    let is_allowed = |wanted: &str| form.all(ALLOW).any(|one| one == wanted);
    let create = Create { people: is_allowed("people"), organisations: is_allowed("organisations") };
    (Mapping { columns, values, create }, objections)
}
