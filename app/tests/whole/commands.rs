//! The command line as scripts meet it: what is printed where, and how each command ends.

use clap::CommandFactory as _;
use serde_json::Value as Json;
use std::path::{Path, PathBuf};
use std::process::Command;
use testkit::{Engine, TestDb, on_both_engines};
use vidmakt::command_line::CommandLine;
use vidmakt::domains;

pub const DONE: i32 = 0;
const NO: i32 = 1;
pub const WRONG_USE: i32 = 2;
const OUT_OF_REACH: i32 = 3;

/// How a command ended.
pub struct Ended {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Ended {
    pub fn json(&self) -> Json {
        serde_json::from_str(&self.stdout)
            .unwrap_or_else(|error| panic!("{error}: {}{}", self.stdout, self.stderr))
    }

    /// Ends as expected, or tells what was said.
    #[track_caller]
    pub fn with(self, code: i32) -> Self {
        assert_eq!(self.code, code, "stdout: {}\nstderr: {}", self.stdout, self.stderr);
        self
    }
}

fn run_in(locale: &str, arguments: &[&str]) -> Ended {
    let output = Command::new(env!("CARGO_BIN_EXE_vidmakt"))
        .args(arguments)
        .env_clear()
        .env("LC_ALL", locale)
        .output()
        .expect("the program starts");
    Ended {
        code: output.status.code().expect("it ends by itself"),
        stdout: String::from_utf8(output.stdout).expect("UTF-8"),
        stderr: String::from_utf8(output.stderr).expect("UTF-8"),
    }
}

pub fn run(arguments: &[&str]) -> Ended {
    run_in("sv_SE.UTF-8", arguments)
}

/// The address of a test's database, as `--database` takes it.
pub fn address_of(db: &TestDb) -> String {
    db.url().whole()
}

/// Runs a command on the database of a test.
pub fn run_on(db: &TestDb, arguments: &[&str]) -> Ended {
    run(&[arguments, &["--database", &address_of(db)]].concat())
}

pub fn init(db: &TestDb, key: &str) -> Ended {
    let (name, admin) = (format!("Federation {key}"), format!("chef.{key}"));
    run_on(db, &["init", "--pack", "itradet", "--key", key, "--name", &name, "--admin", &admin, "--json"])
}

fn packs() -> PathBuf {
    crate::tidy::source::root().join("policies")
}

/// A copy of a shipped pack in which one text of one file is replaced.
fn spoiled(folder: &Path, file: &str, (from, to): (&str, &str)) -> PathBuf {
    let copy = folder.join("itradet");
    crate::tidy::source::walk(&packs().join("itradet"), &mut |path| {
        let place = copy.join(path.strip_prefix(packs().join("itradet")).expect("in the pack"));
        std::fs::create_dir_all(place.parent().expect("a folder")).expect("a folder");
        std::fs::copy(path, place).expect("a copy");
    });
    let place = copy.join(file);
    let text = std::fs::read_to_string(&place).expect("the file");
    assert!(text.contains(from), "{file} holds {from}");
    std::fs::write(place, text.replacen(from, to, 1)).expect("written");
    copy
}

#[test]
fn every_shipped_pack_is_found_good() {
    for pack in ["eforvaltning", "forandringsstopp", "itradet", "sydnarke", "vmkf"] {
        let path = packs().join(pack);
        let checked = run(&["policy", "check", &path.to_string_lossy(), "--json"]).with(DONE).json();
        assert_eq!(checked["errors"], Json::Array(Vec::new()), "{pack}");
    }
}

#[test]
fn a_broken_pack_is_told_by_file_line_column_and_help() {
    let folder = tempfile::tempdir().expect("a folder");
    let pack = spoiled(folder.path(), "roles.toml", ("core_function = \"", "core_function = \"x"));
    let checked = run(&["policy", "check", &pack.to_string_lossy(), "--json"]).with(NO).json();
    let error = &checked["errors"][0];
    assert!(error["file"].as_str().expect("a file").ends_with("roles.toml"), "{error}");
    assert!(error["line"].as_i64() > Some(0) && error["column"].as_i64() > Some(0), "{error}");
    assert!(error["message"].is_string() && error["help"].is_string(), "{error}");
    let words = run(&["policy", "check", &pack.to_string_lossy()]).with(NO);
    assert!(words.stdout.contains("roles.toml:"), "{}", words.stdout);
}

#[test]
fn a_pack_that_is_not_there_cannot_be_reached() {
    let ended = run(&["policy", "check", "no-such-folder"]).with(OUT_OF_REACH);
    assert!(ended.stderr.contains("no-such-folder") && ended.stdout.is_empty());
}

#[test]
fn the_packs_are_listed_with_their_counts() {
    let listed = run(&["policy", "list", "--json"]).with(DONE).json();
    let ids: Vec<&str> =
        listed.as_array().expect("a list").iter().filter_map(|pack| pack["id"].as_str()).collect();
    assert_eq!(ids, ["eforvaltning", "forandringsstopp", "itradet", "sydnarke", "vmkf"]);
    for pack in listed.as_array().expect("a list") {
        assert!(pack["clauses"].as_i64() > Some(10) && pack["rules"].as_i64() > Some(10), "{pack}");
        assert!(pack["name"].is_string() && pack["version"].is_string() && pack["valid_from"].is_string());
    }
}

#[test]
fn a_pack_is_shown_and_compared() {
    let clauses = run(&["policy", "show", "vmkf", "--coverage", "--json"]).with(DONE).json();
    assert!(clauses.as_array().expect("a list").len() > 90);
    let compared = run(&["policy", "compare", "itradet", "vmkf", "--json"]).with(DONE).json();
    assert!(compared["only_in_second"].as_array().is_some_and(|rows| !rows.is_empty()));
    for key in ["kind", "rule", "clauses", "text"] {
        assert!(!compared["only_in_second"][0][key].is_null(), "{key}");
    }
    let unknown = run(&["policy", "show", "nowhere"]).with(WRONG_USE);
    assert!(unknown.stderr.contains("nowhere") && unknown.stderr.contains("vmkf"), "{}", unknown.stderr);
}

#[test]
fn the_days_of_a_year_are_told() {
    let days = run(&["calendar", "days", "--year", "2026", "--json"]).with(DONE).json();
    let days = days.as_array().expect("a list");
    assert_eq!(days.len(), 365);
    let first = days[0].as_object().expect("a day");
    let names: Vec<&str> = first.keys().map(String::as_str).collect();
    for name in ["date", "red", "name", "working_day", "short_day", "iso_week"] {
        assert!(names.contains(&name), "{name} of {names:?}");
    }
    assert_eq!((first["date"].as_str(), first["red"].as_bool()), (Some("2026-01-01"), Some(true)));
    assert!(!first.contains_key("opens"));
    let with_hours =
        run(&["calendar", "days", "--year", "2026", "--pack", "sydnarke", "--json"]).with(DONE).json();
    let monday = &with_hours[4];
    assert!(monday["opens"].is_string() && monday["closes"].is_string(), "{monday}");
}

#[test]
fn wrong_use_is_told_in_one_line_and_ends_with_two() {
    let lines: [&[&str]; 8] = [
        &["calendar", "days", "--year", "soon"],
        &["calendar", "days"],
        &["no-such-command"],
        &["register", "import", "systems.xlsx", "--format", "lotus"],
        &["policy", "list", "--log", "web=louder"],
        &["user", "list", "--database", "mysql:nothing"],
        &["demo", "--now", "soon"],
        &["calendar", "days", "--year", "2026", "--pack", "nowhere"],
    ];
    for line in lines {
        let swedish = run(line).with(WRONG_USE).stderr;
        let english = run_in("en_GB.UTF-8", line).with(WRONG_USE).stderr;
        assert_eq!((swedish.lines().count(), english.lines().count()), (1, 1), "{swedish}{english}");
        assert_ne!(swedish, english, "each in its language");
    }
    let database = run(&["user", "list", "--database", "mysql:nothing"]).with(WRONG_USE);
    assert!(database.stderr.contains("mysql:nothing"), "{}", database.stderr);
    let commands = run(&[]).with(WRONG_USE);
    assert!(
        commands.stderr.contains("register") && commands.stdout.is_empty(),
        "without a command, all are shown"
    );
}

#[test]
fn a_mistake_in_the_settings_file_is_told_with_its_line_and_column() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("vidmakt.toml");
    std::fs::write(&file, "listen = \"127.0.0.1:8080\"\nlisten_on = 8080\n").expect("written");
    let path = file.to_string_lossy();
    let wrong = run(&["policy", "list", "--config", &path]).with(WRONG_USE).stderr;
    assert_eq!(wrong.lines().count(), 1, "{wrong}");
    assert!(wrong.contains(&format!("{path}:2:1")) && wrong.contains("listen_on"), "{wrong}");
    let absent = folder.path().join("absent.toml");
    run(&["policy", "list", "--config", &absent.to_string_lossy()]).with(OUT_OF_REACH);
}

#[test]
fn help_and_messages_come_in_the_language_of_the_machine() {
    let swedish = run_in("sv_SE.UTF-8", &["--help"]).with(DONE).stdout;
    let english = run_in("en_GB.UTF-8", &["--help"]).with(DONE).stdout;
    assert!(swedish.contains("Kommandon") && !swedish.contains("Commands"), "{swedish}");
    assert!(english.contains("Commands") && !english.contains("Kommandon"), "{english}");
    let wrong = |locale| run_in(locale, &["policy", "show", "nowhere"]).with(WRONG_USE).stderr;
    assert_ne!(wrong("sv_SE.UTF-8"), wrong("en_GB.UTF-8"));
}

#[test]
fn every_command_has_help_with_examples_in_both_languages() {
    let mut count = 0;
    for_each_leaf(&CommandLine::command(), &mut Vec::new(), &mut |path| {
        count += 1;
        let line = [path, &["--help"]].concat();
        let swedish = run(&line).with(DONE).stdout;
        let english = run_in("en_GB.UTF-8", &line).with(DONE).stdout;
        let example = format!("\n  vidmakt {}", path.join(" "));
        for help in [&swedish, &english] {
            assert!(help.contains(&example) && !help.contains("[cli"), "{help}");
            assert!(help.find("\n      --listen") < help.find("\n  -h, --help"), "help stands last: {help}");
        }
        for word in ["Options", "OPTIONS", "Usage", "default:", "possible values"] {
            assert!(!swedish.contains(word), "{word} in Swedish: {swedish}");
        }
    });
    assert!(count > 15, "{count} commands");
}

fn for_each_leaf(command: &clap::Command, path: &mut Vec<String>, visit: &mut dyn FnMut(&[&str])) {
    if command.get_subcommands().next().is_none() {
        visit(&path.iter().map(String::as_str).collect::<Vec<_>>());
    }
    // What the program calls by itself is told to nobody.
    for sub in command.get_subcommands().filter(|sub| !sub.is_hide_set()) {
        path.push(sub.get_name().to_owned());
        for_each_leaf(sub, path, visit);
        path.pop();
    }
}

#[test]
fn the_shell_completes_the_commands() {
    for shell in ["bash", "zsh", "fish"] {
        let script = run(&["completion", shell]).with(DONE).stdout;
        assert!(script.contains("vidmakt") && script.contains("policy"), "{shell}");
    }
}

#[test]
fn the_api_is_described_without_a_database() {
    let described = run(&["openapi"]).with(DONE).json();
    assert_eq!(described["openapi"], "3.1.0");
    assert!(described["paths"].as_object().is_some_and(|paths| paths.len() > 5));
}

fn an_installation_is_made_and_a_further_federation_in_it(made: &TestDb) {
    let db = TestDb::empty(made.engine());
    let first = init(&db, "one").with(DONE).json();
    assert_eq!((first["key"].as_str(), first["user"].as_str()), (Some("one"), Some("chef.one")));
    assert!(first["password"].as_str().is_some_and(|password| password.len() > 10));
    init(&db, "one").with(WRONG_USE);
    init(&db, "two").with(DONE);
    let unclear = run_on(&db, &["user", "list"]).with(WRONG_USE);
    assert!(unclear.stderr.contains("one") && unclear.stderr.contains("two"), "{}", unclear.stderr);
    let unknown = run_on(&db, &["user", "list", "--federation", "three"]).with(WRONG_USE);
    assert!(unknown.stderr.contains("one, two"), "{}", unknown.stderr);
    let chain = run_on(&db, &["audit", "verify", "--json"]).with(DONE).json();
    assert_eq!(chain.as_array().map(Vec::len), Some(3));
}

fn a_federation_whose_administrator_has_no_good_name_is_not_half_made(db: &TestDb) {
    init(db, "one").with(DONE);
    let further = |admin| {
        run_on(
            db,
            &["init", "--pack", "itradet", "--key", "two", "--name", "Two", "--admin", admin, "--json"],
        )
    };
    for admin in ["", "two words", "chef.one", "anna.19811218-9876"] {
        further(admin).with(WRONG_USE);
    }
    for name in ["", "Anna 19811218-9876"] {
        run_on(db, &["init", "--pack", "itradet", "--key", "two", "--name", name, "--admin", "chef.two"])
            .with(WRONG_USE);
    }
    let federations = || db.raw_rows("SELECT key FROM tenant ORDER BY id").concat();
    assert_eq!(federations(), ["one"]);
    // As after a crash in the middle of `init`.
    db.raw_execute("INSERT INTO tenant (id, key, name, created_at) VALUES (2, 'two', 'Half', 0)");
    further("chef.two").with(DONE);
    further("chef.three").with(WRONG_USE);
    assert_eq!(federations(), ["one", "two"]);
    let users = run_on(db, &["user", "list", "--federation", "two"]).with(DONE).stdout;
    assert_eq!(users.trim(), "chef.two");
}

fn with_as_a_command_may_what_its_user_may(db: &TestDb) {
    init(db, "one").with(DONE);
    run_on(db, &["user", "add", "nobody.special"]).with(DONE);
    let commands: [&[&str]; 6] = [
        &["user", "list"],
        &["user", "add", "another"],
        &["user", "lock", "chef.one"],
        &["user", "reset", "chef.one"],
        &["audit", "verify"],
        &["findings", "rebuild"],
    ];
    for command in commands {
        let refused = run_on(db, &[command, &["--as", "nobody.special"]].concat()).with(WRONG_USE);
        assert!(refused.stdout.is_empty() && !refused.stderr.is_empty(), "{command:?}");
    }
    let listed = run_on(db, &["user", "list", "--as", "chef.one"]).with(DONE);
    assert_eq!(listed.stdout.lines().count(), 2);
    run_on(db, &["user", "lock", "nobody.special", "--as", "chef.one"]).with(DONE);
    let by = db.raw_rows("SELECT actor FROM audit_event WHERE action = 'account.locked'");
    assert_eq!(by, [["chef.one"]]);
    let token = run_on(db, &["token", "create", "--as", "chef.one", "--json"]).with(DONE).json();
    let id = token["id"].as_str().expect("an id");
    run_on(db, &["user", "add", "somebody.else"]).with(DONE);
    run_on(db, &["token", "revoke", id, "--as", "somebody.else"]).with(WRONG_USE);
    run_on(db, &["token", "revoke", id, "--as", "chef.one"]).with(DONE);
}

fn a_file_said_to_be_ours_is_not_guessed_at(db: &TestDb) {
    init(db, "one").with(DONE);
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("systems.csv");
    let import = |text: &str, format: &str| {
        std::fs::write(&file, text).expect("written");
        run_on(db, &["register", "import", &file.to_string_lossy(), "--format", format])
    };
    let wrong = import("Applikation;Kommentar\nEtt system;Bra\n", "vidmakt").with(WRONG_USE);
    assert!(wrong.stderr.contains("Applikation") && wrong.stderr.contains("Kommentar"), "{}", wrong.stderr);
    import("Applikation;Kommentar\nEtt system;Bra\n", "auto").with(DONE);
    import("name;notes\nEtt annat;Bra\n", "vidmakt").with(DONE);
}

fn accounts_are_added_locked_and_given_new_passwords(db: &TestDb) {
    init(db, "one").with(DONE);
    let added = run_on(db, &["user", "add", "Forvaltare", "--json"]).with(DONE).json();
    assert_eq!(added["user"], "forvaltare");
    run_on(db, &["user", "add", "forvaltare"]).with(WRONG_USE);
    run_on(db, &["user", "add", "811218-9876"]).with(WRONG_USE);
    run_on(db, &["user", "lock", "forvaltare"]).with(DONE);
    let listed = run_on(db, &["user", "list", "--json"]).with(DONE).json();
    let locked = listed.as_array().expect("a list").iter().find(|user| user["user"] == "forvaltare");
    assert_eq!(locked.expect("the account")["locked"], true);
    run_on(db, &["user", "lock", "forvaltare", "--open"]).with(DONE);
    let reset = run_on(db, &["user", "reset", "forvaltare", "--json"]).with(DONE).json();
    assert_ne!(reset["password"], added["password"]);
    run_on(db, &["user", "reset", "nobody"]).with(WRONG_USE);
}

fn a_token_is_made_once_listed_and_revoked(db: &TestDb) {
    init(db, "one").with(DONE);
    run_on(db, &["token", "create"]).with(WRONG_USE);
    let scope =
        run_on(db, &["token", "create", "--as", "chef.one", "--scope", "register.rule"]).with(WRONG_USE);
    assert!(scope.stderr.contains("register.rule"), "{}", scope.stderr);
    run_on(db, &["token", "create", "--as", "nobody"]).with(WRONG_USE);
    let made =
        run_on(db, &["token", "create", "--as", "chef.one", "--days", "7", "--json"]).with(DONE).json();
    let id = made["id"].as_str().expect("an id").to_owned();
    assert!(made["token"].is_string() && made["expires_at"].is_string());
    let listed = run_on(db, &["token", "list", "--json"]).with(DONE);
    assert!(listed.stdout.contains(&id) && !listed.stdout.contains(made["token"].as_str().expect("a token")));
    run_on(db, &["token", "revoke", &id]).with(DONE);
    run_on(db, &["token", "revoke", "nonsense"]).with(WRONG_USE);
}

fn a_chain_that_somebody_changed_does_not_verify(db: &TestDb) {
    init(db, "one").with(DONE);
    let whole = run_on(db, &["audit", "verify", "--federation", "one", "--json"]).with(DONE).json();
    let (last, head) =
        (whole[0]["last"].as_i64().expect("a number"), whole[0]["head"].as_str().expect("a hash"));
    let anchor = format!("{last}:{head}");
    run_on(db, &["audit", "verify", "--federation", "one", "--anchor", &anchor]).with(DONE);
    run_on(db, &["audit", "verify", "--federation", "one", "--anchor", "nonsense"]).with(WRONG_USE);
    db.raw_execute("UPDATE audit_event SET actor = 'somebody else' WHERE tenant_id = 1 AND sequence = 2");
    let broken = run_on(db, &["audit", "verify", "--json"]).with(NO).json();
    let of_one = broken.as_array().expect("a list").iter().find(|chain| chain["federation"] == "one");
    let of_one = of_one.expect("the chain");
    assert_eq!((of_one["ok"].as_bool(), of_one["broken"]["sequence"].as_i64()), (Some(false), Some(2)));
    assert!(of_one["broken"]["reason"].is_string());
}

fn what_events_hold_is_erased_by_a_decision_and_the_chain_still_verifies(db: &TestDb) {
    init(db, "one").with(DONE);
    let erase = |sequence: &str, decision: &str| {
        run_on(db, &["audit", "erase", sequence, "--reason", "Fel person", "--decision", decision, "--json"])
    };
    erase("2", " ").with(WRONG_USE);
    let erased = erase("2", "KS § 12").with(DONE).json();
    assert_eq!(erased["erased"], serde_json::json!([2]));
    run_on(db, &["audit", "verify", "--json"]).with(DONE);
    erase("2", "KS § 12").with(WRONG_USE);
    db.raw_execute("UPDATE audit_event SET content = NULL WHERE tenant_id = 1 AND sequence = 1");
    let broken = run_on(db, &["audit", "verify", "--federation", "one", "--json"]).with(NO).json();
    assert_eq!(broken[0]["broken"]["reason"], "content_erased", "nobody decided that");
}

fn gaps_and_findings_are_told(db: &TestDb) {
    init(db, "one").with(DONE);
    let gaps = run_on(db, &["register", "gaps", "--json"]).with(DONE).json();
    let gaps = gaps.as_array().expect("a list");
    for gap in gaps {
        assert!(["breached", "unknown"].contains(&gap["outcome"].as_str().unwrap_or_default()), "{gap}");
        for key in ["subject", "rule", "clauses", "reason", "responsible", "url"] {
            assert!(!gap[key].is_null(), "{key} of {gap}");
        }
    }
    run_on(db, &["register", "gaps", "--system", "No such system"]).with(WRONG_USE);
    run_on(db, &["findings", "rebuild", "--json"]).with(DONE).json();
    let fields = run_on(db, &["register", "fields", "--json"]).with(DONE).json();
    assert!(fields.as_array().is_some_and(|fields| fields.iter().any(|field| field["field"] == "name")));
}

on_both_engines!(domains::schema();
    an_installation_is_made_and_a_further_federation_in_it,
    a_federation_whose_administrator_has_no_good_name_is_not_half_made,
    with_as_a_command_may_what_its_user_may,
    a_file_said_to_be_ours_is_not_guessed_at,
    accounts_are_added_locked_and_given_new_passwords,
    a_token_is_made_once_listed_and_revoked,
    a_chain_that_somebody_changed_does_not_verify,
    what_events_hold_is_erased_by_a_decision_and_the_chain_still_verifies,
    gaps_and_findings_are_told,
);

#[test]
fn an_installation_that_cannot_be_reached_ends_with_three() {
    let postgres = "postgres://nobody:secret@127.0.0.1:1/nothing?connect_timeout=2";
    for (database, told) in
        [("sqlite:/no/such/folder/vidmakt.db", "sqlite:/no/such/folder"), (postgres, "127.0.0.1:1/nothing")]
    {
        for command in [&["user", "list"][..], &["serve"], &["migrate"]] {
            let ended = run(&[command, &["--database", database]].concat()).with(OUT_OF_REACH);
            assert!(ended.stdout.is_empty() && ended.stderr.lines().count() == 1, "{}", ended.stderr);
            assert!(ended.stderr.contains(told) && !ended.stderr.contains("secret"), "{}", ended.stderr);
        }
    }
}

#[test]
fn a_demonstration_that_was_interrupted_is_made_anew() {
    let folder = tempfile::tempdir().expect("a folder");
    let place = folder.path().to_string_lossy();
    let line = ["demo", "--no-serve", "--dir", &place];
    let mut begun = Command::new(env!("CARGO_BIN_EXE_vidmakt"))
        .args(line)
        .env_clear()
        .stdout(std::process::Stdio::null())
        .spawn()
        .expect("the program starts");
    while !folder.path().join("vidmakt.db").exists() {
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    begun.kill().expect("it runs");
    begun.wait().expect("it ends");
    let accounts = run(&[&line[..], &["--json"]].concat()).with(DONE).json();
    assert!(accounts.as_array().is_some_and(|accounts| accounts.len() > 30));
}

#[test]
fn a_database_that_is_not_there_is_not_made_by_looking_for_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("vidmakt.db");
    let database = format!("sqlite:{}", file.display());
    for command in [&["user", "list"][..], &["register", "gaps"], &["audit", "verify"], &["serve"]] {
        let ended = run(&[command, &["--database", &database]].concat()).with(OUT_OF_REACH);
        assert!(ended.stderr.contains("vidmakt.db") && ended.stderr.contains("init"), "{}", ended.stderr);
        assert!(!file.exists());
    }
}

#[test]
fn an_installation_without_tables_says_so() {
    let db = TestDb::empty(Engine::Sqlite);
    let ended = run_on(&db, &["user", "list"]).with(OUT_OF_REACH);
    assert!(ended.stderr.contains("migrate"), "{}", ended.stderr);
    let applied = run_on(&db, &["migrate", "--json"]).with(DONE).json();
    assert_eq!(applied["applied"].as_array().map(Vec::len), Some(domains::schema().migrations.len()));
    let again = run_on(&db, &["migrate", "--json"]).with(DONE).json();
    assert_eq!(again["applied"].as_array().map(Vec::len), Some(0));
}
