//! What can be wrong with a calendar or with what is asked of it, each with a text in both languages.

use crate::{OpeningInterval, YEARS};
use kernel::{Arg, Message};
use std::fmt;

/// Why a calendar is refused or a question to it has no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    WrongClockTime(String),
    WrongInterval(String),
    BackwardInterval(String),
    Overlap(OpeningInterval, OpeningInterval),
    UnknownTimeZone(String),
    UnknownPublicHolidays(String),
    WrongDate(String),
    WrongMonthDay(String),
    RepeatedException(String),
    NoOpening,
    /// Nothing opens after the given moment (for example when all openings are dated and past).
    NeverOpensAgain(String),
    YearOutside(String),
    WrongMoment(String),
    WrongTarget(String),
    WrongWait(String),
    BackwardWait(String),
    /// The text is no TOML; the detail is the parser's own.
    WrongToml(String),
    UnknownKey {
        key: String,
        known: String,
    },
    MissingKey(&'static str),
    WrongType {
        key: String,
        wanted: Wanted,
    },
    BothDays,
}

/// The kind of value that a key of the calendar file takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    Text,
    ListOfIntervals,
    Table,
    ListOfTables,
}

impl Fault {
    /// The text for the user.
    #[must_use]
    pub fn message(&self) -> Message {
        let with = |key, text: &str| Message::new(key).with("value", text);
        match self {
            Self::WrongClockTime(text) => with("calendar-wrong-clock-time", text),
            Self::WrongInterval(text) => with("calendar-wrong-interval", text),
            Self::BackwardInterval(text) => with("calendar-backward-interval", text),
            Self::Overlap(one, other) => {
                with("calendar-overlap", &one.to_string()).with("other", other.to_string())
            }
            Self::UnknownTimeZone(name) => with("calendar-unknown-time-zone", name),
            Self::UnknownPublicHolidays(name) => with("calendar-unknown-public-holidays", name),
            Self::WrongDate(text) => with("calendar-wrong-date", text),
            Self::WrongMonthDay(text) => with("calendar-wrong-month-day", text),
            Self::RepeatedException(day) => with("calendar-repeated-exception", day),
            Self::NoOpening => Message::new("calendar-no-opening"),
            Self::NeverOpensAgain(after) => with("calendar-never-opens-again", after),
            Self::YearOutside(text) => with("calendar-year-outside", text)
                .with("first", YEARS.start().to_string())
                .with("last", YEARS.end().to_string()),
            Self::WrongMoment(text) => with("calendar-wrong-moment", text),
            Self::WrongTarget(text) => with("calendar-wrong-target", text),
            Self::WrongWait(text) => with("calendar-wrong-wait", text),
            Self::BackwardWait(text) => with("calendar-backward-wait", text),
            Self::WrongToml(detail) => {
                Message::new("calendar-wrong-toml").with("detail", Arg::from(detail.as_str()))
            }
            Self::UnknownKey { key, known } => {
                with("calendar-unknown-key", key).with("known", known.as_str())
            }
            Self::MissingKey(key) => with("calendar-missing-key", key),
            Self::WrongType { key, wanted } => with(wanted.text_key(), key),
            Self::BothDays => Message::new("calendar-both-days"),
        }
    }
}

impl Wanted {
    const fn text_key(self) -> &'static str {
        match self {
            Self::Text => "calendar-wanted-text",
            Self::ListOfIntervals => "calendar-wanted-intervals",
            Self::Table => "calendar-wanted-table",
            Self::ListOfTables => "calendar-wanted-tables",
        }
    }
}

/// For logs and tests; people get the message in their language.
impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.message().key)
    }
}

impl std::error::Error for Fault {}
