//! From what people are to be told to the mails that tell it: one mail for each thing that is told at once.

use crate::deadline::{Recipient, Sources};
use crate::deliver::hours;
use crate::mail::{MailKind, MailReason, MailState, NewMail};
use crate::office_hours::compute_send_at;
use crate::pages::letter::{Draft, Item, Section};
use crate::store::{mails, notices};
use kernel::{Actor, Id, Instant, Language, LocalText, Result};
use std::collections::{BTreeMap, BTreeSet};
use storage::{Db, Tx, View, values};

/// Where somebody chooses what is sent.
pub(crate) const CHOICE_PATH: &str = "/mina-utskick";
/// Notices that one round makes mails of.
const MOST_AT_ONCE: i64 = 200;
const LONGEST_TITLE: usize = 150;
/// What was written down longer ago is no news: history that was entered afterwards, or a server that was set up later.
const FRESH_SECONDS: i64 = 7 * 86_400;

/// From when on a notice is worth a mail of its own.
fn fresh_since(now: Instant) -> Instant {
    now.plus_seconds(-FRESH_SECONDS)
}

/// Whose mails they are, and how their readers reach the program.
#[derive(Clone, Debug)]
pub struct Letterhead {
    pub federation: String,
    /// The address of the site, without a slash at its end.
    pub public_url: String,
    /// Whether there is a server to send with.
    pub has_server: bool,
    /// The language of each person who has an account.
    pub languages: BTreeMap<Id, Language>,
}

impl Letterhead {
    pub(crate) fn language(&self, person: Id, usual: Language) -> Language {
        self.languages.get(&person).copied().unwrap_or(usual)
    }

    pub(crate) fn absolute(&self, path: &str) -> String {
        format!("{}{path}", self.public_url.trim_end_matches('/'))
    }

    pub(crate) fn mail(&self, to: &Recipient, language: Language, draft: &Draft) -> NewMail {
        NewMail {
            person: to.person,
            person_name: to.name.clone(),
            recipient: to.mail_address.trim().to_owned(),
            kind: MailKind::Notice,
            key: String::new(),
            title: draft.title.chars().take(LONGEST_TITLE).collect(),
            plain: draft.plain(language),
            html: draft.html(language),
            send_at: Instant::from_micros(0),
            files: Vec::new(),
        }
    }

    /// How a new mail stands before anybody has tried to send it.
    pub(crate) fn standing(&self, recipient: &str, refused: &BTreeSet<String>) -> (MailState, MailReason) {
        if recipient.is_empty() {
            (MailState::Failed, MailReason::NoAddress)
        } else if refused.contains(recipient) {
            (MailState::Failed, MailReason::RecipientRefused)
        } else if !self.has_server {
            (MailState::NotSent, MailReason::NoServer)
        } else {
            (MailState::Waiting, MailReason::Nothing)
        }
    }
}

/// A notice that waits for its mail.
pub(crate) struct Waiting {
    pub id: Id,
    pub person: Id,
    pub key: String,
    pub address: String,
    pub text: LocalText,
}

/// Whether a mail of its own is to be made of something.
///
/// # Errors
/// When the database fails.
pub fn notices_wait(db: &Db, actor: &Actor) -> Result<bool> {
    let first = db.read(actor, View::Now, |read| {
        read.one::<Waiting>(&notices::AT_ONCE, &values![1i64, fresh_since(actor.now)])
    })?;
    Ok(first.is_some())
}

/// Makes the mails of what is told at once.
///
/// # Errors
/// When the database fails.
pub fn make_notice_mails(db: &Db, actor: &Actor, head: &Letterhead) -> Result<usize> {
    let sources = db.attached::<Sources>()?;
    let (waiting, recipients, usual) = db.read(actor, View::Now, |read| {
        let waiting: Vec<Waiting> =
            read.rows(&notices::AT_ONCE, &values![MOST_AT_ONCE, fresh_since(actor.now)])?;
        let people: BTreeSet<Id> = waiting.iter().map(|one| one.person).collect();
        let people: Vec<Id> = people.into_iter().collect();
        let usual = if people.is_empty() {
            Language::default()
        } else {
            findings::pack_in_force(read)?.default_language
        };
        Ok((waiting, (sources.people.of)(read, &people)?, usual))
    })?;
    if waiting.is_empty() {
        return Ok(0);
    }
    let made: Vec<(Id, Option<NewMail>)> = waiting
        .into_iter()
        .map(|one| {
            let to = recipients.iter().find(|recipient| recipient.person == one.person);
            (one.id, to.map(|to| notice_mail(head, to, &one, head.language(one.person, usual))))
        })
        .collect();
    let head = head.clone();
    db.write(actor, move |tx| keep(tx, &head, made))
}

fn notice_mail(head: &Letterhead, to: &Recipient, notice: &Waiting, language: Language) -> NewMail {
    let text = notice.text.in_language(language).to_owned();
    let item = Item { text: text.clone(), address: head.absolute(&notice.address) };
    let draft = Draft {
        title: text,
        reader: to.name.clone(),
        sections: vec![Section { title: None, items: vec![item], more: 0 }],
        federation: head.federation.clone(),
        choice_address: head.absolute(CHOICE_PATH),
    };
    NewMail { key: notices::mail_key(&notice.key), ..head.mail(to, language, &draft) }
}

fn keep(tx: &mut Tx, head: &Letterhead, made: Vec<(Id, Option<NewMail>)>) -> Result<usize> {
    let (now, hours, refused) = (tx.actor().now, hours(tx)?, mails::refused(tx)?);
    let mut count = 0;
    for (notice, mail) in made {
        // Whoever was faster has made its mail; what was seen to meanwhile needs none.
        if tx.execute_unaudited(&notices::MAILED, &values![notice])? == 0 {
            continue;
        }
        let Some(mail) = mail else { continue };
        let (state, reason) = head.standing(&mail.recipient, &refused);
        let mail = NewMail { send_at: compute_send_at(&hours, now), ..mail };
        count += usize::from(mails::add(tx, &mail, state, reason)?);
    }
    Ok(count)
}
