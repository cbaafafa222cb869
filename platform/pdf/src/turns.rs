//! Only so many papers are made at once; some of those who come then wait for a while, and the rest are told so at once.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

pub struct Turns {
    left: Mutex<Left>,
    freed: Condvar,
}

/// How many may begin now, and how many may wait besides those who do.
struct Left {
    turns: usize,
    seats: usize,
}

/// Given back when it is dropped.
pub struct Turn<'t>(&'t Turns);

impl Turns {
    pub const fn new(turns: usize, seats: usize) -> Self {
        Self { left: Mutex::new(Left { turns, seats }), freed: Condvar::new() }
    }

    /// None when nobody gave one back in time, and at once when enough are waiting already.
    pub fn take(&self, patience: Duration) -> Option<Turn<'_>> {
        let mut left = self.left();
        if left.turns == 0 {
            left.seats = left.seats.checked_sub(1)?;
            let waited = self.freed.wait_timeout_while(left, patience, |left| left.turns == 0);
            (left, _) = waited.unwrap_or_else(PoisonError::into_inner);
            left.seats += 1;
        }
        left.turns = left.turns.checked_sub(1)?;
        Some(Turn(self))
    }

    /// Numbers are whole even when somebody panicked beside them.
    fn left(&self) -> MutexGuard<'_, Left> {
        self.left.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.0.left().turns += 1;
        self.0.freed.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_many_as_may_get_a_turn_and_the_next_when_one_is_given_back() {
        let turns = Turns::new(2, 1);
        let (first, second) = (turns.take(Duration::ZERO), turns.take(Duration::ZERO));
        assert!(first.is_some() && second.is_some());
        assert!(turns.take(Duration::from_millis(1)).is_none());
        drop(first);
        assert!(turns.take(Duration::ZERO).is_some());
    }

    #[test]
    fn who_waits_gets_the_turn_that_is_given_back_meanwhile() {
        let turns = Turns::new(1, 1);
        let first = turns.take(Duration::ZERO);
        std::thread::scope(|scope| {
            let waiting = scope.spawn(|| turns.take(Duration::from_secs(60)).is_some());
            drop(first);
            assert!(waiting.join().expect("it ends"));
        });
    }

    /// Had the last one waited too, the one before would have lost patience meanwhile.
    #[test]
    fn whoever_comes_when_enough_are_waiting_is_told_at_once() {
        let turns = Turns::new(1, 1);
        let first = turns.take(Duration::ZERO);
        std::thread::scope(|scope| {
            let waiting = scope.spawn(|| turns.take(Duration::from_secs(30)).is_some());
            while turns.left().seats > 0 {
                std::thread::yield_now();
            }
            assert!(turns.take(Duration::from_secs(60)).is_none());
            drop(first);
            assert!(waiting.join().expect("it ends"));
        });
    }
}
