//! A mail of its own to one person, with files: what another crate has made ready, in the reader's language and within
//! office hours like every other.

use crate::compose::{CHOICE_PATH, Letterhead};
use crate::deadline::Recipient;
use crate::deliver::hours;
use crate::mail::{MailFile, MailKind, NewMail};
use crate::office_hours::compute_send_at;
use crate::pages::letter::{Draft, Item, Section};
use crate::store::mails;
use kernel::{Message, Result};
use storage::Tx;

/// What somebody is sent. Swedish: utskick med bilaga.
#[derive(Clone, Debug)]
pub struct Parcel {
    pub to: Recipient,
    /// A second mail of the same key to the same person is not made.
    pub key: String,
    pub title: Message,
    pub lines: Vec<ParcelLine>,
    pub files: Vec<MailFile>,
}

/// One thing that the mail says, and the page where it is seen to.
#[derive(Clone, Debug)]
pub struct ParcelLine {
    pub text: Message,
    /// A path of this program.
    pub address: String,
}

/// Writes a mail into the outbox, in the transaction of what it follows from. False if there is one of its key.
///
/// # Errors
/// When the database fails.
pub fn post(tx: &mut Tx, head: &Letterhead, parcel: Parcel) -> Result<bool> {
    let usual = findings::pack_in_force(tx)?.default_language;
    let language = head.language(parcel.to.person, usual);
    let item = |line: &ParcelLine| Item {
        text: texts::render(language, &line.text),
        address: head.absolute(&line.address),
    };
    let draft = Draft {
        title: texts::render(language, &parcel.title),
        reader: parcel.to.name.clone(),
        sections: vec![Section { title: None, items: parcel.lines.iter().map(item).collect(), more: 0 }],
        federation: head.federation.clone(),
        choice_address: head.absolute(CHOICE_PATH),
    };
    let mail = head.mail(&parcel.to, language, &draft);
    let (state, reason) = head.standing(&mail.recipient, &mails::refused(tx)?);
    let send_at = compute_send_at(&hours(tx)?, tx.actor().now);
    let mail = NewMail { kind: MailKind::View, key: parcel.key, send_at, files: parcel.files, ..mail };
    mails::add(tx, &mail, state, reason)
}
