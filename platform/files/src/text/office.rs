//! The words of documents of office programs: the texts between the marks of their parts.

use super::MOST_CHARS;
use crate::office::archive_of;
use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::Event;
use std::fs::File;
use std::io::{BufRead, BufReader, Read as _};

/// Unpacked bytes of a part that are read.
const MOST_UNPACKED: u64 = 60_000_000;

/// The words of some parts, one after the other; a part that is not there says nothing.
pub(super) fn text(content: &File, parts: &[&str]) -> Option<String> {
    let mut archive = archive_of(content).ok()?;
    let mut words = String::new();
    for part in parts {
        if let Ok(part) = archive.by_name(part) {
            read_words(BufReader::new(part.take(MOST_UNPACKED)), &mut words);
        }
    }
    Some(words)
}

/// What can be read before the first fault. Entities that a document declares itself are not followed.
fn read_words(part: impl BufRead, words: &mut String) {
    let mut reader = Reader::from_reader(part);
    let mut buffer = Vec::new();
    while words.len() < MOST_CHARS * 2 {
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Text(text)) => words.push_str(&text.xml10_content()),
            Ok(Event::GeneralRef(entity)) => {
                let letter = entity.resolve_char_ref().ok().flatten();
                words.extend(letter);
                words.push_str(resolve_predefined_entity(&entity).unwrap_or_default());
            }
            // A word may be cut into runs, never into paragraphs or cells.
            Ok(Event::End(mark)) if ends_words(mark.local_name().as_ref()) => words.push(' '),
            Ok(Event::Empty(mark)) if ends_words(mark.local_name().as_ref()) => words.push(' '),
            Ok(Event::Eof) | Err(_) => return,
            Ok(_) => {}
        }
        buffer.clear();
    }
}

fn ends_words(mark: &str) -> bool {
    matches!(mark, "p" | "h" | "tab" | "br" | "line-break" | "s" | "si" | "table-cell")
}
