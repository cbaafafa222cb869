//! What happens when the world around the whole program fails: it is killed, its database is full or away, one
//! federation is broken.

mod all_days;
pub mod appointed_by_mail;
mod backed_up;
pub mod calendar_feed;
mod cut_upload;
mod database_fails;
mod killed;
mod mail_command;
mod moved;
mod rounds;
pub mod served;
mod stopping;
mod told_ahead;
mod two_copies;
