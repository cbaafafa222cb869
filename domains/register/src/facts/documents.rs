//! Documents as the rules see them, with the last day of their owners.

use crate::document::Document;
use crate::store;
use kernel::{Date, Id, Result};
use policy::{DocumentFact, Origin};
use std::collections::{BTreeMap, BTreeSet};
use storage::Read;

/// The documents of many subjects, asked for as a set.
pub(super) struct Documents {
    /// Each with the day on which it was saved last.
    by_subject: BTreeMap<Id, Vec<(Document, Date)>>,
    /// The last day on which owners are employed where they were on the day on which they were last named, where it is known.
    last_days: BTreeMap<(Id, Date), Date>,
}

impl Documents {
    pub fn of(read: &Read, subjects: &[Id]) -> Result<Self> {
        let mut by_subject: BTreeMap<Id, Vec<(Document, Date)>> = BTreeMap::new();
        let mut owners = BTreeSet::new();
        for (document, saved_on) in store::saved_documents_of(read, subjects)? {
            owners.extend(document.owner.map(|owner| (owner, saved_on)));
            by_subject.entry(document.subject.id).or_default().push((document, saved_on));
        }
        let last_days = organisation::last_days_at_home(read, &owners)?;
        Ok(Self { by_subject, last_days })
    }

    pub fn facts_of(&self, subject: Id, origin: Origin) -> Vec<DocumentFact> {
        let documents = self.by_subject.get(&subject).into_iter().flatten();
        documents.map(|(document, saved_on)| self.fact_of(document, *saved_on, origin)).collect()
    }

    fn fact_of(&self, document: &Document, saved_on: Date, origin: Origin) -> DocumentFact {
        DocumentFact {
            document_type: document.document_type.clone(),
            has_owner: document.owner.is_some(),
            owner_until: document.owner.and_then(|owner| self.last_days.get(&(owner, saved_on))).copied(),
            date: document.date,
            review_date: document.review_date,
            year: document.year.and_then(|year| i16::try_from(year).ok()),
            decided: document.is_decided(),
            withdrawn: document.withdrawn.is_some(),
            available_to_it: None,
            inherited_from: origin,
        }
    }
}
