//! How a text is cut into words, and which forms of a word are found by each other. Both databases get the finished forms,
//! so that neither cuts or folds anything by rules of its own.

use crate::stem::stem;
use std::collections::BTreeSet;
use std::ops::Range;

/// Letters of a word that count. What is longer is no word of any language.
const LONGEST_WORD: usize = 60;

/// A word of a text: where it stands, and how it is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    pub at: Range<usize>,
    /// Small letters without accents; å, ä and ö are letters of their own.
    pub folded: String,
}

/// The words of a text, in order: unbroken letters and digits.
pub(crate) fn words(text: &str) -> impl Iterator<Item = Word> {
    let mut begin = None;
    text.char_indices().chain([(text.len(), ' ')]).filter_map(move |(at, letter)| {
        if is_of_word(letter) {
            begin.get_or_insert(at);
            return None;
        }
        word_at(text, begin.take()?..at)
    })
}

/// Whether a digit stands in one of the words.
pub(crate) fn has_number(folded: &[String]) -> bool {
    folded.iter().any(|word| word.chars().any(char::is_numeric))
}

/// A mark above a letter belongs to it, as some programs write å.
fn is_of_word(letter: char) -> bool {
    letter.is_alphanumeric() || ('\u{300}'..='\u{36F}').contains(&letter)
}

fn word_at(text: &str, at: Range<usize>) -> Option<Word> {
    let folded: String = fold(&text[at.clone()]).chars().take(LONGEST_WORD).collect();
    (!folded.is_empty()).then_some(Word { at, folded })
}

fn fold(word: &str) -> String {
    folded_at_once(word).unwrap_or_else(|| folded_as_sorted(word))
}

/// Words of letters that fold to themselves, which nearly all are; none for a word with another.
fn folded_at_once(word: &str) -> Option<String> {
    let letter = |letter| match letter {
        'a'..='z' | '0'..='9' | 'å' | 'ä' | 'ö' => Some(letter),
        'A'..='Z' => Some(letter.to_ascii_lowercase()),
        'Å' => Some('å'),
        'Ä' => Some('ä'),
        'Ö' => Some('ö'),
        _ => None,
    };
    word.chars().map(letter).collect()
}

/// The same folding as in sorted lists, with å, ä and ö written as letters again.
fn folded_as_sorted(word: &str) -> String {
    let key = texts::sort_key(word);
    let folded = key.split('\u{1}').next().unwrap_or_default();
    let letter = |letter| match letter {
        '{' => Some('å'),
        '|' => Some('ä'),
        '}' => Some('ö'),
        _ => char::is_alphanumeric(letter).then_some(letter),
    };
    folded.chars().filter_map(letter).collect()
}

/// The forms under which a word of a record is found besides itself: its stem, and the stems of the words that a compound
/// ends in.
pub(crate) fn stems_of(folded: &str) -> Vec<String> {
    let mut stems = vec![stem(folded)];
    stems.extend(crate::compound::ends_of(folded));
    stems.dedup();
    stems
}

/// The stems of all words of a text: what tells whether two texts may speak of the same.
#[must_use]
pub fn stems_of_text(text: &str) -> BTreeSet<String> {
    words(text).flat_map(|word| stems_of(&word.folded)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn folded(text: &str) -> Vec<String> {
        words(text).map(|word| word.folded).collect()
    }

    #[test]
    fn a_text_is_cut_at_everything_that_is_no_letter_and_no_digit() {
        assert_eq!(
            folded("SLA-2026-3, (IT/drift)  e-post"),
            ["sla", "2026", "3", "it", "drift", "e", "post"]
        );
        assert!(folded(" * \"\" – 'ʹ ").len() <= 1);
        assert!(folded("").is_empty());
    }

    #[test]
    fn the_letters_of_swedish_are_kept_apart_and_accents_do_not_count() {
        assert_eq!(folded("ÅR är ÖRE Idé MÜLLER ßé"), ["år", "är", "öre", "ide", "myller", "sse"]);
        assert_eq!(folded("A\u{30A}r"), ["år"], "written as two characters");
        assert_ne!(folded("år"), folded("ar"));
    }

    #[test]
    fn a_word_is_told_where_it_stands() {
        let text = "är Öppna!";
        let found: Vec<Word> = words(text).collect();
        assert_eq!(&text[found[1].at.clone()], "Öppna");
    }

    #[test]
    fn texts_that_use_other_forms_of_the_same_words_share_their_stems() {
        let stems = |text| stems_of_text(text).into_iter().collect::<Vec<_>>();
        assert_eq!(stems("Sökningen, sökningar!"), stems("sökning"));
        assert!(stems(" – ").is_empty());
    }

    #[test]
    fn a_word_without_end_is_cut() {
        assert_eq!(folded(&"ö".repeat(5_000))[0].chars().count(), 60);
    }

    proptest! {
        #[test]
        fn a_word_is_folded_at_once_to_what_its_sort_key_says(word in "[a-zA-Z0-9åäöÅÄÖ]{1,12}") {
            prop_assert_eq!(folded_at_once(&word), Some(folded_as_sorted(&word)));
        }

        #[test]
        fn a_word_with_another_letter_is_folded_by_its_sort_key(word in "[a-zåäö]{0,4}[éüßøæłA-ZÉ][a-zåäö]{0,4}") {
            prop_assert_eq!(fold(&word), folded_as_sorted(&word));
        }
    }
}
