//! The form that asks what shall be changed: whatever is filled in becomes the value of every chosen record, what is
//! ticked is emptied, and the rest stays.

use super::super::system_forms::{areas_in_lines, as_choices, in_lines};
use super::kinds::BulkPages;
use super::{address_of, records_told};
use crate::bulk::{MOST_RECORDS, PlanBulkChange, keep_plan, look_over, too_many};
use kernel::{Custom, Error, Id, Objection, Result, custom_key, json_of};
use maud::html;
use organisation::{custom_words, with_blank_custom};
use serde_json::{Map, Value as Json};
use storage::Read;
use web::components::{FieldGroup, Form as DrawnForm, FormField, Input, Link, SelectOption, form_with};
use web::{Answer, Form, Page, RecordForm, RecordWords, Visit, form_page, label};

/// A chosen record, once for each.
const CHOSEN: &str = "choose";
/// That every record of the list is meant whose filters stand in the address.
const ALL: &str = "all";
const EMPTY: &str = "empty";
const REASON: &str = "reason";

/// What the form needs to be drawn.
struct Around<N> {
    chosen: Vec<Id>,
    blank: N,
    words: RecordWords,
    lists_areas: bool,
}

pub(super) fn ask_page<N: BulkPages>(visit: &Visit) -> Result<Answer> {
    let around = visit.read(|read| around::<N>(visit, read))?;
    let record = around.blank.clone();
    show(visit, &around, &record, &check_chosen(&around))
}

pub(super) fn plan<N: BulkPages>(visit: &Visit) -> Result<Answer> {
    let around = visit.read(|read| around::<N>(visit, read))?;
    let mut record = around.blank.clone();
    let (values, mut objections) = asked_values(visit, &around, &mut record)?;
    objections.extend(check_chosen(&around));
    if !objections.is_empty() {
        return show(visit, &around, &record, &objections);
    }
    let reason = visit.form()?.get(REASON).unwrap_or_default().to_owned();
    let ask = PlanBulkChange { kind: N::KIND, records: around.chosen.clone(), values, reason };
    let looked_over = visit.read(|read| look_over(read, &ask));
    match looked_over.and_then(|looked_over| visit.write(move |tx| keep_plan(tx, looked_over))) {
        Ok(id) => Ok(Answer::SeeOther { to: address_of(id), done: None }),
        Err(Error::Rejected(objections)) => show(visit, &around, &record, &objections),
        Err(error) => Err(error),
    }
}

fn around<N: BulkPages>(visit: &Visit, read: &Read) -> Result<Around<N>> {
    let pack = findings::pack_in_force(read)?;
    let blank = with_blank_custom(read, N::SUBJECT, N::blank())?;
    let words = N::offering(visit, read, N::words(&pack, visit.language()))?;
    let words = custom_words(visit, read, words, blank.custom())?;
    let chosen = if visit.query(ALL).is_some() {
        N::ids_of_view(visit, read)?
    } else {
        let ids = visit.query.iter().filter(|(name, _)| name == CHOSEN);
        ids.filter_map(|(_, id)| id.parse().ok()).collect()
    };
    Ok(Around { chosen, blank, words, lists_areas: !pack.business_areas.is_empty() })
}

fn check_chosen<N>(around: &Around<N>) -> Vec<Objection> {
    let is_too_many = around.chosen.len() > MOST_RECORDS;
    let mut objections = Vec::new();
    if around.chosen.is_empty() {
        objections.push(Objection::new("", "bulk-objection-no-records"));
    }
    objections.extend(is_too_many.then(|| Objection::new("", too_many())));
    objections
}

/// What was filled in and what was ticked, by field.
fn asked_values<N: BulkPages>(
    visit: &Visit,
    around: &Around<N>,
    record: &mut N,
) -> Result<(Map<String, Json>, Vec<Objection>)> {
    let sent = in_lines(visit.form()?);
    let is_asked = |name: &str| N::field(name).is_none() || !N::LEFT_OUT.contains(&name);
    // An empty field asks for nothing.
    let is_filled = |(name, value): &&(String, String)| {
        name != "shown" && name != EMPTY && !value.trim().is_empty() && is_asked(name)
    };
    let filled = Form { pairs: sent.pairs.iter().filter(is_filled).cloned().collect(), files: Vec::new() };
    let mut objections = around.words.read_form(&filled, record, visit.today());
    let read = json_of(record);
    let mut values = Map::new();
    for (name, _) in &filled.pairs {
        let is_field = N::field(name).is_some() || custom_key(name).is_some();
        if is_field && let Some(value) = read.get(name).filter(|value| !value.is_null()) {
            values.insert(name.clone(), value.clone());
        }
    }
    for name in sent.all(EMPTY).filter(|name| is_asked(name)) {
        if filled.pairs.iter().any(|(filled, _)| filled == name) {
            objections.push(Objection::new(name, "bulk-objection-both"));
        }
        values.insert(name.to_owned(), Json::Null);
    }
    Ok((values, objections))
}

fn show<N: BulkPages>(
    visit: &Visit,
    around: &Around<N>,
    record: &N,
    objections: &[Objection],
) -> Result<Answer> {
    let (list, path) = N::LIST;
    let count = i64::try_from(around.chosen.len()).unwrap_or(i64::MAX);
    let drawn = drawn(visit, around, record, objections);
    let on_top = html! { div class="stack" {
        p { strong { (records_told(visit, N::KIND, count)) } }
        p { (visit.text("bulk-ask-text")) }
    } };
    let content = form_with(visit.language(), &drawn, &on_top);
    let way = vec![Link::new(path, visit.text(list))];
    Ok(form_page(Page::new(visit.text("bulk-ask"), content).under(way), objections))
}

fn drawn<N: BulkPages>(visit: &Visit, around: &Around<N>, record: &N, objections: &[Objection]) -> DrawnForm {
    let cancel = Link::new(N::LIST.1, visit.text("cancel"));
    let mut form = RecordForm::new(visit, &around.words, record, cancel);
    for (legend, fields) in N::groups() {
        form = form.group(legend, &fields);
    }
    let reason = Input::LongText { value: typed(visit, REASON).join("\n"), max_chars: 2_000 };
    let mut form = form
        .action(visit.address().href())
        .save(visit.text("bulk-look-over"))
        .further(to_empty(visit, &around.blank))
        .further(FormField::new(REASON, visit.text("bulk-change-reason"), reason))
        .objections(objections)
        .component();
    for field in form.groups.iter_mut().flat_map(|group: &mut FieldGroup| &mut group.fields) {
        // What is left empty stays as it is, also where a record must have it.
        field.is_required = false;
        if let Input::Flag { value } = field.input {
            field.input = yes_or_no(visit, value);
        }
    }
    as_choices(&mut form.groups, &["common_system", "kind", "document_type"]);
    if !around.lists_areas {
        areas_in_lines(visit.language(), &mut form.groups);
    }
    form
}

/// A question that may be left without an answer: *not known* is said by emptying the field.
fn yes_or_no(visit: &Visit, value: Option<bool>) -> Input {
    let options = [("true", "form-yes"), ("false", "form-no")];
    let options = options.map(|(value, key)| SelectOption::new(value, visit.text(key)));
    Input::Choice { value: value.map(|flag| flag.to_string()).unwrap_or_default(), options: options.into() }
}

/// The fields that can be emptied, each with its box.
fn to_empty<N: BulkPages>(visit: &Visit, blank: &N) -> FormField {
    let language = visit.language();
    let is_emptied = |name: &&str| N::field(name).is_some_and(|field| !field.is_required);
    let groups = N::groups();
    let own = groups.iter().flat_map(|(_, fields)| fields.iter().copied()).filter(is_emptied);
    let own = own.map(|name| SelectOption::new(name, label(language, N::RECORD, name)));
    let added = blank.custom().into_iter().flat_map(Custom::asked).filter(|field| !field.is_required);
    let added = added.map(|field| SelectOption::new(&field.name, field.label.in_language(language)));
    let input = Input::References { values: typed(visit, EMPTY), options: own.chain(added).collect() };
    FormField::new(EMPTY, visit.text("bulk-empty"), input).with_hint(visit.text("bulk-empty-hint"))
}

fn typed(visit: &Visit, name: &str) -> Vec<String> {
    visit.form().map(|form| form.all(name).map(str::to_owned).collect()).unwrap_or_default()
}
