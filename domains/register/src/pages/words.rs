//! What the pack and other rooms call things, for forms and pages of this room.

use crate::bulk::MARK;
use crate::document::Document;
use crate::managed_object::ManagedObject;
use crate::system::System;
use crate::{CREATE, PROPOSE};
use kernel::{Id, Language, Result};
use organisation::{
    ORGANISATIONS_BY_NAME, OWNERS_BY_NAME, PEOPLE_BY_NAME, UNITS_BY_NAME, organisations_like_where,
};
use policy::{ListedValue, Pack};
use std::collections::BTreeSet;
use storage::Read;
use web::components::{Filter, SelectOption};
use web::{Access, ListView, Names, Offered, RecordWords, Route, Visit, suggest};

/// The pack's words of systems.
pub(super) fn system_words(pack: &Pack, language: Language) -> RecordWords {
    let states: Vec<SelectOption> = pack
        .lifecycle_states
        .iter()
        .map(|state| SelectOption::new(&state.id, capital(state.title.in_language(language))))
        .collect();
    let lists = [
        ("kind", &pack.system_kinds),
        ("category", &pack.categories),
        ("operation_form", &pack.operation_forms),
        ("common_system", &pack.common_systems),
        ("business_areas", &pack.business_areas),
    ];
    let words =
        told_alike("system").options("lifecycle_state", states).options("role", roles(pack, language));
    with_lists(words, &lists, language)
}

/// The pack's words of objects.
pub(super) fn object_words(pack: &Pack, language: Language) -> RecordWords {
    let kinds = pack
        .object_kinds
        .iter()
        .map(|kind| SelectOption::new(&kind.id, capital(kind.title.text().in_language(language))));
    let words =
        told_alike("managed-object").options("kind", kinds.collect()).options("role", roles(pack, language));
    with_lists(words, &[("business_areas", &pack.business_areas)], language)
}

/// The words of a record; its history leads to the changes of many that it was changed by.
fn told_alike(record: &str) -> RecordWords {
    RecordWords::of(record).leading(MARK, super::bulk::PATH)
}

/// What the history calls the roles that were given and ended.
fn roles(pack: &Pack, language: Language) -> Vec<SelectOption> {
    let option =
        |role: &policy::Role| SelectOption::new(&role.id, capital(role.title.text().in_language(language)));
    pack.roles.iter().map(option).collect()
}

/// The pack's words of documents.
pub(super) fn document_words(pack: &Pack, language: Language) -> RecordWords {
    told_alike("document").options("document_type", document_types(pack, None, language))
}

/// The types of document, of one kind of subject or all.
pub(super) fn document_types(
    pack: &Pack,
    subject_kind: Option<&str>,
    language: Language,
) -> Vec<SelectOption> {
    let is_asked =
        |subjects: &[String]| subject_kind.is_none_or(|kind| subjects.iter().any(|one| one == kind));
    pack.documents
        .iter()
        .filter(|document| is_asked(&document.subjects))
        .map(|document| SelectOption::new(&document.id, capital(document.title.text().in_language(language))))
        .collect()
}

fn with_lists(
    words: RecordWords,
    lists: &[(&'static str, &Vec<ListedValue>)],
    language: Language,
) -> RecordWords {
    lists.iter().filter(|(_, list)| !list.is_empty()).fold(words, |words, (field, list)| {
        let options =
            list.iter().map(|one| SelectOption::new(&one.id, capital(one.title.in_language(language))));
        words.options(*field, options.collect())
    })
}

/// The names of what a system points at, to show it.
pub(super) fn naming_system(read: &Read, words: RecordWords, system: &System) -> Result<RecordWords> {
    naming_systems(read, words, &[system])
}

/// The same for several versions of one. A history names those too who stood there before.
pub(super) fn naming_systems(read: &Read, words: RecordWords, systems: &[&System]) -> Result<RecordWords> {
    let owners: BTreeSet<Id> = systems.iter().filter_map(|system| system.organisation).collect();
    let suppliers: BTreeSet<Id> = systems.iter().filter_map(|system| system.supplier).collect();
    let ids: Vec<Id> = owners.union(&suppliers).copied().collect();
    let named = organisation_names(read, &ids)?;
    // What is named at a field is offered there too: an owner is no supplier.
    let named_of = |ids: &BTreeSet<Id>| {
        let is_of = |one: &&SelectOption| ids.iter().any(|id| one.value == id.to_string());
        named.iter().filter(is_of).cloned().collect::<Vec<_>>()
    };
    let words =
        words.naming("organisation", names_of_organisations).naming("supplier", names_of_organisations);
    Ok(words.options("organisation", named_of(&owners)).options("supplier", named_of(&suppliers)))
}

pub(super) fn naming_object(read: &Read, words: RecordWords, object: &ManagedObject) -> Result<RecordWords> {
    let ids: Vec<Id> = object.organisation.into_iter().collect();
    Ok(words.options("organisation", organisation_names(read, &ids)?))
}

pub(super) fn naming_document(read: &Read, words: RecordWords, document: &Document) -> Result<RecordWords> {
    let ids: Vec<Id> = document.owner.into_iter().collect();
    let owners = as_options(names_of_people(read, &ids)?);
    Ok(words.naming("owner", names_of_people).options("owner", owners))
}

fn organisation_names(read: &Read, ids: &[Id]) -> Result<Vec<SelectOption>> {
    names_of_organisations(read, ids).map(as_options)
}

fn as_options(named: Vec<(Id, String)>) -> Vec<SelectOption> {
    named.into_iter().map(|(id, name)| SelectOption::new(id.to_string(), name)).collect()
}

fn names_of_organisations(read: &Read, ids: &[Id]) -> Result<Vec<(Id, String)>> {
    Ok(organisation::organisations(read, ids)?.into_iter().map(|one| (one.id, one.name)).collect())
}

fn names_of_people(read: &Read, ids: &[Id]) -> Result<Vec<(Id, String)>> {
    Ok(organisation::people(read, ids)?.into_iter().map(|one| (one.id, one.name)).collect())
}

/// The organisations in which the actor may register systems.
pub(super) const REGISTERING: Names = Names {
    suggestions: "/forslag/registrerande",
    of: ORGANISATIONS_BY_NAME.of,
    like: |read, text, most| organisations_like_where(read, CREATE, text, most),
};

/// Those for which the actor may propose that a system is registered.
pub(super) const PROPOSING: Names = Names {
    suggestions: "/forslag/foreslagna",
    of: ORGANISATIONS_BY_NAME.of,
    like: |read, text, most| organisations_like_where(read, PROPOSE, text, most),
};

/// The routes that suggest their names.
pub(super) fn suggesting() -> [Route; 2] {
    [
        Route::get(REGISTERING.suggestions, Access::Needs(CREATE), |visit| suggest(visit, &REGISTERING)),
        Route::get(PROPOSING.suggestions, Access::Needs(PROPOSE), |visit| suggest(visit, &PROPOSING)),
    ]
}

/// The organisations that filters offer, asked for once for all filters of a page.
pub(super) fn offered_organisations(read: &Read) -> Result<Offered> {
    read.once(|| Offered::of(read, &OWNERS_BY_NAME))
}

/// A filter that picks an organisation.
pub(super) fn organisation_filter(
    visit: &Visit,
    read: &Read,
    view: &mut ListView,
    field: (&str, &'static str),
) -> Result<Filter> {
    let few = offered_organisations(read)?;
    name_filter(visit, read, view, field, (&OWNERS_BY_NAME, &few))
}

/// A filter that picks a unit.
pub(super) fn unit_filter(
    visit: &Visit,
    read: &Read,
    view: &mut ListView,
    field: (&str, &'static str),
) -> Result<Filter> {
    name_filter(visit, read, view, field, (&UNITS_BY_NAME, &Offered::NONE))
}

/// A filter that picks a person.
pub(super) fn person_filter(
    visit: &Visit,
    read: &Read,
    view: &mut ListView,
    field: (&str, &'static str),
) -> Result<Filter> {
    name_filter(visit, read, view, field, (&PEOPLE_BY_NAME, &Offered::NONE))
}

/// A filter that picks a record by its name, or from a list while there are few.
fn name_filter(
    visit: &Visit,
    read: &Read,
    view: &mut ListView,
    (record, name): (&str, &'static str),
    (names, few): (&Names, &Offered),
) -> Result<Filter> {
    let input = view.pick(read, name, names, few)?;
    Ok(Filter { name: name.to_owned(), label: web::label(visit.language(), record, name), input })
}

/// A pack writes its words in small letters; they stand alone here.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}
