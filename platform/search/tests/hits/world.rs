//! Notes at places, as a room would register them: a name and a text that all see, and a secret for few.

use kernel::{Actor, Id, Period, Permission, Result, Scope, Subject, SubjectKind};
use search::{Depth, Entry, Question, Source, Sources};
use std::cell::RefCell;
use std::sync::Arc;
use storage::{AuditEntry, Db, FromRow, Migration, Noun, Read, Row, Schema, Tx, View, statements, values};
use testkit::{Acting as _, TestDb, operator};

pub const SEE: Permission = Permission("note.see");
pub const READ: Permission = Permission("note.read");
pub const NOTE: SubjectKind = SubjectKind("note");
/// Another kind of record, kept and read as a note.
pub const LETTER: SubjectKind = SubjectKind("letter");

/// How a text begins whose sign is the two letters that follow.
pub const LONG: &str = "long ";

statements! {
    ADD = "INSERT INTO note (tenant_id, id, place, name, text, secret) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    RENAME = "UPDATE note SET name = ?3 WHERE tenant_id = ?1 AND id = ?2";
    REWRITE = "UPDATE note SET text = ?3 WHERE tenant_id = ?1 AND id = ?2";
    REMOVE = "DELETE FROM note WHERE tenant_id = ?1 AND id = ?2";
    NOTES = "SELECT n.id, n.place, n.name, n.text, n.secret FROM @note AS n WHERE n.id IN ({ids})";
    AFTER = "SELECT n.id FROM @note AS n WHERE n.id > ?2 ORDER BY n.id LIMIT ?3";
}

pub fn schema() -> Schema {
    Schema::of_storage().with(access::schema()).with(search::schema()).with(Schema {
        migrations: vec![Migration {
            domain: "notes",
            number: 1,
            sql: "CREATE TABLE note (tenant_id {int} NOT NULL, id {id} NOT NULL, place {id} NOT NULL, \
                  name {text} NOT NULL, text {text} NOT NULL, secret {text} NOT NULL, PRIMARY KEY (tenant_id, id)) {noun};",
        }],
        nouns: vec![Noun { table: "note", key: &["id"], indices: &[&["name"]] }],
        ..Schema::default()
    })
}

#[derive(Clone, Debug)]
pub struct Note {
    pub id: Id,
    pub place: Id,
    pub name: String,
    pub text: String,
    pub secret: String,
}

impl FromRow for Note {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            place: row.get(1)?,
            name: row.get(2)?,
            text: row.get(3)?,
            secret: row.get(4)?,
        })
    }
}

pub fn note(name: &str, text: &str) -> Note {
    let id = Id::new();
    Note { id, place: id, name: name.into(), text: text.into(), secret: String::new() }
}

thread_local! {
    /// What somebody else does once this thread has read notes.
    static MEANWHILE: RefCell<Option<Box<dyn FnOnce()>>> = const { RefCell::new(None) };
}

/// Lets somebody else do something between the next reading of notes and what is done with them.
pub fn meanwhile(other: impl FnOnce() + 'static) {
    MEANWHILE.set(Some(Box::new(other)));
}

fn load(read: &Read, ids: &[Id], depth: Depth) -> Result<Vec<Entry>> {
    let notes: Vec<Note> = read.rows_in(&NOTES, &[], ids)?;
    if let Some(other) = MEANWHILE.take() {
        other();
    }
    let entry = |one: Note| {
        let entry = Entry { seen_at: one.place, ..Entry::new(one.id, one.name) };
        let entry = match depth {
            Depth::Line => return entry,
            Depth::Signs if one.text.starts_with(LONG) => {
                let sign: String = one.text.chars().take(LONG.len() + 2).collect();
                entry.with_sign("text", sign, SEE)
            }
            Depth::Beginnings(most) => {
                let most = usize::try_from(most).expect("a number of letters");
                entry.with("text", one.text.chars().take(most).collect::<String>(), SEE)
            }
            _ => entry.with("text", one.text, SEE),
        };
        entry.with("secret", one.secret, READ)
    };
    Ok(notes.into_iter().map(entry).collect())
}

fn after(read: &Read, id: Option<Id>, most: i64) -> Result<Vec<Id>> {
    let first = id.unwrap_or(Id::from_bytes([0; 16]));
    Ok(read.rows::<(Id,)>(&AFTER, &values![first, most])?.into_iter().map(|(id,)| id).collect())
}

/// The database as the program opens it.
pub fn opened(db: &TestDb) -> Db {
    stopping_after_commits(db).with_after_commit(Arc::new(search::after_commit))
}

/// The database of a program that stops after each commit, before it has done what was left.
pub fn stopping_after_commits(db: &TestDb) -> Db {
    with_sources(db, sources())
}

/// The database of a program that looks whole at so many rows, and counts so many hits of a kind that has more.
pub fn looking_at(db: &TestDb, rows: i64, hits: i64) -> Db {
    with_sources(db, sources().looking_at(rows, hits))
}

fn sources() -> Sources {
    let notes = Source { kind: NOTE, permission: SEE, load, after, address: |s| format!("/note/{}", s.id) };
    let letters = Source { kind: LETTER, after: |_, _, _| Ok(Vec::new()), ..notes };
    Sources::new(vec![notes, letters])
}

fn with_sources(db: &TestDb, sources: Sources) -> Db {
    (**db).clone().with_attachment(sources).with_before_commit(Arc::new(search::before_commit))
}

fn audited(tx: &mut Tx, kind: SubjectKind, id: Id) -> Result<()> {
    tx.audit(&AuditEntry {
        action: "note.changed",
        subject: Some(Subject::new(kind, id)),
        changes: serde_json::Map::new(),
        reason: None,
        decision: None,
        on_behalf_of: None,
    })
}

pub fn add(db: &Db, tenant: i64, notes: &[Note]) {
    add_as(db, tenant, NOTE, notes);
}

pub fn add_as(db: &Db, tenant: i64, kind: SubjectKind, notes: &[Note]) {
    let notes = notes.to_vec();
    db.write(&operator().of(tenant), move |tx| {
        for one in &notes {
            tx.execute(&ADD, &values![one.id, one.place, &one.name, &one.text, &one.secret])?;
            access::set_reach(tx, one.place, [])?;
            audited(tx, kind, one.id)?;
        }
        Ok(())
    })
    .expect("notes");
}

pub fn rename(db: &Db, id: Id, name: &str) {
    let name = name.to_owned();
    db.write(&operator(), move |tx| {
        tx.execute(&RENAME, &values![id, name])?;
        audited(tx, NOTE, id)
    })
    .expect("another name");
}

pub fn rewrite(db: &Db, id: Id, text: &str) {
    let text = text.to_owned();
    db.write(&operator(), move |tx| {
        tx.execute(&REWRITE, &values![id, text])?;
        audited(tx, NOTE, id)
    })
    .expect("another text");
}

pub fn remove(db: &Db, id: Id) {
    db.write(&operator(), move |tx| {
        tx.execute(&REMOVE, &values![id])?;
        audited(tx, NOTE, id)
    })
    .expect("no note");
}

/// Lets somebody do what these permissions say, at a place or in the whole federation.
pub fn permit(db: &Db, person: Id, place: Id, granted: &[(&'static str, Permission, Scope)]) {
    let granted = granted.to_vec();
    db.write(&operator(), move |tx| {
        for (function, _, _) in &granted {
            let valid = Period::new(None, None);
            let core_function = (*function).to_owned();
            let grant =
                access::Grant { source: Id::new(), person, core_function, subject: place, home: None, valid };
            access::give(tx, &grant)?;
        }
        Ok(())
    })
    .expect("grants");
}

pub fn map_functions(db: &Db, granted: &[(&'static str, Permission, Scope)]) {
    let granted: Vec<access::Granted> = granted
        .iter()
        .map(|(function, permission, scope)| access::Granted {
            core_function: (*function).into(),
            permission: permission.name().into(),
            scope: *scope,
        })
        .collect();
    db.write(&operator(), move |tx| access::map_functions(tx, &granted)).expect("functions");
}

/// The hits of somebody, best first.
pub fn hits(db: &Db, actor: &Actor, typed: &str) -> Vec<search::Hit> {
    let question = Question::read(typed).unwrap_or_else(|message| panic!("{typed}: {message:?}"));
    let page = db.read(actor, View::Now, |read| search::page(read, &question, None, None, 200));
    page.expect("hits").hits
}

/// The names of what somebody finds, best first.
pub fn found(db: &Db, actor: &Actor, typed: &str) -> Vec<String> {
    let name = |hit: search::Hit| hit.name.into_iter().map(|piece| piece.text).collect();
    hits(db, actor, typed).into_iter().map(name).collect()
}

/// How many records somebody is told that there are.
pub fn counted(db: &Db, actor: &Actor, typed: &str) -> i64 {
    let question = Question::read(typed).expect("a question");
    let kinds = db.read(actor, View::Now, |read| search::overview(read, &question, 3)).expect("hits");
    kinds.into_iter().map(|kind| kind.count).sum()
}
