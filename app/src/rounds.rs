//! What the serving program does by itself. Each kind of work of each federation is a job, which one copy of the program
//! has at a time: it evaluates what a new day changes, logs the heads of the audit chains, makes digests and forgets what
//! is old. A federation in which a job fails does not stop the others.

use crate::domains;
use crate::post::Post;
use kernel::{Actor, Error, Id, Instant, Result, TenantId};
use std::sync::Arc;
use std::time::Duration;
use storage::{Db, Job, View};
use web::accounts::{self, Tenant};
use web::components::Address;
use web::{Clock, FileSettings, Site, Web};

/// How often the program looks whether a job is due.
const ROUND: Duration = Duration::from_secs(30);
/// How often a new day, and an index to be made anew, is looked for.
const EVALUATION_SECONDS: i64 = 600;
/// How long a copy has a job before another may take it.
const HOLD_SECONDS: i64 = 900;
/// Subjects that one transaction of a job evaluates.
const SUBJECTS_A_TIME: i64 = 500;
/// Steps of an index that one round takes: a few seconds, so that a large one keeps no other job waiting.
const STEPS_OF_INDEX: usize = 100;

/// The chain of the installation itself: accounts, tokens, sign-ins, federations.
pub const INSTALLATION: &str = "installation";

/// One copy of the program as it does its rounds.
#[derive(Clone)]
pub struct Caretaker {
    pub db: Db,
    pub clock: Clock,
    /// Which copy it is: the name of this start of it.
    pub holder: String,
    pub post: Post,
    /// Steps of an index of words that it takes in one round.
    pub steps_of_index: usize,
}

/// One kind of work: what it does for a federation, and when it is due next.
struct Kind {
    name: &'static str,
    is_of_installation: bool,
    work: fn(&Caretaker, &Held) -> Result<Instant>,
}

const KINDS: &[Kind] = &[
    Kind { name: "evaluate", is_of_installation: false, work: evaluate },
    Kind { name: "anchor", is_of_installation: true, work: log_anchor },
    Kind { name: "digest", is_of_installation: false, work: make_digests },
    Kind { name: "views", is_of_installation: false, work: send_views },
    Kind { name: "index", is_of_installation: false, work: index_words },
    Kind { name: "forget", is_of_installation: false, work: forget_old },
];

/// A job that this copy has, and for whom.
struct Held {
    job: Job,
    actor: Actor,
    federation: Tenant,
}

impl Caretaker {
    #[must_use]
    pub fn new(db: Db, clock: Clock, post: Post) -> Self {
        Self { db, clock, holder: Id::new().to_string(), post, steps_of_index: STEPS_OF_INDEX }
    }

    /// Makes rounds until the program stops.
    pub async fn make_rounds(self) {
        loop {
            let this = self.clone();
            if let Err(error) = self.db.run(move |_| this.round().map(|_| ())).await {
                tracing::warn!(%error, "a round failed; it is made again");
            }
            tokio::time::sleep(ROUND).await;
        }
    }

    fn now(&self) -> Instant {
        (self.clock)()
    }

    fn on_installation<T: Send + 'static>(
        &self,
        work: impl FnOnce(&storage::Installation) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let actor = Actor::job(TenantId::INSTALLATION, self.now());
        self.db.installation(&actor, |installation| work(installation))
    }

    /// Does every job that is due and that no other copy has, and names those that it did.
    ///
    /// # Errors
    /// When the list of jobs cannot be read.
    pub fn round(&self) -> Result<Vec<Job>> {
        let actor = Actor::job(TenantId::INSTALLATION, self.now());
        let mut federations = self.db.look_up(&actor, accounts::tenants)?;
        federations.push(Tenant {
            id: TenantId::INSTALLATION,
            key: INSTALLATION.to_owned(),
            name: String::new(),
        });
        self.add_jobs(&federations)?;
        let mut done = Vec::new();
        for job in self.db.look_up(&actor, storage::due_jobs)? {
            let kind = KINDS.iter().find(|kind| kind.name == job.name);
            let federation = federations.iter().find(|federation| federation.id == job.tenant);
            // Another version of the program may have jobs that this one does not know.
            let (Some(kind), Some(federation)) = (kind, federation) else { continue };
            if self.do_job(kind, job.clone(), federation.clone())? {
                done.push(job);
            }
        }
        Ok(done)
    }

    /// New federations get their jobs; the others have them.
    fn add_jobs(&self, federations: &[Tenant]) -> Result<()> {
        let actor = Actor::job(TenantId::INSTALLATION, self.now());
        for kind in KINDS {
            let known = self.db.look_up(&actor, |i| storage::tenants_with_job(i, kind.name))?;
            let is_meant = |id: &TenantId| kind.is_of_installation || *id != TenantId::INSTALLATION;
            let all = federations.iter().map(|federation| federation.id).filter(is_meant);
            let missing: Vec<TenantId> = all.filter(|id| !known.contains(id)).collect();
            if !missing.is_empty() {
                self.on_installation(move |i| storage::add_jobs(i, kind.name, &missing))?;
            }
        }
        Ok(())
    }

    /// False when another copy has it, or it failed.
    fn do_job(&self, kind: &Kind, job: Job, federation: Tenant) -> Result<bool> {
        let (taken, holder) = (job.clone(), self.holder.clone());
        if !self.on_installation(move |i| storage::take_job(i, &taken, &holder, HOLD_SECONDS))? {
            return Ok(false);
        }
        let held = Held { actor: Actor::job(job.tenant, self.now()), job, federation };
        let outcome = (kind.work)(self, &held);
        let (job, holder) = (held.job, self.holder.clone());
        match outcome {
            Ok(next_at) => {
                self.on_installation(move |i| storage::done_job(i, &job, &holder, next_at))?;
                Ok(true)
            }
            Err(error) => {
                tracing::warn!(%error, job = kind.name, federation = held.federation.key, "a job failed; it is tried again");
                let problem = error.to_string();
                self.on_installation(move |i| storage::failed_job(i, &job, &holder, &problem))?;
                Ok(false)
            }
        }
    }

    /// The site without visitors: its lists are asked in somebody's place.
    fn unvisited_site(&self) -> Arc<Web> {
        let site = Site {
            public_url: self.post.public_url.clone(),
            address_header: None,
            demo_accounts: Vec::new(),
            files: FileSettings::default(),
        };
        Arc::new(domains::web(self.db.clone(), site, self.clock.clone()))
    }

    /// Says that the job goes on.
    ///
    /// # Errors
    /// When it took so long that another copy has it.
    fn keep(&self, held: &Held) -> Result<()> {
        let (job, holder) = (held.job.clone(), self.holder.clone());
        let is_kept = self.on_installation(move |i| storage::keep_job(i, &job, &holder, HOLD_SECONDS))?;
        if is_kept { Ok(()) } else { Err(Error::failed("another copy of the program has taken the job")) }
    }
}

/// Takes the pack that is in force from today, carries out the reorganisations whose day has come, and evaluates the
/// subjects whose date has come.
fn evaluate(copy: &Caretaker, held: &Held) -> Result<Instant> {
    copy.db.write(&held.actor, findings::apply_pack_in_force)?;
    // One that fails does not keep the rest from being evaluated; the job fails with it all the same, and is seen to.
    let carried_out = organisation::carry_out_due(&copy.db, &held.actor);
    while copy.db.write(&held.actor, |tx| findings::evaluate_due(tx, SUBJECTS_A_TIME))? > 0 {
        copy.keep(held)?;
    }
    carried_out?;
    Ok(copy.now().plus_seconds(EVALUATION_SECONDS))
}

/// Indexes long texts that were left, the records of a federation that had them before there was an index or this way of
/// indexing, and those whose words have changed together, as by a field that was retired. Goes on with a rebuild that was
/// broken off. What a round does not come to, the next does, whichever copy makes it.
fn index_words(copy: &Caretaker, held: &Held) -> Result<Instant> {
    for _ in 0..copy.steps_of_index {
        if !search::index_more(&copy.db, &held.actor)? {
            return Ok(copy.now().plus_seconds(EVALUATION_SECONDS));
        }
        copy.keep(held)?;
    }
    Ok(copy.now())
}

fn log_anchor(copy: &Caretaker, held: &Held) -> Result<Instant> {
    let head = copy.db.read(&held.actor, View::Now, storage::chain_head)?;
    tracing::info!(target: "audit_anchor", federation = held.federation.key, anchor = %head);
    Ok(start_of_tomorrow(&held.actor))
}

/// Digests are made only where they can be sent: what nobody was told stays new.
fn make_digests(copy: &Caretaker, held: &Held) -> Result<Instant> {
    if copy.post.server.is_some() {
        let head = copy.post.letterhead(&copy.db, &held.actor, &held.federation)?;
        notify::make_digests(&copy.db, &held.actor, &head)?;
    }
    notify::next_digests(&copy.db, &held.actor)
}

/// Sends the saved views whose day has come, each as the spreadsheet that its receiver would get. They wait for a server
/// that takes mails.
fn send_views(copy: &Caretaker, held: &Held) -> Result<Instant> {
    if copy.post.server.is_some() {
        let head = copy.post.letterhead(&copy.db, &held.actor, &held.federation)?;
        let site = copy.unvisited_site();
        let file_of = |actor: &Actor, address: &Address| web::list_file_for(&site, actor, address);
        let keep = || copy.keep(held);
        let sender = views::Sender { head: &head, file_of: &file_of, keep: &keep };
        views::send_mailings(&copy.db, &held.actor, &sender)?;
    }
    notify::next_digests(&copy.db, &held.actor)
}

fn forget_old(copy: &Caretaker, held: &Held) -> Result<Instant> {
    copy.db.write(&held.actor, notify::forget_old)?;
    copy.db.write(&held.actor, hooks::forget_old)?;
    copy.db.write(&held.actor, plans::forget_old_drafts)?;
    Ok(start_of_tomorrow(&held.actor))
}

fn start_of_tomorrow(actor: &Actor) -> Instant {
    Instant::from_micros(Instant::end_of(actor.today()).as_micros() + 1)
}
