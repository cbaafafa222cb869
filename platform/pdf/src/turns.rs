//! Only so many papers are made at once; whoever comes then waits for a while.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

pub struct Turns {
    free: Mutex<usize>,
    freed: Condvar,
}

/// Given back when it is dropped.
pub struct Turn<'t>(&'t Turns);

impl Turns {
    pub const fn new(most: usize) -> Self {
        Self { free: Mutex::new(most), freed: Condvar::new() }
    }

    /// None when nobody gave one back in time.
    pub fn take(&self, patience: Duration) -> Option<Turn<'_>> {
        let waited = self.freed.wait_timeout_while(self.free(), patience, |free| *free == 0);
        let (mut free, _) = waited.unwrap_or_else(PoisonError::into_inner);
        *free = free.checked_sub(1)?;
        Some(Turn(self))
    }

    /// A number is whole even when somebody panicked beside it.
    fn free(&self) -> MutexGuard<'_, usize> {
        self.free.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        *self.0.free() += 1;
        self.0.freed.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_many_as_may_get_a_turn_and_the_next_when_one_is_given_back() {
        let turns = Turns::new(2);
        let (first, second) = (turns.take(Duration::ZERO), turns.take(Duration::ZERO));
        assert!(first.is_some() && second.is_some());
        assert!(turns.take(Duration::from_millis(1)).is_none());
        drop(first);
        assert!(turns.take(Duration::ZERO).is_some());
    }

    #[test]
    fn who_waits_gets_the_turn_that_is_given_back_meanwhile() {
        let turns = Turns::new(1);
        let first = turns.take(Duration::ZERO);
        std::thread::scope(|scope| {
            let waiting = scope.spawn(|| turns.take(Duration::from_secs(60)).is_some());
            drop(first);
            assert!(waiting.join().expect("it ends"));
        });
    }
}
