//! The way of web-hooks out of the house: in short rounds of their own, as that of mails. Every copy of the program tells;
//! each delivery is taken by one of them.

use hooks::{Happenings, Sender};
use kernel::{Actor, Id, Result, Subject, TenantId};
use std::collections::BTreeMap;
use std::time::Duration;
use storage::{Db, Read};
use tokio::sync::oneshot;
use web::accounts;
use web::{Clock, Stopping};

/// How often the program looks whether something has happened.
const ROUND: Duration = Duration::from_secs(10);
/// How long the end of the program waits for the messages under way: longer than any receiver may take.
pub const LAST_MESSAGE: Duration = Duration::from_secs(12);

/// What hooks are told of.
pub const HAPPENINGS: Happenings = Happenings { actions: crate::pages::ACTIONS, names: names_of };

/// Names and pages of records. A person's name is nobody's business outside.
fn names_of(read: &Read, subjects: &[Subject]) -> Result<BTreeMap<Subject, (String, String)>> {
    organisation::subject_names(read, subjects)
}

/// Tells hooks until the program stops: `ended` is closed then, so that nobody waits for the next round.
pub async fn make_rounds(db: Db, clock: Clock, stopping: Stopping, mut ended: oneshot::Receiver<()>) {
    let holder = Id::new().to_string();
    // Roots of certificates are read from the disk, once.
    let (of_sender, of_clock) = (db.clone(), clock.clone());
    let made = tokio::task::spawn_blocking(move || Sender::new(&of_sender, &holder, &of_clock, &stopping));
    let sender = match made.await {
        Ok(Ok(sender)) => std::sync::Arc::new(sender),
        Ok(Err(error)) => return tracing::error!(%error, "no web-hook can be told"),
        Err(error) => return tracing::error!(%error, "no web-hook can be told"),
    };
    loop {
        let (sender, db, clock) = (sender.clone(), db.clone(), clock.clone());
        // Receivers may think long: no place among those who wait for the database is kept meanwhile.
        match tokio::task::spawn_blocking(move || round(&sender, &db, &clock)).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::warn!(%error, "a round of web-hooks failed; it is made again"),
            Err(error) => tracing::warn!(%error, "a round of web-hooks broke off; it is made again"),
        }
        tokio::select! {
            () = tokio::time::sleep(ROUND) => {}
            _ = &mut ended => return,
        }
    }
}

fn round(sender: &Sender, db: &Db, clock: &Clock) -> Result<()> {
    let actor = Actor::job(TenantId::INSTALLATION, (clock)());
    let federations = db.look_up(&actor, accounts::tenants)?;
    let tenants: Vec<TenantId> = federations.iter().map(|federation| federation.id).collect();
    sender.round(&tenants).map(|_| ())
}
