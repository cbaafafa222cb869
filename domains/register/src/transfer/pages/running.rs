//! The last step. The work goes on by itself, and is found again at the page of the import.

use super::address_of;
use crate::transfer::importing::{Manner, run_import};
use crate::transfer::kept::{self, ImportState, KeptImport, KeptReport};
use crate::transfer::planning::Ask;
use kernel::{Actor, Error, Instant, Message, Result};
use std::sync::mpsc;
use std::time::Duration;
use storage::Db;
use web::{Answer, Visit};

/// Small imports are done before anybody would look again.
const WORTH_WAITING: Duration = Duration::from_secs(2);
/// After this, the program must have been stopped while it worked; nothing was saved.
const LONGEST_SECONDS: i64 = 15 * 60;

/// Whether a running import still runs.
pub(super) fn is_alive(import: &KeptImport, now: Instant) -> bool {
    import.started_at.is_some_and(|started| now < started.plus_seconds(LONGEST_SECONDS))
}

pub(super) fn run(visit: &Visit) -> Result<Answer> {
    let id = visit.id("id")?;
    let now = visit.actor.now;
    // Whoever posts twice starts it once.
    let import = visit.write(move |tx| {
        let import = kept::find(tx, id)?;
        if import.state == ImportState::Saved
            || (import.state == ImportState::Running && is_alive(&import, now))
        {
            return Ok(None);
        }
        let import = KeptImport { state: ImportState::Running, started_at: Some(now), ..import };
        kept::save_step(tx, &import)?;
        Ok(Some(import))
    })?;
    let Some(import) = import else { return Ok(Answer::SeeOther { to: address_of(id), done: None }) };
    let (db, actor) = (visit.web.db.clone(), visit.actor.clone());
    let (tell, told) = mpsc::channel();
    std::thread::spawn(move || {
        // Nobody listens any more where it took long.
        let _ = tell.send(carry_out(&db, &actor, import));
    });
    match told.recv_timeout(WORTH_WAITING) {
        Ok(Err(error)) => Err(error),
        Ok(Ok(true)) => Ok(Answer::see_other(address_of(id), "transfer-told-saved")),
        Ok(Ok(false)) | Err(_) => Ok(Answer::SeeOther { to: address_of(id), done: None }),
    }
}

/// Runs the import and keeps what came of it. True if it was saved.
fn carry_out(db: &Db, actor: &Actor, import: KeptImport) -> Result<bool> {
    let ask = Ask { table: import.table.clone(), mapping: import.mapping.clone(), ..Ask::default() };
    let manner = Manner { is_dry: false, is_partial: import.is_partial };
    let outcome = run_import(db, actor, ask, manner);
    let (report, is_saved) = match &outcome {
        Ok(report) => (KeptReport::of(report, actor.language), report.is_saved),
        Err(error) => (failed(&import, actor, error), false),
    };
    let state = if is_saved { ImportState::Saved } else { ImportState::Tried };
    let import = KeptImport { report, state, started_at: None, ..import };
    db.write(actor, move |tx| kept::save_step(tx, &import))?;
    outcome.map(|report| report.is_saved)
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
