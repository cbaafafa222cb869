//! The files of `deploy/` name what there is: settings, commands, addresses and limits of the program as it stands.

use crate::program::Program;
use crate::tidy::source::root;
use clap::{CommandFactory as _, Parser as _};
use std::time::Duration;
use testkit::{Engine, TestDb};
use vidmakt::command_line::{Command, CommandLine};
use vidmakt::config::{LISTEN, Settings};
use vidmakt::domains;
use vidmakt::post::LAST_MAIL;

const PROXIES: [&str; 2] = ["nginx.conf", "Caddyfile"];
/// Files that a browser sends in one form.
const FILES_AT_ONCE: u64 = 4;

fn file(name: &str) -> String {
    let path = root().join("deploy").join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// What stands after a word, on each line that begins with it.
fn after<'t>(text: &'t str, word: &str) -> Vec<&'t str> {
    text.lines().filter_map(|line| line.trim().strip_prefix(word)).map(str::trim).collect()
}

#[track_caller]
fn only<'t>(text: &'t str, word: &str) -> &'t str {
    match after(text, word)[..] {
        [only] => only,
        ref several => panic!("{word} stands there {} times", several.len()),
    }
}

#[track_caller]
fn command(words: &[&str]) -> Command {
    CommandLine::try_parse_from(words).unwrap_or_else(|error| panic!("{words:?}: {error}")).command
}

/// Fails unless each of them is a variable that the program reads.
#[track_caller]
fn assert_variables<'t>(named: impl Iterator<Item = &'t str>) {
    let program = CommandLine::command();
    let known: Vec<&str> =
        program.get_arguments().filter_map(|argument| argument.get_env()?.to_str()).collect();
    let named: Vec<&str> = named.collect();
    let unknown: Vec<&&str> = named.iter().filter(|name| !known.contains(name)).collect();
    assert!(!named.is_empty() && unknown.is_empty(), "{unknown:?} of {named:?}");
}

fn settings(text: &str) -> Settings {
    let place = tempfile::tempdir().expect("a folder");
    let path = place.path().join("vidmakt.toml");
    std::fs::write(&path, text).expect("written");
    let line = CommandLine::try_parse_from(["vidmakt", "serve", "--config", &path.to_string_lossy()]);
    Settings::gather(&line.expect("a command")).unwrap_or_else(|error| panic!("{text}\n{error:?}"))
}

/// The settings file with one of its examples, `# key = value`, in force at a time.
fn examples(text: &str) -> Vec<String> {
    let key_of = |line: &str| {
        let (key, _) = line.strip_prefix("# ")?.split_once(" = ")?;
        key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_').then(|| format!("{key} = "))
    };
    let lines: Vec<&str> = text.lines().collect();
    let with = |at: usize, key: &str| {
        let kept = |(n, line): (usize, &&str)| {
            let line = if n == at { line.trim_start_matches("# ") } else { line };
            (n == at || !line.starts_with(key)).then(|| line.to_owned())
        };
        lines.iter().enumerate().filter_map(kept).collect::<Vec<_>>().join("\n")
    };
    (0..lines.len()).filter_map(|at| Some(with(at, &key_of(lines[at])?))).collect()
}

#[test]
fn the_settings_file_and_every_example_in_it_are_understood() {
    let text = file("vidmakt.toml");
    let settings_in_force = settings(&text);
    assert_eq!(settings_in_force.listen, LISTEN);
    assert_eq!(settings_in_force.database.to_string(), "sqlite:/var/lib/vidmakt/vidmakt.db");
    let examples = examples(&text);
    assert!(examples.len() >= 4, "{examples:?}");
    for example in examples {
        settings(&example);
    }
}

#[test]
fn the_unit_serves_by_that_file_and_waits_longer_than_the_program_needs_to_stop() {
    let unit = file("vidmakt.service");
    let started: Vec<&str> = only(&unit, "ExecStart=").split(' ').collect();
    assert!(matches!(command(&started), Command::Serve { migrate: false }), "{started:?}");
    assert_variables(after(&unit, "Environment=").into_iter().filter_map(|set| Some(set.split_once('=')?.0)));
    let state = format!("sqlite:/var/lib/{}/", only(&unit, "StateDirectory="));
    assert!(file("vidmakt.toml").contains(&state), "the database lies where the unit may write");
    let waits: u64 = only(&unit, "TimeoutStopSec=").parse().expect("seconds");
    let settings = settings("[watch]\nstop_notice_seconds = 20");
    let needs = settings.watch.stop_notice + settings.watch.stop + LAST_MAIL;
    assert!(Duration::from_secs(waits) > needs, "{waits} s, and it needs {needs:?}");
}

#[test]
fn the_image_serves_with_settings_that_there_are_where_its_port_is_open() {
    let text = file("Containerfile");
    let variables = text.split_whitespace().filter(|word| word.starts_with("VIDMAKT_"));
    let set: Vec<(&str, &str)> = variables.filter_map(|word| word.split_once('=')).collect();
    assert_variables(set.iter().map(|(name, _)| *name));
    let words = |line: &str| serde_json::from_str::<Vec<String>>(line).expect("a list of words");
    let started = [words(only(&text, "ENTRYPOINT ")), words(only(&text, "CMD "))].concat();
    let started: Vec<&str> = started.iter().map(String::as_str).collect();
    assert!(matches!(command(&started), Command::Serve { migrate: true }), "{started:?}");
    let listen = set.iter().find(|(name, _)| *name == "VIDMAKT_LISTEN").expect("an address").1;
    assert_eq!(listen.rsplit(':').next(), Some(only(&text, "EXPOSE ")));
    let compiler = format!("docker.io/library/rust:{}-", env!("CARGO_PKG_RUST_VERSION"));
    assert!(after(&text, "FROM ")[0].starts_with(&compiler), "built by {compiler}");
}

#[test]
fn the_proxies_lead_to_the_program_and_hide_what_is_not_for_visitors() {
    let db = TestDb::fresh(Engine::Sqlite, &domains::schema());
    let program = Program::on(&db);
    let routes = web::routes(&program.web);
    let is_route = |path: &str| routes.iter().any(|route| route.path == path);
    let there = |path: &str| is_route(path) || program.visitor().get(path).status != 404;
    let header = settings(&file("vidmakt.toml")).address_header.expect("a proxy tells who comes");
    assert_eq!(header, "X-Forwarded-For", "which Caddy writes by itself");
    for name in PROXIES {
        let text = file(name);
        assert!(text.contains(LISTEN), "{name} leads to where the program listens");
        assert!(text.contains("/metrics") && there("/metrics"), "{name}");
    }
    let nginx = file("nginx.conf");
    let locations = after(&nginx, "location =");
    for path in locations.iter().filter_map(|line| line.split(' ').next()) {
        assert!(there(path), "nginx.conf treats {path} by itself");
    }
    let passed = after(&nginx, "proxy_pass").len();
    let told = after(&nginx, &format!("proxy_set_header {header} $remote_addr;")).len();
    assert!(passed == 2 && told == passed, "{told} of {passed} tell who comes");
    assert!(there(only(&file("Caddyfile"), "health_uri")));
}

#[test]
fn the_proxies_let_as_much_through_as_a_form_may_hold() {
    let most = settings("").files.most_bytes * FILES_AT_ONCE;
    for (name, word, unit, bytes) in
        [("nginx.conf", "client_max_body_size", "m;", 1_048_576), ("Caddyfile", "max_size", "MB", 1_000_000)]
    {
        let text = file(name);
        let limit: u64 = only(&text, word).trim_end_matches(unit).parse().expect("a number");
        assert!(limit * bytes > most + 1_000_000, "{name} takes {limit}{unit}");
    }
}
