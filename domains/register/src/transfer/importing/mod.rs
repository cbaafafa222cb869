//! Carries an import out: tried or saved in one transaction, whole or not at all.

mod apply;
mod assignments;
mod progress;
mod run;
mod systems;

pub use progress::{Phase, Progress, Reached};
pub use run::{Course, Manner, WhenSaved, run_import, run_import_along};
