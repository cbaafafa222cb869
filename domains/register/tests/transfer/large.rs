//! A thousand rows, with the time that they take told and not demanded. The benchmark takes ten thousand.

use super::{DRY, SAVED, ask, counts, import_as};
use crate::world::{World, schema};
use register::transfer::{Chosen, ExportFormat, export_register};
use std::fmt::Write as _;
use std::time::Instant;
use testkit::{TestDb, on_both_engines};

on_both_engines!(schema(); a_thousand_rows_are_imported_and_exported);

const ROWS: usize = 1_000;

fn a_thousand_rows_are_imported_and_exported(db: &TestDb) {
    let world = World::new(db);
    let mut text = String::from("Namn;Lokalt nummer;Vikt;Personuppgifter;Antal användare\n");
    for row in 0..ROWS {
        let _ = writeln!(text, "System {row};{row};Normal;nej;{}", row % 500);
    }
    let timed = |what: &str, work: &dyn Fn() -> [usize; 4]| {
        let begin = Instant::now();
        let counts = work();
        eprintln!("{what}: {:.2} s", begin.elapsed().as_secs_f64());
        counts
    };
    let run = |manner| counts(&import_as(&world, &world.operator, ask(&world, text.as_bytes()), manner));
    assert_eq!(timed("dry run", &|| run(DRY)), [ROWS, 0, 0, 0]);
    assert_eq!(timed("import", &|| run(SAVED)), [ROWS, 0, 0, 0]);
    assert_eq!(timed("second import", &|| run(SAVED)), [0, 0, ROWS, 0]);
    for format in ExportFormat::ALL {
        let bytes = timed(format.ending(), &|| {
            let read = |read: &storage::Read| export_register(read, format, &Chosen::All);
            [world.read(&world.operator, read).expect("an export").len(), 0, 0, 0]
        });
        assert!(bytes[0] > ROWS * 10);
    }
}
