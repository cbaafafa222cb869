//! Organisations have documents too, such as a policy; the room that keeps organisations knows nothing of them.

use super::documents::Documents;
use findings::{FactSource, OfEach};
use kernel::{Error, Id, Result};
use organisation::ORGANISATION;
use policy::{Origin, Pack, SubjectFacts};
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
    let documents = Documents::of(read, pack, ids)?;
    let mut loaded = (source.load)(read, pack, ids)?;
    for (id, facts) in &mut loaded {
        facts.documents = documents.facts_of(*id, Origin::Own);
    }
    Ok(loaded)
}
