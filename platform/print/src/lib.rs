//! What leaves the program as a finished file. The only crate that writes spreadsheets; it takes plain values and knows
//! no business.

mod workbook;

pub use workbook::{Cell, Sheet, workbook};
