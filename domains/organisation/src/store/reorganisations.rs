//! Planned changes of the organisation, and what they are computed from.

use crate::{Employment, Reorganisation, Site, Unit};
use kernel::{Choice, Date, Error, Id, Result};
use serde::de::DeserializeOwned;
use storage::{FromRow, Read, Row, Tx, statements, values};

macro_rules! columns {
    () => {
        "SELECT g.id, g.name, g.organisations, g.effective_on, g.description, g.steps, g.state, g.decision, g.decided_on, \
         g.decided_by, g.carried_out_on, g.stopped_by, g.revision FROM @reorganisation AS g "
    };
}

statements! {
    REORGANISATION = concat!(columns!(), "WHERE g.id = ?2");
    DUE = "SELECT g.id FROM @reorganisation AS g WHERE g.state = 'decided' AND g.effective_on <= ?2 \
        ORDER BY g.effective_on, g.decided_on, g.id";
    ADD = "INSERT INTO reorganisation (tenant_id, id, name, sort_key, organisations, effective_on, description, steps, \
        state, decision, decided_on, decided_by, carried_out_on, stopped_by, revision) \
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)";
    CHANGE = "UPDATE reorganisation SET name = ?3, sort_key = ?4, organisations = ?5, effective_on = ?6, \
        description = ?7, steps = ?8, state = ?9, decision = ?10, decided_on = ?11, decided_by = ?12, \
        carried_out_on = ?13, stopped_by = ?14, revision = ?15 WHERE tenant_id = ?1 AND id = ?2";
    FORGET_PLACES = "DELETE FROM reorganisation_place WHERE tenant_id = ?1 AND reorganisation_id = ?2";
    ADD_PLACE = "INSERT INTO reorganisation_place (tenant_id, reorganisation_id, place_id, is_changed) \
        VALUES (?1, ?2, ?3, ?4)";
    AT_PLACES = concat!(columns!(), "WHERE g.state IN ('decided', 'carried_out') AND g.id IN \
        (SELECT p.reorganisation_id FROM @reorganisation_place AS p WHERE p.place_id IN ({ids})) \
        ORDER BY g.effective_on DESC, g.id");
    CHANGED_AT = "SELECT p.place_id, p.reorganisation_id, p.is_changed, g.name FROM @reorganisation_place AS p \
        JOIN @reorganisation AS g ON g.id = p.reorganisation_id WHERE p.place_id IN ({ids}) AND g.state = 'decided' \
        AND g.id <> ?2 ORDER BY g.name, p.place_id";
    LATER = "SELECT g.name, g.effective_on FROM @reorganisation AS g WHERE g.state IN ('decided', 'carried_out') \
        AND g.effective_on > ?2 AND g.id <> ?3 AND g.id IN \
        (SELECT p.reorganisation_id FROM @reorganisation_place AS p WHERE p.place_id IN ({ids})) \
        ORDER BY g.effective_on DESC LIMIT 1";
    UNITS_OF = "SELECT u.id, u.name, u.organisation_id, u.parent_id, u.valid_from, u.valid_to, u.revision \
        FROM @unit AS u WHERE u.organisation_id IN ({ids}) ORDER BY u.sort_key, u.id";
    UNITS_BY_ID = "SELECT u.id, u.name, u.organisation_id, u.parent_id, u.valid_from, u.valid_to, u.revision \
        FROM @unit AS u WHERE u.id IN ({ids})";
    SITES_OF = "SELECT t.id, t.name, t.organisation_id, t.address, t.valid_to, t.revision FROM @site AS t \
        WHERE t.organisation_id IN ({ids}) AND (t.valid_to IS NULL OR t.valid_to >= ?2)";
    LASTING_EMPLOYMENTS = "SELECT e.id, e.person_id, e.organisation_id, e.unit_id, e.manager_id, e.valid_from, \
        e.valid_to, e.revision FROM @employment AS e WHERE e.organisation_id IN ({ids}) \
        AND (e.valid_to IS NULL OR e.valid_to >= ?2)";
    ROLES_OF = "SELECT r.id, r.subject_id, r.counts_to FROM @role_assignment AS r WHERE r.person_id IN ({ids}) \
        AND r.counts_from IS NOT NULL ORDER BY r.id";
    // The organisations of the units that a plan names, those that it names itself, and what these lie within; and what lies
    // within those that it makes another.
    TOUCHED = "SELECT a.ancestor_id FROM @reorganisation_place AS p LEFT JOIN @unit AS u ON u.id = p.place_id \
        JOIN @organisation_ancestor AS a ON a.organisation_id = COALESCE(u.organisation_id, p.place_id) \
        WHERE p.reorganisation_id = ?2 UNION SELECT b.organisation_id FROM @reorganisation_place AS p \
        JOIN @organisation_ancestor AS b ON b.ancestor_id = p.place_id WHERE p.reorganisation_id = ?2 AND p.is_changed = 1";
    DECIDED_UNTIL = "SELECT g.id, g.name, g.effective_on FROM @reorganisation AS g WHERE g.state = 'decided' \
        AND g.effective_on <= ?2 ORDER BY g.effective_on, g.id";
    READ_WITHIN = "SELECT r.subject_id, r.within_id FROM @@reach AS r WHERE r.subject_id IN ({ids})";
    ORGANISATIONS_BELOW = "SELECT DISTINCT a.organisation_id FROM @organisation_ancestor AS a WHERE a.ancestor_id IN ({ids})";
}

impl FromRow for Reorganisation {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            name: row.get(1)?,
            organisations: of_json(&row.get::<String>(2)?)?,
            effective_on: row.get(3)?,
            description: row.get(4)?,
            steps: of_json(&row.get::<String>(5)?)?,
            state: row.choice(6)?,
            decision: row.get(7)?,
            decided_on: row.get(8)?,
            decided_by: row.get(9)?,
            carried_out_on: row.get(10)?,
            stopped_by: of_json(&row.get::<String>(11)?)?,
            revision: row.get(12)?,
        })
    }
}

fn of_json<T: DeserializeOwned>(text: &str) -> Result<T> {
    serde_json::from_str(text).map_err(Error::failed)
}

fn to_json(value: &impl serde::Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(Error::failed)
}

/// A reorganisation, whoever asks.
pub(crate) fn reorganisation(read: &Read, id: Id) -> Result<Reorganisation> {
    read.found(&REORGANISATION, &values![id])
}

/// Those that are decided and whose day has come, in the order of their days.
pub(crate) fn due(read: &Read) -> Result<Vec<Id>> {
    Ok(read.rows::<(Id,)>(&DUE, &values![read.today()])?.into_iter().map(|(id,)| id).collect())
}

/// Those decided or carried out that concern any of some units and organisations.
pub(crate) fn reorganisations_at(read: &Read, places: &[Id]) -> Result<Vec<Reorganisation>> {
    read.rows_in(&AT_PLACES, &[], places)
}

/// A unit or organisation that another decided plan names.
pub(crate) struct NamedElsewhere {
    pub place: Id,
    pub is_changed: bool,
    pub plan: String,
}

impl FromRow for NamedElsewhere {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self { place: row.get(0)?, is_changed: row.get(2)?, plan: row.get(3)? })
    }
}

/// Which of some units and organisations other decided plans name.
pub(crate) fn named_elsewhere(read: &Read, plan: Id, places: &[Id]) -> Result<Vec<NamedElsewhere>> {
    read.rows_in(&CHANGED_AT, &values![plan], places)
}

/// The last of the plans decided or carried out for a later day that is about any of some organisations.
pub(crate) fn later_plan(
    read: &Read,
    plan: &Reorganisation,
    organisations: &[Id],
) -> Result<Option<(String, Date)>> {
    let found: Vec<(String, Date)> =
        read.rows_in(&LATER, &values![plan.effective_on, plan.id], organisations)?;
    Ok(found.into_iter().max_by_key(|(_, day)| *day))
}

pub(crate) fn save(tx: &mut Tx, plan: &Reorganisation, is_new: bool) -> Result<()> {
    let values = values![
        plan.id,
        &plan.name,
        texts::sort_key(&plan.name),
        to_json(&plan.organisations)?,
        plan.effective_on,
        &plan.description,
        to_json(&plan.steps)?,
        plan.state.name(),
        &plan.decision,
        plan.decided_on,
        plan.decided_by,
        plan.carried_out_on,
        to_json(&plan.stopped_by)?,
        plan.revision,
    ];
    tx.execute(if is_new { &ADD } else { &CHANGE }, &values)?;
    tx.execute(&FORGET_PLACES, &values![plan.id])?;
    let row = |(place, is_changed): (Id, bool)| values![plan.id, place, is_changed].to_vec();
    tx.execute_rows(&ADD_PLACE, plan.places().into_iter().map(row).collect()).map(|_| ())
}

/// Every organisation that a plan touches, with those above it and those that follow along.
pub(crate) fn touched(read: &Read, plan: Id) -> Result<Vec<Id>> {
    Ok(read.rows::<(Id,)>(&TOUCHED, &values![plan])?.into_iter().map(|(id,)| id).collect())
}

/// The decided plans whose day comes until a day: id, name and day.
pub(crate) fn decided_until(read: &Read, until: Date) -> Result<Vec<(Id, String, Date)>> {
    read.rows(&DECIDED_UNTIL, &values![until])
}

/// What some plans lie within, also by touching it: pairs of a plan and an organisation.
pub(crate) fn read_within(read: &Read, plans: &[Id]) -> Result<Vec<(Id, Id)>> {
    read.rows_in(&READ_WITHIN, &[], plans)
}

pub(crate) fn organisations_below(read: &Read, organisations: &[Id]) -> Result<Vec<Id>> {
    let found: Vec<(Id,)> = read.rows_in(&ORGANISATIONS_BELOW, &[], organisations)?;
    Ok(crate::around_assignments::distinct(found.into_iter().map(|(id,)| id)))
}

pub(crate) fn units_of(read: &Read, organisations: &[Id]) -> Result<Vec<Unit>> {
    read.rows_in(&UNITS_OF, &[], organisations)
}

pub(crate) fn units_by_id(read: &Read, ids: &[Id]) -> Result<Vec<Unit>> {
    read.rows_in(&UNITS_BY_ID, &[], ids)
}

pub(crate) fn sites_of(read: &Read, organisations: &[Id], day: Date) -> Result<Vec<Site>> {
    read.rows_in(&SITES_OF, &values![day], organisations)
}

/// Employments that last on a day or begin later.
pub(crate) fn lasting_employments(read: &Read, organisations: &[Id], day: Date) -> Result<Vec<Employment>> {
    read.rows_in(&LASTING_EMPLOYMENTS, &values![day], organisations)
}

/// The roles of some people that count on any day: the role, what it is held on, and the last day on which it counts.
pub(crate) fn roles_of(read: &Read, people: &[Id]) -> Result<Vec<(Id, Id, Option<Date>)>> {
    read.rows_in(&ROLES_OF, &[], people)
}
