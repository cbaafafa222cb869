//! Numbers of documents: gap-free within a year, in the form that the pack gives, such as `SLA-2026-7`.

use kernel::Result;

/// A number for a document, and its place in the row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextNumber {
    pub place: i64,
    pub text: String,
}

/// The year that numbers are counted in; a form without a year counts on for ever, under year 0.
#[must_use]
pub fn counting_year(form: &str, year: i16) -> i64 {
    if form.contains("{year}") { i64::from(year) } else { 0 }
}

/// The number at a place of the row.
#[must_use]
pub fn compute_number(form: &str, year: i64, place: i64) -> String {
    form.replace("{year}", &year.to_string()).replace("{number}", &place.to_string())
}

/// The first number after the last one given that no document carries: numbers that an import brought are passed over.
///
/// # Errors
/// Those of the question whether a number is taken.
pub fn next_number(
    form: &str,
    year: i64,
    last: i64,
    is_taken: impl Fn(&str) -> Result<bool>,
) -> Result<NextNumber> {
    let mut place = last + 1;
    loop {
        let text = compute_number(form, year, place);
        if !is_taken(&text)? {
            return Ok(NextNumber { place, text });
        }
        place += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    const FORM: &str = "SLA-{year}-{number}";

    #[test]
    fn a_number_follows_the_form_of_its_type() {
        assert_eq!(compute_number(FORM, 2026, 7), "SLA-2026-7");
        assert_eq!(counting_year(FORM, 2026), 2026);
        assert_eq!(counting_year("AVT {number}", 2026), 0);
    }

    #[test]
    fn numbers_that_were_brought_along_are_passed_over() {
        let taken = ["SLA-2026-1", "SLA-2026-2", "SLA-2026-4"];
        let next = |last| next_number(FORM, 2026, last, |text| Ok(taken.contains(&text))).unwrap().text;
        assert_eq!((next(0).as_str(), next(3).as_str()), ("SLA-2026-3", "SLA-2026-5"));
    }

    proptest! {
        #[test]
        fn whatever_was_brought_along_the_row_gets_neither_gap_nor_double(
            brought in proptest::collection::btree_set(1_i64..40, 0..20),
            given in 1_usize..30,
        ) {
            let mut carried: BTreeSet<String> =
                brought.iter().map(|place| compute_number(FORM, 2026, *place)).collect();
            let mut last = 0;
            for _ in 0..given {
                let next = next_number(FORM, 2026, last, |text| Ok(carried.contains(text))).unwrap();
                prop_assert!(carried.insert(next.text));
                last = next.place;
            }
            for place in 1..=last {
                prop_assert!(carried.contains(&compute_number(FORM, 2026, place)));
            }
        }
    }
}
