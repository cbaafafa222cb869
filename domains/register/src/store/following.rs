//! Which systems and objects are kept at units and organisations, with their names: what follows a reorganisation.

use kernel::{Id, Result};
use storage::{Read, statements};

statements! {
    USED_AT_UNITS = "SELECT DISTINCT u.unit, s.id, s.name FROM @system_use AS u JOIN @system AS s ON s.id = u.system_id \
        WHERE u.unit IN ({ids}) ORDER BY s.name, s.id";
    USED_AT_ORGANISATIONS = "SELECT DISTINCT u.organisation, s.id, s.name FROM @system_use AS u \
        JOIN @system AS s ON s.id = u.system_id WHERE u.organisation IN ({ids}) AND u.unit IS NULL ORDER BY s.name, s.id";
    SYSTEMS_OWNED_AT = "SELECT s.organisation, s.id, s.name FROM @system AS s WHERE s.organisation IN ({ids}) \
        ORDER BY s.name, s.id";
    OBJECTS_OWNED_AT = "SELECT o.organisation, o.id, o.name FROM @managed_object AS o WHERE o.organisation IN ({ids}) \
        ORDER BY o.name, o.id";
}

/// A record at a unit or organisation: the place, the record and its name.
pub(crate) type At = (Id, Id, String);

pub(crate) fn used_at_units(read: &Read, units: &[Id]) -> Result<Vec<At>> {
    read.rows_in(&USED_AT_UNITS, &[], units)
}

/// Systems that are used in an organisation as a whole.
pub(crate) fn used_at_organisations(read: &Read, organisations: &[Id]) -> Result<Vec<At>> {
    read.rows_in(&USED_AT_ORGANISATIONS, &[], organisations)
}

pub(crate) fn systems_owned_at(read: &Read, organisations: &[Id]) -> Result<Vec<At>> {
    read.rows_in(&SYSTEMS_OWNED_AT, &[], organisations)
}

pub(crate) fn objects_owned_at(read: &Read, organisations: &[Id]) -> Result<Vec<At>> {
    read.rows_in(&OBJECTS_OWNED_AT, &[], organisations)
}
