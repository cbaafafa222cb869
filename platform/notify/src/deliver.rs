//! Sending the mails whose time has come. Several copies of the program may do so at once: each mail is taken by one of
//! them, and every step is written before it is made, so that none is sent twice whatever stops in between.

use crate::back_off::compute_wait_seconds;
use crate::mail::{MailReason, MailState};
use crate::office_hours::{compute_send_at, office_hours};
use crate::settings::MailServer;
use crate::smtp::{Line, Trouble, written};
use crate::store::mails::{self, Taken};
use kernel::{Actor, Choice as _, Id, Instant, Result, TenantId};
use storage::{Db, Read, Tx, View, values};

/// Mails of one federation that one round takes.
const MOST_AT_ONCE: i64 = 200;
/// How long one copy may be busy with one mail. Longer than all answers of the server together may take.
const HOLD_SECONDS: i64 = 600;

/// One copy of the program as it sends mails. It keeps its line to the server for as long as that takes mails.
pub struct Postman<'p> {
    db: &'p Db,
    server: Option<&'p MailServer>,
    holder: &'p str,
    clock: &'p dyn Fn() -> Instant,
    is_stopping: &'p dyn Fn() -> bool,
    line: Option<Line>,
}

/// What came of sending what was due.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Delivered {
    pub sent: usize,
    pub not_sent: usize,
    /// Nothing else can be sent either for now.
    pub is_server_away: bool,
}

impl<'p> Postman<'p> {
    /// A copy of the program by its name, with or without a server.
    #[must_use]
    pub fn new(
        db: &'p Db,
        server: Option<&'p MailServer>,
        holder: &'p str,
        clock: &'p dyn Fn() -> Instant,
    ) -> Self {
        Self { db, server, holder, clock, is_stopping: &|| false, line: None }
    }

    /// Takes no further mail once this says that the program stops.
    #[must_use]
    pub fn until(self, is_stopping: &'p dyn Fn() -> bool) -> Self {
        Self { is_stopping, ..self }
    }

    fn actor(&self, tenant: TenantId) -> Actor {
        Actor::job(tenant, (self.clock)())
    }

    /// Takes over what a stopped copy left in a federation, and sends what is due there.
    ///
    /// # Errors
    /// When the database fails.
    pub fn deliver(&mut self, tenant: TenantId) -> Result<Delivered> {
        let actor = self.actor(tenant);
        let now = actor.now;
        let (lost, due) = self.db.read(&actor, View::Now, |read| {
            let due: Vec<(Id,)> = read.rows(&mails::DUE, &values![now, MOST_AT_ONCE])?;
            Ok((read.rows::<(Id, bool)>(&mails::LOST, &values![now])?, due))
        })?;
        if !lost.is_empty() {
            self.db.write(&actor, move |tx| take_over(tx, &lost))?;
        }
        let mut sum = Delivered::default();
        let Some(server) = self.server else {
            if !due.is_empty() {
                let end = move |tx: &mut Tx| {
                    let count = tx.execute_unaudited(&mails::NO_SERVER, &values![now])?;
                    tx.execute_unaudited(&mails::FORGET_FILES_OF_ENDED, &[])?;
                    Ok(count)
                };
                sum.not_sent = usize::try_from(self.db.write(&actor, end)?).unwrap_or(usize::MAX);
            }
            return Ok(sum);
        };
        for (id,) in due {
            if (self.is_stopping)() {
                break;
            }
            match self.deliver_one(server, (tenant, id))? {
                Step::Sent => sum.sent += 1,
                Step::NotSent => sum.not_sent += 1,
                Step::NotMine => {}
                Step::Unreachable => {
                    (sum.not_sent, sum.is_server_away) = (sum.not_sent + 1, true);
                    break;
                }
            }
        }
        Ok(sum)
    }

    /// Says goodbye to the server.
    pub fn close(self) {
        if let Some(line) = self.line {
            line.close();
        }
    }

    fn deliver_one(&mut self, server: &MailServer, (tenant, id): (TenantId, Id)) -> Result<Step> {
        let (actor, holder) = (self.actor(tenant), self.holder.to_owned());
        let Some(taken) = self.db.write(&actor, move |tx| take(tx, id, &holder))? else {
            return Ok(Step::NotMine);
        };
        let outcome = match written(server, &taken.letter) {
            Err(detail) => Err((MailReason::WrongAddress, Trouble::Recipient(detail))),
            Ok((to, content)) => match self.hand_over(server, (tenant, id), (&to, &content)) {
                Err(Stopped::Database(error)) => return Err(error),
                Err(Stopped::Lost) => return Ok(Step::NotMine),
                Err(Stopped::Trouble(trouble)) => Err((MailReason::RecipientRefused, trouble)),
                Ok(()) => Ok(()),
            },
        };
        let step = match &outcome {
            Ok(()) => Step::Sent,
            Err((_, Trouble::Server(_))) => Step::Unreachable,
            Err(_) => Step::NotSent,
        };
        let (actor, holder) = (self.actor(tenant), self.holder.to_owned());
        self.db.write(&actor, move |tx| settle(tx, &holder, &taken, outcome))?;
        Ok(step)
    }

    /// The two steps of a mail. Whatever goes wrong, a line that may stand in the middle of one is not used again.
    fn hand_over(
        &mut self,
        server: &MailServer,
        (tenant, id): (TenantId, Id),
        (to, content): (&lettre::message::Mailbox, &[u8]),
    ) -> Result<(), Stopped> {
        let mut line = match self.line.take() {
            Some(line) => line,
            None => Line::open(server).map_err(Stopped::Trouble)?,
        };
        if let Err(trouble) = line.offer(server, to) {
            // A server that said no to this one mail may take the next.
            if matches!(trouble, Trouble::Recipient(_) | Trouble::Refused(_)) && line.reset() {
                self.line = Some(line);
            }
            return Err(Stopped::Trouble(trouble));
        }
        let (actor, holder) = (self.actor(tenant), self.holder.to_owned());
        let now = actor.now;
        let is_mine = self.db.write(&actor, move |tx| {
            Ok(tx.execute_unaudited(&mails::HAND_OVER, &values![id, holder, now])? == 1)
        });
        if !is_mine.map_err(Stopped::Database)? {
            return Err(Stopped::Lost);
        }
        line.hand_over(content).map_err(Stopped::Trouble)?;
        self.line = Some(line);
        Ok(())
    }
}

enum Step {
    Sent,
    NotSent,
    /// Another copy has it.
    NotMine,
    /// Neither this nor any other mail can be sent now.
    Unreachable,
}

enum Stopped {
    Trouble(Trouble),
    /// It took so long that another copy has taken it over.
    Lost,
    Database(kernel::Error),
}

/// Takes a mail, if it is still there to be taken, and notes the attempt.
fn take(tx: &mut Tx, id: Id, holder: &str) -> Result<Option<Taken>> {
    let now = tx.actor().now;
    let hours = hours(tx)?;
    if !hours.is_open(now) {
        tx.execute_unaudited(&mails::POSTPONE, &values![id, compute_send_at(&hours, now)])?;
        return Ok(None);
    }
    let values = values![id, holder, now.plus_seconds(HOLD_SECONDS), now];
    if tx.execute_unaudited(&mails::TAKE, &values)? == 0 {
        return Ok(None);
    }
    tx.execute_unaudited(&mails::BEGIN_ATTEMPT, &values![id, now])?;
    let Some(mut taken) = tx.one::<Taken>(&mails::LETTER, &values![id])? else { return Ok(None) };
    taken.letter.files = tx.rows(&mails::FILES, &values![id])?;
    Ok(Some(taken))
}

pub(crate) fn hours(read: &Read) -> Result<calendar::OpeningHours> {
    office_hours(&*findings::pack_in_force(read)?)
}

/// Writes down what came of an attempt.
fn settle(
    tx: &mut Tx,
    holder: &str,
    taken: &Taken,
    outcome: Result<(), (MailReason, Trouble)>,
) -> Result<()> {
    let (now, hours) = (tx.actor().now, hours(tx)?);
    let after = decide_after(taken.attempts, outcome);
    let send_at =
        after.wait_seconds.map_or(now, |seconds| compute_send_at(&hours, now.plus_seconds(seconds)));
    let sent_at = (after.state == MailState::Sent).then_some(now);
    let id = taken.letter.id;
    let (state, reason) = (after.state.name(), after.reason.name());
    let written = tx.execute_unaudited(
        &mails::SETTLED,
        &values![id, holder, state, reason, &after.detail, send_at, sent_at],
    )?;
    if written == 0 {
        return Ok(());
    }
    tx.execute_unaudited(&mails::END_ATTEMPT, &values![id, state, &after.detail])?;
    if after.state == MailState::Sent {
        tx.execute_unaudited(&mails::FORGET_CONTENT, &values![id])?;
    }
    // What a file shows was right when it was made: it does not lie until somebody lets its mail go again.
    if after.state != MailState::Waiting {
        tx.execute_unaudited(&mails::FORGET_FILES, &values![id])?;
    }
    Ok(())
}

/// How it stands with a mail after an attempt.
#[derive(Debug, PartialEq, Eq)]
struct After {
    state: MailState,
    reason: MailReason,
    detail: String,
    wait_seconds: Option<i64>,
}

/// What follows from an attempt: only what is sure not to have arrived is tried again.
fn decide_after(attempts: i64, outcome: Result<(), (MailReason, Trouble)>) -> After {
    let ended = |state, reason, detail| After { state, reason, detail, wait_seconds: None };
    match outcome {
        Ok(()) => ended(MailState::Sent, MailReason::Nothing, String::new()),
        Err((reason, Trouble::Recipient(detail))) => ended(MailState::Failed, reason, detail),
        Err((_, Trouble::Refused(detail))) => ended(MailState::Failed, MailReason::MailRefused, detail),
        Err((_, Trouble::Unclear(detail))) => ended(MailState::Unclear, MailReason::NoAnswer, detail),
        Err((_, Trouble::Server(detail) | Trouble::Later(detail))) => match compute_wait_seconds(attempts) {
            None => ended(MailState::Failed, MailReason::GivenUp, detail),
            wait_seconds => {
                After { state: MailState::Waiting, reason: MailReason::Later, detail, wait_seconds }
            }
        },
    }
}

/// Takes over what a copy left that has stopped: what it had handed over may have arrived, the rest waits again.
fn take_over(tx: &mut Tx, lost: &[(Id, bool)]) -> Result<()> {
    let now = tx.actor().now;
    for (id, is_handed_over) in lost {
        let (state, reason) = if *is_handed_over {
            (MailState::Unclear, MailReason::CopyStopped)
        } else {
            (MailState::Waiting, MailReason::Later)
        };
        let values = values![*id, state.name(), reason.name(), now];
        if tx.execute_unaudited(&mails::LOST_BY_COPY, &values)? == 1 {
            tx.execute_unaudited(&mails::END_ATTEMPT, &values![*id, state.name(), ""])?;
        }
    }
    tx.execute_unaudited(&mails::FORGET_FILES_OF_ENDED, &[]).map(|_| ())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(attempts: i64, trouble: Trouble) -> (MailState, MailReason, Option<i64>) {
        let after = decide_after(attempts, Err((MailReason::RecipientRefused, trouble)));
        (after.state, after.reason, after.wait_seconds)
    }

    #[test]
    fn only_what_surely_has_not_arrived_is_tried_again_and_not_for_ever() {
        let detail = || "x".to_owned();
        let later = (MailState::Waiting, MailReason::Later);
        assert_eq!(after(1, Trouble::Later(detail())), (later.0, later.1, Some(60)));
        assert_eq!(after(2, Trouble::Server(detail())), (later.0, later.1, Some(300)));
        assert_eq!(after(10, Trouble::Later(detail())), (MailState::Failed, MailReason::GivenUp, None));
        assert_eq!(
            after(1, Trouble::Recipient(detail())),
            (MailState::Failed, MailReason::RecipientRefused, None)
        );
        assert_eq!(after(1, Trouble::Refused(detail())), (MailState::Failed, MailReason::MailRefused, None));
        assert_eq!(after(1, Trouble::Unclear(detail())), (MailState::Unclear, MailReason::NoAnswer, None));
    }
}
