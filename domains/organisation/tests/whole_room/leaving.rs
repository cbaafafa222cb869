//! What falls vacant is told ahead, and whoever sees to it that somebody leaves has a checklist.

use crate::browser::Served;
use crate::handover::{handed, leaves, to};
use crate::world::{World, acting, day, on, operator, rejected, schema};
use kernel::{Date, Error, Id};
use organisation::{
    After, AssignRole, Because, Employment, RoleAssignment, SaveEmployment, TickItem, assign_role,
    departure_of, employments_of, endings_concerning, lacking_after, offboarding_of, save_employment,
    take_back_tick, tick_item, visible_endings,
};
use storage::Query;
use testkit::TestDb;

pub fn manager_of(world: &World, person: Id, manager: Id) {
    let employment = world.read(&operator(), |read| employments_of(read, person)).unwrap().remove(0);
    let led = SaveEmployment {
        revision: Some(employment.revision),
        employment: Employment { manager: Some(manager), ..employment },
        because: Because::default(),
    };
    world.write(&operator(), move |tx| save_employment(tx, &led)).unwrap();
}

/// What ends, in order: the role, the last day, and whether the guideline then lacks somebody.
fn endings(world: &World) -> Vec<(String, Date, bool)> {
    let found = world.read(&acting("it-chef", world.head_of_it), |read| {
        let page = visible_endings(read, Query::first(20))?;
        let lacking = lacking_after(read, &page.items)?;
        Ok(page.items.into_iter().zip(lacking).collect::<Vec<_>>())
    });
    let row = |(one, after): (organisation::RoleEnding, After)| {
        (one.assignment.role, one.last_day, after.lacks().is_some())
    };
    found.unwrap().into_iter().map(row).collect()
}

fn what_ends_is_told_with_what_the_guideline_then_lacks(db: &TestDb) {
    let world = World::new(db);
    world.given("system_owner", &world.system, world.principal);
    world.given("system_administrator", &world.system, world.principal);
    leaves(&world, world.principal, "2026-04-30");
    let told = endings(&world);
    let last = day("2026-04-30");
    assert!(told.contains(&("system_owner".into(), last, true)), "{told:?}");
    assert!(told.contains(&("system_administrator".into(), last, false)), "nothing asks for one: {told:?}");
    handed(&world, &acting("it-chef", world.head_of_it), world.principal, to(world.teacher, "2026-05-01"))
        .unwrap();
    assert!(endings(&world).iter().all(|(.., lacks)| !lacks), "{:?}", endings(&world));
}

fn holder_manager_and_appointer_are_told_ahead_and_no_one_else(db: &TestDb) {
    let world = World::new(db);
    world.given("system_owner", &world.system, world.principal);
    world.given("system_manager", &world.system, world.teacher);
    manager_of(&world, world.teacher, world.head_of_it);
    leaves(&world, world.teacher, "2026-05-31");
    let told = |date: &str, asked: Option<&[Id]>| {
        let until = day("2027-12-31");
        let source = organisation::deadlines().remove(0);
        let found = world.read(&on(operator(), date), |read| (source.of)(read, asked, until)).unwrap();
        let mut people: Vec<Id> = found.iter().map(|one| one.person).collect();
        people.sort_unstable();
        people
    };
    let mut expected = vec![world.teacher, world.head_of_it, world.principal];
    expected.sort_unstable();
    assert_eq!(told("2026-03-02", None), expected, "the last of them is the owner, who appoints managers");
    assert_eq!(told("2026-03-02", Some(&[world.principal])), [world.principal]);
    assert!(told("2026-03-01", None).is_empty(), "ninety days ahead, and not before");
    for person in [world.teacher, world.head_of_it, world.principal, world.neighbour_employee] {
        let of_all = expected.iter().filter(|one| **one == person).count();
        assert_eq!(told("2026-03-02", Some(&[person])).len(), of_all, "as among all");
    }
    let owner = acting("rektor", world.principal);
    handed(&world, &owner, world.teacher, to(world.head_of_it, "2026-06-01")).unwrap();
    assert!(told("2026-03-02", None).is_empty(), "somebody follows");
}

fn whoever_keeps_the_register_of_an_organisation_is_told_of_what_falls_vacant_there(db: &TestDb) {
    let world = World::new(db);
    world.given("system_owner", &world.system, world.principal);
    leaves(&world, world.principal, "2026-05-31");
    let told = |asked: Option<&[Id]>| {
        let source = organisation::deadlines().remove(0);
        let found =
            world.read(&on(operator(), "2026-05-02"), |read| (source.of)(read, asked, day("2026-12-31")));
        found.unwrap().into_iter().map(|one| one.person).collect::<std::collections::BTreeSet<Id>>()
    };
    assert_eq!(told(None), [world.principal, world.head_of_it].into(), "the head of IT leads nobody here");
    assert_eq!(told(Some(&[world.head_of_it])), [world.head_of_it].into(), "as among all");
    assert_eq!(told(Some(&[world.teacher])), [].into());
    let (teacher, municipality) = (world.teacher, world.municipality);
    world
        .write(&operator(), move |tx| {
            let grant = access::Grant {
                source: Id::new(),
                person: teacher,
                core_function: "head_of_it".into(),
                subject: municipality,
                home: Some(municipality),
                valid: kernel::Period::ALWAYS,
            };
            access::give(tx, &grant)
        })
        .unwrap();
    assert!(
        told(None).contains(&teacher),
        "granted without a role, as to the administrator of a new federation"
    );
    assert_eq!(told(Some(&[teacher])), [teacher].into(), "as among all");
}

fn with_a_pack_that_begins_in_september(db: &TestDb) -> World {
    let world = World::new(db);
    let ask = findings::AdoptPack {
        source: crate::vocabulary::source(),
        valid_from: Some(day("2026-09-01")),
        decision: "KS 2026/9".into(),
        reason: "Ny handledning".into(),
        ..findings::AdoptPack::default()
    };
    world.write(&operator(), move |tx| findings::adopt_pack(tx, &ask)).unwrap();
    world
}

fn whoever_may_decide_of_packs_is_told_when_one_begins(db: &TestDb) {
    let world = with_a_pack_that_begins_in_september(db);
    let told = |date: &str, asked: Option<&[Id]>, until: &str| {
        let source = organisation::deadlines().remove(1);
        let found = world.read(&on(operator(), date), |read| (source.of)(read, asked, day(until))).unwrap();
        found.into_iter().map(|one| (one.person, one.due.to_string())).collect::<Vec<_>>()
    };
    let head = vec![(world.head_of_it, "2026-09-01".to_owned())];
    assert_eq!(told("2026-06-01", None, "2026-12-31"), head);
    assert_eq!(told("2026-06-01", Some(&[world.head_of_it]), "2026-12-31"), head);
    assert_eq!(told("2026-06-01", Some(&[world.principal]), "2026-12-31"), []);
    assert_eq!(told("2026-06-01", None, "2026-08-31"), [], "not until then");
    assert_eq!(told("2026-09-01", None, "2026-12-31"), [], "it holds");
}

fn a_pack_that_begins_is_named_in_the_language_of_whoever_is_told(db: &TestDb) {
    let world = with_a_pack_that_begins_in_september(db);
    let source = organisation::deadlines().remove(1);
    let found = world.read(&on(operator(), "2026-06-01"), |read| (source.of)(read, None, day("2026-12-31")));
    let name = found.unwrap().remove(0).name;
    let pack = world.read(&operator(), findings::pack_in_force).unwrap();
    assert_eq!((name.sv.as_str(), name.en.as_str()), (pack.name.sv.as_str(), pack.name.en.as_str()));
    assert_ne!(name.sv, name.en, "the trial pack has a name in each language");
}

fn a_line_manager_sees_what_falls_vacant_of_those_whom_they_lead(db: &TestDb) {
    let world = World::new(db);
    world.given("system_owner", &world.system, world.principal);
    manager_of(&world, world.principal, world.teacher);
    leaves(&world, world.principal, "2026-04-30");
    let concerning = |person: Id| {
        let page = |read: &storage::Read| endings_concerning(read, person, Query::first(5));
        world.read(&acting("larare", world.teacher), page).unwrap().items.len()
    };
    assert_eq!(
        [concerning(world.principal), concerning(world.teacher), concerning(world.consultant)],
        [1, 1, 0]
    );
}

fn nobody_else_s_endings_are_read_for_one_person(db: &TestDb) {
    let world = World::new(db);
    world.given("system_owner", &world.system, world.principal);
    manager_of(&world, world.principal, world.head_of_it);
    leaves(&world, world.principal, "2026-04-30");
    let listing = organisation::listings().into_iter().find(|one| one.name == "role_endings").unwrap();
    let read_for = |person: Id| {
        let told = Query::first(5).filter("told", vec![storage::Value::from(person); 7]);
        world.read(&operator(), |read| listing.count(read, &told)).unwrap()
    };
    let people = [world.principal, world.head_of_it, world.teacher, world.neighbour_employee];
    assert_eq!(people.map(read_for), [1, 1, 0, 0]);
}

fn every_ending_is_on_some_page_also_where_a_deputy_ends_before_the_holder(db: &TestDb) {
    let world = World::new(db);
    let subject = world.system.clone();
    let (holder, deputy) = (world.principal, world.teacher);
    let given = world.write(&operator(), move |tx| {
        let one = RoleAssignment::new("system_owner", &subject, day("2026-01-01")).held_by(holder);
        let assignment = RoleAssignment {
            to: Some(day("2026-06-30")),
            deputy: Some(deputy),
            deputy_from: Some(day("2026-01-01")),
            deputy_to: Some(day("2026-04-30")),
            ..one
        };
        assign_role(tx, &AssignRole { assignment, reason: String::new() })
    });
    given.expect("given");
    let mut query = Query::first(1).sorted_by("role", false);
    let mut parts = Vec::new();
    for _ in 0..3 {
        let page = world.read(&operator(), |read| visible_endings(read, query.clone())).unwrap();
        parts.extend(page.items.iter().map(|one| one.is_deputy));
        let Some(cursor) = page.next_cursor else { break };
        query = query.after(cursor);
    }
    assert_eq!(parts, [false, true]);
}

fn somebody_who_goes_to_another_employer_leaves_and_is_said_to_move(db: &TestDb) {
    let world = World::new(db);
    let departure = || world.read(&operator(), |read| departure_of(read, world.principal)).unwrap();
    assert_eq!(departure(), None);
    leaves(&world, world.principal, "2026-04-30");
    assert_eq!(departure().map(|one| (one.last_day, one.moves_to)), Some((day("2026-04-30"), None)));
    let next = |organisation: Id| SaveEmployment {
        employment: Employment::new(world.principal, organisation, day("2026-05-01")),
        revision: None,
        because: Because::default(),
    };
    let elsewhere = next(world.neighbour);
    world.write(&operator(), move |tx| save_employment(tx, &elsewhere)).unwrap();
    let moved = departure().map(|one| (one.last_day, one.moves_to));
    assert_eq!(moved, Some((day("2026-04-30"), Some(world.neighbour))));
    let at_home = next(world.municipality);
    world.write(&operator(), move |tx| save_employment(tx, &at_home)).unwrap();
    assert_eq!(departure(), None, "who goes on with the same employer does not leave");
}

fn an_item_is_done_when_nothing_is_left_or_somebody_says_so(db: &TestDb) {
    let world = World::new(db);
    world.given("system_owner", &world.system, world.principal);
    manager_of(&world, world.teacher, world.principal);
    leaves(&world, world.principal, "2026-04-30");
    let head = acting("it-chef", world.head_of_it);
    let open = || {
        let (_, checked) = world.read(&head, |read| offboarding_of(read, world.principal)).unwrap();
        let open: Vec<&str> = checked.iter().filter(|one| !one.is_done()).map(|one| one.key).collect();
        open.join(" ")
    };
    assert_eq!(open(), "assignments employees");
    handed(&world, &head, world.principal, to(world.teacher, "2026-05-01")).unwrap();
    assert_eq!(open(), "employees");
    let tick =
        |item: &str| TickItem { person: world.principal, item: item.into(), note: "Ny chef utses".into() };
    let ask = tick("employees");
    let step = world.write(&head, move |tx| tick_item(tx, &ask)).unwrap();
    assert_eq!((open().as_str(), step.done_by.as_str(), step.done_on), ("", "IT-chef", day("2026-03-02")));
    let ask = tick("employees");
    assert_eq!(rejected(world.write(&head, move |tx| tick_item(tx, &ask)))[0].1, "objection-ticked-already");
    let ask = tick("nothing");
    assert_eq!(rejected(world.write(&head, move |tx| tick_item(tx, &ask)))[0].1, "objection-no-such-item");
    let (person, id) = (world.principal, step.id);
    world.write(&head, move |tx| take_back_tick(tx, person, id, 1)).unwrap();
    assert_eq!(open(), "employees");
    let again = world.write(&head, move |tx| take_back_tick(tx, person, id, 1));
    assert_eq!(rejected(again).len(), 1);
}

fn the_checklist_is_for_who_sees_to_it(db: &TestDb) {
    let world = World::new(db);
    let asked = |user: &str, person: Id| {
        world.read(&acting(user, person), |read| offboarding_of(read, world.principal)).map(|_| ())
    };
    assert!(matches!(asked("larare", world.teacher), Err(Error::Refused(_))));
    assert!(matches!(asked("handlaggare", world.neighbour_employee), Err(Error::NotFound)));
    assert!(asked("rektor", world.principal).is_ok() && asked("itchef", world.head_of_it).is_ok());
    manager_of(&world, world.principal, world.teacher);
    assert!(asked("larare", world.teacher).is_ok());
}

fn the_whole_way_in_the_browser(db: &TestDb) {
    let world = World::new(db);
    let given = world.given("system_owner", &world.system, world.principal);
    leaves(&world, world.principal, "2026-04-30");
    let served = Served::new(&world, &[("itchef", world.head_of_it), ("larare", world.teacher)]);
    let head = served.browser("itchef");
    let person = format!("/administration/personer/{}", world.principal);
    let list = head.get("/uppdrag/upphor");
    assert!(list.text.contains("2026-04-30") && list.text.contains("Vakant"), "{}", list.text);
    let page = head.get(&person);
    assert!(page.text.contains("Sista anställningsdag") && page.text.contains("Vakant"), "{}", page.text);
    let form = format!("{person}/overlamna");
    let (teacher, id) = (world.teacher.to_string(), given.id.to_string());
    let filled = [("successor", teacher.as_str()), ("assignments", id.as_str()), ("decision", "KS 2026/9")];
    let preview = head.fill_in(&form, &filled);
    assert_eq!(preview.status, 200, "{}", preview.text);
    assert!(preview.text.contains("Granska överlämningen") && preview.text.contains("Elevregister"));
    let seen = testkit::PageSeen::read(&preview.text).form(&form);
    let seen: Vec<(&str, &str)> = seen.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let done = head.post(&form, &seen);
    assert_eq!((done.status, done.location.as_str()), (303, person.as_str()), "{}", done.text);
    assert!(head.get("/uppdrag/upphor").text.contains("Övertas"));
    let checklist = head.get(&format!("{person}/avslut"));
    assert!(checklist.text.contains("Checklista"), "{}", checklist.text);
    // The successor answers on the page of the assignment.
    let taken =
        world.read(&operator(), |read| organisation::assignments_of_person(read, world.teacher)).unwrap();
    let page = format!("/uppdrag/{}", taken[0].id);
    let successor = served.browser("larare");
    assert!(successor.get(&page).text.contains("Bekräfta uppdraget"));
    assert!(!head.get(&page).text.contains("Bekräfta uppdraget"), "nobody answers for somebody else");
    let refused = head.fill_in(&format!("{page}/avboj"), &[("reason", "Nej")]);
    assert_ne!(refused.status, 303, "{}", refused.text);
    let empty = successor.fill_in(&format!("{page}/avboj"), &[("reason", "")]);
    assert_eq!(empty.status, 422, "{}", empty.text);
    let declined = successor.fill_in(&format!("{page}/avboj"), &[("reason", "Hinner inte")]);
    assert_eq!(declined.status, 303, "{}", declined.text);
    assert!(head.get("/uppdrag/upphor").text.contains("Vakant"), "the gap shows again");
}

fn an_absence_is_entered_and_ended_in_the_browser(db: &TestDb) {
    let world = World::new(db);
    let given = world.given("system_owner", &world.system, world.principal);
    let served = Served::new(&world, &[("itchef", world.head_of_it), ("larare", world.teacher)]);
    let (head, person) = (served.browser("itchef"), format!("/administration/personer/{}", world.principal));
    let (teacher, id) = (world.teacher.to_string(), given.id.to_string());
    let filled = [
        ("from", "2026-04-01"),
        ("to", "2026-04-30"),
        ("deputy", teacher.as_str()),
        ("assignments", id.as_str()),
    ];
    let saved = head.fill_in(&format!("{person}/franvaro"), &filled);
    assert_eq!(saved.status, 303, "{}", saved.text);
    let page = testkit::PageSeen::read(&head.get(&person).text);
    let end = page.link("2026-04-01").expect("a link to the absence");
    let ended = head.fill_in(&end, &[("to", "2026-04-15")]);
    assert_eq!(ended.status, 303, "{}", ended.text);
    assert!(head.get(&person).text.contains("2026-04-15"));
    let refused = served.browser("larare").get(&format!("{person}/franvaro"));
    assert_eq!(refused.status, 403, "{}", refused.text);
}

fn scripts_hand_over_answer_and_ask_what_ends(db: &TestDb) {
    let world = World::new(db);
    world.given("system_owner", &world.system, world.principal);
    leaves(&world, world.principal, "2026-04-30");
    let served = Served::new(&world, &[("itchef", world.head_of_it), ("larare", world.teacher)]);
    let head = served.script("itchef");
    let endings = head.send("GET", "role-endings?until=2026-05-30", "", "");
    assert_eq!(endings.status, 200, "{}", endings.text);
    let first = &endings.json()["items"][0];
    assert_eq!(
        (first["last_day"].as_str(), first["is_taken_over"].as_bool()),
        (Some("2026-04-30"), Some(false))
    );
    assert!(first["lacks"]["sv"].is_string(), "{first}");
    let count = |filter: &str| {
        let found = head.send("GET", &format!("role-endings?{filter}"), "", "");
        found.json()["items"].as_array().map_or(usize::MAX, Vec::len)
    };
    let led = format!("concerns={}&is_taken_over=false", world.principal);
    assert_eq!(
        [count("is_taken_over=false"), count("is_taken_over=true"), count(&led), count("until=2026-04-29")],
        [1, 0, 1, 0]
    );
    let body =
        format!(r#"{{"successor": "{}", "from": "2026-05-01", "decision": "KS 2026/9"}}"#, world.teacher);
    let path = format!("people/{}/actions/hand-over", world.principal);
    let handed = head.send("POST", &path, "", &body);
    assert_eq!(handed.status, 200, "{}", handed.text);
    assert_eq!(head.send("POST", &path, "", &body).status, 422, "there is nothing more to hand over");
    let pending = head.send("GET", "role-assignments?confirmation=pending", "", "").json();
    let one = &pending["items"][0];
    assert!(one["follows"].is_string(), "{pending}");
    let confirm = format!("role-assignments/{}/actions/confirm", one["id"].as_str().unwrap());
    assert_eq!(head.send("POST", &confirm, "", "{}").status, 403, "a script of somebody else");
    let absence = format!(
        r#"{{"person": "{}", "from": "2026-04-01", "to": "2026-04-10", "deputy": "{}"}}"#,
        world.principal, world.teacher
    );
    let made = head.send("POST", "absences", "", &absence);
    assert_eq!(made.status, 201, "{}", made.text);
    let end = format!("absences/{}/actions/end", made.json()["id"].as_str().unwrap());
    let ended = head.send("POST", &end, "", r#"{"to": "2026-04-05"}"#);
    assert_eq!(ended.json()["to"], "2026-04-05", "{}", ended.text);
    let tick = format!("people/{}/actions/tick-item", world.principal);
    assert_eq!(head.send("POST", &tick, "", r#"{"item": "employees"}"#).status, 200);
}

testkit::on_both_engines!(schema();
    what_ends_is_told_with_what_the_guideline_then_lacks,
    holder_manager_and_appointer_are_told_ahead_and_no_one_else,
    whoever_keeps_the_register_of_an_organisation_is_told_of_what_falls_vacant_there,
    whoever_may_decide_of_packs_is_told_when_one_begins,
    a_pack_that_begins_is_named_in_the_language_of_whoever_is_told,
    a_line_manager_sees_what_falls_vacant_of_those_whom_they_lead,
    nobody_else_s_endings_are_read_for_one_person,
    every_ending_is_on_some_page_also_where_a_deputy_ends_before_the_holder,
    somebody_who_goes_to_another_employer_leaves_and_is_said_to_move,
    an_item_is_done_when_nothing_is_left_or_somebody_says_so,
    the_checklist_is_for_who_sees_to_it,
    the_whole_way_in_the_browser,
    an_absence_is_entered_and_ended_in_the_browser,
    scripts_hand_over_answer_and_ask_what_ends,
);
