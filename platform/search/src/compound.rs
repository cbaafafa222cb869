//! Words that compounds end in: *systemförvaltningsplan* is found by *plan* and *förvaltningsplan*. Only words of a small
//! list are known, those of systems management; other compounds are found by their beginning and as a whole.

use crate::stem::stem;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// The letters that a compound has before its last word at the least, and that the word has.
const SHORTEST_PART: usize = 3;

static KNOWN: LazyLock<BTreeSet<String>> =
    LazyLock::new(|| include_str!("compound_ends.txt").split_whitespace().map(stem).collect());

/// The stems of the known words that a word ends in, and of what these are the end of, the shortest first. The word itself
/// is not among them.
pub(crate) fn ends_of(folded: &str) -> Vec<String> {
    let begins: Vec<usize> = folded.char_indices().map(|(at, _)| at).collect();
    if begins.len() < SHORTEST_PART * 2 || folded.chars().any(char::is_numeric) {
        return Vec::new();
    }
    let mut found: Vec<(usize, String)> = Vec::new();
    for (left, at) in begins.iter().enumerate().rev() {
        if left < SHORTEST_PART || begins.len() - left < SHORTEST_PART {
            continue;
        }
        let is_last = || KNOWN.contains(&stem(&folded[*at..]));
        let goes_on = |after: &usize| is_known_part(&folded[*at..*after]);
        if is_last() || found.iter().any(|(after, _)| goes_on(after)) {
            found.push((*at, stem(&folded[*at..])));
        }
    }
    found.into_iter().map(|(_, stem)| stem).collect()
}

/// A known word, with or without the `s` that binds it to the next.
fn is_known_part(part: &str) -> bool {
    part.chars().count() >= SHORTEST_PART
        && (KNOWN.contains(&stem(part))
            || part.strip_suffix('s').is_some_and(|bare| KNOWN.contains(&stem(bare))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_compound_is_found_by_each_known_word_and_compound_that_it_ends_in() {
        assert_eq!(ends_of("systemförvaltningsplan"), [stem("plan"), stem("förvaltningsplan")]);
        assert_eq!(ends_of("systemförvaltningsplanerna"), [stem("planerna"), stem("förvaltningsplaner")]);
        assert_eq!(ends_of("skolsystemet"), [stem("system")]);
        assert_eq!(ends_of("informationssäkerhetspolicy"), [stem("policy"), stem("säkerhetspolicy")]);
    }

    #[test]
    fn a_word_that_ends_in_none_of_them_is_found_as_a_whole_only() {
        for word in ["system", "biblioteksbok", "plan", "x2026plan", ""] {
            assert!(ends_of(word).is_empty(), "{word}");
        }
    }
}
