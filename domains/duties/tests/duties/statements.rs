//! Every list of the room is answered by both engines with each filter and each order, now and as of a day.

use crate::world::{World, schema};
use duties::{APPROVALS, ApprovalRow, PROTOCOLS, ProtocolRow, STATEMENTS, StatementRow};
use kernel::Id;
use storage::{FromRow, Listing, Query, Value, View};
use testkit::{Acting as _, TestDb, on_both_engines};

on_both_engines!(schema(); every_filter_and_every_order_of_a_list_is_answered);

fn answered<T: FromRow>(world: &World, listing: &Listing, view: View) {
    let later = world.operator.clone().at("2026-06-01T08:00:00Z");
    for sort in listing.sorts {
        for filter in listing.filters {
            let value = match filter.name {
                "system" | "subject" | "made_by" | "within" | "receiver" => Value::Id(Id::new()),
                _ => Value::from("2026-01-01"),
            };
            let mut values = vec![value; filter.sql.matches('?').count()];
            if filter.name == "visible" {
                [0, 4, 8, 14].iter().for_each(|place| values[*place] = Value::Id(Id::new()));
            }
            let mut query = Query::first(10).filter(filter.name, values);
            query.sort = Some(sort.name);
            let page = world.db.read(&later, view, |read| listing.page::<T>(read, &query));
            page.unwrap_or_else(|error| {
                panic!("{} by {} with {}: {error}", listing.name, sort.name, filter.name)
            });
        }
    }
}

fn every_filter_and_every_order_of_a_list_is_answered(db: &TestDb) {
    let world = World::new(db);
    let protocol = world.written().id;
    world.send(&world.technician, protocol, &[&world.owner]).unwrap();
    world.approve(&world.manager, "5.2", &[protocol]).unwrap();
    world.states(&world.manager, "manager-plans-training").unwrap();
    for view in [View::Now, View::AsOf("2026-05-01".parse().unwrap())] {
        answered::<ProtocolRow>(&world, &PROTOCOLS, view);
        answered::<ApprovalRow>(&world, &APPROVALS, view);
        answered::<StatementRow>(&world, &STATEMENTS, view);
    }
}
