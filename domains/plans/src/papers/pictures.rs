//! The pictures that a paper shows, each in the edition that its plan shows.

use super::Reading;
use crate::content::address_in_text;
use kernel::{Id, Result};
use print::Picture;
use std::collections::BTreeMap;
use storage::Read;

/// So much is set on one paper; what lies beyond is told in its words.
const MOST_BYTES: i64 = 40_000_000;
/// Some ten photographs. A file of few bytes may hold many dots, and each takes four bytes of memory or more.
const MOST_DOTS: u64 = 100_000_000;

/// Those of the sections that the reader sees.
pub(super) fn pictures_on(reading: &Reading, read: &Read) -> Result<BTreeMap<Id, Picture>> {
    let is_shown = |file: Id| reading.sections().any(|one| one.text.contains(&address_in_text(file)));
    let kept = reading.content.pictures.iter().filter_map(|row| Some((row.file?, row.number)));
    let shown: Vec<(Id, i64)> = kept.filter(|(file, _)| is_shown(*file)).collect();
    if shown.is_empty() {
        return Ok(BTreeMap::new());
    }
    let ids: Vec<Id> = shown.iter().map(|(file, _)| *file).collect();
    let mut editions = files::editions_of_files(read, &ids)?;
    editions.retain(|one| shown.contains(&(one.file, one.number)) && one.disposed_on.is_none());
    let (mut pictures, mut room) = (BTreeMap::new(), Room { bytes: MOST_BYTES, dots: MOST_DOTS });
    for edition in editions {
        if edition.size_bytes <= room.bytes {
            room.bytes -= edition.size_bytes;
            let picture = Picture::read(bytes_of(read, edition.content)?);
            pictures.extend(picture.filter(|one| room.takes(one)).map(|one| (edition.file, one)));
        }
    }
    Ok(pictures)
}

/// What is left for further pictures.
struct Room {
    bytes: i64,
    dots: u64,
}

impl Room {
    fn takes(&mut self, picture: &Picture) -> bool {
        let left = self.dots.checked_sub(picture.dots());
        self.dots = left.unwrap_or(self.dots);
        left.is_some()
    }
}

fn bytes_of(read: &Read, content: Id) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    for place in 0.. {
        let Some(piece) = files::content_piece(read, content, place)? else { break };
        bytes.extend(piece);
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_dots_find_no_room_though_the_files_are_small_and_a_smaller_picture_still_does() {
        let of = |across, down| Picture { bytes: Vec::new(), is_png: true, size: (across, down) };
        let mut room = Room { bytes: MOST_BYTES, dots: MOST_DOTS };
        let taken = (0..400).filter(|_| room.takes(&of(4_900, 4_900))).count();
        assert_eq!(taken, 4);
        assert!(room.takes(&of(1_000, 1_000)));
    }
}
