//! What people are told: notices that verbs leave behind, deadlines that the domains know of, and how both reach people
//! by mail, on Start and in their calendars.
//!
//! Swedish: utskick. A notice is written in the transaction of the verb; everything else happens afterwards, and each of
//! its steps is written before it is made, so that several copies of the program may work at once.

mod back_off;
mod choose_digest;
mod compose;
mod deadline;
mod deliver;
mod digest;
mod feed;
mod hold;
mod listing;
mod mail;
mod notice;
mod office_hours;
mod pages;
mod parcel;
mod send_again;
mod settings;
mod smtp;
mod store;
mod test_mail;

pub use choose_digest::{choice_of, choose_digest};
pub use compose::{Letterhead, make_notice_mails, notices_wait};
pub use deadline::{Deadline, DeadlineSource, DeadlinesOf, Gap, PeopleSource, Recipient, Sources};
pub use deliver::{Delivered, Postman};
pub use digest::{forget_old, make_digests, next_digests};
pub use hold::hold_waiting;
pub use listing::MAILS;
pub use mail::{DigestChoice, MailFile, MailKind, MailReason, MailRow, MailState};
pub use notice::{MOST_TOLD, Notice, Told, notices_since, open_notices, settle, tell};
pub use office_hours::office_hours;
pub use pages::routes;
pub use parcel::{Parcel, ParcelLine, post};
pub use send_again::{send_again, visible_mail};
pub use settings::{MailServer, MailTls, PATIENCE, mail_address};
pub use store::mails::{Attempt, attempts_of};
pub use test_mail::send_test_mail;

use kernel::{Permission, SubjectKind};
use storage::{Migration, Schema, Statement};

/// Swedish: utskick.
pub const MAIL: SubjectKind = SubjectKind("mail");
/// Swedish: person. The domain of people has the record.
const PERSON: SubjectKind = SubjectKind("person");

/// To see what was sent to whom, and not what it says.
pub const READ_MAILS: Permission = Permission("mail.read");
/// To let a mail go out once more.
pub const RESEND_MAIL: Permission = Permission("mail.resend");

/// What this crate lets people do.
pub const PERMISSIONS: &[Permission] = &[READ_MAILS, RESEND_MAIL];

/// The tables of this crate.
#[must_use]
pub fn schema() -> Schema {
    Schema {
        migrations: vec![
            Migration { domain: "notify", number: 1, sql: include_str!("../migrations/001_notify.sql") },
            Migration {
                domain: "notify",
                number: 2,
                sql: include_str!("../migrations/002_mails_by_person.sql"),
            },
            Migration { domain: "notify", number: 3, sql: include_str!("../migrations/003_attachments.sql") },
        ],
        tenant_tables: vec!["notice", "told_line", "mail", "mail_attempt", "mail_choice", "mail_file"],
        ..Schema::default()
    }
}

/// Every statement of this crate, for the tests.
#[must_use]
pub fn statements() -> Vec<Statement> {
    [store::notices::STATEMENTS, store::mails::STATEMENTS].concat()
}
