//! A state by word and shape, never by colour alone.

use super::icon::shape;
use kernel::{Language, Outcome};
use maud::{Markup, html};

/// How a state is to be taken; each has a shape and a colour of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    Good,
    Bad,
    /// It works, but somebody should look.
    Attention,
    /// Facts are missing.
    Unsure,
    /// Let pass by a decision.
    Excused,
    Ongoing,
    Ahead,
    /// Nothing to say, or not applicable.
    Idle,
    /// Over and done with.
    Closed,
}

impl Tone {
    pub const ALL: &'static [Self] = &[
        Self::Good,
        Self::Bad,
        Self::Attention,
        Self::Unsure,
        Self::Excused,
        Self::Ongoing,
        Self::Ahead,
        Self::Idle,
        Self::Closed,
    ];

    pub(crate) const fn shape(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Bad => "bad",
            Self::Attention => "attention",
            Self::Unsure => "unsure",
            Self::Excused => "excused",
            Self::Ongoing => "ongoing",
            Self::Ahead => "ahead",
            Self::Idle => "idle",
            Self::Closed => "closed",
        }
    }

    /// The colour beside the shape, by its name in the design system.
    pub(crate) const fn colour(self) -> &'static str {
        match self {
            Self::Good => "success",
            Self::Bad => "danger",
            Self::Attention | Self::Unsure => "warning",
            Self::Excused => "info",
            Self::Ongoing => "accent",
            Self::Ahead | Self::Idle | Self::Closed => "neutral",
        }
    }
}

/// Swedish: status.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    pub tone: Tone,
    pub word: String,
}

impl Status {
    #[must_use]
    pub fn new(tone: Tone, word: impl Into<String>) -> Self {
        Self { tone, word: word.into() }
    }
}

/// The state of a demand on a record, in the reader's words.
#[must_use]
pub fn outcome_status(language: Language, outcome: Outcome) -> Status {
    let tone = match outcome {
        Outcome::Met => Tone::Good,
        Outcome::Breached => Tone::Bad,
        Outcome::Unknown => Tone::Unsure,
        Outcome::NotApplicable => Tone::Idle,
        Outcome::Waived => Tone::Excused,
    };
    let key = format!("outcome-{}", outcome.name().replace('_', "-"));
    Status { tone, word: texts::text(language, &key) }
}

#[must_use]
pub fn status(status: &Status) -> Markup {
    html! {
        span class="state" data-color=(status.tone.colour()) { (shape(status.tone.shape())) (status.word) }
    }
}
