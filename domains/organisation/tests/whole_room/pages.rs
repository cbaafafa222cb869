//! What people see and do in the browser.

use crate::browser::Served;
use crate::world::{World, operator, schema};
use organisation::holders_of;
use testkit::TestDb;

fn served(world: &World) -> Served {
    Served::new(
        world,
        &[("itchef", world.head_of_it), ("larare", world.teacher), ("granne", world.neighbour_employee)],
    )
}

fn every_list_and_record_opens_for_who_may_see_it(db: &TestDb) {
    let world = World::new(db);
    let given = world.given("system_owner", &world.system, world.principal);
    let served = served(&world);
    let head = served.browser("itchef");
    for (path, shown) in [
        ("/administration/organisationer".to_owned(), "Skolförvaltningen"),
        ("/leverantorer".to_owned(), "Leverantören"),
        ("/administration/enheter".to_owned(), "Inga enheter"),
        ("/administration/verksamhetsstallen".to_owned(), "Elevregister"),
        ("/administration/personer".to_owned(), "Rektor"),
        ("/uppdrag".to_owned(), "systemägare"),
        (format!("/administration/organisationer/{}", world.department), "Del av"),
        (format!("/administration/organisationer/{}", world.municipality), "IT-chef"),
        (format!("/administration/personer/{}", world.principal), "systemägare"),
        (format!("/administration/personer/{}?flik=historik", world.principal), "lade in en anställning"),
        (format!("/uppdrag/{}", given.id), "Gäller nu"),
        (format!("/uppdrag/{}?flik=historik", given.id), "tilldelade en roll"),
        (format!("/leverantorer/{}", world.supplier), "Leverantör"),
    ] {
        let reply = head.get(&path);
        assert_eq!(reply.status, 200, "{path}: {}", reply.text);
        assert!(reply.text.contains(shown), "{path} shows {shown}: {}", reply.text);
        let gaps: Vec<String> = reply
            .all("main")
            .into_iter()
            .filter(|text| text.contains("[role-") || text.contains("[org"))
            .collect();
        assert!(gaps.is_empty(), "{path} lacks texts: {gaps:?}");
    }
    let neighbour = served.browser("granne");
    for path in [
        format!("/administration/organisationer/{}", world.department),
        format!("/administration/personer/{}", world.principal),
        format!("/uppdrag/{}", given.id),
    ] {
        assert_eq!(neighbour.get(&path).status, 404, "{path}");
    }
}

fn history_is_shown_only_to_who_may_read_it(db: &TestDb) {
    let world = World::new(db);
    let given = world.given("system_owner", &world.system, world.principal);
    let served = served(&world);
    let (head, teacher) = (served.browser("itchef"), served.browser("larare"));
    for path in [
        format!("/administration/organisationer/{}", world.department),
        format!("/administration/personer/{}", world.principal),
        format!("/uppdrag/{}", given.id),
    ] {
        let history = format!("{path}?flik=historik");
        assert!(head.get(&path).text.contains("flik=historik"), "{path}");
        assert_eq!(head.get(&history).status, 200, "{history}");
        let seen = teacher.get(&path);
        assert_eq!((seen.status, seen.text.contains("flik=historik")), (200, false), "{path}");
        assert_eq!(teacher.get(&history).status, 403, "{history}");
    }
}

fn a_person_shows_the_roles_on_what_the_visitor_may_see(db: &TestDb) {
    let world = World::new(db);
    let neighbour = world.neighbour;
    let elsewhere = world
        .write(&operator(), move |tx| crate::world::system_of(tx, "Grannens diarium", "", neighbour))
        .unwrap();
    world.given("system_owner", &world.system, world.principal);
    world.given("system_owner", &elsewhere, world.principal);
    let served = served(&world);
    let path = format!("/administration/personer/{}", world.principal);
    let seen = served.browser("larare").get(&path).text;
    assert!(seen.contains("Elevregister") && !seen.contains("Grannens diarium"), "{seen}");
    assert!(seen.contains("Ett uppdrag till"), "{seen}");
    let seen = served.browser("itchef").get(&path).text;
    assert!(seen.contains("Grannens diarium") && !seen.contains("uppdrag till gäller"), "{seen}");
}

fn an_organisation_is_entered_changed_and_found(db: &TestDb) {
    let world = World::new(db);
    let served = served(&world);
    let head = served.browser("itchef");
    let parent = world.municipality.to_string();
    let filled =
        [("name", "Kulturförvaltningen"), ("kind", "department"), ("parent", &parent), ("is_own", "false")];
    let reply = head.fill_in("/administration/organisationer/ny", &filled);
    assert_eq!(reply.status, 303, "{}", reply.text);
    let path = reply.location;
    assert_eq!(head.get(&path).all("h1"), ["Kulturförvaltningen"]);
    let found = head.get("/administration/organisationer?q=KULTUR");
    assert!(found.text.contains("Kulturförvaltningen"));
    let reply = head.fill_in(&format!("{path}/andra"), &[("name", "Kultur och fritid"), ("is_own", "false")]);
    assert_eq!(reply.status, 303, "{}", reply.text);
    assert_eq!(head.get(&path).all("h1"), ["Kultur och fritid"]);
}

fn what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(db: &TestDb) {
    let world = World::new(db);
    let served = served(&world);
    let head = served.browser("itchef");
    let filled = [("name", "Rektor 811218-9876"), ("email", "rektor@example.test"), ("kind", "employed")];
    let reply = head.fill_in("/administration/personer/ny", &filled);
    assert_eq!(reply.status, 422);
    assert_eq!(reply.value("/administration/personer/ny", "email"), "rektor@example.test");
    assert!(reply.all(".ds-error-summary")[0].contains("Skriv inga personnummer"));
}

fn who_may_not_edit_gets_no_form(db: &TestDb) {
    let world = World::new(db);
    let served = served(&world);
    let teacher = served.browser("larare");
    assert_eq!(teacher.get("/administration/personer").status, 200);
    for path in [
        "/administration/personer/ny".to_owned(),
        format!("/administration/personer/{}/andra", world.principal),
    ] {
        assert_eq!(teacher.get(&path).status, 403, "{path}");
    }
}

fn a_stale_edit_shows_both_sides(db: &TestDb) {
    let world = World::new(db);
    let served = served(&world);
    let head = served.browser("itchef");
    let path = format!("/administration/personer/{}/andra", world.principal);
    let page = head.get(&path);
    let (csrf, revision) = (page.value(&path, "csrf"), page.value(&path, "revision"));
    assert_eq!(head.fill_in(&path, &[("name", "Rektor Norra")]).status, 303);
    let late = head.post(&path, &[("csrf", &csrf), ("revision", &revision), ("name", "Rektor Södra")]);
    assert_eq!(late.status, 422);
    assert!(late.text.contains("Rektor Norra") && late.text.contains("Rektor Södra"), "{}", late.text);
}

fn a_vacant_role_is_given_from_its_link_and_leads_back(db: &TestDb) {
    let world = World::new(db);
    let served = served(&world);
    let head = served.browser("itchef");
    let subject = &world.system;
    let path =
        format!("/uppdrag/nytt?role=system_owner&subject_kind=system&subject={}&back=/system", subject.id);
    assert_eq!(head.get(&path).all("h1"), ["Utse systemägare"]);
    let person = world.principal.to_string();
    let reply =
        head.fill_in(&path, &[("person", &person), ("from", "2026-03-01"), ("decision", "KS 2026/7")]);
    assert_eq!((reply.status, reply.location.as_str()), (303, "/system"), "{}", reply.text);
    let holders = world.read(&operator(), |read| holders_of(read, subject)).unwrap();
    assert_eq!(holders[0].name.sv, "Rektor");
    let teacher = world.teacher.to_string();
    let second = head.fill_in(&path, &[("person", &teacher), ("from", "2026-03-01")]);
    assert_eq!(second.status, 422);
    assert!(second.all(".why").join(" ").contains("T-001"), "the clause is told: {}", second.text);
    for outside in ["//example.test", "/%09/example.test", "/%5Cexample.test"] {
        let astray = path.replace("back=/system", &format!("back={outside}"));
        let back = head.get(&astray).value("/uppdrag/nytt", "back");
        assert_eq!(back, format!("/system/{}", subject.id), "{outside}");
    }
}

fn an_assignment_is_changed_given_a_deputy_ended_and_withdrawn(db: &TestDb) {
    let world = World::new(db);
    let owner = world.given("system_owner", &world.system, world.principal);
    let served = served(&world);
    let head = served.browser("itchef");
    let at = |step: &str| format!("/uppdrag/{}/{step}", owner.id);
    let teacher = world.teacher.to_string();
    for (step, filled) in [
        ("andra", vec![("from", "2026-02-01"), ("appointed_by", "IT-chef")]),
        ("stallforetradare", vec![("deputy", teacher.as_str()), ("deputy_from", "2026-03-01")]),
        ("avsluta", vec![("to", "2026-06-30"), ("reason", "Slutar")]),
    ] {
        let reply = head.fill_in(&at(step), &filled);
        assert_eq!(reply.status, 303, "{step}: {}", reply.text);
    }
    let kept = world.read(&operator(), |read| organisation::assignment(read, owner.id)).unwrap();
    assert_eq!(
        (kept.deputy, kept.to.map(|to| to.to_string())),
        (Some(world.teacher), Some("2026-06-30".into()))
    );
    assert_eq!(head.fill_in(&at("aterkalla"), &[]).status, 422, "a withdrawal has a reason");
    assert_eq!(head.fill_in(&at("aterkalla"), &[("reason", "Fel system")]).status, 303);
    assert_eq!(head.get(&at("andra")).status, 403, "what is withdrawn is not changed");
}

fn a_list_is_taken_along_as_a_file_of_the_same_view(db: &TestDb) {
    let world = World::new(db);
    world.given("system_owner", &world.system, world.principal);
    let served = served(&world);
    let teacher = served.browser("larare");
    let csv = teacher.get("/administration/personer?q=rektor&format=csv").text;
    assert_eq!(csv.lines().count(), 2, "the heading and one row: {csv}");
    assert!(csv.contains("Rektor;Skolförvaltningen;"), "{csv}");
    assert!(teacher.get("/uppdrag?format=csv").text.contains("systemägare;Elevregister;Rektor;Gäller nu"));
    assert_eq!(teacher.get("/administration/enheter?format=xlsx").status, 200);
    assert_eq!(teacher.get("/administration/enheter?format=doc").status, 422);
}

fn an_employment_is_entered_from_the_person(db: &TestDb) {
    let world = World::new(db);
    let served = served(&world);
    let head = served.browser("itchef");
    let reply =
        head.fill_in("/administration/personer/ny", &[("name", "Bibliotekarie"), ("kind", "employed")]);
    let person = reply.location.rsplit('/').next().expect("an id").to_owned();
    let department = world.department.to_string();
    let path = format!("/administration/anstallningar/ny?person={person}");
    let filled = [("person", person.as_str()), ("organisation", &department), ("from", "2026-01-01")];
    let reply = head.fill_in(&path, &filled);
    assert_eq!(reply.status, 303, "{}", reply.text);
    assert!(head.get(&reply.location).text.contains("Skolförvaltningen"));
}

testkit::on_both_engines!(schema();
    every_list_and_record_opens_for_who_may_see_it,
    history_is_shown_only_to_who_may_read_it,
    a_person_shows_the_roles_on_what_the_visitor_may_see,
    an_organisation_is_entered_changed_and_found,
    what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost,
    who_may_not_edit_gets_no_form,
    a_stale_edit_shows_both_sides,
    a_vacant_role_is_given_from_its_link_and_leads_back,
    an_assignment_is_changed_given_a_deputy_ended_and_withdrawn,
    an_employment_is_entered_from_the_person,
    a_list_is_taken_along_as_a_file_of_the_same_view,
);
