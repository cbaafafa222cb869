//! One part of the file as XML: elements within elements, and texts without what XML cannot hold.

use kernel::{Error, Result};
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// The names that every part is written with.
pub(super) const NAMESPACES: [(&str, &str); 11] = [
    ("xmlns:office", "urn:oasis:names:tc:opendocument:xmlns:office:1.0"),
    ("xmlns:style", "urn:oasis:names:tc:opendocument:xmlns:style:1.0"),
    ("xmlns:text", "urn:oasis:names:tc:opendocument:xmlns:text:1.0"),
    ("xmlns:table", "urn:oasis:names:tc:opendocument:xmlns:table:1.0"),
    ("xmlns:draw", "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"),
    ("xmlns:fo", "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"),
    ("xmlns:svg", "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"),
    ("xmlns:xlink", "http://www.w3.org/1999/xlink"),
    ("xmlns:meta", "urn:oasis:names:tc:opendocument:xmlns:meta:1.0"),
    ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
    ("office:version", "1.3"),
];

pub(super) struct Xml(Writer<Vec<u8>>);

impl Xml {
    pub fn begin() -> Result<Self> {
        let mut xml = Self(Writer::new(Vec::new()));
        xml.event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        Ok(xml)
    }

    pub fn end(self) -> Vec<u8> {
        self.0.into_inner()
    }

    /// An element and what stands in it. Attributes hold no text that anybody wrote.
    pub fn within(
        &mut self,
        name: &str,
        attributes: &[(&str, &str)],
        inside: impl FnOnce(&mut Self) -> Result<()>,
    ) -> Result<()> {
        self.event(Event::Start(BytesStart::new(name).with_attributes(attributes.iter().copied())))?;
        inside(self)?;
        self.event(Event::End(BytesEnd::new(name)))
    }

    /// An element with nothing in it.
    pub fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) -> Result<()> {
        self.event(Event::Empty(BytesStart::new(name).with_attributes(attributes.iter().copied())))
    }

    /// An element with lines of text in it.
    pub fn text(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) -> Result<()> {
        self.within(name, attributes, |xml| xml.lines(text))
    }

    /// A text as it stands: readers take line breaks, tabs and several spaces for one space.
    pub fn lines(&mut self, text: &str) -> Result<()> {
        let mut plain = String::new();
        for letter in text.chars() {
            match letter {
                '\n' => self.after(&mut plain, "text:line-break")?,
                '\t' => self.after(&mut plain, "text:tab")?,
                ' ' if plain.is_empty() || plain.ends_with(' ') => self.after(&mut plain, "text:s")?,
                _ if is_allowed(letter) => plain.push(letter),
                _ => {}
            }
        }
        self.letters(&mut plain)
    }

    fn after(&mut self, plain: &mut String, element: &str) -> Result<()> {
        self.letters(plain)?;
        self.empty(element, &[])
    }

    fn letters(&mut self, plain: &mut String) -> Result<()> {
        if !plain.is_empty() {
            self.event(Event::Text(BytesText::new(plain)))?;
            plain.clear();
        }
        Ok(())
    }

    fn event(&mut self, event: Event<'_>) -> Result<()> {
        self.0.write_event(event).map_err(Error::failed)
    }
}

/// What XML can hold.
pub(super) fn is_allowed(letter: char) -> bool {
    !letter.is_control() && !matches!(letter, '\u{fffe}' | '\u{ffff}')
}
