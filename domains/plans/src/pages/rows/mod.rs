//! The pages of a plan's rows: their tables on the page of the plan, and the forms in which they are written.

mod activity_list;
mod forms;
mod outcome;
mod paths;
mod priority_page;
mod tables;

pub(super) use activity_list::activity_list;
pub(super) use outcome::outcome_of;
pub(super) use paths::routes_of_rows;
pub(super) use tables::{Edits, Showing, rows_table};
