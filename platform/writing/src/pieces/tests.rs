//! What a text may say and how it is read; what it may never do.

use super::*;
use kernel::Id;
use proptest::prelude::*;
use std::sync::Arc;
use std::time::{Duration, Instant};

fn plain(text: &str) -> Vec<Run> {
    vec![Run::plain(text)]
}

fn paragraph(text: &str) -> Block {
    Block::Paragraph(plain(text))
}

fn linked(text: &str, link: &str) -> Run {
    Run { link: Some(link.into()), ..Run::plain(text) }
}

fn sources(text: &str) -> Vec<&str> {
    pieces(text).iter().map(|piece| piece.source).collect()
}

#[test]
fn paragraphs_headings_tables_and_items_are_pieces() {
    let text = "\n# Mål\nEtt stycke\nmed två rader.\n\n- ett\n- två\n  - inre\n\n1. a\n2. b\n\n| x |\n|---|\n| y |\n\n> citat\n> mer\n\n---\n    kod\n";
    let expected = [
        "# Mål",
        "Ett stycke\nmed två rader.",
        "- ett",
        "- två\n  - inre",
        "1. a",
        "2. b",
        "| x |\n|---|\n| y |",
        "> citat\n> mer",
        "---",
        "    kod",
    ];
    assert_eq!(sources(text), expected);
    assert!(pieces("").is_empty() && pieces(" \r\n\n").is_empty());
}

#[test]
fn letters_are_read_as_they_are_written() {
    let run = |text: &str| Run::plain(text);
    let expected = vec![
        run("Ett "),
        Run { is_strong: true, ..run("starkt ") },
        Run { is_strong: true, is_emphasised: true, ..run("och") },
        run(" "),
        Run { is_code: true, ..run("a<b>") },
        run(" ord,\nny rad & mer."),
    ];
    let text = "Ett **starkt _och_** `a<b>` ord,  \nny rad\n&amp; mer.";
    assert_eq!(blocks(text), [Block::Paragraph(expected)]);
}

#[test]
fn the_items_of_a_list_are_one_list_to_a_reader() {
    let item = |text: &str| vec![paragraph(text)];
    let inner = Block::List { first: None, items: vec![item("inre")] };
    let list = Block::List { first: None, items: vec![item("ett"), vec![paragraph("två"), inner]] };
    assert_eq!(blocks("- ett\n\n- två\n  * inre"), [list]);
    let numbered = |first, text| Block::List { first: Some(first), items: vec![item(text)] };
    assert_eq!(
        pieces("3. a\n4. b").into_iter().map(|piece| piece.blocks).collect::<Vec<_>>(),
        [[numbered(3, "a")], [numbered(4, "b")]]
    );
    assert_eq!(blocks("- a\n\n* b").len(), 2, "another sign is another list");
}

#[test]
fn a_script_is_shown_as_text() {
    for text in [
        "<script>alert(1)</script>",
        "a <b onclick=x>b</b>",
        "<!-- hemligt -->",
        "<img src=x onerror=y>",
        "<https://a.se>",
    ] {
        assert_eq!(blocks(text), [paragraph(text)], "{text}");
    }
    let after = "<script>\n\n# Rubrik\n\n</script>";
    assert_eq!(sources(after), ["<script>", "# Rubrik", "</script>"], "it takes nothing with it");
    assert_eq!(blocks("&lt;script&gt; &#60;b&#62; &#1;&#7;x"), [paragraph("<script> <b> <x")]);
}

#[test]
fn links_lead_only_where_they_may() {
    for address in ["https://a.se/b?c=1&d", "mailto:it@a.se", "/system/1"] {
        assert_eq!(
            blocks(&format!("Se [ord]({address}).")),
            [Block::Paragraph(vec![Run::plain("Se "), linked("ord", address), Run::plain(".")])]
        );
    }
    for (address, read) in [
        ("javascript:alert(1)", "javascript:alert(1)"),
        ("//host/a", "//host/a"),
        ("%6Aavascript:alert(1)", "%6Aavascript:alert(1)"),
        ("data:text/html,x", "data:text/html,x"),
        ("&#106;avascript:x", "javascript:x"),
        ("java&#9;script:x", "java\tscript:x"),
        ("a.se", "a.se"),
    ] {
        assert_eq!(blocks(&format!("[ord]({address})")), [paragraph(&format!("ord ({read})"))], "{address}");
    }
}

#[test]
fn the_letters_of_one_link_share_its_address() {
    let read = blocks("[a **b** c](/system/1)");
    let [Block::Paragraph(runs)] = &read[..] else { panic!("{read:?}") };
    let links: Vec<_> = runs.iter().filter_map(|run| run.link.as_ref()).collect();
    assert_eq!(links.len(), 3);
    assert!(links.iter().all(|link| Arc::ptr_eq(link, links[0])), "however many runs and however long it is");
}

#[test]
fn nothing_that_is_written_is_hidden_from_a_reader() {
    assert_eq!(blocks("[a]: /hemligt"), [paragraph("[a]: /hemligt")]);
    assert_eq!(blocks("> [a]: /hemligt 'x'"), [Block::Quote(vec![paragraph("[a]: /hemligt 'x'")])]);
    assert_eq!(blocks("[a](/b \"c\")"), [Block::Paragraph(vec![linked("a", "/b"), Run::plain(" (c)")])]);
    assert_eq!(blocks("[](/b)"), [Block::Paragraph(vec![linked("/b", "/b")])]);
    assert_eq!(blocks("```dolt här\nkod\n```"), [Block::Code("dolt här\nkod".to_owned())]);
    assert_eq!(blocks("![karta](https://a.se/b.png)"), [paragraph("karta (https://a.se/b.png)")]);
}

#[test]
fn a_picture_stands_by_itself() {
    let file = Id::from_bytes([3; 16]);
    let picture = Block::Picture { file, alt: "En karta".to_owned() };
    let text = format!("Före ![En *karta*](bild:{file}) efter.");
    assert_eq!(blocks(&text), [paragraph("Före"), picture, paragraph("efter.")]);
    assert_eq!(pieces(&text).len(), 1);
    assert_eq!(
        blocks(&format!("# Mål ![karta](bild:{file})")),
        [Block::Heading { level: 1, text: plain("Mål karta") }]
    );
}

#[test]
fn a_table_has_a_head_rows_and_sides() {
    let text = "| Vad | Kr |\n|-----|---:|\n| *a* | 1 \\| 2 |\n| b |\n";
    let emphasised = Run { is_emphasised: true, ..Run::plain("a") };
    let rows = vec![vec![vec![emphasised], plain("1 | 2")], vec![plain("b"), vec![]]];
    assert_eq!(
        blocks(text),
        [Block::Table { head: vec![plain("Vad"), plain("Kr")], rows, is_right: vec![false, true] }]
    );
}

#[test]
fn a_broken_table_is_a_paragraph() {
    assert_eq!(blocks("| a | b |\n|---|\n| c |"), [paragraph("| a | b | |---| | c |")]);
    assert_eq!(blocks("| a |\n| b |"), [paragraph("| a | | b |")]);
    let wide = "| a |\n|---|\n| b | <c> |";
    assert_eq!(blocks(wide), [paragraph(wide)], "a cell without a column would vanish");
    assert_eq!(
        blocks("> | a |\n> |---|\n> | b | c |"),
        [Block::Quote(vec![paragraph("| a |\n|---|\n| b | c |")])]
    );
}

#[test]
fn headings_never_skip_a_level() {
    let levels = |text: &str| -> Vec<u8> {
        blocks(text)
            .iter()
            .filter_map(|block| if let Block::Heading { level, .. } = block { Some(*level) } else { None })
            .collect()
    };
    assert_eq!(levels("# a\n## b\n# c\n### d\n## e"), [1, 2, 1, 2, 2]);
    assert_eq!(levels("### a\n##### b\n### c\n# d"), [1, 2, 1, 1]);
    assert_eq!(levels("# a\n## b\n### c\n#### d\n##### e\n###### f"), [1, 2, 3, 4, 4, 4]);
    assert_eq!(levels("#\n## a"), [1], "an empty one is none");
}

#[test]
fn a_heading_in_a_list_is_a_strong_line() {
    let strong = Block::Paragraph(vec![Run { is_strong: true, ..Run::plain("a") }]);
    assert_eq!(blocks("> # a"), [Block::Quote(vec![strong])]);
}

#[test]
fn lists_lie_at_most_six_within_each_other() {
    fn deepest(blocks: &[Block]) -> usize {
        let below = |block: &Block| match block {
            Block::List { items, .. } => 1 + items.iter().map(|item| deepest(item)).max().unwrap_or(0),
            Block::Quote(quoted) => 1 + deepest(quoted),
            _ => 0,
        };
        blocks.iter().map(below).max().unwrap_or(0)
    }
    let list = blocks("- - - > - - - > a\n\nb");
    assert_eq!(deepest(&list), 6);
    assert_eq!(list.len(), 2);
    assert_eq!(crate::plain_text("- - - > - - - > a\n\nb"), "a\nb", "what lies deeper is still there");
}

#[test]
fn a_mark_is_the_same_however_the_words_are_spaced() {
    let mark = |text: &str| pieces(text)[0].mark();
    assert_eq!(mark("Ett  stycke\r\ntext"), mark("Ett stycke text "));
    assert_ne!(mark("Ett stycke"), mark("Ett stycke."));
    assert_eq!(mark("a").len(), 16);
}

#[test]
fn what_lies_beyond_the_longest_text_is_one_paragraph() {
    let text = format!("{}\n# a\n\n# b", "å".repeat(MOST_LETTERS));
    assert_eq!(sources(&text).last(), Some(&"# a\n\n# b"));
}

/// The library is known for its care, but what people send is not.
#[test]
fn five_megabytes_of_anything_are_read_in_seconds() {
    let repeated = [
        "[",
        "> ",
        "*",
        "|",
        "- ",
        "<",
        "`",
        "![",
        "**a _b ",
        "a\n\n",
        "- a\n* b\n",
        "|a",
        "\\",
        "&#",
        "](",
        "\t- a\n",
    ];
    let table = format!("{}\n{}\n{}", "|a".repeat(15_000), "|-".repeat(15_000), "|b\n".repeat(50_000));
    let nested: String = (0..600).map(|depth| format!("{}- a\n", "  ".repeat(depth))).collect();
    let link = format!("[{}](/{})", "*a* b ".repeat(15_000), "x".repeat(100_000));
    let texts = repeated.iter().map(|part| part.repeat(5_000_000 / part.len())).chain([table, nested, link]);
    for text in texts {
        let begun = Instant::now();
        let count = pieces(&text).len();
        let taken = begun.elapsed();
        let beginning: String = text.chars().take(12).collect();
        assert!(count > 0 && taken < Duration::from_secs(30), "{beginning:?} took {taken:?}");
    }
}

fn anything() -> impl Strategy<Value = String> {
    let parts = [
        "a", "ö ", "\n", "\n\n", "\r\n", " ", "    ", "\t", "#", "## ", "- ", "* ", "1. ", "> ", "|",
        "|---|", "`", "```\n", "**", "_", "[", "](", ")", "]: ", "!", "<b>", "<!--", "&lt;", "\\", "---\n",
        "===\n", "\u{1}", "\u{feff}",
    ];
    prop::collection::vec(prop::sample::select(parts.to_vec()), 0..40).prop_map(|all| all.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1024))]

    #[test]
    fn the_pieces_of_any_text_hold_all_its_letters(text in anything()) {
        let bare = |text: &str| text.split_whitespace().collect::<String>();
        let together: String = pieces(&text).iter().map(|piece| piece.source).collect();
        prop_assert_eq!(bare(&together), bare(&text));
    }

    #[test]
    fn every_letter_of_any_text_is_shown(words in prop::collection::vec("[a-z]{3}", 1..8), signs in anything()) {
        // Letters and signs in turn: whatever the signs make of them, the letters are read.
        let mut text = String::new();
        for (word, sign) in words.iter().zip(signs.split(' ').chain(std::iter::repeat(" "))) {
            text.push_str(word);
            text.push_str(sign);
        }
        let shown = crate::plain_text(&text);
        for word in &words {
            prop_assert!(shown.contains(word.as_str()), "{word} of {text:?} in {shown:?}");
        }
    }

    #[test]
    fn any_letters_can_be_read(text in "\\PC{0,200}") {
        let _ = blocks(&text);
    }
}
