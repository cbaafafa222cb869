//! Keeping what is not met, in the transaction that changed it.

use crate::evaluate::{Evaluated, evaluate_subjects};
use crate::finding::Finding;
use kernel::{Error, Id, Outcome, Result, Strength, Subject};
use std::collections::BTreeMap;
use storage::{Tx, Value, statements, values};

const NEVER: &str = "9999-12-31";

statements! {
    FORGET = "DELETE FROM finding WHERE tenant_id = ?1 AND subject_id = ?2";
    FORGET_COUNTS = "DELETE FROM finding_count WHERE tenant_id = ?1 AND subject_id = ?2";
    KEEP = "INSERT INTO finding (tenant_id, subject_id, rule, subject_kind, subject_name, sort_key, about, outcome, \
        strength, reason_code, reason_sv, reason_en, clauses, responsible, mend) \
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15) ON CONFLICT DO NOTHING";
    COUNT = "INSERT INTO finding_count (tenant_id, subject_id, subject_kind, met, breached, unknown, waived, \
        documents_present, documents_required, documents_unknown, changes_on) \
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
    WITHIN = "SELECT c.subject_kind, c.subject_id FROM @@reach AS r JOIN @@finding_count AS c \
        ON c.subject_id = r.subject_id WHERE r.within_id = ?2";
    DUE = "SELECT c.subject_kind, c.subject_id FROM @@finding_count AS c WHERE c.changes_on <= ?2 \
        ORDER BY c.changes_on LIMIT ?3";
}

/// Evaluates what the transaction touched, as a set, before it commits.
///
/// # Errors
/// When the database fails.
pub fn before_commit(tx: &mut Tx) -> Result<()> {
    let mut by_kind: BTreeMap<String, Vec<Id>> = BTreeMap::new();
    for Subject { kind, id } in tx.take_touched() {
        by_kind.entry(kind).or_default().push(id);
    }
    for (kind, ids) in by_kind {
        for evaluated in evaluate_subjects(tx, &kind, &ids)? {
            keep(tx, &evaluated)?;
        }
    }
    Ok(())
}

/// Touches subjects whose answers may have changed because a day has come. Says how many; more may be left.
///
/// # Errors
/// When the database fails.
pub fn evaluate_due(tx: &mut Tx, at_most: i64) -> Result<usize> {
    let due: Vec<(String, Id)> = tx.rows(&DUE, &values![tx.today(), at_most])?;
    let count = due.len();
    for (kind, id) in due {
        tx.touch(Subject { kind, id });
    }
    Ok(count)
}

/// Touches everything that lies within an object or an organisation: what is held or written there may count for it.
///
/// # Errors
/// When the database fails.
pub fn touch_all_within(tx: &mut Tx, whole: Id) -> Result<()> {
    let within: Vec<(String, Id)> = tx.rows(&WITHIN, &values![whole])?;
    for (kind, id) in within {
        tx.touch(Subject { kind, id });
    }
    Ok(())
}

/// Whether a finding is kept: what is open or waived, what will be vacant soon, and recommendations not followed.
pub(crate) fn is_kept(finding: &Finding) -> bool {
    finding.is_open()
        || finding.outcome == Outcome::Waived
        || finding.is_coming_vacancy()
        || finding.is_unfollowed_recommendation()
}

pub(crate) fn keep(tx: &mut Tx, evaluated: &Evaluated) -> Result<()> {
    let id = evaluated.subject.id;
    tx.execute_unaudited(&FORGET, &values![id])?;
    tx.execute_unaudited(&FORGET_COUNTS, &values![id])?;
    let sort_key = texts::sort_key(&evaluated.name);
    for finding in evaluated.findings.iter().filter(|finding| is_kept(finding)) {
        tx.execute_unaudited(&KEEP, &row_of(finding, &sort_key)?)?;
    }
    let count = |outcome| {
        let demands = evaluated.findings.iter().filter(|finding| finding.strength == Strength::Must);
        let of_outcome = demands.filter(|finding| finding.outcome == outcome);
        i64::try_from(of_outcome.count()).map_err(Error::failed)
    };
    let number = |n: usize| i64::try_from(n).map_err(Error::failed);
    let documents = evaluated.completeness;
    let values = values![
        id,
        &evaluated.subject.kind,
        count(Outcome::Met)?,
        count(Outcome::Breached)?,
        count(Outcome::Unknown)?,
        count(Outcome::Waived)?,
        number(documents.present)?,
        number(documents.required)?,
        number(documents.unknown)?,
        evaluated.changes_on.map_or(NEVER.to_owned(), |day| day.to_string()),
    ];
    tx.execute_unaudited(&COUNT, &values).map(|_| ())
}

fn row_of(finding: &Finding, sort_key: &str) -> Result<[Value; 14]> {
    let strength = if finding.strength == Strength::Should { "should" } else { "must" };
    Ok(values![
        finding.subject.id,
        &finding.rule,
        &finding.subject.kind,
        &finding.subject_name,
        sort_key,
        json(&finding.about)?,
        finding.outcome.name(),
        strength,
        &finding.reason_code,
        &finding.reason.sv,
        &finding.reason.en,
        json(&finding.clauses)?,
        json(&finding.responsible)?,
        json(&finding.mend)?,
    ])
}

fn json(value: &impl serde::Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(Error::failed)
}
