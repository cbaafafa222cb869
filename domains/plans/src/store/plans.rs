//! Reads and writes plans.

use crate::plan::{Beginning, Closing, Plan, Proposal};
use kernel::{Choice as _, Id, Result, Subject};
use storage::{FromRow, Read, Row, Tx, statements, values};

macro_rules! plan_columns {
    () => {
        "id, revision, updated_at, name, kind, subject_kind, subject_id, year, state, version, started_by, proposed_by, \
         proposed_by_name, proposed_at, proposed_pack, in_force, is_published, follows, copied_from, closed_on, \
         closing_text"
    };
}

statements! {
    PLAN_BY_ID = concat!("SELECT ", plan_columns!(), " FROM @plan AS p WHERE id = ?2");
    PLANS_BY_ID = concat!("SELECT ", plan_columns!(), " FROM @plan AS p WHERE id IN ({ids})");
    // Whose document was withdrawn is never written on, and stands in the way of none.
    SAME_PLAN = concat!("SELECT ", plan_columns!(), " FROM @plan AS p WHERE subject_id = ?2 AND kind = ?3 \
        AND (year = ?4 OR (year IS NULL AND ?4 IS NULL)) AND state <> 'closed' AND NOT EXISTS (SELECT 1 \
        FROM @document AS d WHERE d.id = p.id AND d.withdrawn_on IS NOT NULL) ORDER BY id LIMIT 1");
    PLANS_OF_SUBJECT = concat!("SELECT ", plan_columns!(), " FROM @plan AS p WHERE subject_id = ?2 \
        ORDER BY coalesce(year, 0) DESC, id DESC LIMIT ?3");
    PROPOSED_WITHIN = concat!("SELECT ", plan_columns!(), " FROM @plan AS p WHERE state = 'proposed' AND EXISTS (SELECT 1 \
        FROM @@reach AS q WHERE q.subject_id = p.subject_id AND q.within_id = ?2 AND q.by_use = 0) ORDER BY id LIMIT ?3");
    PLAN_OF_SUGGESTION = concat!("SELECT ", plan_columns!(), " FROM @plan AS p WHERE id = (SELECT a.plan_id FROM @activity AS a \
        WHERE a.suggestion = ?2 ORDER BY a.id DESC LIMIT 1)");
    PLANS_AFTER = "SELECT p.id FROM @plan AS p WHERE p.id > ?2 ORDER BY p.id LIMIT ?3";
    SAVE_PLAN = "INSERT INTO plan (tenant_id, id, revision, updated_at, sort_key, name, kind, subject_kind, subject_id, \
        year, state, version, started_by, proposed_by, proposed_by_name, proposed_at, proposed_pack, in_force, \
        is_published, follows, copied_from, closed_on, closing_text) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, \
        ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23) \
        ON CONFLICT (tenant_id, id) DO UPDATE SET revision = excluded.revision, updated_at = excluded.updated_at, \
        state = excluded.state, version = excluded.version, proposed_by = excluded.proposed_by, \
        proposed_by_name = excluded.proposed_by_name, proposed_at = excluded.proposed_at, \
        proposed_pack = excluded.proposed_pack, in_force = excluded.in_force, \
        is_published = excluded.is_published, closed_on = excluded.closed_on, closing_text = excluded.closing_text";
}

impl FromRow for Plan {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            revision: row.get(1)?,
            updated_at: row.get(2)?,
            name: row.get(3)?,
            kind: row.get(4)?,
            subject: Subject { kind: row.get(5)?, id: row.get(6)? },
            year: row.get(7)?,
            state: row.choice(8)?,
            version: row.get(9)?,
            started_by: row.get(10)?,
            proposal: proposal(row)?,
            in_force: row.get(15)?,
            is_published: row.get(16)?,
            follows: row.get(17)?,
            copied_from: row.get(18)?,
            closing: closing(row)?,
        })
    }
}

fn proposal(row: &Row) -> Result<Option<Proposal>> {
    let Some(at) = row.get(13)? else { return Ok(None) };
    let text = |at: usize| row.get::<Option<String>>(at).map(Option::unwrap_or_default);
    Ok(Some(Proposal { by: row.get(11)?, by_name: text(12)?, at, pack: text(14)? }))
}

fn closing(row: &Row) -> Result<Option<Closing>> {
    let Some(on) = row.get(19)? else { return Ok(None) };
    Ok(Some(Closing { on, text: row.get::<Option<String>>(20)?.unwrap_or_default() }))
}

pub(crate) fn find_plan(read: &Read, id: Id) -> Result<Option<Plan>> {
    read.one(&PLAN_BY_ID, &values![id])
}

/// The plan in which a suggestion became an activity last.
pub(crate) fn plan_of_suggestion(read: &Read, suggestion: Id) -> Result<Option<Plan>> {
    read.one(&PLAN_OF_SUGGESTION, &values![suggestion])
}

pub(crate) fn plans_by_id(read: &Read, ids: &[Id]) -> Result<Vec<Plan>> {
    read.rows_in(&PLANS_BY_ID, &[], ids)
}

/// Ids of plans after one, in order.
pub(crate) fn plans_after(read: &Read, after: Option<Id>, most: i64) -> Result<Vec<Id>> {
    let after = after.unwrap_or(Id::from_bytes([0; 16]));
    Ok(read.rows::<(Id,)>(&PLANS_AFTER, &values![after, most])?.into_iter().map(|(id,)| id).collect())
}

/// One of the same kind, subject and year that is neither closed nor withdrawn.
pub(crate) fn same_plan(read: &Read, asked: &Beginning, subject: &Subject) -> Result<Option<Plan>> {
    read.one(&SAME_PLAN, &values![subject.id, &asked.kind, asked.year])
}

/// The plans of a record, the newest year first.
pub(crate) fn plans_of(read: &Read, subject: Id, most: i64) -> Result<Vec<Plan>> {
    read.rows(&PLANS_OF_SUBJECT, &values![subject, most])
}

/// The plans that lie before somebody, of a record and of all that lies within it.
pub(crate) fn proposed_within(read: &Read, record: Id, most: i64) -> Result<Vec<Plan>> {
    read.rows(&PROPOSED_WITHIN, &values![record, most])
}

/// Keeps a plan as it has become, one revision on.
pub(crate) fn save_plan(tx: &mut Tx, plan: &Plan) -> Result<()> {
    let (proposal, closing) = (plan.proposal.as_ref(), plan.closing.as_ref());
    let values = values![
        plan.id,
        plan.revision,
        tx.instant(),
        plan.sort_key(),
        &plan.name,
        &plan.kind,
        &plan.subject.kind,
        plan.subject.id,
        plan.year,
        plan.state.name(),
        plan.version,
        plan.started_by,
        proposal.and_then(|one| one.by),
        proposal.map(|one| one.by_name.clone()),
        proposal.map(|one| one.at),
        proposal.map(|one| one.pack.clone()),
        plan.in_force,
        plan.is_published,
        plan.follows,
        plan.copied_from,
        closing.map(|one| one.on),
        closing.map(|one| one.text.clone()),
    ];
    tx.execute(&SAVE_PLAN, &values).map(|_| ())
}
