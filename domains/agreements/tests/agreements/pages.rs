//! The pages as their readers see them.

use crate::world::{World, browser, schema, site};
use agreements::{Agreement, Renewal, save_agreement};
use kernel::Subject;
use register::SYSTEM;
use testkit::{TestDb, on_both_engines};

on_both_engines!(schema();
    an_agreement_is_entered_changed_and_given_notice_of_in_the_browser,
    an_amount_with_three_decimals_comes_back_with_what_was_typed,
    every_page_of_an_agreement_opens_now_and_as_of_a_day,
    a_stale_edit_shows_both_sides,
    who_does_not_see_a_system_is_told_how_many_there_are,
    the_page_of_a_system_shows_its_agreements_to_who_may_read_them,
    the_list_tells_by_when_notice_must_be_given,
    what_must_be_said_by_a_day_is_said_in_the_words_of_the_renewal,
    an_agreement_that_nobody_ended_in_time_is_drawn_to_the_end_of_its_next_term,
    who_may_not_edit_for_a_system_that_they_do_not_see_is_not_asked_to,
);

fn an_agreement_is_entered_changed_and_given_notice_of_in_the_browser(db: &TestDb) {
    let world = World::new(db);
    let head = world.head();
    let system = world.system("Lön");
    let mut visitor = browser(&site(&world, &[&head]), &head);
    let new = format!("/avtal/nytt?kind=operation&system={system}&back=/system/{system}");
    let [town, supplier, system] = [world.town, world.supplier, system].map(|id| id.to_string());
    let fields = [
        ("name", "Drift av lönesystemet"),
        ("kind", "operation"),
        ("supplier", supplier.as_str()),
        ("organisation", town.as_str()),
        ("starts_on", "2024-01-01"),
        ("ends_on", "2024-12-31"),
        ("notice_months", "3"),
        ("renewal", "tacit"),
        ("renewal_months", "12"),
        ("value_ore", "125 000,50"),
        ("systems", system.as_str()),
    ];
    let done = visitor.submit(&new, "/avtal/nytt", &fields);
    let back = format!("/system/{system}");
    assert_eq!((done.status.as_u16(), done.header("location")), (303, back.as_str()), "{}", done.text());
    let found = visitor.get("/avtal").page();
    let address = found.link("Drift av lönesystemet").expect("it is listed");
    let page = visitor.get(&address).page();
    assert_eq!(page.heading(), "Drift av lönesystemet");
    assert!(page.shows("2026-09-30") && page.shows("125"), "{:?}", page.texts("main"));
    let edit = format!("{address}/andra");
    let done = visitor.submit(&edit, &edit, &[("number", "A-17"), ("value_ore", "125 000,50")]);
    assert_eq!(done.status, 303, "{}", done.text());
    assert!(visitor.get(&address).page().shows("A-17"));
    let terminate = format!("{address}/sag-upp");
    let without = visitor.submit(&terminate, &terminate, &[("on", "2026-03-02"), ("because", " ")]);
    assert_eq!(without.status, 422);
    let done =
        visitor.submit(&terminate, &terminate, &[("on", "2025-10-15"), ("because", "Byter leverantör")]);
    assert_eq!(done.status, 303, "{}", done.text());
    let page = visitor.get(&address).page();
    assert!(page.shows("Uppsagt") && page.shows("2026-12-31") && page.shows("Byter leverantör"));
}

fn an_amount_with_three_decimals_comes_back_with_what_was_typed(db: &TestDb) {
    let world = World::new(db);
    let head = world.head();
    let mut visitor = browser(&site(&world, &[&head]), &head);
    let fields = [("name", "Drift"), ("kind", "operation"), ("value_ore", "12,345"), ("renewal", "never")];
    let wrong = visitor.submit("/avtal/nytt", "/avtal/nytt", &fields);
    assert_eq!(wrong.status, 422);
    let page = wrong.page();
    assert_eq!(page.value_of("Värde per år").as_deref(), Some("12,345"));
    assert_eq!(page.value_of("Namn").as_deref(), Some("Drift"));
    assert!(page.shows("belopp"), "{:?}", page.texts("main"));
}

fn every_page_of_an_agreement_opens_now_and_as_of_a_day(db: &TestDb) {
    let world = World::new(db);
    let head = world.head();
    let system = world.system("Lön");
    let explicit = Agreement {
        ends_on: kernel::Date::constant(2026, 12, 31).into(),
        renewal: agreements::Renewal::Explicit,
        renewal_months: None,
        ..world.agreement("Support", &[system])
    };
    let id = world.entered(explicit);
    let mut visitor = browser(&site(&world, &[&head]), &head);
    for path in ["", "/nytt", "/{id}", "/{id}/andra", "/{id}/sag-upp", "/{id}/fornya"] {
        let path = format!("/avtal{}", path.replace("{id}", &id.to_string()));
        let seen = visitor.get(&path);
        assert_eq!(seen.status, 200, "{path}: {}", seen.text());
    }
    for path in ["/avtal".to_owned(), format!("/avtal/{id}")] {
        let seen = visitor.get(&format!("{path}?as_of=2026-03-02"));
        assert!(seen.status == 200 && seen.page().shows("Support"), "{path}: {}", seen.text());
    }
    let renew = format!("/avtal/{id}/fornya");
    let done = visitor.submit(&renew, &renew, &[("ends_on", "2028-12-31")]);
    assert_eq!(done.status, 303, "{}", done.text());
    assert!(visitor.get(&format!("/avtal/{id}")).page().shows("2028-12-31"));
}

fn a_stale_edit_shows_both_sides(db: &TestDb) {
    let world = World::new(db);
    let head = world.head();
    let id = world.entered(world.agreement("Drift", &[]));
    let mut visitor = browser(&site(&world, &[&head]), &head);
    let edit = format!("/avtal/{id}/andra");
    visitor.get(&edit);
    let theirs = Agreement { name: "Deras namn".into(), ..world.loaded(id) };
    world.done(|tx| save_agreement(tx, theirs));
    let seen = visitor.submit(&edit, &edit, &[("name", "Mitt namn"), ("revision", "1")]);
    assert_eq!(seen.status, 422, "{}", seen.text());
    let page = seen.page();
    assert!(page.shows("Deras namn") && page.shows("Mitt namn"), "{:?}", page.texts("main"));
}

fn who_does_not_see_a_system_is_told_how_many_there_are(db: &TestDb) {
    let world = World::new(db);
    let (own, hidden) = (world.system_of("Grannens", world.village), world.system("Hemliga lönen"));
    let keeper = world.employee("Systemförvaltare Grannkommunen", world.village);
    world.appoint("system_manager", &keeper, Subject::new(SYSTEM, own));
    let id = world.entered(world.agreement("Gemensam serverhall", &[own, hidden]));
    let mut visitor = browser(&site(&world, &[&keeper]), &keeper);
    let seen = visitor.get(&format!("/avtal/{id}"));
    let page = seen.page();
    assert!(page.shows("Grannens") && page.shows("ett system till, som du inte ser"), "{}", seen.text());
    assert!(!seen.text().contains("Hemliga") && !seen.text().contains(&hidden.to_string()));
    let listed = visitor.get(&format!("/avtal?system={hidden}")).page();
    assert!(!listed.shows("serverhall"), "a filter does not tell either");
    assert!(visitor.get(&format!("/avtal?system={own}")).page().shows("serverhall"));
}

fn the_page_of_a_system_shows_its_agreements_to_who_may_read_them(db: &TestDb) {
    let world = World::new(db);
    let system = world.system("Lön");
    let owner = world.owner_of("Systemägare Lön", system);
    let user = world.employee("Medarbetare", world.town);
    world.entered(world.agreement("Drift av lönen", &[system]));
    let site = site(&world, &[&owner, &user]);
    let page = |actor| browser(&site, actor).get(&format!("/system/{system}")).page();
    assert!(page(&owner).shows("Drift av lönen"));
    assert!(!page(&user).shows("Drift av lönen") && !page(&user).shows("Avtal"));
}

fn the_list_tells_by_when_notice_must_be_given(db: &TestDb) {
    let world = World::new(db);
    let head = world.head();
    world.entered(world.agreement("Serverhallen", &[]));
    let ended = Agreement {
        renewal: agreements::Renewal::Never,
        renewal_months: None,
        ..world.agreement("Gammalt", &[])
    };
    world.entered(ended);
    let mut visitor = browser(&site(&world, &[&head]), &head);
    let list = visitor.get("/avtal").page();
    assert!(
        list.shows("Serverhallen") && list.shows("2026-09-30") && !list.shows("Gammalt"),
        "{:?}",
        list.texts("main")
    );
    assert!(visitor.get("/avtal?visa=ended").page().shows("Gammalt"));
    let file = visitor.get("/avtal?format=csv");
    assert!(file.text().contains("2026-09-30"), "{}", file.text());
}

fn what_must_be_said_by_a_day_is_said_in_the_words_of_the_renewal(db: &TestDb) {
    let world = World::new(db);
    let head = world.head();
    let system = world.system("Lön");
    let until_december = |name: &str, renewal| {
        let ends_on = Some(crate::world::day("2026-12-31"));
        let agreement = world.agreement(name, &[system]);
        world.entered(Agreement { ends_on, renewal, renewal_months: None, ..agreement })
    };
    let ends = until_december("Upphör", Renewal::Never);
    let asked = until_december("Efterfrågas", Renewal::Explicit);
    let goes_on = world.entered(world.agreement("Fortsätter", &[system]));
    let mut visitor = browser(&site(&world, &[&head]), &head);
    let said = [(ends, [false, false]), (asked, [false, true]), (goes_on, [true, false])];
    for (id, expected) in said {
        let page = visitor.get(&format!("/avtal/{id}")).page();
        let shown = ["Säg upp senast", "Begär förlängning senast"].map(|words| page.shows(words));
        assert_eq!(shown, expected, "{:?}", page.texts("main"));
    }
    let page = visitor.get(&format!("/system/{system}")).page();
    assert!(page.shows("Begär förlängning senast 2026-09-30") && page.shows("Säg upp senast 2026-09-30"));
    assert!(!page.shows("senast 2026-12-31"), "what ends by itself waits for no word");
}

fn an_agreement_that_nobody_ended_in_time_is_drawn_to_the_end_of_its_next_term(db: &TestDb) {
    let world = World::new(db);
    let head = world.head();
    let ends_on = Some(crate::world::day("2026-03-31"));
    world.entered(Agreement { ends_on, ..world.agreement("Serverhallen", &[]) });
    world.entered(Agreement {
        ends_on,
        renewal: Renewal::Never,
        renewal_months: None,
        ..world.agreement("Gammalt", &[])
    });
    let seen = browser(&site(&world, &[&head]), &head).get("/avtal");
    for told in [
        "Serverhallen: 2024-01-01–2027-03-31. Säg upp senast 2026-12-31.",
        "Gammalt: 2024-01-01–2026-03-31. Sista dagen",
    ] {
        assert!(seen.text().contains(told), "{told}: {}", seen.text());
    }
}

fn who_may_not_edit_for_a_system_that_they_do_not_see_is_not_asked_to(db: &TestDb) {
    let world = World::new(db);
    let (own, hidden) = (world.system("Lön"), world.system_of("Grannens", world.village));
    let owner = world.owner_of("Systemägare Lön", own);
    let [whole, partly] =
        [vec![own], vec![own, hidden]].map(|systems| world.entered(world.agreement("Drift", &systems)));
    let site = site(&world, &[&owner]);
    let mut visitor = browser(&site, &owner);
    for (id, may) in [(whole, true), (partly, false)] {
        let page = format!("/avtal/{id}");
        let edit = format!("{page}/andra");
        assert_eq!(visitor.get(&page).text().contains(&edit), may, "{page}");
        assert_eq!(visitor.get(&edit).status == 200, may, "{edit}");
    }
}
