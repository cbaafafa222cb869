//! What rooms above this one add to its records, without this room knowing of them: panels on their pages, texts of documents,
//! and what must be there before a system takes a step. The database carries each as an attachment.

use crate::system::{LifecycleState, System};
use access::Allowed;
use kernel::{Error, Id, Objection, Result, Subject};
use policy::Pack;
use std::collections::BTreeMap;
use storage::Read;
use web::Visit;
use web::components::Panel;

/// What one room shows of a record: nothing to who may not see it. It asks the database once, however much there is.
pub type PanelOf = fn(&Visit, &Read, &Subject, &Allowed) -> Result<Option<Panel>>;

/// What stands below the facts on the page of a system, an object or a document, in this order; of a document by what the
/// reader may do where it lies.
pub struct Panels(pub Vec<PanelOf>);

/// Where the text of a document is written and read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    pub address: String,
    /// The key of what the link to it says, such as that the text is a draft.
    pub says: &'static str,
}

/// Which of some documents one room writes, and the actor may see there.
pub type WriterOf = fn(&Read, &[Id]) -> Result<BTreeMap<Id, Written>>;

/// The rooms that write documents.
pub struct Writers(pub Vec<WriterOf>);

/// What one room asks for before a system comes into a state.
pub type StepGate = fn(&Read, &Pack, &System, LifecycleState) -> Result<Vec<Objection>>;

/// What is asked before a step is taken, all of it told at once.
pub struct StepGates(pub Vec<StepGate>);

impl Writers {
    /// Where a document's text stands; nothing for one that no room writes, or that the actor may not see there.
    pub(crate) fn writer_of(&self, read: &Read, document: Id) -> Result<Option<Written>> {
        for writer in &self.0 {
            if let Some(written) = writer(read, &[document])?.remove(&document) {
                return Ok(Some(written));
            }
        }
        Ok(None)
    }
}

impl StepGates {
    /// Rejects a step before which something is missing.
    pub(crate) fn refuse(&self, read: &Read, pack: &Pack, system: &System, to: LifecycleState) -> Result<()> {
        let mut objections = Vec::new();
        for gate in &self.0 {
            objections.extend(gate(read, pack, system, to)?);
        }
        if objections.is_empty() { Ok(()) } else { Err(Error::Rejected(objections)) }
    }
}
