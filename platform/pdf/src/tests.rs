//! Papers set for good, and read again.

use super::*;
use kernel::Language;
use print::{Content, PaperTable, Part};
use typst::layout::{Frame, FrameItem};

fn paper() -> Paper {
    Paper {
        language: Language::Swedish,
        organisation: "Sydnärke kommun".into(),
        title: "Ekonomisystemet".into(),
        subtitle: "System · i drift".into(),
        banner: String::new(),
        facts: vec![("Beskrivning".into(), "Rad ett\nRad två".into()), ("Leverantör".into(), String::new())],
        parts: vec![text("Saknas", "Inget saknas.")],
        footer: "Vidmakt · utskrivet 2026-03-02".into(),
        date: "2026-03-02".parse().expect("a day"),
    }
}

fn text(heading: &str, text: &str) -> Part {
    Part { heading: heading.into(), content: Content::Text(text.into()) }
}

fn table(rows: usize) -> Part {
    let row = |number| vec![format!("rad{number:04}"), "Samhällsbyggnadsförvaltningen".to_owned()];
    let head = vec![("Nummer".to_owned(), 1), ("Ägare".to_owned(), 3)];
    let content = Content::Table(PaperTable { head, rows: (0..rows).map(row).collect() });
    Part { heading: "Rader".into(), content }
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
    let head = (0..6).map(|number| (format!("Spalt {number}"), 1)).collect();
    let address = "informationssakerhetsansvarig@samhallsbyggnadsforvaltningen.exempel.se";
    let rows = vec![cell(&long[..200]), cell(address), cell("Samhällsbyggnadsförvaltningen")];
    let content = Content::Table(PaperTable { head, rows });
    let paper = Paper {
        title: long[..200].to_owned(),
        facts: vec![(long[..200].to_owned(), long.clone())],
        ..with(vec![text("Långt", &long), Part { heading: "Tabell".into(), content }])
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
