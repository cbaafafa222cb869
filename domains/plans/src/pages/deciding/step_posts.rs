//! The steps that are taken by a button.

use super::super::plan_words::plan_href;
use crate::decide::{self, SeenPlan};
use kernel::Result;
use storage::Tx;
use web::{Answer, Visit, revision_of};

/// The plan as the page that was sent showed it.
pub(super) fn seen(visit: &Visit) -> Result<SeenPlan> {
    Ok(SeenPlan { plan: visit.id("id")?, revision: Some(revision_of(visit.form()?)?) })
}

fn step(visit: &Visit, verb: fn(&mut Tx, SeenPlan) -> Result<()>, said: &'static str) -> Result<Answer> {
    let seen = seen(visit)?;
    visit.write(move |tx| verb(tx, seen))?;
    Ok(Answer::see_other(plan_href(seen.plan), said))
}

pub(super) fn send_for_review(visit: &Visit) -> Result<Answer> {
    step(visit, decide::send_for_review, "plan-sent-for-review")
}

pub(super) fn take_back(visit: &Visit) -> Result<Answer> {
    step(visit, decide::take_back_from_review, "plan-taken-back")
}

pub(super) fn open_new_version(visit: &Visit) -> Result<Answer> {
    step(visit, decide::open_new_version, "plan-version-opened")
}
