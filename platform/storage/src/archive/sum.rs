//! The sum of a backup, in a file beside it: a letter that a disk has changed is found before anything is restored.

use super::container::{at, hex, told};
use kernel::{Error, Result};
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Where the hash of a backup stands, as `sha256sum` writes and checks it.
fn hash_beside(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".sha256");
    PathBuf::from(name)
}

/// Writes down the hash of a finished file.
pub(super) fn write_hash(file: &Path) -> Result<()> {
    let (name, beside) = (file.file_name().unwrap_or_default(), hash_beside(file));
    let line = format!("{}  {}\n", hash_of(file)?, name.display());
    fs::write(&beside, line).map_err(|error| at(&beside, &error))
}

/// Whether a file is still the one whose hash was written down. Without one beside it, nothing is known.
pub(super) fn check_hash(file: &Path) -> Result<()> {
    let Ok(line) = fs::read_to_string(hash_beside(file)) else { return Ok(()) };
    let is_same = line.split_whitespace().next() == Some(hash_of(file)?.as_str());
    if is_same { Ok(()) } else { Err(Error::rejected(told(file), "archive-changed")) }
}

fn hash_of(file: &Path) -> Result<String> {
    let mut opened = File::open(file).map_err(|error| at(file, &error))?;
    let mut hash = Sha256::new();
    std::io::copy(&mut opened, &mut HashOnly(&mut hash)).map_err(|error| at(file, &error))?;
    Ok(hex(hash))
}

struct HashOnly<'h>(&'h mut Sha256);

impl Write for HashOnly<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
