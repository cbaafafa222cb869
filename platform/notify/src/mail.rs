//! A mail from the program to a person, and how it stands with it. Swedish: utskick.

use kernel::{Id, Instant, choice};

choice! {
    /// How it stands with a mail.
    pub enum MailState {
        /// Swedish: väntar.
        Waiting = "waiting",
        /// Swedish: skickas. One copy of the program has it.
        Sending = "sending",
        /// Swedish: skickat.
        Sent = "sent",
        /// Swedish: oklart. Handed over, and no answer came: it may have arrived, so that it is not sent again by itself.
        Unclear = "unclear",
        /// Swedish: misslyckat. Given up, for a reason.
        Failed = "failed",
        /// Swedish: inte skickat. There was no server to send it with.
        NotSent = "not_sent",
        /// Swedish: återtaget. What it told of was seen to before it was sent.
        Withdrawn = "withdrawn",
    }
}

choice! {
    /// What a mail is.
    pub enum MailKind {
        /// Swedish: avisering. One thing, told at once.
        Notice = "notice",
        /// Swedish: sammanställning. What is new since the last one.
        Digest = "digest",
        /// Swedish: vyutskick. A view of a list that somebody gets as a file on certain days.
        View = "view",
    }
}

choice! {
    /// Why a mail was not sent, or not yet.
    pub enum MailReason {
        /// Nothing is wrong.
        Nothing = "nothing",
        /// The person has no address.
        NoAddress = "no_address",
        /// What stands as the person's address is none.
        WrongAddress = "wrong_address",
        /// The installation has no mail server.
        NoServer = "no_server",
        /// The server does not know the address, and never will.
        RecipientRefused = "recipient_refused",
        /// The server does not want the mail.
        MailRefused = "mail_refused",
        /// It could not be sent so far; it is tried again.
        Later = "later",
        /// It could not be sent however often it was tried.
        GivenUp = "given_up",
        /// No answer came after it was handed over.
        NoAnswer = "no_answer",
        /// The copy of the program that sent it stopped while it was being handed over.
        CopyStopped = "copy_stopped",
        /// The database was restored from a backup in which it waited.
        Restored = "restored",
    }
}

choice! {
    /// How often somebody wants a digest.
    pub enum DigestChoice {
        /// Swedish: högst en gång om dagen.
        Daily = "daily",
        /// Swedish: högst en gång i veckan.
        Weekly = "weekly",
        /// Swedish: aldrig. What must be answered comes all the same.
        Never = "never",
    }
}

/// A mail as the list of mails shows it: what it says stays between the program and the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailRow {
    pub id: Id,
    pub person: Id,
    pub person_name: String,
    pub recipient: String,
    pub kind: MailKind,
    pub state: MailState,
    pub reason: MailReason,
    /// What the server or the machine said.
    pub detail: String,
    pub attempts: i64,
    pub send_at: Instant,
    pub made_at: Instant,
    pub sent_at: Option<Instant>,
}

/// A mail that is to be.
#[derive(Clone, Debug)]
pub(crate) struct NewMail {
    pub person: Id,
    pub person_name: String,
    pub recipient: String,
    pub kind: MailKind,
    pub key: String,
    pub title: String,
    pub plain: String,
    pub html: String,
    pub send_at: Instant,
    pub files: Vec<MailFile>,
}

/// A file that goes with a mail. Swedish: bilaga.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailFile {
    pub name: String,
    pub content_type: String,
    pub content: Vec<u8>,
}
