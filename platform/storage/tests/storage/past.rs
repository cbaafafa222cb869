//! For any sequence of writes at rising instants: a day in the past shows what stood there at its end.

use crate::listing::THINGS;
use crate::things::{self, Thing, add, change, schema};
use kernel::{Actor, Date, Id, Instant};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use std::collections::BTreeMap;
use storage::{Query, View};
use testkit::{Acting, Engine, TestDb, operator};

/// What a step does to one of a few things: added when absent, changed or removed when present.
#[derive(Clone, Copy, Debug)]
struct Step {
    thing: usize,
    amount: i64,
    is_removal: bool,
}

/// A transaction: how long after the one before it, and what it does.
type Turn = (i64, Vec<Step>);

const THINGS_IN_PLAY: usize = 4;

fn turns() -> impl Strategy<Value = Vec<Turn>> {
    let step = (0..THINGS_IN_PLAY, 0i64..100, any::<bool>()).prop_map(|(thing, amount, is_removal)| Step {
        thing,
        amount,
        is_removal,
    });
    // From an instant later to five days later, so that turns share days and days pass without turns.
    vec((prop_oneof![0i64..3, 0i64..400_000], vec(step, 1..4)), 1..12)
}

/// What stands there, by id: name and amount.
type Model = BTreeMap<Id, (String, i64)>;

fn play(db: &TestDb, actor: &Actor, ids: &[Id], steps: &[Step], model: &mut Model) {
    let mut plan = Vec::new();
    for step in steps {
        let id = ids[step.thing];
        let name = format!("Thing {}", step.thing);
        plan.push((id, model.contains_key(&id), *step));
        if model.contains_key(&id) && step.is_removal {
            model.remove(&id);
        } else {
            model.insert(id, (name, step.amount));
        }
    }
    db.write(actor, move |tx| {
        for (id, is_present, step) in plan {
            match (is_present, step.is_removal) {
                (true, true) => things::remove(tx, id)?,
                (true, false) => change(tx, id, step.amount)?,
                (false, _) => add(tx, id, &format!("Thing {}", step.thing), step.amount)?,
            }
        }
        Ok(())
    })
    .expect("a turn is written");
}

fn as_things(model: &Model) -> Vec<Thing> {
    model.iter().map(|(id, (name, amount))| (*id, name.clone(), *amount)).collect()
}

/// Plays the turns and notes what stood there, and what the list showed, at the end of each day with a turn.
fn check(db: &TestDb, tenant: i64, turns: &[Turn]) {
    let ids: Vec<Id> = (0..THINGS_IN_PLAY).map(|_| Id::new()).collect();
    let mut actor = operator().of(tenant).at("2026-01-01T12:00:00Z");
    let before = actor.today().yesterday().unwrap();
    let (mut model, mut days) = (Model::new(), BTreeMap::from([(before, (Vec::new(), Vec::new()))]));
    for (seconds, steps) in turns {
        actor = actor.seconds_later(*seconds);
        play(db, &actor, &ids, steps, &mut model);
        days.insert(actor.today(), (as_things(&model), listed(db, &actor, View::Now)));
    }
    let reader = actor.clone().seconds_later(10 * 86_400);
    let mut day = before;
    while day <= reader.today() {
        let (_, (expected, list)) = days.range(..=day).next_back().expect("a day before or on it");
        let found = db.read(&reader, View::AsOf(day), things::all).unwrap();
        assert_eq!(&found, expected, "as of {day}");
        assert_eq!(&listed(db, &reader, View::AsOf(day)), list, "the list as of {day}");
        day = day.tomorrow().unwrap();
    }
    assert_rising(db, tenant, reader.today());
}

fn listed(db: &TestDb, actor: &Actor, view: View) -> Vec<Thing> {
    let query = Query::first(100).sorted_by("amount", false);
    db.read(actor, view, |read| THINGS.page(read, &query)).unwrap().items
}

/// No two versions of a thing overlap, and none ends before it begins.
fn assert_rising(db: &TestDb, tenant: i64, until: Date) {
    let overlaps = db.raw_rows(&format!(
        "SELECT a.recorded_from FROM thing_version a LEFT JOIN thing_version b \
         ON b.tenant_id = a.tenant_id AND b.id = a.id AND b.recorded_from > a.recorded_from \
         AND b.recorded_from < a.recorded_to \
         WHERE a.tenant_id = {tenant} AND (b.id IS NOT NULL OR a.recorded_to <= a.recorded_from \
         OR a.recorded_from > {})",
        Instant::end_of(until).as_micros()
    ));
    assert!(overlaps.is_empty(), "{overlaps:?}");
}

/// Each case is played in a federation of its own.
fn for_many(cases: u32, db: &TestDb) {
    let tenant = std::cell::Cell::new(0);
    let config = Config { cases, failure_persistence: None, max_shrink_iters: 200, ..Config::default() };
    TestRunner::new(config)
        .run(&turns(), |turns| {
            tenant.set(tenant.get() + 1);
            check(db, tenant.get(), &turns);
            Ok(())
        })
        .unwrap();
}

mod a_day_in_the_past_shows_what_stood_there_at_its_end {
    use super::*;

    #[test]
    fn sqlite() {
        for_many(60, &TestDb::fresh(Engine::Sqlite, &schema()));
    }

    #[test]
    fn postgres() {
        for_many(12, &TestDb::fresh(Engine::Postgres, &schema()));
    }
}
