//! The lists of this room.

mod plans;
mod rows;
mod suggestions;

pub use plans::{PLANS, PlanRow};
pub use rows::{ACTIVITIES, GOALS, ListedActivity, ListedGoal, ListedNeed, NEEDS};
pub use suggestions::{SUGGESTIONS, SuggestionRow};

use storage::{Filter, Sort, SortKey};

const fn filter(name: &'static str, sql: &'static str) -> Filter {
    Filter { name, sql }
}

const fn sort(name: &'static str, sql: &'static str, key: SortKey) -> Sort {
    Sort { name, sql, key }
}
