//! The last step. The work goes on by itself, and is found again at the page of the import.

use super::address_of;
use crate::transfer::importing::{Course, Manner, run_import_along};
use crate::transfer::kept::{self, ImportState, KeptImport, KeptReport};
use crate::transfer::planning::Ask;
use crate::transfer::under_way::{UnderWay, may_run_elsewhere};
use kernel::{Actor, Error, Message, Result};
use std::sync::{Arc, mpsc};
use std::time::Duration;
use storage::Db;
use web::{Answer, Visit};

/// Small imports are done before anybody would look again.
const WORTH_WAITING: Duration = Duration::from_secs(2);

pub(super) fn run(visit: &Visit) -> Result<Answer> {
    let id = visit.id("id")?;
    let now = visit.actor.now;
    let to_page = || Ok(Answer::SeeOther { to: address_of(id), done: None });
    visit.read(|read| kept::find_told(read, id))?;
    // Whoever posts twice starts it once.
    let Some(under_way) = UnderWay::begin(id) else { return to_page() };
    let import = visit.write(move |tx| {
        let import = kept::find(tx, id)?;
        if import.state == ImportState::Saved || may_run_elsewhere(&import.stage(), tx.engine(), now) {
            return Ok(None);
        }
        let import = KeptImport { state: ImportState::Running, started_at: Some(now), ..import };
        kept::save_step(tx, &import)?;
        Ok(Some(import))
    })?;
    let Some(import) = import else { return to_page() };
    let (db, actor, clock) = (visit.web.db.clone(), visit.actor.clone(), visit.web.clock.clone());
    let (tell, told) = mpsc::channel();
    std::thread::spawn(move || {
        // Nobody listens any more where it took long.
        let work = || carry_out(&db, &actor, import, &under_way);
        let _ = tell.send(under_way.telling((&db, &actor, &clock), work));
    });
    match told.recv_timeout(WORTH_WAITING) {
        Ok(Err(error)) => Err(error),
        Ok(Ok(true)) => Ok(Answer::see_other(address_of(id), "transfer-told-saved")),
        Ok(Ok(false)) | Err(_) => to_page(),
    }
}

/// Runs the import and keeps what came of it: that it was saved in the transaction that saves it. True if it was.
fn carry_out(db: &Db, actor: &Actor, mut import: KeptImport, under_way: &UnderWay) -> Result<bool> {
    let table = std::mem::take(&mut import.table);
    let ask = Ask { table, mapping: import.mapping.clone(), ..Ask::default() };
    let manner = Manner { is_dry: false, is_partial: import.is_partial };
    let (saved, language) = (import.clone(), actor.language);
    let course = Course {
        progress: under_way.progress.clone(),
        when_saved: Some(Arc::new(move |tx, report| {
            let report = KeptReport::of(report, language);
            let state = ImportState::Saved;
            kept::save_step(tx, &KeptImport { report, state, started_at: None, ..saved.clone() })
        })),
    };
    let outcome = run_import_along(db, actor, ask, manner, &course);
    if matches!(&outcome, Ok(report) if report.is_saved) {
        return Ok(true);
    }
    let report = match &outcome {
        Ok(report) => KeptReport::of(report, language),
        Err(error) => failed(&import, actor, error),
    };
    let import = KeptImport { report, state: ImportState::Tried, started_at: None, ..import };
    let is_saved = db.write(actor, move |tx| {
        // The answer to the commit may have been lost, though it was done.
        let is_saved = kept::find_told(tx, import.id)?.state == ImportState::Saved;
        if !is_saved {
            kept::save_step(tx, &import)?;
        }
        Ok(is_saved)
    })?;
    match outcome {
        // The database has answered since, so that the page knows that nothing was saved.
        Err(error) if !is_saved && !error.is_unsure() => Err(error),
        _ => Ok(is_saved),
    }
}

/// What was tried stands, with the word that it came to nothing.
fn failed(import: &KeptImport, actor: &Actor, error: &Error) -> KeptReport {
    let message = match error {
        Error::Refused(message) => message.clone(),
        _ => Message::new("transfer-not-finished"),
    };
    let warnings = vec![texts::render(actor.language, &message)];
    KeptReport { warnings, ..import.report.clone() }
}
