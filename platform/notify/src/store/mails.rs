//! Mails and the attempts to send them, as they are kept.

use crate::mail::{MailFile, MailReason, MailRow, MailState, NewMail};
use crate::smtp::Letter;
use kernel::{Choice as _, Id, Instant, Result};
use std::collections::BTreeSet;
use storage::{FromRow, Read, Row, Tx, statements, values};

statements! {
    ADD = "INSERT INTO mail (tenant_id, id, person_id, person_name, sort_key, recipient, kind, key, title, plain, html, \
        state, reason, send_at, made_at, detail, attempts, holder, held_until, is_handed_over) \
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, '', 0, '', 0, 0) \
        ON CONFLICT (tenant_id, person_id, key) DO NOTHING";
    WITHDRAW = "UPDATE mail SET state = 'withdrawn', plain = '', html = '' WHERE tenant_id = ?1 AND person_id = ?2 \
        AND key = ?3 AND state = 'waiting'";
    DUE = "SELECT m.id FROM @@mail AS m WHERE m.state = 'waiting' AND m.send_at <= ?2 ORDER BY m.send_at, m.id LIMIT ?3";
    LOST = "SELECT m.id, m.is_handed_over FROM @@mail AS m WHERE m.state = 'sending' AND m.held_until <= ?2 \
        ORDER BY m.id LIMIT 100";
    TAKE = "UPDATE mail SET state = 'sending', holder = ?3, held_until = ?4, attempts = attempts + 1, is_handed_over = 0 \
        WHERE tenant_id = ?1 AND id = ?2 AND state = 'waiting' AND send_at <= ?5";
    HAND_OVER = "UPDATE mail SET is_handed_over = 1 WHERE tenant_id = ?1 AND id = ?2 AND state = 'sending' \
        AND holder = ?3 AND held_until > ?4";
    SETTLED = "UPDATE mail SET state = ?4, reason = ?5, detail = ?6, send_at = ?7, sent_at = ?8, holder = '', \
        held_until = 0 WHERE tenant_id = ?1 AND id = ?2 AND state = 'sending' AND holder = ?3";
    LOST_BY_COPY = "UPDATE mail SET state = ?3, reason = ?4, holder = '', held_until = 0 WHERE tenant_id = ?1 AND id = ?2 \
        AND state = 'sending' AND held_until <= ?5";
    POSTPONE = "UPDATE mail SET send_at = ?3 WHERE tenant_id = ?1 AND id = ?2 AND state = 'waiting'";
    FORGET_CONTENT = "UPDATE mail SET plain = '', html = '' WHERE tenant_id = ?1 AND id = ?2";
    NO_SERVER = "UPDATE mail SET state = 'not_sent', reason = 'no_server', plain = '', html = '' WHERE tenant_id = ?1 \
        AND state = 'waiting' AND send_at <= ?2";
    AGAIN = "UPDATE mail SET state = 'waiting', reason = 'nothing', detail = '', attempts = 0, send_at = ?3, \
        recipient = ?4 WHERE tenant_id = ?1 AND id = ?2 AND state IN ('failed', 'unclear') AND kind <> 'view' \
        AND plain <> ''";
    HOLD = "UPDATE mail SET state = 'unclear', reason = 'restored', holder = '', held_until = 0 WHERE tenant_id = ?1 \
        AND state IN ('waiting', 'sending')";
    LETTER = "SELECT m.id, m.person_name, m.recipient, m.title, m.plain, m.html, m.attempts FROM @@mail AS m WHERE m.id = ?2";
    BY_ID = "SELECT m.id, m.person_id, m.person_name, m.recipient, m.kind, m.state, m.reason, m.detail, \
        m.attempts, m.send_at, m.made_at, m.sent_at FROM @@mail AS m WHERE m.id = ?2";
    MAY_BE_SENT_AGAIN = "SELECT m.id FROM @@mail AS m WHERE m.id = ?2 AND m.state IN ('failed', 'unclear') \
        AND m.kind <> 'view' AND m.plain <> ''";
    REFUSED = "SELECT DISTINCT m.recipient FROM @@mail AS m WHERE m.reason = 'recipient_refused' AND m.attempts > 0 \
        AND m.send_at >= ?2 AND NOT EXISTS (SELECT 1 FROM @@mail AS l WHERE l.reason = 'nothing' \
        AND l.recipient = m.recipient AND l.state = 'sent' AND l.sent_at > m.send_at) ORDER BY m.recipient LIMIT 10000";
    BEGIN_ATTEMPT = "INSERT INTO mail_attempt (tenant_id, mail_id, number, began_at, outcome, detail) \
        SELECT ?1, ?2, coalesce(max(a.number), 0) + 1, ?3, 'begun', '' FROM @@mail_attempt AS a WHERE a.mail_id = ?2";
    END_ATTEMPT = "UPDATE mail_attempt SET outcome = ?3, detail = ?4 WHERE tenant_id = ?1 AND mail_id = ?2 \
        AND outcome = 'begun'";
    ATTEMPTS = "SELECT a.number, a.began_at, a.outcome, a.detail FROM @@mail_attempt AS a WHERE a.mail_id = ?2 \
        ORDER BY a.number LIMIT 100";
    FORGET_OLD_ATTEMPTS = "DELETE FROM mail_attempt WHERE tenant_id = ?1 AND mail_id IN \
        (SELECT m.id FROM mail AS m WHERE m.tenant_id = ?1 AND m.made_at < ?2 AND m.state NOT IN ('waiting', 'sending'))";
    ADD_FILE = "INSERT INTO mail_file (tenant_id, mail_id, number, name, content_type, content) \
        VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    FILES = "SELECT f.name, f.content_type, f.content FROM @@mail_file AS f WHERE f.mail_id = ?2 ORDER BY f.number LIMIT 10";
    FORGET_FILES = "DELETE FROM mail_file WHERE tenant_id = ?1 AND mail_id = ?2";
    FORGET_FILES_OF_ENDED = "DELETE FROM mail_file WHERE tenant_id = ?1 AND mail_id NOT IN \
        (SELECT m.id FROM mail AS m WHERE m.tenant_id = ?1 AND m.state IN ('waiting', 'sending'))";
    FORGET_OLD = "DELETE FROM mail WHERE tenant_id = ?1 AND made_at < ?2 AND state NOT IN ('waiting', 'sending')";
}

impl FromRow for MailRow {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            person: row.get(1)?,
            person_name: row.get(2)?,
            recipient: row.get(3)?,
            kind: row.choice(4)?,
            state: row.choice(5)?,
            reason: row.choice(6)?,
            detail: row.get(7)?,
            attempts: row.get(8)?,
            send_at: row.get(9)?,
            made_at: row.get(10)?,
            sent_at: row.get(11)?,
        })
    }
}

/// A mail to send, and which attempt this is.
pub(crate) struct Taken {
    pub letter: Letter,
    pub attempts: i64,
}

impl FromRow for Taken {
    fn from_row(row: &Row) -> Result<Self> {
        let letter = Letter {
            id: row.get(0)?,
            name: row.get(1)?,
            recipient: row.get(2)?,
            title: row.get(3)?,
            plain: row.get(4)?,
            html: row.get(5)?,
            files: Vec::new(),
        };
        Ok(Self { letter, attempts: row.get(6)? })
    }
}

impl FromRow for MailFile {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self { name: row.get(0)?, content_type: row.get(1)?, content: row.get(2)? })
    }
}

/// An attempt to send a mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    pub number: i64,
    pub began_at: Instant,
    /// `begun`, or how it stood with the mail afterwards.
    pub outcome: String,
    pub detail: String,
}

impl FromRow for Attempt {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self { number: row.get(0)?, began_at: row.get(1)?, outcome: row.get(2)?, detail: row.get(3)? })
    }
}

/// Keeps a new mail. False if the person has one of this key already.
pub(crate) fn add(tx: &mut Tx, mail: &NewMail, state: MailState, reason: MailReason) -> Result<bool> {
    let is_to_go = state == MailState::Waiting;
    let content = |text: &str| if is_to_go { text.to_owned() } else { String::new() };
    let id = Id::new();
    let values = values![
        id,
        mail.person,
        &mail.person_name,
        texts::sort_key(&mail.person_name),
        &mail.recipient,
        mail.kind.name(),
        &mail.key,
        &mail.title,
        content(&mail.plain),
        content(&mail.html),
        state.name(),
        reason.name(),
        mail.send_at,
        tx.instant(),
    ];
    let is_new = tx.execute_unaudited(&ADD, &values)? == 1;
    if is_new && is_to_go {
        for (number, file) in (1_i64..).zip(&mail.files) {
            let values = values![id, number, &file.name, &file.content_type, file.content.clone()];
            tx.execute_unaudited(&ADD_FILE, &values)?;
        }
    }
    Ok(is_new)
}

/// How long an address that the server did not know is left alone: it may be made, or mended at the server, meanwhile.
const REFUSED_SECONDS: i64 = 30 * 86_400;

/// Addresses that the server itself did not know when they were tried last, not long ago. A mail that has ended has the
/// time of its end as `send_at`.
pub(crate) fn refused(read: &Read) -> Result<BTreeSet<String>> {
    let since = read.actor().now.plus_seconds(-REFUSED_SECONDS);
    let rows: Vec<(String,)> = read.rows(&REFUSED, &values![since])?;
    Ok(rows.into_iter().map(|(address,)| address).collect())
}

/// The attempts to send a mail, first to last.
///
/// # Errors
/// When the database fails.
pub fn attempts_of(read: &Read, mail: Id) -> Result<Vec<Attempt>> {
    read.rows(&ATTEMPTS, &values![mail])
}
