//! Which records hold the words of a question, for somebody who may see only some of them, as long as few rows of the
//! index hold them: all of them are looked at, ranked and counted. `crowds.rs` is for more.

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

/// What is asked of every row besides its words. `?2` is whether the actor is trusted, `?3` and `?4` are the person and the
/// day, `?5` the permissions that a token is limited to, `?6` to `?11` what must stand next to each other.
macro_rules! is_hit {
    () => {
        concat!(
            " AND (CAST(?5 AS TEXT) = '' OR (replace(?5, ' ' || s.base_permission || ' ', '') <> ?5 \
             AND replace(?5, ' ' || s.permission || ' ', '') <> ?5))",
            stands_together!("?6"),
            stands_together!("?7"),
            stands_together!("?8"),
            stands_together!("?9"),
            stands_together!("?10"),
            stands_together!("?11"),
            " AND (CAST(?2 AS BIGINT) = 1 OR (",
            access::may_each_row!("s.seen_id", "s.base_permission", "?3", "?4"),
            " AND (s.permission = s.base_permission OR ",
            access::may_each_row!("s.seen_id", "s.permission", "?3", "?4"),
            ")))"
        )
    };
}

pub(super) use {is_hit, stands_together};

/// The records that are found with their places: those with names that begin with what was typed, those with the words in
/// their name, in one of their other names, in a text. `?12` to `?14` ask for the words anywhere, in names and in the name; where there are
/// `?15` rows or more nothing is found; names that begin with the words lie between `?16` and `?17`.
macro_rules! found {
    () => {
        concat!(
            "SELECT s.subject_kind, s.subject_id, MIN(CASE WHEN s.number IN (SELECT rowid FROM word_index(?14)) THEN \
             CASE WHEN s.sort_key >= ?16 AND s.sort_key < ?17 THEN '0' ELSE '1' END \
             WHEN s.number IN (SELECT rowid FROM word_index(?13)) THEN '2' ELSE '3' END || s.sort_key) AS place \
             FROM few AS w CROSS JOIN @@search_entry AS s WHERE s.number = w.number \
             AND (SELECT count(*) FROM few) < ?15",
            is_hit!(),
            " GROUP BY s.subject_kind, s.subject_id"
        )
    };
}

/// The rows that hold the words anywhere, as many as are looked at.
macro_rules! few {
    () => {
        "WITH few AS MATERIALIZED (SELECT w.rowid AS number FROM {word_index_begun}(?12) AS w LIMIT ?15) "
    };
}

statements! {
    OVERVIEW = concat!(
        few!(),
        "SELECT h.subject_kind, h.subject_id, h.place, h.of_kind FROM (SELECT g.subject_kind, g.subject_id, g.place, \
         count(*) OVER (PARTITION BY g.subject_kind) AS of_kind, \
         row_number() OVER (PARTITION BY g.subject_kind ORDER BY g.place, g.subject_id) AS row_of_kind FROM (",
        found!(),
        ") AS g) AS h WHERE h.row_of_kind <= ?18 ORDER BY h.place, h.subject_id"
    );
    HITS = concat!(
        few!(),
        "SELECT g.subject_kind, g.subject_id, g.place, CAST(0 AS BIGINT) FROM (",
        found!(),
        ") AS g WHERE (g.place, g.subject_id) > (?18, ?19) ORDER BY g.place, g.subject_id LIMIT ?20"
    );
}

/// A question in the index's words, for the kinds of record that it is asked about.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    pub anywhere: String,
    pub names: String,
    pub name: String,
    /// What must stand next to each other, each by itself.
    pub together: Vec<String>,
    /// The sort keys between which those of names lie that begin with the words.
    pub beginning: (String, String),
}

/// How much is looked at, and how much is answered.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// With more rows of the index than this nothing is answered.
    pub rows: i64,
    /// Hits of each kind, or in all.
    pub hits: i64,
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
pub(crate) fn overview(read: &Read, asked: &Asked, limits: Limits) -> Result<Vec<HitRow>> {
    let mut values = of_few(read.actor(), asked, limits.rows);
    values.push(Value::from(limits.hits));
    read.rows(&OVERVIEW, &values)
}

/// Hits after a place, in order.
pub(crate) fn hits(
    read: &Read,
    asked: &Asked,
    (place, id): (&str, Id),
    limits: Limits,
) -> Result<Vec<HitRow>> {
    let mut values = of_few(read.actor(), asked, limits.rows);
    values.extend(values![place, id, limits.hits]);
    read.rows(&HITS, &values)
}

fn of_few(actor: &Actor, asked: &Asked, rows: i64) -> Vec<Value> {
    let mut values = of_every_row(actor, asked);
    let (from, to) = (&asked.beginning.0, &asked.beginning.1);
    values.extend(values![&asked.anywhere, &asked.names, &asked.name, rows.saturating_add(1), from, to]);
    values
}

/// The values of [`is_hit`].
pub(super) fn of_every_row(actor: &Actor, asked: &Asked) -> Vec<Value> {
    let only = actor.only.as_ref().map_or_else(String::new, |only| format!(" {} ", only.join("  ")));
    let values: [Value; 4] = values![actor.is_trusted(), actor.person, actor.today(), only];
    let together = asked.together.iter().map(String::as_str).chain(std::iter::repeat(""));
    values.into_iter().chain(together.take(MOST_PHRASES).map(Value::from)).collect()
}
