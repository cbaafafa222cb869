//! Joins what two people wrote from the same beginning, passage by passage, so that nothing of either is lost.

use crate::difference::{MOST_COMPARED, Numbers};
use crate::passage::{Passage, passages, text_of};
use diffy::MergeOptions;

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// What stands, whoever wrote it.
    Stands(Vec<Passage>),
    /// Both have written here; somebody chooses.
    Conflict { base: Vec<Passage>, theirs: Vec<Passage>, mine: Vec<Passage> },
}

/// Two texts joined. Swedish: sammanlagd text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Joined {
    pub parts: Vec<Part>,
}

/// Which of two that were written in one place is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    Theirs,
    Mine,
    /// Theirs first: it was saved first.
    Both,
}

impl Joined {
    #[must_use]
    pub fn has_conflicts(&self) -> bool {
        self.parts.iter().any(|part| matches!(part, Part::Conflict { .. }))
    }

    /// The text as it stands once each conflict is answered, in their order; what is not answered keeps both.
    #[must_use]
    pub fn text(&self, answers: &[Keep]) -> String {
        let mut answers = answers.iter().copied();
        let mut kept: Vec<&Passage> = Vec::new();
        for part in &self.parts {
            match part {
                Part::Stands(passages) => kept.extend(passages),
                Part::Conflict { theirs, mine, .. } => {
                    let keep = answers.next().unwrap_or(Keep::Both);
                    if keep != Keep::Mine {
                        kept.extend(theirs);
                    }
                    if keep != Keep::Theirs {
                        kept.extend(mine);
                    }
                }
            }
        }
        text_of(kept)
    }
}

/// Joins what was saved meanwhile and what somebody wants to save.
#[must_use]
pub fn joined(base: &str, theirs: &str, mine: &str) -> Joined {
    let [base, theirs, mine] = [base, theirs, mine].map(passages);
    if theirs == base || theirs == mine {
        return Joined { parts: standing(mine) };
    }
    if mine == base {
        return Joined { parts: standing(theirs) };
    }
    if [&base, &theirs, &mine].iter().any(|text| text.len() > MOST_COMPARED) {
        return Joined { parts: vec![Part::Conflict { base, theirs, mine }] };
    }
    let mut numbers = Numbers::new();
    let [base, theirs, mine] = [&base, &theirs, &mine].map(|text| numbers.lines_of(text));
    let (Ok(answer) | Err(answer)) = MergeOptions::new().merge(&base, &theirs, &mine);
    Joined { parts: parts_of(&answer, &numbers) }
}

fn standing(passages: Vec<Passage>) -> Vec<Part> {
    if passages.is_empty() { Vec::new() } else { vec![Part::Stands(passages)] }
}

const STANDS: usize = 0;
const THEIRS: usize = 1;
const BASE: usize = 2;
const MINE: usize = 3;

fn parts_of(answer: &str, numbers: &Numbers<'_, Passage>) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut sides: [Vec<Passage>; 4] = Default::default();
    let mut side = STANDS;
    for line in answer.lines() {
        match line.as_bytes().first() {
            Some(b'<') => {
                parts.extend(standing(std::mem::take(&mut sides[STANDS])));
                side = THEIRS;
            }
            Some(b'|') => side = BASE,
            Some(b'=') => side = MINE,
            Some(b'>') => {
                let [_, theirs, base, mine] = std::mem::take(&mut sides);
                parts.push(Part::Conflict { base, theirs, mine });
                side = STANDS;
            }
            _ => sides[side].extend(numbers.thing_of(line).cloned()),
        }
    }
    parts.extend(standing(std::mem::take(&mut sides[STANDS])));
    parts
}

#[cfg(test)]
mod tests;
