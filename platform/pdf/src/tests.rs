//! Papers set for good, and read again.

use super::*;
use kernel::{Id, Language};
use print::{Column, Content, PaperTable, Part, Picture};
use typst::layout::{Frame, FrameItem};

fn paper() -> Paper {
    let whose = ("Sydnärke kommun".to_owned(), "Ekonomisystemet".to_owned());
    Paper {
        subtitle: "System · i drift".into(),
        facts: vec![("Beskrivning".into(), "Rad ett\nRad två".into()), ("Leverantör".into(), String::new())],
        parts: vec![text("Saknas", "Inget saknas.")],
        footer: "Vidmakt · utskrivet 2026-03-02".into(),
        ..Paper::titled(Language::Swedish, whose, "2026-03-02".parse().expect("a day"))
    }
}

fn text(heading: &str, text: &str) -> Part {
    Part { heading: heading.into(), content: vec![Content::Text(text.into())] }
}

fn table(rows: usize) -> Part {
    let row = |number| vec![format!("rad{number:04}"), "Samhällsbyggnadsförvaltningen".to_owned()];
    let head = vec![Column::new("Nummer".to_owned(), 1), Column::new("Ägare".to_owned(), 3)];
    let content = Content::Table(PaperTable { head, rows: (0..rows).map(row).collect() });
    Part { heading: "Rader".into(), content: vec![content] }
}

fn with(parts: Vec<Part>) -> Paper {
    Paper { parts, ..paper() }
}

fn words_of(paper: &Paper) -> String {
    let bytes = made(paper).expect("a paper");
    pdf_extract::extract_text_from_mem(&bytes).expect("words")
}

/// The texts of a page with the places where each begins and ends, in points.
fn texts_of(frame: &Frame, left: f64, found: &mut Vec<(String, f64, f64)>) {
    for (place, item) in frame.items() {
        let left = left + place.x.to_pt();
        match item {
            FrameItem::Group(group) => texts_of(&group.frame, left + group.transform.tx.to_pt(), found),
            FrameItem::Text(text) => {
                found.push((text.text.to_string(), left, left + text.width().to_pt()));
            }
            _ => {}
        }
    }
}

fn texts(paper: &Paper) -> Vec<Vec<(String, f64, f64)>> {
    let document = set(paper).expect("pages");
    let of_page = |page: &typst_layout::Page| {
        let mut found = Vec::new();
        texts_of(&page.frame, 0.0, &mut found);
        found
    };
    document.pages().iter().map(of_page).collect()
}

#[test]
fn a_paper_says_its_title_language_and_standards_and_is_tagged() {
    let bytes = made(&paper()).expect("a paper");
    let source = String::from_utf8_lossy(&bytes);
    for mark in [
        "%PDF-1.7",
        "<pdfuaid:part>1</pdfuaid:part>",
        "<pdfaid:part>2</pdfaid:part>",
        "<pdfaid:conformance>A</pdfaid:conformance>",
        "Ekonomisystemet",
        "/Lang(sv",
        "/Marked true",
        "/DisplayDocTitle true",
    ] {
        assert!(source.contains(mark), "{mark}");
    }
}

#[test]
fn what_is_known_stands_beside_its_name_and_what_is_not_as_a_dash() {
    let words = words_of(&paper());
    for word in ["Sydnärke kommun", "Beskrivning", "Rad ett", "Rad två", "–", "Inget saknas.", "Sida 1 av 1"]
    {
        assert!(words.contains(word), "{word}: {words}");
    }
    let english = words_of(&Paper { language: Language::English, ..paper() });
    assert!(english.contains("Page 1 of 1"), "{english}");
}

#[test]
fn every_row_of_a_long_table_is_printed_and_its_head_stands_on_each_page() {
    let pages = texts(&with(vec![table(1_000)]));
    let all: Vec<&str> = pages.iter().flatten().map(|(text, ..)| text.as_str()).collect();
    let missing: Vec<String> =
        (0..1_000).map(|row| format!("rad{row:04}")).filter(|row| !all.contains(&row.as_str())).collect();
    assert!(missing.is_empty(), "{missing:?}");
    let heads = pages.iter().filter(|page| page.iter().any(|(text, ..)| text == "Nummer")).count();
    assert!(pages.len() > 10 && heads == pages.len(), "{heads} of {}", pages.len());
}

#[test]
fn what_somebody_wrote_is_printed_as_it_stands_and_never_carried_out() {
    let written = [
        "#panic()",
        "#import \"x\": y",
        "= Rubrik",
        "$x$",
        "*b* _i_ `c`",
        "<a> @b",
        "\\u{41} // slut",
        "- punkt",
        "{\"json\": 1}",
    ];
    let lines = written.join("\n");
    let paper = Paper {
        title: lines.clone(),
        organisation: lines.clone(),
        subtitle: lines.clone(),
        banner: lines.clone(),
        footer: lines.clone(),
        facts: vec![(lines.clone(), lines.clone())],
        ..with(vec![text(&lines, &lines)])
    };
    let words = words_of(&paper);
    for line in written {
        assert!(words.matches(line).count() >= 7, "{line}: {words}");
    }
}

#[test]
fn letters_that_cannot_be_printed_are_boxes_and_the_paper_tells_how_many() {
    let paper = with(vec![text("Saknas 😀", "سلام \u{e000} \u{0}\u{301} \u{338}\u{feff}")]);
    let words = words_of(&paper);
    assert!(words.contains("Saknas □") && words.contains("7 tecken"), "{words}");
    let all_printed = words_of(&super::tests::paper());
    assert!(!all_printed.contains("tecken"), "{all_printed}");
}

#[test]
fn no_word_however_long_leaves_the_paper() {
    let long = "a".repeat(10_000);
    let cell = |text: &str| vec![text.to_owned(); 6];
    let head = (0..6).map(|number| Column::new(format!("Spalt {number}"), 1)).collect();
    let address = "informationssakerhetsansvarig@samhallsbyggnadsforvaltningen.exempel.se";
    let rows = vec![cell(&long[..200]), cell(address), cell("Samhällsbyggnadsförvaltningen")];
    let content = Content::Table(PaperTable { head, rows });
    let paper = Paper {
        title: long[..200].to_owned(),
        facts: vec![(long[..200].to_owned(), long.clone())],
        ..with(vec![text("Långt", &long), Part { heading: "Tabell".into(), content: vec![content] }])
    };
    let a4_less_margin = 595.3 - 2.0 * 56.0;
    for (text, left, right) in texts(&paper).into_iter().flatten() {
        assert!(left >= 56.0 && right <= 56.0 + a4_less_margin + 2.0, "{text}: {left} to {right}");
    }
}

#[test]
fn the_same_paper_is_the_same_file() {
    let paper = with(vec![table(30)]);
    assert!(made(&paper).expect("a paper") == made(&paper).expect("a paper"));
}

#[test]
fn a_paper_that_is_far_too_long_is_told_of_and_not_made() {
    for long in ["ord ".repeat(MOST_LETTERS), "\n".repeat(MOST_LETTERS / 40)] {
        let refused = pdf(&with(vec![text("Långt", &long)]));
        assert!(matches!(refused, Err(Error::Rejected(_))), "{refused:?}");
    }
}

#[test]
fn a_paper_with_nothing_but_a_title_is_one() {
    let bare = Paper {
        organisation: String::new(),
        subtitle: String::new(),
        facts: Vec::new(),
        footer: String::new(),
        ..with(Vec::new())
    };
    assert!(words_of(&bare).contains("Ekonomisystemet"));
}

fn written(text: &str) -> Part {
    Part { heading: "Syfte".into(), content: vec![Content::Written(writing::blocks(text))] }
}

const FILE: Id = Id::from_bytes([7; 16]);

/// The smallest picture.
fn one_dot() -> Vec<u8> {
    [
        b"\x89PNG\r\n\x1a\n".as_slice(),
        b"\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0\x90\x77\x53\xde",
        b"\x00\x00\x00\x0c\x49\x44\x41\x54\x78\x9c\x63\x50\x68\x38\x00\x00\x02\x24\x01\x61\xdd\x14\x9a\x90",
        b"\x00\x00\x00\x00\x49\x45\x4e\x44\xae\x42\x60\x82",
    ]
    .concat()
}

#[test]
fn what_somebody_wrote_is_set_with_its_headings_lists_tables_and_links() {
    let text = "# Mål\n\n**Fet** text och [länk](/system/1).\n\n3. tre\n4. fyra\n   - under\n\n| År | Kr |\n|---|--:|\n| ett | 2 000 |\n\n> Citat\n\n    kod\n\n---\n";
    let site = "https://vidmakt.exempel.se".to_owned();
    let paper = Paper { site, ..with(vec![written(text)]) };
    let words = words_of(&paper);
    for word in ["Syfte", "Mål", "Fet", "länk", "4.", "fyra", "under", "2 000", "Citat", "kod"] {
        assert!(words.contains(word), "{word}: {words}");
    }
    let bytes = made(&paper).expect("a paper");
    let source = String::from_utf8_lossy(&bytes);
    assert!(source.contains("https://vidmakt.exempel.se/system/1"), "the link leads to the site");
}

#[test]
fn the_list_of_contents_stands_first_and_names_each_part_with_its_page() {
    let paper = Paper { has_contents: true, ..with(vec![text("Syfte", "Text."), table(200)]) };
    let pages = texts(&paper);
    let first: Vec<&str> = pages[0].iter().map(|(text, ..)| text.trim()).collect();
    assert!(first.contains(&"Innehåll") && first.contains(&"Syfte") && first.contains(&"Rader"), "{first:?}");
    assert!(!first.contains(&"rad0001"), "the parts begin on a page of their own: {first:?}");
}

#[test]
fn a_picture_is_shown_with_its_words_and_one_that_cannot_be_read_is_its_words() {
    let text = format!("![En karta](bild:{FILE})");
    let of = |bytes: Vec<u8>| Paper {
        pictures: Picture::read(bytes).into_iter().map(|picture| (FILE, picture)).collect(),
        ..with(vec![written(&text)])
    };
    let shown = made(&of(one_dot())).expect("a paper");
    let shown = String::from_utf8_lossy(&shown);
    assert!(
        shown.contains("/Subtype/Image") && shown.contains("En karta"),
        "it stands in the file with its words"
    );
    let mut cut = one_dot();
    cut.truncate(40);
    for unread in [cut, Vec::new()] {
        let words = words_of(&of(unread));
        assert!(words.contains("Bild: En karta"), "{words}");
    }
}

#[test]
fn pictures_are_named_by_their_number_and_not_by_their_file() {
    let named = |file: Id| {
        let picture = Picture::read(one_dot()).expect("a picture");
        let text = format!("![En karta](bild:{file})");
        values_of(&Paper { pictures: [(file, picture)].into(), ..with(vec![written(&text)]) })
    };
    let one = named(FILE);
    assert_eq!(one["parts"][0]["blocks"][0]["name"], "picture-0", "{one}");
    assert_eq!(one, named(Id::from_bytes([8; 16])), "the typesetter keeps each name for good");
}

/// Pictures of all papers have the same names, and what was set before is remembered for a while.
#[test]
fn the_picture_of_one_paper_never_stands_on_the_next() {
    let of = |bytes: Vec<u8>| {
        let pictures = [(FILE, Picture::read(bytes).expect("a picture"))].into();
        let part = written(&format!("![En karta](bild:{FILE})"));
        made(&Paper { pictures, ..with(vec![part]) }).expect("a paper")
    };
    let mut black = one_dot();
    black[33..57].copy_from_slice(
        b"\x00\x00\x00\x0c\x49\x44\x41\x54\x78\x9c\x63\x60\x60\x60\x00\x00\x00\x04\x00\x01\xf6\x17\x38\x55",
    );
    let first = of(one_dot());
    assert!(first != of(black), "another picture");
    assert!(first == of(one_dot()), "and the same again");
}

#[test]
fn a_paper_of_pictures_is_too_long_before_it_is_thousands_of_pages() {
    let text = format!("![En karta](bild:{FILE})\n\n").repeat(900);
    assert!(matches!(pdf(&with(vec![written(&text)])), Err(Error::Rejected(_))));
}

#[test]
fn nothing_that_may_be_written_keeps_a_paper_from_being_set() {
    let odd = [
        "- \n- a",
        "> ",
        "| |\n|-|\n| |",
        "1. \n",
        "# ",
        "``` \n```",
        "[](https://a.se)",
        "#let x = 1 $ $ <a>",
        "- > - > 1. djupt\n\n          kod",
        "18446744073709551615. x",
        "999999999. x\n2. y",
        "\\\\",
        "a  \nb",
        "[😀](https://a.se/\u{e000})",
        "[x](/)",
        "[x](mailto:a@b.se)",
        "![a](bild:x)",
        "###### sex",
    ];
    for text in odd {
        assert!(made(&with(vec![written(text)])).is_ok(), "{text:?}");
    }
    assert!(made(&with(vec![written(&odd.join("\n\n"))])).is_ok());
}
