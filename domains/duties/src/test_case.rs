//! One thing that was tried in a test, what it should have come to, and what it came to.

use kernel::{Choice as _, FieldKind, choice, record_fields};

choice! {
    /// Swedish: utfall av testfall.
    pub enum CaseResult {
        Passed = "passed",
        Failed = "failed",
        NotRun = "not_run",
    }
}

/// Swedish: testfall.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TestCase {
    pub what: String,
    pub expected: String,
    pub result: Option<CaseResult>,
    pub note: String,
}

record_fields! { TestCase {
    what: FieldKind::Text { max_chars: 500 }, required;
    expected: FieldKind::Text { max_chars: 500 };
    result: FieldKind::Choice(CaseResult::NAMES), required;
    note: FieldKind::Text { max_chars: 500 };
} }

impl TestCase {
    /// As the history tells it, in every language: *Logga in ✓*.
    #[must_use]
    pub(crate) fn in_words(&self) -> String {
        let sign = match self.result {
            Some(CaseResult::Passed) => "✓",
            Some(CaseResult::Failed) => "✗",
            Some(CaseResult::NotRun) | None => "–",
        };
        format!("{} {sign}", self.what)
    }
}
