//! What was sent to be saved when the database stopped answering may be saved, or may not. What its sender can do then
//! depends on how it came: what we know again is not carried out twice.

use crate::error_answer::{Trouble, UNSURE};
use crate::visit::{Body, Visit};

/// Says what can be done about it. Where nothing more is said, one looks first.
pub(super) fn with_way_on(visit: &Visit, trouble: Trouble) -> Trouble {
    if trouble.kind != UNSURE {
        return trouble;
    }
    match &visit.body {
        _ if visit.is_api() && visit.header("idempotency-key").is_some() => {
            trouble.saying("error-unsure-key")
        }
        // Its page carries the form as it was drawn; files are not carried back.
        Body::Form(form) if visit.has_run_verb() && form.files.is_empty() && visit.received.is_empty() => {
            trouble.saying("error-unsure-again")
        }
        _ => trouble,
    }
}
