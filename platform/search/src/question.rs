//! What somebody searches for, read from what they type: words, words in quotation marks, numbers of
//! cases such as *SLA-2026-3*.

use crate::shelf::{Field, Shelf};
use crate::stem::stem;
use crate::words::{Word, has_number, stems_of, words};
use kernel::{Message, TenantId};
use std::collections::HashMap;
use storage::{AskedWords, Engine};

/// Words that one question holds at the most.
pub(crate) const MOST_WORDS: usize = 12;
/// Words next to each other that one question asks for at the most: each is of two words at the least.
pub(crate) const MOST_PHRASES: usize = MOST_WORDS / 2;
/// Letters that the beginning of a word has at the least: fewer would find nearly everything.
const SHORTEST_BEGINNING: usize = 2;

/// Letters of a question that a name is looked for by which begins with them.
const LONGEST_BEGINNING: usize = 200;

/// A question: all of these must stand in a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    wanted: Vec<Wanted>,
    /// As it was typed, without quotation marks.
    typed: String,
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
        if wanted.is_empty() {
            return Err(Message::new("search-no-words"));
        }
        let bare = typed.trim().chars().filter(|letter| !is_quotation_mark(*letter));
        Ok(Self { wanted, typed: bare.take(LONGEST_BEGINNING).collect() })
    }

    /// The sort keys between which those of names lie that begin with what was typed.
    pub(crate) fn beginning(&self) -> (String, String) {
        let key = texts::sort_key(&self.typed);
        let from = key.split('\u{1}').next().unwrap_or_default();
        (from.to_owned(), format!("{from}{}", char::MAX))
    }

    /// The question as the index of an engine takes it, for a field of some kinds of record, by their numbers. Where a text is
    /// in stretches, words that stand next to each other are asked for as words that stand there at all: where they are next
    /// to each other is asked besides ([`Question::phrases`]).
    pub(crate) fn asked(&self, engine: Engine, tenant: TenantId, field: Field, kinds: &[String]) -> String {
        let of_kind = |kind: &String| {
            let shelf = Shelf::of(tenant, field, kind);
            let all = self.wanted.iter().flat_map(|wanted| wanted.forms(&shelf, field == Field::All));
            engine.asked_words(&all.collect::<Vec<_>>())
        };
        engine.asked_for_either(&kinds.iter().map(of_kind).collect::<Vec<_>>())
    }

    /// What must stand next to each other, each by itself.
    pub(crate) fn phrases(&self, engine: Engine, tenant: TenantId, kinds: &[String]) -> Vec<String> {
        let asked = |wanted: &Wanted| {
            let of_kind = |kind: &String| {
                [Field::All, Field::Stretch]
                    .map(|field| engine.asked_words(&wanted.forms(&Shelf::of(tenant, field, kind), false)))
            };
            engine.asked_for_either(&kinds.iter().flat_map(of_kind).collect::<Vec<_>>())
        };
        self.wanted.iter().filter(|wanted| wanted.count() > 1).map(asked).collect()
    }

    pub(crate) fn has_phrases(&self) -> bool {
        self.wanted.iter().any(|wanted| wanted.count() > 1)
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

    /// What must stand on a shelf of the index, each in one of some forms.
    fn forms(&self, shelf: &Shelf, is_apart: bool) -> Vec<Vec<AskedWords>> {
        let asked = |words: &[String], is_beginning| AskedWords {
            words: words.iter().map(|word| shelf.written(word)).collect(),
            is_beginning,
        };
        match self {
            Self::Word { folded, stem, is_beginning } => {
                let mut forms = vec![
                    asked(std::slice::from_ref(folded), *is_beginning),
                    asked(std::slice::from_ref(stem), false),
                    AskedWords { words: vec![shelf.stem(stem)], is_beginning: false },
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

#[cfg(test)]
mod tests {
    use super::*;

    fn asked_in(typed: &str, field: Field, kinds: &[&str]) -> String {
        let question = Question::read(typed).unwrap_or_else(|message| panic!("{typed}: {message:?}"));
        let kinds: Vec<String> = kinds.iter().map(|kind| (*kind).to_owned()).collect();
        question.asked(Engine::Sqlite, TenantId(7), field, &kinds)
    }

    fn asked(typed: &str) -> String {
        asked_in(typed, Field::All, &["0"])
    }

    #[test]
    fn each_word_is_asked_for_in_its_forms_and_the_last_as_a_beginning() {
        assert_eq!(
            asked("Avtalet plan"),
            r#"(("7c0xavtalet" OR "7c0xavtal" OR "7c0yavtal") AND ("7c0xplan" * OR "7c0xplan" OR "7c0yplan"))"#
        );
        assert_eq!(asked("it a"), r#"(("7c0xit" OR "7c0yit") AND ("7c0xa" OR "7c0ya"))"#);
    }

    #[test]
    fn a_question_about_several_kinds_is_one_about_each() {
        assert_eq!(asked_in("\"it\"", Field::Name, &["0", "12"]), r#"(("7a0xit")) OR (("7a12xit"))"#);
        assert_eq!(asked_in("\"it\"", Field::All, &["#"]), r##"(("7c#xit"))"##);
    }

    #[test]
    fn words_in_quotation_marks_and_numbers_of_cases_are_asked_for_as_they_are() {
        let phrases = |typed: &str| {
            Question::read(typed).expect(typed).phrases(Engine::Sqlite, TenantId(7), &["0".to_owned()])
        };
        assert_eq!(asked("\"Avtalet för\""), r#"(("7c0xavtalet") AND ("7c0xför"))"#);
        assert_eq!(phrases("\"Avtalet för\""), [r#"(("7c0xavtalet 7c0xför")) OR (("7d0xavtalet 7d0xför"))"#]);
        assert_eq!(asked("”Avtalet” "), r#"(("7c0xavtalet"))"#);
        assert!(phrases("”Avtalet” drift").is_empty());
        assert_eq!(
            phrases("SLA-2026-3"),
            [r#"(("7c0xsla 7c0x2026 7c0x3")) OR (("7d0xsla 7d0x2026 7d0x3"))"#]
        );
        assert_eq!(asked("SLA-2026"), r#"(("7c0xsla") AND ("7c0x2026" *))"#);
        assert_eq!(
            phrases("1/12 SLA-2026"),
            [
                r#"(("7c0x1 7c0x12")) OR (("7d0x1 7d0x12"))"#,
                r#"(("7c0xsla 7c0x2026" *)) OR (("7d0xsla 7d0x2026" *))"#
            ]
        );
        assert_eq!(asked("\"open"), r#"(("7c0xopen" *))"#);
        let many = "1/2 ".repeat(MOST_PHRASES);
        assert_eq!(phrases(&many).len(), MOST_PHRASES);
        assert_eq!(asked_in("SLA-2026-3", Field::Name, &["0"]), r#"(("7a0xsla 7a0x2026 7a0x3"))"#);
    }

    #[test]
    fn names_that_begin_with_what_was_typed_lie_between_two_sort_keys() {
        let begins = |typed: &str, name: &str| {
            let (from, to) = Question::read(typed).expect(typed).beginning();
            (from..to).contains(&texts::sort_key(name))
        };
        for (typed, name) in [("IT st", "IT-stöd"), ("ärende", "plan"), ("plan", "En plan"), ("plan", "Pla")]
        {
            assert!(!begins(typed, name), "{typed}: {name}");
        }
        for (typed, name) in [
            ("plan", "Plan"),
            (" PLAN ", "Planering Å"),
            ("\"it-st", "IT-stöd"),
            ("å", "Åmål"),
            ("sla-2026", "SLA-2026-3"),
        ] {
            assert!(begins(typed, name), "{typed}: {name}");
        }
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
