//! A pack that the federation has adopted: which one, from when, with which entries of its own, and on which decision.

use crate::pack_in_force::adopted_in_force;
use kernel::{Date, FieldKind, Id, Result, SubjectKind, record_fields};
use storage::{Filter, FromRow, Listing, Query, Read, Row, Sort, SortKey, statements, values};

/// What the audit log calls an adopted pack.
pub const POLICY_PACK: SubjectKind = SubjectKind("policy_pack");

/// What is decided when a pack is adopted. Swedish: beslut om regelpaket.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Adoption {
    /// Id of the pack.
    pub pack: String,
    /// The first day that it judges.
    pub valid_from: Option<Date>,
    /// The federation's own entries over the pack, as TOML; empty: none.
    pub overlay: String,
    pub decision: String,
    pub reason: String,
}

record_fields! { Adoption {
    pack: FieldKind::Text { max_chars: 100 }, required;
    valid_from: FieldKind::Date, required;
    overlay: FieldKind::LongText { max_chars: 200_000 };
    decision: FieldKind::Text { max_chars: 200 }, required;
    reason: FieldKind::LongText { max_chars: 2_000 }, required;
} }

/// A pack in the register of the federation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AdoptedPack {
    pub id: Id,
    pub version: String,
    pub adoption: Adoption,
}

impl FromRow for AdoptedPack {
    fn from_row(row: &Row) -> Result<Self> {
        let adoption = Adoption {
            pack: row.get(2)?,
            valid_from: Some(row.get(3)?),
            overlay: row.get(4)?,
            decision: row.get(5)?,
            reason: row.get(6)?,
        };
        Ok(Self { id: row.get(0)?, version: row.get(1)?, adoption })
    }
}

/// The packs that the federation has adopted.
pub const ADOPTED_PACKS: Listing = Listing {
    name: "findings::adopted_packs",
    columns: "s.id, s.version, s.pack_id, s.valid_from, s.overlay, s.decision, s.reason",
    tables: "@adopted_pack AS s",
    beside: &[],
    id: "s.id",
    id_is_number: false,
    filters: &[Filter { name: "pack", sql: "s.pack_id = ?" }],
    sorts: &[Sort { name: "valid_from", sql: "s.valid_from", key: SortKey::Text }],
};

statements! {
    BY_ID = "SELECT s.id, s.version, s.pack_id, s.valid_from, s.overlay, s.decision, s.reason FROM @adopted_pack AS s \
        WHERE s.id = ?2";
    BY_ID_OF_NOW = "SELECT s.id, s.version, s.pack_id, s.valid_from, s.overlay, s.decision, s.reason \
        FROM @@adopted_pack AS s WHERE s.id = ?2";
}

/// The packs that the federation has adopted last, the newest first.
///
/// # Errors
/// When the database fails.
pub fn adopted_packs(read: &Read) -> Result<Vec<AdoptedPack>> {
    const MOST: i64 = 200;
    Ok(ADOPTED_PACKS.page(read, &Query::first(MOST).sorted_by("valid_from", true))?.items)
}

/// The federation's own entries as they are laid over a pack in force; none if another pack is.
#[must_use]
pub fn own_entries_for(in_force: &AdoptedPack, pack: &str) -> String {
    if in_force.adoption.pack == pack { in_force.adoption.overlay.clone() } else { String::new() }
}

/// One adopted pack.
///
/// # Errors
/// [`kernel::Error::NotFound`] for one that there is not.
pub fn adopted_pack(read: &Read, id: Id) -> Result<AdoptedPack> {
    read.found(&BY_ID, &values![id])
}

/// The adoption by which the day of the read is judged.
///
/// # Errors
/// When the federation has adopted none.
pub fn adoption_in_force(read: &Read) -> Result<AdoptedPack> {
    read.found(&BY_ID_OF_NOW, &values![adopted_in_force(read)?])
}
