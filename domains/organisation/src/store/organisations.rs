//! Organisations with everything that they lie within, units and sites.

use crate::store::keys_of_name;
use crate::{Organisation, OrganisationKind, Site, Unit};
use kernel::{Choice, Custom, Id, Result};
use std::collections::BTreeMap;
use storage::{FromRow, Read, Row, Tx, statements, values};

macro_rules! organisation_columns {
    () => {
        "SELECT o.id, o.name, o.kind, o.parent_id, o.local_number, o.organisation_number, o.runs_it, o.is_own, \
         o.website, o.notes, o.valid_from, o.valid_to, o.revision, o.accent FROM @organisation AS o "
    };
}

statements! {
    ORGANISATION = concat!(organisation_columns!(), "WHERE o.id = ?2");
    ORGANISATIONS_IN = concat!(organisation_columns!(), "WHERE o.id IN ({ids})");
    OWN_ORGANISATION = concat!(organisation_columns!(), "WHERE o.is_own = 1 ORDER BY o.id");
    ORGANISATIONS_NAMED = concat!(organisation_columns!(), "WHERE o.sort_key >= ?2 AND o.sort_key < ?3 ORDER BY o.id LIMIT 10");
    ADD_ORGANISATION = "INSERT INTO organisation (tenant_id, id, name, sort_key, kind, parent_id, local_number, \
        organisation_number, runs_it, is_own, website, notes, valid_from, valid_to, revision, accent) \
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)";
    CHANGE_ORGANISATION = "UPDATE organisation SET name = ?3, sort_key = ?4, kind = ?5, parent_id = ?6, \
        local_number = ?7, organisation_number = ?8, runs_it = ?9, is_own = ?10, website = ?11, notes = ?12, \
        valid_from = ?13, valid_to = ?14, revision = ?15, accent = ?16 WHERE tenant_id = ?1 AND id = ?2";
    // That of the nearest which has one, itself included.
    ACCENT = "SELECT o.accent FROM @organisation_ancestor AS a JOIN @organisation AS o ON o.id = a.ancestor_id \
        WHERE a.organisation_id = ?2 AND o.accent <> '' ORDER BY a.distance, o.id LIMIT 1";
    ANCESTORS = "SELECT a.ancestor_id FROM @organisation_ancestor AS a WHERE a.organisation_id = ?2 \
        ORDER BY a.distance, a.ancestor_id";
    ANCESTORS_IN = "SELECT a.organisation_id, a.ancestor_id FROM @organisation_ancestor AS a \
        WHERE a.organisation_id IN ({ids}) ORDER BY a.organisation_id, a.distance, a.ancestor_id";
    LINES_OF = "SELECT a.organisation_id, o.kind, o.is_own, o.runs_it FROM @@organisation_ancestor AS a \
        JOIN @@organisation AS o ON o.id = a.ancestor_id WHERE a.organisation_id IN ({ids}) \
        ORDER BY a.organisation_id, a.distance, o.id";
    DESCENDANTS = "SELECT a.organisation_id FROM @organisation_ancestor AS a WHERE a.ancestor_id = ?2 \
        ORDER BY a.distance, a.organisation_id";
    LEGAL_ENTITIES = "SELECT o.id FROM @organisation AS o WHERE o.kind IN ('municipal_federation', 'joint_committee', \
        'municipality', 'municipal_company') ORDER BY o.id";
    SUPPLIERS = "SELECT o.id FROM @organisation AS o WHERE o.kind = 'supplier' ORDER BY o.id";
    LEGAL_ENTITY = "SELECT o.id FROM @organisation_ancestor AS a JOIN @organisation AS o ON o.id = a.ancestor_id \
        WHERE a.organisation_id = ?2 AND o.kind IN ('municipal_federation', 'joint_committee', 'municipality', \
        'municipal_company') ORDER BY a.distance LIMIT 1";
    LEGAL_ENTITIES_OF = "SELECT a.organisation_id, a.ancestor_id FROM @organisation_ancestor AS a \
        JOIN @organisation AS o ON o.id = a.ancestor_id WHERE a.organisation_id IN ({ids}) \
        AND o.kind IN ('municipal_federation', 'joint_committee', 'municipality', 'municipal_company') \
        ORDER BY a.distance DESC";
    FORGET_ANCESTORS = "DELETE FROM organisation_ancestor WHERE tenant_id = ?1 AND organisation_id = ?2";
    ADD_ANCESTOR = "INSERT INTO organisation_ancestor (tenant_id, organisation_id, ancestor_id, distance) \
        VALUES (?1, ?2, ?3, ?4)";
    REACHED_FROM = "SELECT r.subject_id, r.within_id FROM @@reach AS r WHERE r.by_use = 0 AND r.subject_id IN \
        (SELECT q.subject_id FROM @@reach AS q WHERE q.within_id = ?2 AND q.by_use = 0) ORDER BY r.subject_id, r.within_id";
    HAS_WITHIN = "SELECT CASE WHEN EXISTS (SELECT 1 FROM @@reach AS r WHERE r.within_id = ?2 AND r.subject_id <> ?2 \
        AND NOT EXISTS (SELECT 1 FROM @organisation AS o WHERE o.id = r.subject_id AND o.kind = 'supplier') \
        AND NOT EXISTS (SELECT 1 FROM @person AS p WHERE p.id = r.subject_id AND p.kind = 'external' \
        AND (p.organisation_id IS NULL OR p.organisation_id <> ?2))) THEN 1 ELSE 0 END";
    UNIT = "SELECT u.id, u.name, u.organisation_id, u.parent_id, u.valid_from, u.valid_to, u.revision FROM @unit AS u WHERE u.id = ?2";
    UNITS_NAMED = "SELECT u.id, u.name, u.organisation_id, u.parent_id, u.valid_from, u.valid_to, u.revision FROM @unit AS u \
        WHERE u.organisation_id = ?2 AND u.sort_key >= ?3 AND u.sort_key < ?4 ORDER BY u.id LIMIT 10";
    HAS_UNIT_PARTS = "SELECT CASE WHEN EXISTS (SELECT 1 FROM @unit AS u WHERE u.organisation_id = ?3 \
        AND u.parent_id = ?2) OR EXISTS (SELECT 1 FROM @employment AS e WHERE e.organisation_id = ?3 \
        AND e.unit_id = ?2 AND (e.valid_to IS NULL OR e.valid_to >= ?4)) THEN 1 ELSE 0 END";
    ADD_UNIT = "INSERT INTO unit (tenant_id, id, name, sort_key, organisation_id, parent_id, valid_from, valid_to, \
        revision) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
    CHANGE_UNIT = "UPDATE unit SET name = ?3, sort_key = ?4, organisation_id = ?5, parent_id = ?6, valid_from = ?7, \
        valid_to = ?8, revision = ?9 WHERE tenant_id = ?1 AND id = ?2";
    SITE = "SELECT t.id, t.name, t.organisation_id, t.address, t.valid_to, t.revision FROM @site AS t WHERE t.id = ?2";
    ADD_SITE = "INSERT INTO site (tenant_id, id, name, sort_key, organisation_id, address, valid_to, revision) \
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
    CHANGE_SITE = "UPDATE site SET name = ?3, sort_key = ?4, organisation_id = ?5, address = ?6, valid_to = ?7, \
        revision = ?8 WHERE tenant_id = ?1 AND id = ?2";
}

impl FromRow for Organisation {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            name: row.get(1)?,
            kind: row.choice(2)?,
            parent: row.get(3)?,
            local_number: row.get(4)?,
            organisation_number: row.get(5)?,
            runs_it: row.get(6)?,
            is_own: row.get(7)?,
            website: row.get(8)?,
            notes: row.get(9)?,
            from: row.get(10)?,
            to: row.get(11)?,
            custom: Custom::default(),
            revision: row.get(12)?,
            accent: row.get(13)?,
        })
    }
}

impl FromRow for Unit {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            name: row.get(1)?,
            organisation: row.get(2)?,
            parent: row.get(3)?,
            from: row.get(4)?,
            to: row.get(5)?,
            custom: Custom::default(),
            revision: row.get(6)?,
        })
    }
}

impl FromRow for Site {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            name: row.get(1)?,
            organisation: row.get(2)?,
            address: row.get(3)?,
            to: row.get(4)?,
            custom: Custom::default(),
            revision: row.get(5)?,
        })
    }
}

/// An organisation, whoever asks.
///
/// # Errors
/// [`kernel::Error::NotFound`] without one.
pub fn organisation(read: &Read, id: Id) -> Result<Organisation> {
    read.found(&ORGANISATION, &values![id])
}

/// Organisations by their ids, in no order; unknown ids are left out.
///
/// # Errors
/// When the database fails.
pub fn organisations(read: &Read, ids: &[Id]) -> Result<Vec<Organisation>> {
    read.rows_in(&ORGANISATIONS_IN, &[], ids)
}

/// The federation's own organisation, once it has been entered.
///
/// # Errors
/// When the database fails.
pub fn own_organisation(read: &Read) -> Result<Option<Organisation>> {
    read.one(&OWN_ORGANISATION, &[])
}

/// Organisations of a name, whatever its capitals.
///
/// # Errors
/// When the database fails.
pub fn organisations_named(read: &Read, name: &str) -> Result<Vec<Organisation>> {
    let (from, to) = keys_of_name(name);
    read.rows(&ORGANISATIONS_NAMED, &values![from, to])
}

/// The colour of what is printed in the name of an organisation: its own, else that of the nearest above which has one.
///
/// # Errors
/// When the database fails.
pub fn accent_of(read: &Read, organisation: Id) -> Result<Option<String>> {
    Ok(read.one::<(String,)>(&ACCENT, &values![organisation])?.map(|(accent,)| accent))
}

/// An organisation and all that it lies within, the nearest first.
///
/// # Errors
/// When the database fails.
pub fn ancestors_or_self(read: &Read, id: Id) -> Result<Vec<Id>> {
    Ok(read.rows::<(Id,)>(&ANCESTORS, &values![id])?.into_iter().map(|(id,)| id).collect())
}

/// The same for many organisations at once: pairs of an organisation and what it lies within, itself included.
///
/// # Errors
/// When the database fails.
pub fn ancestors_of_all(read: &Read, ids: &[Id]) -> Result<Vec<(Id, Id)>> {
    read.rows_in(&ANCESTORS_IN, &[], ids)
}

/// What decides how far a role reaches, of an organisation or of one that it lies within.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LineOfPlaces {
    pub kind: OrganisationKind,
    pub is_own: bool,
    pub runs_it: Option<bool>,
}

/// An organisation with what decides.
struct PlaceRow(Id, LineOfPlaces);

impl FromRow for PlaceRow {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self(
            row.get(0)?,
            LineOfPlaces { kind: row.choice(1)?, is_own: row.get(2)?, runs_it: row.get(3)? },
        ))
    }
}

/// Some organisations as they stand now, each with what it lies within, the nearest first.
pub(crate) fn lines_of(read: &Read, ids: &[Id]) -> Result<BTreeMap<Id, Vec<LineOfPlaces>>> {
    let mut lines: BTreeMap<Id, Vec<LineOfPlaces>> = BTreeMap::new();
    for PlaceRow(organisation, place) in read.rows_in(&LINES_OF, &[], ids)? {
        lines.entry(organisation).or_default().push(place);
    }
    Ok(lines)
}

/// An organisation and all that lies within it, the nearest first.
///
/// # Errors
/// When the database fails.
pub fn descendants_or_self(read: &Read, id: Id) -> Result<Vec<Id>> {
    Ok(read.rows::<(Id,)>(&DESCENDANTS, &values![id])?.into_iter().map(|(id,)| id).collect())
}

/// The nearest legal entity that an organisation is or lies within.
///
/// # Errors
/// When the database fails.
pub fn legal_entity(read: &Read, id: Id) -> Result<Option<Id>> {
    Ok(read.one::<(Id,)>(&LEGAL_ENTITY, &values![id])?.map(|(id,)| id))
}

/// The nearest legal entity that each of many organisations is or lies within; those that lie within none are left out.
///
/// # Errors
/// When the database fails.
pub fn legal_entities_of(read: &Read, ids: &[Id]) -> Result<BTreeMap<Id, Id>> {
    // The nearest comes last, and stays.
    Ok(read.rows_in::<(Id, Id)>(&LEGAL_ENTITIES_OF, &[], ids)?.into_iter().collect())
}

/// All organisations that employ in their own name.
pub(crate) fn legal_entities(read: &Read) -> Result<Vec<Id>> {
    Ok(read.rows::<(Id,)>(&LEGAL_ENTITIES, &[])?.into_iter().map(|(id,)| id).collect())
}

pub(crate) fn suppliers(read: &Read) -> Result<Vec<Id>> {
    Ok(read.rows::<(Id,)>(&SUPPLIERS, &[])?.into_iter().map(|(id,)| id).collect())
}

/// What every subject lies within that lies within an organisation: pairs of subject and whole.
pub(crate) fn reached_from(read: &Read, organisation: Id) -> Result<Vec<(Id, Id)>> {
    read.rows(&REACHED_FROM, &values![organisation])
}

/// Whether anything belongs to an organisation: people, units, sites, organisations below it, records of other rooms.
/// Suppliers and people from outside lie within every legal entity and belong to none of them.
pub(crate) fn has_anything_within(read: &Read, organisation: Id) -> Result<bool> {
    Ok(read.count(&HAS_WITHIN, &values![organisation])? > 0)
}

pub(crate) fn save_organisation(tx: &mut Tx, organisation: &Organisation, is_new: bool) -> Result<()> {
    let values = values![
        organisation.id,
        &organisation.name,
        texts::sort_key(&organisation.name),
        organisation.kind.name(),
        organisation.parent,
        &organisation.local_number,
        &organisation.organisation_number,
        organisation.runs_it,
        organisation.is_own,
        &organisation.website,
        &organisation.notes,
        organisation.from,
        organisation.to,
        organisation.revision,
        &organisation.accent,
    ];
    let statement = if is_new { &ADD_ORGANISATION } else { &CHANGE_ORGANISATION };
    tx.execute(statement, &values).map(|_| ())
}

pub(crate) fn replace_ancestors(tx: &mut Tx, organisation: Id, ancestors: &[Id]) -> Result<()> {
    tx.execute(&FORGET_ANCESTORS, &values![organisation])?;
    let row = |(distance, ancestor)| values![organisation, ancestor, distance].to_vec();
    tx.execute_rows(&ADD_ANCESTOR, (0_i64..).zip(ancestors).map(row).collect()).map(|_| ())
}

/// A unit, whoever asks.
///
/// # Errors
/// [`kernel::Error::NotFound`] without one.
pub fn unit(read: &Read, id: Id) -> Result<Unit> {
    read.found(&UNIT, &values![id])
}

/// Units of a name in an organisation.
///
/// # Errors
/// When the database fails.
pub fn units_named(read: &Read, organisation: Id, name: &str) -> Result<Vec<Unit>> {
    let (from, to) = keys_of_name(name);
    read.rows(&UNITS_NAMED, &values![organisation, from, to])
}

/// Whether units lie within a unit, or somebody works there or will.
pub(crate) fn has_unit_parts(read: &Read, unit: &Unit) -> Result<bool> {
    Ok(read.count(&HAS_UNIT_PARTS, &values![unit.id, unit.organisation, read.today()])? > 0)
}

pub(crate) fn save_unit(tx: &mut Tx, unit: &Unit, is_new: bool) -> Result<()> {
    let sort_key = texts::sort_key(&unit.name);
    let values = values![
        unit.id,
        &unit.name,
        sort_key,
        unit.organisation,
        unit.parent,
        unit.from,
        unit.to,
        unit.revision,
    ];
    tx.execute(if is_new { &ADD_UNIT } else { &CHANGE_UNIT }, &values).map(|_| ())
}

/// A site, whoever asks.
///
/// # Errors
/// [`kernel::Error::NotFound`] without one.
pub fn site(read: &Read, id: Id) -> Result<Site> {
    read.found(&SITE, &values![id])
}

pub(crate) fn save_site(tx: &mut Tx, site: &Site, is_new: bool) -> Result<()> {
    let sort_key = texts::sort_key(&site.name);
    let values =
        values![site.id, &site.name, sort_key, site.organisation, &site.address, site.to, site.revision];
    tx.execute(if is_new { &ADD_SITE } else { &CHANGE_SITE }, &values).map(|_| ())
}
