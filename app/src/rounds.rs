//! What the serving program does by itself: it evaluates what a new day changes, and logs the heads of the audit chains.
//! A federation that cannot be evaluated is anchored all the same.

use kernel::{Actor, Date, Instant, Result, TenantId};
use std::collections::BTreeMap;
use std::time::Duration;
use storage::{Db, View};
use web::{Clock, accounts};

/// How often the program looks whether a day has come that changes findings.
const ROUND: Duration = Duration::from_secs(600);
/// Subjects that one transaction of such a round evaluates.
const SUBJECTS_A_TIME: i64 = 500;

/// The chain of the installation itself: accounts, tokens, sign-ins, federations.
pub const INSTALLATION: &str = "installation";

/// The day on which each chain's head was last logged.
pub type Anchored = BTreeMap<TenantId, Date>;

pub async fn make_rounds(db: Db, clock: Clock) {
    let mut anchored = Anchored::new();
    loop {
        let (now, before) = (clock(), anchored.clone());
        match db.run(move |db| round(db, now, before)).await {
            Ok(after) => anchored = after,
            Err(error) => tracing::warn!(%error, "a round failed; it is made again"),
        }
        tokio::time::sleep(ROUND).await;
    }
}

/// One round over the federations and the installation. One that fails does not stop the others; it is tried again in
/// the next round.
///
/// # Errors
/// When the list of federations cannot be read.
pub fn round(db: &Db, now: Instant, mut anchored: Anchored) -> Result<Anchored> {
    let installation = Actor::job(TenantId::INSTALLATION, now);
    let federations = db.look_up(&installation, accounts::tenants)?;
    let federations = federations.into_iter().map(|federation| (federation.id, federation.key));
    for (tenant, key) in federations.chain([(TenantId::INSTALLATION, INSTALLATION.to_owned())]) {
        let actor = Actor::job(tenant, now);
        let failed =
            |error| tracing::warn!(%error, federation = key, "a round failed here; it is made again");
        if let Err(error) = settle(db, &actor) {
            failed(error);
        }
        if anchored.get(&tenant) != Some(&now.date()) {
            match log_anchor(db, &actor, &key) {
                Ok(()) => {
                    anchored.insert(tenant, now.date());
                }
                Err(error) => failed(error),
            }
        }
    }
    Ok(anchored)
}

/// Takes the pack that is in force from today, and evaluates the subjects whose date has come.
fn settle(db: &Db, actor: &Actor) -> Result<()> {
    if actor.tenant == TenantId::INSTALLATION {
        return Ok(());
    }
    db.write(actor, findings::apply_pack_in_force)?;
    while db.write(actor, |tx| findings::evaluate_due(tx, SUBJECTS_A_TIME))? > 0 {}
    Ok(())
}

fn log_anchor(db: &Db, actor: &Actor, key: &str) -> Result<()> {
    let head = db.read(actor, View::Now, storage::chain_head)?;
    tracing::info!(target: "audit_anchor", federation = key, anchor = %head);
    Ok(())
}
