//! Every statement and every list of the room is understood by both engines, now and as of a day.

use crate::world::{World, schema};
use kernel::Id;
use register::{DOCUMENTS, DocumentRow, OBJECTS, ObjectRow, SYSTEMS, SystemRow};
use storage::{FromRow, Listing, Query, Value, View};
use testkit::{Acting, TestDb, on_both_engines};

on_both_engines!(schema(); every_filter_and_every_order_of_a_list_is_answered, pages_hold_every_row_once);

/// A value that fits a filter, by what it compares.
fn value_for(filter: &str) -> Value {
    match filter {
        "organisation" | "used_by" | "unit" | "object" | "supplier" | "system" | "subject" | "owner"
        | "within" | "entity" => Value::Id(Id::new()),
        "personal_data" | "available_to_it" => Value::Int(1),
        _ => Value::from("2026-01-01"),
    }
}

fn answered<T: FromRow>(world: &World, listing: &Listing, view: View) {
    let later = world.operator.clone().at("2026-06-01T08:00:00Z");
    for sort in listing.sorts {
        for filter in listing.filters {
            let places = filter.sql.matches('?').count();
            let mut values = vec![value_for(filter.name); places];
            let people: &[usize] = match filter.name {
                "person" if places > 3 => &[0, 3],
                "person" => &[0],
                "visible" => &[0, 4, 8, 14],
                _ => &[],
            };
            people.iter().for_each(|place| values[*place] = Value::Id(Id::new()));
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
    world.registered(world.system("Ekonomi"));
    for view in [View::Now, View::AsOf("2026-05-01".parse().unwrap())] {
        answered::<SystemRow>(&world, &SYSTEMS, view);
        answered::<ObjectRow>(&world, &OBJECTS, view);
        answered::<DocumentRow>(&world, &DOCUMENTS, view);
    }
}

fn pages_hold_every_row_once(db: &TestDb) {
    let world = World::new(db);
    for name in ["Örat", "Ärende", "Åkeri", "Bygg", "akut", "bygg", "Zon"] {
        world.registered(world.system(name));
    }
    let mut names = Vec::new();
    let mut cursor = None;
    loop {
        let mut query = Query::first(2);
        query.cursor = cursor;
        let page = world.read(&world.operator, |read| SYSTEMS.page::<SystemRow>(read, &query)).unwrap();
        names.extend(page.items.into_iter().map(|row| row.name));
        cursor = page.next_cursor;
        if cursor.is_none() {
            break;
        }
    }
    assert_eq!(names, ["akut", "Bygg", "bygg", "Zon", "Åkeri", "Ärende", "Örat"]);
}
