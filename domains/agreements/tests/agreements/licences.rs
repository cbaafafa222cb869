//! Licences: who sees and counts them, what is told of them in time, and their pages and the API.

use crate::world::{World, browser, day, is_refused, objections, schema, script, site};
use agreements::{LICENCE, Licence, LicenceKind, deadlines, save_licence, visible_licence};
use kernel::{Actor, Date, Error, Id, Subject};
use register::SYSTEM;
use serde_json::json;
use testkit::{TestDb, on_both_engines};

on_both_engines!(schema();
    licences_are_counted_by_who_may_and_seen_by_who_works_with_the_system,
    who_answers_for_a_system_reads_its_licences_wherever_they_were_bought,
    what_one_does_not_see_of_a_licence_stays_when_one_counts_it,
    a_group_of_users_is_one_of_the_guideline_and_a_supplier_is_one,
    two_countings_at_once_make_one,
    another_number_is_counted_today_also_where_the_day_of_the_last_stands,
    whoever_watches_a_licence_is_told_before_it_ends_else_who_answers_for_its_system,
    a_licence_is_entered_and_counted_in_the_browser,
    every_page_of_a_licence_opens_now_and_as_of_a_day,
    a_stale_edit_of_a_licence_shows_both_sides,
    a_script_enters_and_counts_licences,
);

fn licence(world: &World, name: &str, system: Option<Id>) -> Licence {
    Licence {
        name: name.to_owned(),
        kind: Some(LicenceKind::PerUser),
        organisation: Some(world.town),
        system,
        supplier: Some(world.supplier),
        bought: Some(200),
        cost_ore: Some(4_000_000),
        ..Licence::default()
    }
}

fn entered(world: &World, licence: Licence) -> Id {
    let id = licence.id;
    world.done(move |tx| save_licence(tx, licence));
    id
}

fn loaded(world: &World, id: Id) -> Licence {
    world.read(&world.operator, |read| visible_licence(read, id)).expect("the licence is there")
}

fn sees(world: &World, actor: &Actor, id: Id) -> bool {
    !matches!(world.read(actor, |read| visible_licence(read, id)), Err(Error::NotFound))
}

fn with_role(world: &World, role: &'static str, system: Id) -> Actor {
    let holder = world.employee("Innehavare", world.town);
    world.appoint(role, &holder, Subject::new(SYSTEM, system));
    holder
}

fn licences_are_counted_by_who_may_and_seen_by_who_works_with_the_system(db: &TestDb) {
    let world = World::new(db);
    let system = world.system("Lön");
    let id = entered(&world, licence(&world, "Lönelicens", Some(system)));
    let head = world.head();
    let counted = Licence { in_use: Some(214), ..loaded(&world, id) };
    world.write(&head, move |tx| save_licence(tx, counted)).unwrap();
    let kept = loaded(&world, id);
    assert_eq!(kept.counted_on, Some(head.today()), "no day was told: it is today");
    let owner = world.owner_of("Systemägare Tid", world.system("Tid"));
    assert!(!sees(&world, &owner, id), "of another system");
    let reader = Actor { only: Some(vec!["agreements.read".to_owned()]), ..world.owner_of("Ägare", system) };
    assert!(sees(&world, &reader, id));
    let again = Licence { in_use: Some(1), ..loaded(&world, id) };
    assert!(is_refused(&world.write(&reader, move |tx| save_licence(tx, again))));
    let manager = with_role(&world, "system_manager", system);
    let again = Licence { in_use: Some(2), ..loaded(&world, id) };
    assert_eq!(world.write(&manager, move |tx| save_licence(tx, again)).unwrap(), 3);
}

fn who_answers_for_a_system_reads_its_licences_wherever_they_were_bought(db: &TestDb) {
    let world = World::new(db);
    let system = world.system("Lön");
    let owner = world.owner_of("Systemägare Lön", system);
    let other = world.owner_of("Systemägare Tid", world.system("Tid"));
    let of_village =
        Licence { organisation: Some(world.village), ..licence(&world, "Lönelicens", Some(system)) };
    let id = entered(&world, of_village);
    assert!(sees(&world, &owner, id) && !sees(&world, &other, id));
    let counted = Licence { in_use: Some(1), ..loaded(&world, id) };
    let refused = world.write(&owner, move |tx| save_licence(tx, counted));
    assert!(is_refused(&refused), "reading reaches by use, changing does not");
    world.done(move |tx| access::set_reach_by_use(tx, id, []));
    assert!(!sees(&world, &owner, id));
    world.done(agreements::rebuild_reach);
    assert!(sees(&world, &owner, id));
    let moved = Licence { system: None, ..loaded(&world, id) };
    world.done(move |tx| save_licence(tx, moved));
    assert!(!sees(&world, &owner, id), "it is of the system no longer");
}

fn what_one_does_not_see_of_a_licence_stays_when_one_counts_it(db: &TestDb) {
    let world = World::new(db);
    let head = world.head();
    let hidden = world.agreement("Avtal A", &[]);
    let agreement = world.entered(hidden);
    let id = entered(&world, Licence { agreement: Some(agreement), ..licence(&world, "Kontor", None) });
    let only = ["agreements.read", "licences.edit"].map(str::to_owned).to_vec();
    let by_token = Actor { only: Some(only), ..head };
    let blank = Licence { cost_ore: None, in_use: Some(10), ..loaded(&world, id) };
    world.write(&by_token, move |tx| save_licence(tx, blank)).unwrap();
    let kept = loaded(&world, id);
    assert_eq!(
        (kept.cost_ore, kept.in_use),
        (Some(4_000_000), Some(10)),
        "what they do not see is not emptied"
    );
    let guessed = Licence { cost_ore: Some(1), ..loaded(&world, id) };
    let found = objections(world.write(&by_token, move |tx| save_licence(tx, guessed)));
    assert_eq!(found, ["cost_ore agreement-objection-value-not-seen"]);
}

fn a_group_of_users_is_one_of_the_guideline_and_a_supplier_is_one(db: &TestDb) {
    let world = World::new(db);
    let with = |change: fn(&World, &mut Licence)| {
        let mut asked = licence(&world, "Kontor", None);
        change(&world, &mut asked);
        world.write(&world.operator, move |tx| save_licence(tx, asked))
    };
    assert!(with(|_, one| one.user_group = "pupils".into()).is_ok());
    let found = objections(with(|_, one| one.user_group = "robots".into()));
    assert_eq!(found, ["user_group objection-not-a-reference"]);
    let found = objections(with(|world, one| one.supplier = Some(world.town)));
    assert_eq!(found, ["supplier agreement-objection-no-supplier"]);
    let found = objections(with(|world, one| one.organisation = Some(world.supplier)));
    assert_eq!(found, ["organisation agreement-objection-supplier-as-party"]);
    let found = objections(with(|_, one| (one.system, one.responsible) = (Some(Id::new()), Some(Id::new()))));
    assert_eq!(found, ["system objection-not-a-reference", "responsible objection-not-a-reference"]);
}

fn two_countings_at_once_make_one(db: &TestDb) {
    let world = World::new(db);
    let id = entered(&world, licence(&world, "Kontor", None));
    let (mine, theirs) = (loaded(&world, id), loaded(&world, id));
    assert_eq!(world.done(move |tx| save_licence(tx, Licence { in_use: Some(1), ..mine })), 2);
    let late =
        world.write(&world.operator, move |tx| save_licence(tx, Licence { in_use: Some(2), ..theirs }));
    assert_eq!(objections(late), ["revision objection-stale"]);
    let same = loaded(&world, id);
    assert_eq!(world.done(move |tx| save_licence(tx, same)), 2, "what is saved unchanged is not written");
}

fn another_number_is_counted_today_also_where_the_day_of_the_last_stands(db: &TestDb) {
    let world = World::new(db);
    let head = world.head();
    let first = day("2026-02-01");
    let counted = Licence { in_use: Some(180), counted_on: Some(first), ..licence(&world, "Kontor", None) };
    let id = entered(&world, counted);
    let save = |change: fn(&mut Licence)| {
        let mut asked = loaded(&world, id);
        change(&mut asked);
        world.write(&head, move |tx| save_licence(tx, asked)).unwrap();
        loaded(&world, id).counted_on
    };
    assert_eq!(save(|one| one.bought = Some(300)), Some(first), "nobody has counted anew");
    assert_eq!(save(|one| one.in_use = Some(190)), Some(head.today()));
    let told = |one: &mut Licence| (one.in_use, one.counted_on) = (Some(195), "2026-02-20".parse().ok());
    assert_eq!(save(told), Some(day("2026-02-20")));
    assert_eq!(save(|one| one.counted_on = None), Some(head.today()), "as many, counted today");
}

fn told(world: &World, person: &Actor, until: Date) -> Vec<(Id, Date)> {
    let people: Vec<Id> = person.person.into_iter().collect();
    let found = world.read(&world.operator, |read| {
        let mut found = Vec::new();
        for source in deadlines() {
            found.extend((source.of)(read, Some(&people), until)?);
        }
        Ok(found)
    });
    let found = found.unwrap().into_iter().filter(|one| one.about.kind == LICENCE.name());
    found.map(|one| (one.about.id, one.due)).collect()
}

fn whoever_watches_a_licence_is_told_before_it_ends_else_who_answers_for_its_system(db: &TestDb) {
    let world = World::new(db);
    let system = world.system("Lön");
    let owner = world.owner_of("Systemägare Lön", system);
    let head = world.head();
    let ending = |name, responsible: Option<Id>| Licence {
        valid_to: Some(day("2026-12-31")),
        responsible,
        ..licence(&world, name, Some(system))
    };
    let watched = entered(&world, ending("Bevakad", head.person));
    let unwatched = entered(&world, ending("Obevakad", None));
    let end = day("2026-12-31");
    assert_eq!(told(&world, &head, end), [(watched, end)]);
    assert_eq!(told(&world, &owner, end), [(unwatched, end)]);
    assert_eq!(told(&world, &owner, day("2026-12-30")), []);
    let stranger = world.owner_of("Systemägare Tid", world.system("Tid"));
    assert_eq!(told(&world, &stranger, end), []);
    let manager = world.employee("Systemförvaltare Personal", world.town);
    let object = world.object("Personalobjektet");
    let other = world.system("Pension");
    world.done(move |tx| register::set_object_systems(tx, object, 1, &[other].into()));
    world.appoint("system_manager", &manager, Subject::new(register::OBJECT, object));
    let of_object = entered(&world, Licence { system: Some(other), ..ending("Objektets", None) });
    assert_eq!(told(&world, &manager, end), [(of_object, end)], "nobody answers for the system itself");
}

fn a_licence_is_entered_and_counted_in_the_browser(db: &TestDb) {
    let world = World::new(db);
    let head = world.head();
    let system = world.system("Lön");
    let mut visitor = browser(&site(&world, &[&head]), &head);
    let new = format!("/licenser/ny?system={system}");
    let [town, supplier, of_system] = [world.town, world.supplier, system].map(|id| id.to_string());
    let fields = [
        ("name", "Kontorsprogram"),
        ("kind", "per_user"),
        ("organisation", town.as_str()),
        ("system", of_system.as_str()),
        ("supplier", supplier.as_str()),
        ("bought", "200"),
        ("user_group", "pupils"),
        ("cost_ore", "40 000,50"),
    ];
    let wrong =
        visitor.submit(&new, "/licenser/ny", &[("name", "K"), ("kind", "per_user"), ("cost_ore", "1,234")]);
    assert_eq!(wrong.status, 422);
    assert_eq!(wrong.page().value_of("Kostnad per år").as_deref(), Some("1,234"));
    let done = visitor.submit(&new, "/licenser/ny", &fields);
    assert_eq!(done.status, 303, "{}", done.text());
    let listed = visitor.get("/licenser").page();
    assert!(listed.shows("Inte räknade") && listed.shows("elever"), "{:?}", listed.texts("main"));
    let address = listed.link("Kontorsprogram").expect("it is listed");
    let edit = format!("{address}/andra");
    let done = visitor.submit(&edit, &edit, &[("in_use", "214")]);
    assert_eq!(done.status, 303, "{}", done.text());
    let page = visitor.get(&address).page();
    assert!(page.shows("14 för många") && page.link("Lön").is_some(), "{:?}", page.texts("main"));
    assert!(visitor.get("/licenser?visa=over").page().link("Kontorsprogram").is_some());
    assert!(visitor.get("/licenser?visa=free").page().link("Kontorsprogram").is_none());
    assert!(visitor.get("/licenser?user_group=staff").page().link("Kontorsprogram").is_none());
    let of_system = format!("/licenser?system={system}");
    assert!(visitor.get(&of_system).page().link("Kontorsprogram").is_some());
}

fn every_page_of_a_licence_opens_now_and_as_of_a_day(db: &TestDb) {
    let world = World::new(db);
    let head = world.head();
    let id = entered(&world, licence(&world, "Kontor", Some(world.system("Lön"))));
    let mut visitor = browser(&site(&world, &[&head]), &head);
    for path in ["", "/ny", "/{id}", "/{id}/andra"] {
        let path = format!("/licenser{}", path.replace("{id}", &id.to_string()));
        assert_eq!(visitor.get(&path).status, 200, "{path}");
    }
    for path in ["/licenser".to_owned(), format!("/licenser/{id}")] {
        let seen = visitor.get(&format!("{path}?as_of=2026-03-02"));
        assert!(seen.status == 200 && seen.page().shows("Kontor"), "{path}: {}", seen.text());
    }
    let file = visitor.get("/licenser?format=csv");
    assert!(file.text().contains("Kontor"), "{}", file.text());
}

fn a_stale_edit_of_a_licence_shows_both_sides(db: &TestDb) {
    let world = World::new(db);
    let head = world.head();
    let id = entered(&world, licence(&world, "Kontor", None));
    let mut visitor = browser(&site(&world, &[&head]), &head);
    let edit = format!("/licenser/{id}/andra");
    visitor.get(&edit);
    let theirs = Licence { name: "Deras namn".into(), ..loaded(&world, id) };
    world.done(|tx| save_licence(tx, theirs));
    let seen = visitor.submit(&edit, &edit, &[("name", "Mitt namn"), ("revision", "1")]);
    assert_eq!(seen.status, 422, "{}", seen.text());
    let page = seen.page();
    assert!(page.shows("Deras namn") && page.shows("Mitt namn"), "{:?}", page.texts("main"));
}

fn a_script_enters_and_counts_licences(db: &TestDb) {
    let world = World::new(db);
    let head = world.head();
    let site = site(&world, &[&head]);
    let mut script = script(&world, &site, &head);
    let body = json!({ "name": "Kontor", "kind": "per_user", "organisation": world.town.to_string(), "bought": 200 });
    let made = script.send_json("POST", "/api/v1/licences", &[], &body);
    assert_eq!(made.status, 201, "{}", made.text());
    let made = made.json();
    assert_eq!((&made["over_use"], &made["unused"]), (&json!(null), &json!(null)));
    let address = format!("/api/v1/licences/{}", made["id"].as_str().expect("an id"));
    let counted = script.send_json("PATCH", &address, &[("if-match", "\"1\"")], &json!({ "in_use": 140 }));
    assert_eq!(counted.status, 200, "{}", counted.text());
    assert_eq!((&counted.json()["over_use"], &counted.json()["unused"]), (&json!(0), &json!(60)));
    let village = format!("/api/v1/licences?organisation={}", world.village);
    let listed = script.get(&village).json();
    assert_eq!(listed["items"], json!([]), "of the town, not of the village");
}
