//! What leaves the program as a finished file. The only crate that writes spreadsheets and texts that can be edited, and
//! the model of what is printed; it takes plain values and knows no business.

mod csv_text;
mod formula;
mod odt;
mod paper;
mod picture;
mod workbook;

pub use csv_text::csv;
pub use formula::{neutralised, without_neutralising};
pub use odt::{ODT, odt};
pub use paper::{Column, Content, Paper, PaperTable, Part, Printer, widths_of};
pub use picture::Picture;
pub use workbook::{Cell, Sheet, workbook};
