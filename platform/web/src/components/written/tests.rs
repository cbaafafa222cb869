//! What a browser and a screen reader find in a text that somebody wrote.

use super::*;
use proptest::prelude::*;
use scraper::{Html, Selector};

const SV: Language = Language::Swedish;

fn html_of(text: &str) -> String {
    written(SV, &writing::blocks(text), Places::below(2)).into_string()
}

#[test]
fn headings_stand_below_those_of_the_page() {
    assert_eq!(html_of("# Mål\n\n## Korta"), "<div class=\"written\"><h3>Mål</h3><h4>Korta</h4></div>");
    let deep = written(SV, &writing::blocks("# a\n## b\n### c\n#### d"), Places::below(4)).into_string();
    assert!(deep.contains("<h5>a</h5><h6>b</h6><h6>c</h6><h6>d</h6>"), "{deep}");
}

#[test]
fn letters_lists_and_links_are_drawn_as_they_are_written() {
    let html = html_of(
        "Ett **starkt *och*** `a<b>`  \nord, se [vår **plan**](/planer/1).\n\n3. tre\n4. fyra\n   - inre\n",
    );
    assert!(
        html.contains(
            "Ett <strong>starkt </strong><strong><em>och</em></strong> <code>a&lt;b&gt;</code><br>ord, se "
        ),
        "{html}"
    );
    assert!(html.contains("<a href=\"/planer/1\">vår <strong>plan</strong></a>."), "{html}");
    assert!(html.contains("<ol start=\"3\"><li>tre</li><li>fyra<ul><li>inre</li></ul></li></ol>"), "{html}");
}

#[test]
fn the_cells_of_a_table_carry_their_heads() {
    let html = html_of("| Vad | *Kr* |\n|---|--:|\n| a | 1 |");
    assert!(
        html.contains("<th scope=\"col\">Vad</th><th scope=\"col\" class=\"end\"><em>Kr</em></th>"),
        "{html}"
    );
    assert!(
        html.contains("<td data-label=\"Vad\">a</td><td class=\"end\" data-label=\"Kr\">1</td>"),
        "{html}"
    );
}

#[test]
fn a_table_of_the_longest_text_is_a_page_of_some_megabytes() {
    let long_head = format!("| {} |\n|---|\n{}", "a".repeat(100_000), "|b\n".repeat(30_000));
    let wide = format!("{}\n{}\n{}", "|aaaaaaaaa".repeat(30), "|-".repeat(30), "|b\n".repeat(60_000));
    for text in [long_head, wide] {
        let html = html_of(&text);
        assert!(html.len() < 20_000_000, "{} bytes", html.len());
        assert!(html.contains("<td data-label=\"aaaaaaaaa"), "its rows are cells with their head");
    }
}

#[test]
fn a_picture_is_drawn_where_its_address_is_known_and_told_where_it_is_not() {
    let file = Id::from_bytes([5; 16]);
    let blocks = writing::blocks(&format!("![En \"karta\"](bild:{file})"));
    let address = |asked: Id| (asked == file).then(|| "/filer/5".to_owned());
    let shown = written(SV, &blocks, Places { below: 2, picture: &address }).into_string();
    assert!(
        shown.contains("<img src=\"/filer/5\" alt=\"En &quot;karta&quot;\" loading=\"lazy\">"),
        "{shown}"
    );
    let told = written(SV, &blocks, Places::below(2)).into_string();
    assert!(told.contains("En &quot;karta&quot;") && !told.contains("<img"), "{told}");
}

fn trouble_in(html: &str) -> Option<String> {
    const KNOWN: &[&str] = &[
        "html",
        "div",
        "h3",
        "h4",
        "h5",
        "h6",
        "p",
        "ul",
        "ol",
        "li",
        "blockquote",
        "pre",
        "code",
        "hr",
        "br",
        "a",
        "em",
        "strong",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
    ];
    let page = Html::parse_fragment(html);
    let all = Selector::parse("*").expect("a selector of this test");
    page.select(&all).find_map(|element| {
        let name = element.value().name();
        let leads_astray = |href: &str| {
            let is_own = href.starts_with('/') && !href.starts_with("//");
            let schemes = ["https://", "http://", "mailto:"];
            !is_own && !schemes.iter().any(|scheme| href.to_ascii_lowercase().starts_with(scheme))
        };
        let is_wrong = !KNOWN.contains(&name)
            || element.value().attrs().any(|(name, value)| {
                !["class", "start", "scope", "href", "data-label", "data-color"].contains(&name)
                    || (name == "href" && leads_astray(value))
            });
        is_wrong.then(|| element.html())
    })
}

#[test]
fn a_tag_of_somebody_elses_would_be_found() {
    for html in ["<script>", "<a href='javascript:x'>", "<a href='//h'>", "<p onclick=x>", "<img src=x>"] {
        assert!(trouble_in(html).is_some(), "{html}");
    }
}

fn anything() -> impl Strategy<Value = String> {
    let parts = [
        "a",
        "ö ",
        "\n",
        "\n\n",
        "    ",
        "# ",
        "- ",
        "1. ",
        "> ",
        "|",
        "\n|---|\n",
        "`",
        "```",
        "**",
        "_",
        "[",
        "](",
        ")",
        "]: ",
        "![",
        "<script>",
        "<img src=x onerror=y>",
        "\" onclick=\"x",
        "'",
        "javascript:",
        "JaVaScRiPt:",
        "&#106;avascript:",
        "//host",
        "https://a.se",
        "/b",
        "&lt;b&gt;",
        "\\",
        "\t",
        "\u{1}",
        "<!--",
        "-->",
        "&quot;",
    ];
    prop::collection::vec(prop::sample::select(parts.to_vec()), 0..30).prop_map(|all| all.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1024))]

    #[test]
    fn whatever_is_written_nothing_but_text_reaches_the_page(text in anything()) {
        let html = html_of(&text);
        let trouble = trouble_in(&html);
        prop_assert!(trouble.is_none(), "{trouble:?} of {text:?}");
    }
}
