//! Forms in which a person is picked among many, by their name.

use crate::browser::{Browser, Reply, Served};
use crate::world::{World, employed, operator, organisation_of, schema};
use kernel::Id;
use organisation::{Because, OrganisationKind, SaveUnit, Unit, holders_of, save_unit};
use testkit::{PageSeen, TestDb};

/// More people than a list to choose from holds.
const MANY: usize = 30;

/// A door to the form that gives the system an owner, among many people; two of them have one name.
fn crowded(db: &TestDb) -> (World, Served, String) {
    let world = World::new(db);
    let (department, neighbour) = (world.department, world.neighbour);
    let hired = world.write(&operator(), move |tx| {
        for number in 0..MANY {
            employed(tx, &format!("Handläggare {number:02}"), department)?;
        }
        employed(tx, "Namne", department)?;
        employed(tx, "Namne", neighbour)
    });
    hired.expect("people");
    let served = Served::new(&world, &[("itchef", world.head_of_it)]);
    let subject = world.system.id;
    let path = format!("/uppdrag/nytt?role=system_owner&subject_kind=system&subject={subject}&back=/system");
    (world, served, path)
}

fn sent(head: &Browser, path: &str, name: &str) -> Reply {
    head.fill_in(path, &[("person", name), ("from", "2026-03-01"), ("decision", "KS 2026/7")])
}

fn owner(world: &World) -> String {
    let holders = world.read(&operator(), |read| holders_of(read, &world.system)).expect("holders");
    holders.first().map(|one| one.name.sv.clone()).unwrap_or_default()
}

fn few_people_are_a_list_to_choose_from_and_many_a_name_to_type(db: &TestDb) {
    let (_, served, path) = crowded(db);
    let page = served.browser("itchef").get(&path);
    assert!(page.all("select[name=person] option").is_empty());
    assert!(!page.text.contains("Handläggare 07"), "nobody is sent who was not asked for");
    assert_eq!(page.value("/uppdrag/nytt", "person"), "");
}

fn a_name_that_one_person_has_is_that_person(db: &TestDb) {
    let (world, served, path) = crowded(db);
    let reply = sent(&served.browser("itchef"), &path, "handläggare 07");
    assert_eq!(reply.status, 303, "{}", reply.text);
    assert_eq!(owner(&world), "Handläggare 07");
}

fn an_id_as_scripts_send_it_is_that_person(db: &TestDb) {
    let (world, served, path) = crowded(db);
    let reply = sent(&served.browser("itchef"), &path, &world.principal.to_string());
    assert_eq!(reply.status, 303, "{}", reply.text);
    assert_eq!(owner(&world), "Rektor");
}

fn a_name_that_nobody_has_is_said_at_the_field_and_nothing_typed_is_lost(db: &TestDb) {
    let (world, served, path) = crowded(db);
    let reply = sent(&served.browser("itchef"), &path, "Ingen alls");
    assert_eq!(reply.status, 422);
    assert!(reply.all("#field-person-error")[0].contains("Ingen med det namnet finns"));
    assert_eq!(reply.value("/uppdrag/nytt", "person"), "Ingen alls");
    assert_eq!(reply.value("/uppdrag/nytt", "decision"), "KS 2026/7");
    assert_eq!(owner(&world), "");
}

fn of_namesakes_the_one_who_is_meant_is_chosen(db: &TestDb) {
    let (world, served, path) = crowded(db);
    let head = served.browser("itchef");
    let reply = sent(&head, &path, "Namne");
    assert_eq!(reply.status, 422);
    assert!(reply.all("#field-person-error")[0].contains("Flera passar"));
    let mut told = reply.all("fieldset.choices label");
    told.sort();
    assert_eq!(told, ["Namne (Grannkommunen)", "Namne (Skolförvaltningen)"]);
    let suggested = head.get("/forslag/innehavare?q=Namne").json();
    let meant = suggested[1]["id"].as_str().expect("an id");
    let again = |filled: &[(&str, &str)]| {
        let mut pairs = PageSeen::read(&reply.text).form("/uppdrag/nytt");
        pairs.retain(|(name, _)| filled.iter().all(|(given, _)| given != name));
        let kept = pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        head.post("/uppdrag/nytt", &kept.chain(filled.iter().copied()).collect::<Vec<_>>())
    };
    let changed = again(&[("person", "Ingen alls"), ("person.chosen", meant)]);
    assert_eq!(changed.status, 422, "a choice made for another text does not count");
    let reply = again(&[("person.chosen", meant)]);
    assert_eq!(reply.status, 303, "{}", reply.text);
    let kept = world.read(&operator(), |read| holders_of(read, &world.system)).expect("holders");
    assert_eq!(kept[0].assignment.person, meant.parse::<Id>().ok());
}

fn who_is_stored_stands_there_by_name_and_stays_when_nothing_is_changed(db: &TestDb) {
    let (world, served, _) = crowded(db);
    let owner = world.given("system_owner", &world.system, world.principal);
    let namesake = world.write(&operator(), {
        let department = world.department;
        move |tx| employed(tx, "Rektor", department)
    });
    namesake.expect("a namesake");
    let head = served.browser("itchef");
    let path = format!("/uppdrag/{}/stallforetradare", owner.id);
    let deputy = world.teacher.to_string();
    assert_eq!(head.fill_in(&path, &[("deputy", &deputy), ("deputy_from", "2026-03-01")]).status, 303);
    assert_eq!(head.get(&path).value(&path, "deputy"), "Lärare");
    assert_eq!(head.fill_in(&path, &[("deputy_to", "2026-04-01")]).status, 303);
    let kept = world.read(&operator(), |read| organisation::assignment(read, owner.id)).expect("it");
    assert_eq!((kept.deputy, kept.deputy_to.is_some()), (Some(world.teacher), true));
    assert_eq!(head.fill_in(&path, &[("deputy", ""), ("deputy_from", ""), ("deputy_to", "")]).status, 303);
    let kept = world.read(&operator(), |read| organisation::assignment(read, owner.id)).expect("it");
    assert_eq!(kept.deputy, None, "an emptied field is nobody");
}

/// The head of IT among more organisations and units than a list holds.
fn among_many_places(db: &TestDb) -> (World, Served) {
    let world = World::new(db);
    let (municipality, department) = (world.municipality, world.department);
    let made = world.write(&operator(), move |tx| {
        (0..60).try_for_each(|number| {
            if number < MANY {
                let name = format!("Förvaltning {number:02}");
                organisation_of(tx, &name, OrganisationKind::Department, Some(municipality))?;
            }
            let unit = Unit::new(format!("Enhet {number:02}"), department);
            let ask = SaveUnit { unit, revision: None, because: Because::default() };
            save_unit(tx, &ask).map(|_| ())
        })
    });
    made.expect("places");
    let served = Served::new(&world, &[("itchef", world.head_of_it)]);
    (world, served)
}

fn where_a_unit_belongs_is_typed_by_name_among_many(db: &TestDb) {
    let (_, served) = among_many_places(db);
    let head = served.browser("itchef");
    let new = "/administration/enheter/ny";
    assert!(head.get(new).all("select[name=organisation] option, select[name=parent] option").is_empty());
    let none = head.fill_in(new, &[("name", "Reception")]);
    assert_eq!(none.status, 422, "a unit belongs somewhere");
    assert!(!none.all("#field-organisation-error").is_empty(), "{}", none.text);
    let made = head.fill_in(new, &[("name", "Reception"), ("organisation", "förvaltning 07")]);
    assert_eq!(made.status, 303, "{}", made.text);
    let found = head.get("/administration/enheter?organisation=F%C3%B6rvaltning+07");
    assert_eq!(PageSeen::read(&found.text).rows().len(), 1, "the list is filtered by what is typed");
    let file = head.get("/administration/enheter?organisation=F%C3%B6rvaltning+07&format=csv").text;
    assert!(file.contains("Reception") && !file.contains("Enhet 07"), "{file}");
}

fn the_whole_of_a_unit_is_picked_among_those_of_its_organisation(db: &TestDb) {
    let (_, served) = among_many_places(db);
    let head = served.browser("itchef");
    let list = head.get("/administration/enheter?q=Enhet+07");
    let address = PageSeen::read(&list.text).link("Enhet 07").expect("the unit");
    let edit = format!("{address}/andra");
    assert!(head.get(&edit).all("select[name=parent] option").is_empty());
    assert_eq!(head.fill_in(&edit, &[("parent", "enhet 03")]).status, 303);
    let stored = head.get(&edit).value(&edit, "parent");
    assert!(stored.starts_with("Enhet 03"), "{stored}");
    assert_eq!(head.fill_in(&edit, &[("parent", "enhet 04")]).status, 303);
    let history = head.get(&format!("{address}?flik=historik")).text;
    assert!(history.contains("Enhet 03") && history.contains("Enhet 04"), "both are told by name");
}

fn a_unit_of_a_step_is_typed_by_name_among_many(db: &TestDb) {
    let (world, served) = among_many_places(db);
    let head = served.browser("itchef");
    let department = world.department.to_string();
    let fields = [("name", "Plan"), ("organisations", department.as_str()), ("effective_on", "2026-12-01")];
    let plan = head.fill_in("/organisation/omorganisation/ny", &fields);
    assert_eq!(plan.status, 303, "{}", plan.text);
    let page = plan.location.split('?').next().unwrap_or_default();
    let step = format!("{page}/nytt-steg?slag=close_unit");
    let form = head.get(&step);
    assert!(form.all("select[name=unit] option").is_empty(), "{}", form.text);
    assert!(form.text.contains("<option value=\"Enhet 07"), "names are offered without a script");
    let several = head.fill_in(&step, &[("unit", "enhet 0"), ("successor", "enhet 08")]);
    assert_eq!(several.status, 422);
    assert!(several.all("#field-unit-error")[0].contains("Flera passar"), "{}", several.text);
    let typed = head.fill_in(&step, &[("unit", "enhet 07"), ("successor", "enhet 08")]);
    assert_eq!(typed.status, 303, "{}", typed.text);
    assert!(head.get(page).text.contains("Enhet 07 läggs ned och uppgår i Enhet 08"));
}

testkit::on_both_engines!(schema();
    few_people_are_a_list_to_choose_from_and_many_a_name_to_type,
    a_name_that_one_person_has_is_that_person,
    an_id_as_scripts_send_it_is_that_person,
    a_name_that_nobody_has_is_said_at_the_field_and_nothing_typed_is_lost,
    of_namesakes_the_one_who_is_meant_is_chosen,
    who_is_stored_stands_there_by_name_and_stays_when_nothing_is_changed,
    where_a_unit_belongs_is_typed_by_name_among_many,
    the_whole_of_a_unit_is_picked_among_those_of_its_organisation,
    a_unit_of_a_step_is_typed_by_name_among_many,
);
