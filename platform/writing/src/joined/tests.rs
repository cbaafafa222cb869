//! Tables of what two people wrote, and what may never happen whatever they write.

use super::*;
use proptest::prelude::*;
use std::time::{Duration, Instant};

/// Paragraphs of one letter; a conflict as `{base|theirs|mine}`.
fn told(base: &str, theirs: &str, mine: &str) -> String {
    let text = |letters: &str| letters.split_whitespace().collect::<Vec<_>>().join("\n\n");
    joined(&text(base), &text(theirs), &text(mine)).parts.iter().map(shown).collect::<Vec<_>>().join(" ")
}

fn shown(part: &Part) -> String {
    let row = |all: &[Passage]| all.iter().map(|one| one.text.as_str()).collect::<Vec<_>>().join(" ");
    match part {
        Part::Stands(all) => row(all),
        Part::Conflict { base, theirs, mine } => format!("{{{}|{}|{}}}", row(base), row(theirs), row(mine)),
    }
}

#[test]
fn what_two_people_write_in_different_paragraphs_is_joined() {
    assert_eq!(told("a b c", "a B c", "a b c D"), "a B c D");
    assert_eq!(told("a b c", "a b c", "a X c"), "a X c");
    assert_eq!(told("a b c", "a X c", "a b c"), "a X c");
    assert_eq!(told("x", "y", "y"), "y");
    assert_eq!(told("", "a", ""), "a");
    assert_eq!(told("", "", ""), "");
}

#[test]
fn the_same_paragraph_twice_is_a_choice() {
    assert_eq!(told("a b c", "a B c", "a X c"), "a {b|B|X} c");
    assert_eq!(told("a b c", "a c", "a B c"), "a {b||B} c");
}

#[test]
fn what_both_add_at_the_end_is_a_choice_and_both_stand_until_somebody_chooses() {
    assert_eq!(told("a b", "a b t", "a b m"), "a b {|t|m}");
    let joined = joined("a", "a\n\nt", "a\n\nm");
    assert!(joined.has_conflicts());
    assert_eq!(joined.text(&[]), "a\n\nt\n\nm");
    assert_eq!(joined.text(&[Keep::Theirs]), "a\n\nt");
    assert_eq!(joined.text(&[Keep::Mine]), "a\n\nm");
}

#[test]
fn what_one_adds_after_a_paragraph_that_the_other_removed_is_not_lost() {
    for (theirs, mine) in [("a c", "a b X c"), ("a b X c", "a c")] {
        assert!(told("a b c", theirs, mine).contains('X'), "{theirs} and {mine}");
    }
}

#[test]
fn every_copy_of_a_paragraph_counts() {
    assert_eq!(
        told("a a a", "a a", "a a a m"),
        "a a {a||a m}",
        "the last one went, and something came after it"
    );
}

#[test]
fn two_who_each_add_an_item_in_another_place_of_a_list_are_joined() {
    let joined = joined("- a\n- b\n- c", "- a\n- t\n- b\n- c", "- a\n- b\n- c\n- m");
    assert_eq!(joined.text(&[]), "- a\n- t\n- b\n- c\n- m");
    assert!(!joined.has_conflicts());
}

#[test]
fn line_ends_of_the_browser_and_a_missing_last_one_make_no_difference() {
    let joined = joined("a\n\nb\nc\n", "a\r\n\r\nb\r\nc\r\n\r\nt", "A\n\nb\nc");
    assert_eq!(joined.text(&[]), "A\n\nb\nc\n\nt");
    assert!(!joined.has_conflicts());
}

#[test]
fn marks_of_the_library_in_a_text_are_words_like_others() {
    let mine = "<<<<<<< ours\n\n=======\n\n0\n\n>>>>>>> theirs";
    assert_eq!(joined("a", "a", mine).text(&[]), mine);
    let both = joined("a", "a\n\n||||||| original", mine);
    assert!(both.has_conflicts());
    assert_eq!(both.text(&[Keep::Mine]), mine);
}

#[test]
fn far_too_many_paragraphs_are_one_choice() {
    let of = |word: &str| (0..=MOST_COMPARED).map(|n| format!("{word}{n}")).collect::<Vec<_>>().join("\n\n");
    let joined = joined(&of("a"), &of("b"), &of("c"));
    assert!(matches!(&joined.parts[..], [Part::Conflict { .. }]));
    assert_eq!(joined.text(&[Keep::Mine]), of("c"));
}

/// It takes part of a second; were each compared with each, it would be minutes. The machine of the tests may be busy.
#[test]
fn two_thousand_paragraphs_are_joined_at_once() {
    let text = |change: &dyn Fn(usize) -> bool, word: &str| {
        let paragraph = |n| if change(n) { format!("{word} {n}") } else { format!("stycke {n}") };
        (0..2_000).map(paragraph).collect::<Vec<_>>().join("\n\n")
    };
    let base = text(&|_| false, "");
    let (theirs, mine) = (text(&|n| n % 2 == 0, "deras"), text(&|n| n % 3 == 0, "mitt"));
    let begun = Instant::now();
    assert!(joined(&base, &theirs, &mine).has_conflicts());
    let taken = begun.elapsed();
    assert!(taken < Duration::from_secs(30), "{taken:?}");
}

fn count(all: &[Passage], one: &Passage) -> usize {
    all.iter().filter(|other| *other == one).count()
}

/// How often a passage stands in the joined text, or in the choice that somebody is given.
fn kept(joined: &Joined, one: &Passage) -> usize {
    let in_part = |part: &Part| match part {
        Part::Stands(all) => count(all, one),
        Part::Conflict { theirs, mine, .. } => count(theirs, one) + count(mine, one),
    };
    joined.parts.iter().map(in_part).sum()
}

fn text_of_letters() -> impl Strategy<Value = String> {
    let paragraphs =
        ["a", "b", "c", "- d", "- e", "## f", "| g |\n|---|\n| h |", "<<<<<<<", "```\ni\n```", "1. j"];
    prop::collection::vec(prop::sample::select(paragraphs.to_vec()), 0..9).prop_map(|all| all.join("\n\n"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn nothing_that_anybody_wrote_is_lost(
        base in text_of_letters(), theirs in text_of_letters(), mine in text_of_letters()
    ) {
        let joined = joined(&base, &theirs, &mine);
        let [base, theirs, mine] = [&base, &theirs, &mine].map(|text| passages(text));
        for one in theirs.iter().chain(&mine) {
            let wrote = count(&theirs, one).max(count(&mine, one)).saturating_sub(count(&base, one));
            prop_assert!(kept(&joined, one) >= wrote, "{one:?} in {joined:?}");
        }
    }

    #[test]
    fn who_writes_alone_has_their_text(base in text_of_letters(), written in text_of_letters()) {
        let alone = text_of(&passages(&written));
        for joined in [joined(&base, &base, &written), joined(&base, &written, &base), joined(&base, &written, &written)] {
            prop_assert!(!joined.has_conflicts());
            prop_assert_eq!(joined.text(&[]), alone.clone());
        }
    }

    #[test]
    fn what_only_one_took_away_is_gone_and_never_comes_back(letters in "[a-f]{1,6}", at in 0_usize..6) {
        let base: Vec<String> = letters.chars().enumerate().map(|(n, letter)| format!("{letter}{n}")).collect();
        let mut theirs = base.clone();
        let gone = theirs.remove(at % base.len());
        let mine = [&base[..], &["nytt".to_owned()]].concat();
        let text = joined(&base.join("\n\n"), &theirs.join("\n\n"), &mine.join("\n\n")).text(&[Keep::Theirs]);
        prop_assert!(!text.contains(&gone), "{gone} in {text}");
    }

    #[test]
    fn any_three_texts_can_be_joined(base in ".{0,60}", theirs in "[-a>#|`*\n ]{0,40}", mine in "\\PC{0,60}") {
        let _ = joined(&base, &theirs, &mine).text(&[]);
    }
}
