//! Agreements and licences follow the organisations that have them when these are reorganised.

use crate::agreement::{AGREEMENT, Agreement};
use crate::licences::{LICENCE, Licence, licences_at, save_licence, visible_licence};
use crate::reach::settle_reach_within;
use crate::save_agreement::save_agreement;
use crate::store;
use crate::visible::visible_agreement;
use kernel::{Id, Result, Subject};
use organisation::{Because, Following, Kept, KeptBy, Succession};
use std::collections::BTreeMap;
use storage::{AuditEntry, Read, Tx};

/// How agreements and licences follow reorganisations.
#[must_use]
pub const fn following() -> Following {
    Following { kept, take_along, settle_reach: settle_reach_within }
}

fn kept(read: &Read, places: &[Id]) -> Result<Vec<Kept>> {
    let made = store::agreements_made_at(read, places)?.into_iter();
    let kept = |(at, id, name): (Id, Id, String)| {
        let address = format!("/avtal/{id}");
        Kept { subject: Subject::new(AGREEMENT, id), name, address, at, by: KeptBy::Owner }
    };
    let bought = licences_at(read, places)?.into_iter().map(|(at, id, name)| {
        let address = format!("/licenser/{id}");
        Kept { subject: Subject::new(LICENCE, id), name, address, at, by: KeptBy::Owner }
    });
    Ok(made.map(kept).chain(bought).collect())
}

/// Those of an organisation that one other takes over from are that one's; where several do, somebody has to say whose.
fn take_along(tx: &mut Tx, successions: &[Succession], because: &Because) -> Result<()> {
    let successors: BTreeMap<Id, &[Id]> =
        successions.iter().map(|one| (one.from, one.to.as_slice())).collect();
    let places: Vec<Id> = successors.keys().copied().collect();
    for (at, id, _) in store::agreements_made_at(tx, &places)? {
        if let Some([successor]) = successors.get(&at).copied() {
            let agreement = visible_agreement(tx, id)?;
            save_agreement(tx, Agreement { organisation: Some(*successor), ..agreement })?;
        }
        tell(tx, ("agreement.reorganised", Subject::new(AGREEMENT, id)), because)?;
    }
    for (at, id, _) in licences_at(tx, &places)? {
        if let Some([successor]) = successors.get(&at).copied() {
            let licence = visible_licence(tx, id)?;
            save_licence(tx, Licence { organisation: Some(*successor), ..licence })?;
        }
        tell(tx, ("licence.reorganised", Subject::new(LICENCE, id)), because)?;
    }
    Ok(())
}

/// Why another organisation has it, in its own history.
fn tell(tx: &mut Tx, (action, subject): (&'static str, Subject), because: &Because) -> Result<()> {
    tx.audit(&AuditEntry {
        action,
        subject: Some(subject),
        reason: Some(because.reason.clone()),
        decision: Some(because.decision.clone()),
        ..AuditEntry::default()
    })
}
