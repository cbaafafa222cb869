//! A write is whole or not at all, is audited, and gets its answer however many write at once.

use crate::things::{self, KEEP_MARK, TAGGED, TAGS_OF, added, count, is_internal, schema, things};
use kernel::{Error, Id};
use std::sync::Arc;
use storage::{AuditEntry, EventPage, Statement, View, latest_events, values, verify_chain};
use testkit::{Acting, TestDb, on_both_engines, operator};

fn a_reason_with_a_personal_identity_number_is_refused_and_leaves_nothing(db: &TestDb) {
    let answer = db.write(&operator(), |tx| {
        let entry = AuditEntry {
            action: "thing.created",
            reason: Some("Vikarie 811218-9876".into()),
            ..AuditEntry::default()
        };
        tx.audit(&entry)
    });
    let Err(kernel::Error::Rejected(objections)) = answer else { panic!("the chain would keep it for ever") };
    assert_eq!(objections[0].field, "reason");
    assert_eq!(db.raw_rows("SELECT sequence FROM audit_event"), Vec::<Vec<String>>::new());
}

fn a_write_without_an_audit_event_is_refused_and_leaves_nothing(db: &TestDb) {
    let error = db
        .write(&operator(), |tx| things::add_unaudited(tx, Id::new(), "Äldre", 1))
        .expect_err("nobody would know of it");
    assert!(error.to_string().contains("without an audit event"), "{error}");
    assert_eq!(db.raw_rows("SELECT count(*) FROM thing"), [["0"]]);
    assert_eq!(db.raw_rows("SELECT count(*) FROM thing_version"), [["0"]]);
}

fn what_is_kept_and_no_record_needs_no_audit_event(db: &TestDb) {
    let id = Id::new();
    db.write(&operator(), move |tx| tx.execute_unaudited(&KEEP_MARK, &values![id, "seen"])).unwrap();
    assert_eq!(db.raw_rows("SELECT mark FROM kept_mark"), [["seen"]]);
}

fn an_error_after_the_first_statement_leaves_nothing(db: &TestDb) {
    let answer = db.write(&operator(), |tx| {
        things::add(tx, Id::new(), "Half", 1)?;
        Err::<(), _>(Error::rejected("name", "objection-wrong-input"))
    });
    assert!(matches!(answer, Err(Error::Rejected(_))));
    assert!(things(db, &operator()).is_empty());
    assert_eq!(db.raw_rows("SELECT count(*) FROM audit_event"), [["0"]]);
}

fn a_statement_that_failed_unheard_is_never_acknowledged_without_its_rows(db: &TestDb) {
    let answer = db.write(&operator(), |tx| {
        let id = Id::new();
        tx.execute_unaudited(&KEEP_MARK, &values![id, "seen"])?;
        let _ = tx.execute_unaudited(&KEEP_MARK, &values![id, "seen twice"]);
        Ok(())
    });
    let marks = db.raw_rows("SELECT count(*) FROM kept_mark");
    assert_eq!(marks, [[if answer.is_ok() { "1" } else { "0" }]]);
}

fn a_link_to_nothing_is_refused_by_its_foreign_key(db: &TestDb) {
    let answer = db.write(&operator(), |tx| {
        tx.execute(&things::ADD_TAG, &values![Id::new(), "lost"])?;
        tx.audit(&things::entry("thing.tagged", Id::new()))
    });
    assert!(is_internal(&answer.unwrap_err()));
}

fn the_step_before_the_commit_sees_what_was_touched_and_can_stop_it(db: &TestDb) {
    let guarded = (**db).clone().with_before_commit(Arc::new(|tx| {
        let touched = tx.take_touched();
        if touched.len() > 1 { Err(Error::rejected("things", "objection-wrong-input")) } else { Ok(()) }
    }));
    let touch = |number: usize| {
        move |tx: &mut storage::Tx| {
            for _ in 0..number {
                let id = Id::new();
                things::add(tx, id, "Touched", 1)?;
                tx.touch(kernel::Subject::new(things::THING, id));
            }
            Ok(())
        }
    };
    guarded.write(&operator(), touch(1)).unwrap();
    assert!(matches!(guarded.write(&operator(), touch(2)), Err(Error::Rejected(_))));
    assert_eq!(count(db, &operator()), 1);
}

fn the_step_after_the_commit_does_what_was_left_and_sees_what_was_written(db: &TestDb) {
    let seen = Arc::new(std::sync::Mutex::new(Vec::new()));
    let by_step = seen.clone();
    let keeping = (**db).clone().with_after_commit(Arc::new(move |db, actor| {
        by_step.lock().unwrap().push(count(db, actor));
    }));
    let add = |leaves: bool, fails: bool| {
        move |tx: &mut storage::Tx| {
            things::add(tx, Id::new(), "Left", 1)?;
            if leaves {
                tx.leave_work();
            }
            if fails { Err(Error::NotFound) } else { Ok(()) }
        }
    };
    keeping.write(&operator(), add(false, false)).unwrap();
    keeping.write(&operator(), add(true, true)).unwrap_err();
    assert!(seen.lock().unwrap().is_empty());
    keeping.write(&operator(), add(true, false)).unwrap();
    assert_eq!(*seen.lock().unwrap(), [2]);
}

fn a_step_after_the_commit_that_panics_leaves_the_answer_as_it_is(db: &TestDb) {
    let step = |_: &storage::Db, _: &kernel::Actor| panic!("a text that cannot be cut");
    let keeping = (**db).clone().with_after_commit(Arc::new(step));
    for saved in 1..=2 {
        let answer = keeping.write(&operator(), move |tx| {
            things::add(tx, Id::new(), "Saved", 1)?;
            tx.leave_work();
            Ok("saved")
        });
        assert_eq!((answer.unwrap(), count(db, &operator())), ("saved", saved));
    }
}

fn a_read_sees_one_state_while_others_write(db: &TestDb) {
    added(db, &operator(), "First", 1);
    db.read(&operator(), View::Now, |read| {
        let before = things::all(read)?;
        added(db, &operator(), "Second", 2);
        assert_eq!(things::all(read)?, before);
        Ok(())
    })
    .unwrap();
    assert_eq!(count(db, &operator()), 2);
}

fn sixty_four_writers_at_once_all_get_their_answers(db: &TestDb) {
    std::thread::scope(|scope| {
        let writers: Vec<_> =
            (0..64).map(|n| scope.spawn(move || added(db, &operator(), &format!("Thing {n}"), n))).collect();
        for writer in writers {
            let id = writer.join().expect("an answer");
            assert!(things(db, &operator()).iter().any(|thing| thing.0 == id));
        }
    });
    let report = db.read(&operator(), View::Now, |read| verify_chain(read, "1".into(), None)).unwrap();
    assert!(report.ok && report.events == 64, "{report:?}");
}

/// Some of those that wait are written together, the failing ones first among them or not.
fn a_write_that_fails_takes_nothing_with_it_of_those_beside_it(db: &TestDb) {
    let write = |n: i64| {
        db.write(&operator(), move |tx| {
            things::add(tx, Id::new(), &format!("Thing {n}"), n)?;
            if n % 3 == 0 { Err(Error::rejected("name", "objection-wrong-input")) } else { Ok(()) }
        })
    };
    std::thread::scope(|scope| {
        let writers: Vec<_> = (0..48).map(|n| (n, scope.spawn(move || write(n)))).collect();
        for (n, writer) in writers {
            assert_eq!(writer.join().expect("an answer").is_ok(), n % 3 != 0, "{n}");
        }
    });
    let mut kept: Vec<i64> = things(db, &operator()).into_iter().map(|thing| thing.2).collect();
    kept.sort_unstable();
    assert_eq!(kept, (0..48).filter(|n| n % 3 != 0).collect::<Vec<_>>());
}

fn time_rises_in_a_federation_although_the_clock_goes_back(db: &TestDb) {
    for seconds in [0, -3600, 10, -7200, -7200] {
        added(db, &operator().seconds_later(seconds), "Thing", 1);
    }
    let events = db.read(&operator(), View::Now, |read| latest_events(read, EventPage::newest(10))).unwrap();
    let times: Vec<i64> = events.iter().rev().map(|event| event.at.as_micros()).collect();
    assert!(times.is_sorted_by(|a, b| a < b), "{times:?}");
    assert_eq!(times[3] - times[2], 1, "a clock that is behind adds one microsecond");
}

fn a_text_with_a_nul_is_refused_wherever_it_comes_from(db: &TestDb) {
    let write = db.write(&operator(), |tx| things::add(tx, Id::new(), "a\0b", 1));
    assert!(matches!(write, Err(Error::Rejected(_))), "{write:?}");
    let read = db.read(&operator(), View::Now, |read| read.rows::<things::Thing>(&TAGGED, &values!["\0"]));
    assert!(matches!(read, Err(Error::Rejected(_))), "{read:?}");
    let installation = db.look_up(&operator(), |installation| {
        const BY_NAME: Statement =
            Statement { name: "by_name", sql: "SELECT id FROM account WHERE user_name = ?1" };
        installation.one::<(Id,)>(&BY_NAME, &values!["\0"])
    });
    assert!(matches!(installation, Err(Error::Rejected(_))), "{installation:?}");
}

fn ids_and_swedish_letters_come_back_as_they_were_written(db: &TestDb) {
    let name = "Åäö \u{1f333} ' \" ; -- \\ %_ 一";
    let id = added(db, &operator(), name, i64::MIN);
    assert_eq!(things(db, &operator()), [(id, name.to_owned(), i64::MIN)]);
    db.write(&operator(), move |tx| {
        tx.execute(&things::ADD_TAG, &values![id, name])?;
        tx.audit(&things::entry("thing.tagged", id))
    })
    .unwrap();
    let tags: Vec<(String,)> =
        db.read(&operator(), View::Now, |read| read.rows(&TAGS_OF, &values![id])).unwrap();
    assert_eq!(tags, [(name.to_owned(),)]);
}

fn many_rows_are_written_by_few_statements_each_with_its_version_and_its_event(db: &TestDb) {
    let before = db.statements_run();
    db.write(&operator(), |tx| {
        let ids: Vec<Id> = (0..150).map(|_| Id::new()).collect();
        let row = |id: &Id| values![id, "Thing", texts::sort_key("Thing"), 7].to_vec();
        assert_eq!(tx.execute_rows(&things::ADD, ids.iter().map(row).collect())?, 150);
        ids.iter().try_for_each(|id| tx.audit(&things::entry("thing.created", *id)))
    })
    .unwrap();
    assert!(db.statements_run() - before < 20, "{}", db.statements_run() - before);
    assert_eq!(count(db, &operator()), 150);
    assert_eq!(db.raw_rows("SELECT count(*) FROM thing_version"), [["150"]]);
    let report = db.read(&operator(), View::Now, |read| verify_chain(read, "1".into(), None)).unwrap();
    assert!(report.ok && report.events == 150, "{report:?}");
}

fn one_wrong_row_of_many_leaves_none(db: &TestDb) {
    let answer = db.write(&operator(), |tx| {
        let id = Id::new();
        let rows = [Id::new(), id, id].map(|id| values![id, "Thing", "thing", 1].to_vec());
        tx.execute_rows(&things::ADD, rows.into())?;
        tx.audit(&things::entry("thing.created", id))
    });
    assert!(is_internal(&answer.unwrap_err()));
    assert_eq!(count(db, &operator()), 0);
}

fn a_rehearsal_shows_what_would_be_and_leaves_nothing_of_it(db: &TestDb) {
    let later = operator().seconds_later(86_400);
    db.write(&operator(), move |tx| {
        things::add(tx, Id::new(), "Before", 1)?;
        let seen = tx.rehearse(&later, |tx| {
            things::add(tx, Id::new(), "Tomorrow", 2)?;
            tx.touch(kernel::Subject::new(things::THING, Id::new()));
            let inner = tx.rehearse(&later, |tx| {
                things::add(tx, Id::new(), "Within", 3)?;
                things::all(tx)
            })?;
            Ok((tx.today(), inner.len(), things::all(tx)?.len()))
        })?;
        assert_eq!(seen, (later.today(), 3, 2));
        assert!(tx.take_touched().is_empty());
        things::add(tx, Id::new(), "After", 4)
    })
    .unwrap();
    let names: Vec<String> = things(db, &operator()).into_iter().map(|thing| thing.1).collect();
    assert_eq!(names, ["Before", "After"]);
    assert_eq!(
        db.raw_rows("SELECT count(DISTINCT recorded_from), count(*) FROM thing_version"),
        [["1", "2"]]
    );
    let report = db.read(&operator(), View::Now, |read| verify_chain(read, "1".into(), None)).unwrap();
    assert!(report.ok && report.events == 2, "{report:?}");
}

fn a_rehearsal_that_is_refused_leaves_the_transaction_as_it_was(db: &TestDb) {
    db.write(&operator(), |tx| {
        let actor = tx.actor().clone();
        let refused = tx.rehearse(&actor, |tx| {
            things::add(tx, Id::new(), "Half", 1)?;
            Err::<(), _>(Error::rejected("name", "objection-wrong-input"))
        });
        assert!(matches!(refused, Err(Error::Rejected(_))));
        things::add(tx, Id::new(), "Whole", 2)
    })
    .unwrap();
    assert_eq!(count(db, &operator()), 1);
}

on_both_engines!(schema();
    a_rehearsal_shows_what_would_be_and_leaves_nothing_of_it,
    a_rehearsal_that_is_refused_leaves_the_transaction_as_it_was,
    a_reason_with_a_personal_identity_number_is_refused_and_leaves_nothing,
    a_write_without_an_audit_event_is_refused_and_leaves_nothing,
    what_is_kept_and_no_record_needs_no_audit_event,
    an_error_after_the_first_statement_leaves_nothing,
    a_statement_that_failed_unheard_is_never_acknowledged_without_its_rows,
    a_link_to_nothing_is_refused_by_its_foreign_key,
    the_step_before_the_commit_sees_what_was_touched_and_can_stop_it,
    the_step_after_the_commit_does_what_was_left_and_sees_what_was_written,
    a_step_after_the_commit_that_panics_leaves_the_answer_as_it_is,
    a_read_sees_one_state_while_others_write,
    sixty_four_writers_at_once_all_get_their_answers,
    a_write_that_fails_takes_nothing_with_it_of_those_beside_it,
    time_rises_in_a_federation_although_the_clock_goes_back,
    a_text_with_a_nul_is_refused_wherever_it_comes_from,
    ids_and_swedish_letters_come_back_as_they_were_written,
    many_rows_are_written_by_few_statements_each_with_its_version_and_its_event,
    one_wrong_row_of_many_leaves_none,
);
