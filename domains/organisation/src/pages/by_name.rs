//! People and organisations as other pages pick them: by name, with suggestions while somebody types.

use crate::listing::{possible_owners, visible_organisations, visible_people, visible_units};
use crate::store::organisations::{organisations, unit};
use crate::store::people::people;
use crate::{Listed, Organisation, OrganisationKind, Person, READ, READ_PEOPLE};
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

/// The same, and those that show the visitor records of theirs: for asking whose records one looks at.
pub const OWNERS_BY_NAME: Names =
    Names { suggestions: "/forslag/agare", of: name_of_owner, like: owners_like };

/// Organisations that the visitor may see, suppliers too: a contract is with one of them.
pub(super) const EVERY_ORGANISATION_BY_NAME: Names = Names {
    suggestions: "/forslag/alla-organisationer",
    of: name_of_organisation,
    like: every_organisation_like,
};

/// Suppliers that the visitor may see.
pub const SUPPLIERS_BY_NAME: Names =
    Names { suggestions: "/forslag/leverantorer", of: name_of_organisation, like: suppliers_like };

/// Units that the visitor may see, each with its organisation, since many have a unit of the same name.
pub const UNITS_BY_NAME: Names =
    Names { suggestions: "/forslag/enheter", of: name_of_unit, like: units_like };

/// Those of them that there are today: where somebody works, and what a unit is a part of.
pub(super) const OPEN_UNITS_BY_NAME: Names =
    Names { suggestions: "/forslag/oppna-enheter", of: name_of_unit, like: open_units_like };

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get(PEOPLE_BY_NAME.suggestions, Access::SignedIn, suggest_people),
        Route::get(HOLDERS_BY_NAME.suggestions, Access::SignedIn, |visit| suggest(visit, &HOLDERS_BY_NAME)),
        Route::get(ORGANISATIONS_BY_NAME.suggestions, Access::SignedIn, suggest_organisations),
        Route::get(EVERY_ORGANISATION_BY_NAME.suggestions, Access::SignedIn, |visit| {
            suggest(visit, &EVERY_ORGANISATION_BY_NAME)
        }),
        Route::get(SUPPLIERS_BY_NAME.suggestions, Access::SignedIn, |visit| {
            suggest(visit, &SUPPLIERS_BY_NAME)
        }),
        Route::get(OWNERS_BY_NAME.suggestions, Access::SignedIn, |visit| suggest(visit, &OWNERS_BY_NAME)),
        Route::get(UNITS_BY_NAME.suggestions, Access::SignedIn, suggest_units),
        Route::get(OPEN_UNITS_BY_NAME.suggestions, Access::SignedIn, |visit| {
            suggest(visit, &OPEN_UNITS_BY_NAME)
        }),
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
    let typed = Typed::of(text, most);
    let found = people_named(read, &typed, typed.query())?;
    let is_alone = |name: &str| found.iter().filter(|one| one.record.name == name).count() == 1;
    let label = |one: &Listed<Person>| {
        if is_alone(&one.record.name) { one.record.name.clone() } else { at_work(one) }
    };
    Ok(found.iter().map(|one| SelectOption::new(one.record.id.to_string(), label(one))).collect())
}

fn holders_like(read: &Read, text: &str, most: i64) -> Result<Vec<SelectOption>> {
    let (typed, today) = (Typed::of(text, most), read.today());
    let found = people_named(read, &typed, typed.query().filter("available", values![today, today]))?;
    Ok(found.iter().map(|one| SelectOption::new(one.record.id.to_string(), at_work(one))).collect())
}

/// People whose names hold a text; those whose whole label it is are among them.
fn people_named(read: &Read, typed: &Typed<'_>, query: Query) -> Result<Vec<Listed<Person>>> {
    Ok(typed.fitting(visible_people(read, query)?.items, at_work))
}

/// Somebody's name, with what they do and where.
fn at_work(one: &Listed<Person>) -> String {
    let words = [one.record.title.as_str(), one.belongs_to.as_str()];
    let words: Vec<&str> = words.into_iter().filter(|text| !text.is_empty()).collect();
    within(&one.record.name, &words.join(", "))
}

fn organisations_like(read: &Read, text: &str, most: i64) -> Result<Vec<SelectOption>> {
    let typed = Typed::of(text, most);
    let query = typed.query().filter("not_kind", values![OrganisationKind::Supplier.name()]);
    organisations_named(read, &typed, query)
}

fn owners_like(read: &Read, text: &str, most: i64) -> Result<Vec<SelectOption>> {
    let typed = Typed::of(text, most);
    let query = typed.query().filter("not_kind", values![OrganisationKind::Supplier.name()]);
    Ok(labelled(&typed, &possible_owners(read, query)?.items))
}

fn name_of_owner(read: &Read, id: Id) -> Result<Option<String>> {
    let found = possible_owners(read, Query::first(1).filter("id", values![id]))?.items;
    Ok(found.into_iter().next().map(|one| one.record.name))
}

fn every_organisation_like(read: &Read, text: &str, most: i64) -> Result<Vec<SelectOption>> {
    let typed = Typed::of(text, most);
    organisations_named(read, &typed, typed.query())
}

fn suppliers_like(read: &Read, text: &str, most: i64) -> Result<Vec<SelectOption>> {
    let typed = Typed::of(text, most);
    let query = typed.query().filter("kind", values![OrganisationKind::Supplier.name()]);
    organisations_named(read, &typed, query)
}

/// As the names of [`ORGANISATIONS_BY_NAME`], of those in which the actor may do something.
///
/// # Errors
/// When the database fails.
pub fn organisations_like_where(
    read: &Read,
    permission: Permission,
    text: &str,
    most: i64,
) -> Result<Vec<SelectOption>> {
    let typed = Typed::of(text, most);
    let query = typed.query().filter("not_kind", values![OrganisationKind::Supplier.name()]);
    organisations_named(read, &typed, access::visible_to(read.actor(), permission, query))
}

fn organisations_named(read: &Read, typed: &Typed<'_>, query: Query) -> Result<Vec<SelectOption>> {
    Ok(labelled(typed, &visible_organisations(read, query)?.items))
}

fn labelled(typed: &Typed<'_>, found: &[Listed<Organisation>]) -> Vec<SelectOption> {
    let is_alone = |name: &str| found.iter().filter(|one| one.record.name == name).count() == 1;
    let labelled = found.iter().map(|one| {
        let name = &one.record.name;
        (one.record.id, if is_alone(name) { name.clone() } else { within(name, &one.belongs_to) })
    });
    typed.options(labelled)
}

fn units_like(read: &Read, text: &str, most: i64) -> Result<Vec<SelectOption>> {
    let typed = Typed::of(text, most);
    units_named(read, &typed, typed.query())
}

fn open_units_like(read: &Read, text: &str, most: i64) -> Result<Vec<SelectOption>> {
    let typed = Typed::of(text, most);
    units_named(read, &typed, typed.query().filter("open", values![read.today()]))
}

fn units_named(read: &Read, typed: &Typed<'_>, query: Query) -> Result<Vec<SelectOption>> {
    let found = visible_units(read, query)?.items.into_iter();
    Ok(typed.options(found.map(|one| (one.record.id, within(&one.record.name, &one.belongs_to)))))
}

/// What somebody types to find a record: a part of a name, or the whole label that tells namesakes apart.
struct Typed<'t> {
    text: &'t str,
    name: &'t str,
    most: i64,
}

impl<'t> Typed<'t> {
    fn of(text: &'t str, most: i64) -> Self {
        Self { text, name: text.split_once(BEFORE_ORGANISATION).map_or(text, |(name, _)| name), most }
    }

    /// A label is looked for among all of its name.
    fn query(&self) -> Query {
        let most = if self.name == self.text { self.most } else { self.most.max(MOST_OF_ONE_NAME) };
        Query::first(most).filter("q", [like_anywhere(self.name).into()])
    }

    /// Those whom the text fits, by their labels, and no more than were asked for.
    fn fitting<T>(&self, found: impl IntoIterator<Item = T>, label: impl Fn(&T) -> String) -> Vec<T> {
        let text = self.text.to_lowercase();
        let fits = |one: &T| self.name == self.text || label(one).to_lowercase().contains(&text);
        found.into_iter().filter(fits).take(usize::try_from(self.most).unwrap_or_default()).collect()
    }

    fn options(&self, labelled: impl IntoIterator<Item = (Id, String)>) -> Vec<SelectOption> {
        let fitting = self.fitting(labelled, |(_, label)| label.clone());
        fitting.into_iter().map(|(id, label)| SelectOption::new(id.to_string(), label)).collect()
    }
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
