//! The pack by which a day is judged: the one whose validity began last before it.

use crate::adoption::AdoptedPack;
use crate::own_facts::declarations_ever;
use crate::rulebook::Rulebook;
use kernel::{Error, Id, Result};
use policy::{FactDeclaration, Pack, PackSource};
use std::sync::Arc;
use storage::{FromRow, Read, Row, statements, values};

statements! {
    IN_FORCE = "SELECT id FROM @adopted_pack AS p WHERE p.valid_from <= ?2 ORDER BY p.valid_from DESC, p.id DESC LIMIT 1";
    FIRST = "SELECT id FROM @@adopted_pack AS p ORDER BY p.valid_from, p.id LIMIT 1";
    SOURCE = "SELECT p.source, p.overlay FROM @@adopted_pack AS p WHERE p.id = ?2";
}

/// What a federation adopted, as texts.
pub(crate) struct AdoptedTexts {
    pub source: PackSource,
    /// The federation's own entries, if it has any.
    pub overlay: Option<String>,
    /// The facts that only the overlay may speak of.
    pub own_facts: Vec<FactDeclaration>,
}

impl FromRow for AdoptedTexts {
    fn from_row(row: &Row) -> Result<Self> {
        let (source, overlay): (String, String) = (row.get(0)?, row.get(1)?);
        let source = serde_json::from_str(&source).map_err(Error::failed)?;
        let overlay = Some(overlay).filter(|text| !text.is_empty());
        Ok(Self { source, overlay, own_facts: Vec::new() })
    }
}

/// The pack that is in force on the day of the read. Before the first one was valid, the first one is used, so that
/// what was registered earlier can still be looked at.
///
/// # Errors
/// When the federation has adopted none.
pub fn pack_in_force(read: &Read) -> Result<Arc<Pack>> {
    read.once(|| rules_of(read, adopted_in_force(read)?))
}

/// The pack of an adoption as it judges or judged, with the entries that were laid over it then.
///
/// # Errors
/// When the database fails.
pub fn adopted_rules(read: &Read, adopted: &AdoptedPack) -> Result<Arc<Pack>> {
    rules_of(read, adopted.id)
}

/// The id is one of this federation: packs that have been read are kept for all federations together.
fn rules_of(read: &Read, adopted: Id) -> Result<Arc<Pack>> {
    read.attached::<Rulebook>()?.pack(adopted, || adopted_texts(read, adopted))
}

/// The files of the pack of an adoption, without the entries that were laid over it.
///
/// # Errors
/// [`Error::NotFound`] for an adoption that there is not.
pub fn adopted_source(read: &Read, adopted: Id) -> Result<PackSource> {
    Ok(adopted_texts(read, adopted)?.source)
}

/// The files of the pack that is in force on the day of the read, without the federation's own entries.
///
/// # Errors
/// When the federation has adopted none.
pub fn source_in_force(read: &Read) -> Result<PackSource> {
    Ok(adopted_texts(read, adopted_in_force(read)?)?.source)
}

/// The texts of an adoption.
pub(crate) fn adopted_texts(read: &Read, adopted: Id) -> Result<AdoptedTexts> {
    let texts: AdoptedTexts = read.found(&SOURCE, &values![adopted])?;
    let own_facts = if texts.overlay.is_some() { declarations_ever(read)? } else { Vec::new() };
    Ok(AdoptedTexts { own_facts, ..texts })
}

/// The adoption by which the day of the read is judged.
pub(crate) fn adopted_in_force(read: &Read) -> Result<Id> {
    let in_force: Option<(Id,)> = read.one(&IN_FORCE, &values![read.today()])?;
    match in_force {
        Some((id,)) => Ok(id),
        None => {
            Ok(read.one::<(Id,)>(&FIRST, &[])?.ok_or_else(|| Error::failed("no pack has been adopted"))?.0)
        }
    }
}
