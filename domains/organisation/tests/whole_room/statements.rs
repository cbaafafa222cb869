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

struct AnyRow;

impl storage::FromRow for AnyRow {
    fn from_row(_: &storage::Row) -> kernel::Result<Self> {
        Ok(Self)
    }
}

testkit::on_both_engines!(schema(); every_list_answers_each_of_its_sorts);
