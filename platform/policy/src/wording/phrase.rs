//! A sentence before it is written in any language: words of the pack, and texts of the program with other phrases in
//! their places.

use kernel::{Language, LocalText, Message};
use serde::Serialize;

/// A sentence or a part of one. Swedish: fras.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Phrase {
    /// Words of the pack itself, a number or a day.
    Words(LocalText),
    /// A text of the program by its key, with phrases in its places.
    Text { key: &'static str, places: Vec<(&'static str, Phrase)> },
    /// Several, one after the other.
    List { parts: Vec<Phrase>, joint: Joint },
}

/// What stands between the parts of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Joint {
    And,
    Or,
    Comma,
    Semicolon,
}

impl Phrase {
    /// The same in every language: a number, a day, a name.
    #[must_use]
    pub fn plain(word: impl Into<String>) -> Self {
        let word = word.into();
        Self::Words(LocalText::new(word.clone(), word))
    }

    /// A text of the program that has no places.
    #[must_use]
    pub const fn text(key: &'static str) -> Self {
        Self::Text { key, places: Vec::new() }
    }

    /// The same text with a phrase in one of its places.
    #[must_use]
    pub fn with(mut self, name: &'static str, part: Self) -> Self {
        if let Self::Text { places, .. } = &mut self {
            places.push((name, part));
        }
        self
    }

    /// Whether there is nothing to say.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Words(words) => words.sv.is_empty() && words.en.is_empty(),
            Self::Text { .. } => false,
            Self::List { parts, .. } => parts.iter().all(Self::is_empty),
        }
    }

    /// The phrase in one language; `text` writes a text of the program in that language.
    #[must_use]
    pub fn said(&self, language: Language, text: &dyn Fn(&Message) -> String) -> String {
        match self {
            Self::Words(words) => words.in_language(language).to_owned(),
            Self::Text { key, places } => {
                let mut message = Message::new(key);
                for (name, part) in places {
                    message = message.with(name, part.said(language, text));
                }
                text(&message)
            }
            Self::List { parts, joint } => {
                let said = parts.iter().map(|part| part.said(language, text)).collect();
                joint.join(said, text)
            }
        }
    }
}

impl Joint {
    fn join(self, mut said: Vec<String>, text: &dyn Fn(&Message) -> String) -> String {
        let key = match self {
            Self::And => "policy-words-and",
            Self::Or => "policy-words-or",
            Self::Comma => return said.join(", "),
            Self::Semicolon => return said.join("; "),
        };
        let last = said.pop().unwrap_or_default();
        if said.is_empty() {
            return last;
        }
        text(&Message::new(key).with("first", said.join(", ")).with("last", last))
    }
}
