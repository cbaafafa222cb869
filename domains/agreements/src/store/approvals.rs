//! Reads and writes for which systems an agreement is approved, and what demands ask of the agreements that cover a system.

use crate::agreement::AgreementKind;
use crate::approval::Approval;
use kernel::{Date, Id, Result};
use std::collections::BTreeMap;
use storage::{FromRow, Read, Row, Tx, statements, values};

statements! {
    APPROVALS_OF = "SELECT p.agreement_id, p.system_id, p.approved_on, p.approved_by, p.decision \
        FROM @agreement_approval AS p WHERE p.agreement_id IN ({ids}) ORDER BY p.system_id";
    SAVE_APPROVAL = "INSERT INTO agreement_approval (tenant_id, agreement_id, system_id, approved_on, approved_by, \
        decision) VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING";
    TAKE_BACK = "DELETE FROM agreement_approval WHERE tenant_id = ?1 AND agreement_id = ?2 AND system_id = ?3";
    COVERING_EACH = "SELECT m.system_id, a.kind, a.starts_on, a.last_day, a.signed_on, p.approved_on \
        FROM @agreement_system AS m JOIN @agreement AS a ON a.id = m.agreement_id \
        LEFT JOIN @agreement_approval AS p ON p.agreement_id = m.agreement_id AND p.system_id = m.system_id \
        WHERE m.system_id IN ({ids}) ORDER BY m.system_id, a.id";
}

/// An agreement as the demands on a system that it covers see it.
#[derive(Clone, Debug)]
pub(crate) struct Covering {
    pub system: Id,
    pub kind: AgreementKind,
    pub from: Date,
    /// The day after which it surely runs no longer.
    pub last_day: Option<Date>,
    pub is_signed: bool,
    pub is_approved: bool,
}

impl FromRow for Covering {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            system: row.get(0)?,
            kind: row.choice(1)?,
            from: row.get(2)?,
            last_day: row.get(3)?,
            is_signed: row.get::<Option<Date>>(4)?.is_some(),
            is_approved: row.get::<Option<Date>>(5)?.is_some(),
        })
    }
}

/// For which of its systems an agreement is approved.
pub(crate) fn approvals_of(read: &Read, agreement: Id) -> Result<Vec<Approval>> {
    Ok(approvals_of_each(read, &[agreement])?.remove(&agreement).unwrap_or_default())
}

/// The same of several agreements.
pub(crate) fn approvals_of_each(read: &Read, agreements: &[Id]) -> Result<BTreeMap<Id, Vec<Approval>>> {
    let mut found: BTreeMap<Id, Vec<Approval>> = BTreeMap::new();
    for (agreement, system, on, by, decision) in
        read.rows_in::<(Id, Id, Date, Option<Id>, Option<String>)>(&APPROVALS_OF, &[], agreements)?
    {
        let approval = Approval { system, on, by, decision: decision.unwrap_or_default() };
        found.entry(agreement).or_default().push(approval);
    }
    Ok(found)
}

pub(crate) fn save_approvals(tx: &mut Tx, agreement: Id, approvals: &[Approval]) -> Result<()> {
    let row = |one: &Approval| {
        let decision = (!one.decision.is_empty()).then(|| one.decision.clone());
        values![agreement, one.system, one.on, one.by, decision].to_vec()
    };
    tx.execute_rows(&SAVE_APPROVAL, approvals.iter().map(row).collect()).map(|_| ())
}

pub(crate) fn take_back_approval(tx: &mut Tx, agreement: Id, system: Id) -> Result<()> {
    tx.execute(&TAKE_BACK, &values![agreement, system]).map(|_| ())
}

/// The agreements that cover each of some systems.
pub(crate) fn covering_each(read: &Read, systems: &[Id]) -> Result<Vec<Covering>> {
    read.rows_in(&COVERING_EACH, &[], systems)
}
