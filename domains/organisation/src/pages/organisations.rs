//! The pages of organisations, suppliers among them.

use super::by_name::ORGANISATIONS_BY_NAME;
use super::editing::{EditedRecord, Place};
use super::record::{ListedRecord, narrowed_to_visible};
use crate::api::ORGANISATION_FILTERS;
use crate::listing::ORGANISATIONS;
use crate::{
    Because, EDIT, Listed, ORGANISATION, Organisation, OrganisationKind, READ, SaveOrganisation, holders_of,
    save_organisation, visible_organisation, visible_organisations, visible_sites, visible_units,
};
use kernel::{Choice, Id, Permission, Result, Subject, SubjectKind};
use maud::{Markup, html};
use storage::{Listing, Page, Query, Read, Tx, values};
use web::components::{Link, Panel, PanelRow, SelectOption, panels};
use web::{ListFilter, RecordWords, Visit};

/// More organisations than a federation has; a choice holds no more.
const MOST_OPTIONS: i64 = 2_000;

const OWN: Place = Place { path: "/administration/organisationer", words: "organisation" };
const SUPPLIERS: Place = Place { path: "/leverantorer", words: "supplier" };

fn is_among_suppliers(visit: &Visit) -> bool {
    visit.path.starts_with(SUPPLIERS.path)
}

impl EditedRecord for Organisation {
    const RECORD: &'static str = "organisation";
    const KIND: SubjectKind = ORGANISATION;
    const EDIT: Permission = EDIT;

    fn place(visit: &Visit) -> Place {
        if is_among_suppliers(visit) { SUPPLIERS } else { OWN }
    }

    fn id(&self) -> Id {
        self.id
    }

    fn revision(&self) -> i64 {
        self.revision
    }

    fn blank(visit: &Visit) -> Result<Self> {
        let kind =
            if is_among_suppliers(visit) { OrganisationKind::Supplier } else { OrganisationKind::Department };
        Ok(Self { parent: id_in_query(visit, "parent"), ..Self::new("", kind) })
    }

    fn visible(read: &Read, id: Id) -> Result<Self> {
        visible_organisation(read, id)
    }

    fn save(tx: &mut Tx, record: Self, revision: Option<i64>, because: Because) -> Result<Self> {
        save_organisation(tx, &SaveOrganisation { organisation: record, revision, because })
    }

    fn words(visit: &Visit, read: &Read, record: &Self) -> Result<RecordWords> {
        RecordWords::of(Self::RECORD).pick(visit, read, ("parent", record.parent), &ORGANISATIONS_BY_NAME)
    }

    fn address(&self, _: &Visit) -> String {
        address_of(self)
    }

    fn title(&self, _: &RecordWords, _: &Visit) -> String {
        self.name.clone()
    }
}

/// The page of an organisation.
pub(super) fn address_of(organisation: &Organisation) -> String {
    let is_supplier = organisation.kind == OrganisationKind::Supplier;
    let place = if is_supplier { SUPPLIERS } else { OWN };
    format!("{}/{}", place.path, organisation.id)
}

pub(super) fn id_in_query(visit: &Visit, name: &str) -> Option<Id> {
    visit.query(name).and_then(|text| text.parse().ok())
}

/// The organisations that the visitor may choose among.
pub(super) fn organisation_options(read: &Read, with_suppliers: bool) -> Result<Vec<SelectOption>> {
    let mut query = Query::first(MOST_OPTIONS);
    if !with_suppliers {
        query = query.filter("not_kind", values![OrganisationKind::Supplier.name()]);
    }
    let page = visible_organisations(read, query)?;
    Ok(page
        .items
        .into_iter()
        .map(|one| SelectOption::new(one.record.id.to_string(), one.record.name))
        .collect())
}

impl ListedRecord for Organisation {
    const LISTING: &'static Listing = &ORGANISATIONS;
    const FILTERS: &'static [ListFilter] = ORGANISATION_FILTERS;
    const SHOWN_FILTERS: &'static [&'static str] = &["kind", "within"];
    const BELONGS_TO: &'static str = "parent";
    const COLUMNS: &'static [&'static str] = &["kind", "local_number", "organisation_number", "runs_it"];

    fn rows(read: &Read, query: Query) -> Result<Page<Listed<Self>>> {
        visible_organisations(read, query)
    }

    fn visible_query(read: &Read, query: Query) -> Query {
        narrowed_to_visible(read, READ, query)
    }

    fn narrowed(visit: &Visit, query: Query) -> Query {
        let filter = if is_among_suppliers(visit) { "kind" } else { "not_kind" };
        query.filter(filter, values![OrganisationKind::Supplier.name()])
    }

    fn name(&self) -> &str {
        &self.name
    }

    fn filter_options(read: &Read, filter: &str) -> Result<Vec<SelectOption>> {
        match filter {
            "parent" | "within" => organisation_options(read, false),
            _ => Ok(Vec::new()),
        }
    }

    fn below(&self, visit: &Visit, read: &Read) -> Result<Markup> {
        let [parts, units, sites] = [
            rows_within(visit, read, self)?,
            rows_of(visit, visible_units(read, of(self))?, |unit| {
                (format!("/administration/enheter/{}", unit.id), unit.name)
            }),
            rows_of(visit, visible_sites(read, of(self))?, |site| {
                (format!("/administration/verksamhetsstallen/{}", site.id), site.name)
            }),
        ];
        let all = |path: &str, filter: &str| {
            let href = visit.keeping_day(format!("{path}?{filter}={}", self.id));
            Some(Link::new(href, visit.text("record-all")))
        };
        let panel = |title: &str, rows: Vec<PanelRow>, all: Option<Link>| Panel {
            title: visit.text(title),
            rows,
            all,
            nothing: visit.text("record-nothing"),
        };
        let shown = panels(&[
            panel("organisation-parts", parts, all(OWN.path, "parent")),
            panel("unit-list", units, all("/administration/enheter", "organisation")),
            panel("site-list", sites, all("/administration/verksamhetsstallen", "organisation")),
        ]);
        let subject = Subject::new(ORGANISATION, self.id);
        let planned = super::reorganisations::reorganisations_of(visit, read, self.id)?;
        Ok(
            html! { (planned) (super::assignment::holders_section(visit, read, &subject, holders_of(read, &subject)?)?) (shown) },
        )
    }
}

fn of(organisation: &Organisation) -> Query {
    Query::first(5).filter("organisation", values![organisation.id])
}

fn rows_within(visit: &Visit, read: &Read, organisation: &Organisation) -> Result<Vec<PanelRow>> {
    let query = Query::first(5).filter("parent", values![organisation.id]);
    Ok(rows_of(visit, visible_organisations(read, query)?, |one| (address_of(&one), one.name)))
}

fn rows_of<N>(visit: &Visit, page: Page<Listed<N>>, tell: impl Fn(N) -> (String, String)) -> Vec<PanelRow> {
    let row = |one: Listed<N>| {
        let (href, label) = tell(one.record);
        PanelRow { link: Link::new(visit.keeping_day(href), label), note: None, status: None }
    };
    page.items.into_iter().map(row).collect()
}
