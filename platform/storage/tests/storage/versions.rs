//! Every version of a row is kept, and a day in the past is read as it was recorded then.

use crate::things::{self, REMOVE_TAG, TAGGED, TAGS_OF, Thing, add, added, change, schema};
use kernel::{Date, Error, Id};
use storage::{EventPage, Statement, View, history_of, values};
use testkit::{Acting, TestDb, on_both_engines, operator};

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn as_of(db: &TestDb, date: &str) -> Vec<Thing> {
    let reader = operator().at("2026-12-31T12:00:00Z");
    db.read(&reader, View::AsOf(day(date)), things::all).unwrap()
}

fn versions_of(db: &TestDb, id: Id) -> Vec<Vec<String>> {
    let hex: String = id.as_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
    let key = match db.engine() {
        testkit::Engine::Sqlite => format!("x'{hex}'"),
        testkit::Engine::Postgres => format!("'{id}'"),
    };
    db.raw_rows(&format!(
        "SELECT amount, recorded_from, recorded_to FROM thing_version WHERE id = {key} ORDER BY recorded_from"
    ))
}

fn a_day_before_between_and_after_changes_shows_what_was_recorded_then(db: &TestDb) {
    let id = added(db, &operator().at("2026-01-10T09:00:00Z"), "Thing", 1);
    let thing = |amount| vec![(id, "Thing".to_owned(), amount)];
    db.write(&operator().at("2026-02-10T09:00:00Z"), move |tx| change(tx, id, 2)).unwrap();
    db.write(&operator().at("2026-03-10T09:00:00Z"), move |tx| things::remove(tx, id)).unwrap();
    assert_eq!(as_of(db, "2026-01-09"), []);
    assert_eq!(as_of(db, "2026-01-10"), thing(1));
    assert_eq!(as_of(db, "2026-02-09"), thing(1));
    assert_eq!(as_of(db, "2026-02-10"), thing(2));
    assert_eq!(as_of(db, "2026-03-09"), thing(2));
    assert_eq!(as_of(db, "2026-03-10"), []);
    assert_eq!(as_of(db, "2026-12-31"), []);
}

fn a_day_ends_at_midnight_in_stockholm(db: &TestDb) {
    let id = added(db, &operator().at("2026-06-01T09:00:00Z"), "Thing", 1);
    db.write(&operator().at("2026-07-01T21:59:59.999999Z"), move |tx| change(tx, id, 2)).unwrap();
    db.write(&operator().at("2026-07-01T22:00:00Z"), move |tx| change(tx, id, 3)).unwrap();
    let amounts = |date| as_of(db, date).into_iter().map(|thing| thing.2).collect::<Vec<_>>();
    assert_eq!(amounts("2026-06-30"), [1]);
    assert_eq!(amounts("2026-07-01"), [2], "the last microsecond of a day belongs to it");
    assert_eq!(amounts("2026-07-02"), [3]);
}

fn several_changes_in_one_transaction_leave_one_version(db: &TestDb) {
    let id = added(db, &operator(), "Thing", 1);
    db.write(&operator().seconds_later(60), move |tx| {
        change(tx, id, 2)?;
        change(tx, id, 3)?;
        change(tx, id, 4)
    })
    .unwrap();
    let versions = versions_of(db, id);
    let amounts: Vec<&str> = versions.iter().map(|version| version[0].as_str()).collect();
    assert_eq!(amounts, ["1", "4"]);
    assert_eq!(versions[0][2], versions[1][1], "one ends where the next begins");
    assert_eq!(versions[1][2], i64::MAX.to_string());
}

fn what_is_added_and_removed_in_one_transaction_leaves_no_version(db: &TestDb) {
    let id = Id::new();
    db.write(&operator(), move |tx| {
        add(tx, id, "Thing", 1)?;
        things::remove(tx, id)
    })
    .unwrap();
    assert!(versions_of(db, id).is_empty());
}

fn what_is_removed_and_added_again_leaves_both_versions(db: &TestDb) {
    let id = added(db, &operator(), "Thing", 1);
    db.write(&operator().seconds_later(60), move |tx| {
        things::remove(tx, id)?;
        add(tx, id, "Thing", 2)
    })
    .unwrap();
    assert_eq!(versions_of(db, id).len(), 2);
    db.write(&operator().seconds_later(120), move |tx| things::remove(tx, id)).unwrap();
    db.write(&operator().seconds_later(180), move |tx| add(tx, id, "Thing", 3)).unwrap();
    let amounts: Vec<String> = versions_of(db, id).into_iter().map(|mut row| row.remove(0)).collect();
    assert_eq!(amounts, ["1", "2", "3"]);
}

fn a_write_that_fails_leaves_no_version(db: &TestDb) {
    let id = added(db, &operator(), "Thing", 1);
    let _ = db.write(&operator(), move |tx| {
        change(tx, id, 2)?;
        Err::<(), _>(Error::NotFound)
    });
    assert_eq!(versions_of(db, id).len(), 1);
}

fn links_are_read_as_of_a_day_together_with_what_they_link(db: &TestDb) {
    let january = operator().at("2026-01-10T09:00:00Z");
    let id = added(db, &january, "Thing", 1);
    for tag in ["red", "round"] {
        db.write(&january, move |tx| {
            tx.execute(&things::ADD_TAG, &values![id, tag])?;
            tx.audit(&things::entry("thing.tagged", id))
        })
        .unwrap();
    }
    db.write(&operator().at("2026-02-10T09:00:00Z"), move |tx| {
        tx.execute(&REMOVE_TAG, &values![id, "red"])?;
        tx.audit(&things::entry("thing.untagged", id))
    })
    .unwrap();
    let reader = operator().at("2026-12-31T12:00:00Z");
    let tagged = |view| {
        db.read(&reader, view, |read| {
            let tags: Vec<(String,)> = read.rows(&TAGS_OF, &values![id])?;
            let red: Vec<Thing> = read.rows(&TAGGED, &values!["red"])?;
            Ok((tags.len(), red.len()))
        })
        .unwrap()
    };
    assert_eq!(tagged(View::AsOf(day("2026-01-31"))), (2, 1));
    assert_eq!(tagged(View::Now), (1, 0));
}

fn a_table_named_twice_at_is_read_as_it_is_now_in_every_view(db: &TestDb) {
    added(db, &operator().at("2026-02-10T09:00:00Z"), "Thing", 1);
    const BOTH: Statement = Statement {
        name: "both",
        sql: "SELECT (SELECT count(*) FROM @thing AS t), (SELECT count(*) FROM @@thing AS t)",
    };
    let counts: Option<(i64, i64)> =
        db.read(&operator(), View::AsOf(day("2026-01-01")), |read| read.one(&BOTH, &[])).unwrap();
    assert_eq!(counts, Some((0, 1)));
}

fn a_day_that_has_not_come_has_no_past(db: &TestDb) {
    let tomorrow = operator().today().tomorrow().unwrap();
    assert!(matches!(db.read(&operator(), View::AsOf(tomorrow), things::all), Err(Error::Rejected(_))));
    assert!(db.read(&operator(), View::AsOf(operator().today()), things::all).is_ok());
}

fn the_history_of_a_record_ends_with_the_day_that_is_looked_at(db: &TestDb) {
    let id = added(db, &operator().at("2026-01-10T09:00:00Z"), "Thing", 1);
    db.write(&operator().at("2026-02-10T09:00:00Z"), move |tx| change(tx, id, 2)).unwrap();
    let subject = kernel::Subject::new(things::THING, id);
    let actions = |view| -> Vec<String> {
        db.read(&operator(), view, |read| history_of(read, &subject, EventPage::newest(10)))
            .unwrap()
            .into_iter()
            .map(|event| event.action)
            .collect()
    };
    assert_eq!(actions(View::Now), ["thing.changed", "thing.created"]);
    assert_eq!(actions(View::AsOf(day("2026-02-09"))), ["thing.created"]);
}

on_both_engines!(schema();
    a_day_before_between_and_after_changes_shows_what_was_recorded_then,
    a_day_ends_at_midnight_in_stockholm,
    several_changes_in_one_transaction_leave_one_version,
    what_is_added_and_removed_in_one_transaction_leaves_no_version,
    what_is_removed_and_added_again_leaves_both_versions,
    a_write_that_fails_leaves_no_version,
    links_are_read_as_of_a_day_together_with_what_they_link,
    a_table_named_twice_at_is_read_as_it_is_now_in_every_view,
    a_day_that_has_not_come_has_no_past,
    the_history_of_a_record_ends_with_the_day_that_is_looked_at,
);
