//! A PostgreSQL that stops, starts again or drops connections: clear errors meanwhile, and no restart of the program.

use crate::things::{self, added, count, is_unavailable, schema};
use kernel::{Error, Id};
use std::net::TcpListener;
use std::time::{Duration, Instant};
use storage::{DatabaseUrl, Db, View};
use testkit::{Cluster, Cut, CutLine, Engine, TestDb, operator};

/// Fills the pool with as many open connections as there are readers at once.
fn open_connections(db: &Db, number: usize) {
    let all_read = std::sync::Barrier::new(number);
    let read_together = || {
        db.read(&operator(), View::Now, |read| {
            things::all(read)?;
            all_read.wait();
            Ok(())
        })
        .unwrap();
    };
    std::thread::scope(|scope| {
        for _ in 0..number {
            scope.spawn(read_together);
        }
    });
}

#[test]
fn a_stopped_server_is_unavailable_and_works_again_once_it_has_started() {
    let mut cluster = Cluster::start();
    let db = Db::open(cluster.url()).unwrap();
    db.migrate(&schema()).unwrap();
    added(&db, &operator(), "Before", 1);
    open_connections(&db, 8);
    cluster.control("stop -m fast");
    for _ in 0..20 {
        let write = db.write(&operator(), |tx| things::add(tx, Id::new(), "Lost", 1));
        assert!(is_unavailable(&write.unwrap_err()));
        let read = db.read(&operator(), View::Now, things::all);
        assert!(is_unavailable(&read.unwrap_err()));
    }
    cluster.control("start");
    added(&db, &operator(), "After", 1);
    assert_eq!(count(&db, &operator()), 2);
}

#[test]
fn a_server_that_was_started_anew_meanwhile_costs_nobody_an_error() {
    let mut cluster = Cluster::start();
    let db = Db::open(cluster.url()).unwrap();
    db.migrate(&schema()).unwrap();
    open_connections(&db, 8);
    cluster.control("restart -m immediate");
    for n in 1..=10 {
        added(&db, &operator(), "After", 1);
        assert_eq!(count(&db, &operator()), n);
    }
}

/// The address of a cluster with a part of a query.
fn address(cluster: &Cluster, query: &str) -> DatabaseUrl {
    let DatabaseUrl::Postgres(address) = cluster.url() else { panic!("a PostgreSQL") };
    DatabaseUrl::Postgres(format!("{address}?{query}"))
}

/// What a machine is after another has been made the leader.
#[test]
fn a_server_that_only_reads_is_not_worked_with_until_it_takes_writes_again() {
    let mut cluster = Cluster::start();
    let db = Db::open(cluster.url()).unwrap();
    db.migrate(&schema()).unwrap();
    added(&db, &operator(), "Before", 1);
    cluster.execute("ALTER SYSTEM SET default_transaction_read_only = on");
    cluster.control("restart -m fast");
    let read = db.read(&operator(), View::Now, things::all);
    assert!(is_unavailable(&read.unwrap_err()), "whoever asks whether it is ready is told no");
    assert!(Db::open(cluster.url()).is_err());
    let asked_for = Db::open(&address(&cluster, "target_session_attrs=any")).unwrap();
    assert_eq!(count(&asked_for, &operator()), 1, "a copy may still be read by who asks for one");
    cluster.execute("ALTER SYSTEM RESET default_transaction_read_only");
    cluster.control("restart -m fast");
    added(&db, &operator(), "After", 1);
    assert_eq!(count(&db, &operator()), 2);
}

/// A server takes a new setting in its own time.
fn within_seconds(mut is_so: impl FnMut() -> bool) -> bool {
    (0..1_200).any(|_| {
        std::thread::sleep(Duration::from_millis(50));
        is_so()
    })
}

#[test]
fn a_server_that_becomes_read_only_without_a_stop_is_left_with_all_connections_to_it() {
    let cluster = Cluster::start();
    let db = Db::open(cluster.url()).unwrap();
    db.migrate(&schema()).unwrap();
    open_connections(&db, 4);
    let write = || db.write(&operator(), |tx| things::add(tx, Id::new(), "Another", 1));
    cluster.execute("ALTER SYSTEM SET default_transaction_read_only = on");
    cluster.execute("SELECT pg_reload_conf()");
    assert!(within_seconds(|| write().is_err_and(|error| is_unavailable(&error))));
    let read = db.read(&operator(), View::Now, things::all);
    assert!(is_unavailable(&read.unwrap_err()), "a server that takes writes is looked for");
    cluster.execute("ALTER SYSTEM RESET default_transaction_read_only");
    cluster.execute("SELECT pg_reload_conf()");
    assert!(within_seconds(|| write().is_ok()));
}

#[test]
fn a_server_that_takes_connections_and_says_nothing_is_not_waited_for() {
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let place = silent.local_addr().unwrap();
    let url = DatabaseUrl::Postgres(format!("postgres://anybody@{place}/vidmakt?connect_timeout=1"));
    let begun = Instant::now();
    let Err(error) = Db::open(&url) else { panic!("nobody answered") };
    assert!(is_unavailable(&error) && begun.elapsed() < Duration::from_secs(30), "{error}");
}

fn drop_connections(db: &TestDb) {
    db.raw_execute(
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity \
         WHERE datname = current_database() AND pid <> pg_backend_pid()",
    );
}

#[test]
fn a_connection_lost_in_the_middle_of_a_write_leaves_nothing_and_the_next_works() {
    let db = std::sync::Arc::new(TestDb::fresh(Engine::Postgres, &schema()));
    let killer = db.clone();
    let error = db
        .write(&operator(), move |tx| {
            things::add(tx, Id::new(), "Half", 1)?;
            drop_connections(&killer);
            things::add(tx, Id::new(), "Whole", 2)
        })
        .expect_err("its connection is gone");
    assert!(is_unavailable(&error), "{error}");
    assert_eq!(count(&db, &operator()), 0);
    added(&db, &operator(), "Next", 1);
    assert_eq!(count(&db, &operator()), 1);
}

#[test]
fn a_connection_lost_after_the_last_statement_is_not_acknowledged() {
    let db = std::sync::Arc::new(TestDb::fresh(Engine::Postgres, &schema()));
    let killer = db.clone();
    let guarded = (**db).clone().with_before_commit(std::sync::Arc::new(move |_| {
        drop_connections(&killer);
        Ok::<(), Error>(())
    }));
    let answer = guarded.write(&operator(), |tx| things::add(tx, Id::new(), "Half", 1));
    assert!(is_unavailable(&answer.unwrap_err()));
    assert_eq!(count(&db, &operator()), 0);
}

#[test]
fn a_connection_lost_in_the_commit_leaves_unsure_whether_it_was_saved_and_the_next_works() {
    for (cut, kept) in [(Cut::BeforeCommit, 0), (Cut::BeforeAnswer, 1)] {
        let db = TestDb::fresh(Engine::Postgres, &schema());
        let line = CutLine::to(db.url());
        let far = Db::open(line.url()).unwrap();
        line.cut_next(cut);
        let error = far
            .write(&operator(), |tx| things::add(tx, Id::new(), "Perhaps", 1))
            .expect_err("nobody answered");
        assert!(error.is_unsure(), "{cut:?}: {error}");
        assert_eq!(count(&db, &operator()), kept, "{cut:?}");
        added(&far, &operator(), "Next", 1);
        assert_eq!(count(&db, &operator()), kept + 1, "{cut:?}");
    }
}

/// What a server says no to, such as a key that points nowhere, was not saved: that is known.
#[test]
fn a_commit_that_the_server_refuses_has_surely_saved_nothing() {
    let db = TestDb::fresh(Engine::Postgres, &schema());
    db.raw_execute(
        "ALTER TABLE thing ADD CONSTRAINT in_the_end UNIQUE (tenant_id, name) DEFERRABLE INITIALLY DEFERRED",
    );
    added(&db, &operator(), "Same", 1);
    let error = db
        .write(&operator(), |tx| things::add(tx, Id::new(), "Same", 2))
        .expect_err("the constraint is looked at in the commit");
    assert!(things::is_internal(&error), "{error}");
    assert_eq!(count(&db, &operator()), 1);
}
