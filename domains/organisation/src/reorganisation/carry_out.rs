//! Carries a decided plan out on its day, or later where the program did not run then: all of it in one transaction, or
//! nothing. What no longer fits stops it, and whoever decided it is told.

use super::follow::following;
use super::outcome::{Became, Outcome};
use super::preview::Found;
use super::save_plan::keep;
use super::{Reorganisation, ReorganisationState, preview};
use crate::forum::close_forums_of;
use crate::record_of_change::Because;
use crate::save_employment::write_employments;
use crate::save_organisation::write_organisation;
use crate::save_site::write_site;
use crate::save_unit::write_unit;
use crate::store::assignments::assignments_of_all;
use crate::store::reorganisations as store;
use crate::{EndAssignment, Ending, Organisation, REORGANISATION, UNIT, end_assignment};
use kernel::{Actor, Date, Error, Id, LocalText, Message, Objection, Result, Subject};
use storage::{Db, Tx, View};

/// Carries out the decided plans whose day has come, in the order of their days, each by itself. One that fails does not
/// stop the others.
///
/// # Errors
/// The last thing that failed; that plan is tried again in the next round.
pub fn carry_out_due(db: &Db, actor: &Actor) -> Result<()> {
    let mut answer = Ok(());
    for id in db.read(actor, View::Now, store::due)? {
        let done = match db.write(actor, move |tx| carry_out(tx, id)) {
            Err(Error::Rejected(objections)) => db.write(actor, move |tx| stop(tx, id, &objections)),
            done => done,
        };
        answer = done.and(answer);
    }
    answer
}

fn carry_out(tx: &mut Tx, id: Id) -> Result<()> {
    let before = store::reorganisation(tx, id)?;
    // Another copy of the program may have been first.
    if before.state != ReorganisationState::Decided || before.effective_on > tx.today() {
        return Ok(());
    }
    let found = preview::obstacles_on_the_day(tx, &before)?;
    if !found.objections.is_empty() {
        return Err(Error::Rejected(found.objections));
    }
    write(tx, &before, found)?;
    let done = Reorganisation {
        state: ReorganisationState::CarriedOut,
        carried_out_on: Some(tx.today()),
        revision: before.revision + 1,
        ..before.clone()
    };
    keep(tx, Some(&before), &done, ("reorganisation.carried_out", &because(&before)))
}

/// The reorganisation stands as the reason with everything that it makes another.
fn because(plan: &Reorganisation) -> Because {
    Because { reason: plan.name.clone(), decision: plan.decision.clone() }
}

/// Writes everything that follows from a plan.
pub(super) fn write(tx: &mut Tx, plan: &Reorganisation, found: Found) -> Result<()> {
    let (outcome, because) = (found.outcome, because(plan));
    let closed = closed_organisations(&outcome);
    for Became { before, after } in outcome.organisations {
        let revision = next(before.as_ref().map(|old| old.revision));
        write_organisation(tx, before.as_ref(), &Organisation { revision, ..after }, &because)?;
    }
    let mut elsewhere = Vec::new();
    for Became { before, after } in outcome.units {
        if before.as_ref().is_some_and(|old| old.organisation != after.organisation) {
            elsewhere.push(Subject::new(UNIT, after.id));
        }
        let revision = next(before.as_ref().map(|old| old.revision));
        write_unit(tx, before.as_ref(), &crate::Unit { revision, ..after }, &because)?;
    }
    for Became { before, after } in outcome.sites {
        let revision = next(before.as_ref().map(|old| old.revision));
        write_site(tx, before.as_ref(), &crate::Site { revision, ..after }, &because)?;
    }
    let employments = outcome.employments.into_iter().map(|Became { before, after }| {
        let revision = next(before.as_ref().map(|old| old.revision));
        (before, crate::Employment { revision, ..after })
    });
    write_employments(tx, &employments.collect::<Vec<_>>(), &because)?;
    for room in following(tx)?.iter() {
        (room.take_along)(tx, &outcome.successions, &because)?;
    }
    findings::settle_above(tx, &elsewhere)?;
    let last_day = plan.effective_on.yesterday().unwrap_or(Date::MIN);
    close_forums_of(tx, &closed, last_day, &because)?;
    end_roles_on(tx, &closed, last_day, &because)
}

fn next(revision: Option<i64>) -> i64 {
    revision.unwrap_or(0) + 1
}

pub(super) fn closed_organisations(outcome: &Outcome) -> Vec<Id> {
    let closes = |one: &&Became<Organisation>| {
        one.before.as_ref().is_some_and(|old| old.to != one.after.to) && one.after.to.is_some()
    };
    outcome.organisations.iter().filter(closes).map(|one| one.after.id).collect()
}

/// Roles on an organisation end with it: who leads the new one is appointed there.
fn end_roles_on(tx: &mut Tx, closed: &[Id], last_day: Date, because: &Because) -> Result<()> {
    for held in assignments_of_all(tx, closed)? {
        let ending = match held.counts {
            Some(counts) if counts.to.is_some_and(|to| to <= last_day) => continue,
            _ if held.from > last_day => Ending::Withdrawn,
            _ => Ending::On(last_day),
        };
        let ask = EndAssignment { id: held.id, revision: held.revision, ending, because: because.clone() };
        end_assignment(tx, &ask)?;
    }
    Ok(())
}

/// Stops a plan that no longer fits, and tells whoever decided it.
fn stop(tx: &mut Tx, id: Id, objections: &[Objection]) -> Result<()> {
    let before = store::reorganisation(tx, id)?;
    if before.state != ReorganisationState::Decided {
        return Ok(());
    }
    let stopped = Reorganisation {
        state: ReorganisationState::Stopped,
        stopped_by: objections.iter().map(|one| in_both_languages(&one.message)).collect(),
        revision: before.revision + 1,
        ..before.clone()
    };
    keep(tx, Some(&before), &stopped, ("reorganisation.stopped", &Because::default()))?;
    let Some(person) = before.decided_by else { return Ok(()) };
    notify::tell(
        tx,
        &notify::Notice {
            person,
            about: Subject::new(REORGANISATION, id),
            address: format!("/organisation/omorganisation/{id}"),
            message: Message::new("reorganisation-stopped-notice").with("name", before.name.clone()),
            key: format!("reorganisation-stopped-{id}-{}", stopped.revision),
            is_at_once: true,
        },
    )
}

fn in_both_languages(message: &Message) -> LocalText {
    let [sv, en] = kernel::Language::ALL.map(|language| texts::render(language, message));
    LocalText::new(sv, en)
}
