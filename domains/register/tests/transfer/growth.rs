//! What an import costs, counted in statements and not by the clock: a few for many rows, and no more for the last row
//! than for the first.

use super::{SAVED, counts, creating, import_as};
use crate::world::{World, schema};
use std::fmt::Write as _;
use testkit::{TestDb, on_both_engines};

on_both_engines!(schema();
    an_import_costs_few_statements_a_row_and_no_more_the_larger_it_is,
    an_import_that_changes_much_costs_few_statements_a_row,
    an_import_that_changes_nothing_writes_nothing,
);

/// Systems of some departments and suppliers, with two roles each that few people hold.
fn sheet(begin: usize, rows: usize) -> String {
    let mut text = String::from(
        "Namn;Lokalt nummer;Organisation;Leverantör;Antal användare;Systemägare;Systemförvaltare\n",
    );
    for row in begin..begin + rows {
        let _ = writeln!(
            text,
            "System {row};{row};Förvaltning {};Leverantör {};{};Ägare {};Förvaltare {}",
            row % 4,
            row % 6,
            row % 500,
            row % 8,
            row % 10
        );
    }
    text
}

fn statements_of(world: &World, text: &str, expected: [usize; 4]) -> u64 {
    let before = world.db.statements_run();
    let report = import_as(world, &world.operator, creating(world, text), SAVED);
    assert_eq!(counts(&report), expected, "{:?}", report.refused);
    world.db.statements_run() - before
}

fn an_import_costs_few_statements_a_row_and_no_more_the_larger_it_is(db: &TestDb) {
    let world = World::new(db);
    // Departments, suppliers and people are entered once, whatever the number of systems.
    statements_of(&world, &sheet(0, 24), [24, 0, 0, 0]);
    let few = statements_of(&world, &sheet(100, 200), [200, 0, 0, 0]);
    let many = statements_of(&world, &sheet(1_000, 800), [800, 0, 0, 0]);
    let each = (many as f64 - few as f64) / 600.0;
    eprintln!("{few} statements for 200 rows, {many} for 800: {each:.2} for each further row");
    assert!(each < 1.5, "{few} statements for 200 rows, {many} for 800");
}

fn an_import_that_changes_much_costs_few_statements_a_row(db: &TestDb) {
    let world = World::new(db);
    statements_of(&world, &sheet(0, 300), [300, 0, 0, 0]);
    let changed = |rows: usize, by: &str| sheet(0, rows).replace("Leverantör ", by);
    // The other suppliers are entered before anything is counted.
    statements_of(&world, &changed(24, "Annan leverantör "), [0, 24, 0, 0]);
    statements_of(&world, &changed(24, "Tredje leverantör "), [0, 24, 0, 0]);
    let few = statements_of(&world, &changed(60, "Annan leverantör "), [0, 60, 0, 0]);
    let many = statements_of(&world, &changed(300, "Tredje leverantör "), [0, 300, 0, 0]);
    let each = (many as f64 - few as f64) / 240.0;
    eprintln!("{few} statements for 60 changed rows, {many} for 300: {each:.2} for each further row");
    assert!(each < 1.5, "{few} statements for 60 changed rows, {many} for 300");
}

fn an_import_that_changes_nothing_writes_nothing(db: &TestDb) {
    let world = World::new(db);
    let text = sheet(0, 100);
    statements_of(&world, &text, [100, 0, 0, 0]);
    let events = db.raw_rows("SELECT count(*) FROM audit_event");
    let again = statements_of(&world, &text, [0, 0, 100, 0]);
    assert!(again < 60, "{again} statements to find that nothing is new");
    assert_eq!(db.raw_rows("SELECT count(*) FROM audit_event"), events);
}
