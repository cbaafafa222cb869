//! The pages of organisations, suppliers among them.

use super::by_name::ORGANISATIONS_BY_NAME;
use super::editing::{EditedRecord, Place};
use super::record::{ListedRecord, narrowed_to_visible};
use crate::api::ORGANISATION_FILTERS;
use crate::listing::ORGANISATIONS;
use crate::{
    Because, EDIT, EDIT_PEOPLE, Listed, ORGANISATION, Organisation, OrganisationKind, Person, READ,
    SaveOrganisation, SupplierPanels, holders_of, save_organisation, visible_organisation,
    visible_organisations, visible_people, visible_sites, visible_units,
};
use kernel::{Choice, Id, Permission, Result, Subject, SubjectKind};
use maud::{Markup, html};
use storage::{Listing, Page, Query, Read, Tx, values};
use web::components::{Link, Panel, PanelRow, SelectOption, panels};
use web::{ListFilter, Names, RecordWords, Visit};

/// So many organisations are a list to tick.
const MOST_OPTIONS: i64 = 2_000;

/// So many contacts of a supplier are shown at once.
const MOST_CONTACTS: i64 = 20;

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

/// The organisations among which the visitor may choose several, and how many there are beyond those that a list holds.
pub(super) fn organisation_options(read: &Read) -> Result<(Vec<SelectOption>, i64)> {
    let own = |most| Query::first(most).filter("not_kind", values![OrganisationKind::Supplier.name()]);
    let page = visible_organisations(read, own(MOST_OPTIONS))?;
    let all = match page.next_cursor {
        Some(_) => ORGANISATIONS.count(read, &narrowed_to_visible(read, READ, own(1)))?,
        None => 0,
    };
    let option = |one: Listed<Organisation>| SelectOption::new(one.record.id.to_string(), one.record.name);
    Ok((page.items.into_iter().map(option).collect(), (all - MOST_OPTIONS).max(0)))
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

    fn picks(filter: &str) -> Option<&'static Names> {
        matches!(filter, "parent" | "within").then_some(&ORGANISATIONS_BY_NAME)
    }

    fn primary(&self, visit: &Visit) -> Option<Link> {
        let is_supplier = self.kind == OrganisationKind::Supplier;
        let new = || {
            let href = format!("/administration/personer/ny?supplier={}", self.id);
            Link::new(href, visit.text("supplier-new-contact"))
        };
        (is_supplier && visit.may(EDIT_PEOPLE)).then(new)
    }

    fn below(&self, visit: &Visit, read: &Read) -> Result<Markup> {
        if self.kind == OrganisationKind::Supplier {
            return below_supplier(visit, read, self.id);
        }
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
            html! { (planned) (super::assignment::holders_section(visit, read, &subject, holders_of(read, &subject)?)?) (super::forums::forums_section(visit, read, &subject)?) (shown) },
        )
    }
}

/// Whom one talks to at a supplier, and what rooms above know of it.
fn below_supplier(visit: &Visit, read: &Read, supplier: Id) -> Result<Markup> {
    let of_supplier = Query::first(MOST_CONTACTS).filter("organisation", values![supplier, supplier]);
    let contact = |one: Listed<Person>| {
        let person = one.record;
        let known = [person.title, person.email, person.phone].into_iter().filter(|text| !text.is_empty());
        let href = visit.keeping_day(format!("/administration/personer/{}", person.id));
        let note = known.collect::<Vec<_>>().join(" · ");
        PanelRow { link: Link::new(href, person.name), note: Some(note), status: None }
    };
    let everyone = visit.keeping_day(format!("/administration/personer?organisation={supplier}"));
    let mut shown = vec![Panel {
        title: visit.text("supplier-contacts"),
        rows: visible_people(read, of_supplier)?.items.into_iter().map(contact).collect(),
        all: Some(Link::new(everyone, visit.text("record-all"))),
        nothing: visit.text("supplier-no-contacts"),
    }];
    for panels in &read.attached::<SupplierPanels>()?.0 {
        shown.extend(panels(visit, read, &Subject::new(ORGANISATION, supplier))?);
    }
    Ok(panels(&shown))
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
