//! What a demand says in one of its fields: once in the notation of the pack's files, by which two guidelines are
//! compared, and once in words.

use super::conditions::{condition_in_words, test_in_words};
use super::names::word_of;
use super::phrase::{Joint, Phrase};
use crate::condition::{Condition, Test};
use crate::facts::HolderKind;
use crate::pack::{Pack, Who, WhoWhen};
use kernel::{Choice as _, Strength};

/// One field of a demand, said twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Said {
    /// The same in two packs that ask for the same.
    pub notation: String,
    pub words: Phrase,
}

impl Said {
    /// A number or a pattern, which is its own notation; none where the pack leaves it open.
    pub fn plain(value: Option<impl ToString>) -> Self {
        match value.map(|value| value.to_string()) {
            Some(value) => Self { words: Phrase::plain(value.as_str()), notation: value },
            None => Self { notation: "-".to_owned(), words: Phrase::text("policy-words-open") },
        }
    }

    pub fn flag(flag: bool) -> Self {
        Self { notation: flag.to_string(), words: flag_in_words(flag) }
    }

    /// A name of the format, by the key that it stands under.
    pub fn word(field: &str, word: &str) -> Self {
        let words = word_of(field, word).map_or_else(|| Phrase::plain(word), Phrase::text);
        Self { notation: word.to_owned(), words }
    }

    pub fn strength(strength: Strength) -> Self {
        Self { notation: strength_word(strength).to_owned(), words: strength_in_words(strength) }
    }

    pub fn condition(pack: &Pack, subjects: &[&str], condition: &Condition) -> Self {
        Self { notation: condition.to_string(), words: condition_in_words(pack, subjects, condition) }
    }

    pub fn test(pack: &Pack, subject: &str, (fact, test): (&str, &Test)) -> Self {
        Self { notation: test.to_string(), words: test_in_words(pack, &[subject], (fact, test)) }
    }

    pub fn holder_kinds(kinds: &[HolderKind]) -> Self {
        let notation: Vec<String> = kinds.iter().map(|kind| format!("{kind:?}")).collect();
        let words = kinds.iter().map(|kind| holder_kind_in_words(*kind)).collect();
        Self { notation: notation.join(", "), words: any_of(words) }
    }

    pub fn bodies(pack: &Pack, bodies: &[String]) -> Self {
        let title = |id: &String| Phrase::Words(pack.title_of(&Who::Body(id.clone())));
        Self { notation: bodies.join(", "), words: any_of(bodies.iter().map(title).collect()) }
    }

    /// A role that somebody must have too: compared by its function.
    pub fn role(pack: &Pack, role: Option<&String>) -> Self {
        match role {
            Some(id) => Self {
                notation: function_of(pack, id),
                words: Phrase::Words(pack.title_of(&Who::Role(id.clone()))),
            },
            None => Self::plain(None::<String>),
        }
    }

    /// Any of these may, or must answer.
    pub fn whos(pack: &Pack, subjects: &[&str], list: &[WhoWhen]) -> Self {
        Self::any_of(list.iter().map(|entry| Self::who(pack, subjects, entry)).collect())
    }

    pub fn who(pack: &Pack, subjects: &[&str], entry: &WhoWhen) -> Self {
        let notation = match &entry.who {
            Who::Role(id) => function_of(pack, id),
            Who::Body(id) => id.clone(),
        };
        let words = Phrase::Words(pack.title_of(&entry.who));
        if entry.when.is_always_true() {
            return Self { notation, words };
        }
        let condition = condition_in_words(pack, subjects, &entry.when);
        Self { notation: format!("{notation} ({})", entry.when), words: who_when(words, condition) }
    }

    pub fn any_of(list: Vec<Self>) -> Self {
        let (notation, words): (Vec<String>, Vec<Phrase>) =
            list.into_iter().map(|said| (said.notation, said.words)).unzip();
        Self { notation: notation.join(", "), words: any_of(words) }
    }
}

/// A role by its function, so that other words for it do not count as a difference.
pub(crate) fn function_of(pack: &Pack, role: &str) -> String {
    pack.role(role).map_or_else(|| role.to_owned(), |role| role.core_function.name().to_owned())
}

pub(crate) const fn strength_word(strength: Strength) -> &'static str {
    match strength {
        Strength::Must => "must",
        Strength::Should => "should",
    }
}

pub(super) const fn strength_in_words(strength: Strength) -> Phrase {
    match strength {
        Strength::Must => Phrase::text("policy-words-must"),
        Strength::Should => Phrase::text("policy-words-should"),
    }
}

pub(super) const fn flag_in_words(flag: bool) -> Phrase {
    Phrase::text(if flag { "policy-words-yes" } else { "policy-words-no" })
}

pub(super) const fn holder_kind_in_words(kind: HolderKind) -> Phrase {
    match kind {
        HolderKind::Person => Phrase::text("policy-words-person"),
        HolderKind::ExternalPerson => Phrase::text("policy-words-external-person"),
        HolderKind::Body => Phrase::text("policy-words-body"),
    }
}

pub(super) fn who_when(who: Phrase, condition: Phrase) -> Phrase {
    Phrase::text("policy-words-who-when").with("who", who).with("condition", condition)
}

/// Nothing is said of whom where the list is empty.
fn any_of(parts: Vec<Phrase>) -> Phrase {
    if parts.is_empty() {
        return Phrase::text("policy-words-open");
    }
    Phrase::List { parts, joint: Joint::Or }
}
