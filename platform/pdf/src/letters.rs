//! Letters as the typeface has them. A letter that it lacks would stand on the paper as nothing, and no reader could say
//! it: it becomes a box, and the paper tells how many there are.

use crate::world::FONTS;

const BOX: char = '□';
/// Where a line may end within a word.
const BREAK: char = '\u{200b}';
/// No word of any language is longer; what is may be parted without a hyphen.
const LONGEST_WORD: usize = 40;
/// So many letters of such a word stay together.
const PIECE: usize = 10;

/// Makes texts printable, and counts what could not be.
#[derive(Default)]
pub struct Letters {
    pub missing: i64,
}

impl Letters {
    pub fn printable(&mut self, text: &str) -> String {
        let mut printable = String::with_capacity(text.len());
        for letter in text.chars() {
            printable.extend(self.letter(letter));
        }
        with_breaks(&printable)
    }

    fn letter(&mut self, letter: char) -> Option<char> {
        match letter {
            '\n' => Some('\n'),
            '\r' => None,
            // Stays between the figures of a number.
            '\u{202f}' => Some('\u{a0}'),
            _ if has(letter) => Some(letter),
            _ if letter.is_whitespace() => Some(' '),
            _ if is_unseen(letter) => None,
            _ => {
                self.missing += 1;
                Some(BOX)
            }
        }
    }
}

fn has(letter: char) -> bool {
    FONTS.iter().all(|font| font.info().coverage.contains(u32::from(letter)))
}

/// Says how its neighbours are joined, parted, directed or drawn, and is itself nothing.
fn is_unseen(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
        || matches!(letter, '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0100}'..='\u{e01ef}')
}

/// What is longer than a word, such as an address, may be parted after its signs, and anywhere when it has none.
fn with_breaks(text: &str) -> String {
    let mut parted = String::with_capacity(text.len());
    for word in text.split_inclusive(char::is_whitespace) {
        if word.chars().count() <= LONGEST_WORD {
            parted.push_str(word);
            continue;
        }
        let mut together = 0;
        for letter in word.chars() {
            parted.push(letter);
            together += 1;
            if together >= PIECE || (!letter.is_alphanumeric() && !letter.is_whitespace()) {
                parted.push(BREAK);
                together = 0;
            }
        }
    }
    parted
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(text: &str) -> (String, i64) {
        let mut letters = Letters::default();
        (letters.printable(text), letters.missing)
    }

    #[test]
    fn the_letters_of_our_languages_and_of_what_people_are_called_are_there() {
        let swedish = "ABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖ abcdefghijklmnopqrstuvwxyzåäö 0123456789";
        let others = "éèüßñçøæœÆØŁłŠšŽžČčĐđŊŋŦŧǦǧǨǩǮǯƷʒ Ελλάδα Київ ăâîșț ğış őű ąę";
        let signs = "§ – — ” ’ … → ← × ≥ ≤ € % & @ # ½ ² µ ° • « » ✓ □ − ·";
        for text in [swedish, others, signs] {
            assert_eq!(printed(text), (text.to_owned(), 0));
        }
    }

    #[test]
    fn a_letter_that_the_typeface_lacks_becomes_a_box_that_is_counted() {
        for (text, expected, missing) in [
            ("Bra 😀!", "Bra □!", 1),
            ("سلام", "□□□□", 4),
            ("\u{0}a\u{7}", "□a□", 2),
            ("\u{e000}", "□", 1),
            ("👩\u{200d}🚒", "□□", 2),
        ] {
            assert_eq!(printed(text), (expected.to_owned(), missing), "{text:?}");
        }
    }

    #[test]
    fn what_is_unseen_goes_without_a_word_and_every_kind_of_space_is_one() {
        for (text, expected) in [
            ("Sy\u{ad}stem\u{200b}\u{feff}", "System"),
            ("1\u{202f}000\u{2003}kr\tx\r\ny", "1\u{a0}000 kr x\ny"),
            ("\u{2028}", " "),
        ] {
            assert_eq!(printed(text), (expected.to_owned(), 0), "{text:?}");
        }
    }

    #[test]
    fn what_is_longer_than_a_word_may_be_parted_and_nothing_else() {
        let word = "informationssäkerhetsansvarigas";
        assert_eq!(printed(word).0, word);
        let parts = |text: &str| -> Vec<usize> {
            printed(text).0.split(BREAK).map(|part| part.chars().count()).collect()
        };
        assert_eq!(parts(&"a".repeat(10_000)).iter().max(), Some(&PIECE));
        assert_eq!(parts("https://www.exempel.se/systemforvaltning/ekonomi"), [6, 1, 1, 4, 8, 3, 10, 8, 7]);
    }
}
