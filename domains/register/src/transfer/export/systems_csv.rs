//! Systems as CSV: a row for each, in the columns that an import reads.

use super::whole::{columns_of, states_of};
use crate::transfer::known::Known;
use crate::transfer::shown::shown;
use kernel::Result;
use print::{Cell, Sheet, csv};

pub(super) fn write(known: &Known) -> Result<Vec<u8>> {
    let columns = columns_of(known);
    let headings = columns.iter().map(|column| column.label.in_language(known.language).to_owned());
    let rows = states_of(known).map(|state| {
        let cell = |column| Cell::Text(shown(known, column, &state, known.language));
        columns.iter().map(cell).collect()
    });
    csv(&Sheet { name: String::new(), headings: headings.collect(), rows: rows.collect() })
}
