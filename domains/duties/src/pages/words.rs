//! What tests, systems and people are called on the pages of this room.

use crate::WRITE_TESTS;
use crate::test_protocol::TestOutcome;
use kernel::{Choice as _, Id, Result};
use register::{SYSTEMS, SystemRow};
use std::collections::BTreeMap;
use storage::{Query, Read};
use web::components::{SelectOption, Status, Tone};
use web::{Names, RecordWords, Visit, like_anywhere};

/// Systems of which the visitor may write tests, each with its organisation.
pub(super) const TESTED_BY_NAME: Names =
    Names { suggestions: "/forslag/system-att-testa", of: name_of_system, like: systems_like };

fn name_of_system(read: &Read, id: Id) -> Result<Option<String>> {
    match register::visible_system(read, id) {
        Ok(system) => Ok(Some(system.name)),
        Err(kernel::Error::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}

fn systems_like(read: &Read, text: &str, most: i64) -> Result<Vec<SelectOption>> {
    // What stands in brackets behind a name tells whose system it is.
    let name = text.split_once(" (").map_or(text, |(name, _)| name);
    let wanted = like_anywhere(name);
    let query = Query::first(most).filter("q", [wanted.clone().into(), wanted.into()]);
    let query = access::visible_to(read.actor(), WRITE_TESTS, query);
    let label = |row: &SystemRow| format!("{} ({})", row.name, row.organisation_name);
    let found = SYSTEMS.page::<SystemRow>(read, &query)?.items.into_iter();
    let options = found.map(|row| SelectOption::new(row.id.to_string(), label(&row)));
    let fits = |one: &SelectOption| name == text || one.label.to_lowercase().contains(&text.to_lowercase());
    Ok(options.filter(fits).collect())
}

/// The words of protocols; whoever sees to the next test is named in the history too.
pub(super) fn protocol_words() -> RecordWords {
    RecordWords::of("test-protocol").naming("responsible", named)
}

fn named(read: &Read, ids: &[Id]) -> Result<Vec<(Id, String)>> {
    Ok(organisation::people(read, ids)?.into_iter().map(|one| (one.id, one.name)).collect())
}

/// The names of people, by their ids.
pub(super) fn names_by_id(read: &Read, ids: &[Id]) -> Result<BTreeMap<Id, String>> {
    Ok(named(read, ids)?.into_iter().collect())
}

/// How a test went, by word and shape; a withdrawn one counts no more.
pub(super) fn outcome_status(visit: &Visit, outcome: Option<TestOutcome>, is_withdrawn: bool) -> Status {
    let tone = match outcome {
        _ if is_withdrawn => return Status::new(Tone::Closed, visit.text("test-withdrawn")),
        Some(TestOutcome::Passed) => Tone::Good,
        Some(TestOutcome::PassedWithRemarks) => Tone::Attention,
        Some(TestOutcome::Failed) => Tone::Bad,
        None => Tone::Idle,
    };
    let name = outcome.map(TestOutcome::name).unwrap_or_default().replace('_', "-");
    Status::new(tone, visit.text(&format!("test-protocol-outcome-{name}")))
}

/// How an approval stands, by word and shape.
pub(super) fn approval_status(visit: &Visit, is_revoked: bool) -> Status {
    if is_revoked {
        Status::new(Tone::Closed, visit.text("approval-revoked"))
    } else {
        Status::new(Tone::Good, visit.text("approval-in-force"))
    }
}

/// How many of those whom it was sent to have said that they have it: *2 av 3*.
pub(super) fn receipts(visit: &Visit, received: usize, sent: usize) -> String {
    if sent == 0 {
        return visit.text("test-not-distributed");
    }
    let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX).into();
    texts::format(visit.language(), "test-receipts", &[("received", count(received)), ("sent", count(sent))])
}
