//! The rows of the form of a test protocol: who made the test, and what was tried.

use crate::check_protocol::{MOST_CASES, MOST_PARTICIPANTS};
use crate::test_case::{CaseResult, TestCase};
use kernel::{Choice as _, Id, Objection, Result};
use organisation::PEOPLE_BY_NAME;
use storage::Read;
use web::components::{FieldGroup, FormField, Input};
use web::{Form, Offered, RecordWords, Visit, choice_options};

/// Rows to fill in beside those that are there.
const EMPTY_ROWS: usize = 3;

/// The rows as they stand in the form.
#[derive(Clone, Debug, Default)]
pub(super) struct Rows {
    /// Ids, or what was typed.
    pub people: Vec<String>,
    pub cases: Vec<TypedCase>,
}

/// A case as typed.
#[derive(Clone, Debug, Default)]
pub(super) struct TypedCase {
    what: String,
    expected: String,
    result: String,
    note: String,
}

impl Rows {
    /// The rows of a protocol that is read.
    pub fn of(people: &[Id], cases: &[TestCase]) -> Self {
        let typed = |case: &TestCase| TypedCase {
            what: case.what.clone(),
            expected: case.expected.clone(),
            result: case.result.map(|one| one.name().to_owned()).unwrap_or_default(),
            note: case.note.clone(),
        };
        Self { people: people.iter().map(Id::to_string).collect(), cases: cases.iter().map(typed).collect() }
    }

    /// The rows that were sent, without the empty ones.
    pub fn sent(form: &Form) -> Self {
        let text = |name: &str, place: usize| {
            form.get(&format!("{name}.{place}")).unwrap_or_default().trim().to_owned()
        };
        let is_there = |name: &str, place: &usize| form.get(&format!("{name}.{place}")).is_some();
        // What is picked in a row stands at its place in the form, so only the last rows are left out.
        let mut people: Vec<String> = (0..MOST_PARTICIPANTS + EMPTY_ROWS)
            .take_while(|place| is_there("participant", place))
            .map(|place| text("participant", place))
            .collect();
        people.truncate(people.iter().rposition(|one| !one.is_empty()).map_or(0, |last| last + 1));
        let cases = (0..=MOST_CASES + EMPTY_ROWS).take_while(|place| is_there("what", place)).map(|place| {
            TypedCase {
                what: text("what", place),
                expected: text("expected", place),
                result: text("result", place),
                note: text("note", place),
            }
        });
        let cases = cases.filter(|case| !case.is_empty()).collect();
        Self { people, cases }
    }

    /// The same with room for more.
    pub fn with_empty(mut self) -> Self {
        self.people.extend(vec![String::new(); EMPTY_ROWS]);
        self.cases.extend(vec![TypedCase::default(); EMPTY_ROWS]);
        self
    }

    /// The words of the form with the names that are picked in its rows.
    pub fn picking(&self, visit: &Visit, read: &Read, mut words: RecordWords) -> Result<RecordWords> {
        let offered = Offered::of(read, &PEOPLE_BY_NAME)?;
        for (place, text) in self.people.iter().enumerate() {
            let at = format!("participant.{place}");
            words = words.pick_among(visit, read, (&at, text.parse().ok()), (&PEOPLE_BY_NAME, &offered))?;
        }
        Ok(words)
    }

    /// The people who are meant. What fits nobody is told by the form itself.
    pub fn people_meant(&self, words: &RecordWords) -> Vec<Id> {
        let meant = self.people.iter().enumerate().filter_map(|(place, text)| {
            words.meant_at(&format!("participant.{place}"), text).ok()?.parse().ok()
        });
        meant.collect()
    }

    /// The cases that are meant, and what is wrong with their results.
    pub fn cases_meant(&self) -> (Vec<TestCase>, Vec<Objection>) {
        let mut objections = Vec::new();
        let mut meant = |(place, typed): (usize, &TypedCase)| {
            let result = CaseResult::from_name(&typed.result);
            if result.is_none() && !typed.result.is_empty() {
                objections.push(Objection::new(format!("result.{place}"), "objection-not-a-choice"));
            }
            TestCase {
                what: typed.what.clone(),
                expected: typed.expected.clone(),
                result,
                note: typed.note.clone(),
            }
        };
        let cases = self.cases.iter().enumerate().map(&mut meant).collect();
        (cases, objections)
    }

    /// The rows as groups of the form.
    pub fn groups(&self, visit: &Visit, words: &RecordWords) -> Vec<FieldGroup> {
        let row = |key: &str, place: usize| {
            texts::format(visit.language(), key, &[("row", (place + 1).to_string().into())])
        };
        let person = |(place, text): (usize, &String)| {
            let at = format!("participant.{place}");
            let input = words.input_at(&at, text);
            FormField::new(at, row("test-participant-row", place), input)
        };
        let mut groups = vec![FieldGroup {
            legend: Some(visit.text("test-protocol-participants")),
            hint: Some(visit.text("test-protocol-participants-hint")),
            fields: self.people.iter().enumerate().map(person).collect(),
        }];
        groups.extend(self.cases.iter().enumerate().map(|(place, case)| FieldGroup {
            legend: Some(row("test-case-row", place)),
            hint: (place == 0).then(|| visit.text("test-cases-hint")),
            fields: case.fields(visit, place),
        }));
        groups
    }
}

impl TypedCase {
    fn is_empty(&self) -> bool {
        [&self.what, &self.expected, &self.result, &self.note].iter().all(|text| text.is_empty())
    }

    fn fields(&self, visit: &Visit, place: usize) -> Vec<FormField> {
        let field = |name: &str, input| {
            FormField::new(format!("{name}.{place}"), visit.text(&format!("test-case-{name}")), input)
        };
        let text = |value: &str| Input::Text { value: value.to_owned(), max_chars: 500 };
        let results = choice_options(visit.language(), "test-case", "result", CaseResult::NAMES);
        vec![
            field("what", text(&self.what)),
            field("expected", text(&self.expected)),
            field("result", Input::Choice { value: self.result.clone(), options: results }),
            field("note", text(&self.note)),
        ]
    }
}
