//! Shares: what an organisation has decided that the employees of another one may read of its records. They follow from
//! the decisions, which carry the audit events.

use crate::grant::{is_to_read, validity};
use kernel::{Error, Id, Period, Permission, Result, SubjectKind};
use storage::{Tx, statements, values};

/// Fields of one kind of record that are shown together, and the permission that opens them. Every room that has records
/// which can be shown names its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldGroup {
    pub kind: SubjectKind,
    /// Such as `base`, which is what the others of its kind need: without it the record itself is not seen.
    pub name: &'static str,
    pub permission: Permission,
}

impl FieldGroup {
    pub const BASE: &'static str = "base";

    /// Whether the record itself is seen only with this group.
    #[must_use]
    pub fn is_base(&self) -> bool {
        self.name == Self::BASE
    }
}

/// What one organisation shows another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// The employees of this legal entity are shown it.
    pub receiver: Id,
    pub kind: SubjectKind,
    pub permission: Permission,
    pub valid: Period,
}

statements! {
    FORGET_SHARES = "DELETE FROM share WHERE tenant_id = ?1 AND owner_id = ?2";
    SHARE = "INSERT INTO share (tenant_id, owner_id, receiver_id, kind, permission, valid_from, valid_to) \
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) \
        ON CONFLICT (tenant_id, receiver_id, permission, owner_id, kind, valid_from) DO UPDATE SET \
        valid_to = CASE WHEN excluded.valid_to > share.valid_to THEN excluded.valid_to ELSE share.valid_to END";
    SAY_OWNER = "INSERT INTO reach (tenant_id, subject_id, within_id, by_use, kind, entity_id) \
        VALUES (?1, ?2, ?3, 0, ?4, ?5) ON CONFLICT (tenant_id, subject_id, within_id) DO UPDATE SET \
        kind = excluded.kind, entity_id = excluded.entity_id";
}

/// Replaces everything that an organisation shares: of what it owns, never of what it merely uses.
///
/// # Errors
/// When a permission is not one to read, which no decision can share; or when the database fails.
pub fn set_shares(tx: &mut Tx, owner: Id, shares: &[Share]) -> Result<()> {
    if let Some(other) = shares.iter().find(|share| !is_to_read(share.permission.name())) {
        return Err(Error::failed(format!("{} cannot be shared", other.permission.name())));
    }
    tx.execute_unaudited(&FORGET_SHARES, &values![owner])?;
    for share in shares {
        let (from, to) = validity(share.valid);
        let values = values![owner, share.receiver, share.kind.name(), share.permission.name(), from, to];
        tx.execute_unaudited(&SHARE, &values)?;
    }
    Ok(())
}

/// Says of which kind some subjects are, and which legal entity owns each: a share opens records of one kind that the
/// entity owns itself, not those of another entity that lies within it.
///
/// # Errors
/// When the database fails.
pub fn say_owner(tx: &mut Tx, kind: SubjectKind, subjects: impl IntoIterator<Item = (Id, Id)>) -> Result<()> {
    let row = |(id, entity): (Id, Id)| values![id, id, kind.name(), entity].to_vec();
    tx.execute_rows_unaudited(&SAY_OWNER, subjects.into_iter().map(row).collect()).map(|_| ())
}
