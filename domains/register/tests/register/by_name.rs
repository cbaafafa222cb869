//! Filters in which a person or an organisation is picked by name.

use crate::site::{browser, site};
use crate::world::{World, schema};
use kernel::{Actor, Id, Subject};
use organisation::{Because, ORGANISATION, Organisation, OrganisationKind, SaveOrganisation, SaveUnit, Unit};
use register::SYSTEM;
use testkit::{TestDb, Visitor, on_both_engines};

on_both_engines!(schema();
    the_list_is_narrowed_by_the_name_of_a_person_or_by_their_id,
    a_name_that_several_have_lists_nothing_and_asks_which_is_meant,
    an_organisation_is_a_choice_while_they_are_few_and_a_name_to_type_when_they_are_many,
    names_are_suggested_to_those_who_may_see_them,
    the_owner_of_a_document_is_typed_by_name_and_asked_about_where_several_fit,
    a_stale_edit_of_a_document_tells_both_owners_by_name,
    the_organisation_of_an_object_is_typed_by_name_among_many,
    the_owner_and_the_supplier_of_a_system_are_typed_by_name_among_many,
    the_owner_of_a_system_is_not_offered_as_its_supplier,
    who_uses_a_system_is_typed_by_name_among_many,
    systems_are_added_to_an_object_by_name_where_there_are_more_than_to_tick,
);

/// Three systems of the town, two of them managed by somebody each.
fn managed(world: &World) -> (Actor, [Id; 2]) {
    let head = world.employee("Itchef", world.town);
    world.appoint("head_of_it", &head, Subject::new(ORGANISATION, world.town));
    let managers = ["Systemförvaltare Skola", "Systemförvaltare Vård"].map(|name| {
        let manager = world.employee(name, world.town);
        let system = world.registered(world.system(&format!("System av {name}")));
        world.appoint("system_manager", &manager, Subject::new(SYSTEM, system));
        manager.person.expect("a person")
    });
    world.registered(world.system("System utan någon"));
    (head, managers)
}

fn names(visitor: &mut Visitor, address: &str) -> Vec<String> {
    let seen = visitor.get(address);
    assert_eq!(seen.status, 200, "{address}: {}", seen.text());
    seen.page().rows().into_iter().filter_map(|row| row.into_iter().next()).collect()
}

fn the_list_is_narrowed_by_the_name_of_a_person_or_by_their_id(db: &TestDb) {
    let world = World::new(db);
    let (head, [school, _]) = managed(&world);
    let mut visitor = browser(&site(&world, &[&head]), &head);
    assert_eq!(names(&mut visitor, "/system").len(), 3);
    for asked in ["skola", "Systemförvaltare+Skola", &school.to_string()] {
        let address = format!("/system?person={asked}");
        assert_eq!(names(&mut visitor, &address), ["System av Systemförvaltare Skola"], "{asked}");
        let page = visitor.get(&address).page();
        assert_eq!(page.value_of("Person med roll").as_deref(), Some("Systemförvaltare Skola"), "{asked}");
    }
    assert!(names(&mut visitor, "/system?person=ingen+alls").is_empty());
    assert!(visitor.get("/system?person=ingen+alls").page().shows("Ingen med det namnet finns"));
    let file = visitor.get("/system/exportera?format=csv&person=skola").text();
    assert!(file.contains("av Systemförvaltare Skola") && !file.contains("utan någon"), "{file}");
}

fn a_name_that_several_have_lists_nothing_and_asks_which_is_meant(db: &TestDb) {
    let world = World::new(db);
    let (head, [school, _]) = managed(&world);
    let mut visitor = browser(&site(&world, &[&head]), &head);
    let page = visitor.get("/system?person=systemf%C3%B6rvaltare&sort=-name").page();
    assert!(page.rows().is_empty() && page.shows("Vilken menar du?"), "{:?}", page.texts("main"));
    let link = page.link("Systemförvaltare Skola").expect("one of those who may be meant");
    assert!(link.contains(&format!("person={school}")) && link.contains("sort=-name"), "{link}");
    assert_eq!(names(&mut visitor, &link), ["System av Systemförvaltare Skola"]);
}

fn an_organisation_is_a_choice_while_they_are_few_and_a_name_to_type_when_they_are_many(db: &TestDb) {
    let world = World::new(db);
    let (head, _) = managed(&world);
    let mut visitor = browser(&site(&world, &[&head]), &head);
    let is_a_choice = |visitor: &mut Visitor| {
        !visitor.get("/brister").page().texts("select[name=within] option").is_empty()
    };
    assert!(is_a_choice(&mut visitor));
    let town = world.town;
    for number in 0..30 {
        world.department(Box::leak(format!("Förvaltning {number:02}").into_boxed_str()), town);
    }
    assert!(!is_a_choice(&mut visitor));
    let all = names(&mut visitor, "/brister").len();
    assert!(all > 0);
    assert_eq!(names(&mut visitor, "/brister?within=Kommunen").len(), all, "the town, not its neighbour");
    assert!(names(&mut visitor, "/system?organisation=F%C3%B6rvaltning+07").is_empty());
    assert_eq!(names(&mut visitor, "/system?organisation=Kommunen").len(), 3);
}

fn names_are_suggested_to_those_who_may_see_them(db: &TestDb) {
    let world = World::new(db);
    let (head, [school, _]) = managed(&world);
    let stranger = world.employee("Grannen", world.village);
    let site = site(&world, &[&head, &stranger]);
    let suggested = |visitor: &mut Visitor, address: &str| -> Vec<(String, String)> {
        let found: Vec<serde_json::Value> =
            serde_json::from_str(&visitor.get(address).text()).expect("a list");
        let text = |one: &serde_json::Value, key: &str| one[key].as_str().unwrap_or_default().to_owned();
        found.iter().map(|one| (text(one, "name"), text(one, "id"))).collect()
    };
    let mut visitor = browser(&site, &head);
    let expected = [("Systemförvaltare Skola".to_owned(), school.to_string())];
    assert_eq!(suggested(&mut visitor, "/forslag/personer?q=SKOLA"), expected);
    let organisations = suggested(&mut visitor, "/forslag/organisationer?q=kommunen");
    assert_eq!(
        organisations.iter().map(|one| one.0.as_str()).collect::<Vec<_>>(),
        ["Grannkommunen", "Kommunen"]
    );
    let mut other = browser(&site, &stranger);
    assert!(suggested(&mut other, "/forslag/personer?q=skola").is_empty());
}

/// A system of the town and the address of the form of a new document on it, among more people than a list holds.
fn crowded(world: &World) -> (Actor, String) {
    let (head, _) = managed(world);
    for number in 0..30 {
        world.employee(Box::leak(format!("Handläggare {number:02}").into_boxed_str()), world.town);
    }
    let system = world.registered(world.system("Ekonomi"));
    let form =
        format!("/dokument/nytt?type=management_plan&subject_kind=system&subject={system}&back=/dokument");
    (head, form)
}

fn plan_of(owner: &str) -> [(&'static str, &str); 4] {
    [("name", "Plan 2026"), ("owner", owner), ("year", "2026"), ("decision", "§ 3")]
}

fn the_owner_of_a_document_is_typed_by_name_and_asked_about_where_several_fit(db: &TestDb) {
    let world = World::new(db);
    let (head, form) = crowded(&world);
    let mut visitor = browser(&site(&world, &[&head]), &head);
    assert!(visitor.get(&form).page().texts("select[name=owner]").is_empty());
    let seen = visitor.submit(&form, "/dokument/nytt", &plan_of("Systemförvaltare"));
    assert_eq!(seen.status, 422);
    let page = seen.page();
    assert!(page.shows("Flera passar. Välj den du menar."), "{:?}", page.texts("main"));
    let meant = ["Systemförvaltare Skola", "Systemförvaltare Vård", "Ja", "Nej", "Vet inte"];
    assert_eq!(page.texts("fieldset label"), meant, "those who may be meant, before what IT reaches");
    assert!(page.form("/dokument/nytt").contains(&("name".into(), "Plan 2026".into())));
    let seen = visitor.submit(&form, "/dokument/nytt", &plan_of("ingen alls"));
    assert!(seen.status == 422 && seen.page().shows("Ingen med det namnet finns"), "{}", seen.text());
    assert_eq!(visitor.submit(&form, "/dokument/nytt", &plan_of("skola")).status, 303);
    let owned = names(&mut visitor, "/dokument?owner=Systemf%C3%B6rvaltare+Skola");
    assert_eq!(owned, ["Plan 2026"]);
}

fn a_stale_edit_of_a_document_tells_both_owners_by_name(db: &TestDb) {
    let world = World::new(db);
    let (head, form) = crowded(&world);
    let mut visitor = browser(&site(&world, &[&head]), &head);
    assert_eq!(visitor.submit(&form, "/dokument/nytt", &plan_of("skola")).status, 303);
    let address = visitor.get("/dokument").page().link("Plan 2026").expect("the document");
    let edit = format!("{address}/andra");
    let page = visitor.get(&edit).page();
    let mut late = page.form(&edit);
    assert!(late.contains(&("owner".into(), "Systemförvaltare Skola".into())), "{late:?}");
    assert_eq!(visitor.submit(&edit, &edit, &[("owner", "Handläggare 07")]).status, 303);
    late.retain(|(name, _)| name != "owner");
    late.push(("owner".into(), "Handläggare 08".into()));
    let late: Vec<(&str, &str)> = late.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let page = visitor.post(&edit, &late).page();
    assert!(page.shows("Handläggare 07") && page.shows("Handläggare 08"), "{:?}", page.texts("main"));
    let mine = page.form(&edit);
    let mine: Vec<(&str, &str)> = mine.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    assert_eq!(visitor.post(&edit, &[mine.as_slice(), &[("choice.owner", "yours")]].concat()).status, 303);
    assert_eq!(names(&mut visitor, "/dokument?owner=Handl%C3%A4ggare+08"), ["Plan 2026"]);
}

fn the_organisation_of_an_object_is_typed_by_name_among_many(db: &TestDb) {
    let world = World::new(db);
    let (head, _) = managed(&world);
    for number in 0..30 {
        world.department(Box::leak(format!("Förvaltning {number:02}").into_boxed_str()), world.town);
    }
    let edit = format!("/objekt/{}/andra", world.object("Skola"));
    let mut visitor = browser(&site(&world, &[&head]), &head);
    let organisation = |visitor: &mut Visitor| {
        let form = visitor.get(&edit).page().form(&edit);
        form.into_iter().find(|(name, _)| name == "organisation").map(|(_, value)| value)
    };
    assert_eq!(organisation(&mut visitor).as_deref(), Some("Kommunen"));
    assert_eq!(visitor.submit(&edit, &edit, &[("organisation", "Förvaltning")]).status, 422);
    assert_eq!(visitor.submit(&edit, &edit, &[("organisation", "förvaltning 07")]).status, 303);
    assert_eq!(organisation(&mut visitor).as_deref(), Some("Förvaltning 07"));
}

/// More departments, suppliers and units than a list holds.
fn crowded_places(world: &World) {
    let town = world.town;
    world.done(move |tx| {
        (0..30).try_for_each(|number| {
            let department = Organisation {
                parent: Some(town),
                ..Organisation::new(format!("Förvaltning {number:02}"), OrganisationKind::Department)
            };
            let supplier = Organisation::new(format!("Leverantör {number:02}"), OrganisationKind::Supplier);
            for organisation in [department, supplier] {
                let ask = SaveOrganisation { organisation, revision: None, because: Because::default() };
                organisation::save_organisation(tx, &ask)?;
            }
            let unit = Unit::new(format!("Enhet {number:02}"), town);
            let ask = SaveUnit { unit, revision: None, because: Because::default() };
            organisation::save_unit(tx, &ask).map(|_| ())
        })
    });
}

fn the_owner_and_the_supplier_of_a_system_are_typed_by_name_among_many(db: &TestDb) {
    let world = World::new(db);
    let (head, _) = managed(&world);
    crowded_places(&world);
    let mut visitor = browser(&site(&world, &[&head]), &head);
    let page = visitor.get("/system/nytt").page();
    assert!(page.texts("select[name=organisation] option, select[name=supplier] option").is_empty());
    let mut register = |owner: &str, supplier: &str| {
        let fields =
            [("name", "Skolkort"), ("kind", "it_system"), ("organisation", owner), ("supplier", supplier)];
        visitor.submit("/system/nytt", "/system/nytt", &fields)
    };
    let seen = register("Förvaltning 07", "leverantör");
    assert!(seen.status == 422 && seen.page().shows("Flera passar"), "{}", seen.text());
    let seen = register("Leverantör 07", "leverantör 12");
    assert!(
        seen.status == 422 && seen.page().shows("Ingen med det namnet finns"),
        "no supplier owns a system"
    );
    let seen = register("förvaltning 07", "leverantör 12");
    assert_eq!(seen.status, 303, "{}", seen.text());
    let edit = format!("{}/andra", seen.header("location"));
    assert_eq!(visitor.submit(&edit, &edit, &[("short_description", "Kort i skolan")]).status, 303);
    let form = visitor.get(&edit).page().form(&edit);
    for stays in [("organisation", "Förvaltning 07"), ("supplier", "Leverantör 12")] {
        assert!(form.contains(&(stays.0.into(), stays.1.into())), "{stays:?}: {form:?}");
    }
    assert_eq!(names(&mut visitor, "/system?organisation=F%C3%B6rvaltning+07"), ["Skolkort"]);
}

fn the_owner_of_a_system_is_not_offered_as_its_supplier(db: &TestDb) {
    let world = World::new(db);
    let (head, _) = managed(&world);
    world.done(|tx| {
        let organisation = Organisation::new("Leverantör av tidböcker", OrganisationKind::Supplier);
        let ask = SaveOrganisation { organisation, revision: None, because: Because::default() };
        organisation::save_organisation(tx, &ask).map(|_| ())
    });
    let system = world.registered(world.system("Tidbok"));
    let page = browser(&site(&world, &[&head]), &head).get(&format!("/system/{system}/andra")).page();
    let offered = |field: &str| page.texts(&format!("select[name={field}] option"));
    assert!(offered("organisation").contains(&"Kommunen".to_owned()), "{:?}", offered("organisation"));
    let suppliers = offered("supplier");
    assert!(suppliers.iter().any(|one| one == "Leverantör av tidböcker"), "{suppliers:?}");
    assert!(suppliers.iter().all(|one| one != "Kommunen"), "{suppliers:?}");
}

fn who_uses_a_system_is_typed_by_name_among_many(db: &TestDb) {
    let world = World::new(db);
    let (head, _) = managed(&world);
    crowded_places(&world);
    let system = world.registered(world.system("Tidbok"));
    let form = format!("/system/{system}/anvandning");
    let mut visitor = browser(&site(&world, &[&head]), &head);
    assert!(visitor.get(&form).page().texts("main select option").is_empty());
    let first = [("organisation.0", "förvaltning 07"), ("number_of_users.0", "12"), ("unit.2", "Enhet")];
    let seen = visitor.submit(&form, &form, &first);
    assert!(seen.status == 422 && seen.page().shows("Flera passar"), "{}", seen.text());
    let kept = seen.page().form(&form);
    assert!(kept.contains(&("unit.2".into(), "Enhet".into())), "what was typed stays in its row: {kept:?}");
    let whole = [("organisation.0", "förvaltning 07"), ("number_of_users.0", "12"), ("unit.2", "enhet 03")];
    let seen = visitor.submit(&form, &form, &whole);
    let told = seen.page().texts("#field-organisation\\.2-error");
    assert!(seen.status == 422 && told.len() == 1, "an objection stands at its row: {}", seen.text());
    let whole = [whole.as_slice(), &[("organisation.2", "kommunen")]].concat();
    let seen = visitor.submit(&form, &form, &whole);
    assert_eq!(seen.status, 303, "{}", seen.text());
    let uses = visitor.get(&format!("/system/{system}?flik=anvandning")).page();
    assert!(uses.shows("Förvaltning 07") && uses.shows("Enhet 03"), "{:?}", uses.rows());
    assert_eq!(visitor.submit(&form, &form, &[("number_of_users.0", "13")]).status, 303);
    let uses = visitor.get(&format!("/system/{system}?flik=anvandning")).page();
    assert!(uses.shows("Förvaltning 07") && uses.shows("Enhet 03") && uses.shows("13"), "{:?}", uses.rows());
}

fn systems_are_added_to_an_object_by_name_where_there_are_more_than_to_tick(db: &TestDb) {
    let world = World::new(db);
    let (head, _) = managed(&world);
    let object = world.object("Skola");
    let form = format!("/objekt/{object}/system");
    let mut visitor = browser(&site(&world, &[&head]), &head);
    assert_eq!(visitor.get(&form).page().texts("input[name=systems]").len(), 3, "a few are ticked");
    let many: Vec<_> = (0..120).map(|number| world.system(&format!("Register {number:03}"))).collect();
    world.done(move |tx| register::register_systems(tx, many).map(|_| ()));
    assert_eq!(visitor.get(&form).page().texts("input[name=systems]").len(), 0);
    let seen = visitor.submit(&form, &form, &[("added.0", "register 0")]);
    assert!(seen.status == 422 && seen.page().shows("Flera passar"), "{}", seen.text());
    let two = [("added.0", "register 007"), ("added.2", "Register 100 (Kommunen)")];
    assert_eq!(visitor.submit(&form, &form, &two).status, 303);
    assert_eq!(visitor.submit(&form, &form, &[("added.1", "register 008")]).status, 303);
    let held = |visitor: &mut Visitor| {
        let sent = visitor.get(&form).page().form(&form);
        sent.into_iter().filter(|(name, _)| name == "systems").map(|(_, id)| id).collect::<Vec<_>>()
    };
    let three = held(&mut visitor);
    assert_eq!(three.len(), 3, "those that it holds already stay");
    let mut sent = visitor.get(&form).page().form(&form);
    sent.retain(|(_, value)| *value != three[0]);
    let sent: Vec<(&str, &str)> = sent.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    assert_eq!(visitor.post(&form, &sent).status, 303);
    assert_eq!(held(&mut visitor), three[1..], "and one that is not ticked any more goes");
}
