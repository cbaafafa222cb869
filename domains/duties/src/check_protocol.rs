//! What must hold of every test protocol that is saved.

use crate::operation_approval::OperationApproval;
use crate::test_case::TestCase;
use crate::test_protocol::{TestKind, TestProtocol};
use kernel::{Date, Message, Objection, WrongValue};
use register::check_fields;

/// More are not tried in one test that somebody reads.
pub(crate) const MOST_CASES: usize = 200;
pub(crate) const MOST_PARTICIPANTS: usize = 50;

/// Everything that is wrong with a protocol by itself. A field of the case at place 2 is named `what.2`.
#[must_use]
pub(crate) fn check_protocol(protocol: &TestProtocol, today: Date) -> Vec<Objection> {
    let mut objections = check_fields(protocol);
    objections.extend(check_cases(&protocol.cases));
    let mut object = |field: &'static str, message: Message| objections.push(Objection::new(field, message));
    if protocol.performed_on.is_some_and(|day| day > today) {
        object("performed_on", Message::new("test-objection-in-the-future"));
    }
    if protocol.next_on.is_some_and(|next| protocol.performed_on.is_some_and(|day| next <= day)) {
        object("next_on", Message::new("test-objection-next-before-test"));
    }
    if protocol.kind == Some(TestKind::Integration) && protocol.integration.is_empty() {
        object("integration", WrongValue::Required.message());
    }
    if protocol.next_on.is_some() && protocol.responsible.is_none() {
        object("responsible", Message::new("test-objection-nobody-responsible"));
    }
    if protocol.participants.is_empty() && protocol.performed_by.is_empty() {
        object("participants", Message::new("test-objection-made-by-nobody"));
    }
    if protocol.participants.len() > MOST_PARTICIPANTS {
        object("participants", WrongValue::TooMany { max: MOST_PARTICIPANTS }.message());
    }
    objections
}

/// A protocol that holds and that nobody has built a decision on may be changed.
#[must_use]
pub(crate) fn check_open(
    protocol: &TestProtocol,
    built_on_it: Option<OperationApproval>,
) -> Option<Objection> {
    if protocol.withdrawn.is_some() {
        return Some(Objection::new("", "test-objection-withdrawn"));
    }
    built_on_it.map(|approval| {
        let message = Message::new("test-objection-approved")
            .with("version", approval.version)
            .with("who", approval.approved_by_name)
            .with("day", texts::date(approval.approved_on));
        Objection::new("", message)
    })
}

fn check_cases(cases: &[TestCase]) -> Vec<Objection> {
    if cases.len() > MOST_CASES {
        return vec![Objection::new("cases", WrongValue::TooMany { max: MOST_CASES }.message())];
    }
    let at = |(place, case): (usize, &TestCase)| {
        let wrong = check_fields(case).into_iter();
        wrong.map(move |one| Objection { field: format!("{}.{place}", one.field), ..one })
    };
    cases.iter().enumerate().flat_map(at).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_case::CaseResult;
    use crate::test_protocol::TestOutcome;
    use kernel::Id;

    fn sound() -> TestProtocol {
        TestProtocol {
            kind: Some(TestKind::Release),
            about: "Ny version".into(),
            version: "5.2".into(),
            performed_on: "2026-03-01".parse().ok(),
            participants: vec![Id::new()],
            outcome: Some(TestOutcome::Passed),
            ..TestProtocol::new(Id::new())
        }
    }

    fn told(protocol: &TestProtocol) -> Vec<String> {
        let today = jiff::civil::date(2026, 3, 2);
        let found = check_protocol(protocol, today).into_iter();
        found.map(|one| format!("{} {}", one.field, one.message.key)).collect()
    }

    #[test]
    fn a_protocol_says_what_was_tested_how_it_went_when_and_by_whom() {
        assert_eq!(told(&sound()), Vec::<String>::new());
        let cases: [(TestProtocol, &str); 9] = [
            (TestProtocol { kind: None, ..sound() }, "kind objection-required"),
            (TestProtocol { outcome: None, ..sound() }, "outcome objection-required"),
            (TestProtocol { version: "5".repeat(200), ..sound() }, "version objection-too-long"),
            (
                TestProtocol { participants: Vec::new(), ..sound() },
                "participants test-objection-made-by-nobody",
            ),
            (
                TestProtocol { performed_on: "2026-03-03".parse().ok(), ..sound() },
                "performed_on test-objection-in-the-future",
            ),
            (TestProtocol { kind: Some(TestKind::Integration), ..sound() }, "integration objection-required"),
            (
                TestProtocol { next_on: "2026-03-01".parse().ok(), responsible: Some(Id::new()), ..sound() },
                "next_on test-objection-next-before-test",
            ),
            (
                TestProtocol { next_on: "2027-03-01".parse().ok(), ..sound() },
                "responsible test-objection-nobody-responsible",
            ),
            (
                TestProtocol { remarks: "Gäller 811218-9876".into(), ..sound() },
                "remarks objection-personal-identity-number",
            ),
        ];
        for (protocol, expected) in cases {
            assert_eq!(told(&protocol), [expected]);
        }
        let by_others =
            TestProtocol { participants: Vec::new(), performed_by: "Leverantören".into(), ..sound() };
        assert_eq!(told(&by_others), Vec::<String>::new());
    }

    #[test]
    fn each_case_says_what_was_tried_and_what_it_came_to() {
        let whole =
            TestCase { what: "Logga in".into(), result: Some(CaseResult::Passed), ..TestCase::default() };
        let of = |cases: Vec<TestCase>| told(&TestProtocol { cases, ..sound() });
        assert_eq!(of(vec![whole.clone()]), Vec::<String>::new());
        let half = TestCase { what: String::new(), ..whole.clone() };
        assert_eq!(of(vec![whole.clone(), half]), ["what.1 objection-required"]);
        assert_eq!(of(vec![whole; MOST_CASES + 1]), ["cases objection-too-many"]);
    }
}
