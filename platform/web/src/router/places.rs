//! Places for uploads on their way: each takes room on the disk for as long as its sender likes, so that they are counted,
//! all together and those of one account.

use kernel::Id;
use std::sync::{Mutex, PoisonError};

const MOST: usize = 8;
/// So that nobody takes all of them.
const MOST_OF_ONE: usize = 3;

/// Whose uploads are on their way.
pub(super) struct Places(Mutex<Vec<Id>>);

/// One of them, until it is dropped.
pub(super) struct Place<'p> {
    places: &'p Places,
    whose: Id,
}

impl Places {
    pub(super) const fn new() -> Self {
        Self(Mutex::new(Vec::new()))
    }

    /// A place for an upload of an account; none while all are taken, or all that one account may have.
    pub(super) fn take(&self, whose: Id) -> Option<Place<'_>> {
        let mut taken = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let of_one = taken.iter().filter(|id| **id == whose).count();
        if taken.len() >= MOST || of_one >= MOST_OF_ONE {
            return None;
        }
        taken.push(whose);
        Some(Place { places: self, whose })
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        let mut taken = self.places.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(at) = taken.iter().position(|id| *id == self.whose) {
            taken.swap_remove(at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_account_has_some_of_the_places_and_all_together_no_more_than_there_are() {
        let places = Places::new();
        let [one, another, third] = [Id::new(), Id::new(), Id::new()];
        let mut taken: Vec<_> = (0..10).filter_map(|_| places.take(one)).collect();
        assert_eq!(taken.len(), MOST_OF_ONE);
        taken.extend((0..10).filter_map(|_| places.take(another)));
        taken.extend((0..10).filter_map(|_| places.take(third)));
        assert_eq!(taken.len(), MOST);
        assert!(places.take(Id::new()).is_none());
        drop(taken);
        assert!(places.take(one).is_some(), "an upload that has ended leaves its place");
    }
}
