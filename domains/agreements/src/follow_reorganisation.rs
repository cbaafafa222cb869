//! Agreements follow the organisations that have made them when these are reorganised.

use crate::agreement::{AGREEMENT, Agreement};
use crate::reach::settle_reach_within;
use crate::save_agreement::save_agreement;
use crate::store;
use crate::visible::visible_agreement;
use kernel::{Id, Result, Subject};
use organisation::{Because, Following, Kept, KeptBy, Succession};
use std::collections::BTreeMap;
use storage::{AuditEntry, Read, Tx};

/// How agreements follow reorganisations.
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
    Ok(made.map(kept).collect())
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
        tell(tx, id, because)?;
    }
    Ok(())
}

/// Why another organisation has it, in its own history.
fn tell(tx: &mut Tx, id: Id, because: &Because) -> Result<()> {
    tx.audit(&AuditEntry {
        action: "agreement.reorganised",
        subject: Some(Subject::new(AGREEMENT, id)),
        reason: Some(because.reason.clone()),
        decision: Some(because.decision.clone()),
        ..AuditEntry::default()
    })
}
