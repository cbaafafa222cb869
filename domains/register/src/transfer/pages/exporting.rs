//! A list as a file, with the filters and the day of its address.

use crate::listing::{SYSTEMS, SystemRow};
use crate::pages::systems_of_view;
use crate::transfer::export::{Chosen, ExportFormat, export_register};
use kernel::{Error, Result};
use storage::{Page, Read};
use web::{Answer, File, Visit};

pub(super) fn export_file(visit: &Visit) -> Result<Answer> {
    let wanted = visit.query("format").unwrap_or(ExportFormat::Csv.ending());
    let format = ExportFormat::from_ending(wanted)
        .ok_or_else(|| Error::rejected("format", "objection-not-a-choice"))?;
    let (bytes, day) = visit.read(|read| {
        let chosen = chosen(visit, read)?;
        Ok((export_register(read, format, &chosen)?, read.today()))
    })?;
    let name = format!("{}-{day}.{}", visit.text("transfer-file-name"), format.ending());
    Ok(Answer::File(File { name, content_type: format.content_type(), bytes }))
}

/// The systems that the list shows; all of them where nothing is filtered.
fn chosen(visit: &Visit, read: &Read) -> Result<Chosen> {
    let Some(query) = systems_of_view(visit, read)? else { return Ok(Chosen::All) };
    let mut ids = std::collections::BTreeSet::new();
    let mut query = query;
    loop {
        let Page { items, next_cursor } = SYSTEMS.page::<SystemRow>(read, &query)?;
        ids.extend(items.iter().map(|row| row.id));
        match next_cursor {
            Some(cursor) => query.cursor = Some(cursor),
            None => return Ok(Chosen::These(ids)),
        }
    }
}
