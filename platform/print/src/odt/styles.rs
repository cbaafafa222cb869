//! How the text looks, in which language it is, and what stands on every page.

use super::xml::{NAMESPACES, Xml};
use crate::{Content, Paper, widths_of};
use kernel::{Language, Result};
use std::collections::BTreeSet;
use std::iter::once;
use writing::Block;

/// The colour where the organisation has none.
const OWN: [u8; 3] = [0x14, 0x50, 0x5c];

/// A style of paragraphs.
struct Style {
    name: &'static str,
    on: &'static str,
    size: &'static str,
    /// Further looks of its letters, and of its paragraphs.
    letters: &'static [(&'static str, &'static str)],
    lines: &'static [(&'static str, &'static str)],
}

const fn style(name: &'static str, on: &'static str, size: &'static str) -> Style {
    Style { name, on, size, letters: &[], lines: &[] }
}

const BOLD: &[(&str, &str)] = &[("fo:font-weight", "bold")];
const ABOVE: &[(&str, &str)] =
    &[("fo:margin-top", "0.5cm"), ("fo:margin-bottom", "0.2cm"), ("fo:keep-with-next", "always")];
const RIGHT: &[(&str, &str)] = &[("fo:text-align", "end")];

/// Under the names that programs for texts know.
const STYLES: [Style; 17] = [
    Style { lines: &[("fo:margin-bottom", "0.2cm")], ..style("Text_20_body", "Standard", "10pt") },
    Style { letters: BOLD, ..style("Organisation", "Standard", "10pt") },
    Style { letters: BOLD, ..style("Title", "Standard", "20pt") },
    style("Subtitle", "Standard", "12pt"),
    Style { letters: BOLD, ..style("Banner", "Standard", "10pt") },
    Style {
        lines: &[("fo:margin-left", "6cm"), ("fo:text-indent", "-6cm"), ("fo:margin-bottom", "0.1cm")],
        ..style("Fact", "Standard", "10pt")
    },
    Style { letters: BOLD, lines: ABOVE, ..style("Contents_20_Heading", "Standard", "14pt") },
    style("Contents_20_1", "Standard", "10pt"),
    Style { lines: &[("fo:margin-left", "1cm")], ..style("Quotations", "Text_20_body", "10pt") },
    Style {
        lines: &[("fo:background-color", "#f2f2f2"), ("fo:padding", "0.15cm")],
        ..style("Preformatted_20_Text", "Text_20_body", "9pt")
    },
    Style {
        lines: &[("fo:border-bottom", "0.5pt solid #808080")],
        ..style("Horizontal_20_Line", "Standard", "6pt")
    },
    style("Table_20_Contents", "Standard", "9pt"),
    Style { lines: RIGHT, ..style("Table_20_Contents_20_Right", "Table_20_Contents", "9pt") },
    Style { letters: BOLD, ..style("Table_20_Heading", "Table_20_Contents", "9pt") },
    Style { letters: BOLD, lines: RIGHT, ..style("Table_20_Heading_20_Right", "Table_20_Contents", "9pt") },
    style("Header", "Standard", "9pt"),
    style("Footer", "Standard", "8pt"),
];

/// Sizes of the headings by their levels; the first is that of a part.
const HEADINGS: [(&str, &str); 7] =
    [("1", "14pt"), ("2", "12pt"), ("3", "11pt"), ("4", "10pt"), ("5", "10pt"), ("6", "10pt"), ("7", "10pt")];

pub(super) fn styles(paper: &Paper) -> Result<Vec<u8>> {
    let mut xml = Xml::begin()?;
    xml.within("office:document-styles", &NAMESPACES, |xml| {
        xml.within("office:styles", &[], |xml| named(xml, paper))?;
        xml.within("office:automatic-styles", &[], |xml| {
            xml.within("style:page-layout", &[("style:name", "Paper")], |xml| {
                let a4 = [("fo:page-width", "21cm"), ("fo:page-height", "29.7cm"), ("fo:margin", "2cm")];
                xml.empty("style:page-layout-properties", &a4)
            })
        })?;
        xml.within("office:master-styles", &[], |xml| every_page(xml, paper))
    })?;
    Ok(xml.end())
}

fn named(xml: &mut Xml, paper: &Paper) -> Result<()> {
    let country = match paper.language {
        Language::Swedish => "SE",
        Language::English => "GB",
    };
    xml.within("style:default-style", &[("style:family", "paragraph")], |xml| {
        let spoken = [
            ("fo:language", paper.language.code()),
            ("fo:country", country),
            ("fo:font-family", "Inter, Arial, sans-serif"),
            ("fo:font-size", "10pt"),
            ("fo:hyphenate", "true"),
        ];
        xml.empty("style:text-properties", &spoken)
    })?;
    xml.empty("style:style", &[("style:name", "Standard"), ("style:family", "paragraph")])?;
    STYLES.iter().try_for_each(|style| paragraph(xml, style))?;
    let accent = accent_of(paper);
    HEADINGS.iter().try_for_each(|(level, size)| heading(xml, (level, size), &accent))?;
    let of_letters = [
        ("Strong", ("fo:font-weight", "bold")),
        ("Emphasis", ("fo:font-style", "italic")),
        ("Source_20_Text", ("fo:font-family", "monospace")),
    ];
    for (name, looks) in of_letters {
        xml.within("style:style", &[("style:name", name), ("style:family", "text")], |xml| {
            xml.empty("style:text-properties", &[looks])
        })?;
    }
    list(xml, ("List_20_1", "text:list-level-style-bullet"), ("text:bullet-char", "•"))?;
    list(xml, ("Numbering_20_1", "text:list-level-style-number"), ("style:num-format", "1"))
}

fn paragraph(xml: &mut Xml, style: &Style) -> Result<()> {
    let told =
        [("style:name", style.name), ("style:family", "paragraph"), ("style:parent-style-name", style.on)];
    xml.within("style:style", &told, |xml| {
        xml.within("style:paragraph-properties", style.lines, |xml| match style.name {
            "Fact" => xml.within("style:tab-stops", &[], |xml| {
                xml.empty("style:tab-stop", &[("style:position", "0cm")])
            }),
            _ => Ok(()),
        })?;
        xml.empty("style:text-properties", &[&[("fo:font-size", style.size)], style.letters].concat())
    })
}

fn heading(xml: &mut Xml, (level, size): (&str, &str), accent: &str) -> Result<()> {
    let (name, shown) = (format!("Heading_20_{level}"), format!("Heading {level}"));
    let told = [
        ("style:name", name.as_str()),
        ("style:display-name", &shown),
        ("style:family", "paragraph"),
        ("style:parent-style-name", "Standard"),
        ("style:next-style-name", "Text_20_body"),
        ("style:default-outline-level", level),
    ];
    xml.within("style:style", &told, |xml| {
        xml.empty("style:paragraph-properties", ABOVE)?;
        let looks = [("fo:font-size", size), ("fo:font-weight", "bold"), ("fo:color", accent)];
        xml.empty("style:text-properties", &looks)
    })
}

/// As many levels as such files know, each further in.
fn list(xml: &mut Xml, (name, level_of): (&str, &str), sign: (&str, &str)) -> Result<()> {
    xml.within("text:list-style", &[("style:name", name)], |xml| {
        (1..=10_u8).try_for_each(|level| {
            let number = level.to_string();
            let mut told = vec![("text:level", number.as_str()), sign];
            if level_of.ends_with("number") {
                told.push(("style:num-suffix", "."));
            }
            xml.within(level_of, &told, |xml| {
                let mode = [("text:list-level-position-and-space-mode", "label-alignment")];
                xml.within("style:list-level-properties", &mode, |xml| {
                    let left = format!("{:.1}cm", f64::from(level) * 0.6);
                    let placed = [
                        ("text:label-followed-by", "listtab"),
                        ("fo:text-indent", "-0.6cm"),
                        ("fo:margin-left", left.as_str()),
                    ];
                    xml.empty("style:list-level-label-alignment", &placed)
                })
            })
        })
    })
}

fn accent_of(paper: &Paper) -> String {
    let [red, green, blue] = paper.accent.unwrap_or(OWN);
    format!("#{red:02x}{green:02x}{blue:02x}")
}

fn every_page(xml: &mut Xml, paper: &Paper) -> Result<()> {
    let page = [("style:name", "Standard"), ("style:page-layout-name", "Paper")];
    xml.within("style:master-page", &page, |xml| {
        if !paper.banner.is_empty() {
            xml.within("style:header", &[], |xml| {
                xml.text("text:p", &[("text:style-name", "Header")], &paper.banner)
            })?;
        }
        xml.within("style:footer", &[], |xml| {
            xml.within("text:p", &[("text:style-name", "Footer")], |xml| {
                xml.lines(&format!("{} · {} ", paper.footer, texts::text(paper.language, "paper-page")))?;
                xml.text("text:page-number", &[("text:select-page", "current")], "1")?;
                xml.lines(&format!(" {} ", texts::text(paper.language, "paper-of")))?;
                xml.text("text:page-count", &[], "1")
            })
        })
    })
}

/// How wide columns are, and the lines under rows.
pub(super) fn of_tables(xml: &mut Xml, paper: &Paper) -> Result<()> {
    let contents = paper.parts.iter().flat_map(|part| &part.content);
    let mut widths = BTreeSet::new();
    for content in contents {
        match content {
            Content::Text(_) => {}
            Content::Written(blocks) => add_widths(blocks, &mut widths),
            Content::Table(table) => widths.extend(table.head.iter().map(|column| column.width)),
        }
    }
    for width in widths {
        let name = format!("Width{width}");
        xml.within("style:style", &[("style:name", &name), ("style:family", "table-column")], |xml| {
            let beside = format!("{width}*");
            xml.empty("style:table-column-properties", &[("style:rel-column-width", beside.as_str())])
        })?;
    }
    let under_head = format!("0.8pt solid {}", accent_of(paper));
    for (name, under) in [("HeadCell", under_head.as_str()), ("Cell", "0.4pt solid #c8c8c8")] {
        xml.within("style:style", &[("style:name", name), ("style:family", "table-cell")], |xml| {
            let looks = [("fo:padding", "0.1cm"), ("fo:border", "none"), ("fo:border-bottom", under)];
            xml.empty("style:table-cell-properties", &looks)
        })?;
    }
    Ok(())
}

fn add_widths(blocks: &[Block], widths: &mut BTreeSet<u8>) {
    for block in blocks {
        match block {
            Block::Table { head, rows, .. } => widths.extend(widths_of(once(head).chain(rows))),
            Block::List { items, .. } => items.iter().for_each(|item| add_widths(item, widths)),
            Block::Quote(quoted) => add_widths(quoted, widths),
            _ => {}
        }
    }
}
