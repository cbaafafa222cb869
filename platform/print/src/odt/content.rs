//! What stands in the text: title, facts, the list of what is in it, and each part under its heading.

use super::written::{Column, Writer, rows_of};
use super::xml::{NAMESPACES, Xml};
use crate::{Content, Paper, PaperTable, Part};
use kernel::Result;

pub(super) fn content(paper: &Paper) -> Result<Vec<u8>> {
    let mut xml = Xml::begin()?;
    xml.within("office:document-content", &NAMESPACES, |xml| {
        xml.within("office:automatic-styles", &[], |xml| super::styles::of_tables(xml, paper))?;
        xml.within("office:body", &[], |xml| xml.within("office:text", &[], |xml| body(xml, paper)))
    })?;
    Ok(xml.end())
}

fn body(xml: &mut Xml, paper: &Paper) -> Result<()> {
    paragraph(xml, "Organisation", &paper.organisation)?;
    paragraph(xml, "Title", &paper.title)?;
    paragraph(xml, "Subtitle", &paper.subtitle)?;
    paragraph(xml, "Banner", &paper.banner)?;
    for (name, value) in &paper.facts {
        xml.within("text:p", &[("text:style-name", "Fact")], |xml| {
            xml.text("text:span", &[("text:style-name", "Strong")], name)?;
            xml.empty("text:tab", &[])?;
            xml.lines(if value.is_empty() { "–" } else { value })
        })?;
    }
    if paper.has_contents {
        contents(xml, paper)?;
    }
    paper.parts.iter().zip(1..).try_for_each(|(one, number)| part(xml, paper, one, number))
}

/// The headings of the parts, each leading to its own. Whoever edits the text asks the program to make the list anew.
fn contents(xml: &mut Xml, paper: &Paper) -> Result<()> {
    let title = texts::text(paper.language, "paper-contents");
    xml.within("text:table-of-content", &[("text:name", "Contents")], |xml| {
        xml.within("text:table-of-content-source", &[("text:outline-level", "1")], |xml| {
            xml.text("text:index-title-template", &[("text:style-name", "Contents_20_Heading")], &title)?;
            let entry = [("text:outline-level", "1"), ("text:style-name", "Contents_20_1")];
            xml.within("text:table-of-content-entry-template", &entry, |xml| {
                xml.empty("text:index-entry-link-start", &[])?;
                xml.empty("text:index-entry-text", &[])?;
                let dots = [("style:type", "right"), ("style:leader-char", ".")];
                xml.empty("text:index-entry-tab-stop", &dots)?;
                xml.empty("text:index-entry-page-number", &[])?;
                xml.empty("text:index-entry-link-end", &[])
            })
        })?;
        xml.within("text:index-body", &[], |xml| {
            xml.within("text:index-title", &[("text:name", "Contents_Head")], |xml| {
                paragraph(xml, "Contents_20_Heading", &title)
            })?;
            paper.parts.iter().zip(1..).try_for_each(|(part, number)| {
                let to = format!("#{}", place_of(number));
                xml.within("text:p", &[("text:style-name", "Contents_20_1")], |xml| {
                    xml.text("text:a", &[("xlink:type", "simple"), ("xlink:href", &to)], &part.heading)
                })
            })
        })
    })
}

/// The name of the place where a part begins.
fn place_of(number: usize) -> String {
    format!("part-{number}")
}

fn part(xml: &mut Xml, paper: &Paper, part: &Part, number: usize) -> Result<()> {
    let heading = [("text:style-name", "Heading_20_1"), ("text:outline-level", "1")];
    xml.within("text:h", &heading, |xml| {
        xml.empty("text:bookmark", &[("text:name", &place_of(number))])?;
        xml.lines(&part.heading)
    })?;
    part.content.iter().try_for_each(|content| match content {
        Content::Text(text) => paragraph(xml, "Text_20_body", text),
        Content::Written(blocks) => Writer { paper, style: "Text_20_body" }.blocks(xml, blocks),
        Content::Table(table) => known_rows(xml, table),
    })
}

fn known_rows(xml: &mut Xml, table: &PaperTable) -> Result<()> {
    let columns: Vec<Column> = table.head.iter().map(|one| (one.width, one.is_right)).collect();
    let head: Vec<&String> = table.head.iter().map(|column| &column.name).collect();
    let rows = table.rows.iter().map(|row| row.iter());
    rows_of(xml, &columns, (head.into_iter(), rows), |xml, cell| xml.lines(cell))
}

fn paragraph(xml: &mut Xml, style: &str, text: &str) -> Result<()> {
    if text.is_empty() { Ok(()) } else { xml.text("text:p", &[("text:style-name", style)], text) }
}
