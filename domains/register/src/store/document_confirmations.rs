//! Reads and writes the words of owners that their documents hold, and finds the documents that are to be looked over.

use super::documents::given_in;
use crate::confirmation::{Confirmation, Given};
use crate::document_review::OwnDays;
use kernel::{Date, Id, Instant, Result, Subject};
use std::collections::{BTreeMap, BTreeSet};
use storage::{FromRow, Read, Row, Tx, statements, values};

/// Documents that hold and may be due by a day, each with whoever is asked: a column, where they are looked for first, and
/// what else they must fulfil. Few are away: CROSS JOIN has SQLite begin with them and not with every document.
macro_rules! asked_about {
    ($person:literal, $from:literal, $also:literal) => {
        concat!(
            "SELECT d.id, d.name, d.document_type, d.subject_kind, d.subject_id, d.date, d.review_date, d.owner, \
             d.updated_at, k.confirmed_on, k.broken_on, ",
            $person,
            " AS person FROM ",
            $from,
            "@document AS d LEFT JOIN @document_confirmation AS k ON k.document_id = d.id WHERE ",
            $also,
            "d.withdrawn_on IS NULL AND (d.review_date <= ?2 OR (d.review_date IS NULL AND d.date <= ?3) \
             OR k.confirmed_on <= ?4 OR k.broken_on IS NOT NULL)"
        )
    };
}

/// Those of whoever may know of the document today: they read it, or own it and work for an organisation that what it is
/// about lies within or come from outside. Who only stands in for an owner that is away must read it.
macro_rules! reviews {
    () => {
        concat!(
            "SELECT d.id, d.name, d.document_type, d.subject_kind, d.subject_id, d.date, d.review_date, d.owner, \
             d.updated_at, d.confirmed_on, d.broken_on, d.person FROM (",
            asked_about!("d.owner", "", ""),
            " UNION ALL ",
            asked_about!(
                "a.deputy_id",
                "@absence AS a CROSS JOIN ",
                "d.owner = a.person_id AND a.valid_from <= ?5 AND a.valid_to >= ?5 AND "
            ),
            ") AS d WHERE (",
            access::may_row!("d.subject_id", "'register.read_documents'", "d.person", "?5"),
            " OR (d.person = d.owner AND (EXISTS (SELECT 1 FROM @@permission_grant AS m CROSS JOIN @@reach AS q \
             WHERE m.person_id = d.person AND m.core_function = 'employee' AND m.valid_from <= ?5 AND m.valid_to >= ?5 AND q.subject_id = d.subject_id \
             AND q.within_id = m.home_id AND q.by_use = 0) \
             OR NOT EXISTS (SELECT 1 FROM @employment AS n WHERE n.person_id = d.person))))"
        )
    };
}

statements! {
    DOCUMENT_CONFIRMATIONS = "SELECT document_id, confirmed_by, confirmed_by_name, confirmed_at, confirmed_on, \
        fingerprint, broken_on FROM @document_confirmation AS k WHERE document_id IN ({ids})";
    REVIEWS_OF = concat!(reviews!(), " AND d.person IN ({ids}) ORDER BY d.id");
    REVIEWS = concat!(reviews!(), " AND d.person IS NOT NULL ORDER BY d.id LIMIT 100000");
    SAVED_ON = "SELECT id, updated_at FROM @document AS d WHERE id IN ({ids})";
    AWAY = "SELECT DISTINCT person_id FROM @absence AS a WHERE deputy_id = ?2 AND valid_from <= ?3 AND valid_to >= ?3 \
        ORDER BY person_id";
    SAVE_DOCUMENT_CONFIRMATION = "INSERT INTO document_confirmation (tenant_id, document_id, confirmed_by, \
        confirmed_by_name, confirmed_at, confirmed_on, fingerprint, broken_on) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) \
        ON CONFLICT (tenant_id, document_id) DO UPDATE SET confirmed_by = excluded.confirmed_by, \
        confirmed_by_name = excluded.confirmed_by_name, confirmed_at = excluded.confirmed_at, \
        confirmed_on = excluded.confirmed_on, fingerprint = excluded.fingerprint, \
        broken_on = excluded.broken_on";
}

/// A document that may be due for review, and who is asked about it.
pub(crate) struct ReviewRow {
    pub id: Id,
    pub name: String,
    pub document_type: String,
    pub subject: Subject,
    pub own: OwnDays,
    pub owner: Id,
    /// The day on which the document was saved last.
    pub saved_on: Date,
    pub given: Option<Given>,
    /// Its owner, or who stands in for them.
    pub person: Id,
}

impl FromRow for ReviewRow {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            name: row.get(1)?,
            document_type: row.get(2)?,
            subject: Subject { kind: row.get(3)?, id: row.get(4)? },
            own: OwnDays { date: row.get(5)?, review_date: row.get(6)? },
            owner: row.get(7)?,
            saved_on: row.get::<Instant>(8)?.date(),
            given: given_in(row, 9)?,
            person: row.get(11)?,
        })
    }
}

/// Which documents may be due for review: more may than are, the guideline decides.
pub(crate) struct ReviewsAsked<'a> {
    /// None for everybody.
    pub people: Option<&'a [Id]>,
    /// With a day of their own until this one,
    pub until: Date,
    /// without one, but with a date until this one,
    pub dated_until: Date,
    /// or confirmed until this one.
    pub confirmed_until: Date,
}

pub(crate) fn reviews_asked(read: &Read, asked: &ReviewsAsked<'_>) -> Result<Vec<ReviewRow>> {
    let days = values![asked.until, asked.dated_until, asked.confirmed_until, read.today()];
    match asked.people {
        Some(people) => read.rows_in(&REVIEWS_OF, &days, people),
        None => read.rows(&REVIEWS, &days),
    }
}

/// The days on which some documents were saved last.
pub(crate) fn days_saved(read: &Read, documents: &[Id]) -> Result<BTreeMap<Id, Date>> {
    let found: Vec<(Id, Instant)> = read.rows_in(&SAVED_ON, &[], documents)?;
    Ok(found.into_iter().map(|(id, at)| (id, at.date())).collect())
}

/// Those who are away today and for whom somebody stands in.
pub(crate) fn stood_in_for(read: &Read, person: Id) -> Result<BTreeSet<Id>> {
    let found: Vec<(Id,)> = read.rows(&AWAY, &values![person, read.today()])?;
    Ok(found.into_iter().map(|(id,)| id).collect())
}

/// The latest word on each document that has one.
pub(crate) fn document_confirmations_of(read: &Read, documents: &[Id]) -> Result<BTreeMap<Id, Confirmation>> {
    let found: Vec<Confirmation> = read.rows_in(&DOCUMENT_CONFIRMATIONS, &[], documents)?;
    Ok(found.into_iter().map(|one| (one.record, one)).collect())
}

/// Writes words, each on its own document.
pub(crate) fn save_document_confirmations(tx: &mut Tx, confirmations: &[Confirmation]) -> Result<()> {
    let row = |one: &Confirmation| {
        values![one.record, one.by, &one.by_name, one.at, one.on, &one.fingerprint, one.broken_on].into()
    };
    tx.execute_rows(&SAVE_DOCUMENT_CONFIRMATION, confirmations.iter().map(row).collect()).map(|_| ())
}
