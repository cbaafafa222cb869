//! People and organisations as other pages pick them: by name, with suggestions while somebody types.

use crate::listing::{visible_organisations, visible_people, visible_units};
use crate::store::organisations::{organisations, unit};
use crate::store::people::people;
use crate::{OrganisationKind, READ, READ_PEOPLE};
use kernel::{Choice as _, Id, Permission, Result};
use storage::{Query, Read, values};
use web::components::SelectOption;
use web::{Access, Answer, Names, Route, Visit, like_anywhere, suggest};

/// People whom the visitor may see.
pub const PEOPLE_BY_NAME: Names =
    Names { suggestions: "/forslag/personer", of: name_of_person, like: people_like };

/// Organisations that the visitor may see, but for suppliers.
pub const ORGANISATIONS_BY_NAME: Names =
    Names { suggestions: "/forslag/organisationer", of: name_of_organisation, like: organisations_like };

/// Units that the visitor may see, each with its organisation, since many have a unit of the same name.
pub const UNITS_BY_NAME: Names =
    Names { suggestions: "/forslag/enheter", of: name_of_unit, like: units_like };

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get(PEOPLE_BY_NAME.suggestions, Access::SignedIn, suggest_people),
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
    let page = visible_people(read, Query::first(most).filter("q", [like_anywhere(text).into()]))?;
    let options = page.items.into_iter().map(|one| (one.record.id, one.record.name));
    Ok(options.map(|(id, name)| SelectOption::new(id.to_string(), name)).collect())
}

fn organisations_like(read: &Read, text: &str, most: i64) -> Result<Vec<SelectOption>> {
    let query = Query::first(most)
        .filter("q", [like_anywhere(text).into()])
        .filter("not_kind", values![OrganisationKind::Supplier.name()]);
    let options = visible_organisations(read, query)?.items.into_iter();
    Ok(options.map(|one| SelectOption::new(one.record.id.to_string(), one.record.name)).collect())
}

/// A whole label is understood as well as a part of the name.
fn units_like(read: &Read, text: &str, most: i64) -> Result<Vec<SelectOption>> {
    let name = text.split_once(BEFORE_ORGANISATION).map_or(text, |(name, _)| name);
    let query = Query::first(most).filter("q", [like_anywhere(name).into()]);
    let found = visible_units(read, query)?.items.into_iter();
    let labelled = found.map(|one| (one.record.id, within(&one.record.name, &one.belongs_to)));
    let fits = |label: &str| label.to_lowercase().contains(&text.to_lowercase());
    let fitting = labelled.filter(|(_, label)| name == text || fits(label));
    Ok(fitting.map(|(id, label)| SelectOption::new(id.to_string(), label)).collect())
}

const BEFORE_ORGANISATION: &str = " (";

fn within(name: &str, organisation: &str) -> String {
    if organisation.is_empty() {
        name.to_owned()
    } else {
        format!("{name}{BEFORE_ORGANISATION}{organisation})")
    }
}
