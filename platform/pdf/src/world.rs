//! What the typesetter may read: one template, the values of one paper, and our typeface. No folder, no network, no clock.

use kernel::{Error, Result};
use print::Paper;
use serde_json::Value as Json;
use std::collections::HashMap;
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
    /// Those that the values name.
    pictures: HashMap<FileId, Bytes>,
}

/// Where the template finds a picture, by its number on the paper: the typesetter keeps each name that it has heard for
/// good, and has room for some ten thousands.
pub fn place_of(number: usize) -> String {
    format!("picture-{number}")
}

fn file_id(name: &str) -> Result<FileId> {
    let path = VirtualPath::new(name).map_err(|_| Error::failed("no such place"))?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

impl PaperWorld {
    pub fn of(paper: &Paper, values: &Json) -> Result<Self> {
        let picture = |(number, picture): (usize, &print::Picture)| {
            Ok((file_id(&place_of(number))?, Bytes::new(picture.bytes.clone())))
        };
        Ok(Self {
            template: Source::detached(include_str!("paper.typ")),
            place: file_id("paper.json")?,
            values: Bytes::from_string(values.to_string()),
            pictures: paper.pictures.values().enumerate().map(picture).collect::<Result<_>>()?,
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
        if id == self.place {
            return Ok(self.values.clone());
        }
        self.pictures.get(&id).cloned().ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.get(index).cloned()
    }

    /// The day stands in the values, so that the same paper is the same file.
    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
