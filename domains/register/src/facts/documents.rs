//! Documents as the rules see them, with the last day of their owners.

use crate::document::Document;
use crate::store;
use kernel::{Date, Id, Result};
use policy::{DocumentFact, Origin};
use std::collections::{BTreeMap, BTreeSet};
use storage::Read;

/// The documents of many subjects, asked for as a set.
pub(super) struct Documents {
    by_subject: BTreeMap<Id, Vec<Document>>,
    /// The last day on which owners are employed, where it is known.
    last_days: BTreeMap<Id, Date>,
}

impl Documents {
    pub fn of(read: &Read, subjects: &[Id]) -> Result<Self> {
        let mut by_subject: BTreeMap<Id, Vec<Document>> = BTreeMap::new();
        for document in store::documents_of_subjects(read, subjects)? {
            by_subject.entry(document.subject.id).or_default().push(document);
        }
        let owners: BTreeSet<Id> = by_subject.values().flatten().filter_map(|one| one.owner).collect();
        let last_days = organisation::last_days_of(read, &Vec::from_iter(owners))?;
        Ok(Self { by_subject, last_days })
    }

    pub fn facts_of(&self, subject: Id, origin: Origin) -> Vec<DocumentFact> {
        let documents = self.by_subject.get(&subject).into_iter().flatten();
        documents.map(|document| self.fact_of(document, origin)).collect()
    }

    fn fact_of(&self, document: &Document, origin: Origin) -> DocumentFact {
        DocumentFact {
            document_type: document.document_type.clone(),
            has_owner: document.owner.is_some(),
            owner_until: document.owner.and_then(|owner| self.last_days.get(&owner)).copied(),
            date: document.date,
            review_date: document.review_date,
            year: document.year.and_then(|year| i16::try_from(year).ok()),
            decided: document.is_decided(),
            withdrawn: document.withdrawn.is_some(),
            inherited_from: origin,
        }
    }
}
