//! Reads and writes what is said of the sections of plans.

use crate::comments::{Comment, Settled};
use kernel::{Id, Instant, Result};
use storage::{FromRow, Read, Row, Tx, statements, values};

macro_rules! comment_columns {
    () => {
        "id, plan_id, section, place, mark, excerpt, content, made_by, made_by_name, made_at, answers, settled_at, \
         settled_by_name"
    };
}

statements! {
    COMMENT_BY_ID = concat!("SELECT ", comment_columns!(), " FROM @section_comment AS c WHERE id = ?2");
    COMMENTS_OF = concat!("SELECT ", comment_columns!(), " FROM @section_comment AS c \
        WHERE plan_id = ?2 AND section = ?3 ORDER BY made_at, id LIMIT ?4");
    COMMENTS_OF_PLAN = concat!("SELECT ", comment_columns!(), " FROM @section_comment AS c \
        WHERE plan_id = ?2 ORDER BY section, made_at, id LIMIT ?3");
    COUNT_COMMENTS = "SELECT COUNT(*) FROM @section_comment AS c WHERE plan_id = ?2 AND section = ?3";
    OPEN_COMMENTS = "SELECT section, COUNT(*) FROM @section_comment AS c \
        WHERE plan_id = ?2 AND answers IS NULL AND settled_at IS NULL GROUP BY section ORDER BY section";
    WHO_ANSWERED = "SELECT DISTINCT made_by FROM @section_comment AS c \
        WHERE answers = ?2 AND made_by IS NOT NULL ORDER BY made_by";
    WHO_FOLLOWS = concat!("SELECT o.id FROM @plan AS p JOIN @person AS o ON o.id IN ({ids}) WHERE p.id = ?2 AND ",
        access::may_row!("p.subject_id", "'plans.read_drafts'", "o.id", "?3"), " ORDER BY o.id");
    ADD_COMMENT = "INSERT INTO section_comment (tenant_id, id, plan_id, section, place, mark, excerpt, content, made_by, \
        made_by_name, made_at, answers) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)";
    SETTLE_COMMENT = "UPDATE section_comment SET settled_at = ?3, settled_by_name = ?4 WHERE tenant_id = ?1 AND id = ?2";
    MOVE_COMMENT = "UPDATE section_comment SET place = ?3 WHERE tenant_id = ?1 AND id = ?2";
}

impl FromRow for Comment {
    fn from_row(row: &Row) -> Result<Self> {
        let settled_at: Option<Instant> = row.get(11)?;
        let settled_by: Option<String> = row.get(12)?;
        Ok(Self {
            id: row.get(0)?,
            plan: row.get(1)?,
            section: row.get(2)?,
            place: row.get(3)?,
            mark: row.get(4)?,
            excerpt: row.get(5)?,
            text: row.get(6)?,
            made_by: row.get(7)?,
            made_by_name: row.get(8)?,
            made_at: row.get(9)?,
            answers: row.get(10)?,
            settled: settled_at.map(|at| Settled { at, by_name: settled_by.unwrap_or_default() }),
        })
    }
}

pub(crate) fn find_comment(read: &Read, id: Id) -> Result<Option<Comment>> {
    read.one(&COMMENT_BY_ID, &values![id])
}

/// The oldest first.
pub(crate) fn comments_of(read: &Read, (plan, section): (Id, &str), most: i64) -> Result<Vec<Comment>> {
    read.rows(&COMMENTS_OF, &values![plan, section, most])
}

/// Section by section, the oldest first.
pub(crate) fn comments_of_plan(read: &Read, plan: Id, most: i64) -> Result<Vec<Comment>> {
    read.rows(&COMMENTS_OF_PLAN, &values![plan, most])
}

pub(crate) fn count_comments(read: &Read, (plan, section): (Id, &str)) -> Result<i64> {
    let counted: Option<(i64,)> = read.one(&COUNT_COMMENTS, &values![plan, section])?;
    Ok(counted.map_or(0, |(count,)| count))
}

/// How many comments of each section wait for somebody to see to them.
pub(crate) fn open_comments(read: &Read, plan: Id) -> Result<Vec<(String, i64)>> {
    read.rows(&OPEN_COMMENTS, &values![plan])
}

/// Those who have answered a comment.
pub(crate) fn answers_to(read: &Read, comment: Id) -> Result<Vec<Id>> {
    Ok(read.rows::<(Id,)>(&WHO_ANSWERED, &values![comment])?.into_iter().map(|(id,)| id).collect())
}

/// Those of some people who read the drafts of a plan today.
pub(crate) fn who_follows(read: &Read, plan: Id, people: &[Id]) -> Result<Vec<Id>> {
    let found: Vec<(Id,)> = read.rows_in(&WHO_FOLLOWS, &values![plan, read.today()], people)?;
    Ok(found.into_iter().map(|(id,)| id).collect())
}

pub(crate) fn add_comment(tx: &mut Tx, comment: &Comment) -> Result<()> {
    let values = values![
        comment.id,
        comment.plan,
        &comment.section,
        comment.place,
        &comment.mark,
        &comment.excerpt,
        &comment.text,
        comment.made_by,
        &comment.made_by_name,
        comment.made_at,
        comment.answers,
    ];
    tx.execute(&ADD_COMMENT, &values).map(|_| ())
}

pub(crate) fn settle_comment(tx: &mut Tx, comment: Id, settled: &Settled) -> Result<()> {
    tx.execute(&SETTLE_COMMENT, &values![comment, settled.at, &settled.by_name]).map(|_| ())
}

pub(crate) fn move_comment(tx: &mut Tx, comment: Id, place: Option<i64>) -> Result<()> {
    tx.execute(&MOVE_COMMENT, &values![comment, place]).map(|_| ())
}
