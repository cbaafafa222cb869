//! Tables of two texts beside each other, and of where a piece went.

use super::*;
use proptest::prelude::*;

fn told(before: &str, after: &str) -> Vec<String> {
    let row = |row: &Row| match row {
        Row::Same(one) => one.text.clone(),
        Row::Removed(one) => format!("-{}", one.text),
        Row::Added(one) => format!("+{}", one.text),
        Row::Changed { words, .. } => words.iter().map(word).collect(),
    };
    compared(before, after).iter().map(row).collect()
}

fn word(word: &Word) -> String {
    match word.side {
        Side::Both => word.text.clone(),
        Side::Before => format!("[-{}]", word.text),
        Side::After => format!("[+{}]", word.text),
    }
}

#[test]
fn a_text_beside_itself_is_the_same() {
    assert_eq!(told("# a\n\nb", "# a\r\n\r\nb\r\n"), ["# a", "b"]);
    assert!(compared("", "").is_empty());
}

#[test]
fn the_changed_words_of_a_passage_are_told() {
    let rows = told("Ett.\n\nVi svarar inom två dagar.\n\nSist.", "Ett.\n\nVi svarar inom en dag.\n\nSist.");
    assert_eq!(rows, ["Ett.", "Vi svarar inom [-två dagar.][+en dag.]", "Sist."]);
}

#[test]
fn a_passage_that_came_or_went_is_a_row_of_its_own() {
    assert_eq!(told("Ett.\n\nSist.", "Ett.\n\nNytt.\n\nSist."), ["Ett.", "+Nytt.", "Sist."]);
    assert_eq!(told("Ett.\n\nBort.\n\nSist.", "Ett.\n\nSist."), ["Ett.", "-Bort.", "Sist."]);
    assert_eq!(told("- a\n- b", "- a\n- x\n- b"), ["- a", "+- x", "- b"]);
}

#[test]
fn of_several_that_came_the_one_that_is_alike_belongs_to_the_one_that_went() {
    let before = "Vi mäter svarstiden varje vecka.";
    let after = "En helt annan sak.\n\nVi mäter svarstiden varje månad.";
    assert_eq!(told(before, after), ["+En helt annan sak.", "Vi mäter svarstiden varje [-vecka.][+månad.]"]);
}

#[test]
fn words_are_compared_as_a_reader_sees_them_unless_only_signs_differ() {
    assert_eq!(told("Ett **tu** tre.", "Ett **tu** fyra."), ["Ett tu [-tre.][+fyra.]"]);
    assert_eq!(told("Ett tu tre.", "Ett **tu** tre."), ["Ett [-tu ][+**tu** ]tre."]);
}

#[test]
fn a_piece_is_found_again_unchanged_changed_or_moved() {
    assert_eq!(placed("a\n\nb\n\nc", "x\n\na\n\nb\n\nc"), [Some(1), Some(2), Some(3)]);
    assert_eq!(placed("a\n\nb\n\nc", "a\n\nB\n\nc"), [Some(0), Some(1), Some(2)]);
    assert_eq!(placed("a\n\nb\n\nc", "a\n\nc"), [Some(0), None, Some(1)]);
    assert_eq!(placed("a\n\nb\n\nc", "b\n\nc\n\na"), [Some(2), Some(0), Some(1)]);
    assert_eq!(placed("a\n\na", "a"), [Some(0), None]);
    assert_eq!(placed("", "a"), []);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn both_texts_can_be_read_out_of_the_rows(before in "[a-d\n#-]{0,30}", after in "[a-d\n#-]{0,30}") {
        let rows = compared(&before, &after);
        let old: Vec<Passage> = rows.iter().filter_map(|row| match row {
            Row::Same(one) | Row::Removed(one) | Row::Changed { before: one, .. } => Some(one.clone()),
            Row::Added(_) => None,
        }).collect();
        let new: Vec<Passage> = rows.iter().filter_map(|row| match row {
            Row::Same(one) | Row::Added(one) | Row::Changed { after: one, .. } => Some(one.clone()),
            Row::Removed(_) => None,
        }).collect();
        prop_assert_eq!(old, passages(&before));
        prop_assert_eq!(new, passages(&after));
    }

    #[test]
    fn no_two_pieces_are_found_in_one_place(before in "[a-d\n]{0,30}", after in "[a-d\n]{0,30}") {
        let places = placed(&before, &after);
        prop_assert_eq!(places.len(), passages(&before).len());
        let mut taken: Vec<usize> = places.into_iter().flatten().collect();
        taken.sort_unstable();
        let count = taken.len();
        taken.dedup();
        prop_assert_eq!(taken.len(), count);
    }
}
