//! The pages as their readers see them.

use crate::site::{browser, site};
use crate::world::{World, schema};
use kernel::{Actor, Subject};
use organisation::{
    Because, ORGANISATION, Organisation, OrganisationKind, SaveOrganisation, save_organisation,
};
use register::{
    Document, OBJECT, SYSTEM, System, change_document, change_system, register_document, set_object_systems,
    visible_document,
};
use std::collections::BTreeSet;
use testkit::{TestDb, on_both_engines};

on_both_engines!(schema();
    a_system_is_registered_mended_and_changed_in_the_browser,
    every_page_of_the_room_opens_now_and_as_of_a_day,
    a_stale_edit_shows_both_sides_and_loses_nothing,
    who_may_see_the_base_only_sees_neither_notes_nor_documents_nor_gaps,
    a_step_of_somebody_else_is_refused_with_their_title,
    a_record_with_very_many_documents_tells_where_the_rest_is,
    a_history_is_told_in_words_without_ids_and_codes,
    a_history_names_who_stood_there_before,
);

fn head_of(world: &World) -> Actor {
    let head = world.employee("Itchef", world.town);
    world.appoint("head_of_it", &head, Subject::new(ORGANISATION, world.town));
    head
}

fn a_system_is_registered_mended_and_changed_in_the_browser(db: &TestDb) {
    let world = World::new(db);
    let head = head_of(&world);
    let site = site(&world, &[&head]);
    let mut visitor = browser(&site, &head);
    let wrong = visitor.submit("/system/nytt", "/system/nytt", &[("name", "Rätt namn"), ("kind", "")]);
    assert_eq!(wrong.status, 422);
    assert_eq!(wrong.page().value_of("Namn").as_deref(), Some("Rätt namn"));
    let town = world.town.to_string();
    let fields = [
        ("name", "Elevregistret"),
        ("kind", "it_system"),
        ("organisation", town.as_str()),
        ("business_areas", "education"),
    ];
    let done = visitor.submit("/system/nytt", "/system/nytt", &fields);
    assert_eq!(done.status, 303, "{}", done.text());
    let address = done.header("location").to_owned();
    let page = visitor.get(&address);
    assert_eq!(page.status, 200, "{}", page.text());
    let page = page.page();
    assert_eq!(page.heading(), "Elevregistret");
    assert!(page.shows("Saknas") && page.shows("systemägare"), "{:?}", page.texts("main"));

    let edit = format!("{address}/andra");
    let done =
        visitor.submit(&edit, &edit, &[("technical_management", "it"), ("short_description", "Alla elever")]);
    assert_eq!(done.status, 303, "{}", done.text());
    let history = visitor.get(&format!("{address}?flik=historik")).page();
    assert!(history.shows("Kort beskrivning") && history.shows("Alla elever"), "{:?}", history.texts("main"));

    let id = address.trim_start_matches("/system/");
    let new =
        format!("/dokument/nytt?type=management_plan&subject_kind=system&subject={id}&back=/system/{id}");
    let head_id = head.person.unwrap().to_string();
    let fields = [("name", "Plan 2026"), ("owner", head_id.as_str()), ("year", "2026"), ("decision", "§ 3")];
    let done = visitor.submit(&new, "/dokument/nytt", &fields);
    assert_eq!((done.status.as_u16(), done.header("location")), (303, address.as_str()), "{}", done.text());
    let demands = visitor.get(&format!("{address}?flik=krav")).page();
    assert!(demands.shows("Uppfyllt (2)") || demands.shows("Uppfyllt (3)"), "{:?}", demands.texts("h2"));
}

fn a_record_with_very_many_documents_tells_where_the_rest_is(db: &TestDb) {
    let world = World::new(db);
    let head = head_of(&world);
    let system = world.registered(world.system("Ekonomi"));
    world.done(move |tx| {
        (0..201).try_for_each(|number| {
            let subject = Subject::new(SYSTEM, system);
            let name = format!("Handbok {number:03}");
            register_document(tx, Document { name, ..Document::new(subject, "management_plan") }).map(|_| ())
        })
    });
    let page = browser(&site(&world, &[&head]), &head).get(&format!("/system/{system}?flik=dokument")).page();
    assert!(page.shows("Handbok 199") && !page.shows("Handbok 200"), "{:?}", page.texts("main"));
    assert!(page.shows("Tabellen visar 200 av 201 dokument."));
    assert_eq!(page.link("Se alla i dokumentlistan"), Some(format!("/dokument?subject={system}")));
}

fn a_history_is_told_in_words_without_ids_and_codes(db: &TestDb) {
    let world = World::new(db);
    let head = head_of(&world);
    let system = world.registered(world.system("Ekonomi"));
    let subject = Subject::new(SYSTEM, system);
    world.appoint("system_owner", &head, subject.clone());
    let document =
        world.document(Document { name: "Plan".into(), ..Document::new(subject, "management_plan") });
    let site = site(&world, &[&head]);
    let mut visitor = browser(&site, &head);
    let given = visitor.get(&format!("/system/{system}?flik=historik")).page();
    assert!(given.shows("Inte tillfrågad") && !given.shows("not_asked"), "{:?}", given.texts("main"));
    let written = visitor.get(&format!("/dokument/{document}")).page();
    assert!(written.shows("Dokumenttyp"), "{:?}", written.texts("main"));
    assert!(!written.shows(&system.to_string()), "{:?}", written.texts("main"));
}

fn a_history_names_who_stood_there_before(db: &TestDb) {
    let world = World::new(db);
    let head = head_of(&world);
    let supplier = |name: &'static str| {
        let organisation = Organisation::new(name, OrganisationKind::Supplier);
        let ask = SaveOrganisation { organisation, revision: None, because: Because::default() };
        world.done(move |tx| save_organisation(tx, &ask).map(|saved| saved.id))
    };
    let [old, new] = ["Leverantör av tidböcker", "Leverantör av stämpelur"].map(supplier);
    let keepers = ["Systemförvaltare Tid", "Systemförvaltare Lön"];
    let [before, after] = keepers.map(|name| world.employee(name, world.town).person);
    let system = world.registered(System { supplier: Some(old), ..world.system("Ekonomi") });
    let subject = Subject::new(SYSTEM, system);
    let plan = Document { name: "Plan".into(), owner: before, ..Document::new(subject, "management_plan") };
    let document = world.document(plan);
    let changed = System { supplier: Some(new), ..world.loaded(system) };
    world.done(move |tx| {
        change_system(tx, changed)?;
        let document = visible_document(tx, document)?;
        change_document(tx, Document { owner: after, ..document })
    });
    let mut visitor = browser(&site(&world, &[&head]), &head);
    for (address, name, id) in [
        (format!("/system/{system}?flik=historik"), "Leverantör av tidböcker", Some(old)),
        (format!("/dokument/{document}"), "Systemförvaltare Tid", before),
    ] {
        let page = visitor.get(&address).page();
        let id = id.expect("it was there").to_string();
        assert!(page.shows(name) && !page.shows(&id), "{name}: {:?}", page.texts("main"));
    }
}

fn every_page_of_the_room_opens_now_and_as_of_a_day(db: &TestDb) {
    let world = World::new(db);
    let head = head_of(&world);
    let system = world.registered(world.system("Ekonomi"));
    let object = world.object("Ekonomiobjektet");
    world.done(move |tx| set_object_systems(tx, object, 1, &BTreeSet::from([system])));
    let mut plan = Document::new(Subject::new(OBJECT, object), "classification");
    plan.document_type = "management_plan".into();
    plan.subject = Subject::new(SYSTEM, system);
    plan.name = "Plan".into();
    let document = world.document(plan);
    let uses =
        [register::SystemUse { organisation: Some(world.village), unit: None, number_of_users: Some(3) }];
    world.done(move |tx| register::set_system_uses(tx, system, 1, &uses));
    let site = site(&world, &[&head]);
    let mut visitor = browser(&site, &head);
    let mut paths: Vec<String> = [
        "/system",
        "/objekt",
        "/dokument",
        "/krav",
        "/krav/objekt",
        "/brister",
        "/system/nytt",
        "/objekt/nytt",
    ]
    .map(str::to_owned)
    .to_vec();
    for tab in ["oversikt", "personer", "dokument", "krav", "anvandning", "historik"] {
        paths.push(format!("/system/{system}?flik={tab}"));
        paths.push(format!("/objekt/{object}?flik={tab}"));
    }
    for path in ["andra", "skede", "anvandning"] {
        paths.push(format!("/system/{system}/{path}"));
    }
    paths.extend([format!("/objekt/{object}/andra"), format!("/objekt/{object}/system")]);
    paths
        .extend(["", "/andra", "/dra-tillbaka", "/lasare"].map(|path| format!("/dokument/{document}{path}")));
    paths.extend(
        [
            "/system?q=eko&has_breaches=true&vacant=system_owner&sort=-breaches",
            "/system?kolumn=kind&business_area=education&personal_data=true",
            "/krav?visa=roles",
            "/krav?visa=documents&lifecycle_state=in_operation",
            "/krav/objekt?visa=documents&kind=common",
            "/dokument/att-bekrafta",
            "/brister?outcome=unknown&subject_kind=system",
            "/dokument?visa=past_review&owner=&q=plan",
        ]
        .map(str::to_owned),
    );
    for path in &paths {
        let seen = visitor.get(path);
        assert_eq!(seen.status, 200, "{path}: {}", seen.text());
        // A text that is missing shows its key in brackets.
        assert!(!seen.page().shows("["), "{path}: {:?}", seen.page().texts("main"));
    }
    for path in ["/system", "/objekt", "/dokument", "/krav", "/krav/objekt", "/brister"] {
        let seen = visitor.get(&format!("{path}?as_of=2026-03-01"));
        assert_eq!(seen.status, 200, "{path}: {}", seen.text());
    }
    assert_eq!(visitor.get(&format!("/system/{system}?as_of=2026-03-01")).status, 404);
}

fn a_stale_edit_shows_both_sides_and_loses_nothing(db: &TestDb) {
    let world = World::new(db);
    let head = head_of(&world);
    let id = world.registered(world.system("Ekonomi"));
    let site = site(&world, &[&head]);
    let mut visitor = browser(&site, &head);
    let edit = format!("/system/{id}/andra");
    let mut form = visitor.get(&edit).page().form(&edit);
    let other = System { short_description: "Den andras text".into(), ..world.loaded(id) };
    world.done(|tx| register::change_system(tx, other));
    form.retain(|(name, _)| name != "short_description");
    form.push(("short_description".into(), "Min text".into()));
    let pairs: Vec<(&str, &str)> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let seen = visitor.post(&edit, &pairs);
    assert_eq!(seen.status, 422, "{}", seen.text());
    assert!(seen.page().shows("Den andras text") && seen.page().shows("Min text"), "{}", seen.text());
    let again = seen.page().form(&edit);
    let pairs: Vec<(&str, &str)> =
        again.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let done = visitor.post(&edit, &pairs);
    assert_eq!(done.status, 303, "{}", done.text());
    assert_eq!(world.loaded(id).short_description, "Min text");
}

fn who_may_see_the_base_only_sees_neither_notes_nor_documents_nor_gaps(db: &TestDb) {
    let world = World::new(db);
    let user = world.employee("Medarbetare", world.town);
    let stranger = world.employee("Granne", world.village);
    let system = System { notes: "Hemlig anteckning".into(), ..world.system("Ekonomi") };
    let id = world.registered(system);
    let mut plan = Document::new(Subject::new(SYSTEM, id), "management_plan");
    plan.name = "Hemlig plan".into();
    let document = world.document(plan);
    let site = site(&world, &[&user, &stranger]);
    let mut visitor = browser(&site, &user);
    for path in ["", "?flik=dokument", "?flik=krav", "?flik=historik"] {
        let seen = visitor.get(&format!("/system/{id}{path}"));
        assert_eq!(seen.status, 200);
        assert!(!seen.text().contains("Hemlig") && !seen.page().shows("Saknas"), "{path}");
    }
    assert_eq!(visitor.get(&format!("/dokument/{document}")).status, 404);
    assert_eq!(visitor.get(&format!("/system/{id}/andra")).status, 403);
    assert_eq!(
        visitor.get("/brister").status,
        403,
        "who may read no findings is not told that there are none"
    );
    let mut neighbour = browser(&site, &stranger);
    assert_eq!(neighbour.get(&format!("/system/{id}")).status, 404);
}

fn a_step_of_somebody_else_is_refused_with_their_title(db: &TestDb) {
    let world = World::new(db);
    let (head, owner) = (head_of(&world), world.employee("Systemagare", world.town));
    let id = world.registered(world.system("Ekonomi"));
    world.appoint("system_owner", &owner, Subject::new(SYSTEM, id));
    let site = site(&world, &[&head, &owner]);
    let step = format!("/system/{id}/skede");
    let mut visitor = browser(&site, &head);
    let seen = visitor.get(&step).page();
    assert!(seen.shows("tas av: systemägare"), "{:?}", seen.texts("main"));
    let done = browser(&site, &owner).submit(&step, &step, &[("to", "phase_out"), ("decision", "KS § 8")]);
    assert_eq!(done.status, 303, "{}", done.text());
    assert_eq!(world.loaded(id).lifecycle_state, register::LifecycleState::PhaseOut);
}
