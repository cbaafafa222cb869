//! Reads and writes agreements and the systems that they cover.

use super::due::systems_of_agreements;
use super::papers::{documents_of_agreements, keep_documents};
use crate::agreement::{AGREEMENT, Agreement, Signature, Termination};
use crate::term::compute_last_day;
use kernel::{Choice as _, Id, Result};
use organisation::{with_custom, with_custom_of_each};
use std::collections::BTreeSet;
use storage::{FromRow, Read, Row, Tx, Value, statements, values};

macro_rules! agreement_columns {
    () => {
        "id, revision, name, kind, number, supplier, organisation, responsible, starts_on, ends_on, notice_months, \
         renewal, renewal_months, value_ore, framework, notes, terminated_on, terminated_because, signed_on, \
         signed_by, written_by"
    };
}

statements! {
    AGREEMENT_BY_ID = concat!("SELECT ", agreement_columns!(), " FROM @agreement AS a WHERE id = ?2");
    AGREEMENTS_BY_ID = concat!("SELECT ", agreement_columns!(), " FROM @agreement AS a WHERE id IN ({ids})");
    SAVE_AGREEMENT = "INSERT INTO agreement (tenant_id, id, revision, updated_at, sort_key, name, kind, number, \
        supplier, organisation, responsible, starts_on, ends_on, notice_months, renewal, renewal_months, value_ore, \
        framework, notes, terminated_on, terminated_because, last_day, signed_on, signed_by, written_by) VALUES (?1, ?2, \
        ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25) ON CONFLICT (tenant_id, id) DO UPDATE SET \
        revision = excluded.revision, updated_at = excluded.updated_at, sort_key = excluded.sort_key, \
        name = excluded.name, kind = excluded.kind, number = excluded.number, supplier = excluded.supplier, \
        organisation = excluded.organisation, responsible = excluded.responsible, starts_on = excluded.starts_on, \
        ends_on = excluded.ends_on, notice_months = excluded.notice_months, renewal = excluded.renewal, \
        renewal_months = excluded.renewal_months, value_ore = excluded.value_ore, framework = excluded.framework, \
        notes = excluded.notes, terminated_on = excluded.terminated_on, \
        terminated_because = excluded.terminated_because, last_day = excluded.last_day, signed_on = excluded.signed_on, \
        signed_by = excluded.signed_by, written_by = excluded.written_by";
    ADD_SYSTEM = "INSERT INTO agreement_system (tenant_id, agreement_id, system_id) VALUES (?1, ?2, ?3) \
        ON CONFLICT DO NOTHING";
    REMOVE_SYSTEM = "DELETE FROM agreement_system WHERE tenant_id = ?1 AND agreement_id = ?2 AND system_id = ?3";
    AGREEMENTS_AFTER = "SELECT id FROM @agreement AS a WHERE id > ?2 ORDER BY id LIMIT ?3";
    MADE_AT = "SELECT a.organisation, a.id, a.name FROM @agreement AS a WHERE a.organisation IN ({ids}) \
        ORDER BY a.name, a.id";
    COVERING = "SELECT m.agreement_id FROM @agreement_system AS m WHERE m.system_id IN ({ids})";
    SEEN_TO_BY = "SELECT a.id, a.name FROM @agreement AS a WHERE a.responsible = ?2 \
        AND (a.last_day IS NULL OR a.last_day >= ?3) ORDER BY a.sort_key, a.id";
    CALL_OFFS = "SELECT count(*) FROM @agreement AS a WHERE a.framework = ?2";
}

impl FromRow for Agreement {
    fn from_row(row: &Row) -> Result<Self> {
        let text = |at: usize| row.get::<Option<String>>(at).map(Option::unwrap_or_default);
        let terminated = match row.get(16)? {
            Some(on) => Some(Termination { on, because: text(17)? }),
            None => None,
        };
        let signed = match row.get(18)? {
            Some(on) => Some(Signature { on, by: row.get(19)? }),
            None => None,
        };
        Ok(Self {
            id: row.get(0)?,
            revision: row.get(1)?,
            name: row.get(2)?,
            kind: Some(row.choice(3)?),
            number: text(4)?,
            supplier: row.get(5)?,
            organisation: row.get(6)?,
            responsible: row.get(7)?,
            starts_on: row.get(8)?,
            ends_on: row.get(9)?,
            notice_months: row.get(10)?,
            renewal: row.choice(11)?,
            renewal_months: row.get(12)?,
            value_ore: row.get(13)?,
            framework: row.get(14)?,
            notes: text(15)?,
            terminated,
            signed,
            written_by: row.get(20)?,
            ..Self::default()
        })
    }
}

pub(crate) fn find_agreement(read: &Read, id: Id) -> Result<Option<Agreement>> {
    let Some(found) = read.one::<Agreement>(&AGREEMENT_BY_ID, &values![id])? else { return Ok(None) };
    let found = with_custom(read, AGREEMENT, id, found)?;
    Ok(with_parts(read, vec![found])?.pop())
}

pub(crate) fn agreements_by_id(read: &Read, ids: &[Id]) -> Result<Vec<Agreement>> {
    let found = read.rows_in(&AGREEMENTS_BY_ID, &[], ids)?;
    with_parts(read, with_custom_of_each(read, AGREEMENT, found, |one: &Agreement| one.id)?)
}

fn with_parts(read: &Read, mut agreements: Vec<Agreement>) -> Result<Vec<Agreement>> {
    let ids: Vec<Id> = agreements.iter().map(|agreement| agreement.id).collect();
    let mut systems = systems_of_agreements(read, &ids)?;
    let mut documents = documents_of_agreements(read, &ids)?;
    for agreement in &mut agreements {
        agreement.documents = documents.remove(&agreement.id).unwrap_or_default();
        agreement.systems = systems.remove(&agreement.id).unwrap_or_default();
    }
    Ok(agreements)
}

/// Writes an agreement, the systems that it covers and the documents that belong to it.
pub(crate) fn save_agreement(tx: &mut Tx, before: Option<&Agreement>, agreement: &Agreement) -> Result<()> {
    tx.execute(&SAVE_AGREEMENT, &row_of(tx, agreement))?;
    let each = |ids: &[Id]| -> BTreeSet<Id> { ids.iter().copied().collect() };
    let (systems, documents) =
        before.map_or_else(Default::default, |one| (each(&one.systems), each(&one.documents)));
    keep_systems(tx, agreement.id, &systems, &each(&agreement.systems))?;
    keep_documents(tx, agreement.id, &documents, &each(&agreement.documents))
}

fn row_of(tx: &Tx, agreement: &Agreement) -> Vec<Value> {
    let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let terminated = agreement.terminated.as_ref();
    values![
        agreement.id,
        agreement.revision,
        tx.instant(),
        texts::sort_key(&agreement.name),
        &agreement.name,
        agreement.kind.map(|kind| kind.name()),
        text(&agreement.number),
        agreement.supplier,
        agreement.organisation,
        agreement.responsible,
        agreement.starts_on,
        agreement.ends_on,
        agreement.notice_months,
        agreement.renewal.name(),
        agreement.renewal_months,
        agreement.value_ore,
        agreement.framework,
        text(&agreement.notes),
        terminated.map(|terminated| terminated.on),
        terminated.map(|terminated| terminated.because.as_str()),
        agreement.terms().and_then(|terms| compute_last_day(&terms)),
        agreement.signed.map(|signed| signed.on),
        agreement.signed.and_then(|signed| signed.by),
        agreement.written_by,
    ]
    .to_vec()
}

fn keep_systems(tx: &mut Tx, agreement: Id, before: &BTreeSet<Id>, after: &BTreeSet<Id>) -> Result<()> {
    for system in before.difference(after) {
        tx.execute(&REMOVE_SYSTEM, &values![agreement, *system])?;
    }
    let pair = |system: &Id| values![agreement, *system].to_vec();
    tx.execute_rows(&ADD_SYSTEM, after.difference(before).map(pair).collect()).map(|_| ())
}

/// Ids of agreements after one, in order.
pub(crate) fn agreements_after(read: &Read, after: Option<Id>, most: i64) -> Result<Vec<Id>> {
    let after = after.unwrap_or(Id::from_bytes([0; 16]));
    Ok(read.rows::<(Id,)>(&AGREEMENTS_AFTER, &values![after, most])?.into_iter().map(|(id,)| id).collect())
}

/// The agreements that some organisations have made: the organisation, the agreement and its name.
pub(crate) fn agreements_made_at(read: &Read, organisations: &[Id]) -> Result<Vec<(Id, Id, String)>> {
    read.rows_in(&MADE_AT, &[], organisations)
}

/// The agreements that cover any of some systems.
pub(crate) fn agreements_covering(read: &Read, systems: &[Id]) -> Result<BTreeSet<Id>> {
    Ok(read.rows_in::<(Id,)>(&COVERING, &[], systems)?.into_iter().map(|(id,)| id).collect())
}

/// Id and name of the agreements, but for those that have ended, that somebody sees to.
pub(crate) fn seen_to_by(read: &Read, person: Id) -> Result<Vec<(Id, String)>> {
    read.rows(&SEEN_TO_BY, &values![person, read.today()])
}

/// Whether other agreements are called off from one.
pub(crate) fn has_call_offs(read: &Read, framework: Id) -> Result<bool> {
    Ok(read.count(&CALL_OFFS, &values![framework])? > 0)
}
