//! How far an import has come, for whoever waits for it.

use std::sync::atomic::{AtomicU8, AtomicUsize, Ordering};

/// What an import is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// The rows are held against the register.
    Planning,
    /// The systems, and what belongs to them, are saved.
    Writing,
    /// Who holds which role is saved.
    Appointing,
    /// What the guideline demands of everything that changed is worked out.
    Judging,
}

impl Phase {
    const ALL: [Self; 4] = [Self::Planning, Self::Writing, Self::Appointing, Self::Judging];

    fn numbered(number: usize) -> Self {
        Self::ALL.get(number).copied().unwrap_or(Self::Planning)
    }

    /// The key of its name.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Planning => "transfer-phase-planning",
            Self::Writing => "transfer-phase-writing",
            Self::Appointing => "transfer-phase-appointing",
            Self::Judging => "transfer-phase-judging",
        }
    }
}

/// Told by the import, looked at by others. Only a picture: what was saved and what was not, the database says.
#[derive(Debug, Default)]
pub struct Progress {
    phase: AtomicU8,
    done: AtomicUsize,
    total: AtomicUsize,
}

/// Where an import is at one moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reached {
    pub phase: Phase,
    pub done: usize,
    /// Of so many; 0 while nobody knows.
    pub total: usize,
}

impl Progress {
    pub(crate) fn begin(&self, phase: Phase, total: usize) {
        self.done.store(0, Ordering::Relaxed);
        self.total.store(total, Ordering::Relaxed);
        self.phase.store(phase as u8, Ordering::Relaxed);
    }

    pub(crate) fn reach(&self, done: usize) {
        self.done.store(done, Ordering::Relaxed);
    }

    pub(crate) fn reach_of(&self, total: usize, done: usize) {
        self.total.store(total, Ordering::Relaxed);
        self.reach(done);
    }

    /// Where it is now.
    #[must_use]
    pub fn now(&self) -> Reached {
        let phase = usize::from(self.phase.load(Ordering::Relaxed));
        Reached {
            phase: Phase::numbered(phase),
            done: self.done.load(Ordering::Relaxed),
            total: self.total.load(Ordering::Relaxed),
        }
    }
}

impl Reached {
    /// As it is kept for other programs: phase, done and total.
    pub(crate) fn as_numbers(&self) -> [i64; 3] {
        let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        [i64::from(self.phase as u8), number(self.done), number(self.total)]
    }

    pub(crate) fn of_numbers(numbers: [i64; 3]) -> Self {
        let [phase, done, total] = numbers.map(|number| usize::try_from(number).unwrap_or_default());
        Self { phase: Phase::numbered(phase), done, total }
    }
}
