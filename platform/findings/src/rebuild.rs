//! Making all findings anew, and telling what differed from what was kept.

use crate::evaluate::evaluate_subjects;
use crate::finding::Finding;
use crate::keep::{is_kept, keep};
use crate::rulebook::Rulebook;
use kernel::{Id, Result, Subject};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use storage::{Read, Tx, statements};

/// Subjects that are evaluated as one set.
const SET: i64 = 500;

/// What a rebuild found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Rebuilt {
    pub subjects: usize,
    /// Subjects and rules whose kept answer was not the right one.
    pub differed: Vec<(Subject, String)>,
}

statements! {
    KEPT = "SELECT f.subject_kind, f.subject_id, f.subject_name, f.rule, f.about, f.outcome, f.strength, f.reason_code, \
        f.reason_sv, f.reason_en, f.clauses, f.responsible, f.mend FROM @@finding AS f WHERE f.subject_id IN ({ids})";
}

/// Evaluates every subject of every kind.
///
/// # Errors
/// When the database fails.
pub fn rebuild(tx: &mut Tx) -> Result<Rebuilt> {
    let rulebook = tx.attached::<Rulebook>()?;
    let mut rebuilt = Rebuilt::default();
    for source in rulebook.sources() {
        let mut after = None;
        loop {
            let ids = (source.after)(tx, after, SET)?;
            let Some(last) = ids.last() else { break };
            after = Some(*last);
            rebuild_set(tx, source.kind.name(), &ids, &mut rebuilt)?;
        }
    }
    Ok(rebuilt)
}

/// What is kept of many subjects now.
///
/// # Errors
/// When the database fails.
pub fn kept_of(read: &Read, subjects: &[Id]) -> Result<Vec<Finding>> {
    read.rows_in(&KEPT, &[], subjects)
}

fn rebuild_set(tx: &mut Tx, kind: &str, ids: &[Id], rebuilt: &mut Rebuilt) -> Result<()> {
    let mut kept: BTreeMap<Id, Vec<Finding>> = BTreeMap::new();
    for finding in kept_of(tx, ids)? {
        kept.entry(finding.subject.id).or_default().push(finding);
    }
    for evaluated in evaluate_subjects(tx, kind, ids)? {
        let before = kept.remove(&evaluated.subject.id).unwrap_or_default();
        let now: Vec<&Finding> = evaluated.findings.iter().filter(|finding| is_kept(finding)).collect();
        let different = differing_rules(&before, &now).into_iter();
        rebuilt.differed.extend(different.map(|rule| (evaluated.subject.clone(), rule)));
        rebuilt.subjects += 1;
        keep(tx, &evaluated)?;
    }
    Ok(())
}

fn differing_rules(before: &[Finding], now: &[&Finding]) -> BTreeSet<String> {
    let gone = before.iter().filter(|finding| !now.contains(finding)).map(|finding| finding.rule.clone());
    let come = now.iter().filter(|finding| !before.contains(finding)).map(|finding| finding.rule.clone());
    gone.chain(come).collect()
}
