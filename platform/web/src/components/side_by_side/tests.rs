//! What a reader finds of two texts beside each other.

use super::*;
use writing::compared;

const SV: Language = Language::Swedish;

fn drawn(before: &str, after: &str) -> String {
    let shown = SideBySide {
        caption: "Mål".into(),
        before: "Version 1".into(),
        after: "Version 2".into(),
        rows: compared(before, after),
    };
    side_by_side(SV, &shown, Places::below(2)).into_string()
}

#[test]
fn changed_words_are_marked_on_their_side_and_told_to_who_does_not_see_it() {
    let html = drawn("Vi har två mål.", "Vi har tre mål.");
    assert!(
        html.contains("Vi har <del><span class=\"visually-hidden\">Borttaget: </span>två </del>mål."),
        "{html}"
    );
    assert!(
        html.contains("Vi har <ins><span class=\"visually-hidden\">Tillagt: </span>tre </ins>mål."),
        "{html}"
    );
}

#[test]
fn what_went_stands_left_and_what_came_stands_right() {
    let removed = drawn("Ett.\n\n- a\n- b", "Ett.");
    assert!(removed.contains("<ul><li>a</li></ul></div></del></td><td></td>"), "{removed}");
    let added = drawn("Ett.", "Ett.\n\n<script>");
    assert!(added.contains("<tr><td></td><td><ins>") && added.contains("&lt;script&gt;"), "{added}");
}

#[test]
fn a_long_run_of_the_same_is_folded_together_and_can_be_unfolded() {
    let before = "Ett.\n\nTvå.\n\nTre.\n\nFyra.";
    let html = drawn(before, "Ett.\n\nTvå.\n\nTre.\n\nFyra, ändrat.");
    assert!(html.contains("<summary>3 stycken är oförändrade</summary>"), "{html}");
    assert!(html.contains("<p>Ett.</p><p>Två.</p><p>Tre.</p>"), "{html}");
    assert!(!drawn("Ett.\n\nTvå.", "Ett.\n\nTvå, ändrat.").contains("<details"));
}
