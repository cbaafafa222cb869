//! Every filter and every order of the list is understood by both engines, now and as of a day.

use crate::world::{World, schema};
use kernel::Id;
use plans::{
    ACTIVITIES, GOALS, ListedActivity, ListedGoal, ListedNeed, NEEDS, PLANS, PlanRow, SUGGESTIONS,
    SuggestionRow,
};
use storage::{Filter, Listing, Query, Value, View};
use testkit::{Acting, TestDb, on_both_engines};

on_both_engines!(schema(); every_filter_and_every_order_of_the_lists_is_answered);

fn every_filter_and_every_order_of_the_lists_is_answered(db: &TestDb) {
    let world = World::new(db);
    world.suggested("Sök");
    world.started();
    let later = world.operator.clone().at("2026-06-01T08:00:00Z");
    let views = [View::Now, View::AsOf("2026-05-01".parse().unwrap())];
    for view in views {
        let answered = |listing: &'static Listing, query: &Query| {
            let page = world.db.read(&later, view, |read| match listing.name {
                "plans::plans" => PLANS.page::<PlanRow>(read, query).map(|_| ()),
                "plans::activities" => ACTIVITIES.page::<ListedActivity>(read, query).map(|_| ()),
                "plans::goals" => GOALS.page::<ListedGoal>(read, query).map(|_| ()),
                "plans::needs" => NEEDS.page::<ListedNeed>(read, query).map(|_| ()),
                _ => SUGGESTIONS.page::<SuggestionRow>(read, query).map(|_| ()),
            });
            page.unwrap_or_else(|error| panic!("{} by {query:?}: {error}", listing.name));
        };
        for listing in plans::listings() {
            for sort in listing.sorts {
                listing.filters.iter().for_each(|filter| answered(listing, &asked(filter, sort.name)));
            }
        }
    }
}

fn asked(filter: &Filter, sort: &'static str) -> Query {
    let value = match filter.name {
        "system" | "made_by" | "within" | "subject" | "plan" | "responsible" => Value::Id(Id::new()),
        "year" => Value::Int(2026),
        _ => Value::from("2026-01-01"),
    };
    let mut values = vec![value; filter.sql.matches('?').count()];
    let people: &[usize] = if filter.name == "visible" { &[0, 4, 8, 14] } else { &[] };
    people.iter().for_each(|place| values[*place] = Value::Id(Id::new()));
    let mut query = Query::first(10).filter(filter.name, values);
    query.sort = Some(sort);
    query
}
