//! Which statements are to be looked at anew, and who made them.

use kernel::{Date, Id, Result, Subject};
use storage::{FromRow, Read, Row, statements, values};

/// Statements on records in use, by who made them: the first day of each record, and the last on which one was made.
macro_rules! reviews {
    ($who:expr) => {
        concat!(
            "SELECT s.made_by, s.subject_kind, s.subject_id, coalesce(y.name, m.name, o.name, ''), \
             min(s.review_date), max(s.made_on), count(*) FROM @duty_statement AS s \
             LEFT JOIN @system AS y ON y.id = s.subject_id LEFT JOIN @managed_object AS m ON m.id = s.subject_id \
             LEFT JOIN @organisation AS o ON o.id = s.subject_id \
             WHERE s.withdrawn_on IS NULL AND s.review_date <= ?2 AND coalesce(y.lifecycle_state, '') <> 'retired' AND ",
            $who,
            " GROUP BY s.made_by, s.subject_kind, s.subject_id, coalesce(y.name, m.name, o.name, '') \
             ORDER BY min(s.review_date), s.subject_id LIMIT 100000"
        )
    };
}

/// Whoever made one reads the documents of its record on a day.
macro_rules! reads {
    () => {
        access::may_row!("s.subject_id", "'register.read_documents'", "s.made_by", "?3")
    };
}

statements! {
    REVIEWS = reviews!(concat!("s.made_by IS NOT NULL AND ", reads!()));
    REVIEWS_OF = reviews!(concat!("s.made_by IN ({ids}) AND ", reads!()));
    MADE_BY = reviews!("s.made_by IN ({ids})");
}

/// What one person said of the duties of one record.
pub(crate) struct Review {
    pub by: Id,
    pub subject: Subject,
    pub name: String,
    pub on: Date,
    pub made_on: Date,
    pub count: i64,
}

impl FromRow for Review {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            by: row.get(0)?,
            subject: Subject { kind: row.get(1)?, id: row.get(2)? },
            name: row.get(3)?,
            on: row.get(4)?,
            made_on: row.get(5)?,
            count: row.get(6)?,
        })
    }
}

/// What these people, or all, have said that is to be looked at anew by a day, of records that they know of today.
pub(crate) fn reviews(read: &Read, people: Option<&[Id]>, until: Date) -> Result<Vec<Review>> {
    match people {
        Some(people) => read.rows_in(&REVIEWS_OF, &values![until, read.today()], people),
        None => read.rows(&REVIEWS, &values![until, read.today()]),
    }
}

/// All that somebody has said and that counts.
pub(crate) fn made_by(read: &Read, person: Id) -> Result<Vec<Review>> {
    read.rows_in(&MADE_BY, &values![Date::MAX], &[person])
}
