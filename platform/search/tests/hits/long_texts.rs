//! Long texts: every word of them is found, and words next to each other wherever they stand, on both engines alike.

use crate::world::{LONG, Note, add, found, hits, note, opened, rewrite, schema};
use std::fmt::Write as _;
use testkit::{TestDb, on_both_engines, operator};

/// A text of so many words that all differ.
fn numbered(word: &str, count: usize) -> String {
    (0..count).fold(String::new(), |mut text, number| {
        write!(text, "{word}{number} ").expect("a text takes what is written");
        text
    })
}

fn is_found(db: &storage::Db, typed: &str) -> bool {
    !found(db, &operator(), typed).is_empty()
}

/// An agreement of about eighty pages.
fn words_and_phrases_are_found_on_the_last_page(db: &TestDb) {
    let db = opened(db);
    let text = format!(
        "{LONG}a {} personligt ombud {} vite om 2026/123 kronor",
        numbered("ord", 25_000),
        numbered("mer", 15_000)
    );
    add(&db, 1, &[note("Driftavtalet", &text)]);
    for typed in [
        "ord0",
        "mer14999",
        "vitet",
        "\"personligt ombud\"",
        "\"ord24999 personligt ombud mer0\"",
        "driftavtal vite \"om 2026\" \"personligt ombud\"",
        "2026/123",
        "2026/12",
        "\"vite om 2026 123 kron",
        "\"ord1999 ord2000\" \"ord3988 ord3989 ord3990 ord3991 ord3992\"",
    ] {
        assert!(is_found(&db, typed), "{typed}");
    }
    for typed in [
        "\"ombud personligt\"",
        "\"vite kronor\"",
        "2026/124",
        "\"ord1999 ord2001\"",
        "\"driftavtalet long\"",
    ] {
        assert!(!is_found(&db, typed), "{typed}");
    }
}

/// Numbers as large as these take what they need for a table of tests: the next from the one before.
fn next(number: &mut u64) -> usize {
    *number = number.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    usize::try_from(*number >> 33).expect("thirty-one bits")
}

/// Every other word is the same, more often than PostgreSQL keeps places.
fn exactly_those_phrases_are_found_that_stand_in_the_text(db: &TestDb) {
    let db = opened(db);
    let mut chance = 7;
    let words: Vec<String> = (0..9_000)
        .map(|at| if at % 2 == 0 { "och".to_owned() } else { format!("w{}", next(&mut chance) % 300) })
        .collect();
    add(&db, 1, &[note("Ett", &words.join(" "))]);
    let stands = |phrase: &[String]| words.windows(phrase.len()).any(|some| some == phrase);
    let (mut there, mut not_there) = (0, 0);
    for _ in 0..60 {
        let (at, length) = (next(&mut chance) % 8_900, 3 + next(&mut chance) % 6);
        let mut phrase = words[at..at + length].to_vec();
        if next(&mut chance).is_multiple_of(2) {
            let last = length - 1 - usize::from(phrase[length - 1] == "och");
            phrase[last] = format!("w{}", next(&mut chance) % 300);
        }
        let expected = stands(&phrase);
        *(if expected { &mut there } else { &mut not_there }) += 1;
        assert_eq!(is_found(&db, &format!("\"{}\"", phrase.join(" "))), expected, "{phrase:?} at {at}");
    }
    assert!(there > 10 && not_there > 10, "{there} and {not_there}");
}

fn the_place_in_a_long_text_is_shown_where_the_words_stand(db: &TestDb) {
    let db = opened(db);
    let text = format!("{LONG}a {} personligt ombud", numbered("personligt", 10_000));
    add(&db, 1, &[note("Ett", &text)]);
    let hit = hits(&db, &operator(), "\"personligt ombud\"").remove(0);
    let shown: String = hit.excerpts[0].pieces.iter().map(|piece| piece.text.as_str()).collect();
    assert!(shown.starts_with("… ") && shown.ends_with("personligt ombud"), "{shown}");
    let marked = hit.excerpts[0].pieces.iter().filter(|piece| piece.is_marked).count();
    assert_eq!((marked, hit.stands_further_on), (2, false));
}

/// Many long texts are not all looked through for one answer; of the rest it is said that the words stand further on.
fn of_many_long_texts_some_only_say_that_the_words_stand_further_on(db: &TestDb) {
    let db = opened(db);
    let text = format!("{LONG}a {} sist", "utfyllnad ".repeat(60_000));
    let notes: Vec<Note> = (0..9).map(|number| note(&format!("Avtal {number}"), &text)).collect();
    add(&db, 1, &notes);
    let hits = hits(&db, &operator(), "sist");
    let further_on = hits.iter().filter(|hit| hit.stands_further_on).count();
    let shown = hits.iter().filter(|hit| !hit.excerpts.is_empty()).count();
    assert_eq!((hits.len(), further_on, shown), (9, 1, 8));
}

/// More than PostgreSQL takes for a row: some words are left out, the same on both engines.
fn a_text_of_very_long_words_is_kept_and_found(db: &TestDb) {
    let db = opened(db);
    let long = |number: usize| format!("{}{number}", "ö".repeat(54));
    let text: String = (10_000..20_000).map(|number| long(number) + " ").collect();
    add(&db, 1, &[Note { secret: text.clone(), ..note("Ett", &text) }]);
    let numbers = [10_000, 11_500, 13_999, 14_500, 16_000, 17_000, 19_999];
    let is_found = numbers.map(|number| is_found(&db, &long(number)));
    assert_eq!(is_found, [true, true, true, true, true, false, false]);
}

fn words_are_cut_anew_only_when_the_sign_of_a_long_text_is_another(db: &TestDb) {
    let db = opened(db);
    let one = note("Ett", &format!("{LONG}a skola"));
    add(&db, 1, std::slice::from_ref(&one));
    assert!(is_found(&db, "skola"), "the whole text is indexed");
    rewrite(&db, one.id, &format!("{LONG}a nämnd"));
    assert!(!is_found(&db, "nämnd"), "the sign is the same, and nothing was cut");
    rewrite(&db, one.id, &format!("{LONG}b nämnd"));
    assert!(is_found(&db, "nämnd") && !is_found(&db, "skola"));
}

on_both_engines!(schema();
    words_and_phrases_are_found_on_the_last_page,
    exactly_those_phrases_are_found_that_stand_in_the_text,
    the_place_in_a_long_text_is_shown_where_the_words_stand,
    of_many_long_texts_some_only_say_that_the_words_stand_further_on,
    a_text_of_very_long_words_is_kept_and_found,
    words_are_cut_anew_only_when_the_sign_of_a_long_text_is_another,
);
