//! An installation moves between the engines as files, and comes back without a difference.

use crate::migrations::{COLOUR, later};
use crate::things::{self, NOUNS, added, change, count, remove, schema, things};
use kernel::{Error, Id, Message, TenantId};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use storage::{
    Archive, Backup, DatabaseUrl, Db, Schema, View, back_up, check_backup, restore_sqlite, values,
    verify_chain,
};
use tempfile::TempDir;
use testkit::{Acting, Engine, TestDb, on_both_engines, operator};

fn other(engine: Engine) -> Engine {
    match engine {
        Engine::Sqlite => Engine::Postgres,
        Engine::Postgres => Engine::Sqlite,
    }
}

/// Two federations with more rows than a page, earlier versions, links, and a removed row.
fn fill(db: &TestDb) -> Id {
    let installation = operator().of(TenantId::INSTALLATION.0);
    for id in 1..=2_i64 {
        let add = storage::Statement {
            name: "add_tenant",
            sql: "INSERT INTO tenant (id, key, name, created_at) VALUES (?1, ?2, ?3, 0)",
        };
        db.installation(&installation, move |i| {
            i.execute(&add, &values![id, format!("key{id}"), "Å \"quoted\"\nand\ttabbed 🦫"])?;
            i.audit(&things::entry("federation.created", Id::new()))
        })
        .unwrap();
    }
    let early = operator().at("2026-01-10T09:00:00Z");
    let first = added(db, &early, "First", 1);
    db.write(&early, move |tx| {
        for n in 0..120 {
            things::add(tx, Id::new(), &format!("Thing {n}"), n)?;
        }
        tx.execute(&things::ADD_TAG, &values![first, "red"])?;
        tx.execute_unaudited(&things::KEEP_MARK, &values![first, "a mark"]).map(|_| ())
    })
    .unwrap();
    let gone = added(db, &early, "Gone", i64::MAX);
    added(db, &early.clone().of(2), "Theirs", -1);
    let later = operator().at("2026-02-10T09:00:00Z");
    db.write(&later, move |tx| change(tx, first, 2)).unwrap();
    db.write(&later, move |tx| remove(tx, gone)).unwrap();
    db.raw_execute(
        "INSERT INTO wrong_attempt (subject, attempts, first_at, blocked_until) VALUES ('account:x', 1, 0, 0)",
    );
    first
}

fn export(db: &Db, place: &TempDir, name: &str) -> PathBuf {
    let folder = place.path().join(name);
    db.export_all(&schema(), &folder).unwrap();
    folder
}

fn import(db: &Db, folder: &Path) -> kernel::Result<()> {
    let mut archive = Archive::open_folder(folder)?;
    archive.check()?;
    db.import_all(&schema(), &mut archive)
}

fn files(folder: &Path) -> BTreeMap<PathBuf, String> {
    let mut found = BTreeMap::new();
    for place in [folder.to_owned(), folder.join("tables")] {
        for file in
            fs::read_dir(place).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_file())
        {
            found.insert(file.strip_prefix(folder).unwrap().to_owned(), fs::read_to_string(&file).unwrap());
        }
    }
    found
}

/// What is wrong, as the user is told.
fn told(error: Error) -> (String, Message) {
    let Error::Rejected(mut objections) = error else { panic!("{error:?}") };
    let objection = objections.remove(0);
    (objection.field, objection.message)
}

fn key_of<T>(answer: kernel::Result<T>) -> &'static str {
    match answer {
        Err(error) => told(error).1.key,
        Ok(_) => panic!("it is refused"),
    }
}

fn an_installation_moves_to_the_other_engine_and_back_without_a_difference(db: &TestDb) {
    let first = fill(db);
    let place = tempfile::tempdir().unwrap();
    let out = export(db, &place, "out");
    let away = TestDb::empty(other(db.engine()));
    import(&away, &out).unwrap();
    let returned = export(&away, &place, "returned");
    let home = TestDb::empty(db.engine());
    import(&home, &returned).unwrap();
    let once_more = export(&home, &place, "once_more");
    let (out, returned, once_more) = (files(&out), files(&returned), files(&once_more));
    assert!(out.len() > 8, "{:?}", out.keys());
    for (name, text) in &out {
        assert_eq!(text, &returned[name], "{}", name.display());
    }
    assert_eq!(out, once_more);
    for copy in [&away, &home] {
        assert_eq!(things(copy, &operator()), things(db, &operator()));
        let before = View::AsOf("2026-01-31".parse().unwrap());
        let then = |db: &Db| db.read(&operator(), before, things::all).unwrap();
        assert_eq!(then(copy), then(db));
        assert_eq!(then(copy).len(), 122);
        for tenant in 0..=2 {
            let chain = |db: &Db| {
                let actor = operator().of(tenant);
                let report =
                    db.read(&actor, View::Now, |read| verify_chain(read, String::new(), None)).unwrap();
                (report.ok, report.events, report.head)
            };
            assert_eq!(chain(copy), chain(db));
            assert!(chain(copy).0);
        }
        // What is written from now on has its versions, its chain and its walls as before.
        copy.write(&operator().at("2026-05-01T09:00:00Z"), move |tx| change(tx, first, 7_000)).unwrap();
        assert_eq!(count(copy, &operator().of(2)), 1);
        assert_eq!(copy.raw_rows("SELECT count(*) FROM thing_version WHERE amount = 7000"), [["1"]]);
    }
}

fn what_ends_with_a_move_is_not_taken_along(db: &TestDb) {
    fill(db);
    let place = tempfile::tempdir().unwrap();
    let out = files(&export(db, &place, "out"));
    assert!(!out.contains_key(Path::new("tables/wrong_attempt.jsonl")));
    assert!(out.contains_key(Path::new("tables/thing_version.jsonl")));
}

fn an_archive_of_an_older_program_is_read_and_migrated(db: &TestDb) {
    let first = fill(db);
    let place = tempfile::tempdir().unwrap();
    let out = export(db, &place, "out");
    let newer = later(&[COLOUR], NOUNS.to_vec());
    let copy = TestDb::empty(db.engine());
    copy.import_all(&newer, &mut Archive::open_folder(&out).unwrap()).unwrap();
    assert!(copy.pending_migrations(&newer).unwrap().is_empty());
    copy.write(&operator(), move |tx| change(tx, first, 9)).unwrap();
    assert_eq!(count(&copy, &operator()), 121);
}

fn an_archive_of_a_newer_program_is_refused_in_words(db: &TestDb) {
    let newer = later(&[COLOUR], NOUNS.to_vec());
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("newer");
    let source = TestDb::fresh(db.engine(), &newer);
    source.export_all(&newer, &folder).unwrap();
    let empty = TestDb::empty(db.engine());
    let (_, message) = told(import(&empty, &folder).unwrap_err());
    assert_eq!(message.key, "archive-newer");
    assert!(format!("{:?}", message.args).contains("things 2"), "{message:?}");
    assert_eq!(empty.pending_migrations(&schema()).unwrap().len(), schema().migrations.len());
}

fn a_database_with_tables_is_never_written_over(db: &TestDb) {
    fill(db);
    let place = tempfile::tempdir().unwrap();
    let out = export(db, &place, "out");
    assert_eq!(key_of(import(db, &out)), "archive-not-empty");
    assert_eq!(count(db, &operator()), 121);
    assert_eq!(key_of(db.export_all(&schema(), &out)), "archive-taken");
}

fn an_archive_that_was_changed_cut_or_never_finished_is_refused_before_anything_is_written(db: &TestDb) {
    fill(db);
    let place = tempfile::tempdir().unwrap();
    let spoil = |name: &str, spoil: &dyn Fn(&Path)| {
        let folder = export(db, &place, name);
        spoil(&folder);
        key_of(import(&TestDb::empty(db.engine()), &folder))
    };
    let table = |folder: &Path| folder.join("tables/thing.jsonl");
    let cut = spoil("cut", &|folder| {
        let text = fs::read_to_string(table(folder)).unwrap();
        fs::write(table(folder), &text[..text.len() / 2]).unwrap();
    });
    let changed = spoil("changed", &|folder| {
        let text = fs::read_to_string(table(folder)).unwrap();
        fs::write(table(folder), text.replacen("First", "Fierce", 1)).unwrap();
    });
    let missing = spoil("missing", &|folder| fs::remove_file(table(folder)).unwrap());
    assert_eq!((cut, changed, missing), ("archive-damaged", "archive-damaged", "archive-damaged"));
    let unfinished = spoil("unfinished", &|folder| fs::remove_file(folder.join("manifest.json")).unwrap());
    assert_eq!(unfinished, "archive-unfinished");
    let wrong = spoil("wrong", &|folder| fs::write(folder.join("manifest.json"), "{").unwrap());
    assert_eq!(wrong, "archive-wrong-manifest");
    assert_eq!(key_of(Archive::open_folder(&place.path().join("nowhere"))), "archive-no-folder");
}

fn rows_that_do_not_fit_leave_nothing_behind(db: &TestDb) {
    fill(db);
    let place = tempfile::tempdir().unwrap();
    let out = export(db, &place, "out");
    let file = out.join("tables/thing.jsonl");
    fs::write(&file, format!("{}[1]\n", fs::read_to_string(&file).unwrap())).unwrap();
    let empty = TestDb::empty(db.engine());
    // Unchecked, as when the file is changed between the look and the reading.
    let (place, message) =
        told(empty.import_all(&schema(), &mut Archive::open_folder(&out).unwrap()).unwrap_err());
    assert_eq!((place.as_str(), message.key), ("tables/thing.jsonl:123", "archive-wrong-row"));
    assert_eq!(empty.pending_migrations(&schema()).unwrap().len(), schema().migrations.len());
    import(&empty, &export(db, &tempfile::tempdir().unwrap(), "again")).unwrap();
}

fn a_backup_taken_while_others_write_is_one_state_and_can_be_put_back(db: &TestDb) {
    let first = fill(db);
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("backup");
    std::thread::scope(|scope| {
        let writing = scope.spawn(|| {
            for n in 0..40 {
                added(db, &operator().at("2026-03-01T09:00:00Z").seconds_later(n), "Meanwhile", n);
            }
        });
        back_up(db.url(), db, &schema(), &file).unwrap();
        writing.join().unwrap();
    });
    assert_eq!(key_of(back_up(db.url(), db, &schema(), &file)), "archive-taken");
    let (restored, _place) = restore(db.engine(), &file);
    let report =
        restored.read(&operator(), View::Now, |read| verify_chain(read, String::new(), None)).unwrap();
    assert!(report.ok, "{report:?}");
    let kept = count(&restored, &operator());
    assert!((121..=161).contains(&kept), "{kept}");
    assert_eq!(
        report.events,
        kept + 3,
        "an event for each row, for the one that is gone, and for what changed"
    );
    restored.write(&operator().at("2026-05-01T09:00:00Z"), move |tx| change(tx, first, 7)).unwrap();
}

/// Somewhere new with what a backup holds.
fn restore(engine: Engine, file: &Path) -> (Db, Box<dyn std::any::Any>) {
    match check_backup(&schema(), file).unwrap() {
        Backup::SqliteFile => {
            assert_eq!(engine, Engine::Sqlite);
            let place = tempfile::tempdir().unwrap();
            let url = DatabaseUrl::Sqlite(place.path().join("restored.db"));
            restore_sqlite(&schema(), file, &url).unwrap();
            assert_eq!(key_of(restore_sqlite(&schema(), file, &url)), "archive-not-empty");
            (Db::open(&url).unwrap(), Box::new(place))
        }
        Backup::Archive(mut archive) => {
            assert_eq!(engine, Engine::Postgres);
            let fresh = TestDb::empty(engine);
            fresh.import_all(&schema(), &mut archive).unwrap();
            (Db::open(fresh.url()).unwrap(), Box::new(fresh))
        }
    }
}

fn a_backup_that_was_cut_or_is_no_backup_is_refused(db: &TestDb) {
    fill(db);
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("backup");
    back_up(db.url(), db, &schema(), &file).unwrap();
    let bytes = fs::read(&file).unwrap();
    // As when the file was moved without its hash.
    fs::remove_file(place.path().join("backup.sha256")).unwrap();
    for length in [0, 10, 100, bytes.len() / 3, bytes.len() - 100] {
        fs::write(&file, &bytes[..length]).unwrap();
        assert_eq!(key_of(check_backup(&schema(), &file)), "archive-cut", "{length} of {}", bytes.len());
    }
    fs::write(&file, "Namn;Typ\n").unwrap();
    assert_eq!(key_of(check_backup(&schema(), &file)), "archive-cut");
}

fn a_backup_in_which_one_letter_was_changed_is_refused(db: &TestDb) {
    fill(db);
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("backup");
    back_up(db.url(), db, &schema(), &file).unwrap();
    let mut bytes = fs::read(&file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&file, bytes).unwrap();
    assert_eq!(key_of(check_backup(&schema(), &file)), "archive-changed");
}

fn a_backup_of_a_newer_program_is_refused(db: &TestDb) {
    let newer = later(&[COLOUR], NOUNS.to_vec());
    let source = TestDb::fresh(db.engine(), &newer);
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("backup");
    back_up(source.url(), &source, &newer, &file).unwrap();
    let answer = check_backup(&schema(), &file).and_then(|backup| match backup {
        Backup::Archive(mut archive) => TestDb::empty(db.engine()).import_all(&schema(), &mut archive),
        Backup::SqliteFile => Ok(()),
    });
    assert_eq!(key_of(answer), "archive-newer");
}

fn a_database_that_a_newer_program_has_migrated_says_by_which_steps(db: &TestDb) {
    assert!(db.unknown_migrations(&schema()).unwrap().is_empty());
    db.migrate(&later(&[COLOUR], NOUNS.to_vec())).unwrap();
    assert_eq!(db.unknown_migrations(&schema()).unwrap(), ["things 2"]);
    assert!(db.unknown_migrations(&Schema::of_storage()).unwrap().contains(&"things 1".to_owned()));
}

on_both_engines!(schema();
    an_installation_moves_to_the_other_engine_and_back_without_a_difference,
    what_ends_with_a_move_is_not_taken_along,
    an_archive_of_an_older_program_is_read_and_migrated,
    an_archive_of_a_newer_program_is_refused_in_words,
    a_database_with_tables_is_never_written_over,
    an_archive_that_was_changed_cut_or_never_finished_is_refused_before_anything_is_written,
    rows_that_do_not_fit_leave_nothing_behind,
    a_backup_taken_while_others_write_is_one_state_and_can_be_put_back,
    a_backup_that_was_cut_or_is_no_backup_is_refused,
    a_backup_in_which_one_letter_was_changed_is_refused,
    a_backup_of_a_newer_program_is_refused,
    a_database_that_a_newer_program_has_migrated_says_by_which_steps,
);
