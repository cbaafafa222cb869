//! Who may change something, and where: for what is told ahead to those who can see to it.

use kernel::{Id, Permission, Result};
use std::collections::BTreeSet;
use storage::{FromRow, Read, Row, statements, values};

/// Whoever has a permission: the place of the role, the holder's own organisation where it reaches so far, and whether it
/// reaches the whole federation.
macro_rules! changers {
    () => {
        "SELECT DISTINCT h.person_id, h.subject_id, CASE WHEN f.scope = 'own_organisation' THEN h.home_id END, \
         CASE WHEN f.scope = 'federation' THEN 1 ELSE 0 END FROM @@function_permission AS f \
         CROSS JOIN @@permission_grant AS h WHERE f.core_function = h.core_function AND f.permission = ?2 \
         AND h.valid_from <= ?3 AND h.valid_to >= ?3"
    };
}

statements! {
    CHANGERS = changers!();
    CHANGERS_AMONG = concat!(changers!(), " AND h.person_id IN ({ids})");
}

/// Somebody who may change something today.
pub(crate) struct Changer {
    pub person: Id,
    place: Id,
    home: Option<Id>,
    is_everywhere: bool,
}

impl FromRow for Changer {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self { person: row.get(0)?, place: row.get(1)?, home: row.get(2)?, is_everywhere: row.get(3)? })
    }
}

impl Changer {
    /// Whether the role is held on one of some places.
    pub fn is_at(&self, places: &BTreeSet<Id>) -> bool {
        places.contains(&self.place)
    }

    /// Whether what lies within some places is theirs to change.
    pub fn reaches(&self, within: &BTreeSet<Id>) -> bool {
        self.is_everywhere || self.is_at(within) || self.home.is_some_and(|home| within.contains(&home))
    }
}

/// Those of some people who have a permission today, or everybody who has.
pub(crate) fn changers(read: &Read, permission: Permission, asked: Option<&[Id]>) -> Result<Vec<Changer>> {
    let values = values![permission.name(), read.today()];
    match asked {
        None => read.rows(&CHANGERS, &values),
        Some(people) => read.rows_in(&CHANGERS_AMONG, &values, people),
    }
}
