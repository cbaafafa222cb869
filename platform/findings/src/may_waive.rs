//! Who may waive a demand: whom the guideline names there, and where it names nobody, whoever has the permission.

use crate::entitled::{Entitlement, entitled_among, gives, role_among};
use crate::waive::WAIVE;
use access::Held;
use kernel::{Id, Result, Subject};
use policy::{Pack, Role, SubjectFacts};
use std::collections::BTreeSet;
use storage::Read;

/// The action by which a pack names who may waive.
const ACTION: &str = "finding.waive";

/// Stops an actor who may not waive demands on a subject.
pub(crate) fn authorise(read: &Read, pack: &Pack, facts: &SubjectFacts, subject: Id) -> Result<()> {
    entitlement(read, pack, facts, subject)?.demanded(read, "refused-waive", WAIVE).map(|_| ())
}

/// Whether the actor may waive demands on a subject.
pub(crate) fn may_waive(read: &Read, pack: &Pack, facts: &SubjectFacts, subject: Id) -> Result<bool> {
    Ok(entitlement(read, pack, facts, subject)?.is_given())
}

/// Waivers on objects are only for whom the guideline names there, and not for whom it names for systems.
fn entitlement(read: &Read, pack: &Pack, facts: &SubjectFacts, subject: Id) -> Result<Entitlement> {
    entitled_among(read, pack, (subject, facts), &pack.mandate_holders(ACTION, facts), WAIVE)
}

/// Those of many subjects on which the actor may waive demands, for what a list offers. What the guideline makes depend
/// on more than the kind of subject, the verb asks.
///
/// # Errors
/// When the database fails.
pub fn waivable(read: &Read, pack: &Pack, subjects: &[Subject]) -> Result<BTreeSet<Id>> {
    let ids: Vec<Id> = subjects.iter().map(|subject| subject.id).collect();
    let permitted: BTreeSet<Id> = access::permitted(read, WAIVE, &ids)?.into_iter().collect();
    let held = access::held_on(read, &ids)?;
    let is_waivable = |subject: &&Subject| {
        let named = pack.mandate_holders(ACTION, &SubjectFacts::new(&subject.kind));
        let is_here = |one: &Held, role: &Role| one.subject == subject.id && gives(one, role);
        if named.is_empty() {
            permitted.contains(&subject.id)
        } else {
            role_among(pack, &named, &held, is_here).is_some()
        }
    };
    Ok(subjects.iter().filter(is_waivable).map(|subject| subject.id).collect())
}
