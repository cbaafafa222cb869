//! What somebody searches for, read from what they type: words, words in quotation marks, signs such as *SLA-2026-3*.

use crate::stem::stem;
use crate::words::{MOST_IN_SIGN, has_number, sign_of, stems_of, words};
use kernel::{Message, TenantId};
use std::collections::HashMap;
use storage::{AskedIn, AskedWords, Engine};

/// Words that one question holds at the most.
const MOST_WORDS: usize = 12;
/// Letters that the beginning of a word has at the least: fewer would find nearly everything.
const SHORTEST_BEGINNING: usize = 2;

/// A question: all of these must stand in a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    wanted: Vec<Wanted>,
}

/// One thing that must stand in a record.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Wanted {
    /// A word in any of its forms; the last of a question also as the beginning of one.
    Word { folded: String, stem: String, is_beginning: bool },
    /// Words as they are, next to each other; those of a sign such as *2026/123* also as one word.
    Phrase { words: Vec<String>, is_sign: bool, is_beginning: bool },
}

impl Question {
    /// Reads what was typed.
    ///
    /// # Errors
    /// The text that says why it is no question.
    pub fn read(typed: &str) -> Result<Self, Message> {
        let mut wanted = Vec::new();
        for (at, part) in typed.split(is_quotation_mark).enumerate() {
            let is_quoted = at % 2 == 1;
            if is_quoted {
                add_phrase(&mut wanted, part);
            } else {
                part.split_whitespace().for_each(|chunk| add_chunk(&mut wanted, chunk));
            }
            if wanted.iter().map(Wanted::count).sum::<usize>() > MOST_WORDS {
                return Err(Message::new("search-too-many-words").with("most", MOST_WORDS as i64));
            }
        }
        if !typed.trim_end().ends_with(is_quotation_mark)
            && let Some(last) = wanted.last_mut()
        {
            last.begin();
        }
        if wanted.is_empty() { Err(Message::new("search-no-words")) } else { Ok(Self { wanted }) }
    }

    /// The question as the index of an engine takes it.
    pub(crate) fn asked(&self, engine: Engine, tenant: TenantId, within: AskedIn) -> String {
        let all: Vec<Vec<AskedWords>> = self.wanted.iter().map(|wanted| wanted.forms(tenant)).collect();
        engine.asked_words(&all, within)
    }

    fn marks(&self, folded: &str) -> bool {
        let mut stems = None;
        self.wanted.iter().any(|wanted| wanted.marks(folded, &mut stems))
    }
}

/// Which words of records were asked for. Each is looked at once, however often it stands there.
pub(crate) struct Marks<'q> {
    question: &'q Question,
    known: HashMap<String, bool>,
}

impl<'q> Marks<'q> {
    pub(crate) fn of(question: &'q Question) -> Self {
        Self { question, known: HashMap::new() }
    }

    /// Whether a word of a record is one that was asked for.
    pub(crate) fn has(&mut self, folded: &str) -> bool {
        if let Some(known) = self.known.get(folded) {
            return *known;
        }
        let is_asked = self.question.marks(folded);
        self.known.insert(folded.to_owned(), is_asked);
        is_asked
    }

    #[cfg(test)]
    pub(crate) fn known(&self) -> usize {
        self.known.len()
    }
}

fn is_quotation_mark(letter: char) -> bool {
    ['"', '\u{201C}', '\u{201D}', '\u{201E}', '\u{AB}', '\u{BB}'].contains(&letter)
}

fn folded(text: &str) -> Vec<String> {
    words(text).take(MOST_WORDS + 1).map(|word| word.folded).collect()
}

fn add_phrase(wanted: &mut Vec<Wanted>, quoted: &str) {
    let words = folded(quoted);
    if !words.is_empty() {
        wanted.push(Wanted::Phrase { words, is_sign: false, is_beginning: false });
    }
}

/// What stands between blanks is a word, several words with signs between them, or a sign of a case with numbers in it.
fn add_chunk(wanted: &mut Vec<Wanted>, chunk: &str) {
    let words = folded(chunk);
    if words.len() > 1 && has_number(&refs(&words)) {
        wanted.push(Wanted::Phrase { words, is_sign: true, is_beginning: false });
    } else {
        let word = |folded: String| Wanted::Word { stem: stem(&folded), folded, is_beginning: false };
        wanted.extend(words.into_iter().map(word));
    }
}

fn refs(words: &[String]) -> Vec<&str> {
    words.iter().map(String::as_str).collect()
}

impl Wanted {
    const fn count(&self) -> usize {
        match self {
            Self::Word { .. } => 1,
            Self::Phrase { words, .. } => words.len(),
        }
    }

    /// The last word may still be typed.
    fn begin(&mut self) {
        let is_long = |word: &str| word.chars().count() >= SHORTEST_BEGINNING;
        match self {
            Self::Word { folded, is_beginning, .. } => *is_beginning = is_long(folded),
            Self::Phrase { words, is_beginning, .. } => {
                *is_beginning = words.last().is_some_and(|word| is_long(word));
            }
        }
    }

    fn forms(&self, tenant: TenantId) -> Vec<AskedWords> {
        match self {
            Self::Word { folded, stem, is_beginning } => {
                let one = |word: String, is_beginning| AskedWords { words: vec![word], is_beginning };
                let mut forms = vec![
                    one(as_written(tenant, folded), *is_beginning),
                    one(as_written(tenant, stem), false),
                    one(as_stem(tenant, stem), false),
                ];
                forms.dedup();
                forms
            }
            Self::Phrase { words, is_sign, is_beginning } => {
                let one = |words| AskedWords { words, is_beginning: *is_beginning };
                let mut forms = vec![one(words.iter().map(|word| as_written(tenant, word)).collect())];
                if *is_sign && words.len() <= MOST_IN_SIGN {
                    forms.push(one(vec![as_sign(tenant, &sign_of(&refs(words)))]));
                }
                forms
            }
        }
    }

    /// Whether it is this word, whose stems are found out when they are needed first.
    fn marks(&self, word: &str, stems: &mut Option<Vec<String>>) -> bool {
        match self {
            Self::Word { folded, stem: asked, is_beginning } => {
                word == folded
                    || (*is_beginning && word.starts_with(folded.as_str()))
                    || stems.get_or_insert_with(|| stems_of(word)).contains(asked)
            }
            Self::Phrase { words, is_beginning, .. } => {
                words.iter().any(|asked| asked == word)
                    || (*is_beginning && words.last().is_some_and(|last| word.starts_with(last.as_str())))
            }
        }
    }
}

/// A word in the index as it stands in a record. It carries the number of its tenant, so that asking costs the same
/// however many tenants there are.
pub(crate) fn as_written(tenant: TenantId, folded: &str) -> String {
    format!("{}x{folded}", tenant.0)
}

/// A stem in the index that does not stand in the record as a word.
pub(crate) fn as_stem(tenant: TenantId, stem: &str) -> String {
    format!("{}y{stem}", tenant.0)
}

/// The words of a sign as one.
pub(crate) fn as_sign(tenant: TenantId, sign: &str) -> String {
    format!("{}w{sign}", tenant.0)
}

/// What stands between words of different texts in the index.
pub(crate) fn gap(tenant: TenantId) -> String {
    format!("{}z", tenant.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(typed: &str) -> String {
        let question = Question::read(typed).unwrap_or_else(|message| panic!("{typed}: {message:?}"));
        question.asked(Engine::Sqlite, TenantId(7), AskedIn::Anywhere)
    }

    #[test]
    fn each_word_is_asked_for_in_its_forms_and_the_last_as_a_beginning() {
        assert_eq!(
            asked("Avtalet plan"),
            r#"("7xavtalet" OR "7xavtal" OR "7yavtal") AND ("7xplan" * OR "7xplan" OR "7yplan")"#
        );
        assert_eq!(asked("it a"), r#"("7xit" OR "7yit") AND ("7xa" OR "7ya")"#);
    }

    #[test]
    fn words_in_quotation_marks_and_signs_of_cases_are_asked_for_as_they_are() {
        assert_eq!(asked("\"Avtalet för\""), r#"("7xavtalet 7xför")"#);
        assert_eq!(asked("”Avtalet” "), r#"("7xavtalet")"#);
        assert_eq!(asked("SLA-2026-3"), r#"("7xsla 7x2026 7x3" OR "7wsla·2026·3")"#);
        assert_eq!(asked("SLA-2026"), r#"("7xsla 7x2026" * OR "7wsla·2026" *)"#);
        assert_eq!(asked("\"open"), r#"("7xopen" *)"#);
    }

    #[test]
    fn what_holds_no_word_or_too_many_is_told() {
        let told = |typed: &str| Question::read(typed).expect_err(typed).key;
        for typed in ["", "   ", "*", "\"\"", "\"", "-- ** ()", "\u{1F4A9}"] {
            assert_eq!(told(typed), "search-no-words", "{typed}");
        }
        assert_eq!(told(&"ord ".repeat(10_000)), "search-too-many-words");
        assert_eq!(told(&format!("\"{}\"", "ord ".repeat(10_000))), "search-too-many-words");
        assert!(Question::read(&"o".repeat(100_000)).is_ok(), "a word without end is cut");
    }

    #[test]
    fn what_was_asked_for_is_marked_in_each_of_its_forms() {
        let question = Question::read("avtal systemf").expect("a question");
        for word in ["avtalet", "systemförvaltning", "serviceavtal"] {
            assert!(question.marks(word), "{word}");
        }
        assert!(!question.marks("system"));
    }
}
