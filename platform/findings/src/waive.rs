//! A decision that lets one demand pass on one subject, with its reason and its end. Swedish: undantag.

use crate::evaluate::{facts_of, facts_to_judge};
use crate::may_waive::authorise;
use crate::pack_in_force::pack_in_force;
use kernel::{Date, Error, Id, Message, Objection, Outcome, Permission, Result, Subject};
use policy::{Pack, SubjectFacts, Waiver, evaluate};
use serde_json::json;
use std::collections::BTreeMap;
use storage::{AuditEntry, FromRow, Read, Row, Tx, statements, values};

/// To waive a demand where the pack names nobody for it.
pub const WAIVE: Permission = Permission("findings.waive");

/// Which demand is waived on which subject, and why.
#[derive(Clone, Debug)]
pub struct Waive {
    pub subject: Subject,
    pub rule: String,
    pub reason: String,
    pub decision: String,
    pub until: Option<Date>,
}

statements! {
    INSERT = "INSERT INTO waiver (tenant_id, id, subject_kind, subject_id, rule, reason, decision, valid_from, \
        valid_until) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
    END = "UPDATE waiver SET valid_until = ?3 WHERE tenant_id = ?1 AND id = ?2";
    BY_ID = "SELECT w.subject_kind, w.subject_id, w.rule, w.valid_until FROM @waiver AS w WHERE w.id = ?2";
    IN_FORCE = "SELECT w.id, w.reason, w.decision, w.valid_until FROM @waiver AS w WHERE w.subject_id = ?2 \
        AND w.rule = ?3 AND w.valid_from <= ?4 AND w.valid_until >= ?4 ORDER BY w.valid_until DESC, w.id LIMIT 1";
    OF_SUBJECTS = "SELECT w.subject_id, w.rule, w.valid_from, w.valid_until FROM @waiver AS w \
        WHERE w.subject_id IN ({ids})";
}

/// The waiver that lets a demand pass today.
#[derive(Clone, Debug)]
pub struct WaiverInForce {
    pub id: Id,
    pub reason: String,
    pub decision: String,
    pub until: Date,
}

impl FromRow for WaiverInForce {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self { id: row.get(0)?, reason: row.get(1)?, decision: row.get(2)?, until: row.get(3)? })
    }
}

/// The waiver of a demand on a subject that is in force; of several, the one that lasts longest.
///
/// # Errors
/// Not found for a subject that may not be seen.
pub fn waiver_in_force(read: &Read, subject: Id, rule: &str) -> Result<Option<WaiverInForce>> {
    demand_sight(read, subject)?;
    read.one(&IN_FORCE, &values![subject, rule, read.today()])
}

struct OfSubject(Id, Waiver);

impl FromRow for OfSubject {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self(row.get(0)?, Waiver { rule: row.get(1)?, from: row.get(2)?, until: row.get(3)? }))
    }
}

pub(crate) fn waivers_of(read: &Read, subjects: &[Id]) -> Result<BTreeMap<Id, Vec<Waiver>>> {
    let mut waivers: BTreeMap<Id, Vec<Waiver>> = BTreeMap::new();
    for OfSubject(id, waiver) in read.rows_in(&OF_SUBJECTS, &[], subjects)? {
        waivers.entry(id).or_default().push(waiver);
    }
    Ok(waivers)
}

/// The last day of each waiver that holds today and ends until a day, by subject and rule; of several, the last.
///
/// # Errors
/// When the database fails.
pub fn waivers_ending(read: &Read, subjects: &[Id], until: Date) -> Result<BTreeMap<(Id, String), Date>> {
    let today = read.today();
    let mut last: BTreeMap<(Id, String), Date> = BTreeMap::new();
    for OfSubject(id, waiver) in read.rows_in(&OF_SUBJECTS, &[], subjects)? {
        if waiver.from <= today && waiver.until >= today {
            let kept = last.entry((id, waiver.rule)).or_insert(waiver.until);
            *kept = waiver.until.max(*kept);
        }
    }
    last.retain(|_, day| *day <= until);
    Ok(last)
}

/// Waives a demand.
///
/// # Errors
/// Not found for a subject that there is not; refused for who may not; rejected without reason, decision or end.
pub fn waive(tx: &mut Tx, ask: &Waive) -> Result<Id> {
    demand_sight(tx, ask.subject.id)?;
    let pack = pack_in_force(tx)?;
    let facts = facts_to_judge(tx, &pack, &ask.subject)?;
    authorise(tx, &pack, &facts, ask.subject.id)?;
    let until = decide_waiver(&pack, &facts, ask, tx.today()).map_err(Error::Rejected)?;
    let id = Id::new();
    let values = values![
        id,
        &ask.subject.kind,
        ask.subject.id,
        &ask.rule,
        ask.reason.trim(),
        ask.decision.trim(),
        tx.today(),
        until,
    ];
    tx.execute(&INSERT, &values)?;
    tx.audit(&AuditEntry {
        action: "finding.waived",
        subject: Some(ask.subject.clone()),
        changes: storage::changes(&json!({}), &json!({"rule": ask.rule, "until": until})),
        reason: Some(ask.reason.clone()),
        decision: Some(ask.decision.clone()),
        ..AuditEntry::default()
    })?;
    tx.touch(ask.subject.clone());
    Ok(id)
}

/// Ends a waiver before its time: the demand counts again at once.
///
/// # Errors
/// As [`waive`]; rejected without a reason, and when it is over.
pub fn end_waiver(tx: &mut Tx, waiver: Id, reason: &str) -> Result<()> {
    let (kind, subject, rule, until): (String, Id, String, Date) = tx.found(&BY_ID, &values![waiver])?;
    let subject = Subject { kind, id: subject };
    demand_sight(tx, subject.id)?;
    if until < tx.today() {
        return Err(Error::rejected("until", "objection-waiver-over"));
    }
    authorise(tx, &*pack_in_force(tx)?, &facts_of(tx, &subject)?, subject.id)?;
    if reason.trim().is_empty() {
        return Err(Error::rejected("reason", "objection-required"));
    }
    let yesterday = tx.today().yesterday().unwrap_or(Date::MIN);
    tx.execute(&END, &values![waiver, yesterday])?;
    tx.audit(&AuditEntry {
        action: "finding.waiver_ended",
        subject: Some(subject.clone()),
        changes: storage::changes(
            &json!({"rule": rule, "until": until}),
            &json!({"rule": rule, "until": yesterday}),
        ),
        reason: Some(reason.trim().to_owned()),
        ..AuditEntry::default()
    })?;
    tx.touch(subject);
    Ok(())
}

/// Whoever may not see how a record stands is not told that it is there.
fn demand_sight(read: &Read, subject: Id) -> Result<()> {
    if access::may(read, crate::READ, subject)? { Ok(()) } else { Err(Error::NotFound) }
}

/// A waiver needs a demand that is open, a reason, a decision and an end. One at a time: its reason and decision are
/// those that the demand is shown with.
fn decide_waiver(
    pack: &Pack,
    facts: &SubjectFacts,
    ask: &Waive,
    today: Date,
) -> Result<Date, Vec<Objection>> {
    let mut objections: Vec<Objection> = check_demand(pack, facts, &ask.rule, today).into_iter().collect();
    for (field, text) in [("reason", &ask.reason), ("decision", &ask.decision)] {
        if text.trim().is_empty() {
            objections.push(Objection::new(field, "objection-required"));
        }
    }
    match ask.until {
        None => objections.push(Objection::new("until", "objection-required")),
        Some(until) if until < today => objections.push(Objection::new("until", "objection-date-past")),
        Some(until) if objections.is_empty() => return Ok(until),
        Some(_) => {}
    }
    Err(objections)
}

fn check_demand(pack: &Pack, facts: &SubjectFacts, rule: &str, today: Date) -> Option<Objection> {
    let in_force = |waiver: &&Waiver| waiver.rule == rule && waiver.from <= today && today <= waiver.until;
    if let Some(until) = facts.waivers.iter().filter(in_force).map(|waiver| waiver.until).max() {
        let message = Message::new("objection-already-waived").with("until", until.to_string());
        return Some(Objection::new("rule", message));
    }
    let verdicts = evaluate(pack, facts, today);
    match verdicts.iter().find(|verdict| verdict.rule == rule).map(|verdict| verdict.outcome) {
        None => Some(Objection::new("rule", "objection-no-such-rule")),
        Some(Outcome::Breached | Outcome::Unknown) => None,
        Some(_) => Some(Objection::new("rule", "objection-nothing-to-waive")),
    }
}
