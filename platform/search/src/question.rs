//! What somebody searches for, read from what they type: words, words in quotation marks, numbers of
//! cases such as *SLA-2026-3*.

use crate::stem::stem;
use crate::words::{Word, has_number, stems_of, words};
use kernel::{Message, TenantId};
use std::collections::HashMap;
use storage::{AskedIn, AskedWords, Engine};

/// Words that one question holds at the most.
pub(crate) const MOST_WORDS: usize = 12;
/// Words next to each other that one question asks for at the most: each is of two words at the least.
pub(crate) const MOST_PHRASES: usize = MOST_WORDS / 2;
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
    /// Words as they are, next to each other.
    Phrase { words: Vec<String>, is_beginning: bool },
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

    /// The question as the index of an engine takes it. Where a text is in stretches, words that stand next to each other
    /// are asked for as words that stand there at all: where they are next to each other is asked besides
    /// ([`Question::phrases`]).
    pub(crate) fn asked(&self, engine: Engine, tenant: TenantId, within: AskedIn) -> String {
        let is_in_stretches = within == AskedIn::Anywhere;
        let all: Vec<Vec<AskedWords>> =
            self.wanted.iter().flat_map(|wanted| wanted.forms(tenant, is_in_stretches)).collect();
        engine.asked_words(&all, within)
    }

    /// What must stand next to each other, each by itself.
    pub(crate) fn phrases(&self, engine: Engine, tenant: TenantId) -> Vec<String> {
        let phrases = self.wanted.iter().filter(|wanted| wanted.count() > 1);
        phrases.map(|one| engine.asked_words(&one.forms(tenant, false), AskedIn::Anywhere)).collect()
    }

    /// Whether all of it stands in these words.
    pub(crate) fn stands_in(&self, all: &[Word]) -> bool {
        self.wanted.iter().all(|wanted| (1..=all.len()).any(|end| wanted.ends(&all[..end])))
    }
}

/// Which words of records were asked for. Each is looked at once, however often it stands there.
pub(crate) struct Marks<'q> {
    pub question: &'q Question,
    known: HashMap<String, bool>,
}

impl<'q> Marks<'q> {
    pub(crate) fn of(question: &'q Question) -> Self {
        Self { question, known: HashMap::new() }
    }

    /// How many words at the end of some were asked for, one or several next to each other; none if the last was not.
    pub(crate) fn ending(&mut self, all: &[Word]) -> usize {
        let phrases = self.question.wanted.iter().filter(|wanted| wanted.count() > 1);
        let longest = phrases.filter(|phrase| phrase.ends(all)).map(Wanted::count).max();
        longest.unwrap_or_else(|| usize::from(all.last().is_some_and(|last| self.has(&last.folded))))
    }

    /// Whether a word of a record was asked for by itself.
    fn has(&mut self, folded: &str) -> bool {
        if let Some(known) = self.known.get(folded) {
            return *known;
        }
        let is_asked = self.question.wanted.iter().any(|wanted| wanted.marks(folded));
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
        wanted.push(Wanted::Phrase { words, is_beginning: false });
    }
}

/// What stands between blanks is a word, several words with signs between them, or the number of a case.
fn add_chunk(wanted: &mut Vec<Wanted>, chunk: &str) {
    let words = folded(chunk);
    if words.len() > 1 && has_number(&words) {
        wanted.push(Wanted::Phrase { words, is_beginning: false });
    } else {
        let word = |folded: String| Wanted::Word { stem: stem(&folded), folded, is_beginning: false };
        wanted.extend(words.into_iter().map(word));
    }
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

    /// What must stand in the index, each in one of some forms.
    fn forms(&self, tenant: TenantId, is_apart: bool) -> Vec<Vec<AskedWords>> {
        let asked = |words: &[String], is_beginning| AskedWords {
            words: words.iter().map(|word| as_written(tenant, word)).collect(),
            is_beginning,
        };
        match self {
            Self::Word { folded, stem, is_beginning } => {
                let mut forms = vec![
                    asked(std::slice::from_ref(folded), *is_beginning),
                    asked(std::slice::from_ref(stem), false),
                    AskedWords { words: vec![as_stem(tenant, stem)], is_beginning: false },
                ];
                forms.dedup();
                vec![forms]
            }
            Self::Phrase { words, is_beginning } if is_apart => {
                let last = words.len().saturating_sub(1);
                let each = words.chunks(1).enumerate();
                each.map(|(at, word)| vec![asked(word, *is_beginning && at == last)]).collect()
            }
            Self::Phrase { words, is_beginning } => vec![vec![asked(words, *is_beginning)]],
        }
    }

    /// Whether words of a record end with it.
    fn ends(&self, all: &[Word]) -> bool {
        let Self::Phrase { words, is_beginning } = self else {
            return all.last().is_some_and(|last| self.marks(&last.folded));
        };
        let Some(from) = all.len().checked_sub(words.len()) else { return false };
        let last = words.len().saturating_sub(1);
        words.iter().zip(&all[from..]).enumerate().rev().all(|(at, (asked, word))| {
            word.folded == *asked || (*is_beginning && at == last && word.folded.starts_with(asked.as_str()))
        })
    }

    /// Whether it is this word by itself.
    fn marks(&self, word: &str) -> bool {
        match self {
            Self::Word { folded, stem, is_beginning } => {
                word == folded
                    || (*is_beginning && word.starts_with(folded.as_str()))
                    || (may_have_stem(word, stem) && stems_of(word).contains(stem))
            }
            Self::Phrase { words, is_beginning } => match words.as_slice() {
                [only] => word == only || (*is_beginning && word.starts_with(only.as_str())),
                _ => false,
            },
        }
    }
}

/// A stem changes nothing but the end of a word, or of the words that a compound ends in: where its first letters are not,
/// nothing needs to be stemmed.
fn may_have_stem(word: &str, stem: &str) -> bool {
    const SURE: usize = 2;
    let beginning = stem.char_indices().nth(SURE).map_or(stem, |(at, _)| &stem[..at]);
    word.contains(beginning)
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
    fn words_in_quotation_marks_and_numbers_of_cases_are_asked_for_as_they_are() {
        let phrases = |typed: &str| Question::read(typed).expect(typed).phrases(Engine::Sqlite, TenantId(7));
        assert_eq!(asked("\"Avtalet för\""), r#"("7xavtalet") AND ("7xför")"#);
        assert_eq!(phrases("\"Avtalet för\""), [r#"("7xavtalet 7xför")"#]);
        assert_eq!(asked("”Avtalet” "), r#"("7xavtalet")"#);
        assert!(phrases("”Avtalet” drift").is_empty());
        assert_eq!(phrases("SLA-2026-3"), [r#"("7xsla 7x2026 7x3")"#]);
        assert_eq!(asked("SLA-2026"), r#"("7xsla") AND ("7x2026" *)"#);
        assert_eq!(phrases("1/12 SLA-2026"), [r#"("7x1 7x12")"#, r#"("7xsla 7x2026" *)"#]);
        assert_eq!(asked("\"open"), r#"("7xopen" *)"#);
        let many = "1/2 ".repeat(MOST_PHRASES);
        assert_eq!(phrases(&many).len(), MOST_PHRASES);
        let name = |typed: &str| {
            Question::read(typed).expect(typed).asked(Engine::Sqlite, TenantId(7), AskedIn::Name)
        };
        assert_eq!(name("SLA-2026-3"), r#"name : (("7xsla 7x2026 7x3"))"#);
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
        let mut marks = Marks::of(&question);
        for word in ["avtalet", "systemförvaltning", "serviceavtal"] {
            assert!(marks.has(word), "{word}");
        }
        assert!(!marks.has("system"));
    }

    #[test]
    fn words_next_to_each_other_are_marked_where_they_stand_so() {
        let question = Question::read("\"personligt ombud\" 2026/12").expect("a question");
        let ending = |text: &str| Marks::of(&question).ending(&words(text).collect::<Vec<_>>());
        assert_eq!(ending("ett personligt ombud"), 2);
        assert_eq!(ending("dnr 2026/123"), 2, "the last may be a beginning");
        for other in ["ombud", "personligt", "ombud personligt", "2026", ""] {
            assert_eq!(ending(other), 0, "{other}");
        }
        let stands_in = |text: &str| question.stands_in(&words(text).collect::<Vec<_>>());
        assert!(stands_in("2026/12 personligt ombud") && !stands_in("2026/12 ombud personligt"));
    }
}
