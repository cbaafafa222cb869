//! The daily round: one federation that is broken does not leave the others without it.

use crate::program::Program;
use kernel::{Actor, TenantId};
use testkit::{Engine, TestDb, operator};
use vidmakt::domains;
use vidmakt::rounds::{Anchored, round};
use web::accounts;

#[test]
fn a_federation_that_is_broken_stops_neither_the_others_nor_any_anchor() {
    let db = TestDb::fresh(Engine::Sqlite, &domains::schema());
    let program = Program::on(&db);
    let installation = Actor::operator(TenantId::INSTALLATION, operator().now);
    // Nothing can be evaluated without a guideline.
    let broken = program.db.installation(&installation, |i| accounts::add_tenant(i, "half", "Half made"));
    let broken = broken.expect("a federation");
    let whole = program.federation("whole", "itradet").tenant;
    db.raw_execute("DELETE FROM applied_pack");
    let settled = || db.raw_rows("SELECT tenant_id FROM applied_pack").concat();

    let now = operator().now;
    let anchored = round(&program.db, now, Anchored::new()).expect("a round");
    assert_eq!(settled(), [whole.0.to_string()]);
    let logged: Vec<TenantId> = anchored.keys().copied().collect();
    assert_eq!(logged, [TenantId::INSTALLATION, broken, whole]);
    let again = round(&program.db, now.plus_seconds(600), anchored.clone()).expect("a round");
    assert_eq!(again, anchored, "once a day");
    let tomorrow = round(&program.db, now.plus_seconds(86_400), anchored.clone()).expect("a round");
    assert_ne!(tomorrow, anchored);
}
