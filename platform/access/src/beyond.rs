//! What somebody would give away that they do not have themselves.

use kernel::{Id, Result};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use storage::{FromRow, Read, Row, statements, values};

statements! {
    BEYOND = "SELECT p.core_function, p.permission FROM @@function_permission AS p WHERE NOT EXISTS \
        (SELECT 1 FROM @@permission_grant AS g JOIN @@function_permission AS f ON f.core_function = g.core_function \
        WHERE g.person_id = ?2 AND f.permission = p.permission AND g.valid_from <= ?3 AND g.valid_to >= ?3 \
        AND g.source_id <> ?6 AND (f.scope = 'federation' OR (p.scope <> 'federation' \
        AND EXISTS (SELECT 1 FROM @@reach AS r WHERE r.subject_id = ?4 AND r.by_use = 0 AND (r.within_id = g.subject_id \
        OR (f.scope = 'own_organisation' AND r.within_id = g.home_id))) \
        AND (p.scope <> 'own_organisation' OR EXISTS (SELECT 1 FROM @@reach AS h WHERE h.subject_id = ?5 \
        AND h.by_use = 0 AND (h.within_id = g.subject_id OR (f.scope = 'own_organisation' AND h.within_id = g.home_id)))) \
        ))) ORDER BY p.core_function, p.permission";
    GIVEN = "SELECT p.core_function, p.permission FROM @@function_permission AS p ORDER BY p.core_function, p.permission";
    PLACES = "SELECT r.subject_id, r.within_id FROM @@reach AS r WHERE r.subject_id IN ({ids}) AND r.by_use = 0 \
        AND EXISTS (SELECT 1 FROM @@permission_grant AS g WHERE g.person_id = ?2 AND g.valid_from <= ?3 \
        AND g.valid_to >= ?3 AND (g.subject_id = r.within_id OR g.home_id = r.within_id))";
}

/// A permission that goes with a core function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beyond {
    pub core_function: String,
    pub permission: String,
}

impl FromRow for Beyond {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self { core_function: row.get(0)?, permission: row.get(1)? })
    }
}

/// What each core function, held at a subject by somebody whose home is given, may do that the actor may not do at
/// least as widely. What one source gives the actor can be left out of account. Nothing is beyond trusted actors; what a
/// token does not carry is beyond it, whatever its owner may.
///
/// # Errors
/// When the database fails.
pub fn beyond(read: &Read, subject: Id, home: Id, leaving_out: Option<Id>) -> Result<Vec<Beyond>> {
    let actor = read.actor();
    let Some(person) = actor.person.filter(|_| !actor.is_trusted()) else { return Ok(Vec::new()) };
    // A subject is never a source: naming it leaves nothing out.
    let left_out = leaving_out.unwrap_or(subject);
    let mut beyond: Vec<Beyond> =
        read.rows(&BEYOND, &values![person, actor.today(), subject, home, left_out])?;
    if let Some(only) = &actor.only {
        let given: Vec<Beyond> = read.rows(&GIVEN, &[])?;
        beyond.extend(given.into_iter().filter(|one| !only.contains(&one.permission)));
    }
    Ok(beyond)
}

/// The same question about many subjects and homes. What is beyond the actor depends on nothing but where the actor has
/// anything at all that the two lie within, and that is the same for most: each different case is asked once.
#[derive(Debug, Default)]
pub struct BeyondMany {
    /// Where the actor has anything that a subject or home lies within.
    places: BTreeMap<Id, BTreeSet<Id>>,
    /// What the question was prepared for; about anything else it is asked by itself.
    prepared: BTreeSet<Id>,
    answers: BTreeMap<Case, Rc<[Beyond]>>,
}

/// Where the actor has anything that the subject lies within, and that the home does.
type Case = (BTreeSet<Id>, BTreeSet<Id>);

impl BeyondMany {
    /// Prepares the question for subjects and homes.
    ///
    /// # Errors
    /// When the database fails.
    pub fn of(read: &Read, subjects_and_homes: &[Id]) -> Result<Self> {
        let mut places: BTreeMap<Id, BTreeSet<Id>> = BTreeMap::new();
        let actor = read.actor();
        if let Some(person) = actor.person.filter(|_| !actor.is_trusted()) {
            let values = values![person, actor.today()];
            for (subject, whole) in read.rows_in::<(Id, Id)>(&PLACES, &values, subjects_and_homes)? {
                places.entry(subject).or_default().insert(whole);
            }
        }
        let prepared = subjects_and_homes.iter().copied().collect();
        Ok(Self { places, prepared, answers: BTreeMap::new() })
    }

    /// As [`beyond`], leaving nothing out.
    ///
    /// # Errors
    /// When the database fails.
    pub fn ask(&mut self, read: &Read, subject: Id, home: Id) -> Result<Rc<[Beyond]>> {
        if ![subject, home].iter().all(|id| self.prepared.contains(id)) {
            return Ok(beyond(read, subject, home, None)?.into());
        }
        let places = |id: &Id| self.places.get(id).cloned().unwrap_or_default();
        let case = (places(&subject), places(&home));
        if let Some(answer) = self.answers.get(&case) {
            return Ok(answer.clone());
        }
        let answer: Rc<[Beyond]> = beyond(read, subject, home, None)?.into();
        self.answers.insert(case, answer.clone());
        Ok(answer)
    }
}
