//! The files of a policy pack as texts: what is embedded in the program, read from a folder or kept in a database.

use include_dir::{Dir, include_dir};
use serde::{Deserialize, Serialize};
use std::sync::OnceLock;

/// The pack that holds what is common to all and is never listed among them.
pub const BASE: &str = "base";

static POLICIES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../policies");

/// The files of one pack. Swedish: regelpaketets filer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackSource {
    pub id: String,
    /// Name inside the pack's folder (such as `tests/roles.toml`) and text.
    pub files: Vec<(String, String)>,
    /// Files that are not UTF-8, by name: each is an error of the pack.
    #[serde(default)]
    pub broken_files: Vec<String>,
}

impl PackSource {
    #[must_use]
    pub fn text(&self, file: &str) -> Option<&str> {
        self.files.iter().find(|(name, _)| name == file).map(|(_, text)| text.as_str())
    }

    /// Adds a file as it lies on disk.
    pub fn add(&mut self, name: String, content: Vec<u8>) {
        match String::from_utf8(content) {
            // A byte order mark is common in files from Windows and means nothing here.
            Ok(text) => self.files.push((name, text.trim_start_matches('\u{feff}').to_owned())),
            Err(_) => self.broken_files.push(name),
        }
    }
}

/// The packs embedded in the program: `base` first, then the others by id.
pub fn shipped() -> &'static [PackSource] {
    static SHIPPED: OnceLock<Vec<PackSource>> = OnceLock::new();
    SHIPPED.get_or_init(|| {
        let mut packs: Vec<PackSource> = POLICIES.dirs().map(embedded).collect();
        packs.retain(|pack| !pack.files.is_empty());
        packs.sort_by_key(|pack| (pack.id != BASE, pack.id.clone()));
        packs
    })
}

/// The embedded pack with this id.
#[must_use]
pub fn shipped_pack(id: &str) -> Option<&'static PackSource> {
    shipped().iter().find(|pack| pack.id == id)
}

fn embedded(folder: &Dir<'_>) -> PackSource {
    let mut source = PackSource { id: folder.path().to_string_lossy().into_owned(), ..PackSource::default() };
    let tests = folder.dirs().flat_map(Dir::files);
    for file in folder.files().chain(tests) {
        let path = file.path().strip_prefix(folder.path()).unwrap_or(file.path());
        let name = path.to_string_lossy().replace('\\', "/");
        if name.ends_with(".toml") {
            source.add(name, file.contents().to_vec());
        }
    }
    source.files.sort();
    source
}
