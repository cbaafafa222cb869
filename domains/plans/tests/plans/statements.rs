//! Every filter and every order of the list is understood by both engines, now and as of a day.

use crate::world::{World, schema};
use kernel::Id;
use plans::{SUGGESTIONS, SuggestionRow};
use storage::{Query, Value, View};
use testkit::{Acting, TestDb, on_both_engines};

on_both_engines!(schema(); every_filter_and_every_order_of_the_list_is_answered);

fn every_filter_and_every_order_of_the_list_is_answered(db: &TestDb) {
    let world = World::new(db);
    world.suggested("Sök");
    let later = world.operator.clone().at("2026-06-01T08:00:00Z");
    let views = [View::Now, View::AsOf("2026-05-01".parse().unwrap())];
    for (view, sort) in
        views.into_iter().flat_map(|view| SUGGESTIONS.sorts.iter().map(move |sort| (view, sort)))
    {
        for filter in SUGGESTIONS.filters {
            let value = match filter.name {
                "system" | "made_by" | "within" => Value::Id(Id::new()),
                _ => Value::from("2026-01-01"),
            };
            let mut values = vec![value; filter.sql.matches('?').count()];
            let people: &[usize] = if filter.name == "visible" { &[0, 4, 8, 14] } else { &[] };
            people.iter().for_each(|place| values[*place] = Value::Id(Id::new()));
            let mut query = Query::first(10).filter(filter.name, values);
            query.sort = Some(sort.name);
            let page = world.db.read(&later, view, |read| SUGGESTIONS.page::<SuggestionRow>(read, &query));
            page.unwrap_or_else(|error| panic!("by {} with {}: {error}", sort.name, filter.name));
        }
    }
}
