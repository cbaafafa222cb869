//! A paper as a text that can be edited (OpenDocument), with headings, lists, table heads, language and page numbers for
//! what they are, so that whoever works on it keeps them.

mod content;
mod styles;
#[cfg(test)]
mod tests;
mod told;
mod written;
mod xml;

use crate::{Paper, Picture};
use kernel::{Error, Id, Result};
use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// What the file is; its first part, and not packed, so that programs know it by its first bytes.
pub const ODT: &str = "application/vnd.oasis.opendocument.text";

/// A paper as a file.
///
/// # Errors
/// When the machine has no memory for it.
pub fn odt(paper: &Paper) -> Result<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let packed = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let mut put = |name: &str, options, bytes: &[u8]| {
        archive.start_file(name, options).map_err(Error::failed)?;
        archive.write_all(bytes).map_err(Error::failed)
    };
    put("mimetype", stored, ODT.as_bytes())?;
    put("META-INF/manifest.xml", packed, &told::manifest(paper)?)?;
    put("content.xml", packed, &content::content(paper)?)?;
    put("styles.xml", packed, &styles::styles(paper)?)?;
    put("meta.xml", packed, &told::meta(paper)?)?;
    for (file, picture) in &paper.pictures {
        put(&place_of(*file, picture), stored, &picture.bytes)?;
    }
    Ok(archive.finish().map_err(Error::failed)?.into_inner())
}

/// Where a picture lies in the file.
fn place_of(file: Id, picture: &Picture) -> String {
    let ending = if picture.is_png { "png" } else { "jpg" };
    format!("Pictures/{file}.{ending}")
}
