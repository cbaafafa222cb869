//! Sending the deliveries whose time has come. Several copies of the program may do so at once: each delivery is taken by
//! one of them for a while; what a copy leaves that stops is taken by another. So a message may arrive twice, with the
//! same delivery id, and is never lost.

use crate::back_off::{compute_rest_seconds, compute_wait_seconds};
use crate::delivery::{Delivery, DeliveryState, TroubleReason};
use crate::hook::WebHook;
use crate::message::{self, Message, Trouble};
use crate::secret::{Secret, signature_of};
use crate::settings::Settings;
use crate::store;
use crate::switch_off::switch_off;
use kernel::{Actor, Choice as _, Id, Instant, Result, TenantId};
use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use storage::{Db, Tx, View, values};
use ureq::Agent;
use web::{Clock, Stopping};

/// Deliveries of one hook that one round takes: what waits for one pushes out nothing of another's.
const MOST_OF_A_HOOK: i64 = 200;
/// How long one round is busy with one hook before it begins another message: one that is slow keeps nobody waiting long.
const LINE_SECONDS: i64 = 15;
/// How long one round begins with further hooks: many that are slow do not add up, and who is left out is the first of the
/// next round.
const ROUND_SECONDS: i64 = 30;
/// How long one copy may be busy with one delivery: longer than any receiver may take.
const HOLD_SECONDS: i64 = 120;
/// Receivers that are told at the same time: one that hangs keeps few others waiting.
const LINES: usize = 8;

/// One copy of the program as it tells hooks.
pub struct Sender {
    db: Db,
    settings: Arc<Settings>,
    agent: Agent,
    holder: String,
    clock: Clock,
    stopping: Stopping,
    /// The hook that the last round came to. It orders the work of this copy and decides nothing.
    last: Mutex<Option<Place>>,
}

/// A federation and one of its hooks.
type Place = (TenantId, Id);

/// What came of sending what was due.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sent {
    pub delivered: usize,
    pub not_delivered: usize,
}

/// What waits for one hook, in the order of the log.
struct Line {
    place: Place,
    deliveries: Vec<Id>,
}

/// A delivery that this copy has.
struct Taken {
    delivery: Delivery,
    hook: WebHook,
}

impl Sender {
    /// A copy of the program by its name.
    ///
    /// # Errors
    /// When the program attached no settings.
    pub fn new(db: &Db, holder: &str, clock: &Clock, stopping: &Stopping) -> Result<Self> {
        let settings = db.attached::<Settings>()?;
        Ok(Self {
            agent: message::agent(&settings),
            db: db.clone(),
            settings,
            holder: holder.to_owned(),
            clock: clock.clone(),
            stopping: stopping.clone(),
            last: Mutex::default(),
        })
    }

    fn actor(&self, tenant: TenantId) -> Actor {
        Actor::job(tenant, (self.clock)())
    }

    /// Makes deliveries of what has happened in these federations and sends what is due. Without a key nothing is done:
    /// hooks stay where they are. A federation that fails does not stop the others.
    ///
    /// # Errors
    /// None today.
    pub fn round(&self, tenants: &[TenantId]) -> Result<Sent> {
        if self.settings.key.is_none() {
            return Ok(Sent::default());
        }
        let mut lines = Vec::new();
        for tenant in tenants.iter().take_while(|_| !self.stopping.has_begun()) {
            match self.lines_of(*tenant) {
                Ok(due) => lines.extend(due),
                Err(error) => {
                    tracing::warn!(%error, tenant = tenant.0, "web-hooks failed; they are tried again")
                }
            }
        }
        Ok(self.send_all(lines))
    }

    fn lines_of(&self, tenant: TenantId) -> Result<Vec<Line>> {
        let actor = self.actor(tenant);
        if self.db.read(&actor, View::Now, crate::queue_waits)? {
            while self.db.write(&actor, crate::queue)? && !self.stopping.has_begun() {}
        }
        let due: Vec<(Id, Id)> = self
            .db
            .read(&actor, View::Now, |read| read.rows(&store::DUE, &values![actor.now, MOST_OF_A_HOOK]))?;
        let mut by_hook: BTreeMap<Id, Vec<Id>> = BTreeMap::new();
        for (hook, delivery) in due {
            by_hook.entry(hook).or_default().push(delivery);
        }
        let line = |(hook, deliveries)| Line { place: (tenant, hook), deliveries };
        Ok(by_hook.into_iter().map(line).collect())
    }

    /// A few threads share the lines; each line is one thread's, so that a receiver is told in order.
    fn send_all(&self, lines: Vec<Line>) -> Sent {
        let threads = lines.len().min(LINES);
        let (lines, sum) = (Mutex::new(self.in_turn(lines)), Mutex::new(Sent::default()));
        let until = (self.clock)().plus_seconds(ROUND_SECONDS);
        let next = || {
            let mut lines = locked(&lines);
            let line = if self.goes_on(until) { lines.pop_front() } else { None };
            if let Some(line) = &line {
                *locked(&self.last) = Some(line.place);
            }
            line
        };
        let work = || {
            while let Some(line) = next() {
                let sent = self.send_line(&line).unwrap_or_else(|error| {
                    tracing::warn!(%error, tenant = line.place.0.0, "a web-hook failed; it is tried again");
                    Sent::default()
                });
                let mut sum = locked(&sum);
                sum.delivered += sent.delivered;
                sum.not_delivered += sent.not_delivered;
            }
        };
        std::thread::scope(|scope| {
            for _ in 0..threads {
                scope.spawn(work);
            }
        });
        sum.into_inner().unwrap_or_else(PoisonError::into_inner)
    }

    /// The lines in an order that begins after the hook that the last round came to.
    fn in_turn(&self, mut lines: Vec<Line>) -> VecDeque<Line> {
        lines.sort_by_key(|line| line.place);
        let last = *locked(&self.last);
        let first = lines.partition_point(|line| last.is_some_and(|last| line.place <= last));
        lines.rotate_left(first);
        lines.into()
    }

    fn goes_on(&self, until: Instant) -> bool {
        !self.stopping.has_begun() && (self.clock)() < until
    }

    /// The first that does not arrive ends the line for now, and so does its time.
    fn send_line(&self, line: &Line) -> Result<Sent> {
        let mut sent = Sent::default();
        let until = (self.clock)().plus_seconds(LINE_SECONDS);
        for id in line.deliveries.iter().take_while(|_| self.goes_on(until)) {
            match self.send_one(line.place.0, *id)? {
                Some(true) => sent.delivered += 1,
                Some(false) => {
                    sent.not_delivered += 1;
                    break;
                }
                None => break,
            }
        }
        Ok(sent)
    }

    /// None when another copy is telling the hook, or it is not told any more.
    fn send_one(&self, tenant: TenantId, id: Id) -> Result<Option<bool>> {
        let (actor, holder) = (self.actor(tenant), self.holder.clone());
        let Some(taken) = self.db.write(&actor, move |tx| take(tx, id, &holder))? else { return Ok(None) };
        let outcome = self.tell(tenant, &taken);
        let (actor, holder, is_told) = (self.actor(tenant), self.holder.clone(), outcome.is_ok());
        self.db.write(&actor, move |tx| settle(tx, &holder, &taken, outcome))?;
        Ok(Some(is_told))
    }

    fn tell(&self, tenant: TenantId, taken: &Taken) -> Result<i64, Trouble> {
        let Taken { delivery, hook } = taken;
        let secret = self.settings.key.as_ref().map(|key| Secret::of(key, tenant, hook));
        let Some(secret) = secret.filter(|secret| secret.print() == hook.secret_print) else {
            return Err(Trouble::new(TroubleReason::OtherKey, ""));
        };
        let timestamp = (self.clock)().as_micros() / 1_000_000;
        let message = Message {
            address: &hook.address,
            body: &delivery.body,
            headers: [
                ("x-vidmakt-event", delivery.action.clone()),
                ("x-vidmakt-delivery", delivery.id.to_string()),
                ("x-vidmakt-timestamp", timestamp.to_string()),
                ("x-vidmakt-signature", signature_of(&secret, timestamp, &delivery.body)),
            ],
        };
        message::send(&self.agent, &message)
    }
}

/// What a thread that broke off leaves behind a lock is whole: nothing there is half-written.
fn locked<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Takes a delivery, if it is still there to be taken and its hook is still told.
fn take(tx: &mut Tx, id: Id, holder: &str) -> Result<Option<Taken>> {
    let now = tx.actor().now;
    let Some(delivery) = tx.one::<Delivery>(&store::DELIVERY, &values![id])? else { return Ok(None) };
    let hook: WebHook = tx.found(&store::HOOK, &values![delivery.hook])?;
    if !hook.is_told() {
        return Ok(None);
    }
    let values = values![id, holder, now.plus_seconds(HOLD_SECONDS), now];
    if tx.execute_unaudited(&store::TAKE, &values)? == 0 {
        return Ok(None);
    }
    let delivery = Delivery { attempts: delivery.attempts + 1, ..delivery };
    Ok(Some(Taken { delivery, hook }))
}

/// Writes down what came of an attempt, unless another copy has taken the delivery over meanwhile.
fn settle(tx: &mut Tx, holder: &str, taken: &Taken, outcome: Result<i64, Trouble>) -> Result<()> {
    let (now, id) = (tx.actor().now, taken.delivery.id);
    let after = decide_after(taken.delivery.attempts, outcome);
    let is_over = after.wait_seconds.is_none();
    let (send_at, ended_at): (Instant, Option<Instant>) =
        (now.plus_seconds(after.wait_seconds.unwrap_or_default()), is_over.then_some(now));
    let (state, reason) = (after.state.name(), after.trouble.reason.name());
    let values = values![
        id,
        holder,
        state,
        reason,
        &after.trouble.detail,
        after.trouble.answer_code,
        send_at,
        ended_at
    ];
    if tx.execute_unaudited(&store::SETTLED, &values)? == 0 {
        return Ok(());
    }
    went(tx, taken.hook.id, after.state == DeliveryState::Delivered)
}

/// A hook that was told has no failures behind it; one that fails rests, and is switched off in the end.
fn went(tx: &mut Tx, hook: Id, is_told: bool) -> Result<()> {
    let now = tx.actor().now;
    if is_told {
        return tx.execute_unaudited(&store::WENT, &values![hook, 0i64, 0i64]).map(|_| ());
    }
    let failures = store::progress(tx, hook)?.0 + 1;
    let rest = compute_rest_seconds(failures);
    let rests_until = now.plus_seconds(rest.unwrap_or_default());
    tx.execute_unaudited(&store::WENT, &values![hook, failures, rests_until])?;
    let stored: WebHook = tx.found(&store::HOOK, &values![hook])?;
    if rest.is_none() && stored.is_active == Some(true) { switch_off(tx, &stored) } else { Ok(()) }
}

/// How it stands with a delivery after an attempt.
#[derive(Debug, PartialEq, Eq)]
struct After {
    state: DeliveryState,
    trouble: Trouble,
    wait_seconds: Option<i64>,
}

fn decide_after(attempts: i64, outcome: Result<i64, Trouble>) -> After {
    match outcome {
        Ok(code) => After {
            state: DeliveryState::Delivered,
            trouble: Trouble { answer_code: Some(code), ..Trouble::new(TroubleReason::Nothing, "") },
            wait_seconds: None,
        },
        Err(trouble) => {
            let wait_seconds = compute_wait_seconds(attempts);
            let state = if wait_seconds.is_some() { DeliveryState::Waiting } else { DeliveryState::Failed };
            After { state, trouble, wait_seconds }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_did_not_arrive_waits_longer_each_time_and_is_given_up_at_the_tenth_attempt() {
        let trouble = || Trouble::new(TroubleReason::Slow, "x");
        let after = |attempts| {
            let after = decide_after(attempts, Err(trouble()));
            (after.state, after.wait_seconds)
        };
        assert_eq!(after(1), (DeliveryState::Waiting, Some(60)));
        assert_eq!(after(9), (DeliveryState::Waiting, Some(48 * 3_600)));
        assert_eq!(after(10), (DeliveryState::Failed, None));
        let told = decide_after(10, Ok(204));
        assert_eq!((told.state, told.trouble.answer_code), (DeliveryState::Delivered, Some(204)));
    }
}
