//! How a command ends: done, the answer is no, wrong use, or something out of reach.

use kernel::{Error, FailureKind, Language, Message, Objection};

/// The answer of a check is no.
pub const NO: u8 = 1;
/// Wrong use or bad input.
pub const WRONG_USE: u8 = 2;
/// Something could not be reached or written.
pub const OUT_OF_REACH: u8 = 3;

/// The answer of a command that was carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Yes,
    No,
}

/// Why a command was not carried out.
#[derive(Debug)]
pub struct CommandError {
    pub exit_code: u8,
    messages: Vec<(String, Message)>,
}

impl CommandError {
    /// Wrong use: what, where, what to do.
    #[must_use]
    pub fn wrong_use(message: impl Into<Message>) -> Self {
        Self { exit_code: WRONG_USE, messages: vec![(String::new(), message.into())] }
    }

    #[must_use]
    pub fn out_of_reach(message: impl Into<Message>) -> Self {
        Self { exit_code: OUT_OF_REACH, messages: vec![(String::new(), message.into())] }
    }

    /// A file that cannot be read or written.
    #[must_use]
    pub fn file(path: &std::path::Path, error: &std::io::Error) -> Self {
        Self::out_of_reach(
            Message::new("cli-file-fails")
                .with("path", path.display().to_string())
                .with("detail", error.to_string()),
        )
    }

    /// What the user reads, one line for each thing that is wrong.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        let line = |(place, message): &(String, Message)| {
            let text = texts::render(language, message);
            if place.is_empty() { text } else { format!("{place}: {text}") }
        };
        self.messages.iter().map(line).collect::<Vec<_>>().join("\n")
    }
}

impl From<Error> for CommandError {
    fn from(error: Error) -> Self {
        match error {
            Error::NotFound => Self::wrong_use("cli-not-found"),
            Error::Refused(message) => Self::wrong_use(message),
            Error::Rejected(objections) => Self {
                exit_code: WRONG_USE,
                messages: objections.into_iter().map(place_and_message).collect(),
            },
            Error::Failed(failure) => {
                let is_unsure = failure.kind == FailureKind::Unsure;
                let key = if is_unsure { "cli-unsure" } else { "cli-failed" };
                Self::out_of_reach(Message::new(key).with("detail", failure.detail))
            }
        }
    }
}

fn place_and_message(objection: Objection) -> (String, Message) {
    (objection.field, objection.message)
}
