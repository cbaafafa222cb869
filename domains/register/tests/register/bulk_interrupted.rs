//! A change of many that breaks off between two of its transactions, by `kill -9` too: what is done is done and told, the
//! rest waits, and whoever began it goes on or takes back what is done.

use crate::bulk::{planned, systems};
use crate::site::{PASSWORD, browser, site, site_at, standing_site};
use crate::world::{World, opened, schema};
use kernel::{Actor, Id, Instant, Subject};
use organisation::ORGANISATION;
use register::{BulkChange, BulkState, carry_out_bulk_change, register_systems, visible_bulk_change};
use serde_json::json;
use std::time::Duration;
use storage::{DatabaseUrl, Db, View, verify_chain};
use testkit::{Engine, TestDb, Visitor, kill_when, on_both_engines, operator};

on_both_engines!(schema();
    what_broke_off_is_taken_back_from_its_page,
    a_large_change_goes_on_by_itself_and_changes_each_record_once_however_often_it_is_begun,
);

/// Tells this program that it is the one to be killed: on which database, and while it carries out what.
const DATABASE: &str = "VIDMAKT_TEST_KILLED_BULK_DATABASE";
const CHANGE: &str = "VIDMAKT_TEST_KILLED_BULK_CHANGE";
const FIRST_ARE_DONE: &str = "the first records are changed";
const RECORDS: usize = 1_600;

mod a_change_of_many_that_was_killed_half_way_says_so_and_goes_on_where_it_was {
    use super::*;

    #[test]
    fn sqlite() {
        change_or_kill(Engine::Sqlite, "sqlite");
    }

    #[test]
    fn postgres() {
        change_or_kill(Engine::Postgres, "postgres");
    }
}

/// The test runs itself once more as the program that is killed.
fn change_or_kill(engine: Engine, name: &str) {
    match std::env::var(DATABASE) {
        Ok(address) => change_until_killed(&address.parse().expect("the address of a database")),
        Err(_) => {
            let test = "bulk_interrupted::a_change_of_many_that_was_killed_half_way_says_so_and_goes_on_where_it_was";
            kill_and_look(engine, &format!("{test}::{name}"));
        }
    }
}

fn page_of(id: Id) -> String {
    format!("/andringar-i-grupp/{id}")
}

fn stored(db: &Db, id: Id) -> kernel::Result<BulkChange> {
    db.read(&operator(), View::Now, |read| visible_bulk_change(read, id))
}

fn change_until_killed(url: &DatabaseUrl) {
    let db = opened(Db::open(url).expect("the database opens"));
    let id: Id = std::env::var(CHANGE).expect("a change").parse().expect("its id");
    let mut visitor = standing_site(db.clone(), operator().now).visitor().signed_in("it-chef", PASSWORD);
    std::thread::spawn(move || {
        loop {
            if stored(&db, id).is_ok_and(|bulk| bulk.counts.done > 0) {
                println!("\n{FIRST_ARE_DONE}");
            }
            std::thread::sleep(Duration::from_millis(2));
        }
    });
    let page = page_of(id);
    visitor.submit(&page, &format!("{page}/genomfor"), &[]);
    // Not for ever, should the other be gone.
    std::thread::sleep(Duration::from_secs(60));
}

/// A town whose head of IT visits the site.
fn with_head_of_it(db: &TestDb) -> (World, Actor) {
    let world = World::new(db);
    let head = world.employee("IT-chef", world.town);
    world.appoint("head_of_it", &head, Subject::new(ORGANISATION, world.town));
    (world, head)
}

fn large(db: &TestDb) -> usize {
    let count = db.raw_rows("SELECT count(*) FROM system WHERE size = 'large'");
    count[0][0].parse().expect("a number")
}

fn kill_and_look(engine: Engine, name: &str) {
    let db = TestDb::fresh(engine, &schema());
    let (world, head) = with_head_of_it(&db);
    drop(site(&world, &[&head]));
    let many: Vec<_> = (0..RECORDS).map(|number| world.system(&format!("System {number:04}"))).collect();
    let ids: Vec<Id> = many.iter().map(|system| system.id).collect();
    world.done(move |tx| register_systems(tx, many));
    let id = planned(&world, &head, &ids, json!({"size": "large"})).expect("a plan");
    kill_between_two_transactions(&db, name, id);

    let bulk = stored(&world.db, id).expect("the change");
    let done = usize::try_from(bulk.counts.done).expect("a count");
    assert_eq!((bulk.state, done % 500), (BulkState::UnderWay, 0), "{bulk:?}");
    assert!((500..RECORDS).contains(&done), "{done}");
    let waiting = usize::try_from(bulk.counts.waiting).expect("a count");
    assert_eq!((large(&db), waiting), (done, RECORDS - done), "nothing is half-done");
    let chain = world.db.read(&world.operator, View::Now, |read| verify_chain(read, "1".into(), None));
    assert!(chain.expect("a chain").ok);

    let mut visitor = standing_site(world.db.clone(), once_silent()).visitor().signed_in("it-chef", PASSWORD);
    let page = page_of(id);
    let seen = visitor.get(&page).text();
    for told in ["Delvis genomförd", "är inte ändrade än", "Fortsätt", "Ångra det som är gjort"] {
        assert!(seen.contains(told), "{told} in {seen}");
    }
    assert!(visitor.get("/andringar-i-grupp").text().contains("Delvis genomförd"), "the list leads there");
    carry_out(&mut visitor, id);
    let once = db.raw_rows("SELECT count(*) FROM system WHERE size = 'large' AND revision = 2");
    assert_eq!(once, [[RECORDS.to_string()]], "each once");
    assert_eq!(stored(&world.db, id).expect("the change").state, BulkState::CarriedOut);
}

/// When a program that has written nothing since the operator's day began counts as stopped. On PostgreSQL another may be
/// at work.
fn once_silent() -> Instant {
    operator().now.plus_seconds(31)
}

/// Presses the button and looks until the page says that all is done.
fn carry_out(visitor: &mut Visitor, id: Id) {
    let page = page_of(id);
    assert_eq!(visitor.submit(&page, &format!("{page}/genomfor"), &[]).status, 303);
    for _ in 0..600 {
        if visitor.get(&page).text().contains("Ångra ändringen?") {
            return;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    panic!("the change is not carried out after a minute");
}

fn a_large_change_goes_on_by_itself_and_changes_each_record_once_however_often_it_is_begun(db: &TestDb) {
    let (world, head) = with_head_of_it(db);
    let many: Vec<_> = (0..1_100).map(|number| world.system(&format!("System {number:04}"))).collect();
    let ids: Vec<Id> = many.iter().map(|system| system.id).collect();
    world.done(move |tx| register_systems(tx, many));
    let id = planned(&world, &head, &ids, json!({"size": "large"})).expect("a plan");
    let site = site(&world, &[&head]);
    let mut visitor = browser(&site, &head);
    let page = page_of(id);
    let form = visitor.get(&page).page().form(&format!("{page}/genomfor"));
    let other_window = visitor.get(&page).page().form(&format!("{page}/genomfor"));
    let press = |visitor: &mut Visitor, form: &[(String, String)]| {
        let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (&**name, &**value)).collect();
        visitor.post(&format!("{page}/genomfor"), &form).status.as_u16()
    };
    assert_eq!(press(&mut visitor, &form), 303);
    let again = press(&mut visitor, &other_window);
    assert!([303, 422].contains(&again), "it goes on, or is done already: {again}");
    for _ in 0..600 {
        if stored(&world.db, id).is_ok_and(|bulk| bulk.state == BulkState::CarriedOut) {
            break;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    let once = db.raw_rows("SELECT count(*) FROM system WHERE size = 'large' AND revision = 2");
    assert_eq!(once, [["1100"]], "each once");
    assert!(visitor.get(&page).text().contains("Genomförd"));
}

#[test]
fn a_change_at_another_copy_is_followed_and_offered_anew_once_nothing_is_heard_of_it_on_postgres() {
    let db = TestDb::fresh(Engine::Postgres, &schema());
    let (world, head) = with_head_of_it(&db);
    let systems = systems(&world, 501);
    let id = planned(&world, &head, &systems, json!({"size": "large"})).expect("a plan");
    world.write(&head, move |tx| carry_out_bulk_change(tx, id)).expect("the other copy changes the first");
    let page = page_of(id);
    let mut visitor = browser(&site(&world, &[&head]), &head);
    let seen = visitor.get(&page).text();
    assert!(seen.contains("Posterna ändras") && seen.contains("500 av 501"), "{seen}");
    assert!(!seen.contains("/genomfor"), "it is not begun twice");
    assert!(visitor.get("/andringar-i-grupp").text().contains("Pågår"), "the list says the same");
    let mut later = standing_site(world.db.clone(), once_silent()).visitor().signed_in("it-chef", PASSWORD);
    assert!(later.get("/andringar-i-grupp").text().contains("Delvis genomförd"));
    carry_out(&mut later, id);
    assert_eq!(large(&db), 501);
}

fn kill_between_two_transactions(db: &TestDb, name: &str, change: Id) {
    let environment = [(DATABASE, db.url().whole()), (CHANGE, change.to_string())];
    let has_begun = kill_when(name, &environment, |line| (line == FIRST_ARE_DONE).then_some(()));
    assert!(has_begun.is_some(), "it has come as far as to change some");
}

fn what_broke_off_is_taken_back_from_its_page(db: &TestDb) {
    let (world, head) = with_head_of_it(db);
    let systems = systems(&world, 501);
    let id = planned(&world, &head, &systems, json!({"size": "large"})).expect("a plan");
    world.write(&head, move |tx| carry_out_bulk_change(tx, id)).expect("the first are changed");
    let site = site_at(&world, &[&head], once_silent());
    let mut visitor = browser(&site, &head);
    let page = page_of(id);
    let planned = visitor.submit(&page, &format!("{page}/angra"), &[]);
    assert_eq!((planned.status.as_u16(), large(db)), (303, 500), "it is looked at first");
    let undo = planned.header("location").to_owned();
    assert_eq!(visitor.submit(&undo, &format!("{undo}/genomfor"), &[]).status, 303);
    let bulk = stored(&world.db, id).expect("the change");
    assert_eq!((large(db), bulk.state, bulk.counts.left_out), (0, BulkState::CarriedOut, 1));
    assert!(visitor.get(&page).text().contains("Ångrad"));
}
