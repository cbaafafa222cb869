//! One line to the mail server, and what it answers to each mail. A mail goes over in two steps: first everything up to its
//! content, which can be taken back, and then the content, after which only the server knows whether it has it.

use crate::mail::MailFile;
use crate::settings::{MailServer, MailTls};
use kernel::Id;
use lettre::message::header::{ContentType, ContentTypeErr, Header, HeaderName, HeaderValue};
use lettre::message::{Attachment, Mailbox, MultiPart};
use lettre::transport::smtp::Error as SmtpError;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{SmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt, Rset};
use lettre::transport::smtp::extension::ClientId;

/// A mail, put together.
#[derive(Clone, Debug)]
pub(crate) struct Letter {
    pub id: Id,
    pub name: String,
    pub recipient: String,
    pub title: String,
    pub plain: String,
    pub html: String,
    pub files: Vec<MailFile>,
}

/// What came of an attempt, where it did not succeed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// The server cannot be reached or lets nobody in: nothing else can be sent either.
    Server(String),
    /// Worth trying again later.
    Later(String),
    /// The server says that there is no such recipient.
    Recipient(String),
    /// The server wants no such mail.
    Refused(String),
    /// The content went over, and no answer came back: it may have arrived.
    Unclear(String),
}

/// An open line to the server.
pub(crate) struct Line {
    connection: SmtpConnection,
}

impl Line {
    /// Reaches the server, protects the line and signs in.
    pub(crate) fn open(server: &MailServer) -> Result<Self, Trouble> {
        Self::try_open(server).map_err(|error| Trouble::Server(told(&error)))
    }

    fn try_open(server: &MailServer) -> Result<Self, SmtpError> {
        let hello = ClientId::Domain(server.from.email.domain().to_owned());
        let protected = || TlsParameters::new(server.host.clone());
        let at_once = if server.tls == MailTls::Tls { Some(protected()?) } else { None };
        let place = (server.host.as_str(), server.port);
        let mut connection =
            SmtpConnection::connect(place, Some(server.patience), &hello, at_once.as_ref(), None)?;
        if server.tls == MailTls::StartTls {
            connection.starttls(&protected()?, &hello)?;
        }
        if let Some((user, password)) = &server.credentials {
            let credentials = Credentials::new(user.clone(), password.clone());
            connection.auth(&[Mechanism::Plain, Mechanism::Login], &credentials)?;
        }
        Ok(Self { connection })
    }

    /// Says whom the mail is from and for, up to the point where its content is due.
    pub(crate) fn offer(&mut self, server: &MailServer, to: &Mailbox) -> Result<(), Trouble> {
        let from = Mail::new(Some(server.from.email.clone()), Vec::new());
        self.connection.command(from).map_err(|error| sender_trouble(&error))?;
        self.connection.command(Rcpt::new(to.email.clone(), Vec::new())).map_err(|error| {
            let detail = told(&error);
            let is_unknown = error.is_permanent() && names_unknown_address(&detail);
            if is_unknown { Trouble::Recipient(detail) } else { Trouble::Later(detail) }
        })?;
        self.connection.command(Data).map(|_| ()).map_err(|error| content_trouble(&error))
    }

    /// Hands the content over.
    pub(crate) fn hand_over(&mut self, content: &[u8]) -> Result<(), Trouble> {
        self.connection.message(content).map(|_| ()).map_err(|error| {
            // Only an answer with a number says that the server has not taken it.
            if error.status().is_some() { content_trouble(&error) } else { Trouble::Unclear(told(&error)) }
        })
    }

    /// Makes the line ready for the next mail. False if it is of no more use.
    pub(crate) fn reset(&mut self) -> bool {
        self.connection.command(Rset).is_ok()
    }

    pub(crate) fn close(mut self) {
        // What the server says to that changes nothing.
        let _ = self.connection.quit();
    }
}

/// Whether an answer says, by its enhanced status (RFC 3463), that there is no such address. Any other no, such as a full
/// mailbox or a server that does not relay, may pass. 5.1.7 and 5.1.8 are about the sender.
fn names_unknown_address(answer: &str) -> bool {
    answer.split(|c: char| !c.is_ascii_digit() && c != '.').any(|word| {
        let number = word.strip_prefix("5.1.").and_then(|number| number.parse::<u16>().ok());
        number.is_some_and(|number| number != 7 && number != 8)
    })
}

fn later(error: &SmtpError) -> Trouble {
    Trouble::Later(told(error))
}

/// A server that does not want our sender has to be told otherwise by somebody; until then nothing goes out.
fn sender_trouble(error: &SmtpError) -> Trouble {
    Trouble::Server(told(error))
}

fn content_trouble(error: &SmtpError) -> Trouble {
    if error.is_permanent() { Trouble::Refused(told(error)) } else { later(error) }
}

/// The error and what it comes from, in one line.
fn told(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        let cause_text = cause.to_string();
        if !text.contains(&cause_text) {
            text = format!("{text}: {cause_text}");
        }
        source = cause.source();
    }
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(300).collect()
}

/// Says that a program wrote it, so that no absence notice comes back.
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

/// Whom a letter goes to, and its bytes. The same letter always has the same `Message-ID`, by which a reader's program
/// knows one that arrives twice.
pub(crate) fn written(server: &MailServer, letter: &Letter) -> Result<(Mailbox, Vec<u8>), String> {
    let address = letter.recipient.trim().parse().map_err(|error| format!("{error}"))?;
    let to = Mailbox::new(Some(in_one_line(&letter.name)).filter(|name| !name.is_empty()), address);
    let mut message = lettre::Message::builder()
        .from(server.from.clone())
        .to(to.clone())
        .subject(in_one_line(&letter.title))
        .message_id(Some(format!("<{}@{}>", letter.id, server.from.email.domain())))
        .header(AutoSubmitted)
        .date_now();
    if let Some(reply_to) = &server.reply_to {
        message = message.reply_to(reply_to.clone());
    }
    let body = MultiPart::alternative_plain_html(letter.plain.clone(), letter.html.clone());
    let body = with_files(body, &letter.files).map_err(|error| error.to_string())?;
    let message = message.multipart(body).map_err(|error| error.to_string())?;
    Ok((to, message.formatted()))
}

/// The words first, whichever of the two the reader's program shows, and then the files.
fn with_files(words: MultiPart, files: &[MailFile]) -> Result<MultiPart, ContentTypeErr> {
    if files.is_empty() {
        return Ok(words);
    }
    files.iter().try_fold(MultiPart::mixed().multipart(words), |whole, file| {
        let content_type = ContentType::parse(&file.content_type)?;
        Ok(whole.singlepart(Attachment::new(file.name.clone()).body(file.content.clone(), content_type)))
    })
}

fn in_one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::names_unknown_address;

    #[test]
    fn only_an_answer_that_names_the_address_as_unknown_is_for_ever() {
        for unknown in ["permanent error (550): 5.1.1 no such user", "permanent error (550): #5.1.10 null MX"]
        {
            assert!(names_unknown_address(unknown), "{unknown}");
        }
        for passing in [
            "permanent error (554): relay access denied",
            "permanent error (552): 5.2.2 mailbox full",
            "permanent error (550): 5.7.1 no from 10.5.1.1",
            "permanent error (550): 5.1.8 sender's domain unknown",
            "permanent error (550): no such user",
        ] {
            assert!(!names_unknown_address(passing), "{passing}");
        }
    }
}
