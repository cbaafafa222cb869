//! Which records hold the words of a question, for somebody who may see only some of them.

use crate::question::MOST_PHRASES;
use kernel::{Actor, Id, Result, Subject};
use storage::{FromRow, Read, Row, Value, statements, values};

/// That some words stand next to each other somewhere in a record: in its row, or in a stretch of text that follows it.
/// Nothing is asked where the value is empty.
macro_rules! stands_together {
    ($asked:literal) => {
        concat!(
            " AND (CAST(",
            $asked,
            " AS TEXT) = '' OR s.number IN (SELECT rowid FROM word_index(",
            $asked,
            ")) OR s.number IN (SELECT t.entry_number FROM @@search_stretch AS t \
             WHERE t.number IN (SELECT rowid FROM word_index(",
            $asked,
            "))))"
        )
    };
}

/// What is read for each row that is found: its record and its place, name before other names before texts. `?2` to
/// `?4` ask for the words anywhere, in names and in the name; `?5` is the kind of record, `?6` whether the actor is trusted,
/// `?7` and `?8` the person and the day, `?9` the permissions that a token is limited to, `?10` to `?15` what must stand
/// next to each other.
macro_rules! found {
    () => {
        concat!(
            "SELECT s.subject_kind, s.subject_id, MIN(CASE WHEN s.number IN (SELECT rowid FROM word_index(?4)) THEN '0' \
             WHEN s.number IN (SELECT rowid FROM word_index(?3)) THEN '1' ELSE '2' END || s.sort_key) AS place \
             FROM @@search_entry AS s WHERE s.number IN (SELECT rowid FROM word_index(?2)) \
             AND (CAST(?5 AS TEXT) = '' OR s.subject_kind = ?5) \
             AND (CAST(?9 AS TEXT) = '' OR (replace(?9, ' ' || s.base_permission || ' ', '') <> ?9 \
             AND replace(?9, ' ' || s.permission || ' ', '') <> ?9))",
            stands_together!("?10"),
            stands_together!("?11"),
            stands_together!("?12"),
            stands_together!("?13"),
            stands_together!("?14"),
            stands_together!("?15"),
            " AND (CAST(?6 AS BIGINT) = 1 OR (",
            access::may_row!("s.seen_id", "s.base_permission", "?7", "?8"),
            " AND (s.permission = s.base_permission OR ",
            access::may_row!("s.seen_id", "s.permission", "?7", "?8"),
            "))) GROUP BY s.subject_kind, s.subject_id"
        )
    };
}

statements! {
    OVERVIEW = concat!(
        "SELECT h.subject_kind, h.subject_id, h.place, h.of_kind FROM (SELECT g.subject_kind, g.subject_id, g.place, \
         count(*) OVER (PARTITION BY g.subject_kind) AS of_kind, \
         row_number() OVER (PARTITION BY g.subject_kind ORDER BY g.place, g.subject_id) AS row_of_kind FROM (",
        found!(),
        ") AS g) AS h WHERE h.row_of_kind <= ?16 ORDER BY h.place, h.subject_id"
    );
    HITS = concat!(
        "SELECT g.subject_kind, g.subject_id, g.place, CAST(0 AS BIGINT) FROM (",
        found!(),
        ") AS g WHERE (g.place, g.subject_id) > (?16, ?17) ORDER BY g.place, g.subject_id LIMIT ?18"
    );
}

/// A question in the index's words, and the kind of record that it is limited to.
#[derive(Clone, Debug)]
pub(crate) struct Asked<'k> {
    pub anywhere: String,
    pub names: String,
    pub name: String,
    /// What must stand next to each other, each by itself.
    pub together: Vec<String>,
    pub kind: Option<&'k str>,
}

/// A record that is found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct HitRow {
    pub subject: Subject,
    pub place: String,
    /// Hits of its kind in all, where they are counted.
    pub of_kind: i64,
}

impl FromRow for HitRow {
    fn from_row(row: &Row) -> Result<Self> {
        let subject = Subject { kind: row.get(0)?, id: row.get(1)? };
        Ok(Self { subject, place: row.get(2)?, of_kind: row.get(3)? })
    }
}

/// The first hits of each kind, and how many there are of it.
pub(crate) fn overview(read: &Read, asked: &Asked<'_>, of_each: i64) -> Result<Vec<HitRow>> {
    let mut values = common(read.actor(), asked);
    values.push(Value::from(of_each));
    read.rows(&OVERVIEW, &values)
}

/// Hits after a place, in order.
pub(crate) fn hits(
    read: &Read,
    asked: &Asked<'_>,
    (place, id): (&str, Id),
    most: i64,
) -> Result<Vec<HitRow>> {
    let mut values = common(read.actor(), asked);
    values.extend(values![place, id, most]);
    read.rows(&HITS, &values)
}

fn common(actor: &Actor, asked: &Asked<'_>) -> Vec<Value> {
    let only = actor.only.as_ref().map_or_else(String::new, |only| format!(" {} ", only.join("  ")));
    let values: [Value; 8] = values![
        &asked.anywhere,
        &asked.names,
        &asked.name,
        asked.kind.unwrap_or_default(),
        actor.is_trusted(),
        actor.person,
        actor.today(),
        only,
    ];
    let together = asked.together.iter().map(String::as_str).chain(std::iter::repeat(""));
    values.into_iter().chain(together.take(MOST_PHRASES).map(Value::from)).collect()
}
