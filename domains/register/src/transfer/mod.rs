//! Spreadsheets in and out: a table becomes systems of the register, and the register becomes a file.

mod api;
mod directory;
mod export;
mod fields;
mod importing;
mod kept;
mod known;
mod mapping;
mod named;
mod pages;
mod planning;
mod reading;
mod report;
mod shown;
mod state;
mod under_way;

pub use export::{Chosen, ExportFormat, export_register};
pub use fields::{MappableField, Target, mappable_fields, mappable_fields_of};
pub use importing::{Course, Manner, Phase, Progress, Reached, WhenSaved, run_import, run_import_along};
pub use known::Known;
pub use mapping::{Create, Mapping, guess_mapping, guesses_told, own_mapping, read_mapping};
pub use named::systems_named;
pub use planning::{Ask, Plan, plan_import};
pub use reading::{Table, read_table};
pub use report::{Refusal, Report, ReportRow};

pub(crate) use api::imports;
pub(crate) use kept::IMPORTS;
pub(crate) use pages::{export_links, routes};

/// Every statement of this part of the room, for the tests.
pub(crate) fn statements() -> Vec<storage::Statement> {
    kept::STATEMENTS.to_vec()
}
