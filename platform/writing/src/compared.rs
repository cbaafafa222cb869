//! Two texts beside each other: what stands in both, what went, what came, and which words of a passage were changed.
//! By the same, what was said about a piece finds it again in the text that came after.

use crate::difference::{Place, difference};
use crate::passage::{Passage, passages};
use crate::plain::plain_text;
use std::collections::{HashMap, HashSet};

/// One row of two texts beside each other. Swedish: rad i jämförelsen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    Same(Passage),
    Removed(Passage),
    Added(Passage),
    Changed { before: Passage, after: Passage, words: Vec<Word> },
}

/// Words of a changed passage that stand in both texts, or in one of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    pub text: String,
    pub side: Side,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Both,
    Before,
    After,
}

/// What became of a text, passage by passage.
#[must_use]
pub fn compared(before: &str, after: &str) -> Vec<Row> {
    let (old, new) = (passages(before), passages(after));
    let row = |step: Step| match step {
        Step::Same(_, at) => Row::Same(new[at].clone()),
        Step::Removed(at) => Row::Removed(old[at].clone()),
        Step::Added(at) => Row::Added(new[at].clone()),
        Step::Changed(from, to) => Row::Changed {
            before: old[from].clone(),
            after: new[to].clone(),
            words: changed_words(&old[from].text, &new[to].text),
        },
    };
    steps(&old, &new).into_iter().map(row).collect()
}

/// Where each piece of a text stands in the one that came after, counted from zero: unchanged, changed in its place or
/// moved; none for one that is gone.
#[must_use]
pub fn placed(before: &str, after: &str) -> Vec<Option<usize>> {
    let (old, new) = (passages(before), passages(after));
    let steps = steps(&old, &new);
    let added = steps.iter().filter_map(|step| match *step {
        Step::Added(at) => Some((&new[at], at)),
        _ => None,
    });
    let mut moved: HashMap<&Passage, usize> = added.collect();
    let mut places = vec![None; old.len()];
    for step in steps {
        match step {
            Step::Same(from, to) | Step::Changed(from, to) => places[from] = Some(to),
            Step::Removed(from) => places[from] = moved.remove(&old[from]),
            Step::Added(_) => {}
        }
    }
    places
}

enum Step {
    Same(usize, usize),
    Removed(usize),
    Added(usize),
    Changed(usize, usize),
}

fn steps(old: &[Passage], new: &[Passage]) -> Vec<Step> {
    let mut steps = Vec::new();
    let (mut went, mut came) = (Vec::new(), Vec::new());
    for place in difference(old, new) {
        match place {
            Place::Before(at) => went.push(at),
            Place::After(at) => came.push(at),
            Place::Both(from, to) => {
                pair(&mut steps, (old, &mut went), (new, &mut came));
                steps.push(Step::Same(from, to));
            }
        }
    }
    pair(&mut steps, (old, &mut went), (new, &mut came));
    steps
}

/// How far ahead a passage is looked for among those that came: far off it was hardly changed into that one.
const LOOK_AHEAD: usize = 8;

/// As many that went as came between two that stand: each was changed. Else those that share words belong together.
fn pair(
    steps: &mut Vec<Step>,
    (old, went): (&[Passage], &mut Vec<usize>),
    (new, came): (&[Passage], &mut Vec<usize>),
) {
    let are_even = went.len() == came.len();
    let mut rest = &came[..];
    for from in went.drain(..) {
        let is_same = |to: &usize| are_even || are_alike(&old[from].text, &new[*to].text);
        match rest.iter().take(LOOK_AHEAD).position(is_same) {
            Some(ahead) => {
                steps.extend(rest[..ahead].iter().map(|to| Step::Added(*to)));
                steps.push(Step::Changed(from, rest[ahead]));
                rest = &rest[ahead + 1..];
            }
            None => steps.push(Step::Removed(from)),
        }
    }
    steps.extend(rest.iter().map(|to| Step::Added(*to)));
    came.clear();
}

/// A third of the words of the longer one stand in both.
fn are_alike(one: &str, other: &str) -> bool {
    let [one, other] = [one, other].map(|text| text.split_whitespace().collect::<HashSet<_>>());
    one.intersection(&other).count() * 3 >= one.len().max(other.len())
}

/// Words as a reader sees them; where only signs differ, as they were written.
fn changed_words(before: &str, after: &str) -> Vec<Word> {
    let (old, new) = (plain_text(before), plain_text(after));
    let (old, new) = if old == new { (before, after) } else { (old.as_str(), new.as_str()) };
    let [old, new] = [old, new].map(|text| text.split_inclusive(char::is_whitespace).collect::<Vec<_>>());
    let mut words: Vec<Word> = Vec::new();
    for place in difference(&old, &new) {
        let (text, side) = match place {
            Place::Both(_, at) => (new[at], Side::Both),
            Place::Before(at) => (old[at], Side::Before),
            Place::After(at) => (new[at], Side::After),
        };
        match words.last_mut().filter(|last| last.side == side) {
            Some(last) => last.text.push_str(text),
            None => words.push(Word { text: text.to_owned(), side }),
        }
    }
    words
}

#[cfg(test)]
mod tests;
