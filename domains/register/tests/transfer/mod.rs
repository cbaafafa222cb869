//! Spreadsheets in and out, on both engines.

mod browser;
mod by_api;
mod deciding;
mod export;
mod full;
mod growth;
mod killed;
mod large;
mod saving;
mod uses;

use crate::world::World;
use kernel::{Actor, Language};
use register::transfer::{
    Ask, Create, Known, Manner, Mapping, Report, guess_mapping, mappable_fields_of, read_table, run_import,
};
use storage::View;

pub const SAVED: Manner = Manner { is_dry: false, is_partial: false };
pub const DRY: Manner = Manner { is_dry: true, is_partial: false };
pub const PARTIAL: Manner = Manner { is_dry: false, is_partial: true };

/// A table with the mapping that is guessed for it.
pub fn ask(world: &World, bytes: &[u8]) -> Ask {
    let table = read_table(bytes).expect("a table");
    let fields = world.read(&world.operator, mappable_fields_of).expect("the fields");
    let mapping = guess_mapping(&table, &fields, world.operator.today());
    Ask { table, mapping, ..Ask::default() }
}

/// The same, allowed to enter people and organisations.
pub fn creating(world: &World, text: &str) -> Ask {
    let ask = ask(world, text.as_bytes());
    let create = Create { people: true, organisations: true };
    Ask { mapping: Mapping { create, ..ask.mapping }, ..ask }
}

pub fn import_as(world: &World, actor: &Actor, ask: Ask, manner: Manner) -> Report {
    run_import(&world.db, actor, ask, manner).expect("an answer")
}

pub fn import(world: &World, text: &str) -> Report {
    import_as(world, &world.operator, ask(world, text.as_bytes()), SAVED)
}

pub fn known(world: &World) -> Known {
    world.db.read(&world.operator, View::Now, Known::load).expect("the register")
}

/// Added, changed, unchanged, refused.
pub fn counts(report: &Report) -> [usize; 4] {
    [report.added, report.changed, report.unchanged, report.refused.len()]
}

/// Row, column and key of every refusal.
pub fn refusals(report: &Report) -> Vec<(i64, &str, &str)> {
    report.refused.iter().map(|one| (one.row, one.column.as_str(), one.message.key)).collect()
}

/// Names of all systems.
pub fn names(world: &World) -> Vec<String> {
    let mut names: Vec<String> = known(world).systems.values().map(|one| one.system.name.clone()).collect();
    names.sort();
    names
}

#[test]
fn a_report_is_written_in_the_readers_language_with_the_names_of_the_contract() {
    let refused = register::transfer::Refusal {
        row: 2,
        column: "Namn".into(),
        value: "x".into(),
        message: kernel::Message::new("transfer-several-names"),
    };
    let report = Report { read: 1, refused: vec![refused], ..Report::default() };
    let json = report.to_json(Language::English);
    let keys: Vec<&String> = json.as_object().expect("an object").keys().collect();
    assert_eq!(keys, ["added", "changed", "read", "refused", "unchanged", "warnings"]);
    assert_eq!(json["refused"][0]["row"], 2);
    assert!(json["refused"][0]["message"].as_str().is_some_and(|text| text.starts_with("Several systems")));
}
