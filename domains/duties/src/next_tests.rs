//! The days on which tests are to be made again, for those who see to them.

use crate::store::{NextDue, next_due};
use crate::test_protocol::{TEST_PROTOCOL, TestKind};
use crate::told::address_of;
use kernel::{Date, Id, Message, Result, Subject};
use notify::Deadline;
use std::collections::BTreeSet;
use storage::Read;

/// The tests that these people, or all, are to see to until a day. Who no longer works where they were named sees to them no
/// longer.
///
/// # Errors
/// When the database fails.
pub fn next_tests(read: &Read, people: Option<&[Id]>, until: Date) -> Result<Vec<Deadline>> {
    let mut due = next_due(read, people, until)?;
    let given: BTreeSet<(Id, Date)> = due.iter().map(|one| (one.responsible, one.saved_on)).collect();
    let last_days = organisation::last_days_at_home(read, &given)?;
    let is_there = |one: &NextDue| {
        last_days.get(&(one.responsible, one.saved_on)).is_none_or(|last| *last >= read.today())
    };
    due.retain(is_there);
    let deadline = |one: NextDue| Deadline {
        person: one.responsible,
        due: one.on,
        about: Subject::new(TEST_PROTOCOL, one.protocol),
        name: Deadline::named(one.name),
        message: match one.kind {
            TestKind::Restore => Message::new("deadline-restore-test"),
            TestKind::Integration => Message::new("deadline-integration-test"),
            TestKind::Function | TestKind::Release | TestKind::Accessory => Message::new("deadline-test"),
        },
        address: address_of(one.protocol),
    };
    Ok(due.into_iter().map(deadline).collect())
}
