//! The tables of the installation: written with a chain of their own, looked up without a right to write.

use crate::things::{self, schema};
use kernel::{Error, Id, TenantId};
use storage::{EventPage, Statement, View, latest_events, values, verify_chain};
use testkit::{Acting, TestDb, on_both_engines, operator};

const ADD_TENANT: Statement = Statement {
    name: "add_tenant",
    sql: "INSERT INTO tenant (id, key, name, created_at) VALUES (?1, ?2, ?3, ?4)",
};
const TENANTS: Statement = Statement { name: "tenants", sql: "SELECT key FROM tenant ORDER BY key" };

fn add_tenant(db: &TestDb, id: i64, key: &'static str) -> Result<(), Error> {
    db.installation(&operator(), move |installation| {
        installation.execute(&ADD_TENANT, &values![id, key, key, installation.now()])?;
        installation.audit(&things::entry("federation.created", Id::new()))
    })
}

fn keys(db: &TestDb) -> Vec<(String,)> {
    db.look_up(&operator(), |installation| installation.rows(&TENANTS, &[])).unwrap()
}

fn what_is_written_in_the_installation_stands_in_its_own_chain(db: &TestDb) {
    add_tenant(db, 1, "one").unwrap();
    add_tenant(db, 2, "two").unwrap();
    assert_eq!(keys(db), [("one".to_owned(),), ("two".to_owned(),)]);
    let installation = operator().of(TenantId::INSTALLATION.0);
    let report = db.read(&installation, View::Now, |read| verify_chain(read, "0".into(), None)).unwrap();
    assert!(report.ok && report.events == 2, "{report:?}");
    let ours = db.read(&operator(), View::Now, |read| latest_events(read, EventPage::newest(9))).unwrap();
    assert!(ours.is_empty(), "a federation sees nothing of it");
}

fn an_error_in_the_installation_leaves_nothing(db: &TestDb) {
    add_tenant(db, 1, "one").unwrap();
    assert!(add_tenant(db, 1, "again").is_err());
    assert_eq!(keys(db).len(), 1);
    assert_eq!(db.raw_rows("SELECT count(*) FROM audit_event"), [["1"]]);
}

fn looking_up_writes_nothing(db: &TestDb) {
    let answer = db.look_up(&operator(), |installation| {
        installation.execute(&ADD_TENANT, &values![1i64, "one", "one", 0i64])
    });
    assert!(answer.is_err());
    assert!(keys(db).is_empty());
    add_tenant(db, 1, "one").unwrap();
}

on_both_engines!(schema();
    what_is_written_in_the_installation_stands_in_its_own_chain,
    an_error_in_the_installation_leaves_nothing,
    looking_up_writes_nothing,
);
