//! Texts of hits with the words that were asked for marked, long ones cut to where these stand.

use crate::question::Marks;
use crate::words::{Word, words};

/// Letters of a text that are looked through at first for what is shown.
pub(crate) const MOST_READ: i64 = 50_000;
/// Letters of a long text that are shown.
const LENGTH: usize = 160;
/// Letters of it that stand before the first word that was asked for.
const BEFORE: usize = 40;
/// Bytes that a letter takes at the most.
const LONGEST_LETTER: usize = 4;

/// A piece of a text; marked if it is what was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    pub text: String,
    pub is_marked: bool,
}

/// A whole text in pieces.
pub(crate) fn marked(marks: &mut Marks<'_>, text: &str) -> Vec<Piece> {
    pieces(marks, text, &words(text).collect::<Vec<_>>())
}

/// What of a text is shown, and how many words of it were asked for. Nothing if none was.
pub(crate) fn excerpt(marks: &mut Marks<'_>, text: &str) -> Option<(usize, Vec<Piece>)> {
    let (all, first) = up_to_first(marks, text)?;
    let begin = begin_of(text, &all, first);
    let end = end_of(text, &all, begin);
    let mut pieces = pieces(marks, &text[begin..end], &words(&text[begin..end]).collect::<Vec<_>>());
    let count = pieces.iter().filter(|piece| piece.is_marked).count();
    if begin > 0 {
        pieces.insert(0, plain("… "));
    }
    if end < text.trim_end().len() {
        pieces.push(plain(" …"));
    }
    Some((count.max(1), pieces))
}

/// The words of a text up to some after the first that was asked for, and where that one begins.
fn up_to_first(marks: &mut Marks<'_>, text: &str) -> Option<(Vec<Word>, usize)> {
    let (mut all, mut first) = (Vec::new(), None);
    for word in words(text) {
        let begins_at = word.at.start;
        all.push(word);
        match first {
            None => {
                let count = marks.ending(&all);
                first = (count > 0).then(|| all[all.len() - count].at.start);
            }
            Some(first) if begins_at > first + LENGTH * LONGEST_LETTER => break,
            Some(_) => {}
        }
    }
    Some((all, first?))
}

/// The beginning of a word, some letters before the first word that was asked for.
fn begin_of(text: &str, all: &[Word], first: usize) -> usize {
    if text[..first].chars().count() <= BEFORE {
        return 0;
    }
    let earliest = text[..first].char_indices().rev().nth(BEFORE).map_or(0, |(at, _)| at);
    all.iter().map(|word| word.at.start).find(|start| *start >= earliest).unwrap_or(first).min(first)
}

/// The end of a word, so many letters on.
fn end_of(text: &str, all: &[Word], begin: usize) -> usize {
    let Some((latest, _)) = text[begin..].char_indices().nth(LENGTH) else { return text.len() };
    let fitting = all.iter().map(|word| word.at.end).filter(|end| (begin + 1..=begin + latest).contains(end));
    fitting.max().unwrap_or(begin + latest)
}

fn plain(text: &str) -> Piece {
    Piece { text: text.to_owned(), is_marked: false }
}

fn pieces(marks: &mut Marks<'_>, text: &str, all: &[Word]) -> Vec<Piece> {
    let mut is_marked = vec![false; all.len()];
    for end in 1..=all.len() {
        let count = marks.ending(&all[..end]);
        is_marked[end - count..end].fill(true);
    }
    let mut pieces = Vec::new();
    let mut done = 0;
    for (word, _) in all.iter().zip(is_marked).filter(|(_, is_marked)| *is_marked) {
        if word.at.start > done {
            pieces.push(plain(&text[done..word.at.start]));
        }
        pieces.push(Piece { text: text[word.at.clone()].to_owned(), is_marked: true });
        done = word.at.end;
    }
    if done < text.len() {
        pieces.push(plain(&text[done..]));
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::question::Question;

    fn question(typed: &str) -> Question {
        Question::read(typed).expect("a question")
    }

    fn shown(pieces: &[Piece]) -> String {
        pieces
            .iter()
            .map(|one| if one.is_marked { format!("[{}]", one.text) } else { one.text.clone() })
            .collect()
    }

    #[test]
    fn the_words_that_were_asked_for_are_marked_in_each_of_their_forms() {
        let text = "Avtalet: serviceavtal, AVTAL 3 – plan.";
        assert_eq!(
            shown(&marked(&mut Marks::of(&question("avtal")), text)),
            "[Avtalet]: [serviceavtal], [AVTAL] 3 – plan."
        );
    }

    #[test]
    fn of_a_long_text_the_place_is_shown_where_the_word_stands() {
        let text = format!("{} här står skolan nämnd {}", "åäö ".repeat(500), "ord ".repeat(500));
        let (count, pieces) = excerpt(&mut Marks::of(&question("skolorna")), &text).expect("an excerpt");
        assert_eq!(count, 1);
        let shown = shown(&pieces);
        assert!(
            shown.starts_with("… ") && shown.ends_with(" …") && shown.contains("här står [skolan] nämnd"),
            "{shown}"
        );
        assert!(shown.chars().count() < LENGTH + 20);
    }

    #[test]
    fn a_short_text_is_shown_whole_and_one_without_the_word_not_at_all() {
        let (_, pieces) = excerpt(&mut Marks::of(&question("plan")), "En plan.").expect("an excerpt");
        assert_eq!(shown(&pieces), "En [plan].");
        assert!(excerpt(&mut Marks::of(&question("plan")), "Något annat").is_none());
        assert!(
            excerpt(&mut Marks::of(&question("ord")), &"ord".repeat(10_000)).is_some(),
            "a word without end"
        );
    }

    #[test]
    fn a_text_is_looked_through_to_the_first_word_and_each_word_is_stemmed_once() {
        let long = "ord ".repeat(20_000);
        let question = question("sist");
        let mut marks = Marks::of(&question);
        let text = format!("först sist {long}{}", "sist ".repeat(9));
        let (count, pieces) = excerpt(&mut marks, &text).expect("an excerpt");
        assert_eq!((count, pieces.last().map(|piece| piece.text.as_str())), (1, Some(" …")));
        assert_eq!(marks.known(), 3);
        let (_, pieces) = excerpt(&mut marks, &format!("{long}sist")).expect("an excerpt");
        assert!(shown(&pieces).ends_with("ord ord [sist]"));
    }

    #[test]
    fn words_next_to_each_other_are_shown_where_they_stand_so() {
        let text = format!("ombud {}ett personligt ombud", "personligt utan ".repeat(200));
        let (count, pieces) =
            excerpt(&mut Marks::of(&question("\"personligt ombud\"")), &text).expect("an excerpt");
        assert_eq!(count, 2);
        assert!(shown(&pieces).ends_with("utan ett [personligt] [ombud]"), "{}", shown(&pieces));
    }
}
