//! What somebody chooses from when two have written in one place, and what the form then says.

use super::*;
use scraper::{ElementRef, Html, Selector};
use writing::joined;

const SV: Language = Language::Swedish;
const BASE: &str = "Ett.\n\nTvå.\n\nTre.";
const THEIRS: &str = "Ett, deras.\n\nTvå.\n\nTre, deras.";
const MINE: &str = "Ett, mitt.\n\nTvå.\n\nTre, mitt.";

fn by_hand(text: String) -> Editor {
    Editor {
        action: "/a".into(),
        csrf: "token".into(),
        label: "Mål".into(),
        hint: None,
        text,
        base: THEIRS.into(),
        base_revision: "8".into(),
        drafts: None,
        preview: "/b".into(),
        pictures: Vec::new(),
        further: Vec::new(),
        errors: Vec::new(),
        save: "Spara".into(),
        cancel: Link::new("/", "Avbryt"),
    }
}

fn page() -> Html {
    let joined = joined(BASE, THEIRS, MINE);
    let choice = JoinedChoice {
        action: "/a".into(),
        csrf: "token".into(),
        revision: "8".into(),
        other: "Kollega".into(),
        sent: vec![("text".into(), format!("\n{MINE}")), ("base_revision".into(), "7".into())],
        by_hand: by_hand(joined.text(&[])),
        joined: &joined,
        cancel: Link::new("/", "Avbryt"),
    };
    Html::parse_fragment(&joined_choice(SV, &choice, Places::below(2)).into_string())
}

fn all<'a>(page: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    page.select(&Selector::parse(selector).expect("a selector of this test")).collect()
}

fn words(element: ElementRef<'_>) -> String {
    element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn each_place_is_a_group_with_three_answers_and_keeps_both_where_nobody_chooses() {
    let page = page();
    let places = all(&page, "fieldset.choices");
    assert_eq!(places.len(), 2);
    assert_eq!(words(all(&page, "fieldset.choices > legend")[1]), "”Tre, deras.”");
    assert_eq!(all(&page, "input[name='choice.1']").len(), 3);
    let chosen: Vec<_> =
        all(&page, "input[type=radio][checked]").iter().map(|radio| radio.attr("value")).collect();
    assert_eq!(chosen, [Some("both"), Some("both")]);
    for text in ["Ett, deras.", "Ett, mitt.", "Det Kollega skrev", "Det du skrev"] {
        assert!(words(places[0]).contains(text), "{text}");
    }
    assert!(words(all(&page, "form.joined")[0]).contains("Två."), "what neither changed stands between");
}

#[test]
fn a_long_place_is_named_by_its_first_words() {
    assert_eq!(beginning_of("Vi har två mål."), "Vi har två mål.");
    assert_eq!(beginning_of("ett två tre fyra fem sex sju åtta nio"), "ett två tre fyra fem sex sju åtta …");
}

#[test]
fn what_was_sent_goes_along_whole_with_the_revision_that_it_was_joined_with() {
    let page = page();
    let sent = all(&page, "form.joined textarea[name=text][hidden]");
    assert_eq!(sent[0].text().collect::<String>(), format!("\n{MINE}"));
    assert_eq!(all(&page, "form.joined input[name=revision]")[0].attr("value"), Some("8"));
}

#[test]
fn who_would_rather_write_begins_from_both_and_from_what_the_other_saved() {
    let page = page();
    let text = all(&page, "form.editor textarea[name=text]")[0].text().collect::<String>();
    assert_eq!(text, "Ett, deras.\n\nEtt, mitt.\n\nTvå.\n\nTre, deras.\n\nTre, mitt.");
    assert_eq!(all(&page, "form.editor input[name=base_revision]")[0].attr("value"), Some("8"));
}

#[test]
fn a_place_where_one_removed_the_text_says_so() {
    let joined = joined("Ett.", "", "Ett, mitt.");
    let place = Html::parse_fragment(&parts_alone(&joined));
    assert!(words(all(&place, "fieldset")[0]).contains("Stycket är borttaget."));
}

fn parts_alone(joined: &Joined) -> String {
    let choice = JoinedChoice {
        action: String::new(),
        csrf: String::new(),
        revision: String::new(),
        joined,
        other: "Kollega".into(),
        sent: Vec::new(),
        by_hand: by_hand(String::new()),
        cancel: Link::new("/", "Avbryt"),
    };
    parts(SV, &choice, Places::below(2)).into_string()
}

#[test]
fn the_answers_are_read_place_by_place_and_an_unknown_one_keeps_both() {
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let pairs = vec![
        pair("choice.0", "mine"),
        pair("choice.1", "theirs"),
        pair("choice.2", "ingen"),
        pair("choice.4", "mine"),
    ];
    assert_eq!(kept_of(&Form { pairs, files: Vec::new() }), [Keep::Mine, Keep::Theirs, Keep::Both]);
    assert_eq!(kept_of(&Form::default()), []);
}
