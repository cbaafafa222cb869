//! What a text may not hold. A table that is broken is no trouble: it is shown as a paragraph, and its writer sees it.

use crate::block::Block;
use crate::pieces::{MOST_LETTERS, pieces};
use crate::plain::plain_of;
use kernel::{Message, Objection, has_personal_identity_number};

/// What is wrong with a text; pieces are counted from one. Swedish: fel i texten.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    TooLong {
        letters: usize,
    },
    /// A sign that no page can show.
    ControlSign,
    IdentityNumber {
        piece: usize,
    },
    /// A picture that does not say what it shows.
    SilentPicture {
        piece: usize,
    },
}

impl Trouble {
    /// The same as an objection at the field of the text.
    #[must_use]
    pub fn objection(self, field: &str) -> Objection {
        let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        let message = match self {
            Self::TooLong { letters } => Message::new("writing-too-long")
                .with("letters", number(letters))
                .with("most", number(MOST_LETTERS)),
            Self::ControlSign => Message::new("writing-control-sign"),
            Self::IdentityNumber { piece } => {
                Message::new("writing-identity-number").with("piece", number(piece))
            }
            Self::SilentPicture { piece } => {
                Message::new("writing-silent-picture").with("piece", number(piece))
            }
        };
        Objection::new(field, message)
    }
}

/// All that is wrong with a text. One that is too long is not read.
#[must_use]
pub fn check_written(text: &str) -> Vec<Trouble> {
    let letters = text.chars().count();
    if letters > MOST_LETTERS {
        return vec![Trouble::TooLong { letters }];
    }
    let is_odd = |letter: char| letter.is_control() && !matches!(letter, '\n' | '\r' | '\t');
    let mut troubles = Vec::new();
    if text.contains(is_odd) {
        troubles.push(Trouble::ControlSign);
    }
    for (piece, number) in pieces(text).iter().zip(1..) {
        let is_personal = has_personal_identity_number(piece.source)
            || has_personal_identity_number(&plain_of(&piece.blocks));
        if is_personal {
            troubles.push(Trouble::IdentityNumber { piece: number });
        }
        if has_silent_picture(&piece.blocks) {
            troubles.push(Trouble::SilentPicture { piece: number });
        }
    }
    troubles
}

fn has_silent_picture(blocks: &[Block]) -> bool {
    blocks.iter().any(|block| match block {
        Block::Picture { alt, .. } => alt.is_empty(),
        Block::List { items, .. } => items.iter().any(|item| has_silent_picture(item)),
        Block::Quote(quoted) => has_silent_picture(quoted),
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::Id;

    #[test]
    fn a_text_of_any_shape_passes() {
        for text in ["", "Hej", "# a\n\n- b\n\t- c\r\n\n| a |\n|---|\n| b | c |", "<script>alert(1)</script>"]
        {
            assert_eq!(check_written(text), [], "{text}");
        }
    }

    #[test]
    fn the_longest_text_passes_and_one_letter_more_does_not() {
        assert_eq!(check_written(&"å".repeat(MOST_LETTERS)), []);
        let letters = MOST_LETTERS + 1;
        assert_eq!(check_written(&"å".repeat(letters)), [Trouble::TooLong { letters }]);
    }

    #[test]
    fn an_identity_number_is_told_with_its_piece_however_it_is_dressed() {
        for number in ["19811218-9876", "198112**18**-9876", "198112189876"] {
            let text = format!("Ett.\n\n- två\n- tre: {number}\n");
            assert_eq!(check_written(&text), [Trouble::IdentityNumber { piece: 3 }], "{number}");
        }
        assert_eq!(check_written("Org.nr 212000-0555"), []);
    }

    #[test]
    fn a_picture_without_alternative_text_is_told() {
        let picture = |alt: &str| format!("Text.\n\n> - ![{alt}](bild:{})", Id::from_bytes([1; 16]));
        assert_eq!(check_written(&picture("")), [Trouble::SilentPicture { piece: 2 }]);
        assert_eq!(check_written(&picture("  ")), [Trouble::SilentPicture { piece: 2 }]);
        assert_eq!(check_written(&picture("En karta")), []);
    }

    #[test]
    fn a_sign_that_no_page_can_show_is_refused() {
        assert_eq!(check_written("a\u{7}b"), [Trouble::ControlSign]);
    }

    #[test]
    fn an_objection_stands_at_the_field_and_says_how_much_is_too_much() {
        let objection = Trouble::TooLong { letters: 214_000 }.objection("text");
        assert_eq!(objection.field, "text");
        assert_eq!(objection.message.key, "writing-too-long");
        assert!(objection.message.args.contains(&("letters", 214_000.into())));
    }
}
