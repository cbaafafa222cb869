//! Where an archive lies: in a folder, or packed in one file. It gets its name when it is whole, so that nobody takes a
//! half-written one for an archive.

use super::{FORMAT, FORMAT_VERSION, Manifest, file_of};
use kernel::{Error, Message, Result};
use sha2::{Digest, Sha256};
use std::fs::{self, File, OpenOptions};
use std::io::{BufRead, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

const MANIFEST: &str = "manifest.json";
/// A manifest lists tables, not rows.
const LARGEST_MANIFEST: u64 = 10_000_000;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Folder,
    File,
}

/// An archive that is being written, beside the place where it shall lie.
pub(super) struct Written {
    place: PathBuf,
    beside: PathBuf,
    packed: Option<ZipWriter<BufWriter<File>>>,
    is_finished: bool,
}

impl Written {
    pub(super) fn begin(place: &Path, form: Form) -> Result<Self> {
        let is_free = match form {
            Form::Folder => fs::read_dir(place).map_or(!place.exists(), |mut files| files.next().is_none()),
            Form::File => !place.exists(),
        };
        if !is_free {
            return Err(Error::rejected(told(place), "archive-taken"));
        }
        let beside = beside(place);
        let packed = match form {
            Form::Folder => {
                fs::create_dir_all(beside.join("tables")).map_err(|error| at(&beside, &error))?;
                keep_private(&beside)?;
                None
            }
            Form::File => Some(ZipWriter::new(BufWriter::new(new_file(&beside)?))),
        };
        Ok(Self { place: place.to_owned(), beside, packed, is_finished: false })
    }

    /// Writes one file and tells what the writing answered, and the hash of what was written.
    pub(super) fn file<T>(
        &mut self,
        name: &str,
        write: impl FnOnce(&mut dyn Write) -> Result<T>,
    ) -> Result<(T, String)> {
        let path = self.beside.join(name);
        match &mut self.packed {
            Some(zip) => {
                let options = SimpleFileOptions::default()
                    .compression_method(CompressionMethod::Deflated)
                    .large_file(true)
                    .unix_permissions(0o600);
                zip.start_file(name, options).map_err(Error::unavailable)?;
                hashed(zip, write)
            }
            None => {
                let mut file = BufWriter::new(new_file(&path)?);
                let answer = hashed(&mut file, write)?;
                let file = file.into_inner().map_err(|error| at(&path, error.error()))?;
                file.sync_all().map_err(|error| at(&path, &error))?;
                Ok(answer)
            }
        }
    }

    /// Writes the manifest and gives the whole its name.
    pub(super) fn finish(mut self, manifest: &Manifest) -> Result<()> {
        let text = serde_json::to_string_pretty(manifest).map_err(Error::failed)?;
        self.file(MANIFEST, |file| {
            file.write_all(text.as_bytes()).and_then(|()| file.write_all(b"\n")).map_err(Error::unavailable)
        })?;
        if let Some(zip) = self.packed.take() {
            let file = zip.finish().map_err(Error::unavailable)?;
            let file = file.into_inner().map_err(|error| at(&self.beside, error.error()))?;
            file.sync_all().map_err(|error| at(&self.beside, &error))?;
        }
        put_in_place(&self.beside, &self.place)?;
        self.is_finished = true;
        Ok(())
    }
}

impl Drop for Written {
    fn drop(&mut self) {
        if !self.is_finished {
            // What is left of it is of no use, and may hold personal data.
            let _ = fs::remove_dir_all(&self.beside).or_else(|_| fs::remove_file(&self.beside));
        }
    }
}

/// Gives what was written its name, durably.
pub(super) fn put_in_place(from: &Path, to: &Path) -> Result<()> {
    fs::rename(from, to).map_err(|error| at(to, &error))?;
    let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(|error| at(folder, &error))
}

/// Where something is written until it is whole.
pub(super) fn beside(place: &Path) -> PathBuf {
    let mut name = place.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.unfinished", std::process::id()));
    place.with_file_name(name)
}

/// A file that only its owner may read: it holds hashes of passwords and what people have written.
pub(super) fn new_file(path: &Path) -> Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map_err(|error| at(path, &error))
}

fn keep_private(folder: &Path) -> Result<()> {
    #[cfg(unix)]
    {
        let only_owner = std::os::unix::fs::PermissionsExt::from_mode(0o700);
        fs::set_permissions(folder, only_owner).map_err(|error| at(folder, &error))?;
    }
    Ok(())
}

pub(super) fn told(path: &Path) -> String {
    path.display().to_string()
}

pub(super) fn at(path: &Path, error: &std::io::Error) -> Error {
    Error::unavailable(format!("{}: {error}", path.display()))
}

fn hashed<T>(inner: &mut dyn Write, write: impl FnOnce(&mut dyn Write) -> Result<T>) -> Result<(T, String)> {
    let mut hashing = Hashing { inner, hash: Sha256::new() };
    let answer = write(&mut hashing)?;
    Ok((answer, hex(hashing.hash)))
}

struct Hashing<'w> {
    inner: &'w mut dyn Write,
    hash: Sha256,
}

impl Write for Hashing<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let count = self.inner.write(bytes)?;
        self.hash.update(&bytes[..count]);
        Ok(count)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.inner.flush()
    }
}

pub(super) fn hex(hash: Sha256) -> String {
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// An archive that is read.
pub struct Archive {
    place: PathBuf,
    packed: Option<ZipArchive<BufReader<File>>>,
    manifest: Manifest,
}

impl Archive {
    /// Opens an archive in a folder.
    ///
    /// # Errors
    /// Rejected when it is none, or was never finished.
    pub fn open_folder(folder: &Path) -> Result<Self> {
        if !folder.is_dir() {
            return Err(Error::rejected(told(folder), "archive-no-folder"));
        }
        let file = File::open(folder.join(MANIFEST))
            .map_err(|_| Error::rejected(told(folder), "archive-unfinished"))?;
        let manifest = manifest_of(folder, file)?;
        Ok(Self { place: folder.to_owned(), packed: None, manifest })
    }

    /// Opens a packed archive.
    ///
    /// # Errors
    /// Rejected when it is none, or was cut.
    pub fn open_file(file: &Path) -> Result<Self> {
        let opened = File::open(file).map_err(|error| at(file, &error))?;
        let cut = || Error::rejected(told(file), "archive-cut");
        let mut zip = ZipArchive::new(BufReader::new(opened)).map_err(|_| cut())?;
        let manifest = manifest_of(file, zip.by_name(MANIFEST).map_err(|_| cut())?)?;
        Ok(Self { place: file.to_owned(), packed: Some(zip), manifest })
    }

    #[must_use]
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    pub(super) fn told(&self) -> String {
        told(&self.place)
    }

    /// Reads every file through: each must be what the manifest says.
    ///
    /// # Errors
    /// Rejected at the first file that is missing, cut or changed.
    pub fn check(&mut self) -> Result<()> {
        for table in self.manifest.tables.clone() {
            let name = file_of(&table.name);
            let damaged = || Error::rejected(name.clone(), "archive-damaged");
            let (rows, sha256) = self.file(&name, |file| {
                let (mut hash, mut rows, mut bytes) = (Sha256::new(), 0, vec![0; 65_536]);
                loop {
                    let count = file.read(&mut bytes).map_err(|_| damaged())?;
                    if count == 0 {
                        return Ok((rows, hex(hash)));
                    }
                    hash.update(&bytes[..count]);
                    rows += bytes[..count].iter().filter(|byte| **byte == b'\n').count() as u64;
                }
            })?;
            if rows != table.rows || sha256 != table.sha256 {
                return Err(damaged());
            }
        }
        Ok(())
    }

    /// Reads one file.
    pub(super) fn file<T>(
        &mut self,
        name: &str,
        read: impl FnOnce(&mut dyn BufRead) -> Result<T>,
    ) -> Result<T> {
        let missing = || Error::rejected(name.to_owned(), "archive-damaged");
        match &mut self.packed {
            Some(zip) => read(&mut BufReader::new(zip.by_name(name).map_err(|_| missing())?)),
            None => read(&mut BufReader::new(File::open(self.place.join(name)).map_err(|_| missing())?)),
        }
    }
}

fn manifest_of(place: &Path, file: impl Read) -> Result<Manifest> {
    let wrong = |detail: String| {
        Error::rejected(told(place), Message::new("archive-wrong-manifest").with("detail", detail))
    };
    let mut text = String::new();
    file.take(LARGEST_MANIFEST).read_to_string(&mut text).map_err(|error| wrong(error.to_string()))?;
    let manifest: Manifest = serde_json::from_str(&text).map_err(|error| wrong(error.to_string()))?;
    if manifest.format != FORMAT {
        return Err(wrong(manifest.format));
    }
    if manifest.format_version != FORMAT_VERSION {
        let message = Message::new("archive-newer").with("program", manifest.program.clone());
        let steps = format!("{FORMAT} {}", manifest.format_version);
        return Err(Error::rejected(told(place), message.with("steps", steps)));
    }
    // The names become paths.
    let is_name = |name: &str| name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    match manifest.tables.iter().find(|table| !is_name(&table.name)) {
        Some(table) => Err(wrong(table.name.clone())),
        None => Ok(manifest),
    }
}
