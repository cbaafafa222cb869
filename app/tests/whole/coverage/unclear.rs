//! What is unclear in the guidelines: each place that was found stands in its pack, and what this part of the program
//! reads in one way names the parameter or the rules that another reading would change.

use policy::Issue;
use std::ops::RangeInclusive;
use vidmakt::domains;

/// A pack, and the places found in its guideline by their numbers (`X-07`).
const FOUND: &[(&str, RangeInclusive<u32>)] = &[
    ("forandringsstopp", 1..=6),
    ("vmkf", 7..=22),
    ("itradet", 23..=25),
    ("forandringsstopp", 26..=30),
    ("eforvaltning", 31..=41),
    ("sydnarke", 42..=68),
];
/// What the guidelines contradict each other in, where one of them says nothing of a role: who owns the information, and
/// who appoints.
const ROLES_LEFT_OPEN: &[(&str, &str)] = &[
    ("itradet", "Y-02"),
    ("forandringsstopp", "Y-02"),
    ("eforvaltning", "Y-02"),
    ("eforvaltning", "Y-03"),
    ("sydnarke", "Y-02"),
];
/// Those whose reading decides about roles, documents, the register or who decides.
const READ_HERE: &[u32] =
    &[7, 8, 10, 11, 12, 13, 15, 16, 17, 18, 19, 21, 23, 24, 25, 29, 30, 32, 33, 39, 48, 68];

fn issues_of(pack: &str) -> Vec<Issue> {
    let rulebook = domains::rulebook().expect("policies/base reads");
    let source = policy::shipped_pack(pack).unwrap_or_else(|| panic!("no pack {pack}"));
    policy::read_pack(source, rulebook.vocabulary()).pack.expect("the pack reads").issues
}

#[test]
fn every_unclear_place_that_was_found_stands_once_in_its_pack() {
    for (pack, numbers) in FOUND {
        let issues = issues_of(pack);
        for number in numbers.clone() {
            let source = format!("X-{number:02}");
            let here = issues.iter().filter(|issue| issue.source.as_ref() == Some(&source));
            assert_eq!(here.count(), 1, "{source} in {pack}");
        }
    }
}

#[test]
fn a_role_that_a_guideline_leaves_open_is_an_issue_of_its_pack() {
    for (pack, source) in ROLES_LEFT_OPEN {
        let issues = issues_of(pack);
        let here = issues.iter().filter(|issue| issue.source.as_deref() == Some(*source));
        assert_eq!(here.count(), 1, "{source} in {pack}");
    }
    for pack in ["vmkf", "itradet", "forandringsstopp", "eforvaltning", "sydnarke"] {
        let issues = issues_of(pack);
        assert!(issues.iter().any(|issue| issue.id.starts_with("who-appoints")), "who appoints in {pack}");
    }
}

#[test]
fn a_reading_that_the_program_acts_on_names_what_changes_it() {
    let all: Vec<Issue> = FOUND.iter().flat_map(|(pack, _)| issues_of(pack)).collect();
    for number in READ_HERE {
        let source = format!("X-{number:02}");
        let issue = all.iter().find(|issue| issue.source.as_ref() == Some(&source)).expect("found above");
        assert!(issue.parameter.is_some() || !issue.rules.is_empty(), "{source}: {}", issue.id);
    }
}
