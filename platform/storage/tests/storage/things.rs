//! The small schema of these tests: a noun, a link noun and a table of a tenant without versions.

use kernel::{Actor, Error, FailureKind, Id, Result, Subject, SubjectKind};
use storage::{AuditEntry, Db, Migration, Noun, Read, Schema, Tx, View, values};

pub const THING: SubjectKind = SubjectKind("thing");

pub const NOUNS: [Noun; 2] = [
    Noun { table: "thing", key: &["id"], indices: &[&["name_sort", "id"], &["note"]] },
    Noun { table: "thing_tag", key: &["thing_id", "tag"], indices: &[&["tag"]] },
];

const TABLES: &str = "
CREATE TABLE thing (
  tenant_id {int} NOT NULL,
  id {id} NOT NULL,
  name {text} NOT NULL,
  name_sort {text} NOT NULL,
  amount {int} NOT NULL,
  note {text},
  PRIMARY KEY (tenant_id, id)
) {noun};
CREATE TABLE thing_tag (
  tenant_id {int} NOT NULL,
  thing_id {id} NOT NULL,
  tag {text} NOT NULL,
  PRIMARY KEY (tenant_id, thing_id, tag),
  FOREIGN KEY (tenant_id, thing_id) REFERENCES thing (tenant_id, id)
) {noun};
CREATE TABLE kept_mark (
  tenant_id {int} NOT NULL,
  thing_id {id} NOT NULL,
  mark {text} NOT NULL,
  PRIMARY KEY (tenant_id, thing_id)
) {table};";

storage::statements! {
    ADD = "INSERT INTO thing (tenant_id, id, name, name_sort, amount) VALUES (?1, ?2, ?3, ?4, ?5)";
    CHANGE = "UPDATE thing SET amount = ?3 WHERE tenant_id = ?1 AND id = ?2";
    REMOVE = "DELETE FROM thing WHERE tenant_id = ?1 AND id = ?2";
    ADD_TAG = "INSERT INTO thing_tag (tenant_id, thing_id, tag) VALUES (?1, ?2, ?3)";
    REMOVE_TAG = "DELETE FROM thing_tag WHERE tenant_id = ?1 AND thing_id = ?2 AND tag = ?3";
    KEEP_MARK = "INSERT INTO kept_mark (tenant_id, thing_id, mark) VALUES (?1, ?2, ?3)";
    ALL = "SELECT id, name, amount FROM @thing AS t ORDER BY id";
    AMOUNT_OF = "SELECT amount FROM @thing AS t WHERE id = ?2";
    COUNT = "SELECT count(*) FROM @thing AS t";
    TAGS_OF = "SELECT tag FROM @thing_tag AS t WHERE thing_id = ?2 ORDER BY tag";
    TAGGED = "SELECT t.id, t.name, t.amount FROM @thing AS t JOIN @thing_tag AS g ON g.thing_id = t.id WHERE g.tag = ?2";
}

/// Id, name and amount.
pub type Thing = (Id, String, i64);

pub fn schema() -> Schema {
    Schema::of_storage().with(Schema {
        migrations: vec![Migration { domain: "things", number: 1, sql: TABLES }],
        nouns: NOUNS.to_vec(),
        tenant_tables: vec!["kept_mark"],
        ..Schema::default()
    })
}

/// Adds a thing without telling the chain.
pub fn add_unaudited(tx: &mut Tx, id: Id, name: &str, amount: i64) -> Result<()> {
    tx.execute(&ADD, &values![id, name, texts::sort_key(name), amount]).map(|_| ())
}

pub fn add(tx: &mut Tx, id: Id, name: &str, amount: i64) -> Result<()> {
    add_unaudited(tx, id, name, amount)?;
    tx.audit(&entry("thing.created", id))
}

pub fn change(tx: &mut Tx, id: Id, amount: i64) -> Result<()> {
    tx.execute(&CHANGE, &values![id, amount])?;
    tx.audit(&entry("thing.changed", id))
}

pub fn remove(tx: &mut Tx, id: Id) -> Result<()> {
    tx.execute(&REMOVE, &values![id])?;
    tx.audit(&entry("thing.removed", id))
}

pub fn entry(action: &'static str, id: Id) -> AuditEntry {
    AuditEntry {
        action,
        subject: Some(Subject::new(THING, id)),
        decision: Some("KS 2026 § 12".into()),
        ..AuditEntry::default()
    }
}

/// Adds one thing in a transaction of its own and gives its id.
pub fn added(db: &Db, actor: &Actor, name: &str, amount: i64) -> Id {
    let (id, name) = (Id::new(), name.to_owned());
    db.write(actor, move |tx| add(tx, id, &name, amount)).expect("a thing is added");
    id
}

pub fn all(read: &Read) -> Result<Vec<Thing>> {
    read.rows(&ALL, &[])
}

/// All things as the actor sees them now.
pub fn things(db: &Db, actor: &Actor) -> Vec<Thing> {
    db.read(actor, View::Now, all).expect("the things are read")
}

pub fn count(db: &Db, actor: &Actor) -> i64 {
    db.read(actor, View::Now, |read| read.count(&COUNT, &[])).expect("the things are counted")
}

pub fn is_unavailable(error: &Error) -> bool {
    matches!(error, Error::Failed(failure) if failure.kind == FailureKind::Unavailable)
}

pub fn is_internal(error: &Error) -> bool {
    matches!(error, Error::Failed(failure) if failure.kind == FailureKind::Internal)
}
