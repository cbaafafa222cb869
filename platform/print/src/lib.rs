//! What leaves the program as a finished file. The only crate that writes spreadsheets, and the model of what is
//! printed; it takes plain values and knows no business.

mod csv_text;
mod formula;
mod paper;
mod workbook;

pub use csv_text::csv;
pub use formula::{neutralised, without_neutralising};
pub use paper::{Content, Paper, PaperTable, Part, Printer};
pub use workbook::{Cell, Sheet, workbook};
