//! What kind of file it is: its content tells, and its name may not claim anything else.

use crate::name::split;
use crate::office::kind_of_archive;
use crate::received::{Arrived, opened};
use crate::text::is_plain_text;
use kernel::{Choice as _, Message, choice};
use std::fs::File;
use std::io::Read as _;

/// So much of a file tells what it is.
const BEGINNING: u64 = 8_192;

choice! {
    /// Swedish: filtyp. The kinds that are taken; each opens in a program that municipalities have, and none runs.
    pub enum FileKind {
        Pdf = "pdf",
        Png = "png",
        Jpeg = "jpeg",
        Gif = "gif",
        Webp = "webp",
        Docx = "docx",
        Xlsx = "xlsx",
        Pptx = "pptx",
        Odt = "odt",
        Ods = "ods",
        Odp = "odp",
        Text = "txt",
        Csv = "csv",
        Markdown = "md",
    }
}

impl FileKind {
    pub const ALL: [Self; 14] = [
        Self::Pdf,
        Self::Png,
        Self::Jpeg,
        Self::Gif,
        Self::Webp,
        Self::Docx,
        Self::Xlsx,
        Self::Pptx,
        Self::Odt,
        Self::Ods,
        Self::Odp,
        Self::Text,
        Self::Csv,
        Self::Markdown,
    ];

    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Gif => "image/gif",
            Self::Webp => "image/webp",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Pptx => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            Self::Odt => "application/vnd.oasis.opendocument.text",
            Self::Ods => "application/vnd.oasis.opendocument.spreadsheet",
            Self::Odp => "application/vnd.oasis.opendocument.presentation",
            Self::Text => "text/plain; charset=utf-8",
            Self::Csv => "text/csv; charset=utf-8",
            Self::Markdown => "text/markdown; charset=utf-8",
        }
    }

    /// What names of such files end with, the usual one first.
    #[must_use]
    pub const fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Pdf => &["pdf"],
            Self::Png => &["png"],
            Self::Jpeg => &["jpg", "jpeg"],
            Self::Gif => &["gif"],
            Self::Webp => &["webp"],
            Self::Docx => &["docx"],
            Self::Xlsx => &["xlsx"],
            Self::Pptx => &["pptx"],
            Self::Odt => &["odt"],
            Self::Ods => &["ods"],
            Self::Odp => &["odp"],
            Self::Text => &["txt"],
            Self::Csv => &["csv"],
            Self::Markdown => &["md"],
        }
    }

    #[must_use]
    pub const fn is_image(self) -> bool {
        matches!(self, Self::Png | Self::Jpeg | Self::Gif | Self::Webp)
    }

    /// Whether the browser may show it by itself. Only what can run nothing of ours.
    #[must_use]
    pub const fn is_shown(self) -> bool {
        self.is_image() || matches!(self, Self::Pdf)
    }

    const fn is_text(self) -> bool {
        matches!(self, Self::Text | Self::Csv | Self::Markdown)
    }

    fn of_ending(ending: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.endings().contains(&ending))
    }
}

/// All endings that are taken, for the one who picks a file.
#[must_use]
pub fn all_endings() -> Vec<&'static str> {
    FileKind::ALL.iter().flat_map(|kind| kind.endings()).copied().collect()
}

/// The kind of a file and the name with its ending.
///
/// # Errors
/// What is wrong with it, in a message.
pub(crate) fn kind_and_name(arrived: &Arrived, name: &str) -> Result<(FileKind, String), Message> {
    let (_, ending) = split(name);
    let ending = ending.map(str::to_lowercase);
    if let Some(ending) = &ending
        && FileKind::of_ending(ending).is_none()
    {
        return Err(Message::new("files-ending-not-taken")
            .with("ending", ending.as_str())
            .with("taken", taken()));
    }
    let claimed = ending.as_deref().and_then(FileKind::of_ending);
    let found = kind_of(&arrived.content)?;
    match claimed {
        None => Ok((found, format!("{name}.{}", found.endings()[0]))),
        Some(claimed) if claimed == found || (claimed.is_text() && found.is_text()) => {
            Ok((claimed, name.to_owned()))
        }
        Some(claimed) => Err(Message::new("files-other-than-named")
            .with("claimed", claimed.name().to_uppercase())
            .with("found", found.name().to_uppercase())),
    }
}

/// The endings that are taken, as they are told.
pub(crate) fn taken() -> String {
    all_endings().join(", ")
}

/// The kind that the content shows; of texts the plainest.
fn kind_of(content: &File) -> Result<FileKind, Message> {
    let unreadable = |_| Message::new("files-unreadable");
    let mut beginning = Vec::new();
    let file = opened(content).map_err(|_| Message::new("files-unreadable"))?;
    file.take(BEGINNING).read_to_end(&mut beginning).map_err(unreadable)?;
    let not_taken = || Message::new("files-kind-not-taken").with("taken", taken());
    if beginning.starts_with(b"PK") {
        return kind_of_archive(content);
    }
    match infer::get(&beginning).map(|found| found.mime_type()) {
        Some("application/pdf") => Ok(FileKind::Pdf),
        Some("image/png") => Ok(FileKind::Png),
        Some("image/jpeg") => Ok(FileKind::Jpeg),
        Some("image/gif") => Ok(FileKind::Gif),
        Some("image/webp") => Ok(FileKind::Webp),
        None if is_plain_text(content) => Ok(FileKind::Text),
        _ => Err(not_taken()),
    }
}
