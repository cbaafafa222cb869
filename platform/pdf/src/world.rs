//! What the typesetter may read: one template, the values of one paper, and our typeface. No folder, no network, no clock.

use kernel::{Error, Result};
use serde_json::Value as Json;
use std::sync::LazyLock;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));
static BOOK: LazyLock<LazyHash<FontBook>> = LazyLock::new(|| LazyHash::new(FontBook::from_fonts(&*FONTS)));
pub static FONTS: LazyLock<Vec<Font>> = LazyLock::new(|| {
    let faces: [&'static [u8]; 4] = [
        include_bytes!("../fonts/dist/Inter-Regular.ttf"),
        include_bytes!("../fonts/dist/Inter-Italic.ttf"),
        include_bytes!("../fonts/dist/Inter-SemiBold.ttf"),
        include_bytes!("../fonts/dist/Inter-SemiBoldItalic.ttf"),
    ];
    faces.into_iter().filter_map(|face| Font::new(Bytes::new(face), 0)).collect()
});

/// All that a paper is made of.
pub struct PaperWorld {
    template: Source,
    /// Where the template finds the values.
    place: FileId,
    values: Bytes,
}

impl PaperWorld {
    pub fn of(values: &Json) -> Result<Self> {
        let path = VirtualPath::new("paper.json").map_err(|_| Error::failed("no such place"))?;
        Ok(Self {
            template: Source::detached(include_str!("paper.typ")),
            place: RootedPath::new(VirtualRoot::Project, path).intern(),
            values: Bytes::from_string(values.to_string()),
        })
    }
}

impl World for PaperWorld {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &BOOK
    }

    fn main(&self) -> FileId {
        self.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.template.id() { Ok(self.template.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.place { Ok(self.values.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.get(index).cloned()
    }

    /// The day stands in the values, so that the same paper is the same file.
    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
