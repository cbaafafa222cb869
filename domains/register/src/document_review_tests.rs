//! When documents are looked over, case by case.

use super::*;
use kernel::{Choice as _, Subject};

const YEARLY: ReviewTerms = ReviewTerms { interval: Some(12), word: Terms { months: 12, change_days: 30 } };
const NO_INTERVAL: ReviewTerms = ReviewTerms { interval: None, ..YEARLY };

fn day(text: &str) -> Date {
    text.parse().expect("a day")
}

fn own(date: &str, review_date: &str) -> OwnDays {
    OwnDays { date: date.parse().ok(), review_date: review_date.parse().ok() }
}

fn said(on: &str) -> Option<Given> {
    Some(Given { on: day(on), is_changed: false, changed_on: None })
}

fn changed(on: &str, changed_on: &str) -> Option<Given> {
    Some(Given { on: day(on), is_changed: true, changed_on: changed_on.parse().ok() })
}

/// Own date, own day of review, what was said, terms, today; then the state, the day of the review and the day by which the
/// owner is asked.
type Case<'c> = ((&'c str, &'c str), Option<Given>, ReviewTerms, &'c str, (&'c str, &'c str, &'c str));

#[test]
fn a_review_is_counted_from_the_day_on_which_its_owner_said_that_the_document_holds() {
    let today = "2026-06-01";
    let cases: [Case<'_>; 14] = [
        (("", ""), None, YEARLY, today, ("never", "", "")),
        (("2026-01-10", ""), None, YEARLY, today, ("never", "2027-01-10", "2027-01-10")),
        (("2026-01-10", ""), None, NO_INTERVAL, today, ("never", "", "")),
        (("2024-01-10", "2026-05-01"), None, YEARLY, today, ("never", "2026-05-01", "2026-05-01")),
        (("2024-01-10", ""), said("2026-03-01"), YEARLY, today, ("current", "2027-03-01", "2027-03-01")),
        // An own day that had passed, and one that was near, are answered; one far ahead stands.
        (
            ("2024-01-10", "2026-02-01"),
            said("2026-03-01"),
            YEARLY,
            today,
            ("current", "2027-03-01", "2027-03-01"),
        ),
        (
            ("2024-01-10", "2026-03-31"),
            said("2026-03-01"),
            YEARLY,
            today,
            ("current", "2027-03-01", "2027-03-01"),
        ),
        (
            ("2024-01-10", "2026-04-01"),
            said("2026-03-01"),
            YEARLY,
            today,
            ("current", "2026-04-01", "2026-04-01"),
        ),
        (("", "2026-02-01"), said("2026-03-01"), NO_INTERVAL, today, ("current", "2027-03-01", "2027-03-01")),
        // Nothing asks for a review of it, so that there is none to be past; its owner is asked all the same.
        (("2024-01-10", ""), said("2026-03-01"), NO_INTERVAL, today, ("current", "", "2027-03-01")),
        (("", "2030-01-01"), said("2026-03-01"), NO_INTERVAL, today, ("current", "2030-01-01", "2027-03-01")),
        (("", "2024-02-01"), said("2024-02-29"), YEARLY, today, ("expired", "2025-02-28", "2025-02-28")),
        // A broken word counts for nothing.
        (
            ("2024-01-10", ""),
            changed("2026-03-01", "2026-05-04"),
            YEARLY,
            today,
            ("changed", "2025-01-10", "2025-01-10"),
        ),
        (
            ("2026-05-05", ""),
            changed("2026-03-01", "2026-05-04"),
            YEARLY,
            today,
            ("changed", "2027-05-05", "2026-06-03"),
        ),
    ];
    let told = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    for ((date, review_date), given, terms, today, (state, due, asked)) in cases {
        let found = compute_review(own(date, review_date), given, terms, day(today));
        let found = (found.confirmed.state.name(), told(found.due), told(found.asked_by()));
        assert_eq!(found, (state, due.to_owned(), asked.to_owned()), "{date} {review_date} {given:?}");
    }
}

#[test]
fn a_word_holds_as_long_as_the_guideline_says_else_as_the_interval_of_the_type_else_a_year() {
    let mut pack = crate::testing::pack();
    let with = |pack: &mut Pack, id: &str, months| {
        let like = pack.parameters[0].clone();
        let value = policy::ParameterValue::Number(months);
        pack.parameters.push(policy::Parameter { id: id.into(), value, ..like });
    };
    let months = |pack: &Pack| ReviewTerms::of(pack, "management_plan").word.months;
    pack.parameters.retain(|one| one.id != REVIEW_PARAMETER);
    pack.documents.iter_mut().for_each(|one| one.revision_interval_months = None);
    assert_eq!((months(&pack), ReviewTerms::of(&pack, "of_no_type").word.months), (12, 12));
    with(&mut pack, REVIEW_PARAMETER, 18);
    assert_eq!(months(&pack), 18);
    pack.documents.iter_mut().for_each(|one| one.revision_interval_months = Some(24));
    assert_eq!((months(&pack), ReviewTerms::of(&pack, "management_plan").interval), (24, Some(24)));
    with(&mut pack, CONFIRMATION_PARAMETER, 6);
    assert_eq!((months(&pack), ReviewTerms::of(&pack, "management_plan").interval), (6, Some(24)));
}

#[test]
fn what_an_owner_speaks_of_is_what_the_document_and_its_files_say_and_not_who_owns_it_or_when_it_is_reviewed()
{
    let subject = Subject::new(crate::SYSTEM, Id::new());
    let one = Document { name: "Förvaltningsplan".into(), ..Document::new(subject, "management_plan") };
    let (file, none) = (Id::new(), BTreeMap::new());
    let with = |sha256: &str| BTreeMap::from([(file, sha256.to_owned())]);
    let says = compute_content(&one, &none);
    let other_owner = Document {
        owner: Some(Id::new()),
        review_date: "2027-01-01".parse().ok(),
        revision: 9,
        ..one.clone()
    };
    assert_eq!(compute_content(&other_owner, &none), says);
    assert_ne!(compute_content(&Document { version: "2".into(), ..one.clone() }, &none), says);
    assert_ne!(compute_content(&Document { available_to_it: Some(false), ..one.clone() }, &none), says);
    assert_ne!(compute_content(&one, &with("aa")), says);
    assert_ne!(compute_content(&one, &with("aa")), compute_content(&one, &with("ab")));
}
