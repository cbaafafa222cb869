//! Which records hold words that very many hold. Whether a row of the index holds a word is cheap to tell, and who may see
//! its record is not: so records are taken in the order of their names, from the first on, until enough are found, and are
//! counted only as far as the count is told.

use super::hits::{Asked, is_hit, of_every_row, stands_together};
use super::rows::ROWS_OF_A_TENANT;
use kernel::{Id, Result};
use storage::{Read, Value, statements, values};

// Statements hold it as a number.
const _: () = assert!(ROWS_OF_A_TENANT == 1_099_511_627_776);

statements! {
    OF_EACH_KIND = "WITH RECURSIVE k (number) AS (SELECT CAST(0 AS BIGINT) UNION ALL \
        SELECT k.number + 1 FROM k WHERE k.number + 1 < ?3) \
        SELECT k.number, (SELECT count(*) FROM (SELECT w.rowid \
        FROM {word_index_begun}(replace(?2, '#', CAST(k.number AS TEXT))) AS w \
        WHERE w.rowid / 1099511627776 = ?1 LIMIT ?4) AS h) FROM k";
    SEEN_BY_ALL = "SELECT count(*) FROM (SELECT w.rowid FROM {word_index_begun}(?2) AS w \
        WHERE w.rowid % 2 = 0 AND w.rowid / 1099511627776 = ?1 LIMIT ?3) AS h";
    SEEN = concat!(
        "SELECT count(*) FROM (SELECT DISTINCT s.subject_id FROM word_index(?12) AS w CROSS JOIN @@search_entry AS s \
         WHERE s.number = w.rowid",
        is_hit!(),
        " LIMIT ?13) AS h"
    );
    // IS TRUE leaves it to no database to begin with all rows that hold the words, and to put these in order.
    IN_ORDER = concat!(
        "SELECT s.subject_id, s.sort_key FROM @@search_entry AS s WHERE s.subject_kind = ?13 \
         AND (s.sort_key, s.subject_id) > (?14, ?15) AND s.sort_key < ?16 \
         AND NOT (s.sort_key >= ?17 AND s.sort_key < ?18) \
         AND (s.number IN (SELECT rowid FROM word_index(?12))) IS TRUE",
        is_hit!(),
        " GROUP BY s.sort_key, s.subject_id ORDER BY s.sort_key, s.subject_id LIMIT ?19"
    );
}

/// The sort keys that are looked through.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stretch<'k> {
    /// The record after which it begins.
    pub after: (&'k str, Id),
    /// The key before which it ends.
    pub to: &'k str,
    /// From the one to before the other nothing is looked at.
    pub without: (&'k str, &'k str),
}

/// How many rows of the index hold the words of a question, for so many kinds of record, by the number that `#` stands for.
/// No more than so many are counted.
pub(crate) fn of_each_kind(read: &Read, asked: &str, kinds: i64, most: i64) -> Result<Vec<(i64, i64)>> {
    read.rows(&OF_EACH_KIND, &values![asked, kinds, most])
}

/// How many records hold the words where everybody may read them who sees the record.
pub(crate) fn seen_by_all(read: &Read, anywhere: &str, most: i64) -> Result<i64> {
    read.count(&SEEN_BY_ALL, &values![anywhere, most])
}

/// How many records hold the words where the actor may read them.
pub(crate) fn seen(read: &Read, asked: &Asked, most: i64) -> Result<i64> {
    let mut values = of_every_row(read.actor(), asked);
    values.extend(values![&asked.anywhere, most]);
    read.count(&SEEN, &values)
}

/// Records of a kind that hold some words, in order, with their sort keys.
pub(crate) fn in_order(
    read: &Read,
    asked: &Asked,
    (kind, words): (&str, &str),
    stretch: &Stretch<'_>,
    most: i64,
) -> Result<Vec<(Id, String)>> {
    let ((key, id), (from, to)) = (stretch.after, stretch.without);
    let mut values: Vec<Value> = of_every_row(read.actor(), asked);
    values.extend(values![words, kind, key, id, stretch.to, from, to, most]);
    read.rows(&IN_ORDER, &values)
}
