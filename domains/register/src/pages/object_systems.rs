//! The form of which systems an object holds: all of them to tick while they are few, else those that it holds and some
//! names to type.

use super::object_forms::editable;
use super::under;
use crate::listing::{SYSTEMS, SystemRow};
use crate::managed_object::ManagedObject;
use crate::set_object_systems::set_object_systems;
use crate::{READ_BASE, store};
use kernel::{Id, Message, Objection, Result};
use std::collections::BTreeSet;
use storage::{Query, Read};
use web::components::{self, FieldGroup, Form, FormField, Input, Link, SelectOption};
use web::{
    Access, Answer, Names, Offered, Page, RecordWords, Route, Tried, Visit, form_errors, form_page,
    like_anywhere, revision_of, suggest, tried,
};

/// So many systems are a list to tick.
const MOST_TICKED: i64 = 100;
/// Names to type at once, beside what is ticked.
const ADDED: [&str; 3] = ["added.0", "added.1", "added.2"];

/// Systems that the visitor may see, each with its organisation.
pub const SYSTEMS_BY_NAME: Names =
    Names { suggestions: "/forslag/system", of: name_of_system, like: systems_like };

/// The route that suggests their names.
pub(super) fn suggesting() -> Route {
    Route::get(SYSTEMS_BY_NAME.suggestions, Access::SignedIn, |visit| suggest(visit, &SYSTEMS_BY_NAME))
}

fn name_of_system(read: &Read, id: Id) -> Result<Option<String>> {
    let seen = access::permitted(read, READ_BASE, &[id])?;
    Ok(store::systems_by_id(read, &seen)?.into_iter().next().map(|system| system.name))
}

fn systems_like(read: &Read, text: &str, most: i64) -> Result<Vec<SelectOption>> {
    // What stands in brackets behind a name tells whose system it is.
    let name = text.split_once(" (").map_or(text, |(name, _)| name);
    let wanted = like_anywhere(name);
    let query = Query::first(most).filter("q", [wanted.clone().into(), wanted.into()]);
    let fits = |one: &SelectOption| name == text || one.label.to_lowercase().contains(&text.to_lowercase());
    Ok(options(read, query)?.into_iter().filter(fits).collect())
}

fn options(read: &Read, query: Query) -> Result<Vec<SelectOption>> {
    let query = access::visible_to(read.actor(), READ_BASE, query);
    let found = SYSTEMS.page::<SystemRow>(read, &query)?.items.into_iter();
    let label = |row: &SystemRow| format!("{} ({})", row.name, row.organisation_name);
    Ok(found.map(|row| SelectOption::new(row.id.to_string(), label(&row))).collect())
}

pub(super) fn edit_systems(visit: &Visit) -> Result<Answer> {
    let (object, chosen) = visit.read(|read| {
        let object = editable(visit, read)?;
        let chosen = access::permitted(read, READ_BASE, &store::systems_of_object(read, object.id)?)?;
        Ok((object, chosen.into_iter().collect::<BTreeSet<Id>>()))
    })?;
    show(visit, &object, &chosen, &[])
}

pub(super) fn set_systems(visit: &Visit) -> Result<Answer> {
    let form = visit.form()?;
    let mut chosen: BTreeSet<Id> = form.all("systems").filter_map(|text| text.parse().ok()).collect();
    let (object, words) = visit.read(|read| Ok((editable(visit, read)?, words(visit, read)?)))?;
    let mut objections = Vec::new();
    for name in ADDED {
        match words.meant_at(name, form.get(name).unwrap_or_default()) {
            Ok(id) => chosen.extend(id.parse::<Id>().ok()),
            Err(wrong) => objections.push(Objection::new(name, wrong)),
        }
    }
    if !objections.is_empty() {
        return show(visit, &object, &chosen, &objections);
    }
    let (id, revision, asked) = (object.id, revision_of(form)?, chosen.clone());
    let stale = [Objection::new("", Message::new("register-objection-stale-list"))];
    match tried(visit.write(move |tx| set_object_systems(tx, id, revision, &asked)))? {
        Tried::Done(_) => Ok(Answer::see_other(format!("/objekt/{id}"), "register-saved")),
        Tried::Again(objections) => show(visit, &object, &chosen, &objections),
        Tried::Stale => show(visit, &object, &chosen, &stale),
    }
}

/// What is typed at the names.
fn words(visit: &Visit, read: &Read) -> Result<RecordWords> {
    ADDED.iter().try_fold(RecordWords::of("managed-object"), |words, name| {
        words.pick_among(visit, read, (name, None), (&SYSTEMS_BY_NAME, &Offered::NONE))
    })
}

/// All systems to tick; or those that are chosen, with the names to type.
fn fields(visit: &Visit, read: &Read, chosen: &BTreeSet<Id>) -> Result<Vec<FormField>> {
    let mut offered = options(read, Query::first(MOST_TICKED + 1))?;
    let are_few = i64::try_from(offered.len()).is_ok_and(|count| count <= MOST_TICKED);
    if !are_few {
        let seen = access::permitted(read, READ_BASE, &Vec::from_iter(chosen.iter().copied()))?;
        let systems = store::systems_by_id(read, &seen)?;
        offered = systems.into_iter().map(|one| SelectOption::new(one.id.to_string(), one.name)).collect();
        offered.sort_by_cached_key(|one| texts::sort_key(&one.label));
    }
    let input = Input::References { values: chosen.iter().map(Id::to_string).collect(), options: offered };
    let ticked = FormField::new("systems", visit.text("managed-object-systems"), input)
        .with_hint(visit.text("register-choose-systems-hint"));
    let mut fields = vec![ticked];
    if !are_few {
        let words = words(visit, read)?;
        let name = |name: &&'static str| {
            FormField::new(*name, visit.text("register-add-system"), words.input_at(name, ""))
        };
        fields.extend(ADDED.iter().map(name));
    }
    Ok(fields)
}

fn show(
    visit: &Visit,
    object: &ManagedObject,
    chosen: &BTreeSet<Id>,
    objections: &[Objection],
) -> Result<Answer> {
    let fields = visit.read(|read| fields(visit, read, chosen))?;
    let form = Form {
        action: visit.path.clone(),
        csrf: visit.csrf().to_owned(),
        revision: Some(object.revision.to_string()),
        hidden: Vec::new(),
        groups: vec![FieldGroup { legend: None, hint: None, fields }],
        errors: form_errors(visit.language(), objections),
        save: visit.text("save"),
        cancel: Some(Link::new(format!("/objekt/{}", object.id), visit.text("cancel"))),
    };
    let mut way = under(visit, "register-objects", "/objekt");
    way.push(Link::new(format!("/objekt/{}", object.id), &object.name));
    let content = components::form(visit.language(), &form);
    Ok(form_page(Page::new(visit.text("register-choose-systems"), content).under(way), objections))
}
