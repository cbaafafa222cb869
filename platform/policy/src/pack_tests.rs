//! The tests that travel with a pack: facts in, findings out.

use crate::evaluate::evaluate;
use crate::facts::SubjectFacts;
use crate::lookup::entitled;
use crate::pack::{Pack, Who};
use crate::verdict::{Verdict, completeness};
use kernel::{Date, Message, Outcome};
use std::collections::BTreeMap;

/// Lists of ids by the id that they belong to.
pub type ExpectedLists = BTreeMap<String, Vec<String>>;

/// One test of a pack.
#[derive(Clone, Debug, PartialEq)]
pub struct PackTest {
    pub name: String,
    pub file: String,
    pub line: usize,
    pub column: usize,
    pub today: Date,
    pub facts: SubjectFacts,
    pub expect: Vec<Expectation>,
    pub titles: BTreeMap<String, String>,
    pub duties: ExpectedLists,
    pub appointers: ExpectedLists,
    pub mandates: ExpectedLists,
    /// Roles with a seat in a group, by its body.
    pub members: ExpectedLists,
    /// The kind of plan that is made of it.
    pub plan: Option<String>,
    /// Sections that must be filled, by the kind of plan.
    pub sections: ExpectedLists,
    pub completeness: Option<ExpectedCounts>,
}

/// What one rule must come to.
#[derive(Clone, Debug, PartialEq)]
pub struct Expectation {
    pub rule: String,
    pub outcome: Outcome,
    pub reason: Option<String>,
    pub responsible: Option<Vec<String>>,
    /// Exactly these, in the order in which they are shown.
    pub clauses: Option<Vec<String>>,
    pub changes_on: Option<Date>,
    pub line: usize,
    pub column: usize,
}

/// What completeness must come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExpectedCounts {
    pub present: usize,
    pub required: usize,
    pub unknown: usize,
}

/// A test that did not come out as written.
#[derive(Clone, Debug, PartialEq)]
pub struct TestFailure {
    pub file: String,
    pub line: usize,
    pub column: usize,
    pub message: Message,
}

/// Runs every test of the pack.
#[must_use]
pub fn run_pack_tests(pack: &Pack) -> Vec<TestFailure> {
    pack.tests.iter().flat_map(|test| run(pack, test)).collect()
}

fn run(pack: &Pack, test: &PackTest) -> Vec<TestFailure> {
    let verdicts = evaluate(pack, &test.facts, test.today);
    let mut failures: Vec<TestFailure> =
        test.expect.iter().flat_map(|expected| differences(test, expected, &verdicts)).collect();
    failures.extend(look_ups(pack, test));
    if let Some(expected) = test.completeness {
        let found = completeness(&verdicts);
        let found =
            ExpectedCounts { present: found.present, required: found.required, unknown: found.unknown };
        failures.extend(differs(test, "completeness", &counts_text(expected), &counts_text(found)));
    }
    failures
}

fn counts_text(counts: ExpectedCounts) -> String {
    format!("present {}, required {}, unknown {}", counts.present, counts.required, counts.unknown)
}

fn differences(test: &PackTest, expected: &Expectation, verdicts: &[Verdict]) -> Vec<TestFailure> {
    let at = |mut failure: TestFailure| {
        (failure.line, failure.column) = (expected.line, expected.column);
        failure
    };
    let Some(verdict) = verdicts.iter().find(|verdict| verdict.rule == expected.rule) else {
        return vec![at(failure(
            test,
            Message::new("policy-problem-test-without-verdict").with("rule", expected.rule.as_str()),
        ))];
    };
    let responsible: Vec<String> = verdict.responsible.iter().map(|who| who.id().to_owned()).collect();
    let day = |day: Option<Date>| day.map_or_else(|| "-".to_owned(), |day| day.to_string());
    let mut failures = Vec::new();
    failures.extend(differs(test, &expected.rule, expected.outcome.name(), verdict.outcome.name()));
    if let Some(reason) = &expected.reason {
        failures.extend(differs(test, &expected.rule, reason, verdict.reason.code()));
    }
    for (wanted, found) in [(&expected.responsible, &responsible), (&expected.clauses, &verdict.clauses)] {
        if let Some(wanted) = wanted {
            failures.extend(differs(test, &expected.rule, &wanted.join(", "), &found.join(", ")));
        }
    }
    if expected.changes_on.is_some() {
        failures.extend(differs(test, &expected.rule, &day(expected.changes_on), &day(verdict.changes_on)));
    }
    failures.into_iter().map(at).collect()
}

fn look_ups(pack: &Pack, test: &PackTest) -> Vec<TestFailure> {
    let ids = |whos: Vec<&Who>| whos.iter().map(|who| who.id().to_owned()).collect::<Vec<_>>();
    let mut found: Vec<(&String, String, String)> = Vec::new();
    for (role, expected) in &test.titles {
        let title = pack.title(role, &test.facts.names("effective_kind"));
        found.push((role, expected.clone(), title.map(|title| title.sv.clone()).unwrap_or_default()));
    }
    for (role, expected) in &test.duties {
        let duties: Vec<String> =
            pack.duties_of(role, &test.facts).into_iter().map(|answer| answer.duty.id.clone()).collect();
        found.push((role, expected.join(", "), duties.join(", ")));
    }
    for (role, expected) in &test.appointers {
        let answers = pack.may_appoint(role, &test.facts);
        found.push((
            role,
            expected.join(", "),
            ids(answers.iter().map(|answer| &answer.who).collect()).join(", "),
        ));
    }
    for (action, expected) in &test.mandates {
        let answers = pack.mandate_holders(action, &test.facts);
        found.push((
            action,
            expected.join(", "),
            ids(answers.iter().map(|answer| &answer.who).collect()).join(", "),
        ));
    }
    for (body, expected) in &test.members {
        let forum = pack.forum_of(body);
        let seats = forum.map(|forum| entitled(&forum.members, &test.facts)).unwrap_or_default();
        found.push((body, expected.join(", "), ids(seats.iter().map(|seat| &seat.who).collect()).join(", ")));
    }
    for (kind, expected) in &test.sections {
        let needed = pack.plan_kind(kind).map(|kind| kind.sections_needed(&test.facts)).unwrap_or_default();
        let needed: Vec<&str> = needed.iter().map(|section| section.id.as_str()).collect();
        found.push((kind, expected.join(", "), needed.join(", ")));
    }
    let subject = &test.facts.subject_kind;
    if let Some(expected) = &test.plan {
        let kind = pack.plan_kind_for(&test.facts).map(|kind| kind.id.clone());
        found.push((subject, expected.clone(), kind.unwrap_or_default()));
    }
    found.iter().filter_map(|(about, expected, found)| differs(test, about, expected, found)).collect()
}

fn differs(test: &PackTest, about: &str, expected: &str, found: &str) -> Option<TestFailure> {
    (expected != found).then(|| {
        let message = Message::new("policy-problem-test-failed")
            .with("about", about)
            .with("expected", expected)
            .with("found", found);
        failure(test, message)
    })
}

fn failure(test: &PackTest, message: Message) -> TestFailure {
    let message = message.with("test", test.name.as_str());
    TestFailure { file: test.file.clone(), line: test.line, column: test.column, message }
}
