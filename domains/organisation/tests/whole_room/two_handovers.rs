//! Two hand the same over at the same time, and a successor who leaves on the first day.

use crate::browser::Served;
use crate::handover::{handed, leaves, to};
use crate::world::{World, acting, day, operator, rejected, schema};
use kernel::{Id, Result};
use organisation::{Handover, RoleAssignment, assignments_of, hand_over};
use std::sync::{Arc, Barrier};
use testkit::{PageSeen, TestDb};

/// A role that several may hold, so that nothing but the handover itself stands in the way.
fn given(world: &World) -> RoleAssignment {
    world.given("system_administrator", &world.system, world.principal)
}

fn holders(world: &World) -> Vec<Id> {
    let held = world.read(&operator(), |read| assignments_of(read, &world.system)).unwrap();
    held.into_iter().filter_map(|one| one.person).collect()
}

fn of_two_handovers_at_the_same_time_one_is_done(db: &TestDb) {
    let world = World::new(db);
    let held = given(&world);
    let start = Arc::new(Barrier::new(2));
    let (head, person) = (acting("it-chef", world.head_of_it), world.principal);
    let handing = [world.teacher, world.head_of_it].map(|successor| {
        let ask = Handover { assignments: vec![held.id], ..to(successor, "2026-05-01") };
        let (db, head, start) = (world.db.clone(), head.clone(), start.clone());
        std::thread::spawn(move || {
            start.wait();
            db.write(&head, move |tx| hand_over(tx, person, &ask))
        })
    });
    let answers: Vec<Result<Vec<RoleAssignment>>> =
        handing.into_iter().map(|one| one.join().expect("no panic")).collect();
    assert_eq!(answers.iter().filter(|one| one.is_ok()).count(), 1, "{answers:?}");
    let second = answers.into_iter().find(Result::is_err).expect("the other");
    assert_eq!(rejected(second), [("assignments".to_owned(), "objection-of-assignment")]);
    assert_eq!(holders(&world).len(), 2, "the old holder and one successor");
}

fn of_two_previews_that_are_both_confirmed_the_second_is_told(db: &TestDb) {
    let world = World::new(db);
    let held = given(&world);
    let served = Served::new(&world, &[("itchef", world.head_of_it)]);
    let head = served.browser("itchef");
    let form = format!("/administration/personer/{}/overlamna", world.principal);
    let id = held.id.to_string();
    let previewed = |successor: Id| {
        let successor = successor.to_string();
        let filled =
            [("successor", successor.as_str()), ("assignments", id.as_str()), ("decision", "KS 2026/9")];
        PageSeen::read(&head.fill_in(&form, &filled).text).form(&form)
    };
    let [first, second] = [world.teacher, world.head_of_it].map(previewed);
    let confirmed = |seen: &[(String, String)]| {
        let seen: Vec<(&str, &str)> =
            seen.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        head.post(&form, &seen).status
    };
    assert_eq!([confirmed(&first), confirmed(&second)], [303, 422]);
    assert_eq!(holders(&world), [world.principal, world.teacher]);
}

fn a_successor_who_leaves_on_the_first_day_has_the_role_that_day_and_it_is_said(db: &TestDb) {
    let world = World::new(db);
    let held = given(&world);
    leaves(&world, world.teacher, "2026-05-01");
    let served = Served::new(&world, &[("itchef", world.head_of_it)]);
    let form = format!("/administration/personer/{}/overlamna", world.principal);
    let (teacher, id) = (world.teacher.to_string(), held.id.to_string());
    let filled = [
        ("successor", teacher.as_str()),
        ("assignments", id.as_str()),
        ("from", "2026-05-01"),
        ("decision", "KS 2026/9"),
    ];
    let preview = served.browser("itchef").fill_in(&form, &filled);
    assert!(preview.text.contains("Efterträdaren slutar 2026-05-01"), "{}", preview.text);
    let head = acting("it-chef", world.head_of_it);
    let taken = handed(&world, &head, world.principal, to(world.teacher, "2026-05-01")).unwrap();
    let counts = taken[0].counts.expect("one day");
    assert_eq!((counts.from, counts.to), (Some(day("2026-05-01")), Some(day("2026-05-01"))));
}

fn a_preview_that_is_to_be_changed_leads_back_to_the_form_with_everything_filled_in(db: &TestDb) {
    let world = World::new(db);
    let held = given(&world);
    let served = Served::new(&world, &[("itchef", world.head_of_it)]);
    let head = served.browser("itchef");
    let form = format!("/administration/personer/{}/overlamna", world.principal);
    let (teacher, id) = (world.teacher.to_string(), held.id.to_string());
    let filled = [
        ("successor", teacher.as_str()),
        ("assignments", id.as_str()),
        ("from", "2026-05-04"),
        ("decision", "KS 2026/9"),
    ];
    let preview = head.fill_in(&form, &filled);
    assert!(preview.text.contains("Ändra överlämningen"), "{}", preview.text);
    let carried = PageSeen::read(&preview.text).form(&form);
    let renamed = |name: &str| if name == "seen" { "change".to_owned() } else { name.to_owned() };
    let carried: Vec<(String, String)> =
        carried.into_iter().map(|(name, value)| (renamed(&name), value)).collect();
    let carried: Vec<(&str, &str)> =
        carried.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let back = head.post(&form, &carried);
    assert_eq!(back.status, 200, "{}", back.text);
    let shown = PageSeen::read(&back.text).form(&form);
    for (name, value) in filled {
        assert!(shown.contains(&(name.to_owned(), value.to_owned())), "{name}: {shown:?}");
    }
    assert_eq!(holders(&world), [world.principal], "nothing is handed over");
}

testkit::on_both_engines!(schema();
    a_preview_that_is_to_be_changed_leads_back_to_the_form_with_everything_filled_in,
    of_two_handovers_at_the_same_time_one_is_done,
    of_two_previews_that_are_both_confirmed_the_second_is_told,
    a_successor_who_leaves_on_the_first_day_has_the_role_that_day_and_it_is_said,
);
