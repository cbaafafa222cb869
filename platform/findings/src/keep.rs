//! Keeping what is not met, in the transaction that changed it. Only what differs from what is kept is written.

use crate::evaluate::{Evaluated, evaluate_subjects};
use crate::finding::{Counts, Finding, counts_of};
use crate::rebuild::kept_of;
use crate::rulebook::Rulebook;
use kernel::{Error, Id, Outcome, Result, Strength, Subject};
use std::collections::BTreeMap;
use storage::{Read, Tx, Value, statements, values};

const NEVER: &str = "9999-12-31";
/// Subjects whose demands are held in memory at once.
const AT_A_TIME: usize = 1_000;

statements! {
    FORGET = "DELETE FROM finding WHERE tenant_id = ?1 AND subject_id = ?2";
    FORGET_RULE = "DELETE FROM finding WHERE tenant_id = ?1 AND subject_id = ?2 AND rule = ?3";
    FORGET_COUNTS = "DELETE FROM finding_count WHERE tenant_id = ?1 AND subject_id = ?2";
    KEEP = "INSERT INTO finding (tenant_id, subject_id, rule, subject_kind, subject_name, sort_key, about, outcome, \
        strength, reason_code, reason_sv, reason_en, clauses, responsible, mend) \
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15) ON CONFLICT DO NOTHING";
    COUNT = "INSERT INTO finding_count (tenant_id, subject_id, subject_kind, met, breached, unknown, waived, \
        documents_present, documents_required, documents_unknown, changes_on) \
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
    CHANGES = "SELECT c.subject_id, c.changes_on FROM @@finding_count AS c WHERE c.subject_id IN ({ids})";
    WITHIN = "SELECT c.subject_kind, c.subject_id FROM @@reach AS r JOIN @@finding_count AS c \
        ON c.subject_id = r.subject_id WHERE r.within_id IN ({ids})";
    DUE = "SELECT c.subject_kind, c.subject_id FROM @@finding_count AS c WHERE c.changes_on <= ?2 \
        ORDER BY c.changes_on LIMIT ?3";
}

/// Evaluates what the transaction touched, as sets, before it commits.
///
/// # Errors
/// When the database fails.
pub fn before_commit(tx: &mut Tx) -> Result<()> {
    keep_touched(tx, &mut |_, _| {})
}

/// The same before the commit is near, for a long transaction that tells how far it has come: of so many, so many.
///
/// # Errors
/// When the database fails.
pub fn keep_touched(tx: &mut Tx, told: &mut dyn FnMut(usize, usize)) -> Result<()> {
    let mut by_kind: BTreeMap<String, Vec<Id>> = BTreeMap::new();
    let touched = tx.take_touched();
    let (total, mut done) = (touched.len(), 0);
    for Subject { kind, id } in touched {
        by_kind.entry(kind).or_default().push(id);
    }
    for (kind, ids) in by_kind {
        for some in ids.chunks(AT_A_TIME) {
            told(total, done);
            keep_some(tx, &kind, some)?;
            done += some.len();
        }
    }
    Ok(())
}

fn keep_some(tx: &mut Tx, kind: &str, ids: &[Id]) -> Result<()> {
    let mut kept = kept_by_subject(tx, ids)?;
    let mut differences = Differences::default();
    for evaluated in evaluate_subjects(tx, kind, ids)? {
        let before = kept.remove(&evaluated.subject.id).unwrap_or_default();
        differences.add(&before, &evaluated)?;
    }
    differences.write(tx)
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

/// Touches everything that lies within objects and organisations: what is held or written there may count for it.
///
/// # Errors
/// When the database fails.
pub fn touch_all_within(tx: &mut Tx, wholes: &[Id]) -> Result<()> {
    let within: Vec<(String, Id)> = tx.rows_in(&WITHIN, &[], wholes)?;
    for (kind, id) in within {
        tx.touch(Subject { kind, id });
    }
    Ok(())
}

/// Tells the rooms above that records have become others on which they build: an organisation that lies elsewhere, a
/// person who is employed otherwise. They settle what they keep by them.
///
/// # Errors
/// When the database fails.
pub fn settle_above(tx: &mut Tx, changed: &[Subject]) -> Result<()> {
    let settle = tx.attached::<Rulebook>()?.after_change();
    settle(tx, changed)
}

/// Whether a finding is kept: what is open or waived, what will be vacant soon, and recommendations not followed.
pub(crate) fn is_kept(finding: &Finding) -> bool {
    finding.is_open()
        || finding.outcome == Outcome::Waived
        || finding.is_coming_vacancy()
        || finding.is_unfollowed_recommendation()
}

/// What is kept of one subject.
#[derive(Default)]
struct Kept {
    by_rule: BTreeMap<String, Finding>,
    counts: Option<KeptCounts>,
}

/// The row of counts of one subject.
#[derive(PartialEq, Eq)]
struct KeptCounts {
    counts: Counts,
    changes_on: String,
}

/// Asked once for all: a new subject has nothing to forget, and most answers stay as they are.
fn kept_by_subject(read: &Read, ids: &[Id]) -> Result<BTreeMap<Id, Kept>> {
    let mut kept: BTreeMap<Id, Kept> = BTreeMap::new();
    for finding in kept_of(read, ids)? {
        let of_subject = kept.entry(finding.subject.id).or_default();
        of_subject.by_rule.insert(finding.rule.clone(), finding);
    }
    let mut changes: BTreeMap<Id, String> = read.rows_in(&CHANGES, &[], ids)?.into_iter().collect();
    for (id, counts) in counts_of(read, ids)? {
        let changes_on = changes.remove(&id).unwrap_or_default();
        kept.entry(id).or_default().counts = Some(KeptCounts { counts, changes_on });
    }
    Ok(kept)
}

/// Keeps everything about a subject anew, whatever is kept of it.
pub(crate) fn keep(tx: &mut Tx, evaluated: &Evaluated) -> Result<()> {
    let id = evaluated.subject.id;
    tx.execute_unaudited(&FORGET, &values![id])?;
    tx.execute_unaudited(&FORGET_COUNTS, &values![id])?;
    let mut differences = Differences::default();
    differences.add(&Kept::default(), evaluated)?;
    differences.write(tx)
}

/// What is to be written so that what is kept of some subjects becomes what is true of them.
#[derive(Default)]
struct Differences {
    /// Subject and rule.
    forgotten: Vec<(Id, String)>,
    forgotten_counts: Vec<Id>,
    findings: Vec<Vec<Value>>,
    counts: Vec<Vec<Value>>,
}

impl Differences {
    fn add(&mut self, before: &Kept, evaluated: &Evaluated) -> Result<()> {
        let id = evaluated.subject.id;
        let mut now: BTreeMap<&str, &Finding> = BTreeMap::new();
        for finding in evaluated.findings.iter().filter(|finding| is_kept(finding)) {
            now.entry(&finding.rule).or_insert(finding);
        }
        let gone = before.by_rule.iter().filter(|(rule, old)| now.get(rule.as_str()) != Some(old));
        self.forgotten.extend(gone.map(|(rule, _)| (id, rule.clone())));
        let sort_key = texts::sort_key(&evaluated.name);
        for (_, new) in now.iter().filter(|(rule, new)| before.by_rule.get(**rule) != Some(**new)) {
            self.findings.push(row_of(new, &sort_key)?.into());
        }
        let counts = counts_now(evaluated)?;
        if before.counts.as_ref() != Some(&counts) {
            self.forgotten_counts.extend(before.counts.is_some().then_some(id));
            self.counts.push(row_of_counts(&evaluated.subject, counts).into());
        }
        Ok(())
    }

    fn write(self, tx: &mut Tx) -> Result<()> {
        for (id, rule) in self.forgotten {
            tx.execute_unaudited(&FORGET_RULE, &values![id, rule])?;
        }
        for id in self.forgotten_counts {
            tx.execute_unaudited(&FORGET_COUNTS, &values![id])?;
        }
        tx.execute_rows_unaudited(&KEEP, self.findings)?;
        tx.execute_rows_unaudited(&COUNT, self.counts).map(|_| ())
    }
}

fn counts_now(evaluated: &Evaluated) -> Result<KeptCounts> {
    let number = |n: usize| i64::try_from(n).map_err(Error::failed);
    let count = |outcome| {
        let demands = evaluated.findings.iter().filter(|finding| finding.strength == Strength::Must);
        number(demands.filter(|finding| finding.outcome == outcome).count())
    };
    let documents = evaluated.completeness;
    let counts = Counts {
        met: count(Outcome::Met)?,
        breached: count(Outcome::Breached)?,
        unknown: count(Outcome::Unknown)?,
        waived: count(Outcome::Waived)?,
        documents_present: number(documents.present)?,
        documents_required: number(documents.required)?,
        documents_unknown: number(documents.unknown)?,
    };
    let changes_on = evaluated.changes_on.map_or(NEVER.to_owned(), |day| day.to_string());
    Ok(KeptCounts { counts, changes_on })
}

fn row_of_counts(subject: &Subject, KeptCounts { counts, changes_on }: KeptCounts) -> [Value; 10] {
    values![
        subject.id,
        &subject.kind,
        counts.met,
        counts.breached,
        counts.unknown,
        counts.waived,
        counts.documents_present,
        counts.documents_required,
        counts.documents_unknown,
        changes_on,
    ]
}

fn row_of(finding: &Finding, sort_key: &str) -> Result<[Value; 14]> {
    let strength = if finding.strength == Strength::Should { "should" } else { "must" };
    Ok(values![
        finding.subject.id,
        &finding.rule,
        &finding.subject.kind,
        &finding.subject_name,
        format!("{sort_key}  {}", finding.rule),
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
