//! Carries an import out: tried or saved in one transaction, whole or not at all.

mod apply;
mod assignments;
mod run;
mod systems;

pub use run::{Manner, run_import};
