//! What is found, by whom, on both engines.

mod crowds;
mod long_texts;
mod steps;
mod world;

use kernel::{Id, Scope};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use search::{Question, lines, overview, page};
use storage::{Engine, View};
use testkit::{Acting as _, TestDb, on_both_engines, operator, person};
use world::{
    Note, READ, SEE, add, counted, found, map_functions, note, opened, permit, remove, rename, schema,
};

/// A text, what is searched for, and whether it is found.
const FORMS: &[(&str, &str, bool)] = &[
    ("Systemet för skolan", "system skolornas", true),
    ("Förvaltaren", "förvaltarens", true),
    ("Avtal om drift", "avtalet", true),
    ("Systemförvaltningsplan", "förvaltningsplaner", true),
    ("Systemförvaltningsplan", "systemf", true),
    ("Systemförvaltningsplan", "plan", true),
    ("Systemförvaltningsplan", "ervaltning", false),
    ("År", "ar", false),
    ("Ar", "år", false),
    ("Örebro", "OREBRO", false),
    ("Örebro", "örebro", true),
    ("LINNÉ", "linne", true),
    ("Linne", "linné", true),
    ("SLA-2026-3", "SLA-2026-3", true),
    ("SLA-2026-31", "\"SLA-2026-3\"", false),
    ("SLA 3 2026", "SLA-2026-3", false),
    ("personligt ombud", "\"personligt ombud\"", true),
    ("ombud, inte personligt", "\"personligt ombud\"", false),
    ("skolan", "\"skola\"", false),
    ("drift och stöd", "stöd drift", true),
    ("drift", "stöd drift", false),
    ("e-post", "e-post", true),
    ("25 % rabatt_", "25 rabatt", true),
    ("it's \"so\" \\ & | !", "its", false),
    ("it's \"so\" \\ & | !", "it's & | ! : * ( )", true),
    ("plan och drift", "drift OR zebra", false),
    ("plan och drift", "plan NEAR drift", false),
    ("plan och drift", "name:drift", false),
    ("plan och drift", "NOT plan", false),
    ("plan och drift", "pl%", true),
    ("plan och drift", "pl_n", false),
    ("plan och drift", "-plan ^drift plan*", true),
    ("plan och drift", "\u{1F993} plan \u{7}\u{1B}", true),
    ("vitamin C", "c", true),
    ("vitamin C", "v", false),
];

fn words_are_found_in_their_forms(db: &TestDb) {
    let db = opened(db);
    for (text, typed, is_found) in FORMS {
        for is_name in [true, false] {
            let one = if is_name { note(text, "") } else { note("Något annat", text) };
            add(&db, 1, std::slice::from_ref(&one));
            assert_eq!(found(&db, &operator(), typed).len(), usize::from(*is_found), "{typed} in {text}");
            remove(&db, one.id);
        }
    }
}

fn a_record_is_found_by_its_words_of_now(db: &TestDb) {
    let db = opened(db);
    let one = note("Lönesystemet", "betalar ut");
    add(&db, 1, std::slice::from_ref(&one));
    assert_eq!(found(&db, &operator(), "lönesystem betalar"), ["Lönesystemet"]);
    rename(&db, one.id, "Personalportalen");
    assert!(found(&db, &operator(), "lönesystem").is_empty());
    assert_eq!(found(&db, &operator(), "betalar"), ["Personalportalen"]);
    remove(&db, one.id);
    assert!(found(&db, &operator(), "betalar").is_empty());
}

fn names_come_before_texts_and_then_the_alphabet_rules(db: &TestDb) {
    let db = opened(db);
    let notes = [note("Ö plan", ""), note("A", "en plan"), note("B", "planen"), note("Ä planer", "plan")];
    add(&db, 1, &notes);
    assert_eq!(found(&db, &operator(), "plan"), ["Ä planer", "Ö plan", "A", "B"]);
}

fn names_that_begin_with_what_was_typed_come_first(db: &TestDb) {
    let db = opened(db);
    let named = ["En plan", "Planering", "Plan", "Avtal plan", "Plan B"].map(|name| note(name, ""));
    add(&db, 1, &named);
    assert_eq!(found(&db, &operator(), "plan"), ["Plan", "Plan B", "Planering", "Avtal plan", "En plan"]);
    assert_eq!(found(&db, &operator(), "\"plan\""), ["Plan", "Plan B", "Avtal plan", "En plan"]);
    assert_eq!(found(&db, &operator(), "b plan"), ["Plan B"]);
}

fn a_long_answer_is_read_page_by_page(db: &TestDb) {
    let db = opened(db);
    let notes: Vec<Note> = (0..25).map(|number| note(&format!("Plan {:02}", 24 - number), "")).collect();
    add(&db, 1, &notes);
    let question = Question::read("plan").expect("a question");
    let (mut cursor, mut seen) = (None, Vec::new());
    loop {
        let ask = |read: &storage::Read| page(read, &question, Some("note"), cursor.as_deref(), 10);
        let answer = db.read(&operator(), View::Now, ask).expect("a page");
        seen.extend(answer.hits.iter().map(|hit| hit.subject.id));
        let Some(next) = answer.next_cursor else { break };
        cursor = Some(next);
    }
    let expected: Vec<Id> = notes.iter().rev().map(|note| note.id).collect();
    assert_eq!(seen, expected);
    for nonsense in ["x", "", "0.", "å.ä", "0197b1d8-0000-7000-8000-000000000000.\0"] {
        let ask = |read: &storage::Read| page(read, &question, None, Some(nonsense), 10);
        assert!(db.read(&operator(), View::Now, ask).is_err(), "{nonsense:?}");
    }
    assert_eq!(counted(&db, &operator(), "plan"), 25);
}

const CLERK: &str = "clerk";
const KEEPER: &str = "keeper";
const INSPECTOR: &str = "inspector";

/// Three notes, two of them at a place of the clerk and the keeper. Everybody finds what they may see, and is told of no more.
fn everybody_finds_what_they_may_see(db: &TestDb) {
    let db = opened(db);
    let place = Id::new();
    let at = |name: &str, secret: &str, place| Note { place, secret: secret.into(), ..note(name, "allmän") };
    add(&db, 1, &[at("Ett", "gömd", place), at("Två", "", place), at("Tre", "gömd", Id::new())]);
    let functions = [
        (CLERK, SEE, Scope::OwnSubject),
        (KEEPER, SEE, Scope::OwnSubject),
        (KEEPER, READ, Scope::OwnSubject),
        (INSPECTOR, SEE, Scope::Federation),
        (INSPECTOR, READ, Scope::Federation),
        ("reader", READ, Scope::Federation),
    ];
    map_functions(&db, &functions);
    let somebody = |function: &'static str| {
        let id = Id::new();
        permit(
            &db,
            id,
            place,
            &functions.into_iter().filter(|(one, _, _)| *one == function).take(1).collect::<Vec<_>>(),
        );
        person(function, id)
    };
    let limited = |permissions: &[&str]| somebody(INSPECTOR).allowed_only(permissions);
    let table = [
        ("nobody", person("nobody", Id::new()), 0, 0, 0),
        ("clerk", somebody(CLERK), 2, 0, 0),
        ("keeper", somebody(KEEPER), 2, 1, 1),
        ("inspector", somebody(INSPECTOR), 3, 2, 2),
        ("who may read but not see", somebody("reader"), 0, 0, 0),
        ("a token that sees", limited(&["note.see"]), 3, 0, 0),
        ("a token that reads", limited(&["note.read"]), 0, 0, 0),
        ("a token for both", limited(&["note.read", "note.see"]), 3, 2, 2),
        ("a token for nothing", limited(&[]), 0, 0, 0),
        ("the operator", operator(), 3, 2, 2),
        ("another federation", operator().of(2), 0, 0, 0),
    ];
    for (who, actor, open, secret, both) in table {
        for (typed, expected) in [("allmän", open), ("gömd", secret), ("allmän gömd", both)] {
            assert_eq!(found(&db, &actor, typed).len(), expected, "{who} asks for {typed}");
            assert_eq!(counted(&db, &actor, typed), expected as i64, "{who} is told how many have {typed}");
        }
    }
}

/// A secret is not shown by what it is found beside.
fn what_one_may_not_read_is_not_shown_below_a_hit(db: &TestDb) {
    let db = opened(db);
    let one = Note { secret: "allmän hemlighet".into(), ..note("Ett", "allmän text") };
    add(&db, 1, std::slice::from_ref(&one));
    map_functions(&db, &[(CLERK, SEE, Scope::Federation)]);
    let id = Id::new();
    permit(&db, id, one.place, &[(CLERK, SEE, Scope::Federation)]);
    let labels = |actor: &kernel::Actor| -> Vec<&str> {
        let question = Question::read("allmän").expect("a question");
        let hits = db.read(actor, View::Now, |read| page(read, &question, None, None, 9)).expect("hits").hits;
        hits.iter().flat_map(|hit| hit.excerpts.iter().map(|excerpt| excerpt.label)).collect()
    };
    assert_eq!(labels(&person("clerk", id)), ["text"]);
    assert_eq!(labels(&operator()), ["text", "secret"]);
}

fn while_somebody_types_no_text_is_read(db: &TestDb) {
    let db = opened(db);
    add(&db, 1, &[note("Plan", "en plan")]);
    let question = Question::read("plan").expect("a question");
    let ask = |read: &storage::Read| {
        Ok((overview(read, &question, 3)?, lines(read, &question, 3)?, search::counted(read, &question)?))
    };
    let (whole, lines, counted) = db.read(&operator(), View::Now, ask).expect("hits");
    assert_eq!(whole[0].hits[0].excerpts.len(), 1);
    assert_eq!(lines[0].hits[0].name, whole[0].hits[0].name);
    assert!(lines[0].hits[0].excerpts.is_empty());
    assert_eq!((counted[0].count, counted[0].hits.len()), (1, 0));
}

on_both_engines!(schema();
    while_somebody_types_no_text_is_read,
    words_are_found_in_their_forms,
    a_record_is_found_by_its_words_of_now,
    names_come_before_texts_and_then_the_alphabet_rules,
    names_that_begin_with_what_was_typed_come_first,
    a_long_answer_is_read_page_by_page,
    everybody_finds_what_they_may_see,
    what_one_may_not_read_is_not_shown_below_a_hit,
);

/// Words, some of them forms of each other, and pieces that people type between them.
fn typed() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        4 => prop::sample::select(vec![
            "system", "systemets", "skola", "skolornas", "förvaltning", "förvaltningsplan", "avtalet", "år", "ar",
            "SLA-2026-3", "2026", "sy", "f", "idé", "\"avtal system\"", "\"skola\"", "plan*", "-", "(år)", "O'Neill",
        ]).prop_map(str::to_owned),
        1 => "[a-zåäöéA-Ö0-9 \"'*&|!:\\\\(){}-]{1,8}",
    ];
    prop::collection::vec(word, 1..5).prop_map(|words| words.join(" "))
}

#[test]
fn both_engines_give_the_same_hits_in_the_same_order() {
    let tests = [Engine::Sqlite, Engine::Postgres].map(|engine| TestDb::fresh(engine, &schema()));
    let [sqlite, postgres] = [opened(&tests[0]), opened(&tests[1])];
    let texts = prop::collection::vec((typed(), typed(), typed()), 1..6);
    let questions = prop::collection::vec(typed(), 1..8);
    TestRunner::new(Config { cases: 40, failure_persistence: None, ..Config::default() })
        .run(&(texts, questions), |(texts, questions)| {
            let of = |(name, text, secret): &(String, String, String)| Note {
                secret: secret.clone(),
                ..note(name, text)
            };
            let notes: Vec<Note> = texts.iter().map(of).collect();
            for db in [&sqlite, &postgres] {
                add(db, 1, &notes);
            }
            for question in questions.iter().filter(|typed| Question::read(typed).is_ok()) {
                let [one, other] = [&sqlite, &postgres].map(|db| found(db, &operator(), question));
                prop_assert_eq!(one, other, "{}", question);
            }
            for (db, note) in
                [&sqlite, &postgres].into_iter().flat_map(|db| notes.iter().map(move |note| (db, note)))
            {
                remove(db, note.id);
            }
            Ok(())
        })
        .unwrap_or_else(|error| panic!("{error}"));
}
