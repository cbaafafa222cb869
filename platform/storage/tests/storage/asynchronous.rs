//! Callers that may not block: they wait for a place in order, and a panic is only the answer of the one who panicked.

use crate::things::{self, count, is_internal, schema};
use kernel::Id;
use storage::View;
use testkit::{TestDb, on_both_engines, operator};
use tokio::runtime::Runtime;
use tokio::task::JoinSet;

fn many_callers_are_all_served(db: &TestDb) {
    let runtime = Runtime::new().unwrap();
    runtime.block_on(async {
        let mut callers = JoinSet::new();
        for n in 0..300 {
            let db = (**db).clone();
            callers.spawn(async move {
                db.run(move |db| {
                    db.write(&operator(), move |tx| things::add(tx, Id::new(), "Thing", n))?;
                    db.read(&operator(), View::Now, things::all).map(|things| things.len())
                })
                .await
            });
        }
        for answer in callers.join_all().await {
            assert!(answer.expect("an answer") >= 1);
        }
    });
    assert_eq!(count(db, &operator()), 300);
}

fn a_panic_is_answered_as_failed_and_gives_its_place_back(db: &TestDb) {
    let runtime = Runtime::new().unwrap();
    runtime.block_on(async {
        // More often than there are places.
        for _ in 0..70 {
            let answer = db
                .run(|db| {
                    db.read(&operator(), View::Now, |read| {
                        assert!(!things::all(read)?.is_empty(), "an expected panic");
                        Ok(())
                    })
                })
                .await;
            assert!(is_internal(&answer.unwrap_err()));
        }
        db.run(|db| db.read(&operator(), View::Now, things::all)).await.expect("the next is served");
    });
}

on_both_engines!(schema();
    many_callers_are_all_served,
    a_panic_is_answered_as_failed_and_gives_its_place_back,
);
