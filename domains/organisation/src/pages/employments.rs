//! The form of an employment; it is shown on the page of the person.

use super::by_name::{HOLDERS_BY_NAME, ORGANISATIONS_BY_NAME};
use super::editing::{EditedRecord, Place};
use super::organisations::id_in_query;
use super::people::address_of;
use super::units::{NOBODY, pick_organisation, pick_unit};
use crate::{
    Because, EDIT_PEOPLE, EMPLOYMENT, Employment, SaveEmployment, save_employment, visible_employment,
    visible_person,
};
use kernel::{Error, Id, Permission, Result, SubjectKind};
use storage::{Read, Tx};
use web::components::SelectOption;
use web::{RecordWords, Visit};

impl EditedRecord for Employment {
    const RECORD: &'static str = "employment";
    const KIND: SubjectKind = EMPLOYMENT;
    const EDIT: Permission = EDIT_PEOPLE;

    fn place(_: &Visit) -> Place {
        Place { path: "/administration/personer", words: "employment" }
    }

    fn id(&self) -> Id {
        self.id
    }

    fn revision(&self) -> i64 {
        self.revision
    }

    fn blank(visit: &Visit) -> Result<Self> {
        let sent = visit.form().ok().and_then(|form| form.get("person")?.parse().ok());
        let person = sent.or_else(|| id_in_query(visit, "person")).ok_or(Error::NotFound)?;
        visit.read(|read| visible_person(read, person))?;
        Ok(Self::new(person, NOBODY, visit.today()))
    }

    fn visible(read: &Read, id: Id) -> Result<Self> {
        visible_employment(read, id)
    }

    fn save(tx: &mut Tx, record: Self, revision: Option<i64>, because: Because) -> Result<Self> {
        save_employment(tx, &SaveEmployment { employment: record, revision, because })
    }

    fn words(visit: &Visit, read: &Read, record: &Self) -> Result<RecordWords> {
        let person = visible_person(read, record.person)?;
        let this_person = vec![SelectOption::new(person.id.to_string(), person.name)];
        let (words, of) = (RecordWords::of(Self::RECORD).options("person", this_person), record.organisation);
        let words = pick_organisation(visit, read, words, (of, &ORGANISATIONS_BY_NAME))?;
        pick_unit(visit, read, words, ("unit", record.unit), of)?.pick(
            visit,
            read,
            ("manager", record.manager),
            &HOLDERS_BY_NAME,
        )
    }

    fn address(&self, _: &Visit) -> String {
        address_of(self.person)
    }

    fn title(&self, words: &RecordWords, visit: &Visit) -> String {
        words.shown(visit.language(), self, "person")
    }
}
