//! The content of a file: to keep, and for pictures and PDF to look at.

use crate::attached::visible_file;
use files::Edition;
use kernel::{Error, Result};
use std::sync::Arc;
use web::{Answer, StoredFile, Visit};

pub(super) fn download(visit: &Visit) -> Result<Answer> {
    let edition = asked(visit)?;
    Ok(stored(edition, false))
}

/// The browser's own viewer; of other kinds than it knows nothing is shown.
pub(super) fn show(visit: &Visit) -> Result<Answer> {
    let edition = asked(visit)?;
    if edition.kind.is_shown() { Ok(stored(edition, true)) } else { Err(Error::NotFound) }
}

pub(crate) fn content_of_api(visit: &Visit) -> Result<Answer> {
    download(visit)
}

/// The edition that holds, or the one that is asked for. What was erased is not there.
fn asked(visit: &Visit) -> Result<Edition> {
    let wanted = match visit.query("version").map(str::parse::<i64>) {
        None => None,
        Some(number) => Some(number.map_err(|_| Error::NotFound)?),
    };
    let edition = visit.read(|read| {
        let file = visible_file(read, visit.id("id")?)?;
        match wanted {
            Some(number) => files::edition(read, file.id, number),
            None => Ok(file.edition),
        }
    })?;
    if edition.disposed_on.is_some() { Err(Error::NotFound) } else { Ok(edition) }
}

fn stored(edition: Edition, is_shown: bool) -> Answer {
    let content = edition.content;
    Answer::Stored(StoredFile {
        name: edition.name,
        content_type: edition.kind.media_type(),
        length: u64::try_from(edition.size_bytes).unwrap_or_default(),
        is_shown,
        piece: Arc::new(move |read, place| files::content_piece(read, content, place)),
    })
}
