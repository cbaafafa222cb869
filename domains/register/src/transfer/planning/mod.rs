//! Decides, for each row of a table, which system it is about and what it changes. Nothing here knows a database.

mod cells;
mod checks;
mod holders;
mod matching;
mod new_records;
mod planner;
mod uses;

pub(crate) use checks::step_of;
pub use planner::{Ask, Plan, PlannedRow, plan_import};
