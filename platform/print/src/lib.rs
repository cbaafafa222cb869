//! What leaves the program as a finished file. The only crate that writes spreadsheets; it takes plain values and knows
//! no business.

mod csv_text;
mod formula;
mod workbook;

pub use csv_text::csv;
pub use formula::{neutralised, without_neutralising};
pub use workbook::{Cell, Sheet, workbook};
