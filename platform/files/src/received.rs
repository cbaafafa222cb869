//! A file on its way in: written to the disk as it comes, so that its size costs no memory, and gone without a trace where
//! the line breaks.

use kernel::{Error, Result};
use sha2::{Digest as _, Sha256};
use std::fs::File;
use std::io::{Seek as _, SeekFrom, Write as _};
use std::sync::Arc;

/// A file that is still coming.
pub struct Incoming {
    name: String,
    content: File,
    hash: Sha256,
    size_bytes: u64,
    most_bytes: u64,
}

/// A file that has come whole, or so much of it that it is too large. Its place on the disk has no name, and goes with it.
#[derive(Clone, Debug)]
pub struct Arrived {
    /// As the sender says.
    pub name: String,
    pub content: Arc<File>,
    pub size_bytes: u64,
    /// In hexadecimal digits.
    pub sha256: String,
    pub is_too_large: bool,
}

impl Incoming {
    /// # Errors
    /// When the disk has no room.
    pub fn begin(name: &str, most_bytes: u64) -> Result<Self> {
        let content = tempfile::tempfile().map_err(Error::unavailable)?;
        Ok(Self { name: name.to_owned(), content, hash: Sha256::new(), size_bytes: 0, most_bytes })
    }

    /// Takes the next bytes. Of a file that is too large nothing more is kept.
    ///
    /// # Errors
    /// When the disk has no room.
    pub fn write(&mut self, bytes: &[u8]) -> Result<()> {
        self.size_bytes = self.size_bytes.saturating_add(bytes.len() as u64);
        if self.size_bytes > self.most_bytes {
            return Ok(());
        }
        self.hash.update(bytes);
        self.content.write_all(bytes).map_err(Error::unavailable)
    }

    /// # Errors
    /// When the disk fails.
    pub fn end(mut self) -> Result<Arrived> {
        self.content.seek(SeekFrom::Start(0)).map_err(Error::unavailable)?;
        Ok(Arrived {
            name: self.name,
            content: Arc::new(self.content),
            size_bytes: self.size_bytes,
            sha256: self.hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect(),
            is_too_large: self.size_bytes > self.most_bytes,
        })
    }
}

/// The content from its beginning. One reader at a time: they share their place in it.
pub(crate) fn opened(content: &File) -> Result<&File> {
    let mut file = content;
    file.seek(SeekFrom::Start(0)).map_err(Error::unavailable)?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read as _;

    #[test]
    fn a_file_is_kept_to_the_last_byte_and_hashed() {
        let mut incoming = Incoming::begin("a.txt", 10).unwrap();
        incoming.write(b"Hej ").unwrap();
        incoming.write(b"hopp").unwrap();
        let arrived = incoming.end().unwrap();
        let mut text = String::new();
        opened(&arrived.content).unwrap().read_to_string(&mut text).unwrap();
        assert_eq!((text.as_str(), arrived.size_bytes, arrived.is_too_large), ("Hej hopp", 8, false));
        assert_eq!(&arrived.sha256[..8], "d2d462c3");
    }

    #[test]
    fn one_byte_too_much_is_noticed_and_nothing_more_is_kept() {
        let mut incoming = Incoming::begin("a.txt", 8).unwrap();
        incoming.write(&[b'a'; 8]).unwrap();
        incoming.write(b"b").unwrap();
        let arrived = incoming.end().unwrap();
        assert!(arrived.is_too_large);
        assert_eq!(arrived.content.metadata().unwrap().len(), 8);
    }
}
