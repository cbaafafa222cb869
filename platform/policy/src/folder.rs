//! Reading a pack from a folder: the only place in this crate that touches the disk.

use crate::source::PackSource;
use std::path::Path;
use std::{fs, io};

impl PackSource {
    /// The `.toml` files of a folder and of its `tests` folder. The folder's name is the pack's id.
    ///
    /// # Errors
    /// When the folder or a file in it cannot be read.
    pub fn from_folder(folder: &Path) -> io::Result<Self> {
        let folder = folder.canonicalize()?;
        let id = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let mut source = Self { id, ..Self::default() };
        add_files(&mut source, &folder, "")?;
        let tests = folder.join("tests");
        if tests.is_dir() {
            add_files(&mut source, &tests, "tests/")?;
        }
        source.files.sort();
        Ok(source)
    }
}

fn add_files(source: &mut PackSource, folder: &Path, prefix: &str) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let is_toml = path.extension().is_some_and(|extension| extension == "toml");
        if is_toml && path.is_file() {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            source.add(format!("{prefix}{name}"), fs::read(&path)?);
        }
    }
    Ok(())
}
