//! How the program reaches the server that takes its mails, and whom they come from.

use lettre::message::Mailbox;
use std::fmt;
use std::time::Duration;

/// How long a server may think, unless a test is in a hurry.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// The server that mails are handed to.
#[derive(Clone, PartialEq, Eq)]
pub struct MailServer {
    pub host: String,
    pub port: u16,
    pub tls: MailTls,
    /// User and password, where the server asks for them.
    pub credentials: Option<(String, String)>,
    pub from: Mailbox,
    pub reply_to: Option<Mailbox>,
    /// How long the server may think about each answer.
    pub patience: Duration,
}

/// A password belongs in no log.
impl fmt::Debug for MailServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MailServer({}:{}, {:?}, from {})", self.host, self.port, self.tls, self.from)
    }
}

/// How the line to the server is protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MailTls {
    /// Not at all: only for a server on the same machine or network.
    None,
    /// The line begins open and must be protected before anything is said; a server that cannot gets no mail.
    StartTls,
    /// Protected from the first byte.
    Tls,
}

impl MailTls {
    /// The word of the settings.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "none" => Some(Self::None),
            "starttls" => Some(Self::StartTls),
            "tls" => Some(Self::Tls),
            _ => None,
        }
    }

    /// The port that servers use for it.
    #[must_use]
    pub const fn usual_port(self) -> u16 {
        match self {
            Self::None => 25,
            Self::StartTls => 587,
            Self::Tls => 465,
        }
    }
}

/// An address as it stands in a mail: `anna@example.se`, or `Namn <anna@example.se>`.
///
/// # Errors
/// What is no address.
pub fn mail_address(text: &str) -> Result<Mailbox, String> {
    text.trim().parse::<Mailbox>().map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_never_written_out() {
        let server = MailServer {
            host: "mail.example".into(),
            port: 587,
            tls: MailTls::StartTls,
            credentials: Some(("user".into(), "hemligt".into())),
            from: mail_address("Vidmakt <vidmakt@example.se>").unwrap(),
            reply_to: None,
            patience: PATIENCE,
        };
        assert!(!format!("{server:?}").contains("hemligt"));
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for text in ["", "anna", "anna@", "a b@example.se", "anna@example.se\r\nBcc: all@example.se"] {
            assert!(mail_address(text).is_err(), "{text:?}");
        }
    }
}
