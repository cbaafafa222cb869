//! The pages of this crate: what somebody gets and their calendar, and for administrators what was sent.

pub(crate) mod letter;

mod deadlines_feed;
mod mail_list;
mod mail_page;
mod mine;

use crate::compose::CHOICE_PATH;
use crate::{READ_MAILS, RESEND_MAIL};
use web::{Access, Route};

const MAILS_PATH: &str = "/administration/utskick";
/// Where calendars ask for somebody's deadlines.
pub(crate) const FEED_PATH: &str = "/feeds/deadlines.ics";

/// The routes of these pages.
#[must_use]
pub fn routes() -> Vec<Route> {
    vec![
        Route::get(MAILS_PATH, Access::Needs(READ_MAILS), mail_list::mails).listing("mail-list"),
        Route::get("/administration/utskick/{id}", Access::Needs(READ_MAILS), mail_page::mail).of("mail"),
        Route::post("/administration/utskick/{id}/igen", Access::Needs(RESEND_MAIL), mail_page::send_again)
            .of("mail"),
        Route::get(CHOICE_PATH, Access::SignedIn, mine::mine),
        Route::post(CHOICE_PATH, Access::SignedIn, mine::choose),
        Route::post("/mina-utskick/kalender", Access::SignedIn, mine::renew_calendar),
        Route::post("/mina-utskick/kalender/ta-bort", Access::SignedIn, mine::revoke_calendar),
        Route::get(FEED_PATH, Access::Public, deadlines_feed::deadlines),
    ]
}
