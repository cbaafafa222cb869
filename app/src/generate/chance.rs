//! Chance that comes out the same for the same seed: numbers, choices and ids.

use kernel::{Id, Instant};

/// A sequence of numbers that look random and follow from where it began.
#[derive(Clone, Debug)]
pub struct Chance {
    state: u64,
    /// Ids given so far.
    given: u32,
}

impl Chance {
    /// The sequence of one part of what a seed makes; parts are alike whatever other parts there are.
    pub fn of(seed: u64, part: u64) -> Self {
        let mut chance = Self { state: seed, given: 0 };
        chance.state = chance.next() ^ part.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        chance.next();
        chance
    }

    /// The next number, by `SplitMix64`.
    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.state ^ (self.state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 and below `end`; 0 where there is none below.
    pub fn below(&mut self, end: usize) -> usize {
        let drawn = self.next() % u64::try_from(end.max(1)).unwrap_or(1);
        usize::try_from(drawn).unwrap_or_default()
    }

    /// True this many times of a hundred.
    pub fn happens(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of some; none of none.
    pub fn pick<'a, T>(&mut self, some: &'a [T]) -> Option<&'a T> {
        some.get(self.below(some.len()))
    }

    /// An id that comes after those given before, as ids made at that time do: what is written together lies together.
    pub fn id(&mut self, at: Instant) -> Id {
        self.given += 1;
        let millis = u64::try_from(at.as_micros() / 1_000).unwrap_or_default();
        let (high, low) = ((self.given >> 14) & 0x0fff, self.given & 0x3fff);
        let mut bytes = [0_u8; 16];
        bytes[..6].copy_from_slice(&millis.to_be_bytes()[2..]);
        bytes[6..8].copy_from_slice(&(0x7000 | high).to_be_bytes()[2..]);
        bytes[8..10].copy_from_slice(&(0x8000 | low).to_be_bytes()[2..]);
        bytes[10..].copy_from_slice(&self.next().to_be_bytes()[2..]);
        Id::from_bytes(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_and_part_give_the_same_and_others_something_else() {
        let drawn = |seed, part| {
            let mut chance = Chance::of(seed, part);
            (0..20).map(|_| chance.below(1_000)).collect::<Vec<_>>()
        };
        assert_eq!(drawn(1, 1), drawn(1, 1));
        assert_ne!(drawn(1, 1), drawn(1, 2));
        assert_ne!(drawn(1, 1), drawn(2, 1));
    }

    #[test]
    fn ids_rise_in_the_order_in_which_they_are_given() {
        let at: Instant = "2026-03-02T08:00:00Z".parse().unwrap();
        let mut chance = Chance::of(1, 1);
        let ids: Vec<Id> = (0..40_000).map(|_| chance.id(at)).collect();
        assert!(ids.is_sorted_by(|one, other| one < other));
        assert!(ids[0].to_string().chars().nth(14) == Some('7'), "{}", ids[0]);
    }

    #[test]
    fn nothing_is_drawn_from_nothing() {
        let mut chance = Chance::of(1, 1);
        assert_eq!((chance.below(0), chance.pick::<u8>(&[])), (0, None));
        assert!(!chance.happens(0) && chance.happens(100));
    }
}
