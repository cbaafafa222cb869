//! The blocks of what somebody wrote, and tables.

use super::place_of;
use super::xml::{Xml, is_allowed};
use crate::{Paper, Picture, widths_of};
use kernel::{Id, Result};
use std::iter::once;
use writing::{Block, Run};

/// A dot on a screen, in centimetres, and the most that there is room for.
const DOT: f64 = 2.54 / 96.0;
const ROOM: (f64, f64) = (17.0, 22.0);

/// How wide a column is beside the others, and whether its figures stand to the right.
pub(super) type Column = (u8, bool);

/// Writes blocks, in paragraphs of a style.
#[derive(Clone, Copy)]
pub(super) struct Writer<'p> {
    pub paper: &'p Paper,
    pub style: &'static str,
}

impl Writer<'_> {
    pub fn blocks(self, xml: &mut Xml, blocks: &[Block]) -> Result<()> {
        blocks.iter().try_for_each(|block| self.block(xml, block))
    }

    fn block(self, xml: &mut Xml, block: &Block) -> Result<()> {
        match block {
            Block::Heading { level, text } => self.heading(xml, *level, text),
            Block::Paragraph(runs) => self.paragraph(xml, self.style, runs),
            Block::List { first, items } => self.list(xml, *first, items),
            Block::Table { head, rows, is_right } => {
                let widths = widths_of(once(head).chain(rows));
                let columns: Vec<Column> = widths.into_iter().zip(is_right.iter().copied()).collect();
                let rows = rows.iter().map(|row| row.iter());
                rows_of(xml, &columns, (head.iter(), rows), |xml, cell| self.runs(xml, cell))
            }
            Block::Quote(quoted) => Self { style: "Quotations", ..self }.blocks(xml, quoted),
            Block::Code(code) => xml.text("text:p", &[("text:style-name", "Preformatted_20_Text")], code),
            Block::Rule => xml.empty("text:p", &[("text:style-name", "Horizontal_20_Line")]),
            Block::Picture { file, alt } => self.picture(xml, *file, alt),
        }
    }

    /// Below the heading of the part.
    fn heading(self, xml: &mut Xml, level: u8, text: &[Run]) -> Result<()> {
        let level = level.saturating_add(1);
        let (style, level) = (format!("Heading_20_{level}"), level.to_string());
        xml.within("text:h", &[("text:style-name", &style), ("text:outline-level", &level)], |xml| {
            self.runs(xml, text)
        })
    }

    fn paragraph(self, xml: &mut Xml, style: &str, runs: &[Run]) -> Result<()> {
        xml.within("text:p", &[("text:style-name", style)], |xml| self.runs(xml, runs))
    }

    fn list(self, xml: &mut Xml, first: Option<u64>, items: &[Vec<Block>]) -> Result<()> {
        let style = if first.is_some() { "Numbering_20_1" } else { "List_20_1" };
        let first = first.map(|first| first.to_string());
        xml.within("text:list", &[("text:style-name", style)], |xml| {
            items.iter().enumerate().try_for_each(|(number, item)| {
                let begins =
                    first.as_deref().filter(|_| number == 0).map(|first| ("text:start-value", first));
                xml.within("text:list-item", begins.as_slice(), |xml| self.blocks(xml, item))
            })
        })
    }

    fn picture(self, xml: &mut Xml, file: Id, alt: &str) -> Result<()> {
        let Some(picture) = self.paper.pictures.get(&file) else {
            return xml.text("text:p", &[("text:style-name", self.style)], &self.paper.picture_in_words(alt));
        };
        let (width, height) = size_of(picture);
        let frame =
            [("text:anchor-type", "as-char"), ("svg:width", width.as_str()), ("svg:height", height.as_str())];
        let place = place_of(file, picture);
        let image = [
            ("xlink:type", "simple"),
            ("xlink:show", "embed"),
            ("xlink:actuate", "onLoad"),
            ("xlink:href", place.as_str()),
        ];
        xml.within("text:p", &[("text:style-name", self.style)], |xml| {
            xml.within("draw:frame", &frame, |xml| {
                xml.empty("draw:image", &image)?;
                xml.text("svg:desc", &[], alt)
            })
        })
    }

    fn runs(self, xml: &mut Xml, runs: &[Run]) -> Result<()> {
        runs.iter().try_for_each(|run| match &run.link {
            Some(link) => {
                let to: String =
                    self.paper.address(link).chars().filter(|letter| is_allowed(*letter)).collect();
                let link = [("xlink:type", "simple"), ("xlink:href", to.as_str())];
                xml.within("text:a", &link, |xml| letters_of(xml, run))
            }
            None => letters_of(xml, run),
        })
    }
}

/// One way of writing within another.
fn letters_of(xml: &mut Xml, run: &Run) -> Result<()> {
    let ways = [(run.is_strong, "Strong"), (run.is_emphasised, "Emphasis"), (run.is_code, "Source_20_Text")];
    let ways: Vec<&str> = ways.into_iter().filter_map(|(is_so, style)| is_so.then_some(style)).collect();
    letters_within(xml, &ways, &run.text)
}

fn letters_within(xml: &mut Xml, ways: &[&str], text: &str) -> Result<()> {
    match ways.split_first() {
        Some((style, rest)) => {
            xml.within("text:span", &[("text:style-name", style)], |xml| letters_within(xml, rest, text))
        }
        None => xml.lines(text),
    }
}

/// As on a screen, but no larger than the paper.
fn size_of(picture: &Picture) -> (String, String) {
    let (width, height) = (f64::from(picture.size.0) * DOT, f64::from(picture.size.1) * DOT);
    let fits = (ROOM.0 / width).min(ROOM.1 / height).min(1.0);
    (format!("{:.2}cm", width * fits), format!("{:.2}cm", height * fits))
}

/// The head stands on each page, and is the head to whoever hears the table.
pub(super) fn rows_of<T>(
    xml: &mut Xml,
    columns: &[Column],
    (head, mut rows): (impl Iterator<Item = T>, impl Iterator<Item = impl Iterator<Item = T>>),
    write: impl Fn(&mut Xml, T) -> Result<()>,
) -> Result<()> {
    xml.within("table:table", &[], |xml| {
        for (width, _) in columns {
            xml.empty("table:table-column", &[("table:style-name", &format!("Width{width}"))])?;
        }
        xml.within("table:table-header-rows", &[], |xml| row(xml, (columns, true), head, &write))?;
        rows.try_for_each(|cells| row(xml, (columns, false), cells, &write))
    })
}

fn row<T>(
    xml: &mut Xml,
    (columns, is_head): (&[Column], bool),
    cells: impl Iterator<Item = T>,
    write: impl Fn(&mut Xml, T) -> Result<()>,
) -> Result<()> {
    let of_cell = if is_head { "HeadCell" } else { "Cell" };
    let cell_told = [("table:style-name", of_cell), ("office:value-type", "string")];
    xml.within("table:table-row", &[], |xml| {
        columns.iter().zip(cells).try_for_each(|((_, is_right), cell)| {
            let style = match (is_head, *is_right) {
                (true, false) => "Table_20_Heading",
                (true, true) => "Table_20_Heading_20_Right",
                (false, false) => "Table_20_Contents",
                (false, true) => "Table_20_Contents_20_Right",
            };
            xml.within("table:table-cell", &cell_told, |xml| {
                xml.within("text:p", &[("text:style-name", style)], |xml| write(xml, cell))
            })
        })
    })
}
