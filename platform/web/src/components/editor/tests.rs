//! What the form of a long text carries, and what it says without scripts.

use super::*;
use crate::session::masked_csrf;
use scraper::{ElementRef, Html, Selector};

const SV: Language = Language::Swedish;

fn draw(change: impl FnOnce(&mut Editor)) -> Html {
    let mut drawn = Editor {
        action: "/planer/1/avsnitt/mal/andra".into(),
        csrf: masked_csrf(&"ab".repeat(32), "konto"),
        label: "Mål".into(),
        hint: Some("Skriv vad ni vill nå.".into()),
        text: "\nEtt <b>stycke</b>".into(),
        base: "\nFörut".into(),
        base_revision: "7".into(),
        drafts: Some("/planer/1/avsnitt/mal/spara-utkast".into()),
        preview: "/planer/1/avsnitt/mal/forhandsgranska".into(),
        pictures: vec![Link::new("bild:1", "Karta")],
        further: Vec::new(),
        errors: Vec::new(),
        save: "Spara".into(),
        cancel: Link::new("/planer/1", "Avbryt"),
    };
    change(&mut drawn);
    Html::parse_fragment(&editor(SV, &drawn).into_string())
}

fn one<'a>(page: &'a Html, selector: &str) -> ElementRef<'a> {
    let selector = Selector::parse(selector).expect("a selector of this test");
    let mut found = page.select(&selector);
    let first = found.next().unwrap_or_else(|| panic!("nothing at {selector:?} in {}", page.html()));
    assert!(found.next().is_none(), "several at {selector:?}");
    first
}

fn text(element: ElementRef<'_>) -> String {
    element.text().collect()
}

#[test]
fn the_text_and_what_one_began_from_are_sent_line_by_line() {
    let page = draw(|_| {});
    assert_eq!(text(one(&page, "textarea[name=text]")), "\nEtt <b>stycke</b>");
    assert_eq!(text(one(&page, "textarea[name=base][hidden]")), "\nFörut");
    assert_eq!(one(&page, "input[name=base_revision]").attr("value"), Some("7"));
    assert_eq!(one(&page, "form").attr("data-account"), Some("konto"), "whose draft it is");
}

#[test]
fn nothing_that_is_pasted_is_cut() {
    assert_eq!(one(&draw(|_| {}), "textarea[name=text]").attr("maxlength"), None);
}

#[test]
fn what_only_a_script_can_do_is_hidden_without_one() {
    let page = draw(|_| {});
    for hidden in ["[data-tools][hidden]", "[data-preview][hidden]", "[data-state] a[hidden]"] {
        one(&page, hidden);
    }
    assert_eq!(text(one(&page, "[data-state] [role=status]")), "");
    assert_eq!(one(&page, "[data-before='!['][type=button]").attr("data-after"), Some("](bild:1)\n"));
    assert!(text(one(&page, "#field-text-hint")).contains("Skriv vad ni vill nå."));
}

#[test]
fn a_text_whose_drafts_are_not_kept_says_nothing_of_them() {
    let page = draw(|editor| editor.drafts = None);
    assert!(page.select(&Selector::parse("[data-state]").unwrap()).next().is_none());
    assert_eq!(one(&page, "form").attr("data-drafts"), None);
}

#[test]
fn an_error_leads_to_its_field_and_the_text_is_not_saved_yet() {
    let reason = Input::Text { value: String::new(), max_chars: 500 };
    let error = |field: &str| FormError { field: field.into(), text: "Fel här.".into() };
    let page = draw(|editor| {
        editor.further = vec![FormField::new("nothing", "Varför inte?", reason)];
        editor.errors = vec![error("text"), error("nothing")];
    });
    assert_eq!(one(&page, "form").attr("data-guard"), Some("unsaved"));
    for (link, field) in [("#field-text", "textarea#field-text"), ("#field-nothing", "input#field-nothing")] {
        one(&page, &format!(".ds-error-summary a[href='{link}']"));
        assert_eq!(one(&page, field).attr("aria-invalid"), Some("true"));
    }
}

#[test]
fn a_preview_shows_the_text_its_length_and_what_is_wrong_with_it() {
    let drawn = preview(SV, "# Mål\n\nTvå ![](bild:019a0000-0000-7000-8000-000000000001)", Places::below(1))
        .into_string();
    assert!(drawn.starts_with("<h2>Så här ser texten ut</h2>") && drawn.contains("<h3>Mål</h3>"), "{drawn}");
    assert!(drawn.contains("2 ord") && drawn.contains("saknar beskrivning"), "{drawn}");
}
