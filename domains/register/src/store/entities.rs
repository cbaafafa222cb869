//! Reads which legal entity the owner of a system is part of, and the common systems of a whole legal entity.

use kernel::{Id, Result};
use std::collections::BTreeMap;
use storage::{FromRow, Read, Row, statements};

statements! {
    LEGAL_ENTITIES_OF = "SELECT a.organisation_id, a.ancestor_id FROM @organisation_ancestor AS a \
        JOIN @organisation AS o ON o.id = a.ancestor_id WHERE a.organisation_id IN ({ids}) \
        AND o.kind IN ('municipal_federation', 'joint_committee', 'municipality', 'municipal_company') \
        ORDER BY a.distance DESC";
    COMMON_SYSTEMS_WITHIN = "SELECT a.ancestor_id, s.organisation, s.id, s.common_system, \
        CASE WHEN s.lifecycle_state = 'retired' THEN 1 ELSE 0 END FROM @organisation_ancestor AS a \
        JOIN @system AS s ON s.organisation = a.organisation_id \
        WHERE a.ancestor_id IN ({ids}) AND s.common_system IS NOT NULL";
}

/// A system that is a common system of its legal entity.
#[derive(Clone, Debug)]
pub(crate) struct CommonSystem {
    pub entity: Id,
    owner: Id,
    pub id: Id,
    /// Which of the pack's common systems it is.
    pub common_system: String,
    pub is_retired: bool,
}

impl FromRow for CommonSystem {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            entity: row.get(0)?,
            owner: row.get(1)?,
            id: row.get(2)?,
            common_system: row.get(3)?,
            is_retired: row.get(4)?,
        })
    }
}

/// The nearest legal entity that each organisation is or lies within; one that lies within none stands for itself.
pub(crate) fn entities_of(read: &Read, organisations: &[Id]) -> Result<BTreeMap<Id, Id>> {
    let mut entities: BTreeMap<Id, Id> = organisations.iter().map(|id| (*id, *id)).collect();
    // The nearest comes last.
    entities.extend(read.rows_in::<(Id, Id)>(&LEGAL_ENTITIES_OF, &[], organisations)?);
    Ok(entities)
}

/// The common systems of some legal entities. What lies within one may be an entity of its own, such as a company:
/// its systems are not counted twice.
pub(crate) fn common_systems_of(read: &Read, entities: &[Id]) -> Result<Vec<CommonSystem>> {
    let mut found: Vec<CommonSystem> = read.rows_in(&COMMON_SYSTEMS_WITHIN, &[], entities)?;
    let mut owners: Vec<Id> = found.iter().map(|one| one.owner).collect();
    owners.sort_unstable();
    owners.dedup();
    let nearest = entities_of(read, &owners)?;
    found.retain(|one| nearest.get(&one.owner) == Some(&one.entity));
    Ok(found)
}
