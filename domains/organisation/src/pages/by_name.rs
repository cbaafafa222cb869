//! People and organisations as other pages pick them: by name, with suggestions while somebody types.

use crate::listing::{visible_organisations, visible_people, visible_units};
use crate::store::organisations::{organisations, unit};
use crate::store::people::people;
use crate::{Listed, OrganisationKind, Person, READ, READ_PEOPLE};
use kernel::{Choice as _, Id, Permission, Result};
use storage::{Query, Read, values};
use web::components::SelectOption;
use web::{Access, Answer, Names, Route, Visit, like_anywhere, suggest};

/// People whom the visitor may see.
pub const PEOPLE_BY_NAME: Names =
    Names { suggestions: "/forslag/personer", of: name_of_person, like: people_like };

/// Those of them who can hold a role today, each with what they do and where.
pub(super) const HOLDERS_BY_NAME: Names =
    Names { suggestions: "/forslag/innehavare", of: name_of_person, like: holders_like };

/// Organisations that the visitor may see, but for suppliers.
pub const ORGANISATIONS_BY_NAME: Names =
    Names { suggestions: "/forslag/organisationer", of: name_of_organisation, like: organisations_like };

/// Units that the visitor may see, each with its organisation, since many have a unit of the same name.
pub const UNITS_BY_NAME: Names =
    Names { suggestions: "/forslag/enheter", of: name_of_unit, like: units_like };

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get(PEOPLE_BY_NAME.suggestions, Access::SignedIn, suggest_people),
        Route::get(HOLDERS_BY_NAME.suggestions, Access::SignedIn, |visit| suggest(visit, &HOLDERS_BY_NAME)),
        Route::get(ORGANISATIONS_BY_NAME.suggestions, Access::SignedIn, suggest_organisations),
        Route::get(UNITS_BY_NAME.suggestions, Access::SignedIn, suggest_units),
    ]
}

fn suggest_people(visit: &Visit) -> Result<Answer> {
    suggest(visit, &PEOPLE_BY_NAME)
}

fn suggest_organisations(visit: &Visit) -> Result<Answer> {
    suggest(visit, &ORGANISATIONS_BY_NAME)
}

fn suggest_units(visit: &Visit) -> Result<Answer> {
    suggest(visit, &UNITS_BY_NAME)
}

fn name_of_person(read: &Read, id: Id) -> Result<Option<String>> {
    let found = people(read, &seen(read, READ_PEOPLE, id)?)?;
    Ok(found.into_iter().next().map(|person| person.name))
}

fn name_of_organisation(read: &Read, id: Id) -> Result<Option<String>> {
    let found = organisations(read, &seen(read, READ, id)?)?;
    Ok(found.into_iter().next().map(|organisation| organisation.name))
}

fn name_of_unit(read: &Read, id: Id) -> Result<Option<String>> {
    if seen(read, READ, id)?.is_empty() {
        return Ok(None);
    }
    let unit = unit(read, id)?;
    let organisation = organisations(read, &[unit.organisation])?.into_iter().next();
    Ok(Some(within(&unit.name, &organisation.map(|one| one.name).unwrap_or_default())))
}

fn seen(read: &Read, permission: Permission, id: Id) -> Result<Vec<Id>> {
    access::permitted(read, permission, &[id])
}

fn people_like(read: &Read, text: &str, most: i64) -> Result<Vec<SelectOption>> {
    let found = few(people_named(read, text, Query::first(looked_through(text, most)))?, most);
    let is_alone = |name: &str| found.iter().filter(|one| one.record.name == name).count() == 1;
    let label = |one: &Listed<Person>| {
        if is_alone(&one.record.name) { one.record.name.clone() } else { at_work(one) }
    };
    Ok(found.iter().map(|one| SelectOption::new(one.record.id.to_string(), label(one))).collect())
}

fn holders_like(read: &Read, text: &str, most: i64) -> Result<Vec<SelectOption>> {
    let today = read.today();
    let query = Query::first(looked_through(text, most)).filter("available", values![today, today]);
    let found = few(people_named(read, text, query)?, most);
    Ok(found.iter().map(|one| SelectOption::new(one.record.id.to_string(), at_work(one))).collect())
}

/// People whose names hold a text; those whose whole label it is are among them.
fn people_named(read: &Read, text: &str, query: Query) -> Result<Vec<Listed<Person>>> {
    let name = text.split_once(BEFORE_ORGANISATION).map_or(text, |(name, _)| name);
    let found = visible_people(read, query.filter("q", [like_anywhere(name).into()]))?.items;
    let fits = |one: &Listed<Person>| at_work(one).to_lowercase().contains(&text.to_lowercase());
    Ok(found.into_iter().filter(|one| name == text || fits(one)).collect())
}

/// Somebody's name, with what they do and where.
fn at_work(one: &Listed<Person>) -> String {
    let words = [one.record.title.as_str(), one.belongs_to.as_str()];
    let words: Vec<&str> = words.into_iter().filter(|text| !text.is_empty()).collect();
    within(&one.record.name, &words.join(", "))
}

fn organisations_like(read: &Read, text: &str, most: i64) -> Result<Vec<SelectOption>> {
    let name = text.split_once(BEFORE_ORGANISATION).map_or(text, |(name, _)| name);
    let query = Query::first(looked_through(text, most))
        .filter("q", [like_anywhere(name).into()])
        .filter("not_kind", values![OrganisationKind::Supplier.name()]);
    let found = visible_organisations(read, query)?.items;
    let is_alone = |name: &str| found.iter().filter(|one| one.record.name == name).count() == 1;
    let labelled = found.iter().map(|one| {
        let name = &one.record.name;
        (one.record.id, if is_alone(name) { name.clone() } else { within(name, &one.belongs_to) })
    });
    let fitting =
        labelled.filter(|(_, label)| name == text || label.to_lowercase().contains(&text.to_lowercase()));
    Ok(few(fitting.map(|(id, label)| SelectOption::new(id.to_string(), label)).collect(), most))
}

/// A whole label is understood as well as a part of the name.
fn units_like(read: &Read, text: &str, most: i64) -> Result<Vec<SelectOption>> {
    let name = text.split_once(BEFORE_ORGANISATION).map_or(text, |(name, _)| name);
    let query = Query::first(looked_through(text, most)).filter("q", [like_anywhere(name).into()]);
    let found = visible_units(read, query)?.items.into_iter();
    let labelled = found.map(|one| (one.record.id, within(&one.record.name, &one.belongs_to)));
    let fits = |label: &str| label.to_lowercase().contains(&text.to_lowercase());
    let fitting = labelled.filter(|(_, label)| name == text || fits(label));
    Ok(few(fitting.map(|(id, label)| SelectOption::new(id.to_string(), label)).collect(), most))
}

/// A label that tells namesakes apart is looked for among all of the name.
fn looked_through(text: &str, most: i64) -> i64 {
    if text.contains(BEFORE_ORGANISATION) { most.max(MOST_OF_ONE_NAME) } else { most }
}

fn few<T>(mut found: Vec<T>, most: i64) -> Vec<T> {
    found.truncate(usize::try_from(most).unwrap_or_default());
    found
}

/// So many units or people may share a name.
const MOST_OF_ONE_NAME: i64 = 500;

const BEFORE_ORGANISATION: &str = " (";

fn within(name: &str, organisation: &str) -> String {
    if organisation.is_empty() {
        name.to_owned()
    } else {
        format!("{name}{BEFORE_ORGANISATION}{organisation})")
    }
}
