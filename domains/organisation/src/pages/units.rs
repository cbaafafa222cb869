//! The pages of units and sites.

use super::by_name::{EVERY_ORGANISATION_BY_NAME, OPEN_UNITS_BY_NAME};
use super::editing::{EditedRecord, Place};
use super::organisations::id_in_query;
use super::record::{ListedRecord, narrowed_to_visible};
use crate::api::UNIT_FILTERS;
use crate::listing::{SITES, UNITS};
use crate::{
    Because, EDIT, Listed, READ, SITE, SaveSite, SaveUnit, Site, UNIT, Unit, save_site, save_unit,
    visible_site, visible_sites, visible_unit, visible_units,
};
use kernel::{Id, Permission, Result, SubjectKind};
use maud::{Markup, html};
use storage::{Listing, Page, Query, Read, Tx, values};
use web::components::SelectOption;
use web::{ListFilter, Names, RecordWords, Visit};

/// So many units are a list to choose from.
const MOST_OPTIONS: i64 = 50;

impl EditedRecord for Unit {
    const RECORD: &'static str = "unit";
    const KIND: SubjectKind = UNIT;
    const EDIT: Permission = EDIT;

    fn place(_: &Visit) -> Place {
        Place { path: "/administration/enheter", words: "unit" }
    }

    fn id(&self) -> Id {
        self.id
    }

    fn revision(&self) -> i64 {
        self.revision
    }

    fn blank(visit: &Visit) -> Result<Self> {
        Ok(Self::new("", id_in_query(visit, "organisation").unwrap_or(NOBODY)))
    }

    fn visible(read: &Read, id: Id) -> Result<Self> {
        visible_unit(read, id)
    }

    fn save(tx: &mut Tx, record: Self, revision: Option<i64>, because: Because) -> Result<Self> {
        save_unit(tx, &SaveUnit { unit: record, revision, because })
    }

    fn words(visit: &Visit, read: &Read, record: &Self) -> Result<RecordWords> {
        let (words, of) = (RecordWords::of(Self::RECORD), record.organisation);
        let words = pick_organisation(visit, read, words, (of, &EVERY_ORGANISATION_BY_NAME))?;
        pick_unit(visit, read, words, ("parent", record.parent), of)
    }

    fn address(&self, _: &Visit) -> String {
        format!("/administration/enheter/{}", self.id)
    }

    fn title(&self, _: &RecordWords, _: &Visit) -> String {
        self.name.clone()
    }
}

/// The organisation of a new record, before one has been chosen.
pub(super) const NOBODY: Id = Id::from_bytes([0; 16]);

/// Where a record belongs is picked by name; the id of nobody is shown as nothing chosen.
pub(super) fn pick_organisation(
    visit: &Visit,
    read: &Read,
    words: RecordWords,
    (stored, names): (Id, &Names),
) -> Result<RecordWords> {
    let nothing = vec![SelectOption::new(NOBODY.to_string(), "–")];
    let stored = Some(stored).filter(|id| *id != NOBODY);
    words.options("organisation", nothing).pick(visit, read, ("organisation", stored), names)
}

/// A unit is chosen among those of the organisation while they are few, else picked by its name.
pub(super) fn pick_unit(
    visit: &Visit,
    read: &Read,
    words: RecordWords,
    (field, stored): (&str, Option<Id>),
    organisation: Id,
) -> Result<RecordWords> {
    let Some(mut options) = few_units(read, organisation)? else {
        return words.pick(visit, read, (field, stored), &OPEN_UNITS_BY_NAME);
    };
    // One that has closed stays chosen.
    if let Some(id) = stored.filter(|id| !options.iter().any(|one| one.value == id.to_string())) {
        let name = (OPEN_UNITS_BY_NAME.of)(read, id)?;
        options.extend(name.map(|name| SelectOption::new(id.to_string(), name)));
    }
    Ok(words.options(field, options))
}

/// The units that an organisation has today, if they are not too many to choose from.
fn few_units(read: &Read, organisation: Id) -> Result<Option<Vec<SelectOption>>> {
    if organisation == NOBODY {
        return Ok(None);
    }
    let query = Query::first(MOST_OPTIONS + 1)
        .filter("open", values![read.today()])
        .filter("organisation", values![organisation]);
    let page = visible_units(read, query)?;
    let option = |one: Listed<Unit>| {
        SelectOption::new(one.record.id.to_string(), format!("{} ({})", one.record.name, one.belongs_to))
    };
    let options: Vec<SelectOption> = page.items.into_iter().map(option).collect();
    let is_few = i64::try_from(options.len()).is_ok_and(|count| count <= MOST_OPTIONS);
    Ok(is_few.then_some(options))
}

impl ListedRecord for Unit {
    const LISTING: &'static Listing = &UNITS;
    const FILTERS: &'static [ListFilter] = UNIT_FILTERS;
    const SHOWN_FILTERS: &'static [&'static str] = &["within"];
    const BELONGS_TO: &'static str = "organisation";
    const COLUMNS: &'static [&'static str] = &["from", "to"];

    fn rows(read: &Read, query: Query) -> Result<Page<Listed<Self>>> {
        visible_units(read, query)
    }

    fn visible_query(read: &Read, query: Query) -> Query {
        narrowed_to_visible(read, READ, query)
    }

    fn name(&self) -> &str {
        &self.name
    }

    fn picks(filter: &str) -> Option<&'static Names> {
        matches!(filter, "organisation" | "within").then_some(&EVERY_ORGANISATION_BY_NAME)
    }

    fn below(&self, visit: &Visit, read: &Read) -> Result<Markup> {
        let planned = super::reorganisations::reorganisations_of(visit, read, self.id)?;
        Ok(html! { (planned) (super::endings::section(visit, read, ("unit", self.id))?) })
    }
}

impl EditedRecord for Site {
    const RECORD: &'static str = "site";
    const KIND: SubjectKind = SITE;
    const EDIT: Permission = EDIT;

    fn place(_: &Visit) -> Place {
        Place { path: "/administration/verksamhetsstallen", words: "site" }
    }

    fn id(&self) -> Id {
        self.id
    }

    fn revision(&self) -> i64 {
        self.revision
    }

    fn blank(visit: &Visit) -> Result<Self> {
        Ok(Self::new("", id_in_query(visit, "organisation").unwrap_or(NOBODY)))
    }

    fn visible(read: &Read, id: Id) -> Result<Self> {
        visible_site(read, id)
    }

    fn save(tx: &mut Tx, record: Self, revision: Option<i64>, because: Because) -> Result<Self> {
        save_site(tx, &SaveSite { site: record, revision, because })
    }

    fn words(visit: &Visit, read: &Read, record: &Self) -> Result<RecordWords> {
        let words = RecordWords::of(Self::RECORD);
        pick_organisation(visit, read, words, (record.organisation, &EVERY_ORGANISATION_BY_NAME))
    }

    fn address(&self, _: &Visit) -> String {
        format!("/administration/verksamhetsstallen/{}", self.id)
    }

    fn title(&self, _: &RecordWords, _: &Visit) -> String {
        self.name.clone()
    }
}

impl ListedRecord for Site {
    const LISTING: &'static Listing = &SITES;
    const FILTERS: &'static [ListFilter] = UNIT_FILTERS;
    const SHOWN_FILTERS: &'static [&'static str] = &["within"];
    const BELONGS_TO: &'static str = "organisation";
    const COLUMNS: &'static [&'static str] = &["address", "to"];

    fn rows(read: &Read, query: Query) -> Result<Page<Listed<Self>>> {
        visible_sites(read, query)
    }

    fn visible_query(read: &Read, query: Query) -> Query {
        narrowed_to_visible(read, READ, query)
    }

    fn name(&self) -> &str {
        &self.name
    }

    fn picks(filter: &str) -> Option<&'static Names> {
        Unit::picks(filter)
    }

    fn below(&self, _: &Visit, _: &Read) -> Result<Markup> {
        Ok(html! {})
    }
}
