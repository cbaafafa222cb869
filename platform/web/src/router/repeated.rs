//! A form that is sent twice: somebody pressed twice, or the answer was lost on the road. The second time leads where the
//! first did, and nothing is done anew.

use crate::answer::Answer;
use crate::resource::{remember_way, way_before};
use crate::visit::{Body, Visit};
use kernel::{Error, Result};
use std::thread::sleep;
use std::time::Duration;
use storage::View;

/// What the key of the way ends with; those of verbs end with their number.
const WAY: &str = "way";
/// A form that is sent while the first is still being answered waits this often, and this long each time.
const WAITS: usize = 20;
const WAIT: Duration = Duration::from_millis(50);

/// The answer that the very same form got before.
pub(super) fn answered(visit: &Visit) -> Result<Option<Answer>> {
    let Some(key) = key_of(visit) else { return Ok(None) };
    let to = visit.web.db.read(&visit.actor, View::Now, |read| way_before(read, &key))?;
    Ok(to.map(|to| Answer::SeeOther { to, done: None }))
}

/// What a handler answered to a form: a way is remembered, and an objection that the form was saved already gives way to
/// the answer of the first, as soon as that is known.
pub(super) fn settled(visit: &Visit, handled: Result<Answer>) -> Result<Answer> {
    if visit.repeats.get().is_some() {
        for _ in 0..WAITS {
            if let Some(answer) = answered(visit)? {
                return Ok(answer);
            }
            sleep(WAIT);
        }
        return handled;
    }
    if let (Ok(Answer::SeeOther { to, .. }), true) = (&handled, visit.has_run_verb()) {
        remember(visit, to);
    }
    handled
}

/// What was saved stays saved even where the way cannot be remembered.
fn remember(visit: &Visit, to: &str) {
    let (Some(key), to) = (key_of(visit), to.to_owned()) else { return };
    let remembered = visit.web.db.write(&visit.actor, move |tx| remember_way(tx, &key, &to));
    if let Err(error) = remembered {
        tracing::warn!(%error, "where a form led was not remembered");
    }
}

fn key_of(visit: &Visit) -> Option<String> {
    let is_of_browser = visit.session.is_some() && matches!(visit.body, Body::Form(_));
    visit.form_key(WAY).filter(|_| is_of_browser)
}

/// Whether an error says that the form was saved before.
pub(crate) fn is_repeat(error: &Error) -> bool {
    matches!(error, Error::Rejected(objections)
        if objections.iter().any(|one| one.message.key == "objection-already-saved"))
}
