//! Papers as texts that can be edited, opened again.

use super::*;
use crate::{Column, Content, PaperTable, Part};
use kernel::{Date, Language};
use proptest::prelude::*;
use quick_xml::events::Event;
use std::io::Read as _;
use zip::ZipArchive;

fn day() -> Date {
    "2026-03-02".parse().expect("a day")
}

fn paper(parts: Vec<Part>) -> Paper {
    let whose = ("Sydnärke kommun".to_owned(), "Ekonomiplanen".to_owned());
    Paper { parts, footer: "Vidmakt".into(), ..Paper::titled(Language::Swedish, whose, day()) }
}

fn written(text: &str) -> Part {
    Part { heading: "Syfte".into(), content: vec![Content::Written(writing::blocks(text))] }
}

fn part_of(paper: &Paper, name: &str) -> String {
    let mut archive = ZipArchive::new(Cursor::new(odt(paper).expect("a file"))).expect("an archive");
    let mut text = String::new();
    archive.by_name(name).expect("a part").read_to_string(&mut text).expect("UTF-8");
    text
}

/// The elements and letters of a part: fails where it is no XML.
fn read(xml: &str) -> (Vec<String>, String) {
    let mut reader = quick_xml::Reader::from_str(xml);
    reader.config_mut().expand_empty_elements = true;
    let (mut names, mut letters) = (Vec::new(), String::new());
    loop {
        match reader.read_event().expect("XML") {
            Event::Start(start) => names.push(start.name().as_ref().to_owned()),
            Event::Text(text) => letters.push_str(&text),
            Event::GeneralRef(reference) => {
                letters.push(match reference.as_ref() {
                    "lt" => '<',
                    "gt" => '>',
                    "amp" => '&',
                    "quot" => '"',
                    "apos" => '\'',
                    other => panic!("{other}"),
                });
            }
            Event::Eof => return (names, letters),
            _ => {}
        }
    }
}

#[test]
fn a_file_tells_first_and_unpacked_what_it_is_and_names_its_parts() {
    let bytes = odt(&paper(Vec::new())).expect("a file");
    assert_eq!(&bytes[30..38], b"mimetype");
    assert_eq!(&bytes[38..38 + ODT.len()], ODT.as_bytes());
    let told = part_of(&paper(Vec::new()), "META-INF/manifest.xml");
    for part in ["content.xml", "styles.xml", "meta.xml"] {
        assert!(told.contains(part), "{told}");
    }
}

#[test]
fn the_text_says_its_language_title_and_whose_it_is() {
    let paper = paper(vec![written("Text")]);
    assert!(part_of(&paper, "styles.xml").contains("fo:language=\"sv\" fo:country=\"SE\""));
    let (_, told) = read(&part_of(&paper, "meta.xml"));
    assert!(told.contains("Ekonomiplanen") && told.contains("Sydnärke kommun"), "{told}");
}

#[test]
fn headings_lists_tables_and_ways_of_writing_are_what_they_are() {
    let text = "# Mål\n\n**Fet** och *lutad* och `kod`.\n\n3. tre\n4. fyra\n   - under\n\n| År | Kr |\n|---|--:|\n| ett | 2 |\n\n> Citat\n\n    a  b\n\n---\n\n[hit](/system/1)";
    let site = "https://vidmakt.exempel.se/".to_owned();
    let content = part_of(&Paper { site, ..paper(vec![written(text)]) }, "content.xml");
    for expected in [
        "text:outline-level=\"1\"><text:bookmark text:name=\"part-1\"/>Syfte</text:h>",
        "text:outline-level=\"2\">Mål</text:h>",
        "<text:span text:style-name=\"Strong\">Fet</text:span>",
        "<text:span text:style-name=\"Emphasis\">lutad</text:span>",
        "<text:span text:style-name=\"Source_20_Text\">kod</text:span>",
        "<text:list-item text:start-value=\"3\">",
        "<text:list text:style-name=\"List_20_1\">",
        "<table:table-header-rows>",
        "<text:p text:style-name=\"Table_20_Contents_20_Right\">2</text:p>",
        "<text:p text:style-name=\"Quotations\">Citat</text:p>",
        "<text:p text:style-name=\"Preformatted_20_Text\">a <text:s/>b</text:p>",
        "Horizontal_20_Line",
        "xlink:href=\"https://vidmakt.exempel.se/system/1\">hit</text:a>",
    ] {
        assert!(content.contains(expected), "{expected}: {content}");
    }
}

#[test]
fn a_picture_lies_in_the_file_with_its_words_and_one_that_is_not_there_is_its_words() {
    let file = Id::from_bytes([7; 16]);
    let text = format!("![En karta](bild:{file})");
    let bytes = [&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..], &[0, 0, 7, 0, 0, 0, 3, 0x84]].concat();
    let with = Paper {
        pictures: [(file, Picture::read(bytes).expect("a picture"))].into(),
        ..paper(vec![written(&text)])
    };
    let content = part_of(&with, "content.xml");
    assert!(content.contains("<svg:desc>En karta</svg:desc>"), "{content}");
    assert!(content.contains("svg:width=\"17.00cm\" svg:height=\"8.54cm\""), "{content}");
    assert!(part_of(&with, "META-INF/manifest.xml").contains(&format!("Pictures/{file}.png")));
    let without = part_of(&paper(vec![written(&text)]), "content.xml");
    assert!(without.contains("Bild: En karta") && !without.contains("draw:frame"), "{without}");
}

#[test]
fn every_row_stands_under_a_head_with_columns_as_wide_as_asked_and_figures_to_the_right() {
    let column = |name: &str, width, is_right| Column { is_right, ..Column::new(name.into(), width) };
    let table = PaperTable {
        head: vec![column("Aktivitet", 5, false), column("Kostnad", 2, true)],
        rows: (0..200).map(|row| vec![format!("rad{row}"), "1 000,00".into()]).collect(),
    };
    let part = Part { heading: "Aktiviteter".into(), content: vec![Content::Table(table)] };
    let content = part_of(&paper(vec![part]), "content.xml");
    let (names, _) = read(&content);
    let count = |name: &str| names.iter().filter(|one| *one == name).count();
    assert_eq!((count("table:table-row"), count("table:table-cell")), (201, 402));
    assert!(content.contains("style:rel-column-width=\"5*\""), "{content}");
    assert_eq!(content.matches("Table_20_Contents_20_Right").count(), 200);
}

#[test]
fn the_list_of_contents_leads_to_each_part_and_can_be_made_anew() {
    let contents = Paper { has_contents: true, ..paper(vec![written("Text")]) };
    let content = part_of(&contents, "content.xml");
    for expected in ["text:index-entry-page-number", "xlink:href=\"#part-1\">Syfte</text:a>", "Innehåll"] {
        assert!(content.contains(expected), "{expected}: {content}");
    }
    assert!(!part_of(&paper(vec![written("Text")]), "content.xml").contains("table-of-content"));
}

#[test]
fn the_colour_of_the_organisation_is_that_of_the_headings() {
    let coloured = Paper { accent: Some([0x7a, 0, 0x19]), ..paper(Vec::new()) };
    assert!(part_of(&coloured, "styles.xml").contains("fo:color=\"#7a0019\""));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_somebody_writes_is_text_and_never_an_element(text in "[ -~åäö\\t\\u{0}-\\u{8}\\u{fffe}]{0,40}") {
        let plain = Part { heading: text.clone(), content: vec![Content::Text(text.clone())] };
        let whole = Paper {
            title: text.clone(),
            facts: vec![(text.clone(), text.clone())],
            ..paper(vec![plain, written(&text)])
        };
        for name in ["content.xml", "styles.xml", "meta.xml"] {
            read(&part_of(&whole, name));
        }
        let (_, letters) = read(&part_of(&whole, "content.xml"));
        let seen: String = text.chars().filter(|letter| !letter.is_whitespace() && !letter.is_control() && *letter != '\u{fffe}').collect();
        let letters: String = letters.split_whitespace().collect();
        prop_assert!(letters.matches(&seen).count() >= 5, "{seen}: {letters}");
    }
}
