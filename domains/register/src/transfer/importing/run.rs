//! From a table to a report: planned without holding anybody up, and, where something is to be saved, planned again in
//! the transaction that saves it.

use super::apply::apply;
use super::progress::{Phase, Progress};
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

/// Done in the transaction that saves an import, so that the two cannot part.
pub type WhenSaved = Arc<dyn Fn(&mut Tx, &Report) -> Result<()> + Send + Sync>;

/// What goes along with an import.
#[derive(Clone, Default)]
pub struct Course {
    pub progress: Arc<Progress>,
    pub when_saved: Option<WhenSaved>,
}

/// Times that the rows that remain are tried again after some were refused.
const MOST_TRIES: usize = 3;

/// Imports a table, or tries to.
///
/// # Errors
/// Refused for who may not import. What is wrong with rows stands in the report.
pub fn run_import(db: &Db, actor: &Actor, ask: Ask, manner: Manner) -> Result<Report> {
    run_import_along(db, actor, ask, manner, &Course::default())
}

/// The same, telling how far it is.
///
/// # Errors
/// As [`run_import`], and those of what is done when it is saved.
pub fn run_import_along(db: &Db, actor: &Actor, ask: Ask, manner: Manner, course: &Course) -> Result<Report> {
    course.progress.begin(Phase::Planning, 0);
    let plan = db.read(actor, View::Now, |read| {
        authorise_import(read)?;
        Ok(plan_import(&ask, &Known::load(read)?))
    })?;
    let is_stopped = !plan.report.refused.is_empty() && !manner.is_partial;
    if is_stopped && !(manner.is_dry && needs_trial(&plan)) {
        return Ok(if manner.is_dry { plan.report } else { not_saved(plan.report) });
    }
    if manner.is_dry && !needs_trial(&plan) {
        return Ok(plan.report);
    }
    if plan.rows.is_empty() {
        return nothing_to_save(db, actor, plan.report, course);
    }
    let mut ask = ask;
    for _ in 0..MOST_TRIES {
        match try_once(db, actor, &ask, manner, course)? {
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

/// The register says already what the table says.
fn nothing_to_save(db: &Db, actor: &Actor, report: Report, course: &Course) -> Result<Report> {
    let report = Report { is_saved: true, ..report };
    if let Some(when_saved) = course.when_saved.clone() {
        let told = report.clone();
        db.write(actor, move |tx| when_saved(tx, &told))?;
    }
    Ok(report)
}

/// Stops an actor who may import nowhere. What they may do to which system, each row asks.
///
/// # Errors
/// Refused.
pub(crate) fn authorise_import(read: &Read) -> Result<()> {
    if access::may_anywhere(read, IMPORT)? {
        return Ok(());
    }
    Err(access::refused(IMPORT))
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
fn try_once(db: &Db, actor: &Actor, ask: &Ask, manner: Manner, course: &Course) -> Result<Tried> {
    let outcome: Arc<Mutex<Option<Tried>>> = Arc::default();
    let (told, ask, course) = (outcome.clone(), ask.clone(), course.clone());
    let saved = db.write(actor, move |tx| {
        let tried = plan_and_apply(tx, &ask, manner, &course)?;
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

fn plan_and_apply(tx: &mut Tx, ask: &Ask, manner: Manner, course: &Course) -> Result<Tried> {
    let progress = &course.progress;
    progress.begin(Phase::Planning, ask.table.rows.len());
    let known = Known::load(tx)?;
    let plan = plan_import(ask, &known);
    // The register may have changed since it was planned first.
    if !plan.report.refused.is_empty() && !manner.is_partial && !manner.is_dry {
        return Ok(Tried::Done(not_saved(plan.report)));
    }
    let refused = apply(tx, ask, (&known, &plan), progress)?;
    if !refused.is_empty() {
        return Ok(Tried::Refused(refused));
    }
    let report = Report { is_saved: !manner.is_dry, ..plan.report };
    if report.is_saved {
        progress.begin(Phase::Judging, 0);
        findings::keep_touched(tx, &mut |total, done| progress.reach_of(total, done))?;
        if let Some(when_saved) = &course.when_saved {
            when_saved(tx, &report)?;
        }
    }
    Ok(Tried::Done(report))
}
