//! Bytes of files: what comes back is what was kept, also where there are as many as an id has.

use kernel::Result;
use storage::{AuditEntry, Migration, Schema, View, values};
use testkit::{TestDb, on_both_engines, operator};

storage::statements! {
    ADD = "INSERT INTO piece (tenant_id, place, bytes) VALUES (?1, ?2, ?3)";
    ALL = "SELECT bytes FROM @@piece AS p ORDER BY place";
}

fn schema() -> Schema {
    let sql = "CREATE TABLE piece (tenant_id {int} NOT NULL, place {int} NOT NULL, bytes {bytes} NOT NULL, \
        PRIMARY KEY (tenant_id, place)) {table};";
    Schema::of_storage().with(Schema {
        migrations: vec![Migration { domain: "pieces", number: 1, sql }],
        tenant_tables: vec!["piece"],
        ..Schema::default()
    })
}

fn bytes_come_back_as_they_were_kept(db: &TestDb) {
    let pieces: [Vec<u8>; 4] =
        [Vec::new(), vec![7; 16], (0..=255).collect(), b"r\xC3\xA4ksm\xF6rg\xE5s\0".to_vec()];
    let kept = pieces.clone();
    db.write(&operator(), move |tx| {
        for (place, bytes) in (0i64..).zip(kept) {
            tx.execute(&ADD, &values![place, bytes])?;
        }
        tx.audit(&AuditEntry { action: "piece.added", ..AuditEntry::default() })
    })
    .expect("pieces");
    let read: Result<Vec<(Vec<u8>,)>> = db.read(&operator(), View::Now, |read| read.rows(&ALL, &[]));
    let read: Vec<Vec<u8>> = read.expect("pieces").into_iter().map(|(bytes,)| bytes).collect();
    assert_eq!(read, pieces);
}

on_both_engines!(schema(); bytes_come_back_as_they_were_kept);
