//! The words by which test protocols and statements are found, by those who read the documents of their record.

use crate::statements::{self, DUTY_STATEMENT};
use crate::store;
use crate::test_protocol::{TEST_PROTOCOL, TestProtocol};
use crate::told::address_of;
use kernel::{Id, Result, Subject};
use organisation::subject_names;
use register::{READ_DOCUMENTS, SYSTEM};
use search::{Depth, Entry, Source};
use std::collections::BTreeSet;
use storage::Read;

/// What this room lets be found.
#[must_use]
pub fn search_sources() -> Vec<Source> {
    vec![
        Source {
            kind: TEST_PROTOCOL,
            permission: READ_DOCUMENTS,
            load: load_protocols,
            after: store::protocols_after,
            address: |subject| address_of(subject.id),
        },
        Source {
            kind: DUTY_STATEMENT,
            permission: READ_DOCUMENTS,
            load: load_statements,
            after: statements::store::statements_after,
            address: |subject| statements::address_of(subject.id),
        },
    ]
}

/// A statement is called by its duty, as the guideline in force words it.
fn load_statements(read: &Read, ids: &[Id], _: Depth) -> Result<Vec<Entry>> {
    let found = statements::store::statements_by_id(read, ids)?;
    let pack = findings::pack_in_force(read)?;
    let subjects: BTreeSet<Subject> = found.iter().map(|one| one.subject.clone()).collect();
    let names = subject_names(read, &Vec::from_iter(subjects))?;
    let entry = |one: statements::DutyStatement| {
        let duty = pack.stated_duty(&one.duty).map_or(&one.duty, |(_, duty)| &duty.text.sv).clone();
        let text = writing::plain_text(&one.said.content);
        Entry {
            seen_at: one.subject.id,
            beside: names.get(&one.subject).map(|(name, _)| name.clone()).unwrap_or_default(),
            ended: one.withdrawn.map(|_| "statement-withdrawn"),
            ..Entry::new(one.id, duty).with("duty-statement-content", text, READ_DOCUMENTS)
        }
    };
    Ok(found.into_iter().map(entry).collect())
}

fn load_protocols(read: &Read, ids: &[Id], _: Depth) -> Result<Vec<Entry>> {
    let found = store::protocols_by_id(read, ids)?;
    let systems: BTreeSet<Subject> = found.iter().map(|one| Subject::new(SYSTEM, one.system)).collect();
    let names = subject_names(read, &Vec::from_iter(systems))?;
    let entry = |one: TestProtocol| {
        let cases: Vec<String> =
            one.cases.iter().map(|case| format!("{} {}", case.what, case.note)).collect();
        let entry = Entry::new(one.id, one.about)
            .also(one.version)
            .also(one.integration)
            .with("test-protocol-remarks", one.remarks, READ_DOCUMENTS)
            .with("test-protocol-cases", cases.join("\n"), READ_DOCUMENTS);
        let system = names.get(&Subject::new(SYSTEM, one.system)).map(|(name, _)| name.clone());
        Entry {
            seen_at: one.system,
            beside: system.unwrap_or_default(),
            ended: one.withdrawn.map(|_| "test-withdrawn"),
            ..entry
        }
    };
    Ok(found.into_iter().map(entry).collect())
}
