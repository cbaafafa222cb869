//! How the verbs of this room write what they did.

use crate::operation_approval::{OPERATION_APPROVAL, OperationApproval};
use crate::test_case::TestCase;
use crate::test_protocol::{TEST_PROTOCOL, TestProtocol};
use kernel::{Id, Objection, Result, Subject, WrongValue, check_words, json_of};
use serde_json::{Map, Value as Json};
use storage::{AuditEntry, Read, Tx};

/// Writes an event about something of a system. What a deputy does there is noted as done for the holder.
pub(crate) fn audit(tx: &mut Tx, system: Id, entry: AuditEntry) -> Result<()> {
    let on_behalf_of = organisation::on_behalf_of(tx, system)?;
    tx.audit(&AuditEntry { on_behalf_of, ..entry })
}

pub(crate) fn of_protocol(id: Id) -> Option<Subject> {
    Some(Subject::new(TEST_PROTOCOL, id))
}

pub(crate) fn of_approval(id: Id) -> Option<Subject> {
    Some(Subject::new(OPERATION_APPROVAL, id))
}

/// What differs between two versions of a protocol: who made the test by name, what was tried in words.
pub(crate) fn changes_of_protocol(
    read: &Read,
    before: Option<&TestProtocol>,
    after: &TestProtocol,
) -> Result<Map<String, Json>> {
    let was = before.map(|before| json_of_protocol(read, before)).transpose()?;
    Ok(retained(storage::changes(&was.unwrap_or(Json::Null), &json_of_protocol(read, after)?)))
}

fn json_of_protocol(read: &Read, protocol: &TestProtocol) -> Result<Json> {
    let mut json = json_of(protocol);
    let cases: Vec<String> = protocol.cases.iter().map(TestCase::in_words).collect();
    json.insert("participants".to_owned(), names_of(read, &protocol.participants)?.into());
    json.insert("cases".to_owned(), cases.join("; ").into());
    Ok(json.into())
}

/// What a new approval says, with the tests that it builds on by what they are about.
pub(crate) fn changes_of_approval(
    approval: &OperationApproval,
    tests: &[&TestProtocol],
) -> Map<String, Json> {
    let mut json = json_of(approval);
    let about: Vec<&str> = tests.iter().map(|one| one.about.as_str()).collect();
    json.insert("protocols".to_owned(), about.join("; ").into());
    retained(storage::changes(&Json::Null, &json.into()))
}

/// The names of some people, as a text.
pub(crate) fn names_of(read: &Read, people: &[Id]) -> Result<String> {
    let mut names: Vec<String> =
        organisation::people(read, people)?.into_iter().map(|person| person.name).collect();
    names.sort_by_cached_key(|name| texts::sort_key(name));
    Ok(names.join(", "))
}

/// An empty list or text of a new record says nothing.
fn retained(mut changes: Map<String, Json>) -> Map<String, Json> {
    let is_empty = |side: &Json| {
        side.is_null()
            || side.as_array().is_some_and(Vec::is_empty)
            || side.as_str().is_some_and(str::is_empty)
    };
    changes.retain(|_, sides| !(is_empty(&sides[0]) && is_empty(&sides[1])));
    changes
}

/// Why something is taken back: said, not too long, and about nobody's identity number.
pub(crate) fn check_reason(reason: &str) -> Option<Objection> {
    if reason.is_empty() {
        return Some(Objection::new("reason", WrongValue::Required.message()));
    }
    check_words("reason", reason, 2_000)
}
