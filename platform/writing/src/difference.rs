//! How one row of things became another: the library compares lines, so each distinct thing becomes a number, and each
//! number a line. What people wrote never meets the library's own signs.

use diffy::{DiffOptions, Line};
use std::collections::HashMap;
use std::hash::Hash;

/// More than these that differ are not compared with each other: it would take minutes.
pub(crate) const MOST_COMPARED: usize = 3_000;

/// Where a thing stands, by its place in the rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Both(usize, usize),
    Before(usize),
    After(usize),
}

/// The distinct things of several rows, by number.
pub(crate) struct Numbers<'a, T> {
    known: HashMap<&'a T, usize>,
    things: Vec<&'a T>,
}

impl<'a, T: Eq + Hash> Numbers<'a, T> {
    pub(crate) fn new() -> Self {
        Self { known: HashMap::new(), things: Vec::new() }
    }

    /// A line for each thing.
    pub(crate) fn lines_of(&mut self, row: &'a [T]) -> String {
        row.iter().map(|thing| format!("{}\n", self.number_of(thing))).collect()
    }

    /// The thing whose number a line is; none for the library's own signs, which no number begins with.
    pub(crate) fn thing_of(&self, line: &str) -> Option<&'a T> {
        line.trim_end().parse().ok().and_then(|number: usize| self.things.get(number).copied())
    }

    fn number_of(&mut self, thing: &'a T) -> usize {
        *self.known.entry(thing).or_insert_with(|| {
            self.things.push(thing);
            self.things.len() - 1
        })
    }
}

/// All things of both rows in their order; of those in one place, what was before stands first.
pub(crate) fn difference<T: Eq + Hash>(before: &[T], after: &[T]) -> Vec<Place> {
    let same = before.iter().zip(after).take_while(|(one, other)| one == other).count();
    let ends = before[same..].iter().rev().zip(after[same..].iter().rev());
    let same_at_end = ends.take_while(|(one, other)| one == other).count();
    let (old, new) = (same..before.len() - same_at_end, same..after.len() - same_at_end);
    let mut places: Vec<Place> = (0..same).map(|at| Place::Both(at, at)).collect();
    if old.len() > MOST_COMPARED || new.len() > MOST_COMPARED || old.is_empty() || new.is_empty() {
        places.extend(old.clone().map(Place::Before));
        places.extend(new.clone().map(Place::After));
    } else {
        places.extend(compared_by_lines(&before[old.clone()], &after[new.clone()], same));
    }
    places.extend((0..same_at_end).map(|at| Place::Both(old.end + at, new.end + at)));
    places
}

/// Both rows hold something, and the first of both differs: there is one hunk, and it holds all of them.
fn compared_by_lines<T: Eq + Hash>(before: &[T], after: &[T], from: usize) -> Vec<Place> {
    let mut numbers = Numbers::new();
    let (old, new) = (numbers.lines_of(before), numbers.lines_of(after));
    let mut options = DiffOptions::new();
    options.set_context_len(before.len().max(after.len()));
    let patch = options.create_patch(&old, &new);
    let (mut i, mut j) = (from, from);
    let lines = patch.hunks().iter().flat_map(|hunk| hunk.lines());
    lines
        .map(|line| match line {
            Line::Context(_) => {
                (i, j) = (i + 1, j + 1);
                Place::Both(i - 1, j - 1)
            }
            Line::Delete(_) => {
                i += 1;
                Place::Before(i - 1)
            }
            Line::Insert(_) => {
                j += 1;
                Place::After(j - 1)
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn told(before: &str, after: &str) -> String {
        let (before, after): (Vec<char>, Vec<char>) = (before.chars().collect(), after.chars().collect());
        let sign = |place: &Place| match *place {
            Place::Both(i, _) => before[i].to_string(),
            Place::Before(i) => format!("-{}", before[i]),
            Place::After(j) => format!("+{}", after[j]),
        };
        difference(&before, &after).iter().map(sign).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn what_went_and_what_came_stands_where_it_was() {
        assert_eq!(told("abc", "abc"), "a b c");
        assert_eq!(told("abc", "aXc"), "a -b +X c");
        assert_eq!(told("abc", "abXc"), "a b +X c");
        assert_eq!(told("abcde", "bcXe"), "-a b c -d +X e");
        assert_eq!(told("", "ab"), "+a +b");
        assert_eq!(told("ab", ""), "-a -b");
        assert_eq!(told("", ""), "");
    }

    #[test]
    fn far_too_many_that_differ_are_told_one_row_after_the_other() {
        let before: Vec<usize> = (0..=MOST_COMPARED + 1).collect();
        let after: Vec<usize> =
            before.iter().map(|number| if *number == 0 { 0 } else { number + 90_000 }).collect();
        let places = difference(&before, &after);
        assert_eq!(places[0], Place::Both(0, 0));
        assert_eq!(places[1], Place::Before(1));
        assert_eq!(places.last(), Some(&Place::After(after.len() - 1)));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(512))]

        #[test]
        fn each_thing_of_both_rows_is_told_once_and_in_order(before in "[a-d]{0,12}", after in "[a-d]{0,12}") {
            let (before, after): (Vec<char>, Vec<char>) = (before.chars().collect(), after.chars().collect());
            let places = difference(&before, &after);
            let old: Vec<usize> = places.iter().filter_map(|place| match *place {
                Place::Both(i, _) | Place::Before(i) => Some(i),
                Place::After(_) => None,
            }).collect();
            let new: Vec<usize> = places.iter().filter_map(|place| match *place {
                Place::Both(_, j) | Place::After(j) => Some(j),
                Place::Before(_) => None,
            }).collect();
            prop_assert_eq!(old, (0..before.len()).collect::<Vec<_>>());
            prop_assert_eq!(new, (0..after.len()).collect::<Vec<_>>());
            for place in places {
                if let Place::Both(i, j) = place {
                    prop_assert_eq!(before[i], after[j]);
                }
            }
        }
    }
}
