//! Two walls between federations: the tenant bound to every statement, and on PostgreSQL the rights of the role.

use crate::things::{AMOUNT_OF, CHANGE, REMOVE, added, schema, things};
use kernel::{Error, Id};
use storage::{EventPage, Statement, View, history_of, latest_events, values};
use testkit::{Acting, Engine, TestDb, on_both_engines, operator};

/// Statements of a careless or hostile hand: they ask for the rows of all other tenants.
const OF_OTHERS: [&str; 4] = [
    "SELECT count(*) FROM thing WHERE tenant_id <> ?1",
    "SELECT count(*) FROM thing_version WHERE tenant_id <> ?1",
    "SELECT count(*) FROM audit_event WHERE tenant_id <> ?1",
    "SELECT count(*) FROM audit_head WHERE tenant_id <> ?1",
];

fn careless(sql: &'static str) -> Statement {
    Statement { name: "careless", sql }
}

fn another_federation_sees_changes_and_removes_nothing(db: &TestDb) {
    let id = added(db, &operator(), "Ours", 7);
    let stranger = operator().of(2);
    assert!(things(db, &stranger).is_empty());
    for view in [View::Now, View::AsOf(stranger.today())] {
        let amount = db.read(&stranger, view, |read| read.one::<(i64,)>(&AMOUNT_OF, &values![id])).unwrap();
        assert_eq!(amount, None);
    }
    let changed = db.write(&stranger, move |tx| {
        Ok(tx.execute_unaudited(&CHANGE, &values![id, 0i64])?
            + tx.execute_unaudited(&REMOVE, &values![id])?)
    });
    assert_eq!(changed.unwrap(), 0);
    assert_eq!(things(db, &operator()), [(id, "Ours".to_owned(), 7)]);
}

fn another_federation_sees_no_event_of_ours(db: &TestDb) {
    let id = added(db, &operator(), "Ours", 7);
    let subject = kernel::Subject::new(crate::things::THING, id);
    let (history, latest) = db
        .read(&operator().of(2), View::Now, |read| {
            let page = EventPage::newest(10);
            Ok((history_of(read, &subject, page)?, latest_events(read, page)?))
        })
        .unwrap();
    assert!(history.is_empty() && latest.is_empty());
}

fn each_federation_has_a_chain_and_a_clock_of_its_own(db: &TestDb) {
    added(db, &operator(), "Ours", 1);
    added(db, &operator().of(2).seconds_later(-9), "Theirs", 1);
    let sequences = db.raw_rows("SELECT tenant_id, sequence, at FROM audit_event ORDER BY tenant_id");
    assert_eq!(sequences[0][1], "1");
    assert_eq!(sequences[1][1], "1");
    assert!(sequences[1][2] < sequences[0][2]);
}

on_both_engines!(schema();
    another_federation_sees_changes_and_removes_nothing,
    another_federation_sees_no_event_of_ours,
    each_federation_has_a_chain_and_a_clock_of_its_own,
);

fn on_postgres() -> TestDb {
    let db = TestDb::fresh(Engine::Postgres, &schema());
    added(&db, &operator(), "Ours", 7);
    added(&db, &operator().of(2), "Theirs", 8);
    db
}

fn is_denied<T: std::fmt::Debug>(answer: Result<T, Error>) -> bool {
    let error = answer.expect_err("the role has no such right").to_string();
    error.contains("permission denied") || error.contains("row-level security")
}

#[test]
fn a_statement_that_forgets_the_tenant_gets_nothing_of_others_on_postgres() {
    let db = on_postgres();
    for sql in OF_OTHERS {
        let counted = db.read(&operator(), View::Now, |read| read.count(&careless(sql), &[])).unwrap();
        assert_eq!(counted, 0, "{sql}");
    }
}

#[test]
fn a_statement_that_forgets_the_tenant_changes_nothing_of_others_on_postgres() {
    let db = on_postgres();
    let sql = "DELETE FROM thing WHERE tenant_id <> ?1";
    let removed = db.write(&operator(), |tx| tx.execute_unaudited(&careless(sql), &[])).unwrap();
    assert_eq!(removed, 0);
    let sql = "INSERT INTO thing (tenant_id, id, name, name_sort, amount) VALUES (?1 + CAST(1 AS BIGINT), ?2, 'x', 'x', 1)";
    let answer = db.write(&operator(), |tx| tx.execute_unaudited(&careless(sql), &values![Id::new()]));
    assert!(is_denied(answer));
    assert_eq!(db.raw_rows("SELECT name FROM thing WHERE tenant_id = 2"), [["Theirs"]]);
}

#[test]
fn the_program_rewrites_neither_versions_nor_events_on_postgres() {
    let db = on_postgres();
    for sql in [
        "DELETE FROM thing_version WHERE tenant_id = ?1",
        "UPDATE thing_version SET amount = 0 WHERE tenant_id = ?1",
        "DELETE FROM audit_event WHERE tenant_id = ?1",
        "UPDATE audit_event SET actor = 'nobody' WHERE tenant_id = ?1",
    ] {
        assert!(
            is_denied(db.write(&operator(), move |tx| tx.execute_unaudited(&careless(sql), &[]))),
            "{sql}"
        );
    }
}

#[test]
fn the_tables_of_the_installation_and_of_tenants_are_apart_on_postgres() {
    let db = on_postgres();
    let sql = "SELECT count(*) FROM account WHERE tenant_id = ?1";
    assert!(is_denied(db.read(&operator(), View::Now, |read| read.count(&careless(sql), &[]))));
    let answer = db.look_up(&operator(), |installation| {
        installation.rows::<(i64,)>(&careless("SELECT count(*) FROM thing"), &[])
    });
    assert!(is_denied(answer));
}

#[test]
fn every_table_with_a_tenant_is_behind_the_wall_on_postgres() {
    let db = TestDb::fresh(Engine::Postgres, &schema());
    let open = db.raw_rows(
        "SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id' \
         WHERE c.relkind = 'r' AND NOT (c.relrowsecurity AND c.relforcerowsecurity) ORDER BY 1",
    );
    // Accounts and jobs are reached before a tenant is known, through the role of the installation alone.
    assert_eq!(open, [["account"], ["job"]]);
}

#[test]
fn what_an_event_holds_cannot_be_rewritten_on_postgres() {
    let db = on_postgres();
    let rewritten = careless("UPDATE audit_event SET content = '{}', salt = 'ab' WHERE tenant_id = ?1");
    assert!(is_denied(db.write(&operator(), move |tx| tx.execute_unaudited(&rewritten, &[]))));
}
