//! The register as a file: systems as CSV, a sheet for each kind of record as XLSX, everything as JSON.

mod json;
mod sheets;
mod systems_csv;
mod whole;

pub use whole::{Chosen, ExportFormat, export_register};
