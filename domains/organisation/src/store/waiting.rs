//! Who somebody is and how much waits for them: asked on every page, so in one statement, and counted by the database.

use crate::store::assignments::stands_in;
use kernel::{Id, Result};
use storage::{Read, statements, values};
use web::{Waiting, Welcome};

statements! {
    // Who answers is kept as the text of a list of roles; the role stands in it with its name and quotation marks.
    WELCOME = concat!("SELECT p.name, (SELECT count(*) FROM (SELECT DISTINCT f.subject_id, f.rule FROM (\
        SELECT r.subject_id, r.role FROM @role_assignment AS r WHERE r.person_id = ?2 AND r.counts_from <= ?3 \
        AND (r.counts_to IS NULL OR r.counts_to >= ?3) UNION ALL SELECT r.subject_id, r.role FROM @role_assignment AS r \
        WHERE r.deputy_id = ?2 AND r.counts_from <= ?3 AND (r.counts_to IS NULL OR r.counts_to >= ?3) AND ",
        stands_in!("?3"), ") AS r CROSS JOIN @@finding AS f WHERE f.subject_id = r.subject_id AND ((f.strength = 'must' AND f.outcome IN ('breached', 'unknown')) OR f.reason_code IN ('coming_vacancy', 'owner_leaves', 'agreement_ends')) \
        AND replace(f.responsible, '\"id\":\"' || r.role || '\"', '') <> f.responsible) AS w), \
        (SELECT count(*) FROM (", notify::open_notices!("n.id", "?2", "?4"), " LIMIT ?5) AS t) FROM @person AS p WHERE p.id = ?2");
}

/// The name of somebody, the findings on the subjects where somebody holds a role today that answers for them (demands that
/// are not met or not known to be, and what will be vacant soon), and what they were told and have not seen to: as Start lists
/// them.
///
/// # Errors
/// When the database fails.
pub fn welcome(read: &Read, person: Id) -> Result<Welcome> {
    let values = values![person, read.today(), notify::notices_since(read), notify::MOST_TOLD];
    let found: Option<(String, i64, i64)> = read.one(&WELCOME, &values)?;
    let welcome = |(name, gaps, notices)| Welcome { name: Some(name), waiting: Waiting { gaps, notices } };
    Ok(found.map_or_else(Welcome::default, welcome))
}
