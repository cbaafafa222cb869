//! Groups and their seats.

use crate::Forum;
use kernel::{Date, Id, Result};
use std::collections::{BTreeMap, BTreeSet};
use storage::{FromRow, Read, Row, Tx, statements, values};

macro_rules! forum_columns {
    () => {
        "SELECT f.id, f.name, f.body, f.subject_kind, f.subject_id, f.notes, f.valid_from, f.valid_to, f.revision \
         FROM @forum AS f "
    };
}

statements! {
    FORUMS_IN = concat!(forum_columns!(), "WHERE f.id IN ({ids})");
    FORUMS_AT = concat!(forum_columns!(), "WHERE f.subject_id IN ({ids}) ORDER BY f.sort_key, f.id");
    // What an object or an organisation decides in a group counts for all that lies within it.
    FORUMS_AROUND = concat!(forum_columns!(), "JOIN @@reach AS q ON q.within_id = f.subject_id AND q.by_use = 0 \
        WHERE q.subject_id = ?2 AND f.valid_from <= ?3 AND (f.valid_to IS NULL OR f.valid_to >= ?3) \
        ORDER BY f.sort_key, f.id");
    // The nearest first: an organisation lies within more than those above it.
    FORUMS_COUNTING = "SELECT f.id, f.name, f.body, f.subject_kind, f.subject_id, f.notes, f.valid_from, f.valid_to, \
        f.revision, q.subject_id FROM @@reach AS q CROSS JOIN @forum AS f WHERE q.subject_id IN ({ids}) AND q.by_use = 0 \
        AND f.subject_id = q.within_id AND (f.valid_to IS NULL OR f.valid_to >= ?2) ORDER BY q.subject_id, \
        (SELECT COUNT(*) FROM @@organisation_ancestor AS d WHERE d.organisation_id = f.subject_id) DESC, f.valid_from, f.id";
    FORUMS_OF_PERSON = concat!(forum_columns!(), "JOIN @forum_member AS m ON m.forum_id = f.id WHERE m.person_id = ?2 \
        AND (f.valid_to IS NULL OR f.valid_to > ?3) ORDER BY f.sort_key, f.id");
    // Whether a role that is held nearer hides theirs, is looked at afterwards.
    FORUMS_BY_ROLE = concat!(forum_columns!(), "WHERE f.valid_from <= ?3 AND (f.valid_to IS NULL OR f.valid_to >= ?3) \
        AND f.id IN (SELECT s.id FROM @role_assignment AS r CROSS JOIN @forum_member AS m CROSS JOIN @forum AS s \
        WHERE (r.person_id = ?2 OR r.deputy_id = ?2) AND r.counts_from <= ?3 AND (r.counts_to IS NULL OR r.counts_to >= ?3) \
        AND m.role = r.role AND s.id = m.forum_id AND (EXISTS (SELECT 1 FROM @@reach AS q WHERE q.by_use = 0 \
        AND q.subject_id = s.subject_id AND q.within_id = r.subject_id) OR EXISTS (SELECT 1 FROM @@reach AS q \
        WHERE q.by_use = 0 AND q.subject_id = r.subject_id AND q.within_id = s.subject_id))) ORDER BY f.sort_key, f.id");
    SEATS = "SELECT m.forum_id, m.id, m.role, m.person_id, m.is_chair, m.is_convener FROM @forum_member AS m \
        WHERE m.forum_id IN ({ids}) ORDER BY m.forum_id, m.id";
    ADD_FORUM = "INSERT INTO forum (tenant_id, id, name, sort_key, body, subject_kind, subject_id, notes, valid_from, \
        valid_to, revision) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
    CHANGE_FORUM = "UPDATE forum SET name = ?3, sort_key = ?4, body = ?5, subject_kind = ?6, subject_id = ?7, notes = ?8, \
        valid_from = ?9, valid_to = ?10, revision = ?11 WHERE tenant_id = ?1 AND id = ?2";
    ADD_SEAT = "INSERT INTO forum_member (tenant_id, id, forum_id, role, person_id, is_chair, is_convener) \
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    CHANGE_SEAT = "UPDATE forum_member SET is_chair = ?3, is_convener = ?4 WHERE tenant_id = ?1 AND id = ?2";
    TAKE_SEAT = "DELETE FROM forum_member WHERE tenant_id = ?1 AND id = ?2";
}

impl FromRow for Forum {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            name: row.get(1)?,
            body: row.get(2)?,
            subject_kind: row.get(3)?,
            subject_id: row.get(4)?,
            notes: row.get(5)?,
            from: row.get(6)?,
            to: row.get(7)?,
            revision: row.get(8)?,
            roles: Vec::new(),
            people: Vec::new(),
            chair: String::new(),
            convener: String::new(),
        })
    }
}

struct SeatRow {
    forum: Id,
    id: Id,
    role: String,
    person: Option<Id>,
    is_chair: bool,
    is_convener: bool,
}

impl SeatRow {
    /// The word by which a group names the seat.
    fn word(&self) -> String {
        self.person.map_or_else(|| self.role.clone(), |person| person.to_string())
    }
}

impl FromRow for SeatRow {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            forum: row.get(0)?,
            id: row.get(1)?,
            role: row.get(2)?,
            person: row.get(3)?,
            is_chair: row.get(4)?,
            is_convener: row.get(5)?,
        })
    }
}

/// Groups with their seats, which stand in a table of their own.
pub(crate) fn with_seats(read: &Read, mut forums: Vec<Forum>) -> Result<Vec<Forum>> {
    let ids: Vec<Id> = forums.iter().map(|forum| forum.id).collect();
    let mut seats: BTreeMap<Id, Vec<SeatRow>> = BTreeMap::new();
    for seat in read.rows_in::<SeatRow>(&SEATS, &[], &ids)? {
        seats.entry(seat.forum).or_default().push(seat);
    }
    for forum in &mut forums {
        for seat in seats.remove(&forum.id).unwrap_or_default() {
            if seat.is_chair {
                forum.chair = seat.word();
            }
            if seat.is_convener {
                forum.convener = seat.word();
            }
            match seat.person {
                Some(person) => forum.people.push(person),
                None => forum.roles.push(seat.role),
            }
        }
    }
    Ok(forums)
}

/// A group, whoever asks.
pub(crate) fn forum(read: &Read, id: Id) -> Result<Forum> {
    with_seats(read, read.rows_in(&FORUMS_IN, &[], &[id])?)?.pop().ok_or(kernel::Error::NotFound)
}

/// Every group that is or was formed at some records.
pub(crate) fn forums_at(read: &Read, subjects: &[Id]) -> Result<Vec<Forum>> {
    with_seats(read, read.rows_in(&FORUMS_AT, &[], subjects)?)
}

/// The groups of today at a record and at what it lies within, without their seats.
pub(crate) fn forums_around(read: &Read, subject: Id) -> Result<Vec<Forum>> {
    read.rows(&FORUMS_AROUND, &values![subject, read.today()])
}

/// A group that counts for a record, because it is formed there or at what the record lies within.
struct Counting(Id, Forum);

impl FromRow for Counting {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self(row.get(9)?, Forum::from_row(row)?))
    }
}

/// The groups of today and later that count for each of some records, the nearest first.
pub(crate) fn forums_counting(read: &Read, subjects: &[Id]) -> Result<Vec<(Id, Forum)>> {
    let rows: Vec<Counting> = read.rows_in(&FORUMS_COUNTING, &values![read.today()], subjects)?;
    let distinct: BTreeMap<Id, Forum> = rows.iter().map(|row| (row.1.id, row.1.clone())).collect();
    let seated = with_seats(read, distinct.into_values().collect())?;
    let seated: BTreeMap<Id, Forum> = seated.into_iter().map(|forum| (forum.id, forum)).collect();
    Ok(rows.into_iter().filter_map(|row| Some((row.0, seated.get(&row.1.id)?.clone()))).collect())
}

/// The groups in which a person has a seat by name after a day, without their seats.
pub(crate) fn forums_of_person(read: &Read, person: Id, day: Date) -> Result<Vec<Forum>> {
    read.rows(&FORUMS_OF_PERSON, &values![person, day])
}

/// The groups of today in which a person may sit by a role that they hold or stand in for.
pub(crate) fn forums_by_role_of(read: &Read, person: Id) -> Result<Vec<Forum>> {
    with_seats(read, read.rows(&FORUMS_BY_ROLE, &values![person, read.today()])?)
}

/// Saves a group with its seats. One that stays keeps its row, so that its history is that of one seat.
pub(crate) fn save_forum(tx: &mut Tx, forum: &Forum, is_new: bool) -> Result<()> {
    let values = values![
        forum.id,
        &forum.name,
        texts::sort_key(&forum.name),
        &forum.body,
        &forum.subject_kind,
        forum.subject_id,
        &forum.notes,
        forum.from,
        forum.to,
        forum.revision,
    ];
    tx.execute(if is_new { &ADD_FORUM } else { &CHANGE_FORUM }, &values)?;
    save_seats(tx, forum)
}

fn save_seats(tx: &mut Tx, forum: &Forum) -> Result<()> {
    let wanted: Vec<String> = forum.seats().collect();
    let mut kept = BTreeSet::new();
    for seat in tx.rows_in::<SeatRow>(&SEATS, &[], &[forum.id])? {
        let word = seat.word();
        let leads = [forum.chair == word, forum.convener == word];
        if !wanted.contains(&word) {
            tx.execute(&TAKE_SEAT, &values![seat.id])?;
            access::take_back(tx, seat.id)?;
        } else if leads != [seat.is_chair, seat.is_convener] {
            tx.execute(&CHANGE_SEAT, &values![seat.id, leads[0], leads[1]])?;
        }
        kept.insert(word);
    }
    let new = |word: String, role: &str, person: Option<Id>| {
        let leads = [forum.chair == word, forum.convener == word];
        values![Id::new(), forum.id, role, person, leads[0], leads[1]].to_vec()
    };
    let by_role = forum.roles.iter().map(|role| (role.clone(), role.as_str(), None));
    let by_name = forum.people.iter().map(|person| (person.to_string(), "", Some(*person)));
    let added = by_role.chain(by_name).filter(|(word, _, _)| !kept.contains(word));
    let rows = added.map(|(word, role, person)| new(word, role, person)).collect();
    tx.execute_rows(&ADD_SEAT, rows).map(|_| ())
}
