//! Every statement and every list of the room is understood by both databases.

use crate::world::{World, operator, schema};
use testkit::TestDb;

fn every_list_answers_each_of_its_sorts(db: &TestDb) {
    let world = World::new(db);
    let answer = world.read(&operator(), |read| {
        for listing in organisation::listings() {
            for sort in listing.sorts {
                let mut query = storage::Query::first(5);
                query.sort = Some(sort.name);
                listing.page::<AnyRow>(read, &query)?;
                listing.count(read, &query)?;
            }
        }
        Ok(())
    });
    answer.expect("every list answers");
}

fn every_statement_is_understood(db: &TestDb) {
    for statement in organisation::statements() {
        db.prepare(&statement);
    }
}

/// Walks over whole tables that are meant: they run when a legal entity changes or a pack is adopted, not on a page. What
/// waits for somebody walks only over the rows that it has found itself.
const MEANT: [&str; 6] =
    ["LEGAL_ENTITIES", "SUPPLIERS", "EXTERNALS", "EVERY_HOLDER", "EVERY_DEPUTY", "WELCOME"];

fn no_statement_walks_a_whole_table_unless_it_is_meant(db: &TestDb) {
    let scans: Vec<String> = organisation::statements()
        .iter()
        .filter(|statement| !MEANT.iter().any(|meant| statement.name.ends_with(meant)))
        .flat_map(|statement| {
            db.scans_of(statement).into_iter().map(|scan| format!("{}: {scan}", statement.name))
        })
        .collect();
    assert!(scans.is_empty(), "{scans:#?}");
}

#[test]
fn statements_find_their_rows_by_an_index() {
    no_statement_walks_a_whole_table_unless_it_is_meant(&TestDb::fresh(testkit::Engine::Sqlite, &schema()));
}

struct AnyRow;

impl storage::FromRow for AnyRow {
    fn from_row(_: &storage::Row) -> kernel::Result<Self> {
        Ok(Self)
    }
}

testkit::on_both_engines!(schema(); every_list_answers_each_of_its_sorts, every_statement_is_understood);
