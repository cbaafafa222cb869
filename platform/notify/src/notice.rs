//! Something that somebody is to be told because of what was just done, such as that they were appointed.

use crate::store::{mails, notices};
use kernel::{Id, Instant, Language, Message, Result, Subject};
use storage::{Read, Tx, values};

/// What somebody is told, written in the transaction of what it follows from. Swedish: avisering.
#[derive(Clone, Debug)]
pub struct Notice {
    /// Who is told.
    pub person: Id,
    pub about: Subject,
    /// The page, as a path of this program, where they do what they are asked for.
    pub address: String,
    /// One sentence that says what has happened and to which record.
    pub message: Message,
    /// The same key is never told to the same person twice.
    pub key: String,
    /// Told by a mail of its own, within office hours, also to whoever has no digest. Otherwise it stands in the digest.
    pub is_at_once: bool,
}

/// Leaves a notice behind. What the same person was told by the same key before is not told again.
///
/// # Errors
/// When the database fails.
pub fn tell(tx: &mut Tx, notice: &Notice) -> Result<()> {
    let text = |language| texts::render(language, &notice.message);
    let values = values![
        Id::new(),
        notice.person,
        &notice.key,
        &notice.about.kind,
        notice.about.id,
        &notice.address,
        text(Language::Swedish),
        text(Language::English),
        notice.is_at_once,
        tx.instant(),
    ];
    tx.execute_unaudited(&notices::ADD, &values).map(|_| ())
}

/// Says that what a person was told by a key is seen to: it leaves Start, and is not mailed if it has not been yet.
///
/// # Errors
/// When the database fails.
pub fn settle(tx: &mut Tx, person: Id, key: &str) -> Result<()> {
    tx.execute_unaudited(&notices::SETTLE, &values![person, key])?;
    tx.execute_unaudited(&mails::WITHDRAW, &values![person, notices::mail_key(key)]).map(|_| ())
}

/// A notice as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    pub key: String,
    pub address: String,
    pub text: kernel::LocalText,
    pub on: kernel::Date,
}

/// Notices of the last month that are read at once: more than anybody gets.
pub const MOST_TOLD: i64 = 200;

/// What was told before it is no longer shown as open.
#[must_use]
pub fn notices_since(read: &Read) -> Instant {
    const SHOWN_SECONDS: i64 = 30 * 86_400;
    read.actor().now.plus_seconds(-SHOWN_SECONDS)
}

/// What a person was told lately and has not seen to, newest first.
///
/// # Errors
/// When the database fails.
pub fn open_notices(read: &Read, person: Id) -> Result<Vec<Told>> {
    read.rows(&notices::OPEN_OF_PERSON, &values![person, notices_since(read), MOST_TOLD])
}
