//! The pictures that the texts of a plan show: files of its document, each in the edition that it has at that moment. A
//! decision keeps which edition it was.

use super::Written;
use crate::plan::Plan;
use files::KeptFile;
use kernel::{Id, Result};
use serde::{Deserialize, Serialize};
use storage::Read;

/// A picture in a text. Swedish: bild.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PictureRow {
    pub file: Option<Id>,
    /// Which of its editions, counted from 1.
    pub number: i64,
    pub name: String,
    pub sha256: String,
}

impl From<&KeptFile> for PictureRow {
    fn from(file: &KeptFile) -> Self {
        let edition = &file.edition;
        let (name, sha256) = (edition.name.clone(), edition.sha256.clone());
        Self { file: Some(file.id), number: edition.number, name, sha256 }
    }
}

/// How a text names a picture.
pub(crate) fn address_in_text(file: Id) -> String {
    format!("bild:{file}")
}

/// Where a browser finds a picture, if it is one of these.
pub(crate) fn address_of(pictures: &[PictureRow], file: Id) -> Option<String> {
    let row = pictures.iter().find(|row| row.file == Some(file))?;
    Some(format!("/fil/{file}/visa?version={}", row.number))
}

/// The pictures among the files of a plan's document, those that are withdrawn too: a text may show them still.
pub(crate) fn pictures_of(read: &Read, plan: Id) -> Result<Vec<KeptFile>> {
    let mut kept = files::files_of_subjects(read, &[plan])?;
    kept.retain(|file| file.edition.kind.is_image() && file.edition.disposed_on.is_none());
    Ok(kept)
}

/// Those that some section shows. Nothing is asked for where none does.
pub(super) fn shown_pictures(read: &Read, plan: &Plan, sections: &[Written]) -> Result<Vec<PictureRow>> {
    let names = |address: &str| sections.iter().any(|section| section.text.contains(address));
    if !names("](bild:") {
        return Ok(Vec::new());
    }
    let kept = pictures_of(read, plan.id)?;
    Ok(kept.iter().filter(|file| names(&address_in_text(file.id))).map(PictureRow::from).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_found_in_the_edition_that_was_kept() {
        let file = Id::new();
        let kept = [PictureRow { file: Some(file), number: 3, ..PictureRow::default() }];
        assert_eq!(address_of(&kept, file), Some(format!("/fil/{file}/visa?version=3")));
        assert_eq!(address_of(&kept, Id::new()), None);
    }
}
