//! Files of each kind, made for the tests, and the way that they come in.

use files::{Arrived, Examined, Incoming, Settings, examine};
use kernel::Message;
use std::io::{Cursor, Write as _};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

pub fn arrived(name: &str, bytes: &[u8]) -> Arrived {
    let mut incoming = Incoming::begin(name, Settings::default().most_bytes).expect("room on the disk");
    bytes.chunks(1_000).for_each(|piece| incoming.write(piece).expect("room on the disk"));
    incoming.end().expect("a file")
}

pub fn examined(name: &str, bytes: &[u8]) -> Result<Examined, Message> {
    examine(&Settings::default(), &arrived(name, bytes)).map_err(|refusal| refusal.message)
}

/// The key of why a file is not taken.
pub fn refused(name: &str, bytes: &[u8]) -> String {
    match examined(name, bytes) {
        Ok(file) => panic!("{name} is taken as {:?}", file.kind),
        Err(message) => message.key.to_string(),
    }
}

pub fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        archive.start_file(*name, SimpleFileOptions::default()).expect("a part");
        archive.write_all(content.as_bytes()).expect("its content");
    }
    archive.finish().expect("an archive").into_inner()
}

/// A document of a word processor with a text.
pub fn docx(text: &str) -> Vec<u8> {
    let document =
        format!("<w:document><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>");
    archive(&[("[Content_Types].xml", "<Types/>"), ("_rels/.rels", "<r/>"), ("word/document.xml", &document)])
}

pub const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89";
pub const PDF: &[u8] = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n";
