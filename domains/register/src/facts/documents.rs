//! Documents as the rules see them, with the last day of their owners and the day of their next review.

use crate::asked_documents::review_of;
use crate::document::Document;
use crate::store::{self, SavedDocument};
use kernel::{Date, Id, Result};
use policy::{DocumentFact, Origin, Pack};
use std::collections::{BTreeMap, BTreeSet};
use storage::Read;

/// The documents of many subjects, asked for as a set.
pub(super) struct Documents {
    by_subject: BTreeMap<Id, Vec<DocumentFact>>,
}

/// The last day on which owners are employed where they were on the day on which they were last named, where it is known.
type LastDays = BTreeMap<(Id, Date), Date>;

impl Documents {
    pub fn of(read: &Read, pack: &Pack, subjects: &[Id]) -> Result<Self> {
        let saved = store::saved_documents_of(read, subjects)?;
        let named = |one: &SavedDocument| Some((one.document.owner?, one.saved_on));
        let owners: BTreeSet<(Id, Date)> = saved.iter().filter_map(named).collect();
        let last_days = organisation::last_days_at_home(read, &owners)?;
        let mut by_subject: BTreeMap<Id, Vec<DocumentFact>> = BTreeMap::new();
        for one in saved.iter().filter(|one| is_there(pack, &one.document)) {
            let fact = fact_of(pack, one, &last_days, read.today());
            by_subject.entry(one.document.subject.id).or_default().push(fact);
        }
        Ok(Self { by_subject })
    }

    pub fn facts_of(&self, subject: Id, origin: Origin) -> Vec<DocumentFact> {
        let documents = self.by_subject.get(&subject).into_iter().flatten();
        documents.map(|fact| DocumentFact { inherited_from: origin, ..fact.clone() }).collect()
    }
}

/// What is written here is there once it is decided; what was decided before holds while it is written anew. That a plan is
/// begun and waits for its decision, the rules say themselves.
fn is_there(pack: &Pack, document: &Document) -> bool {
    let is_plan = || pack.document(&document.document_type).is_some_and(|one| one.is_plan);
    document.written.is_none() || document.is_decided() || is_plan()
}

fn fact_of(pack: &Pack, saved: &SavedDocument, last_days: &LastDays, today: Date) -> DocumentFact {
    let document = &saved.document;
    DocumentFact {
        document_type: document.document_type.clone(),
        has_owner: document.owner.is_some(),
        owner_until: document.owner.and_then(|owner| last_days.get(&(owner, saved.saved_on))).copied(),
        date: document.date,
        // Counted anew from the day on which the owner said that it holds.
        review_date: review_of(pack, document, saved.given, today).due,
        year: document.year.and_then(|year| i16::try_from(year).ok()),
        decided: document.is_decided(),
        withdrawn: document.withdrawn.is_some(),
        available_to_it: document.available_to_it,
        inherited_from: Origin::Own,
    }
}
