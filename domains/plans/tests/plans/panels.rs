//! The plans of a system on its page: everybody who knows of the system finds what they may read.

use crate::decided::Ready;
use crate::world::{browser, schema};
use plans::{Propose, SeenPlan, open_new_version, propose_plan};
use testkit::{TestDb, on_both_engines};

on_both_engines!(schema();
    the_page_of_a_system_leads_everybody_to_the_plan_in_force_and_those_who_write_it_to_the_draft,
    the_page_of_a_system_does_not_tell_of_a_plan_that_is_not_for_everybody,
);

const TITLE: &str = "Systemförvaltningsplan Ekonomi 2026";

fn the_page_of_a_system_leads_everybody_to_the_plan_in_force_and_those_who_write_it_to_the_draft(
    db: &TestDb,
) {
    let ready = Ready::new(db);
    let (world, plan) = (&ready.world, ready.plan);
    let site = world.site(&[&world.manager, &world.user]);
    let (mut manager, mut user) = (browser(&site, &world.manager), browser(&site, &world.user));
    let page = format!("/system/{}", world.system);
    assert_eq!(manager.get(&page).page().link(TITLE), Some(format!("/planer/{plan}")));
    assert_eq!(user.get(&page).page().link(TITLE), None, "a draft is for those who write it");
    ready.propose(&world.manager).expect("the manager proposes");
    ready.decide(&ready.owner, ready.seen(), &[]).expect("the owner decides");
    let seen = SeenPlan { plan, revision: None };
    world.write(&world.manager, move |tx| open_new_version(tx, seen)).expect("the next version");
    let published = format!("/planer/{plan}/lasa");
    let shown = user.get(&page).page();
    assert_eq!(shown.link(TITLE), Some(published.clone()));
    let told = shown.texts("main").join(" ");
    assert!(told.contains("Beslutad") && !told.contains("Utkast"), "{told}");
    assert_eq!(user.get(&published).status, 200);
    let own = manager.get(&format!("/planer/{plan}")).page();
    assert_eq!(own.link("Planen som alla läser den"), Some(published));
}

fn the_page_of_a_system_does_not_tell_of_a_plan_that_is_not_for_everybody(db: &TestDb) {
    let ready = Ready::new(db);
    let (world, plan) = (&ready.world, ready.plan);
    let ask = Propose { seen: ready.seen(), papers: Vec::new(), is_published: false };
    world.write(&world.manager, move |tx| propose_plan(tx, &ask)).expect("the manager proposes");
    ready.decide(&ready.owner, ready.seen(), &[]).expect("the owner decides");
    let site = world.site(&[&world.manager, &world.user]);
    let page = format!("/system/{}", world.system);
    assert_eq!(browser(&site, &world.user).get(&page).page().link(TITLE), None);
    let way = browser(&site, &world.manager).get(&page).page().link(TITLE);
    assert_eq!(way, Some(format!("/planer/{plan}")));
}
