//! The way of the serving program's mails out of the house: in short rounds of its own, so that a server that thinks long
//! keeps nothing else waiting. Every copy of the program sends; each mail is taken by one of them.

use kernel::{Actor, Id, Instant, Result, TenantId};
use notify::{Letterhead, MailServer, Postman};
use std::sync::Arc;
use std::time::Duration;
use storage::Db;
use tokio::sync::oneshot;
use web::accounts::{self, Tenant};
use web::{Clock, Stopping};

/// How often the program looks whether a mail is due.
const ROUND: Duration = Duration::from_secs(20);
/// How long the end of the program waits for the mail under way. With the settings as shipped, all of stopping stays
/// within the time that systemd gives.
pub const LAST_MAIL: Duration = Duration::from_secs(20);

/// What mails are written and sent with.
#[derive(Clone)]
pub struct Post {
    pub server: Option<Arc<MailServer>>,
    /// Where readers reach the site.
    pub public_url: String,
    /// Whether the program has been told to stop: the mail under way is then the last.
    pub stopping: Stopping,
}

impl Post {
    /// What stands on a federation's mails.
    ///
    /// # Errors
    /// When the database fails.
    pub fn letterhead(&self, db: &Db, actor: &Actor, federation: &Tenant) -> Result<Letterhead> {
        let languages = db.look_up(actor, |i| accounts::languages(i, federation.id))?;
        Ok(Letterhead {
            federation: federation.name.clone(),
            public_url: self.public_url.clone(),
            has_server: self.server.is_some(),
            languages,
        })
    }

    /// After a backup has been restored: holds the mails of a federation that wait or that its next digests would be, skips
    /// the files whose day has come, and tells how many mails are held. Any of it may have gone out since the backup.
    ///
    /// # Errors
    /// When the database fails.
    pub fn hold(&self, db: &Db, federation: &Tenant, now: Instant) -> Result<u64> {
        let operator = Actor::operator(federation.id, now);
        let held = db.write(&operator, |tx| {
            views::skip_due(tx)?;
            notify::hold_waiting(tx)
        })?;
        if self.server.is_none() {
            return Ok(held);
        }
        // Made and held, digests have told what they tell: no later one tells it again.
        let job = Actor::job(federation.id, now);
        notify::make_digests(db, &job, &self.letterhead(db, &job, federation)?)?;
        Ok(held + db.write(&operator, notify::hold_waiting)?)
    }

    /// Sends mails until the program stops: `ended` is closed then, so that nobody waits for the next round.
    pub async fn make_rounds(self, db: Db, clock: Clock, mut ended: oneshot::Receiver<()>) {
        let holder = Id::new().to_string();
        loop {
            let (post, db, clock, holder) = (self.clone(), db.clone(), clock.clone(), holder.clone());
            // The server may think long: no place among those who wait for the database is kept meanwhile.
            let round = tokio::task::spawn_blocking(move || post.round(&db, &clock, &holder)).await;
            match round {
                Ok(Ok(())) => {}
                Ok(Err(error)) => tracing::warn!(%error, "a round of mails failed; it is made again"),
                Err(error) => tracing::warn!(%error, "a round of mails broke off; it is made again"),
            }
            tokio::select! {
                () = tokio::time::sleep(ROUND) => {}
                _ = &mut ended => return,
            }
        }
    }

    /// Makes mails of what is told at once, and sends what is due, in every federation.
    ///
    /// # Errors
    /// When the list of federations cannot be read.
    pub fn round(&self, db: &Db, clock: &Clock, holder: &str) -> Result<()> {
        let now = || (clock)();
        let actor = Actor::job(TenantId::INSTALLATION, now());
        let is_stopping = || self.stopping.has_begun();
        let mut postman = Postman::new(db, self.server.as_deref(), holder, &now).until(&is_stopping);
        for federation in db.look_up(&actor, accounts::tenants)? {
            if is_stopping() {
                break;
            }
            match self.round_in(db, &mut postman, &federation, now()) {
                Ok(true) => {}
                Ok(false) => break,
                Err(error) => {
                    tracing::warn!(%error, federation = federation.key, "mails failed; they are tried again");
                }
            }
        }
        postman.close();
        Ok(())
    }

    /// False when the server is out of reach.
    fn round_in(&self, db: &Db, postman: &mut Postman, federation: &Tenant, now: Instant) -> Result<bool> {
        let actor = Actor::job(federation.id, now);
        if notify::notices_wait(db, &actor)? {
            notify::make_notice_mails(db, &actor, &self.letterhead(db, &actor, federation)?)?;
        }
        Ok(!postman.deliver(federation.id)?.is_server_away)
    }
}
