//! What was tested of a system, how it went, and when it is tested again. It is distributed to named people, and withdrawn,
//! never deleted.

use crate::test_case::TestCase;
use jiff::Span;
use kernel::{Choice as _, Date, FieldKind, Id, ReferenceKind, SubjectKind, choice, record_fields};
use register::Withdrawal;

pub const TEST_PROTOCOL: SubjectKind = SubjectKind("test_protocol");

pub(crate) const PERSON_REFERENCE: ReferenceKind = ReferenceKind("person");

choice! {
    /// Swedish: slag av test. Source: S0-104 names the first three.
    pub enum TestKind {
        Function = "function",
        Release = "release",
        Accessory = "accessory",
        /// That what was saved can be read back.
        Restore = "restore",
        /// That systems which work together still do.
        Integration = "integration",
    }
}

choice! {
    /// Swedish: utfall av test.
    pub enum TestOutcome {
        Passed = "passed",
        /// Passed, with something to mend later.
        PassedWithRemarks = "passed_with_remarks",
        Failed = "failed",
    }
}

impl TestKind {
    /// The parameter of the guideline that says after how many months a test of this kind is made again; none for those
    /// that are made when something changes.
    #[must_use]
    pub const fn interval_parameter(self) -> Option<&'static str> {
        match self {
            Self::Restore => Some("restore_test_months"),
            Self::Integration => Some("integration_test_months"),
            Self::Function | Self::Release | Self::Accessory => None,
        }
    }
}

/// Swedish: testprotokoll.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TestProtocol {
    pub id: Id,
    /// Counts from 1; 0 while it is not saved.
    pub revision: i64,
    pub system: Id,
    pub withdrawn: Option<Withdrawal>,
    pub kind: Option<TestKind>,
    /// What was tested, in a few words.
    pub about: String,
    /// Of the system, or of what is new in it.
    pub version: String,
    /// The system at the other end, for a test of an integration.
    pub integration: String,
    pub performed_on: Option<Date>,
    /// Those who made the test. Source: S0-139.
    pub participants: Vec<Id>,
    /// Others who made it, such as a supplier's staff, in words.
    pub performed_by: String,
    pub outcome: Option<TestOutcome>,
    pub remarks: String,
    pub next_on: Option<Date>,
    /// Who sees to the next test.
    pub responsible: Option<Id>,
    pub cases: Vec<TestCase>,
}

record_fields! { TestProtocol {
    kind: FieldKind::Choice(TestKind::NAMES), required;
    about: FieldKind::Text { max_chars: 200 }, required;
    version: FieldKind::Text { max_chars: 40 };
    integration: FieldKind::Text { max_chars: 200 };
    performed_on: FieldKind::Date, required;
    participants: FieldKind::References(PERSON_REFERENCE);
    performed_by: FieldKind::Text { max_chars: 200 };
    outcome: FieldKind::Choice(TestOutcome::NAMES), required;
    remarks: FieldKind::LongText { max_chars: 5_000 };
    next_on: FieldKind::Date;
    responsible: FieldKind::Reference(PERSON_REFERENCE);
} }

impl TestProtocol {
    /// An empty protocol of a system.
    #[must_use]
    pub fn new(system: Id) -> Self {
        Self {
            id: Id::new(),
            revision: 0,
            system,
            withdrawn: None,
            kind: None,
            about: String::new(),
            version: String::new(),
            integration: String::new(),
            performed_on: None,
            participants: Vec::new(),
            performed_by: String::new(),
            outcome: None,
            remarks: String::new(),
            next_on: None,
            responsible: None,
            cases: Vec::new(),
        }
    }
}

/// The day of the next test, so many months after one: the same day of the month, or its last.
#[must_use]
pub fn compute_next(performed_on: Date, months: i64) -> Date {
    performed_on.saturating_add(Span::new().months(months.clamp(1, 1_200)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_test_comes_on_the_same_day_of_its_month_or_on_the_last() {
        let day = |text: &str| -> Date { text.parse().unwrap() };
        for (performed, months, next) in [
            ("2026-03-02", 12, "2027-03-02"),
            ("2024-02-29", 12, "2025-02-28"),
            ("2026-08-31", 6, "2027-02-28"),
        ] {
            assert_eq!(compute_next(day(performed), months), day(next));
        }
    }
}
