//! The view that somebody sees first after signing in.

use crate::visible::{acting, visible_view};
use crate::{SAVED_VIEW, store};
use kernel::{Id, Result, Subject};
use serde_json::json;
use storage::{AuditEntry, Tx};

/// Begins with a view from now on.
///
/// # Errors
/// Not found for a view that the actor may not open.
pub fn begin_with(tx: &mut Tx, view: Id) -> Result<()> {
    let view = visible_view(tx, view)?.id;
    choose(tx, Some(view))
}

/// Begins at Start again.
///
/// # Errors
/// Refused to an account without a person.
pub fn begin_with_none(tx: &mut Tx) -> Result<()> {
    choose(tx, None)
}

fn choose(tx: &mut Tx, view: Option<Id>) -> Result<()> {
    let person = acting(tx)?;
    let before = store::start(tx, person)?;
    let Some(about) = view.or(before).filter(|_| before != view) else { return Ok(()) };
    store::set_start(tx, person, view)?;
    let told = |view: Option<Id>| json!({ "start_view": view.map(|id| id.to_string()) });
    tx.audit(&AuditEntry {
        action: "saved_view.start_chosen",
        subject: Some(Subject::new(SAVED_VIEW, about)),
        changes: storage::changes(&told(before), &told(view)),
        ..AuditEntry::default()
    })
}
