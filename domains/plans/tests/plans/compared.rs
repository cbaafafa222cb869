//! A plan beside another of another year: what is told to differ, and to whom.

use crate::world::{World, browser, schema};
use kernel::Id;
use plans::{Asked, Beginning, save_section};
use testkit::{TestDb, on_both_engines};

on_both_engines!(schema();
    a_plan_is_laid_beside_the_one_of_the_year_before,
    where_there_is_nothing_to_compare_with_the_page_says_so,
    whoever_sees_no_plan_compares_none,
);

fn write(world: &World, plan: Id, text: &'static str) {
    let asked = Asked {
        plan,
        section: "goals".into(),
        text: text.into(),
        base: String::new(),
        base_revision: 0,
        nothing: None,
        answers: None,
    };
    world.write(&world.manager, move |tx| save_section(tx, &asked)).expect("the manager may write");
}

fn a_plan_is_laid_beside_the_one_of_the_year_before(db: &TestDb) {
    let world = World::new(db);
    let this_year = world.started();
    let next = Beginning { year: Some(2027), ..world.beginning() };
    let next = world.start(&world.manager, &next).expect("next year may be planned");
    write(&world, this_year, "Vi har två mål.\n\nLika.");
    write(&world, next, "Vi har tre mål.\n\nLika.");
    let site = world.site(&[&world.manager]);
    let mut manager = browser(&site, &world.manager);
    let from = manager.get(&format!("/planer/{next}")).page().link("Jämför med en annan plan");
    let seen = manager.get(&from.expect("a way to compare"));
    let html = seen.text();
    assert!(
        html.contains("Systemförvaltningsplan Ekonomi 2026 → Systemförvaltningsplan Ekonomi 2027"),
        "{html}"
    );
    assert!(html.contains("två </del>") && html.contains("tre </ins>"), "{html}");
    let turned = manager.get(&format!("/planer/{this_year}/jamfor?med={next}")).text();
    assert!(
        turned.contains("två </del>") && turned.contains("tre </ins>"),
        "the earlier stands first: {turned}"
    );
}

fn where_there_is_nothing_to_compare_with_the_page_says_so(db: &TestDb) {
    let world = World::new(db);
    let plan = world.started();
    let site = world.site(&[&world.manager]);
    let mut manager = browser(&site, &world.manager);
    assert!(manager.get(&format!("/planer/{plan}/jamfor")).page().shows("Inget att jämföra med"));
    for nothing in ["ingenting", "7", &world.system.to_string()] {
        assert_eq!(manager.get(&format!("/planer/{plan}/jamfor?med={nothing}")).status, 404, "{nothing}");
    }
}

fn whoever_sees_no_plan_compares_none(db: &TestDb) {
    let world = World::new(db);
    let plan = world.started();
    let site = world.site(&[&world.user]);
    assert_eq!(browser(&site, &world.user).get(&format!("/planer/{plan}/jamfor")).status, 404);
}
