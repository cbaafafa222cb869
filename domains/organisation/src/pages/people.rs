//! The pages of people: who they are, where they work, and which roles they hold.

use super::by_name::{EVERY_ORGANISATION_BY_NAME, UNITS_BY_NAME};
use super::editing::{EditedRecord, Place};
use super::record::{ListedRecord, column, narrowed_to_visible};
use crate::api::PERSON_FILTERS;
use crate::listing::PEOPLE;
use crate::store::organisations::organisations;
use crate::store::reorganisations::units_by_id;
use crate::{
    Because, EDIT_PEOPLE, Employment, Listed, PERSON, Person, PersonKind, READ_PEOPLE, SavePerson,
    assignments_of_person, deputised_by, employments_of, save_person, visible_people, visible_person,
};
use kernel::{Id, Permission, Result, SubjectKind};
use maud::{Markup, html};
use storage::{Listing, Page, Query, Read, Tx};
use web::components::{Cell, ColumnKind, Link, Row, simple_table};
use web::{ListFilter, Names, RecordWords, Visit};

impl EditedRecord for Person {
    const RECORD: &'static str = "person";
    const KIND: SubjectKind = PERSON;
    const EDIT: Permission = EDIT_PEOPLE;

    fn place(_: &Visit) -> Place {
        Place { path: "/administration/personer", words: "person" }
    }

    fn id(&self) -> Id {
        self.id
    }

    fn revision(&self) -> i64 {
        self.revision
    }

    /// Who works at a supplier, where the link says so; else who is employed.
    fn blank(visit: &Visit) -> Result<Self> {
        let supplier = super::organisations::id_in_query(visit, "supplier");
        let kind = if supplier.is_some() { PersonKind::External } else { PersonKind::Employed };
        Ok(Self { organisation: supplier, ..Self::new("", kind) })
    }

    fn visible(read: &Read, id: Id) -> Result<Self> {
        visible_person(read, id)
    }

    fn save(tx: &mut Tx, record: Self, revision: Option<i64>, because: Because) -> Result<Self> {
        save_person(tx, &SavePerson { person: record, revision, because })
    }

    fn words(visit: &Visit, read: &Read, record: &Self) -> Result<RecordWords> {
        let employer = ("organisation", record.organisation);
        RecordWords::of(Self::RECORD).pick(visit, read, employer, &EVERY_ORGANISATION_BY_NAME)
    }

    fn address(&self, _: &Visit) -> String {
        address_of(self.id)
    }

    fn title(&self, _: &RecordWords, _: &Visit) -> String {
        self.name.clone()
    }
}

/// The page of a person.
pub(super) fn address_of(id: Id) -> String {
    format!("/administration/personer/{id}")
}

impl ListedRecord for Person {
    const LISTING: &'static Listing = &PEOPLE;
    const FILTERS: &'static [ListFilter] = PERSON_FILTERS;
    const SHOWN_FILTERS: &'static [&'static str] = &["organisation", "kind"];
    const BELONGS_TO: &'static str = "organisation";
    const COLUMNS: &'static [&'static str] = &["title", "email", "phone", "kind"];
    const CHOSEN_COLUMNS: &'static [&'static str] = &["email"];

    fn rows(read: &Read, query: Query) -> Result<Page<Listed<Self>>> {
        visible_people(read, query)
    }

    fn visible_query(read: &Read, query: Query) -> Query {
        narrowed_to_visible(read, READ_PEOPLE, query)
    }

    fn name(&self) -> &str {
        &self.name
    }

    fn picks(filter: &str) -> Option<&'static Names> {
        match filter {
            "organisation" => Some(&EVERY_ORGANISATION_BY_NAME),
            "unit" => Some(&UNITS_BY_NAME),
            _ => None,
        }
    }

    fn below(&self, visit: &Visit, read: &Read) -> Result<Markup> {
        let mut assignments = assignments_of_person(read, self.id)?;
        assignments.extend(deputised_by(read, self.id)?);
        assignments.retain(|assignment| !assignment.is_withdrawn);
        let roles = super::assignment::roles_section(visit, read, assignments)?;
        Ok(html! {
            div class="stack" {
                (roles)
                @if let Some(seats) = super::forums::seats_section(visit, read, self.id)? { (seats) }
                @if self.kind == PersonKind::Employed { (employments_section(visit, read, self.id)?) }
                (super::leaving::section(visit, read, self)?)
            }
        })
    }

    fn primary(&self, visit: &Visit) -> Option<Link> {
        let href = format!("/administration/anstallningar/ny?person={}", self.id);
        (self.kind == PersonKind::Employed).then(|| Link::new(href, visit.text("employment-new")))
    }
}

fn employments_section(visit: &Visit, read: &Read, person: Id) -> Result<Markup> {
    let employments = employments_of(read, person)?;
    let ids: Vec<Id> = employments.iter().map(|one| one.organisation).collect();
    let employers = organisations(read, &ids)?;
    let ids: Vec<Id> = employments.iter().filter_map(|one| one.unit).collect();
    let units = units_by_id(read, &ids)?;
    let may_edit = read.as_of().is_none() && access::may(read, EDIT_PEOPLE, person)?;
    let row = |one: &Employment| {
        let employer = employers.iter().find(|organisation| organisation.id == one.organisation);
        let name = employer.map_or(String::new(), |organisation| organisation.name.clone());
        let first = if may_edit {
            Cell::Link(Link::new(format!("/administration/anstallningar/{}/andra", one.id), name))
        } else {
            Cell::text(name)
        };
        let unit = units.iter().find(|unit| Some(unit.id) == one.unit);
        let unit = unit.map_or(String::new(), |unit| unit.name.clone());
        let to = one.to.map_or(String::new(), texts::date);
        Row { cells: vec![first, Cell::text(unit), Cell::text(texts::date(one.from)), Cell::text(to)] }
    };
    let columns = [
        column(visit, "employment-organisation", ColumnKind::Text),
        column(visit, "employment-unit", ColumnKind::Text),
        column(visit, "employment-from", ColumnKind::Date),
        column(visit, "employment-to", ColumnKind::Date),
    ];
    let rows: Vec<Row> = employments.iter().map(row).collect();
    let none = visit.text("employment-none");
    let caption = visit.text("employment-list");
    Ok(html! {
        @if rows.is_empty() { h2 { (caption) } p { (none) } }
        @else { (simple_table(visit.language(), &caption, &columns, &rows)) }
    })
}
