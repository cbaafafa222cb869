//! Time that does not count: a ticket that waits for somebody else, or that was resolved before it was opened again.

use crate::openings::Stretch;
use crate::{Fault, OpeningHours};
use kernel::Instant;

/// A stretch during which the clock stands still. Swedish: väntetid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wait {
    stretch: Stretch,
}

impl Wait {
    /// # Errors
    /// A wait that ends before it begins.
    pub fn new(from: Instant, to: Instant) -> Result<Self, Fault> {
        if to < from {
            return Err(Fault::BackwardWait(format!("{from}/{to}")));
        }
        Ok(Self { stretch: Stretch { from, to } })
    }

    /// Reads `T/T`, where each T is a moment as `OpeningHours::parse_moment` reads it.
    ///
    /// # Errors
    /// What is not two moments, and a wait that ends before it begins.
    pub fn parse(text: &str, hours: &OpeningHours) -> Result<Self, Fault> {
        let (from, to) = text.split_once('/').ok_or_else(|| Fault::WrongWait(text.to_owned()))?;
        Self::new(hours.parse_moment(from)?, hours.parse_moment(to)?)
            .map_err(|_| Fault::BackwardWait(text.to_owned()))
    }
}

/// The waits in order and apart, so that time in which two of them overlap counts once.
pub(crate) fn merged(waits: &[Wait]) -> Vec<Stretch> {
    let mut sorted: Vec<Stretch> = waits.iter().map(|wait| wait.stretch).collect();
    sorted.sort();
    let mut merged: Vec<Stretch> = Vec::with_capacity(sorted.len());
    for stretch in sorted {
        match merged.last_mut() {
            Some(last) if stretch.from <= last.to => last.to = last.to.max(stretch.to),
            _ => merged.push(stretch),
        }
    }
    merged
}

/// What is left of a stretch outside the waits, which are in order and apart.
pub(crate) fn cut_out(stretch: Stretch, waits: &[Stretch]) -> Vec<Stretch> {
    let mut left = Vec::new();
    let mut from = stretch.from;
    let first = waits.partition_point(|wait| wait.to <= stretch.from);
    for wait in waits[first..].iter().take_while(|wait| wait.from < stretch.to) {
        left.extend(Stretch { from, to: wait.from }.starting_at(from));
        from = wait.to;
    }
    left.extend(stretch.starting_at(from));
    left
}
