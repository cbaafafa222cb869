//! The daily round: one federation that is broken does not leave the others without it.

use crate::program::Program;
use kernel::{Actor, TenantId};
use testkit::{Engine, TestDb, operator};
use vidmakt::domains;
use vidmakt::rounds::{Anchored, round};
use web::accounts;

#[test]
fn a_federation_that_is_broken_stops_neither_the_others_nor_the_installations_own_anchor() {
    let db = TestDb::fresh(Engine::Sqlite, &domains::schema());
    let program = Program::on(&db);
    let installation = Actor::operator(TenantId::INSTALLATION, operator().now);
    let without_pack =
        program.db.installation(&installation, |i| accounts::add_tenant(i, "half", "Half made"));
    let without_pack = without_pack.expect("a federation");
    let whole = program.federation("whole", "itradet").tenant;

    let now = operator().now;
    let anchored = round(&program.db, now, Anchored::new()).expect("a round");
    let logged: Vec<TenantId> = anchored.keys().copied().collect();
    assert_eq!(logged, [TenantId::INSTALLATION, whole], "not {without_pack:?}");
    let again = round(&program.db, now.plus_seconds(600), anchored.clone()).expect("a round");
    assert_eq!(again, anchored, "once a day");
}
