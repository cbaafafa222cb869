//! The documents about the systems of a municipality.

use super::town::Town;
use kernel::{Date, Id, Result, Subject};
use register::{Document, SYSTEM, change_documents, register_documents};
use storage::Tx;

/// Of a hundred documents, so many are seen over in half a year.
const SEEN_OVER_PERCENT: usize = 30;
/// How long a document holds before it is due.
const MONTHS_TO_REVIEW: i64 = 18;

impl Town {
    /// Registers documents about the systems from a place on.
    pub(super) fn write_documents(&mut self, tx: &mut Tx, begin: usize) -> Result<()> {
        let setting = self.setting.clone();
        let percent = setting.percent_of_documents();
        let mut new = Vec::new();
        for place in begin..self.systems.len() {
            for (document_type, title) in &setting.document_types {
                if self.chance.happens(percent) {
                    let document = self.new_document(tx, place, (document_type, title));
                    new.push(document.clone());
                    self.systems[place].documents.push(Document { revision: 1, ..document });
                }
            }
        }
        register_documents(tx, new)
    }

    fn new_document(&mut self, tx: &Tx, place: usize, (document_type, title): (&str, &str)) -> Document {
        let id = self.chance.id(tx.instant());
        let date = self.day_before(tx.today(), 400);
        let system = &self.systems[place].system;
        Document {
            id,
            name: format!("{title} {}", system.name),
            owner: self.owner_of(place),
            date: Some(date),
            version: "1".to_owned(),
            review_date: Some(due(date)),
            link: format!("https://dokument.example/{}/{place}/{document_type}", self.number),
            ..Document::new(Subject::new(SYSTEM, system.id), document_type)
        }
    }

    /// Who sits today where the documents of a system are looked after.
    fn owner_of(&self, place: usize) -> Option<Id> {
        let kept = &self.systems[place];
        let seats = &self.departments[kept.department].seats;
        seats.get(kept.seat).map(|seat| seat.employment.person)
    }

    /// Some documents get another version and another day on which they are due.
    pub(super) fn see_over_documents(&mut self, tx: &mut Tx) -> Result<()> {
        let mut changed = Vec::new();
        for place in 0..self.systems.len() {
            let owner = self.owner_of(place);
            for at in 0..self.systems[place].documents.len() {
                if self.chance.happens(SEEN_OVER_PERCENT) {
                    let document = &mut self.systems[place].documents[at];
                    document.owner = owner;
                    document.date = Some(tx.today());
                    document.review_date = Some(due(tx.today()));
                    document.version = (document.revision + 1).to_string();
                    changed.push((place, at));
                }
            }
        }
        let documents =
            changed.iter().map(|(place, at)| self.systems[*place].documents[*at].clone()).collect();
        for ((place, at), revision) in changed.into_iter().zip(change_documents(tx, documents)?) {
            self.systems[place].documents[at].revision = revision;
        }
        Ok(())
    }
}

fn due(date: Date) -> Date {
    date.saturating_add(jiff::Span::new().months(MONTHS_TO_REVIEW))
}
