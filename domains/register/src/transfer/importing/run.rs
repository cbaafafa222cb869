//! From a table to a report: planned without holding anybody up, and, where something is to be saved, planned again in
//! the transaction that saves it.

use super::apply::apply;
use crate::IMPORT;
use crate::transfer::known::Known;
use crate::transfer::planning::{Ask, Plan, plan_import};
use crate::transfer::report::{Refusal, Report};
use kernel::{Actor, Error, Message, Result};
use std::sync::{Arc, Mutex, PoisonError};
use storage::{Db, Read, Tx, View};

/// How an import is carried out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Manner {
    /// Nothing is saved; the report says what would be.
    pub is_dry: bool,
    /// Rows that can be imported are, although others cannot.
    pub is_partial: bool,
}

/// Times that the rows that remain are tried again after some were refused.
const MOST_TRIES: usize = 3;

/// Imports a table, or tries to.
///
/// # Errors
/// Refused for who may not import. What is wrong with rows stands in the report.
pub fn run_import(db: &Db, actor: &Actor, ask: Ask, manner: Manner) -> Result<Report> {
    let plan = db.read(actor, View::Now, |read| {
        authorise_import(read)?;
        Ok(plan_import(&ask, &Known::load(read)?))
    })?;
    let is_stopped = !plan.report.refused.is_empty() && !manner.is_partial;
    if is_stopped && !(manner.is_dry && needs_trial(&plan)) {
        return Ok(if manner.is_dry { plan.report } else { not_saved(plan.report) });
    }
    if plan.rows.is_empty() || (manner.is_dry && !needs_trial(&plan)) {
        return Ok(Report { is_saved: !manner.is_dry, ..plan.report });
    }
    let mut ask = ask;
    for _ in 0..MOST_TRIES {
        match try_once(db, actor, &ask, manner)? {
            Tried::Done(report) => return Ok(report),
            Tried::Refused(refused) => ask.refused.extend(refused),
        }
        if !manner.is_partial && !manner.is_dry {
            let plan = db.read(actor, View::Now, |read| Ok(plan_import(&ask, &Known::load(read)?)))?;
            return Ok(not_saved(plan.report));
        }
    }
    Err(Error::rejected("file", "transfer-not-readable"))
}

/// Stops an actor who may import nowhere. What they may do to which system, each row asks.
///
/// # Errors
/// Refused.
pub(crate) fn authorise_import(read: &Read) -> Result<()> {
    if access::may_anywhere(read, IMPORT)? {
        return Ok(());
    }
    Err(Error::Refused(Message::new("refused-permission").with("permission", IMPORT.name())))
}

/// Whether some rows can only be judged by the verbs that save them: roles, steps and what may be there but once.
fn needs_trial(plan: &Plan) -> bool {
    plan.rows.iter().any(|row| {
        let before = row.before.clone().unwrap_or_default();
        let is_step =
            row.before.is_some() && before.system.lifecycle_state != row.after.system.lifecycle_state;
        is_step
            || !row.after.system.common_system.is_empty()
            || before.holders != row.after.holders
            || before.objects != row.after.objects
    }) || !plan.new.people.is_empty()
        || !plan.new.organisations.is_empty()
}

/// Of several rows, one was refused and all are left as they were.
fn not_saved(mut report: Report) -> Report {
    report.added = 0;
    report.changed = 0;
    report.warnings.push(Message::new("transfer-warning-nothing-saved"));
    report
}

enum Tried {
    Done(Report),
    Refused(Vec<Refusal>),
}

/// One transaction. It is taken back where rows were refused, and where nothing is to be saved.
fn try_once(db: &Db, actor: &Actor, ask: &Ask, manner: Manner) -> Result<Tried> {
    let outcome: Arc<Mutex<Option<Tried>>> = Arc::default();
    let (told, ask) = (outcome.clone(), ask.clone());
    let saved = db.write(actor, move |tx| {
        let tried = plan_and_apply(tx, &ask, manner)?;
        let is_kept = matches!(&tried, Tried::Done(report) if report.is_saved);
        *told.lock().unwrap_or_else(PoisonError::into_inner) = Some(tried);
        // Only an error takes back what was written.
        if is_kept { Ok(()) } else { Err(Error::rejected("", "transfer-not-readable")) }
    });
    let tried = outcome.lock().unwrap_or_else(PoisonError::into_inner).take();
    match (tried, saved) {
        (Some(Tried::Done(report)), Err(error)) if report.is_saved => Err(error),
        (Some(tried), _) => Ok(tried),
        (None, Err(error)) => Err(error),
        (None, Ok(())) => Err(Error::failed("an import ended without an answer")),
    }
}

fn plan_and_apply(tx: &mut Tx, ask: &Ask, manner: Manner) -> Result<Tried> {
    let known = Known::load(tx)?;
    let plan = plan_import(ask, &known);
    // The register may have changed since it was planned first.
    if !plan.report.refused.is_empty() && !manner.is_partial && !manner.is_dry {
        return Ok(Tried::Done(not_saved(plan.report)));
    }
    let refused = apply(tx, ask, &known, &plan)?;
    if !refused.is_empty() {
        return Ok(Tried::Refused(refused));
    }
    Ok(Tried::Done(Report { is_saved: !manner.is_dry, ..plan.report }))
}
