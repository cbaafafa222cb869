//! The whole installation in a file or a folder, and back: with the records of every room, their history and their chain.

use super::served::Served;
use crate::commands::{DONE, address_of, run_on};
use crate::program::Program;
use serde_json::Value as Json;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use testkit::{Engine, TestDb, on_both_engines};
use vidmakt::domains;

const WRONG_USE: i32 = 2;
const OUT_OF_REACH: i32 = 3;

on_both_engines!(domains::schema();
    the_installation_moves_to_the_other_engine_and_back_without_a_difference,
    no_table_of_the_program_is_left_out_of_the_archive,
    a_backup_is_put_back_where_nothing_stands,
    a_backup_of_an_older_program_is_brought_up_to_date_and_its_mails_are_held,
    what_cannot_be_moved_is_told_in_one_line,
    an_archive_of_a_newer_program_is_refused_and_leaves_the_place_free,
    what_makes_an_installation_is_done_by_the_operator_and_as_nobody_else,
    a_database_of_a_newer_program_is_left_alone,
    a_copy_that_serves_stops_when_a_newer_program_has_migrated,
);

/// Two federations, one with a record of each kind.
fn fill(db: &TestDb) {
    let program = Program::on(db);
    let one = program.federation("one", "sydnarke");
    program.administrator(&one);
    program.one_of_each(&one);
    program.federation("two", "itradet");
}

fn other(engine: Engine) -> Engine {
    if engine == Engine::Sqlite { Engine::Postgres } else { Engine::Sqlite }
}

fn text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

/// Every file of an archive by its name.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for place in [folder.to_owned(), folder.join("tables")] {
        for file in fs::read_dir(place).expect("a folder").map(|entry| entry.expect("a file").path()) {
            if file.is_file() {
                found
                    .insert(text(file.strip_prefix(folder).expect("within")), fs::read(&file).expect("read"));
            }
        }
    }
    found
}

fn heads(db: &TestDb) -> Json {
    run_on(db, &["audit", "verify", "--json"]).with(DONE).json()
}

/// The register of the first federation, now or as it was.
fn register(db: &TestDb, as_of: &[&str]) -> Json {
    let place = tempfile::tempdir().expect("a folder");
    let file = text(&place.path().join("register.json"));
    let export = [&["register", "export", "-o", &file, "--federation", "one"], as_of].concat();
    run_on(db, &export).with(DONE);
    serde_json::from_slice(&fs::read(file).expect("the export")).expect("JSON")
}

fn the_installation_moves_to_the_other_engine_and_back_without_a_difference(db: &TestDb) {
    fill(db);
    let place = tempfile::tempdir().expect("a folder");
    let archive = |name: &str| place.path().join(name);
    let out = run_on(db, &["export-all", &text(&archive("out")), "--json"]).with(DONE).json();
    assert!(out["tables"].as_i64() > Some(40) && out["rows"].as_i64() > Some(100), "{out}");
    let away = TestDb::empty(other(db.engine()));
    let moved = run_on(&away, &["import-all", &text(&archive("out")), "--json"]).with(DONE).json();
    assert_eq!((&moved["tables"], &moved["rows"]), (&out["tables"], &out["rows"]));
    run_on(&away, &["export-all", &text(&archive("returned"))]).with(DONE);
    let home = TestDb::empty(db.engine());
    run_on(&home, &["import-all", &text(&archive("returned"))]).with(DONE);
    run_on(&home, &["export-all", &text(&archive("again"))]).with(DONE);
    let first = files(&archive("out"));
    for name in ["returned", "again"] {
        let other = files(&archive(name));
        assert_eq!(first.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>());
        for (file, bytes) in &first {
            assert!(bytes == &other[file], "{name}/{file}");
        }
    }
    for copy in [&away, &home] {
        assert_eq!(heads(copy), heads(db));
        assert_eq!(register(copy, &[]), register(db, &[]));
        let then = ["--as-of", "2026-03-02"];
        assert_eq!(register(copy, &then), register(db, &then));
        assert!(register(copy, &then)["systems"].as_array().is_some_and(|systems| systems.len() == 1));
        let rebuilt =
            run_on(copy, &["findings", "rebuild", "--federation", "one", "--json"]).with(DONE).json();
        assert_eq!(rebuilt["differed"], serde_json::json!([]));
    }
}

fn no_table_of_the_program_is_left_out_of_the_archive(db: &TestDb) {
    let place = tempfile::tempdir().expect("a folder");
    let folder = place.path().join("archive");
    run_on(db, &["export-all", &text(&folder)]).with(DONE);
    let files = files(&folder);
    let schema = domains::schema();
    let nouns =
        schema.nouns.iter().flat_map(|noun| [noun.table.to_owned(), format!("{}_version", noun.table)]);
    let others = schema.tenant_tables.iter().chain(&schema.installation_tables).map(ToString::to_string);
    let all = nouns.chain(others).chain(["audit_event".to_owned(), "audit_head".to_owned()]);
    let expected = all.filter(|table| !schema.derived_tables.contains(&table.as_str()));
    let missing: Vec<String> =
        expected.filter(|table| !files.contains_key(&format!("tables/{table}.jsonl"))).collect();
    assert!(missing.is_empty() && files.len() > 40, "{missing:?}");
}

fn a_backup_is_put_back_where_nothing_stands(db: &TestDb) {
    fill(db);
    // What waits to be sent would be held, and that be told in the log.
    db.raw_execute("DELETE FROM notice");
    let place = tempfile::tempdir().expect("a folder");
    let file = text(&place.path().join("backup"));
    let told = run_on(db, &["backup", &file, "--json"]).with(DONE).json();
    assert_eq!(told["file"], file.as_str());
    assert_eq!(run_on(db, &["backup", &file]).with(WRONG_USE).stderr.lines().count(), 1);
    run_on(db, &["restore", &file]).with(WRONG_USE);
    let fresh = TestDb::empty(db.engine());
    let free = match db.engine() {
        // A file that is not there yet.
        Engine::Sqlite => format!("sqlite:{}", place.path().join("restored.db").display()),
        Engine::Postgres => address_of(&fresh),
    };
    let restore = ["restore", &file, "--json", "--database", &free];
    let restored = crate::commands::run(&restore).with(DONE).json();
    assert_eq!(restored["applied"], serde_json::json!([]));
    let verified =
        crate::commands::run(&["audit", "verify", "--json", "--database", &free]).with(DONE).json();
    assert_eq!(verified, heads(db));
}

/// The step that the backup lacks made an index, so that taking it away makes an older database.
fn a_backup_of_an_older_program_is_brought_up_to_date_and_its_mails_are_held(db: &TestDb) {
    if db.engine() == Engine::Postgres {
        return; // Its backup is an archive, which is brought up to date as it is read in.
    }
    fill(db);
    db.raw_execute("DROP INDEX mail_by_person");
    db.raw_execute("DELETE FROM migration WHERE domain = 'notify' AND number = 2");
    db.raw_execute(
        "INSERT INTO mail (tenant_id, id, person_id, person_name, sort_key, recipient, kind, key, title, plain, html, \
         state, reason, send_at, made_at, detail, attempts, holder, held_until, is_handed_over) \
         SELECT id, zeroblob(16), zeroblob(16), '', '', 'a@example.se', 'notice', 'k', 't', 'p', 'h', 'waiting', \
         'nothing', 0, 0, '', 0, '', 0, 0 FROM tenant WHERE key = 'one'",
    );
    let place = tempfile::tempdir().expect("a folder");
    let (file, free) = (place.path().join("backup"), place.path().join("restored.db"));
    db.raw_execute(&format!("VACUUM INTO '{}'", file.display()));
    let free = format!("sqlite:{}", free.display());
    let restored =
        crate::commands::run(&["restore", &text(&file), "--json", "--database", &free]).with(DONE).json();
    assert_eq!(restored["applied"], serde_json::json!(["notify 2"]));
    assert_eq!(restored["held"], 1);
}

fn what_cannot_be_moved_is_told_in_one_line(db: &TestDb) {
    fill(db);
    let place = tempfile::tempdir().expect("a folder");
    let file = place.path().join("backup");
    run_on(db, &["backup", &text(&file)]).with(DONE);
    let bytes = fs::read(&file).expect("the backup");
    fs::write(&file, &bytes[..bytes.len() / 2]).expect("cut");
    let empty = TestDb::empty(db.engine());
    let folder = text(&place.path().join("none"));
    run_on(db, &["user", "add", "nobody.special", "--federation", "one"]).with(DONE);
    let commands: [(&[&str], i32); 4] = [
        (&["restore", &text(&file)], WRONG_USE),
        (&["restore", &folder], OUT_OF_REACH),
        (&["import-all", &folder], WRONG_USE),
        (&["import-all", &text(place.path())], WRONG_USE),
    ];
    for (command, code) in commands {
        let told = run_on(&empty, command).with(code);
        assert!(
            told.stdout.is_empty() && told.stderr.trim().lines().count() == 1,
            "{command:?} {}",
            told.stderr
        );
    }
    for command in ["backup", "export-all"] {
        let by = ["--as", "nobody.special", "--federation", "one"];
        run_on(db, &[&[command, &folder][..], &by].concat()).with(WRONG_USE);
        assert!(!Path::new(&folder).exists(), "{command}");
    }
}

/// As a program that has gone on: its manifest names a step that is not known here.
fn an_archive_of_a_newer_program_is_refused_and_leaves_the_place_free(db: &TestDb) {
    let place = tempfile::tempdir().expect("a folder");
    let folder = place.path().join("archive");
    run_on(db, &["export-all", &text(&folder)]).with(DONE);
    let manifest = folder.join("manifest.json");
    let newer = fs::read_to_string(&manifest).expect("the manifest").replacen(
        "\"migrations\": [",
        "\"migrations\": [{ \"domain\": \"register\", \"number\": 4711 },",
        1,
    );
    fs::write(&manifest, newer).expect("written");
    let free = place.path().join("moved.db");
    let import = ["import-all", &text(&folder), "--database", &format!("sqlite:{}", free.display())];
    let told = crate::commands::run(&import).with(WRONG_USE);
    assert!(told.stderr.contains("register 4711"), "{}", told.stderr);
    assert!(!free.exists(), "nothing is in the way of the next try");
}

fn what_makes_an_installation_is_done_by_the_operator_and_as_nobody_else(db: &TestDb) {
    crate::commands::init(db, "one").with(DONE);
    let place = tempfile::tempdir().expect("a folder");
    let [file, folder] = ["backup", "archive"].map(|name| text(&place.path().join(name)));
    run_on(db, &["backup", &file]).with(DONE);
    run_on(db, &["export-all", &folder]).with(DONE);
    let empty = TestDb::empty(db.engine());
    let commands: [&[&str]; 3] = [&["restore", &file], &["import-all", &folder], &["migrate"]];
    for command in commands {
        let told = run_on(&empty, &[command, &["--as", "chef.one"]].concat()).with(WRONG_USE);
        assert!(told.stderr.contains("--as"), "{command:?} {}", told.stderr);
        assert_eq!(
            empty.pending_migrations(&domains::schema()).unwrap().len(),
            domains::schema().migrations.len()
        );
    }
}

fn a_database_of_a_newer_program_is_left_alone(db: &TestDb) {
    fill(db);
    db.raw_execute("INSERT INTO migration (domain, number, applied_at) VALUES ('register', 4711, 0)");
    let commands: [&[&str]; 5] = [
        &["serve", "--listen", "127.0.0.1:0"],
        &["serve", "--listen", "127.0.0.1:0", "--migrate"],
        &["migrate"],
        &["user", "list", "--federation", "one"],
        &["backup", "never-written"],
    ];
    for command in commands {
        let told = run_on(db, command).with(OUT_OF_REACH);
        assert!(told.stderr.contains("register 4711"), "{command:?} {}", told.stderr);
    }
}

fn a_copy_that_serves_stops_when_a_newer_program_has_migrated(db: &TestDb) {
    fill(db);
    let served = Served::on(&address_of(db));
    assert_eq!(served.ask("GET /readyz", "").0, 200);
    db.raw_execute("INSERT INTO migration (domain, number, applied_at) VALUES ('register', 4711, 0)");
    let (code, said) = served.ended();
    assert_eq!(code, Some(OUT_OF_REACH));
    assert!(said.iter().any(|line| line.contains("register 4711")), "{said:?}");
}
