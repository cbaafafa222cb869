//! What programs ask of the file: who wrote what, and which parts it has.

use super::xml::{NAMESPACES, Xml};
use super::{ODT, place_of};
use crate::Paper;
use kernel::Result;
use std::iter::once;

pub(super) fn meta(paper: &Paper) -> Result<Vec<u8>> {
    let mut xml = Xml::begin()?;
    let day = format!("{}T00:00:00", paper.date);
    xml.within("office:document-meta", &NAMESPACES, |xml| {
        xml.within("office:meta", &[], |xml| {
            xml.text("dc:title", &[], &paper.title)?;
            xml.text("dc:creator", &[], &paper.organisation)?;
            xml.text("dc:language", &[], paper.language.code())?;
            xml.text("meta:creation-date", &[], &day)
        })
    })?;
    Ok(xml.end())
}

pub(super) fn manifest(paper: &Paper) -> Result<Vec<u8>> {
    let names = [
        ("xmlns:manifest", "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"),
        ("manifest:version", "1.3"),
    ];
    let xml_parts = ["content.xml", "styles.xml", "meta.xml"].map(|name| (name.to_owned(), "text/xml"));
    let pictures = paper.pictures.iter().map(|(file, picture)| {
        (place_of(*file, picture), if picture.is_png { "image/png" } else { "image/jpeg" })
    });
    let mut xml = Xml::begin()?;
    xml.within("manifest:manifest", &names, |xml| {
        once(("/".to_owned(), ODT)).chain(xml_parts).chain(pictures).try_for_each(|(path, kind)| {
            let entry = [("manifest:full-path", path.as_str()), ("manifest:media-type", kind)];
            xml.empty("manifest:file-entry", &entry)
        })
    })?;
    Ok(xml.end())
}
