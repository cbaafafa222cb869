//! `/feeds/deadlines.ics`: what somebody has to see to, for the calendar that they subscribe to it with. Who asks is known
//! by the secret in the address alone.

use crate::deadline::Sources;
use crate::feed::calendar_of;
use kernel::{Error, Result};
use maud::html;
use storage::View;
use web::accounts::{self, Account};
use web::{Answer, File, Page, Visit};

/// How far ahead the calendar looks.
const HORIZON_DAYS: i64 = 400;

pub(super) fn deadlines(visit: &Visit) -> Result<Answer> {
    let secret = visit.query("nyckel").unwrap_or_default();
    let db = &visit.web.db;
    let found = db.look_up(&visit.actor, |installation| accounts::feed_owner(installation, secret))?;
    match found {
        Some(account) => calendar(visit, &account),
        None => wrong_secret(visit),
    }
}

fn calendar(visit: &Visit, account: &Account) -> Result<Answer> {
    let (actor, language) = (account.actor((visit.web.clock)()), account.look.language);
    let db = &visit.web.db;
    let deadlines = match actor.person {
        None => Vec::new(),
        Some(person) => {
            let sources = db.attached::<Sources>()?;
            db.read(&actor, View::Now, |read| sources.deadlines_ahead(read, Some(&[person]), HORIZON_DAYS))?
        }
    };
    let text = calendar_of(&deadlines, language, &visit.web.site.public_url, actor.now);
    Ok(Answer::File(File {
        name: "deadlines.ics".to_owned(),
        content_type: "text/calendar; charset=utf-8",
        bytes: text.into_bytes(),
    }))
}

/// Whether an address has been used before or never was one, nobody is told.
fn wrong_secret(visit: &Visit) -> Result<Answer> {
    let from = visit.from.clone();
    let wait = visit
        .web
        .db
        .installation(&visit.actor, move |installation| accounts::count_wrong_feed(installation, &from))?;
    let Some(seconds) = wait else { return Err(Error::NotFound) };
    let mut page = Page::new(visit.text("feed-too-many"), html! {});
    page.status = 429;
    Ok(page.bare().with_header("retry-after", seconds.to_string()))
}
