//! Indexing step by step: long texts after the commit that brought them, federations without an index, and rebuilds that
//! are broken off.

use crate::world::{
    LONG, Note, add, counted, found, meanwhile, note, opened, remove, rename, schema, stopping_after_commits,
};
use search::{index_more, index_waiting, is_whole, look_again, rebuild};
use storage::{Db, View};
use testkit::{TestDb, on_both_engines, operator};

fn plans(count: usize) -> Vec<Note> {
    (0..count).map(|number| note(&format!("Plan {number}"), "text")).collect()
}

fn knows_all(db: &Db) -> bool {
    db.read(&operator(), View::Now, is_whole).expect("whether")
}

fn index_all(db: &Db) -> usize {
    let mut steps = 0;
    while index_more(db, &operator()).expect("some more") {
        steps += 1;
    }
    steps
}

fn a_federation_without_an_index_gets_it_step_by_step(db: &TestDb) {
    let opened = opened(db);
    add(&opened, 1, &plans(450));
    for table in ["search_entry", "search_progress", "word_index"] {
        db.raw_execute(&format!("DELETE FROM {table}"));
    }
    assert!(!knows_all(&opened));
    assert!(index_all(&opened) > 2);
    assert!(knows_all(&opened));
    assert_eq!(counted(&opened, &operator(), "plan"), 450);
    assert_eq!(index_all(&opened), 0);
}

fn a_rebuild_finds_nothing_that_differs_and_what_does(db: &TestDb) {
    let opened = opened(db);
    let notes = plans(450);
    add(&opened, 1, &notes);
    let mut told = Vec::new();
    let rebuilt = rebuild(&opened, &operator(), |so_far| told.push(so_far.records)).expect("a rebuild");
    assert_eq!((rebuilt.records, rebuilt.differed), (450, 0));
    assert!(told.is_sorted() && told.contains(&200) && told.contains(&450), "{told:?}");
    // One row says something else, one is missing, and one is about nothing.
    let of = |note: &Note| -> Vec<Vec<String>> {
        db.raw_rows(&format!(
            "SELECT number FROM search_entry WHERE sort_key LIKE '{}%'",
            note.name.to_lowercase()
        ))
    };
    let number = |at: usize| of(&notes[at])[0][0].clone();
    db.raw_execute(&format!("UPDATE search_entry SET words_hash = 'x' WHERE number = {}", number(400)));
    db.raw_execute(&format!("DELETE FROM search_entry WHERE number = {}", number(401)));
    // Without the step before the commit.
    remove(db, notes[402].id);
    let rebuilt = rebuild(&opened, &operator(), |_| ()).expect("a rebuild");
    assert_eq!((rebuilt.records, rebuilt.differed), (449, 3));
    assert_eq!(counted(&opened, &operator(), "plan"), 449);
}

fn a_rebuild_that_was_broken_off_goes_on_where_it_was_while_everything_is_found(db: &TestDb) {
    let opened = opened(db);
    let notes = plans(450);
    add(&opened, 1, &notes);
    index_all(&opened);
    let broken_off = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        rebuild(&opened, &operator(), |so_far| assert!(so_far.records < 200, "the program is killed"))
    }));
    assert!(broken_off.is_err());
    assert!(!knows_all(&opened), "it is told that the index is being built");
    assert_eq!(counted(&opened, &operator(), "plan"), 450, "what is there is found meanwhile");
    // Others work on: before the place that was reached, and after it.
    rename(&opened, notes[0].id, "Budget");
    remove(&opened, notes[449].id);
    let mut told = Vec::new();
    let rebuilt = rebuild(&opened, &operator(), |so_far| told.push(so_far.records)).expect("a rebuild");
    assert_eq!(told.first(), Some(&400), "the first 200 were done");
    assert_eq!((rebuilt.records, rebuilt.differed), (449, 0));
    assert!(knows_all(&opened));
    assert_eq!(found(&opened, &operator(), "budget"), ["Budget"]);
    assert_eq!(counted(&opened, &operator(), "plan"), 448);
}

fn a_long_text_is_cut_after_the_commit_that_brought_it(db: &TestDb) {
    let stopping = stopping_after_commits(db);
    index_all(&stopping);
    let one = note("Driftavtalet", &format!("{LONG}a vite"));
    add(&stopping, 1, std::slice::from_ref(&one));
    let finds = |typed: &str| !found(&stopping, &operator(), typed).is_empty();
    assert!(finds("driftavtal") && !finds("vite") && !knows_all(&stopping), "the text waits");
    rename(&stopping, one.id, "Serviceavtalet");
    assert!(finds("serviceavtal") && !finds("driftavtal"));
    // What the next round does; the program that goes on does it by itself.
    assert!(index_waiting(&stopping, &operator()).expect("the text"));
    assert!(finds("serviceavtal vite") && knows_all(&stopping));
    assert!(!index_waiting(&stopping, &operator()).expect("nothing"));
    let going_on = opened(db);
    add(&going_on, 1, &[note("Supportavtalet", &format!("{LONG}a bonus"))]);
    assert!(finds("bonus supportavtal"));
}

fn a_record_that_is_gone_before_its_text_is_cut_leaves_nothing(db: &TestDb) {
    let stopping = stopping_after_commits(db);
    index_all(&stopping);
    let one = note("Avtalet", &format!("{LONG}a vite"));
    add(&stopping, 1, std::slice::from_ref(&one));
    remove(&stopping, one.id);
    index_all(&stopping);
    assert!(knows_all(&stopping));
    for table in ["search_entry", "search_stretch", "search_waiting", "word_index"] {
        assert_eq!(db.raw_rows(&format!("SELECT count(*) FROM {table}")), [["0"]], "{table}");
    }
}

/// The first step of a new way of indexing: nobody has read yet that all rows are made anew.
fn a_record_that_is_changed_while_the_first_step_cuts_it_stays_in_the_index(db: &TestDb) {
    let opened = opened(db);
    let notes = plans(3);
    add(&opened, 1, &notes);
    index_all(&opened);
    db.raw_execute("UPDATE search_progress SET version = 0");
    let (others, id) = (opened.clone(), notes[1].id);
    meanwhile(move || rename(&others, id, "Budget"));
    index_all(&opened);
    assert_eq!(found(&opened, &operator(), "budget"), ["Budget"]);
    assert_eq!(counted(&opened, &operator(), "plan"), 2);
}

/// As when a field is retired: no record is touched, and all are looked at again.
fn words_that_change_by_something_else_while_a_step_cuts_them_are_cut_again(db: &TestDb) {
    let opened = opened(db);
    let notes = plans(3);
    add(&opened, 1, &notes);
    index_all(&opened);
    opened.write(&operator(), look_again).expect("a beginning");
    let (others, unheard, id) = (opened.clone(), (**db).clone(), notes[1].id);
    meanwhile(move || {
        rename(&unheard, id, "Budget");
        others.write(&operator(), look_again).expect("another beginning");
    });
    index_all(&opened);
    assert_eq!(found(&opened, &operator(), "budget"), ["Budget"]);
    assert_eq!(counted(&opened, &operator(), "plan"), 2);
}

/// Several long texts are not all indexed in one step.
fn a_step_ends_after_so_many_bytes(db: &TestDb) {
    let opened = opened(db);
    let text = format!("plan{}.", " ".repeat(300_000));
    let notes: Vec<Note> = (0..12).map(|number| note(&format!("Plan {number}"), &text)).collect();
    add(&opened, 1, &notes);
    for table in ["search_entry", "search_progress", "word_index"] {
        db.raw_execute(&format!("DELETE FROM {table}"));
    }
    assert!(index_more(&opened, &operator()).expect("a step"));
    assert_eq!(counted(&opened, &operator(), "plan"), 4);
    index_all(&opened);
    assert_eq!(counted(&opened, &operator(), "plan"), 12);
}

on_both_engines!(schema();
    a_federation_without_an_index_gets_it_step_by_step,
    a_rebuild_finds_nothing_that_differs_and_what_does,
    a_rebuild_that_was_broken_off_goes_on_where_it_was_while_everything_is_found,
    a_long_text_is_cut_after_the_commit_that_brought_it,
    a_record_that_is_gone_before_its_text_is_cut_leaves_nothing,
    a_record_that_is_changed_while_the_first_step_cuts_it_stays_in_the_index,
    words_that_change_by_something_else_while_a_step_cuts_them_are_cut_again,
    a_step_ends_after_so_many_bytes,
);
