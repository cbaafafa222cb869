//! What the frame of a page holds for a screen reader, a keyboard and a browser without scripts.

use super::*;
use crate::components::NoticeKind;
use maud::html;
use scraper::{ElementRef, Html, Selector};

fn frame(address: &str) -> PageFrame {
    PageFrame {
        look: Look::default(),
        has_narrow_rail: false,
        federation: "Gemensam nämnd".into(),
        rooms: vec![RoomLink {
            key: 'r',
            icon: Icon::Register,
            label: "Register".into(),
            href: "/register".into(),
            is_current: true,
            pages: vec![PageLink {
                label: "System".into(),
                href: "/register/system".into(),
                is_current: true,
            }],
        }],
        user_name: "Systemförvaltare Skola".into(),
        account: "systemforvaltare-skola".into(),
        waiting: Waiting { gaps: 1, notices: 2 },
        waiting_href: "/".into(),
        search_href: None,
        today: Date::constant(2026, 11, 22),
        as_of: None,
        csrf: "token".into(),
        address: Address::parse(address),
        breadcrumbs: vec![],
        title: "System".into(),
        count: Some(2000),
        primary_action: Some(Link::new("/ny", "Nytt system")),
        edit_action: None,
        flash: Some(Notice::new(NoticeKind::Done, "Sparat.")),
    }
}

fn render(frame: &PageFrame) -> Html {
    Html::parse_document(&page(frame, &html! { p { "Innehåll" } }).into_string())
}

fn all<'a>(page: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    page.select(&Selector::parse(selector).expect("a selector of this test")).collect()
}

fn one<'a>(page: &'a Html, selector: &str) -> ElementRef<'a> {
    let found = all(page, selector);
    assert_eq!(found.len(), 1, "{selector}");
    found[0]
}

#[test]
fn the_look_of_the_user_stands_on_the_root() {
    let mut frame = frame("/");
    frame.look = Look {
        language: Language::English,
        colour_scheme: ColourScheme::Dark,
        density: Density::Comfortable,
        has_shortcuts: false,
    };
    let page = render(&frame);
    let root = one(&page, "html").value();
    let look = ["lang", "data-color-scheme", "data-density"].map(|name| root.attr(name).unwrap_or_default());
    assert_eq!(look, ["en", "dark", "comfortable"]);
    assert_eq!(one(&page, "body").attr("data-shortcuts"), Some("off"));
    assert!(all(&page, "dialog").is_empty());
}

#[test]
fn nothing_on_a_page_needs_inline_styles_or_scripts() {
    let page = render(&frame("/"));
    assert!(all(&page, "[style], style, script:not([src])").is_empty());
    let handlers = all(&page, "*").into_iter().flat_map(|element| element.value().attrs());
    assert!(!handlers.map(|(name, _)| name).any(|name| name.starts_with("on") || name.starts_with("hx-on")));
}

#[test]
fn everything_is_loaded_from_this_host() {
    let page = render(&frame("/"));
    for loaded in all(&page, "link[href], script[src], img[src], use[href]") {
        let address = loaded.attr("href").or(loaded.attr("src")).unwrap_or_default();
        assert!(address.starts_with("/assets/"), "{address}");
    }
}

#[test]
fn the_skip_link_comes_first_and_leads_to_the_content() {
    let page = render(&frame("/"));
    assert_eq!(all(&page, "a, button, input, summary")[0].attr("href"), Some("#main"));
    one(&page, "main#main[tabindex='-1']");
}

#[test]
fn the_current_page_of_a_room_is_marked_once_and_its_room_as_the_way_to_it() {
    let page = render(&frame("/"));
    assert_eq!(one(&page, ".rooms [aria-current=page]").attr("href"), Some("/register/system"));
    assert_eq!(one(&page, ".rooms [aria-current=true]").attr("data-key"), Some("r"));
}

#[test]
fn a_page_as_of_a_date_has_a_band_and_no_actions() {
    let mut frame = frame("/register/system?as_of=2026-03-01&q=elev");
    assert!(all(&render(&frame), ".as-of-band").is_empty());
    frame.as_of = Some(Date::constant(2026, 3, 1));
    let page = render(&frame);
    let band = one(&page, ".as-of-band");
    assert!(band.text().any(|text| text.contains("2026-03-01")));
    assert_eq!(one(&page, ".as-of-band a").attr("href"), Some("/register/system?q=elev"));
    assert!(all(&page, ".page-head .actions").is_empty());
}

#[test]
fn beside_a_list_a_page_has_its_title_its_way_to_the_whole_and_its_change_but_no_frame() {
    let mut frame = frame("/register/system/1?as_of=2026-03-01");
    frame.edit_action = Some(Link::new("/register/system/1/andra", "Ändra"));
    let beside = |frame: &PageFrame| {
        Html::parse_fragment(&drawer(frame, &html! { p id="content" { "Innehåll" } }).into_string())
    };
    let page = beside(&frame);
    let panel = one(&page, "aside.drawer[tabindex='-1']");
    assert_eq!(panel.attr("aria-labelledby"), one(&page, "h2").attr("id"));
    assert_eq!(one(&page, "h2 a").attr("href"), Some("/register/system/1?as_of=2026-03-01"));
    assert_eq!(one(&page, "[data-key=e]").attr("href"), Some("/register/system/1/andra"));
    one(&page, "button[data-close-drawer][aria-label]");
    one(&page, "#content");
    assert!(all(&page, "nav, main, h1, [data-key=c]").is_empty());
    frame.as_of = Some(Date::constant(2026, 3, 1));
    assert!(all(&beside(&frame), "[data-key=e]").is_empty(), "nothing is changed in the past");
}

#[test]
fn choosing_a_date_keeps_the_view() {
    let page = render(&frame("/register/system?q=elev&as_of=2026-01-01"));
    let kept: Vec<_> = all(&page, "form[action='/register/system'] input[type=hidden]")
        .iter()
        .map(|field| (field.attr("name"), field.attr("value")))
        .collect();
    assert_eq!(kept, [(Some("q"), Some("elev"))]);
    assert_eq!(one(&page, "input#as-of-day").attr("name"), Some(AS_OF_PARAMETER));
}

#[test]
fn settings_and_sign_out_are_posts_with_a_token_that_come_back_to_the_view() {
    let page = render(&frame("/register?q=a b"));
    for form in all(&page, "form[method=post]") {
        let token = form.select(&Selector::parse("input[name=csrf]").expect("a selector")).next();
        assert_eq!(token.and_then(|token| token.attr("value")), Some("token"));
    }
    assert_eq!(
        all(&page, "form[action='/installningar'] input[name=return]")[0].attr("value"),
        Some("/register?q=a%20b")
    );
    one(&page, "form[action='/logga-ut'] button");
    assert_eq!(one(&page, "button[name=language]").attr("value"), Some("en"));
}

#[test]
fn what_waits_is_said_in_words_as_well_as_in_a_number() {
    let page = render(&frame("/"));
    let link = one(&page, ".topbar a.bar-item[aria-label]");
    assert_eq!(link.attr("aria-label"), Some("3 väntar på dig: 1 brist och 2 aviseringar"));
    assert_eq!(one(&page, ".count-badge").text().collect::<String>(), "3");
}

#[test]
fn search_is_only_there_when_it_leads_somewhere() {
    let mut frame = frame("/");
    assert!(all(&render(&frame), ".topbar [role=search]").is_empty());
    frame.search_href = Some("/sok".into());
    assert_eq!(one(&render(&frame), ".topbar [role=search]").attr("action"), Some("/sok"));
}

#[test]
fn on_the_page_of_hits_the_field_holds_what_was_asked() {
    let mut page = frame("/sok?q=avtal");
    page.search_href = Some("/sok".into());
    assert_eq!(one(&render(&page), ".topbar input[type=search]").attr("value"), Some("avtal"));
    let mut list = frame("/system?q=avtal");
    list.search_href = Some("/sok".into());
    assert_eq!(one(&render(&list), ".topbar input[type=search]").attr("value"), None);
}

#[test]
fn paper_gets_the_address_and_the_date() {
    let page = render(&frame("/register/system?q=elev"));
    let foot: String = one(&page, ".print-foot").text().collect();
    assert!(foot.contains("/register/system?q=elev") && foot.contains("Utskrivet 2026-11-22"), "{foot}");
}

#[test]
fn an_error_page_says_what_where_and_what_next() {
    let error = ErrorPage {
        status: 500,
        title: "Något gick fel".into(),
        text: "Inget har sparats.".into(),
        reference: Some("7F3K".into()),
        ways_on: vec![Link::new("/", "Till startsidan")],
    };
    let page = Html::parse_document(&error_page(Look::default(), &error).into_string());
    let words: String = one(&page, "main").text().collect();
    for part in ["Något gick fel", "Inget har sparats.", "7F3K", "500"] {
        assert!(words.contains(part), "{part}");
    }
    assert_eq!(one(&page, "main a").attr("href"), Some("/"));
    assert!(all(&page, "nav").is_empty());
}

#[test]
fn every_text_of_the_shell_stands_in_both_languages() {
    for file in
        [include_str!("../../../../locales/sv/web.ftl"), include_str!("../../../../locales/en/web.ftl")]
    {
        for key in file.lines().filter_map(|line| line.split_once(" =")).map(|(key, _)| key) {
            if !key.starts_with([' ', '#']) {
                assert!(Language::ALL.iter().all(|language| texts::has(*language, key)), "{key}");
            }
        }
    }
}
