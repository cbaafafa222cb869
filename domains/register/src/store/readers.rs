//! Finds who may read the documents of a record: people by what they hold, and organisations by what is shared with them.

use crate::READ_DOCUMENTS;
use kernel::{Id, Result};
use storage::{Read, statements, values};

/// Everybody to whom a permission reaches at a record today, by what they were appointed to.
macro_rules! readers {
    ($columns:literal) => {
        concat!(
            "SELECT ",
            $columns,
            " FROM @@function_permission AS f CROSS JOIN @@permission_grant AS g \
             JOIN @@person AS p ON p.id = g.person_id LEFT JOIN @@role_assignment AS a ON a.id = g.source_id \
             WHERE f.core_function = g.core_function AND f.permission = ?2 AND g.valid_from <= ?3 AND g.valid_to >= ?3 \
             AND (f.scope = 'federation' OR EXISTS (SELECT 1 FROM @@reach AS r WHERE r.subject_id = ?4 \
             AND (r.by_use = 0 OR f.reaches_use = 1) AND (r.within_id = g.subject_id \
             OR (f.scope = 'own_organisation' AND r.within_id = g.home_id))))"
        )
    };
}

statements! {
    READERS = concat!(
        readers!("DISTINCT p.sort_key, p.id, p.name, coalesce(a.role, g.core_function) AS role"),
        " ORDER BY p.sort_key, p.id, role LIMIT 500"
    );
    COUNT_READERS = readers!("count(DISTINCT g.person_id)");
    SHARED_WITH = concat!(
        "SELECT DISTINCT o.sort_key, o.name FROM @@share AS h JOIN @@organisation AS o ON o.id = h.receiver_id \
         WHERE h.permission = ?2 AND h.valid_from <= ?3 AND h.valid_to >= ?3",
        access::is_shared!("?4"),
        " ORDER BY o.sort_key, o.name LIMIT 500"
    );
}

/// Somebody who may read the documents of a record, and a role of theirs that says so, or the core function where they
/// were given it without one.
pub(crate) struct Reader {
    pub person: Id,
    pub name: String,
    pub role: String,
}

/// The first of those who may read the documents of a record, by name, once for each role that says so.
pub(crate) fn readers_of_documents(read: &Read, subject: Id) -> Result<Vec<Reader>> {
    let found: Vec<(String, Id, String, String)> = read.rows(&READERS, &asked(read, subject))?;
    Ok(found.into_iter().map(|(_, person, name, role)| Reader { person, name, role }).collect())
}

/// How many people may read them.
pub(crate) fn count_readers_of_documents(read: &Read, subject: Id) -> Result<i64> {
    read.count(&COUNT_READERS, &asked(read, subject))
}

/// The organisations whose employees are shown the documents of a record, by name.
pub(crate) fn shown_documents_of(read: &Read, subject: Id) -> Result<Vec<String>> {
    let found: Vec<(String, String)> = read.rows(&SHARED_WITH, &asked(read, subject))?;
    Ok(found.into_iter().map(|(_, name)| name).collect())
}

fn asked(read: &Read, subject: Id) -> [storage::Value; 3] {
    values![READ_DOCUMENTS.name(), read.today(), subject]
}
