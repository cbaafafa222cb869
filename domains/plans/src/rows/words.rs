//! The closed words of a plan's rows: who answers, and how far things have come.

use kernel::choice;

choice! {
    /// Who something is for, or who does it. Swedish: part.
    pub enum Party {
        Business = "business",
        It = "it",
        Department = "department",
        Supplier = "supplier",
    }
}

choice! {
    /// How far an activity has come. Swedish: aktivitetens läge.
    pub enum ActivityState {
        Planned = "planned",
        Ongoing = "ongoing",
        Done = "done",
        /// It ends without being done.
        Dropped = "dropped",
    }
}

choice! {
    /// Whether a goal was reached. Swedish: målets läge.
    pub enum GoalState {
        Open = "open",
        Reached = "reached",
        Missed = "missed",
    }
}

choice! {
    /// How far a release has come. Swedish: releasens läge.
    pub enum ReleaseState {
        Planned = "planned",
        Released = "released",
        Dropped = "dropped",
    }
}

impl ActivityState {
    /// Nothing more is done in it.
    #[must_use]
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Done | Self::Dropped)
    }
}
