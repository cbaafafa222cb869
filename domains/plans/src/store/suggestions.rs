//! Reads and writes suggestions.

use crate::suggestion::{Said, Suggestion, Weight};
use kernel::{Choice as _, Id, Result};
use storage::{FromRow, Read, Row, Tx, statements, values};

/// Open suggestions of one system that are compared with another; hardly any system has more.
const MOST_COMPARED: i64 = 200;
/// Suggestions that are joined into one, or that somebody has made and wait.
const MOST_TOGETHER: i64 = 1_000;

macro_rules! suggestion_columns {
    () => {
        "id, revision, system_id, title, content, benefit, effort, state, made_by, made_by_name, made_at, joined_into, \
         answer, answered_by_name, answered_at"
    };
}

statements! {
    SUGGESTION_BY_ID =
        concat!("SELECT ", suggestion_columns!(), " FROM @suggestion AS g WHERE id = ?2");
    SUGGESTIONS_BY_ID =
        concat!("SELECT ", suggestion_columns!(), " FROM @suggestion AS g WHERE id IN ({ids})");
    JOINED_INTO = concat!("SELECT ", suggestion_columns!(), " FROM @suggestion AS g WHERE joined_into = ?2 \
        ORDER BY made_at, id LIMIT ?3");
    OPEN_SUGGESTIONS_OF_SYSTEM = "SELECT id, title FROM @suggestion AS g WHERE system_id = ?2 AND state = 'open' \
        ORDER BY made_at DESC, id DESC LIMIT ?3";
    OPEN_SUGGESTIONS_OF_MAKER = "SELECT id, title FROM @suggestion AS g WHERE made_by = ?2 AND state = 'open' \
        ORDER BY made_at, id LIMIT ?3";
    SUGGESTIONS_AFTER = "SELECT g.id FROM @suggestion AS g WHERE g.id > ?2 ORDER BY g.id LIMIT ?3";
    SAVE_SUGGESTION = "INSERT INTO suggestion (tenant_id, id, revision, updated_at, sort_key, system_id, title, content, \
        benefit, effort, state, made_by, made_by_name, made_at, joined_into, answer, answered_by_name, answered_at) \
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18) \
        ON CONFLICT (tenant_id, id) DO UPDATE SET revision = excluded.revision, updated_at = excluded.updated_at, \
        sort_key = excluded.sort_key, title = excluded.title, content = excluded.content, benefit = excluded.benefit, \
        effort = excluded.effort, state = excluded.state, joined_into = excluded.joined_into, answer = excluded.answer, \
        answered_by_name = excluded.answered_by_name, answered_at = excluded.answered_at";
}

impl FromRow for Suggestion {
    fn from_row(row: &Row) -> Result<Self> {
        let text = |at: usize| row.get::<Option<String>>(at).map(Option::unwrap_or_default);
        let system: Id = row.get(2)?;
        Ok(Self {
            id: row.get(0)?,
            revision: row.get(1)?,
            system,
            said: Said { system: Some(system), title: row.get(3)?, content: text(4)? },
            weight: Weight { benefit: row.get(5)?, effort: row.get(6)? },
            state: row.choice(7)?,
            made_by: row.get(8)?,
            made_by_name: row.get(9)?,
            made_at: row.get(10)?,
            joined_into: row.get(11)?,
            answer: text(12)?,
            answered_by_name: text(13)?,
            answered_at: row.get(14)?,
        })
    }
}

pub(crate) fn find_suggestion(read: &Read, id: Id) -> Result<Option<Suggestion>> {
    read.one(&SUGGESTION_BY_ID, &values![id])
}

pub(crate) fn suggestions_by_id(read: &Read, ids: &[Id]) -> Result<Vec<Suggestion>> {
    read.rows_in(&SUGGESTIONS_BY_ID, &[], ids)
}

/// Those that became a part of one, the oldest first.
pub(crate) fn joined_into(read: &Read, id: Id) -> Result<Vec<Suggestion>> {
    read.rows(&JOINED_INTO, &values![id, MOST_TOGETHER])
}

/// Id and title of what is open about a system, the newest first.
pub(crate) fn open_suggestions_of(read: &Read, system: Id) -> Result<Vec<(Id, String)>> {
    read.rows(&OPEN_SUGGESTIONS_OF_SYSTEM, &values![system, MOST_COMPARED])
}

/// Id and title of what somebody has suggested and nobody has answered.
pub(crate) fn open_suggestions_made_by(read: &Read, person: Id) -> Result<Vec<(Id, String)>> {
    read.rows(&OPEN_SUGGESTIONS_OF_MAKER, &values![person, MOST_TOGETHER])
}

/// Ids of suggestions after one, in order.
pub(crate) fn suggestions_after(read: &Read, after: Option<Id>, most: i64) -> Result<Vec<Id>> {
    let after = after.unwrap_or(Id::from_bytes([0; 16]));
    Ok(read.rows::<(Id,)>(&SUGGESTIONS_AFTER, &values![after, most])?.into_iter().map(|(id,)| id).collect())
}

pub(crate) fn save_suggestion(tx: &mut Tx, suggestion: &Suggestion) -> Result<()> {
    let values = values![
        suggestion.id,
        suggestion.revision,
        tx.instant(),
        texts::sort_key(&suggestion.said.title),
        suggestion.system,
        &suggestion.said.title,
        &suggestion.said.content,
        suggestion.weight.benefit,
        suggestion.weight.effort,
        suggestion.state.name(),
        suggestion.made_by,
        &suggestion.made_by_name,
        suggestion.made_at,
        suggestion.joined_into,
        &suggestion.answer,
        &suggestion.answered_by_name,
        suggestion.answered_at,
    ];
    tx.execute(&SAVE_SUGGESTION, &values).map(|_| ())
}
