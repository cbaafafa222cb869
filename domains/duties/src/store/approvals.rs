//! Reads and writes approvals for operation.

use crate::operation_approval::OperationApproval;
use kernel::{Id, Result};
use register::Withdrawal;
use std::collections::BTreeMap;
use storage::{FromRow, Read, Row, Tx, statements, values};

macro_rules! approval_columns {
    () => {
        "a.id, a.revision, a.system_id, a.version, a.remarks, a.approved_by, a.approved_by_name, a.approved_on, \
         a.revoked_on, a.revoked_because"
    };
}

statements! {
    APPROVALS_BY_ID =
        concat!("SELECT ", approval_columns!(), " FROM @operation_approval AS a WHERE a.id IN ({ids})");
    PROTOCOLS_OF_APPROVALS = "SELECT approval_id, protocol_id FROM @approval_protocol AS p \
        WHERE approval_id IN ({ids}) ORDER BY approval_id, protocol_id";
    APPROVAL_IN_FORCE = concat!("SELECT ", approval_columns!(), " FROM @operation_approval AS a \
        WHERE a.system_id = ?2 AND a.version = ?3 AND a.revoked_on IS NULL ORDER BY a.approved_on DESC, a.id DESC LIMIT 1");
    APPROVAL_OF_PROTOCOL = concat!("SELECT ", approval_columns!(), " FROM @approval_protocol AS p \
        JOIN @operation_approval AS a ON a.id = p.approval_id WHERE p.protocol_id = ?2 AND a.revoked_on IS NULL \
        ORDER BY a.approved_on DESC, a.id DESC LIMIT 1");
    SAVE_APPROVAL = "INSERT INTO operation_approval (tenant_id, id, revision, updated_at, sort_key, system_id, version, \
        remarks, approved_by, approved_by_name, approved_on, revoked_on, revoked_because) \
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13) ON CONFLICT (tenant_id, id) DO UPDATE SET \
        revision = excluded.revision, updated_at = excluded.updated_at, revoked_on = excluded.revoked_on, \
        revoked_because = excluded.revoked_because";
    ADD_PROTOCOL = "INSERT INTO approval_protocol (tenant_id, approval_id, protocol_id) VALUES (?1, ?2, ?3) \
        ON CONFLICT (tenant_id, approval_id, protocol_id) DO NOTHING";
}

impl FromRow for OperationApproval {
    fn from_row(row: &Row) -> Result<Self> {
        let revoked_on: Option<_> = row.get(8)?;
        let because: Option<String> = row.get(9)?;
        Ok(Self {
            id: row.get(0)?,
            revision: row.get(1)?,
            system: row.get(2)?,
            version: row.get(3)?,
            protocols: Vec::new(),
            remarks: row.get(4)?,
            approved_by: row.get(5)?,
            approved_by_name: row.get(6)?,
            approved_on: row.get(7)?,
            revoked: revoked_on.map(|on| Withdrawal { on, because: because.unwrap_or_default() }),
        })
    }
}

pub(crate) fn find_approval(read: &Read, id: Id) -> Result<Option<OperationApproval>> {
    Ok(approvals_by_id(read, &[id])?.into_iter().next())
}

/// Approvals with the protocols that they build on, in no order.
pub(crate) fn approvals_by_id(read: &Read, ids: &[Id]) -> Result<Vec<OperationApproval>> {
    let mut found: Vec<OperationApproval> = read.rows_in(&APPROVALS_BY_ID, &[], ids)?;
    let mut protocols: BTreeMap<Id, Vec<Id>> = BTreeMap::new();
    for (approval, protocol) in read.rows_in::<(Id, Id)>(&PROTOCOLS_OF_APPROVALS, &[], ids)? {
        protocols.entry(approval).or_default().push(protocol);
    }
    for one in &mut found {
        one.protocols = protocols.remove(&one.id).unwrap_or_default();
    }
    Ok(found)
}

/// The approval of a version that holds today, without its protocols.
pub(crate) fn approval_in_force(read: &Read, system: Id, version: &str) -> Result<Option<OperationApproval>> {
    read.one(&APPROVAL_IN_FORCE, &values![system, version])
}

/// An approval that holds today and builds on a protocol, without its protocols.
pub(crate) fn approval_of_protocol(read: &Read, protocol: Id) -> Result<Option<OperationApproval>> {
    read.one(&APPROVAL_OF_PROTOCOL, &values![protocol])
}

/// Writes an approval; of one that stands already only that it is revoked.
pub(crate) fn save_approval(tx: &mut Tx, approval: &OperationApproval) -> Result<()> {
    let revoked = approval.revoked.as_ref();
    let values = values![
        approval.id,
        approval.revision,
        tx.instant(),
        texts::sort_key(&approval.version),
        approval.system,
        &approval.version,
        &approval.remarks,
        approval.approved_by,
        &approval.approved_by_name,
        approval.approved_on,
        revoked.map(|one| one.on),
        revoked.map(|one| one.because.as_str()),
    ];
    tx.execute(&SAVE_APPROVAL, &values)?;
    let rows = approval.protocols.iter().map(|protocol| values![approval.id, *protocol].to_vec());
    tx.execute_rows(&ADD_PROTOCOL, rows.collect()).map(|_| ())
}
