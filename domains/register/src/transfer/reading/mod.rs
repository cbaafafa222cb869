//! From the bytes of a file to a table: what kind of file it is is told by its content, never by its name.

mod csv_text;
mod table;
mod workbook;

#[cfg(test)]
use table::Limit;
pub(crate) use table::column_letters;
pub use table::{Table, TableRow};

use kernel::Message;
use table::TableBuilder;

/// A larger file is refused before it is read.
pub const MOST_BYTES: usize = 25_000_000;

/// Reads a table from a file: CSV in the usual encodings, or the first sheet of a workbook that holds anything.
///
/// # Errors
/// What is wrong with the file as a whole, in one message.
pub fn read_table(bytes: &[u8]) -> Result<Table, Message> {
    if bytes.len() > MOST_BYTES {
        return Err(Message::new("transfer-file-too-large").with("max", 25));
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Message::new("transfer-file-empty"));
    }
    match kind_of(bytes) {
        FileKind::Workbook => workbook::read(bytes),
        FileKind::Text => csv_text::read(bytes),
        FileKind::Other(name) => Err(Message::new("transfer-file-other-kind").with("kind", name)),
    }
}

enum FileKind {
    Workbook,
    Text,
    /// Something that people take for a spreadsheet.
    Other(&'static str),
}

fn kind_of(bytes: &[u8]) -> FileKind {
    const KNOWN: [(&[u8], &str); 7] = [
        (b"%PDF", "PDF"),
        (b"\xD0\xCF\x11\xE0", "XLS/DOC"),
        (b"\x89PNG", "PNG"),
        (b"\xFF\xD8\xFF", "JPEG"),
        (b"\x1F\x8B", "GZIP"),
        (b"{\\rtf", "RTF"),
        (b"SQLite format", "SQLite"),
    ];
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return FileKind::Workbook;
    }
    let known = KNOWN.iter().find(|(beginning, _)| bytes.starts_with(beginning));
    known.map_or(FileKind::Text, |(_, name)| FileKind::Other(name))
}

#[cfg(test)]
mod tests;
