//! Numbers of documents: gap-free, also when many write at once and some are turned back.

use crate::world::{World, objections, schema};
use kernel::{Error, Id, Subject};
use register::{Document, SYSTEM, register_document};
use std::collections::BTreeSet;
use testkit::{TestDb, on_both_engines};

on_both_engines!(schema();
    sixteen_writers_leave_neither_gap_nor_double_though_some_are_turned_back,
    a_number_that_is_brought_along_is_kept_and_passed_over,
);

fn agreement(system: Id) -> Document {
    let mut document = Document::new(Subject::new(SYSTEM, system), "service_level_agreement");
    document.name = "SLA".into();
    document
}

fn number_of(world: &World, id: Id) -> String {
    world.read(&world.operator, |read| register::visible_document(read, id)).unwrap().number
}

fn sixteen_writers_leave_neither_gap_nor_double_though_some_are_turned_back(db: &TestDb) {
    let world = World::new(db);
    let system = world.registered(world.system("Ekonomi"));
    let given: Vec<Id> = std::thread::scope(|scope| {
        let writers: Vec<_> = (0..16)
            .map(|writer| {
                let world = &world;
                scope.spawn(move || {
                    let write = |fails: bool| {
                        world.write(&world.operator, move |tx| {
                            let id = register_document(tx, agreement(system))?;
                            if fails { Err(Error::NotFound) } else { Ok(id) }
                        })
                    };
                    (0..4).filter_map(|turn| write((writer + turn) % 4 == 0).ok()).collect::<Vec<Id>>()
                })
            })
            .collect();
        writers.into_iter().flat_map(|writer| writer.join().expect("a writer ends")).collect()
    });
    assert_eq!(given.len(), 48);
    let numbers: BTreeSet<String> = given.iter().map(|id| number_of(&world, *id)).collect();
    let expected: BTreeSet<String> = (1..=48).map(|place| format!("SLA-2026-{place}")).collect();
    assert_eq!(numbers, expected);
}

fn a_number_that_is_brought_along_is_kept_and_passed_over(db: &TestDb) {
    let world = World::new(db);
    let system = world.registered(world.system("Ekonomi"));
    let with = |number: &str| Document { number: number.to_owned(), ..agreement(system) };
    let brought = world.document(with("SLA-2026-2"));
    let given: Vec<String> = (0..2).map(|_| number_of(&world, world.document(agreement(system)))).collect();
    assert_eq!(number_of(&world, brought), "SLA-2026-2");
    assert_eq!(given, ["SLA-2026-1", "SLA-2026-3"]);
    let again = with("SLA-2026-3");
    assert_eq!(
        objections(world.write(&world.operator, |tx| register_document(tx, again))),
        ["number register-objection-number-taken"]
    );
}
