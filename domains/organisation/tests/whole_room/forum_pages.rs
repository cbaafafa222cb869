//! Groups in the browser: formed from the guideline's proposal, changed by the forms, closed.

use crate::browser::{Browser, Served};
use crate::world::{World, schema};
use testkit::TestDb;

fn served(world: &World) -> Served {
    let accounts =
        [("itchef", world.head_of_it), ("larare", world.teacher), ("granne", world.neighbour_employee)];
    Served::new(world, &accounts)
}

/// The form of the steering group of the system.
fn form_of(world: &World) -> String {
    format!("/grupper/ny?body=steering_group&subject_kind=system&subject={}", world.system.id)
}

/// Forms the group with what the form proposes, and answers its page.
fn formed(world: &World, head: &Browser, filled: &[(&str, &str)]) -> String {
    let reply = head.fill_in(&form_of(world), filled);
    assert_eq!(reply.status, 303, "{}", reply.text);
    reply.location.split('?').next().unwrap_or_default().to_owned()
}

fn a_group_is_formed_as_the_guideline_proposes_it_and_tells_who_sits_there_and_why(db: &TestDb) {
    let world = World::new(db);
    world.given("system_owner", &world.system, world.principal);
    let served = served(&world);
    let head = served.browser("itchef");
    let form = head.get(&form_of(&world));
    assert_eq!(form.all("h1"), ["Bilda styrgrupp"]);
    assert_eq!(form.value("/grupper/ny", "name"), "Styrgrupp, Elevregister");
    assert!(form.text.contains("kvalitetsstrateg"), "whom the guideline mentions: {}", form.text);
    assert!(form.text.contains("T-004"), "whence it comes: {}", form.text);
    let page = formed(
        &world,
        &head,
        &[("name", "Styrgrupp elevregister"), ("member_1", &world.teacher.to_string())],
    );
    let shown = head.get(&page);
    let main = shown.all("main").join(" ");
    for text in [
        "Styrgrupp elevregister",
        "systemägare",
        "Ordförande",
        "utsedd vid namn",
        "Lärare",
        "Rektor",
        "Ingen är systemförvaltare.",
        "2 medlemmar. Riktlinjen säger högst 4.",
    ] {
        assert!(main.contains(text), "{text}: {main}");
    }
    let of_person =
        |person: kernel::Id| head.get(&format!("/administration/personer/{person}")).all("main").join(" ");
    let teacher = of_person(world.teacher);
    assert!(teacher.contains("Platser i grupper") && teacher.contains("Styrgrupp elevregister"), "{teacher}");
    assert!(of_person(world.principal).contains("Platser i grupper"), "who sits there by a role");
    assert!(
        !of_person(world.head_of_it).contains("Platser i grupper"),
        "who formed it and does not sit there"
    );
    let list = head.get("/grupper").all("main").join(" ");
    assert!(list.contains("Styrgrupp elevregister") && list.contains("Elevregister"), "{list}");
    assert!(list.contains("Någon plats är tom"), "{list}");
    let history = head.get(&format!("{page}?flik=historik")).all("main").join(" ");
    assert!(history.contains("bildade en grupp") && history.contains("Lärare"), "{history}");
    assert!(!history.contains(&world.teacher.to_string()), "nobody reads an id: {history}");
}

fn the_form_comes_back_with_what_is_wrong_and_what_was_typed(db: &TestDb) {
    let world = World::new(db);
    let served = served(&world);
    let head = served.browser("itchef");
    let reply =
        head.fill_in(&form_of(&world), &[("name", ""), ("member_2", "Ingen Alls"), ("notes", "Fyra möten")]);
    assert_eq!(reply.status, 422, "{}", reply.text);
    for text in ["Fyll i uppgiften", "Välj något som finns i listan", "Fyra möten"] {
        assert!(reply.text.contains(text), "{text}: {}", reply.text);
    }
    let page = formed(&world, &head, &[("name", "Styrgrupp")]);
    let again = head.fill_in(&form_of(&world), &[("name", "Styrgrupp 2")]);
    assert!(
        again.status == 422 && again.text.contains("Här finns den gruppen redan: Styrgrupp"),
        "{}",
        again.text
    );
    assert_eq!(head.get(&page).status, 200);
}

fn members_are_changed_in_one_form_and_two_who_save_see_both_sides(db: &TestDb) {
    let world = World::new(db);
    let served = served(&world);
    let head = served.browser("itchef");
    let page = formed(&world, &head, &[("name", "Styrgrupp"), ("member_1", &world.teacher.to_string())]);
    let members = format!("{page}/medlemmar");
    let form = head.get(&members);
    let revision = form.value(&members, "revision");
    let saved =
        head.fill_in(&members, &[("member_1", &world.principal.to_string()), ("chair", "system_owner")]);
    assert_eq!(saved.status, 303, "{}", saved.text);
    let main = head.get(&page).all("main").join(" ");
    assert!(main.contains("Lärare") && main.contains("Rektor"), "{main}");
    let consultant = world.consultant.to_string();
    let late = head.fill_in(&members, &[("revision", &revision), ("member_1", &consultant)]);
    assert_eq!(late.status, 422, "{}", late.text);
    let both = late.all("main").join(" ");
    assert!(both.contains("Konsult") && both.contains("Rektor"), "{both}");
    assert!(!both.contains(&consultant), "nobody reads an id: {both}");
    let renamed = head.fill_in(&format!("{page}/andra"), &[("name", "Styrgruppen")]);
    assert_eq!(renamed.status, 303, "{}", renamed.text);
    assert!(head.get(&page).all("main").join(" ").contains("Rektor"), "the seats stay");
}

fn a_group_is_closed_by_its_form_and_only_where_one_may(db: &TestDb) {
    let world = World::new(db);
    let served = served(&world);
    let (head, teacher) = (served.browser("itchef"), served.browser("larare"));
    let page = formed(&world, &head, &[("name", "Styrgrupp")]);
    assert_eq!(teacher.get(&page).status, 200);
    assert!(!teacher.get(&page).text.contains("/medlemmar"), "no way that ends in a refusal");
    for path in ["andra", "medlemmar", "avsluta"] {
        assert_eq!(teacher.get(&format!("{page}/{path}")).status, 403, "{path}");
        assert_eq!(served.browser("granne").get(&format!("{page}/{path}")).status, 403, "{path}");
    }
    assert_eq!(served.browser("granne").get(&page).status, 404);
    let early = head.fill_in(&format!("{page}/avsluta"), &[("last_day", "2026-01-05")]);
    assert!(early.status == 422 && early.text.contains("Dagen har redan passerat"), "{}", early.text);
    let closed = head.fill_in(&format!("{page}/avsluta"), &[("last_day", "2026-03-01")]);
    assert_eq!(closed.status, 303, "{}", closed.text);
    let shown = head.get(&page);
    assert!(shown.all("main").join(" ").contains("Avslutad"), "{}", shown.text);
    assert!(!shown.text.contains("/medlemmar"), "{}", shown.text);
    assert!(head.get("/grupper").text.contains("Avslutad"));
}

fn an_organisations_page_leads_to_its_groups_and_to_forming_one(db: &TestDb) {
    let world = World::new(db);
    let served = served(&world);
    let head = served.browser("itchef");
    let organisation = format!("/administration/organisationer/{}", world.municipality);
    assert!(head.get(&organisation).text.contains("Ingen grupp är bildad här."));
    let choice = format!("/grupper/ny?subject_kind=organisation&subject={}", world.municipality);
    let choice = head.get(&choice).all("main").join(" ");
    assert!(choice.contains("ägargrupp") && !choice.contains("styrgrupp"), "{choice}");
    let form =
        format!("/grupper/ny?body=owner_group&subject_kind=organisation&subject={}", world.municipality);
    assert_eq!(head.fill_in(&form, &[("name", "Ägarna")]).status, 303);
    assert!(head.get(&organisation).text.contains("Ägarna"));
    let department = format!("/administration/organisationer/{}", world.department);
    assert!(head.get(&department).text.contains("Ägarna"), "what counts there is shown too");
}

testkit::on_both_engines!(schema();
    a_group_is_formed_as_the_guideline_proposes_it_and_tells_who_sits_there_and_why,
    the_form_comes_back_with_what_is_wrong_and_what_was_typed,
    members_are_changed_in_one_form_and_two_who_save_see_both_sides,
    a_group_is_closed_by_its_form_and_only_where_one_may,
    an_organisations_page_leads_to_its_groups_and_to_forming_one,
);
