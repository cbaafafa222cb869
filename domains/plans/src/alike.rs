//! Suggestions that may ask for the same: their titles share the stems of at least half of the shorter one's words.

use crate::store;
use crate::suggestion::Suggestion;
use kernel::{Id, Result};
use std::cmp::Reverse;
use std::collections::BTreeSet;
use storage::Read;

/// Alike ones that a page tells.
const MOST_TOLD: usize = 5;
/// Shorter stems, such as those of *för* and *med*, say nothing.
const FEWEST_LETTERS: usize = 4;

/// An open suggestion about the same system.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Other {
    pub id: Id,
    pub title: String,
    /// Whether it may ask for the same.
    pub is_alike: bool,
}

/// The other open suggestions about the system of one, those that are alike first, the newest of each first.
pub(crate) fn others_of(read: &Read, suggestion: &Suggestion) -> Result<Vec<Other>> {
    let open = store::open_suggestions_of(read, suggestion.system)?;
    let others: Vec<(Id, String)> = open.into_iter().filter(|(id, _)| *id != suggestion.id).collect();
    Ok(compute_alike(&suggestion.said.title, others))
}

fn compute_alike(title: &str, others: Vec<(Id, String)>) -> Vec<Other> {
    let wanted = telling_stems(title);
    let mut judged: Vec<(usize, Other)> = others
        .into_iter()
        .map(|(id, title)| {
            let stems = telling_stems(&title);
            let shared = wanted.intersection(&stems).count();
            let is_alike = shared > 0 && shared * 2 >= wanted.len().min(stems.len());
            (if is_alike { shared } else { 0 }, Other { id, title, is_alike })
        })
        .collect();
    judged.sort_by_key(|(shared, _)| Reverse(*shared));
    let mut others: Vec<Other> = judged.into_iter().map(|(_, other)| other).collect();
    others.iter_mut().skip(MOST_TOLD).for_each(|other| other.is_alike = false);
    others
}

fn telling_stems(title: &str) -> BTreeSet<String> {
    let mut stems = search::stems_of_text(title);
    stems.retain(|stem| stem.chars().count() >= FEWEST_LETTERS);
    stems
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The titles that are told as alike, in their order.
    fn alike(title: &str, others: &[&str]) -> Vec<String> {
        let others = others.iter().map(|title| (Id::new(), (*title).to_owned())).collect();
        let told = compute_alike(title, others).into_iter().filter(|other| other.is_alike);
        told.map(|other| other.title).collect()
    }

    #[test]
    fn titles_that_share_half_of_their_telling_words_are_alike() {
        let others = ["Mörkt läge", "Sökningen är långsam", "Sök på personal", "Export till kalkylark"];
        assert_eq!(alike("Snabbare export till kalkyl", &others), ["Export till kalkylark"]);
        assert_eq!(alike("Långsamma sökningar", &others), ["Sökningen är långsam"]);
        assert_eq!(alike("Ny färg på knappen", &others), Vec::<String>::new());
        assert_eq!(alike("Är det så?", &["Är det så?"]), Vec::<String>::new(), "no word that says anything");
    }

    #[test]
    fn those_that_share_most_come_first_and_only_a_few_are_told() {
        let mut others = vec!["Export av listor"; 6];
        others.push("Export av listor till kalkylark");
        let told = alike("Export av listor till kalkylark", &others);
        assert_eq!((told.len(), told[0].as_str()), (5, "Export av listor till kalkylark"));
    }
}
