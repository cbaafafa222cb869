//! Carries a change of many records out: the first of them at once, the rest by itself. It is found again at its page.

use super::address_of;
use super::change_page::show;
use crate::bulk::{BulkChange, BulkState, UnderWay, carry_out_bulk_change, visible_bulk_change};
use kernel::{Error, Message, Result};
use std::sync::mpsc::{SendError, channel};
use std::time::Duration;
use web::{Answer, Visit};

/// Most changes are done before anybody would look again.
const WORTH_WAITING: Duration = Duration::from_secs(2);

pub(super) fn carry_out(visit: &Visit) -> Result<Answer> {
    let id = visit.id("id")?;
    visit.read(|read| visible_bulk_change(read, id))?;
    let to_page = || Ok(Answer::SeeOther { to: address_of(id), done: None });
    // Whoever presses twice starts it once.
    let Some(under_way) = UnderWay::begin(id) else { return to_page() };
    let begun = match visit.write(move |tx| carry_out_bulk_change(tx, id)) {
        Ok(begun) => begun,
        Err(Error::Rejected(objections)) => {
            drop(under_way);
            return show(visit, &objections);
        }
        Err(error) => return Err(error),
    };
    if begun.state == BulkState::CarriedOut {
        return Ok(done(&begun));
    }
    let (db, actor, clock) = (visit.web.db.clone(), visit.actor.clone(), visit.web.clock.clone());
    let (tell, told) = channel();
    std::thread::spawn(move || {
        let carried_out = under_way.go_on((&db, &actor, &clock));
        drop(under_way);
        // Nobody listens any more where it took long; the page says that it broke off.
        if let Err(SendError(Err(error))) = tell.send(carried_out) {
            tracing::error!(%error, "a change of many records broke off");
        }
    });
    match told.recv_timeout(WORTH_WAITING) {
        Ok(Ok(bulk)) => Ok(done(&bulk)),
        // What stands against going on, the page says as well.
        Ok(Err(Error::Rejected(_))) | Err(_) => to_page(),
        Ok(Err(error)) => Err(error),
    }
}

fn done(bulk: &BulkChange) -> Answer {
    let done = Message::new("bulk-carried-out").with("done", bulk.counts.done);
    Answer::see_other(address_of(bulk.id), done.with("left", bulk.counts.left_out))
}
