//! Which tests are to be made again, and who sees to it.

use crate::test_protocol::TestKind;
use kernel::{Date, Id, Instant, Result};
use storage::{FromRow, Read, Row, statements, values};

/// Tests that are to be made again, of systems in use: the latest of their kind, or of their integration.
macro_rules! next_tests {
    () => {
        "SELECT t.id, y.name, t.kind, t.responsible, t.next_on, t.updated_at FROM @test_protocol AS t \
         JOIN @system AS y ON y.id = t.system_id WHERE t.withdrawn_on IS NULL AND y.lifecycle_state <> 'retired' \
         AND NOT EXISTS (SELECT 1 FROM @test_protocol AS n WHERE n.system_id = t.system_id AND n.kind = t.kind \
         AND n.integration = t.integration AND n.withdrawn_on IS NULL AND (n.performed_on > t.performed_on \
         OR (n.performed_on = t.performed_on AND n.id > t.id)))"
    };
}

statements! {
    NEXT_OF =
        concat!(next_tests!(), " AND t.next_on <= ?2 AND t.responsible IN ({ids}) ORDER BY t.next_on, t.id");
    NEXT = concat!(next_tests!(), " AND t.next_on <= ?2 AND t.responsible IS NOT NULL \
        ORDER BY t.next_on, t.id LIMIT 100000");
    NEXT_OF_PERSON = concat!(next_tests!(), " AND t.next_on IS NOT NULL AND t.responsible = ?2 ORDER BY t.next_on, t.id");
}

/// A test that somebody is to see to.
pub(crate) struct NextDue {
    pub protocol: Id,
    /// Name of the system.
    pub name: String,
    pub kind: TestKind,
    pub responsible: Id,
    pub on: Date,
    /// The day on which the protocol was saved last.
    pub saved_on: Date,
}

impl FromRow for NextDue {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            protocol: row.get(0)?,
            name: row.get(1)?,
            kind: row.choice(2)?,
            responsible: row.get(3)?,
            on: row.get(4)?,
            saved_on: row.get::<Instant>(5)?.date(),
        })
    }
}

/// The tests that some people, or all, are to see to by a day. Whoever is named for one may read its protocol.
pub(crate) fn next_due(read: &Read, people: Option<&[Id]>, until: Date) -> Result<Vec<NextDue>> {
    match people {
        Some(people) => read.rows_in(&NEXT_OF, &values![until], people),
        None => read.rows(&NEXT, &values![until]),
    }
}

/// All tests to come that somebody is to see to.
pub(crate) fn next_of(read: &Read, person: Id) -> Result<Vec<NextDue>> {
    read.rows(&NEXT_OF_PERSON, &values![person])
}
