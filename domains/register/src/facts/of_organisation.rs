//! Organisations have documents too, such as a policy; the room that keeps organisations knows nothing of them.

use super::load::fact_of;
use crate::store;
use findings::{FactSource, OfEach};
use kernel::{Error, Id, Result};
use organisation::ORGANISATION;
use policy::{Origin, Pack, SubjectFacts};
use std::collections::BTreeMap;
use storage::Read;

/// The fact sources of the organisation room, with the documents that are registered here.
#[must_use]
pub fn with_documents(mut sources: Vec<FactSource>) -> Vec<FactSource> {
    for source in sources.iter_mut().filter(|source| source.kind == ORGANISATION) {
        source.load = load_organisations;
    }
    sources
}

fn load_organisations(read: &Read, pack: &Pack, ids: &[Id]) -> Result<OfEach<SubjectFacts>> {
    let sources = organisation::fact_sources();
    let source = sources.iter().find(|source| source.kind == ORGANISATION);
    let source = source.ok_or_else(|| Error::failed("organisations have no facts"))?;
    let mut loaded: BTreeMap<Id, SubjectFacts> = (source.load)(read, pack, ids)?.into_iter().collect();
    for document in store::documents_of_subjects(read, ids)? {
        if let Some(facts) = loaded.get_mut(&document.subject.id) {
            facts.documents.push(fact_of(&document, Origin::Own));
        }
    }
    Ok(loaded.into_iter().collect())
}
