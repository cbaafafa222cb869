//! The conditions under which somebody may do something, written once for every statement that asks.

/// What joins the grants of a person that hold on a day with what they permit, under an alias of each.
macro_rules! granted {
    ($grant:literal, $function:literal, $person:literal, $permission:literal, $day:literal) => {
        concat!(
            "SELECT 1 FROM @@permission_grant AS ",
            $grant,
            " JOIN @@function_permission AS ",
            $function,
            " ON ",
            $function,
            ".core_function = ",
            $grant,
            ".core_function WHERE ",
            $grant,
            ".person_id = ",
            $person,
            " AND ",
            $function,
            ".permission = ",
            $permission,
            " AND ",
            $grant,
            ".valid_from <= ",
            $day,
            " AND ",
            $grant,
            ".valid_to >= ",
            $day
        )
    };
}

/// The subject lies within what the role is held on, or within the holder's own organisation where the permission
/// reaches so far.
macro_rules! reaches {
    ($subject:literal) => {
        concat!(
            "EXISTS (SELECT 1 FROM @@reach AS r WHERE r.subject_id = ",
            $subject,
            " AND (r.by_use = 0 OR f.reaches_use = 1) AND (r.within_id = g.subject_id \
             OR (f.scope = 'own_organisation' AND r.within_id = g.home_id)))"
        )
    };
}

/// The shares to those who employ a person on a day. CROSS JOIN keeps the order of SQLite: from the few grants outwards.
#[doc(hidden)]
#[macro_export]
macro_rules! shares {
    ($columns:literal, $person:literal, $also:expr, $day:literal) => {
        concat!(
            "SELECT ",
            $columns,
            " FROM @@permission_grant AS e CROSS JOIN @@share AS h WHERE e.core_function = 'employee' \
             AND h.receiver_id = e.home_id AND e.person_id = ",
            $person,
            $also,
            " AND e.valid_from <= ",
            $day,
            " AND e.valid_to >= ",
            $day,
            " AND h.valid_from <= ",
            $day,
            " AND h.valid_to >= ",
            $day
        )
    };
}

/// The subject is owned by who shares, as the nearest legal entity, and is of the kind that is shared.
#[doc(hidden)]
#[macro_export]
macro_rules! is_shared {
    ($subject:literal) => {
        concat!(
            " AND EXISTS (SELECT 1 FROM @@reach AS k WHERE k.within_id = k.subject_id AND k.entity_id = h.owner_id \
             AND k.kind = h.kind AND k.subject_id = ",
            $subject,
            ")"
        )
    };
}

/// The conditions under which a subject is covered: a grant reaches over the federation, or to the subject; or who owns the
/// subject shares it with those who employ the person. What names no subject is the same for every row of a list, so that a
/// database asks it once: whether there is a grant over the federation, whether anything is shared with the person, and by
/// whom. Its places: person, permission, day, day, twice; then the same with the day four times, twice.
macro_rules! covers {
    ($subject:literal, $person:literal, $permission:literal, $day:literal) => {
        concat!(
            "(EXISTS (",
            granted!("e", "w", $person, $permission, $day),
            " AND w.scope = 'federation') OR EXISTS (",
            granted!("g", "f", $person, $permission, $day),
            " AND ",
            reaches!($subject),
            ") OR (EXISTS (",
            shares!("1", $person, concat!(" AND h.permission = ", $permission), $day),
            ") AND EXISTS (SELECT 1 FROM @@reach AS k WHERE k.within_id = k.subject_id AND k.subject_id = ",
            $subject,
            " AND (k.kind, k.entity_id) IN (",
            shares!("h.kind, h.owner_id", $person, concat!(" AND h.permission = ", $permission), $day),
            "))))"
        )
    };
}

/// The condition that a person may do to a subject what a column of the row says: for statements that find rows of many
/// permissions at once. What reaches over the federation is the same for all rows, so that a database asks it once. It holds for
/// persons; trusted actors and tokens are the caller's to tell.
#[macro_export]
macro_rules! may_row {
    ($subject:literal, $permission:literal, $person:literal, $day:literal) => {
        concat!(
            "(",
            $permission,
            " IN (SELECT w.permission FROM @@permission_grant AS e JOIN @@function_permission AS w \
             ON w.core_function = e.core_function WHERE w.scope = 'federation' AND e.person_id = ",
            $person,
            " AND e.valid_from <= ",
            $day,
            " AND e.valid_to >= ",
            $day,
            ") OR EXISTS (SELECT 1 FROM @@permission_grant AS g JOIN @@function_permission AS f \
             ON f.core_function = g.core_function WHERE g.person_id = ",
            $person,
            " AND f.permission = ",
            $permission,
            " AND g.valid_from <= ",
            $day,
            " AND g.valid_to >= ",
            $day,
            " AND EXISTS (SELECT 1 FROM @@reach AS r WHERE r.subject_id = ",
            $subject,
            " AND (r.by_use = 0 OR f.reaches_use = 1) AND (r.within_id = g.subject_id \
             OR (f.scope = 'own_organisation' AND r.within_id = g.home_id)))) OR EXISTS (",
            $crate::shares!("1", $person, concat!(" AND h.permission = ", $permission), $day),
            $crate::is_shared!($subject),
            "))"
        )
    };
}

/// What the grants of a person permit on a day within what: each permission with what it is held on, or with the holder's own
/// organisation where it reaches so far, of records that lie there by use only where it reaches these too.
#[doc(hidden)]
#[macro_export]
macro_rules! permits {
    ($within:literal, $person:literal, $day:literal, $also:literal) => {
        concat!(
            "SELECT f.permission, ",
            $within,
            ", u.by_use FROM @@permission_grant AS g CROSS JOIN @@function_permission AS f \
             CROSS JOIN (SELECT CAST(0 AS BIGINT) AS by_use UNION ALL SELECT CAST(1 AS BIGINT)) AS u \
             WHERE f.core_function = g.core_function AND u.by_use <= f.reaches_use AND g.person_id = ",
            $person,
            " AND g.valid_from <= ",
            $day,
            " AND g.valid_to >= ",
            $day,
            $also
        )
    };
}

/// As [`may_row`], for statements that judge very many rows for one person: what is granted to the person and shared with
/// them is the same for all rows, so that a database asks it once; of each row it looks up what the subject lies within and
/// who owns it.
#[macro_export]
macro_rules! may_each_row {
    ($subject:literal, $permission:literal, $person:literal, $day:literal) => {
        concat!(
            "(",
            $permission,
            " IN (SELECT w.permission FROM @@permission_grant AS e JOIN @@function_permission AS w \
             ON w.core_function = e.core_function WHERE w.scope = 'federation' AND e.person_id = ",
            $person,
            " AND e.valid_from <= ",
            $day,
            " AND e.valid_to >= ",
            $day,
            ") OR EXISTS (SELECT 1 FROM @@reach AS r WHERE r.subject_id = ",
            $subject,
            " AND (",
            $permission,
            ", r.within_id, r.by_use) IN (",
            $crate::permits!("g.subject_id", $person, $day, ""),
            " UNION ALL ",
            $crate::permits!(
                "g.home_id",
                $person,
                $day,
                " AND f.scope = 'own_organisation' AND g.home_id IS NOT NULL"
            ),
            ")) OR EXISTS (SELECT 1 FROM @@reach AS k WHERE k.within_id = k.subject_id AND k.subject_id = ",
            $subject,
            " AND (",
            $permission,
            ", k.kind, k.entity_id) IN (",
            $crate::shares!("h.permission, h.kind, h.owner_id", $person, "", $day),
            ")))"
        )
    };
}

pub(crate) use {covers, granted, reaches};
