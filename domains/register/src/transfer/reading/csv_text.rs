//! Texts with columns between commas, semicolons or tabs, in UTF-8, UTF-16 or Windows-1252.

use super::{Table, TableBuilder};
use csv::{ReaderBuilder, StringRecord};
use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};
use kernel::Message;
use std::borrow::Cow;

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

pub(super) fn read(bytes: &[u8]) -> Result<Table, Message> {
    let text = decode(bytes)?;
    let (text, declared) = without_separator_line(&text);
    let separator = declared.unwrap_or_else(|| separator_of(text));
    if ends_within_quotes(text, separator) {
        return Err(Message::new("transfer-file-cut"));
    }
    // As the other lines end, or the reader would count one line more.
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let ended = if text.ends_with('\n') { text.into() } else { Cow::Owned(format!("{text}{line_end}")) };
    let mut reader = ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .from_reader(ended.as_bytes());
    let mut builder = TableBuilder::default();
    let (mut record, mut number, mut line) = (StringRecord::new(), 0, 1);
    while reader.read_record(&mut record).map_err(|_| Message::new("transfer-not-a-table"))? {
        // The reader passes over empty lines; a spreadsheet program counts them as rows.
        let next_line = reader.position().line();
        let own_lines = 1 + record.iter().map(line_ends).sum::<u64>();
        let passed = (next_line - line).saturating_sub(own_lines);
        number += 1 + i64::try_from(passed).unwrap_or(0);
        line = next_line;
        builder.add(number, record.iter().map(str::to_owned).collect())?;
    }
    builder.finish(None)
}

/// Line ends within a quoted cell.
fn line_ends(cell: &str) -> u64 {
    cell.bytes().map(|byte| u64::from(byte == b'\n')).sum()
}

/// The text of the bytes. What is neither Unicode nor Windows-1252 is no text.
fn decode(bytes: &[u8]) -> Result<String, Message> {
    let not_a_table = || Message::new("transfer-not-a-table");
    let text = match bytes {
        [0xFF, 0xFE, rest @ ..] => UTF_16LE.decode_without_bom_handling_and_without_replacement(rest),
        [0xFE, 0xFF, rest @ ..] => UTF_16BE.decode_without_bom_handling_and_without_replacement(rest),
        _ => {
            let bytes = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes);
            match std::str::from_utf8(bytes) {
                Ok(text) => Some(text.into()),
                // Right up to a letter that was cut in two: the end of the file is missing.
                Err(error)
                    if error.error_len().is_none()
                        && error.valid_up_to() > 0
                        && !bytes[..error.valid_up_to()].is_ascii() =>
                {
                    return Err(Message::new("transfer-file-cut"));
                }
                Err(_) => WINDOWS_1252.decode_without_bom_handling_and_without_replacement(bytes),
            }
        }
    }
    .ok_or_else(not_a_table)?;
    let is_odd = |letter: char| letter.is_control() && !matches!(letter, '\t' | '\n' | '\r');
    if text.contains(is_odd) { Err(not_a_table()) } else { Ok(text.into_owned()) }
}

/// Some programs write the separator on a line of its own, `sep=;`, which they do not count as a row.
fn without_separator_line(text: &str) -> (&str, Option<u8>) {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    match first.trim_end().strip_prefix("sep=").map(str::as_bytes) {
        Some([separator @ (b',' | b';' | b'\t')]) => (rest, Some(*separator)),
        _ => (text, None),
    }
}

/// The separator that stands most often in the headings, outside quotes.
fn separator_of(text: &str) -> u8 {
    let mut counts = [(b';', 0), (b'\t', 0), (b',', 0)];
    let mut is_quoted = false;
    for byte in text.trim_start().bytes() {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b'\n' | b'\r' if !is_quoted => break,
            _ if !is_quoted => {
                for (separator, count) in &mut counts {
                    *count += i32::from(*separator == byte);
                }
            }
            _ => {}
        }
    }
    // The first of equals wins.
    counts.iter().rev().max_by_key(|(_, count)| *count).map_or(b';', |(separator, _)| *separator)
}

/// A quoted cell that is never closed: the end of the file is missing.
fn ends_within_quotes(text: &str, separator: u8) -> bool {
    let (mut is_quoted, mut is_at_start) = (false, true);
    let mut bytes = text.bytes().peekable();
    while let Some(byte) = bytes.next() {
        match byte {
            b'"' if is_quoted && bytes.peek() == Some(&b'"') => {
                bytes.next();
            }
            b'"' if is_quoted => is_quoted = false,
            b'"' if is_at_start => is_quoted = true,
            _ => {}
        }
        is_at_start = !is_quoted && (byte == separator || byte == b'\n' || byte == b'\r');
    }
    is_quoted
}
