//! Words that very many records hold: what is shown is what would be shown if all of them were looked at, and they are
//! counted up to a bound. Here the bound is a few, so that a few records are very many.

use crate::typed;
use crate::world::{
    LETTER, Note, READ, SEE, add, add_as, looking_at, map_functions, note, permit, remove, schema,
};
use kernel::{Actor, Id, Scope};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use search::{Question, overview, page};
use storage::{Db, Engine, View};
use testkit::{TestDb, on_both_engines, operator, person};

const CLERK: &str = "clerk";
const INSPECTOR: &str = "inspector";

/// A kind, how many hits it has as far as they are counted, whether there are more, and the names of the first.
type Told = (String, i64, bool, Vec<String>);

fn told(db: &Db, actor: &Actor, typed: &str) -> Vec<Told> {
    let question = Question::read(typed).expect("a question");
    let kinds = db.read(actor, View::Now, |read| overview(read, &question, 3)).expect("hits");
    let named = |hit: &search::Hit| hit.name.iter().map(|piece| piece.text.as_str()).collect();
    kinds
        .into_iter()
        .map(|one| (one.kind, one.count, one.is_more, one.hits.iter().map(named).collect()))
        .collect()
}

/// The database of a program that looks whole at every row.
fn all(db: &TestDb) -> Db {
    looking_at(db, 10_000, 10_000)
}

/// All hits in order, read so many at a time.
fn paged(db: &Db, actor: &Actor, typed: &str, kind: Option<&str>, at_a_time: i64) -> Vec<Id> {
    let question = Question::read(typed).expect("a question");
    let (mut cursor, mut seen) = (None, Vec::new());
    loop {
        let ask = |read: &storage::Read| page(read, &question, kind, cursor.as_deref(), at_a_time);
        let answer = db.read(actor, View::Now, ask).expect("a page");
        seen.extend(answer.hits.iter().map(|hit| hit.subject.id));
        let Some(next) = answer.next_cursor else { return seen };
        cursor = Some(next);
    }
}

fn somebody(
    db: &Db,
    function: &'static str,
    place: Id,
    granted: &[(&'static str, kernel::Permission, Scope)],
) -> Actor {
    map_functions(db, granted);
    let id = Id::new();
    let own: Vec<_> = granted.iter().copied().filter(|(one, _, _)| *one == function).take(1).collect();
    permit(db, id, place, &own);
    person(function, id)
}

fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

fn very_many_hits_of_one_kind_hide_none_of_another(db: &TestDb) {
    let few = looking_at(db, 5, 5);
    let notes: Vec<Note> = (10..40).rev().map(|number| note(&format!("Avtal plan {number}"), "")).collect();
    add(&few, 1, &notes);
    add(&few, 1, &[note("Planering", ""), note("Text", "en plan")]);
    add_as(&few, 1, LETTER, &[note("Ö brev", "planen"), note("Å brev", "planen")]);
    let expected = [
        ("note".to_owned(), 5, true, names(&["Planering", "Avtal plan 10", "Avtal plan 11"])),
        ("letter".to_owned(), 2, false, names(&["Å brev", "Ö brev"])),
    ];
    assert_eq!(told(&few, &operator(), "plan"), expected);
    let all = all(db);
    assert_eq!(told(&all, &operator(), "plan")[0].1, 32);
    for kind in [None, Some("note"), Some("letter")] {
        let expected = paged(&all, &operator(), "plan", kind, 200);
        assert_eq!(paged(&few, &operator(), "plan", kind, 4), expected, "{kind:?}");
    }
    assert_eq!(paged(&few, &operator(), "plan", None, 4).len(), 34);
    assert!(told(&few, &operator(), "quagga").is_empty());
}

fn whoever_sees_little_finds_it_behind_very_many_others(db: &TestDb) {
    let few = looking_at(db, 5, 5);
    let place = Id::new();
    let notes: Vec<Note> = (10..60).map(|number| note(&format!("Plan {number}"), "")).collect();
    add(&few, 1, &notes);
    let at = |name: &str| Note { place, ..note(name, "en plan") };
    add(&few, 1, &[at("Ö"), at("Ä")]);
    let clerk = somebody(&few, CLERK, place, &[(CLERK, SEE, Scope::OwnSubject)]);
    assert_eq!(told(&few, &clerk, "plan"), [("note".to_owned(), 2, false, names(&["Ä", "Ö"]))]);
    assert_eq!(paged(&few, &clerk, "plan", None, 1).len(), 2);
    assert!(told(&few, &person("nobody", Id::new()), "plan").is_empty());
}

/// Who sees all records is not told of what others of them hold that they may not read.
fn secrets_are_counted_for_those_who_may_read_them(db: &TestDb) {
    let few = looking_at(db, 5, 5);
    let notes: Vec<Note> = (10..30)
        .map(|number| Note { secret: "gömd".into(), ..note(&format!("Plan {number}"), "") })
        .collect();
    add(&few, 1, &notes);
    let granted = [
        (CLERK, SEE, Scope::Federation),
        (INSPECTOR, SEE, Scope::Federation),
        (INSPECTOR, READ, Scope::Federation),
    ];
    let clerk = somebody(&few, CLERK, notes[0].id, &granted);
    let inspector = somebody(&few, INSPECTOR, notes[0].id, &granted);
    let first = names(&["Plan 10", "Plan 11", "Plan 12"]);
    for actor in [&clerk, &inspector] {
        assert_eq!(told(&few, actor, "plan"), [("note".to_owned(), 5, true, first.clone())]);
    }
    assert!(told(&few, &clerk, "gömd").is_empty());
    assert_eq!(told(&few, &inspector, "gömd"), [("note".to_owned(), 5, true, first.clone())]);
    // A record has a row for each who may read more: two rows are one hit.
    for other in &notes[3..] {
        remove(&few, other.id);
    }
    assert_eq!(told(&few, &inspector, "plan"), [("note".to_owned(), 3, false, first)]);
}

fn words_next_to_each_other_are_asked_for_among_very_many(db: &TestDb) {
    let few = looking_at(db, 3, 3);
    let notes: Vec<Note> =
        (10..30).map(|number| note(&format!("Brev {number}"), "ombud personligt")).collect();
    add(&few, 1, &notes);
    add(&few, 1, &[note("Ett", "personligt ombud")]);
    assert_eq!(
        told(&few, &operator(), "\"personligt ombud\""),
        [("note".to_owned(), 1, false, names(&["Ett"]))]
    );
    assert_eq!(told(&few, &operator(), "\"ombud personligt\"")[0].1, 3);
}

on_both_engines!(schema();
    very_many_hits_of_one_kind_hide_none_of_another,
    whoever_sees_little_finds_it_behind_very_many_others,
    secrets_are_counted_for_those_who_may_read_them,
    words_next_to_each_other_are_asked_for_among_very_many,
);

/// With bounds of a few and with none, on both engines, for who sees all and who sees half.
#[test]
fn what_is_shown_does_not_depend_on_how_many_rows_are_looked_at_nor_on_the_engine() {
    const MOST_ROWS: i64 = 2;
    const MOST_COUNTED: i64 = 3;
    let tests = [Engine::Sqlite, Engine::Postgres].map(|engine| TestDb::fresh(engine, &schema()));
    let place = Id::new();
    let clerk = Id::new();
    for test in &tests {
        let db = all(test);
        map_functions(&db, &[(CLERK, SEE, Scope::OwnSubject)]);
        permit(&db, clerk, place, &[(CLERK, SEE, Scope::OwnSubject)]);
    }
    let actors = [operator(), person(CLERK, clerk)];
    let texts = prop::collection::vec((typed(), typed(), typed(), any::<bool>()), 3..10);
    let questions = prop::collection::vec(typed(), 1..6);
    TestRunner::new(Config { cases: 30, failure_persistence: None, ..Config::default() })
        .run(&(texts, questions), |(texts, questions)| {
            let of = |(name, text, secret, is_seen): &(String, String, String, bool)| {
                let own = Note { secret: secret.clone(), ..note(name, text) };
                if *is_seen { Note { place, ..own } } else { own }
            };
            let notes: Vec<Note> = texts.iter().map(of).collect();
            let (some, others) = notes.split_at(notes.len() / 3);
            for test in &tests {
                add(&all(test), 1, others);
                add_as(&all(test), 1, LETTER, some);
            }
            for question in questions.iter().filter(|typed| Question::read(typed).is_ok()) {
                for actor in &actors {
                    let [(one, in_order), (other, other_order)] = tests.each_ref().map(|test| {
                        let (all, few) = (all(test), looking_at(test, MOST_ROWS, MOST_COUNTED));
                        let bounded = |(kind, count, _, hits): Told| {
                            (kind, count.min(MOST_COUNTED), count > MOST_COUNTED, hits)
                        };
                        let expected: Vec<Told> =
                            told(&all, actor, question).into_iter().map(bounded).collect();
                        assert_eq!(told(&few, actor, question), expected, "{question}");
                        let in_order = paged(&all, actor, question, None, 200);
                        assert_eq!(paged(&few, actor, question, None, 2), in_order, "{question}");
                        (expected, in_order)
                    });
                    prop_assert_eq!((one, in_order), (other, other_order), "{}", question);
                }
            }
            for (test, note) in tests.iter().flat_map(|test| notes.iter().map(move |note| (test, note))) {
                remove(&all(test), note.id);
            }
            Ok(())
        })
        .unwrap_or_else(|error| panic!("{error}"));
}
