//! Systems as CSV, as Swedish spreadsheet programs open it: semicolons, UTF-8 with a mark.

use super::whole::{columns_of, states_of};
use crate::transfer::known::Known;
use crate::transfer::reading::neutralised;
use crate::transfer::shown::shown;
use csv::WriterBuilder;
use kernel::{Error, Result};

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

pub(super) fn write(known: &Known) -> Result<Vec<u8>> {
    let columns = columns_of(known);
    let mut writer = WriterBuilder::new().delimiter(b';').from_writer(BYTE_ORDER_MARK.to_vec());
    let headings = columns.iter().map(|column| neutralised(column.label.in_language(known.language)));
    writer.write_record(headings).map_err(Error::failed)?;
    for state in states_of(known) {
        let cells = columns.iter().map(|column| neutralised(&shown(known, column, &state, known.language)));
        writer.write_record(cells).map_err(Error::failed)?;
    }
    writer.into_inner().map_err(Error::failed)
}
