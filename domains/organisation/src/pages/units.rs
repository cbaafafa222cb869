//! The pages of units and sites.

use super::editing::{EditedRecord, Place};
use super::organisations::{id_in_query, organisation_options};
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
use web::{ListFilter, RecordWords, Visit};

/// More units than one organisation has; a choice holds no more.
const MOST_OPTIONS: i64 = 2_000;

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

    fn words(_: &Visit, read: &Read, record: &Self) -> Result<RecordWords> {
        let organisation = Some(record.organisation).filter(|id| *id != NOBODY);
        Ok(RecordWords::of(Self::RECORD)
            .options("organisation", with_nobody(organisation_options(read, true)?))
            .options("parent", unit_options(read, organisation)?))
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

/// The id of nobody is shown as nothing chosen.
pub(super) fn with_nobody(options: Vec<SelectOption>) -> Vec<SelectOption> {
    let nothing = SelectOption::new(NOBODY.to_string(), "–");
    std::iter::once(nothing).chain(options).collect()
}

/// The units of an organisation, or all that the visitor may see.
pub(super) fn unit_options(read: &Read, organisation: Option<Id>) -> Result<Vec<SelectOption>> {
    let query = Query::first(MOST_OPTIONS).filter("open", values![read.today()]);
    let query = match organisation {
        Some(id) => query.filter("organisation", values![id]),
        None => query,
    };
    let option = |one: Listed<Unit>| {
        SelectOption::new(one.record.id.to_string(), format!("{} ({})", one.record.name, one.belongs_to))
    };
    Ok(visible_units(read, query)?.items.into_iter().map(option).collect())
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

    fn filter_options(read: &Read, filter: &str) -> Result<Vec<SelectOption>> {
        match filter {
            "organisation" | "within" => organisation_options(read, true),
            _ => Ok(Vec::new()),
        }
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

    fn words(_: &Visit, read: &Read, _: &Self) -> Result<RecordWords> {
        let options = with_nobody(organisation_options(read, true)?);
        Ok(RecordWords::of(Self::RECORD).options("organisation", options))
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

    fn filter_options(read: &Read, filter: &str) -> Result<Vec<SelectOption>> {
        Unit::filter_options(read, filter)
    }

    fn below(&self, _: &Visit, _: &Read) -> Result<Markup> {
        Ok(html! {})
    }
}
