//! Plain texts, in the encodings that they come in.

use super::MOST_CHARS;
use crate::received::opened;
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};
use std::fs::File;
use std::io::Read;

const PIECE: usize = 65_536;

/// Whether it can be read as a text: no signs but those that stand in texts.
pub(crate) fn is_plain_text(content: &File) -> bool {
    let Some(encoding) = encoding_of(content) else { return false };
    let Ok(file) = opened(content) else { return false };
    let is_odd = |c: char| c.is_control() && !matches!(c, '\r' | '\n' | '\t' | '\u{c}' | '\u{85}');
    let mut is_text = true;
    let ended = decode(file, encoding, &mut |text| {
        is_text = !text.contains(is_odd);
        is_text
    });
    is_text && ended.is_some()
}

pub(super) fn text(content: &File) -> Option<String> {
    let encoding = encoding_of(content)?;
    let mut words = String::new();
    decode(opened(content).ok()?, encoding, &mut |text| {
        words.push_str(text);
        words.len() < MOST_CHARS * 2
    })?;
    Some(words)
}

/// By its mark, else UTF-8 where it is that, else the one of older Windows programs.
fn encoding_of(content: &File) -> Option<&'static Encoding> {
    let mut beginning = Vec::new();
    opened(content).ok()?.take(4).read_to_end(&mut beginning).ok()?;
    if let Some((encoding, _)) = Encoding::for_bom(&beginning) {
        return Some(encoding);
    }
    let is_utf_8 = decode(opened(content).ok()?, UTF_8, &mut |_| true)?;
    Some(if is_utf_8 { UTF_8 } else { WINDOWS_1252 })
}

/// Reads piece by piece as long as it is wanted, and tells whether every sign was right. Nothing when the disk fails.
fn decode(
    mut file: impl Read,
    encoding: &'static Encoding,
    each: &mut dyn FnMut(&str) -> bool,
) -> Option<bool> {
    let mut decoder = encoding.new_decoder();
    let mut bytes = vec![0; PIECE];
    let mut text = String::with_capacity(decoder.max_utf8_buffer_length(PIECE)?);
    let mut is_right = true;
    loop {
        let length = file.read(&mut bytes).ok()?;
        text.clear();
        let (_, _, has_errors) = decoder.decode_to_string(&bytes[..length], &mut text, length == 0);
        is_right &= !has_errors;
        if !each(&text) || length == 0 {
            return Some(is_right);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;

    fn file(bytes: &[u8]) -> File {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(bytes).unwrap();
        file
    }

    #[test]
    fn texts_of_new_and_old_programs_are_read() {
        for bytes in [
            "Räksmörgås".as_bytes(),
            b"R\xE4ksm\xF6rg\xE5s",
            b"\xFF\xFER\0\xE4\0k\0s\0m\0\xF6\0r\0g\0\xE5\0s\0",
        ] {
            let file = file(bytes);
            assert!(is_plain_text(&file), "{bytes:?}");
            assert_eq!(text(&file).as_deref(), Some("Räksmörgås"), "{bytes:?}");
        }
    }

    #[test]
    fn bytes_of_a_program_are_no_text() {
        assert!(!is_plain_text(&file(b"\x7fELF\x02\x01\x01\0\0\0")));
        assert!(!is_plain_text(&file(b"MZ\x90\0\x03")));
    }
}
