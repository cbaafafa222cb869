//! Files of office programs. They are packed: how much they hold is measured before anything is made of it.

use crate::kind::{FileKind, taken};
use crate::received::opened;
use kernel::Message;
use std::fs::File;
use std::io::{BufReader, Read as _, Seek as _, SeekFrom};
use zip::ZipArchive;

/// Unpacked, all parts together.
const MOST_UNPACKED: u64 = 300_000_000;
const MOST_PARTS: usize = 5_000;
/// The end of an archive, which tells how many parts it has, and how far from the end of the file it may lie.
const END_OF_ARCHIVE: &[u8] = b"PK\x05\x06";
const LONGEST_END: i64 = 66_000;

pub(crate) type Archive<'f> = ZipArchive<BufReader<&'f File>>;

fn damaged() -> Message {
    Message::new("files-damaged")
}

fn bomb() -> Message {
    Message::new("files-bomb")
}

/// # Errors
/// For what is no archive, and for one that claims to have more parts than any document.
pub(crate) fn archive_of(content: &File) -> Result<Archive<'_>, Message> {
    check_number_of_parts(content)?;
    let file = opened(content).map_err(|_| damaged())?;
    ZipArchive::new(BufReader::new(file)).map_err(|_| damaged())
}

/// The list of parts takes memory before one can count it, so that the number is read first.
fn check_number_of_parts(content: &File) -> Result<(), Message> {
    let mut file = content;
    let length = file.seek(SeekFrom::End(0)).map_err(|_| damaged())?;
    let from = i64::try_from(length).unwrap_or(i64::MAX).min(LONGEST_END);
    file.seek(SeekFrom::End(-from)).map_err(|_| damaged())?;
    let mut end = Vec::new();
    file.read_to_end(&mut end).map_err(|_| damaged())?;
    let at =
        end.windows(END_OF_ARCHIVE.len()).rposition(|bytes| bytes == END_OF_ARCHIVE).ok_or_else(damaged)?;
    let count = end.get(at + 10..at + 12).and_then(|bytes| bytes.try_into().ok()).map(u16::from_le_bytes);
    match count {
        Some(count) if usize::from(count) <= MOST_PARTS => Ok(()),
        Some(_) => Err(bomb()),
        None => Err(damaged()),
    }
}

/// # Errors
/// For an archive that is no document, holds a program, or unpacks to more than any document.
pub(crate) fn kind_of_archive(content: &File) -> Result<FileKind, Message> {
    let mut archive = archive_of(content)?;
    if archive.file_names().flatten().any(|part| is_program(&part)) {
        return Err(Message::new("files-macros"));
    }
    check_unpacked(&mut archive)?;
    let has = |archive: &Archive<'_>, folder: &str| {
        archive.file_names().flatten().any(|name| name.starts_with(folder))
    };
    let kind = if has(&archive, "[Content_Types].xml") {
        [("word/", FileKind::Docx), ("xl/", FileKind::Xlsx), ("ppt/", FileKind::Pptx)]
            .into_iter()
            .find_map(|(folder, kind)| has(&archive, folder).then_some(kind))
    } else {
        open_document(&mut archive)
    };
    kind.ok_or_else(|| Message::new("files-kind-not-taken").with("taken", taken()))
}

/// Macros: one part of the files of Microsoft, folders of those of the open format.
fn is_program(part: &str) -> bool {
    let part = part.to_lowercase();
    part.ends_with("vbaproject.bin") || part.starts_with("basic/") || part.starts_with("scripts/")
}

/// What a file of the open format says of itself.
fn open_document(archive: &mut Archive<'_>) -> Option<FileKind> {
    let mut said = String::new();
    archive.by_name("mimetype").ok()?.take(100).read_to_string(&mut said).ok()?;
    [FileKind::Odt, FileKind::Ods, FileKind::Odp].into_iter().find(|kind| kind.media_type() == said.trim())
}

/// Unpacks everything once without keeping it: what a file says about its own size may be a lie.
fn check_unpacked(archive: &mut Archive<'_>) -> Result<(), Message> {
    let mut left = MOST_UNPACKED;
    for place in 0..archive.len() {
        let part = archive.by_index(place).map_err(|_| damaged())?;
        let unpacked =
            std::io::copy(&mut part.take(left + 1), &mut std::io::sink()).map_err(|_| damaged())?;
        left = left.checked_sub(unpacked).ok_or_else(bomb)?;
    }
    Ok(())
}
