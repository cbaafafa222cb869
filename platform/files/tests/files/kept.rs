//! Files in the database: their pieces, their editions, the quota, and what is erased.

use crate::samples::{PDF, examined};
use files::{Examined, KeptFile, Settings};
use kernel::{Error, Id, Result, Subject, SubjectKind};
use std::collections::BTreeSet;
use storage::{AuditEntry, Db, Schema, Tx, View};
use testkit::{TestDb, on_both_engines, operator};

const RECORD: SubjectKind = SubjectKind("record");

fn schema() -> Schema {
    Schema::of_storage().with(files::schema())
}

on_both_engines!(schema();
    a_file_comes_back_as_it_was_sent_whatever_its_length,
    a_new_edition_keeps_the_one_before_it,
    the_same_content_is_kept_once_and_counted_once,
    a_full_quota_is_told_and_nothing_is_kept,
    what_is_erased_is_gone_wherever_it_stood,
    words_are_told_of_what_holds_only,
);

fn written<T: Send + 'static>(
    db: &Db,
    work: impl FnOnce(&mut Tx) -> Result<T> + Send + 'static,
) -> Result<T> {
    db.write(&operator(), move |tx| {
        let answer = work(tx)?;
        tx.audit(&AuditEntry { action: "file.added", ..AuditEntry::default() })?;
        Ok(answer)
    })
}

fn added(db: &Db, record: Id, file: Examined) -> Result<KeptFile> {
    written(db, move |tx| files::add(tx, &Settings::default(), Subject::new(RECORD, record), &file))
}

fn read<T>(db: &Db, read: impl FnOnce(&storage::Read) -> Result<T>) -> T {
    db.read(&operator(), View::Now, read).expect("it is read")
}

fn content(db: &Db, content: Id) -> Vec<u8> {
    let pieces = (0..).map(|place| read(db, |read| files::content_piece(read, content, place)));
    pieces.take_while(Option::is_some).flatten().flatten().collect()
}

fn key(result: Result<KeptFile>) -> String {
    match result {
        Err(Error::Rejected(objections)) => objections[0].message.key.to_string(),
        other => panic!("{other:?}"),
    }
}

fn a_file_comes_back_as_it_was_sent_whatever_its_length(db: &TestDb) {
    for length in [1, 16, 999_999, 1_000_000, 1_000_016] {
        let bytes: Vec<u8> = b"abcdefghijklmnopqrstuvwxyz\n".iter().copied().cycle().take(length).collect();
        let kept = added(db, Id::new(), examined("text.txt", &bytes).unwrap()).unwrap();
        assert!(content(db, kept.edition.content) == bytes, "{length}");
    }
}

fn a_new_edition_keeps_the_one_before_it(db: &TestDb) {
    let record = Id::new();
    let first = added(db, record, examined("plan.txt", b"Ett").unwrap()).unwrap();
    let again = examined("plan 2.txt", "Två".as_bytes()).unwrap();
    let before = first.clone();
    let second =
        written(db, move |tx| files::add_edition(tx, &Settings::default(), &before, &again)).unwrap();
    assert_eq!((second.id, second.revision, second.edition.number), (first.id, 2, 2));
    let editions = read(db, |read| files::editions_of(read, first.id));
    let names: Vec<_> = editions.iter().map(|one| (one.number, one.name.as_str())).collect();
    assert_eq!(names, [(2, "plan 2.txt"), (1, "plan.txt")]);
    assert_eq!(content(db, editions[1].content), b"Ett");
    assert_eq!(read(db, |read| files::file(read, first.id)).edition, second.edition);
    let same = examined("plan 2.txt", "Två".as_bytes()).unwrap();
    assert_eq!(
        key(written(db, move |tx| files::add_edition(tx, &Settings::default(), &second, &same))),
        "files-same-edition"
    );
}

fn the_same_content_is_kept_once_and_counted_once(db: &TestDb) {
    let record = Id::new();
    let first = added(db, record, examined("plan.pdf", PDF).unwrap()).unwrap();
    assert_eq!(key(added(db, record, examined("kopia.pdf", PDF).unwrap())), "files-there-already");
    let other = added(db, Id::new(), examined("kopia.pdf", PDF).unwrap()).unwrap();
    assert_eq!(other.edition.content, first.edition.content);
    assert_eq!(read(db, files::used_bytes), i64::try_from(PDF.len()).unwrap());
}

fn a_full_quota_is_told_and_nothing_is_kept(db: &TestDb) {
    let small = Settings::default().with_megabytes(1, 1);
    let file = |letter: u8| examined("text.txt", &vec![letter; 600_000]).unwrap();
    let keep = |file: Examined| {
        let settings = small.clone();
        written(db, move |tx| files::add(tx, &settings, Subject::new(RECORD, Id::new()), &file))
    };
    assert!(keep(file(b'a')).is_ok());
    assert_eq!(key(keep(file(b'b'))), "files-quota-full");
    assert_eq!(read(db, files::used_bytes), 600_000);
    assert!(keep(file(b'a')).is_ok(), "what is there already takes no more room");
}

fn what_is_erased_is_gone_wherever_it_stood(db: &TestDb) {
    let kept = added(db, Id::new(), examined("brev.txt", b"Hemligt").unwrap()).unwrap();
    let other = added(db, Id::new(), examined("kopia.txt", b"Hemligt").unwrap()).unwrap();
    let edition = kept.edition.clone();
    let lost = written(db, move |tx| files::dispose(tx, &edition)).unwrap();
    let lost: BTreeSet<Id> = lost.iter().map(|edition| edition.file).collect();
    assert_eq!(lost, BTreeSet::from([kept.id, other.id]), "every edition that lost it is told");
    assert!(content(db, kept.edition.content).is_empty());
    assert_eq!(read(db, files::used_bytes), 0);
    let left = read(db, |read| files::file(read, other.id)).edition;
    assert!(left.disposed_on.is_some() && left.sha256 == kept.edition.sha256);
    assert!(
        read(db, |read| files::text_of(read, &[other.subject.id]))
            .iter()
            .all(|(_, _, words)| words.is_empty())
    );
    let anew = added(db, kept.subject.id, examined("brev.txt", b"Hemligt").unwrap()).unwrap();
    assert_eq!(content(db, anew.edition.content), b"Hemligt");
    assert!(content(db, kept.edition.content).is_empty(), "what was erased does not come back");
}

fn words_are_told_of_what_holds_only(db: &TestDb) {
    let record = Id::new();
    let kept = added(db, record, examined("brev.txt", "Ärende om lön".as_bytes()).unwrap()).unwrap();
    added(db, record, examined("plan.pdf", PDF).unwrap()).unwrap();
    let words = || read(db, |read| files::text_of(read, &[record]));
    assert_eq!(words()[0], (record, "brev.txt".into(), "Ärende om lön".into()));
    assert_eq!(words()[1].2, "");
    written(db, move |tx| files::withdraw(tx, &kept, "Ersatt")).unwrap();
    assert_eq!(words().len(), 1);
}
