//! Sections are written by several people at once, kept as drafts while they write, and joined when they save.

use crate::world::{World, asked, browser, is_not_found, objections, schema};
use kernel::{Actor, Id, Subject};
use plans::{Asked, Draft, Saved, draft_of, forget_old_drafts, save_draft, save_section, sections_of};
use register::SYSTEM;
use serde_json::json;
use testkit::{TestDb, Visitor, on_both_engines};
use writing::Keep;

on_both_engines!(schema();
    two_writers_are_joined,
    two_who_write_in_one_place_choose_and_lose_nothing,
    a_draft_is_its_writers_alone_until_it_is_saved,
    a_draft_that_nobody_saves_is_forgotten_after_ninety_days,
    whoever_may_not_write_saves_neither_draft_nor_section,
    a_plan_is_begun_and_written_on_its_pages,
    a_text_too_long_comes_back_with_what_was_written,
    of_two_browsers_the_second_chooses_on_the_page,
    why_there_is_nothing_to_tell_goes_along_while_one_chooses,
    why_another_has_nothing_to_tell_outlives_a_blank_save,
    a_script_begins_a_plan_and_writes_its_sections,
);

fn saved(world: &World, who: &Actor, asked: Asked) -> kernel::Result<Saved> {
    world.write(who, move |tx| save_section(tx, &asked))
}

fn text_of(world: &World, plan: Id) -> String {
    let plan = world.plan(plan);
    let sections = world.read(&world.manager, |read| sections_of(read, &plan)).expect("its sections");
    sections.into_iter().next().map(|section| section.content).unwrap_or_default()
}

/// Why there is nothing to tell.
fn reason_of(world: &World, plan: Id) -> Option<String> {
    let plan = world.plan(plan);
    let sections = world.read(&world.manager, |read| sections_of(read, &plan)).expect("its sections");
    sections.into_iter().find_map(|section| section.nothing)
}

/// Another who writes in the plan.
fn technician(world: &World) -> Actor {
    let technician = world.employee("Objektledare", world.town);
    world.appoint("system_manager", &technician, Subject::new(SYSTEM, world.system));
    technician
}

fn two_writers_are_joined(db: &TestDb) {
    let world = World::new(db);
    let (id, other) = (world.started(), technician(&world));
    let base = "Ett.\n\nMitt.\n\nSist.";
    saved(&world, &world.manager, asked(id, base, "", 0)).unwrap();
    saved(&world, &other, asked(id, "Ett, mer.\n\nMitt.\n\nSist.", base, 1)).unwrap();
    let second = saved(&world, &world.manager, asked(id, "Ett.\n\nMitt.\n\nSist, mer.", base, 1)).unwrap();
    assert_eq!(second, Saved::Stands { joined_with: Some("Objektledare".into()) });
    assert_eq!(text_of(&world, id), "Ett, mer.\n\nMitt.\n\nSist, mer.");
    assert_eq!(world.plan_actions(id)[..3], ["plan.section_saved"; 3]);
}

fn two_who_write_in_one_place_choose_and_lose_nothing(db: &TestDb) {
    let world = World::new(db);
    let (id, other) = (world.started(), technician(&world));
    saved(&world, &world.manager, asked(id, "Ett.", "", 0)).unwrap();
    saved(&world, &other, asked(id, "Ditt.", "Ett.", 1)).unwrap();
    let mine = asked(id, "Mitt.", "Ett.", 1);
    let Saved::Conflict { other, theirs, revision, .. } =
        saved(&world, &world.manager, mine.clone()).unwrap()
    else {
        panic!("both wrote in one place")
    };
    assert_eq!((other.as_str(), theirs.as_str(), revision), ("Objektledare", "Ditt.", 2));
    assert_eq!(text_of(&world, id), "Ditt.", "nothing is saved before somebody chooses");
    saved(&world, &world.manager, Asked { answers: Some((2, vec![Keep::Both])), ..mine }).unwrap();
    assert_eq!(text_of(&world, id), "Ditt.\n\nMitt.");
}

fn a_draft_is_its_writers_alone_until_it_is_saved(db: &TestDb) {
    let world = World::new(db);
    let (id, other) = (world.started(), technician(&world));
    let draft = |text: &str| Draft {
        plan: id,
        section: "goals".into(),
        content: text.into(),
        base: String::new(),
        base_revision: 0,
        saved_at: world.manager.now,
    };
    let keep = |draft: Draft| world.write(&world.manager, move |tx| save_draft(tx, &draft));
    keep(draft("Halvvägs")).unwrap();
    let left =
        |who: &Actor| world.read(who, |read| draft_of(read, id, "goals")).unwrap().map(|draft| draft.content);
    assert_eq!(left(&world.manager).as_deref(), Some("Halvvägs"));
    assert_eq!(left(&other), None);
    assert_eq!(world.plan_actions(id), ["plan.started"], "a draft is nobody's business");
    saved(&world, &world.manager, asked(id, "Färdigt", "", 0)).unwrap();
    assert_eq!(left(&world.manager), None);
    // What was on its way while it was saved is no draft.
    keep(draft("Färdigt")).unwrap();
    assert_eq!(left(&world.manager), None);
    assert_eq!(objections(keep(draft(&"a".repeat(200_001)))), ["text plan-objection-draft-too-long"]);
}

fn a_draft_that_nobody_saves_is_forgotten_after_ninety_days(db: &TestDb) {
    let world = World::new(db);
    let id = world.started();
    let draft = Draft {
        plan: id,
        section: "goals".into(),
        content: "Halvvägs".into(),
        base: String::new(),
        base_revision: 0,
        saved_at: world.manager.now,
    };
    world.write(&world.manager, move |tx| save_draft(tx, &draft)).unwrap();
    let forgotten = |days: i64| {
        let now = world.operator.now.plus_seconds(days * 86_400);
        let program = Actor { now, ..world.operator.clone() };
        world.write(&program, forget_old_drafts).unwrap()
    };
    assert_eq!((forgotten(89), forgotten(91)), (0, 1));
    let left = world.read(&world.manager, |read| draft_of(read, id, "goals")).unwrap();
    assert_eq!(left, None);
}

fn whoever_may_not_write_saves_neither_draft_nor_section(db: &TestDb) {
    let world = World::new(db);
    let id = world.started();
    assert!(is_not_found(&saved(&world, &world.user, asked(id, "Text", "", 0))));
    let nowhere = Asked { section: "elsewhere".into(), ..asked(id, "Text", "", 0) };
    assert!(is_not_found(&saved(&world, &world.manager, nowhere)));
}

fn post(visitor: &mut Visitor, page: &str, path: &str, fields: &[(&str, &str)]) -> testkit::Seen {
    visitor.submit(page, path, fields)
}

fn a_plan_is_begun_and_written_on_its_pages(db: &TestDb) {
    let world = World::new(db);
    let site = world.site(&[&world.manager]);
    let mut manager = browser(&site, &world.manager);
    let list = manager.get("/planer").page();
    assert!(list.shows("Inga planer") && list.link("Börja på en plan").is_some());
    let empty = manager.submit("/planer/ny", "/planer/ny/om", &[]);
    assert!(empty.status == 422 && empty.page().shows("Välj vad planen gäller"), "{}", empty.text());
    let chosen = manager.submit("/planer/ny", "/planer/ny/om", &[("system", &world.system.to_string())]);
    assert_eq!(chosen.status, 303, "{}", chosen.text());
    let form = chosen.header("location").to_owned();
    let asked = manager.get(&form).page();
    assert!(asked.shows("Börja på en plan för Ekonomi"), "{:?}", asked.texts("main"));
    let fields = [("kind", "management_plan"), ("year", "2026")];
    let begun = post(&mut manager, &form, "/planer/ny", &fields);
    assert_eq!(begun.status, 303, "{}", begun.text());
    let page = begun.header("location").to_owned();
    let shown = manager.get(&page).page();
    assert!(shown.shows("Utkast") && shown.shows("Mål") && shown.shows("inget skrivet"));
    let section = format!("{page}/avsnitt/goals/andra");
    let typed = [("text", "Ett **stängt** bokslut"), ("base", ""), ("base_revision", "0")];
    let csrf = manager.get(&section).page().form(&section).into_iter().find(|(name, _)| name == "csrf");
    let csrf = csrf.expect("a token").1;
    let script = [typed.as_slice(), &[("csrf", csrf.as_str())]].concat();
    let kept = manager.post(&format!("{page}/avsnitt/goals/spara-utkast"), &script);
    assert_eq!((kept.status.as_u16(), kept.json()["other"].is_null()), (200, true), "{}", kept.text());
    assert!(manager.get(&section).page().shows("Du har ett utkast från"));
    assert!(manager.get(&format!("{section}?utkast=ja")).text().contains("Ett **stängt** bokslut"));
    let looks = manager.post(&format!("{page}/avsnitt/goals/forhandsgranska"), &script);
    assert!(looks.text().contains("<strong>stängt</strong>"), "{}", looks.text());
    let done = post(&mut manager, &section, &section, &typed);
    assert_eq!(done.status, 303, "{}", done.text());
    let shown = manager.get(&page);
    assert!(shown.text().contains("<strong>stängt</strong>") && shown.page().shows("ifyllt"));
    let document = manager.get(&page.replace("/planer/", "/dokument/")).page();
    assert_eq!(document.link("Läs och skriv utkastet").as_deref(), Some(page.as_str()));
    assert_eq!(manager.get("/planer?state=draft").page().rows().len(), 1);
}

fn a_text_too_long_comes_back_with_what_was_written(db: &TestDb) {
    let world = World::new(db);
    let id = world.started();
    let site = world.site(&[&world.manager]);
    let mut manager = browser(&site, &world.manager);
    let section = format!("/planer/{id}/avsnitt/goals/andra");
    let text = format!("Början {}", "a".repeat(200_000));
    let sent =
        post(&mut manager, &section, &section, &[("text", &text), ("base", ""), ("base_revision", "0")]);
    assert_eq!(sent.status, 422);
    assert!(sent.text().contains("Början aaaa"), "the text is still there");
    assert_eq!(text_of(&world, id), "");
}

fn of_two_browsers_the_second_chooses_on_the_page(db: &TestDb) {
    let world = World::new(db);
    let (id, other) = (world.started(), technician(&world));
    saved(&world, &world.manager, asked(id, "Ett.", "", 0)).unwrap();
    let site = world.site(&[&world.manager, &other]);
    let (mut first, mut second) = (browser(&site, &world.manager), browser(&site, &other));
    let section = format!("/planer/{id}/avsnitt/goals/andra");
    let fields = |text: &'static str| [("text", text), ("base", "Ett."), ("base_revision", "1")];
    assert_eq!(post(&mut first, &section, &section, &fields("Mitt.")).status, 303);
    let late = post(&mut second, &section, &section, &fields("Ditt."));
    assert_eq!(late.status, 422, "{}", late.text());
    let page = late.page();
    assert!(page.shows("Mitt.") && page.shows("Ditt.") && page.shows("Systemförvaltare Ekonomi"));
    let chosen = [("choice.0", "mine"), ("revision", "2")];
    let answers = [fields("Ditt.").as_slice(), &chosen].concat();
    assert_eq!(post(&mut second, &section, &section, &answers).status, 303);
    assert_eq!(text_of(&world, id), "Ditt.");
}

fn why_there_is_nothing_to_tell_goes_along_while_one_chooses(db: &TestDb) {
    let world = World::new(db);
    let (id, other) = (world.started(), technician(&world));
    saved(&world, &world.manager, asked(id, "Ett.", "", 0)).unwrap();
    saved(&world, &other, asked(id, "Ett, mer.", "Ett.", 1)).unwrap();
    let site = world.site(&[&world.manager]);
    let mut manager = browser(&site, &world.manager);
    let section = format!("/planer/{id}/avsnitt/goals/andra");
    let emptied = [("text", ""), ("base", "Ett."), ("base_revision", "1"), ("nothing", "Inga mål i år")];
    let late = post(&mut manager, &section, &section, &emptied);
    assert_eq!(late.status, 422, "{}", late.text());
    let kept = late.text().matches("Inga mål i år").count();
    assert_eq!(kept, 2, "in the choice, and where it is written by hand: {}", late.text());
    let chosen = [emptied.as_slice(), &[("choice.0", "mine"), ("revision", "2")]].concat();
    assert_eq!(post(&mut manager, &section, &section, &chosen).status, 303);
    assert_eq!(
        (text_of(&world, id), reason_of(&world, id).as_deref()),
        (String::new(), Some("Inga mål i år"))
    );
}

fn why_another_has_nothing_to_tell_outlives_a_blank_save(db: &TestDb) {
    let world = World::new(db);
    let (id, other) = (world.started(), technician(&world));
    let reason = Asked { nothing: Some("Inga mål i år".into()), ..asked(id, "", "", 0) };
    saved(&world, &other, reason).unwrap();
    saved(&world, &world.manager, asked(id, "", "", 0)).unwrap();
    assert_eq!(reason_of(&world, id).as_deref(), Some("Inga mål i år"));
    saved(&world, &world.manager, asked(id, "", "", 1)).unwrap();
    assert_eq!(reason_of(&world, id), None, "who has read it takes it away");
}

fn a_script_begins_a_plan_and_writes_its_sections(db: &TestDb) {
    let world = World::new(db);
    let site = world.site(&[&world.manager]);
    let mut manager = world.script(&site, &world.manager);
    let system = world.system.to_string();
    let new = json!({"kind": "management_plan", "subject_kind": "system", "subject": system, "year": 2026});
    let made = manager.send_json("POST", "/api/v1/plans", &[], &new);
    assert_eq!(made.status, 201, "{}", made.text());
    let address = made.header("location").to_owned();
    let write = |manager: &mut Visitor, text: &str, base: &str, revision: i64| {
        let body = json!({"section": "goals", "text": text, "base": base, "section_revision": revision});
        manager.send_json("POST", &format!("{address}/actions/write-section"), &[], &body)
    };
    let written = write(&mut manager, "Ett.", "", 0);
    assert_eq!(written.status, 200, "{}", written.text());
    assert_eq!(written.json()["sections"][0]["text"], "Ett.");
    assert_eq!(write(&mut manager, "Två.", "Noll.", 0).status, 412);
    let listed = manager.get("/api/v1/plans?state=draft").json();
    assert_eq!(listed["items"][0]["name"], "Systemförvaltningsplan Ekonomi", "{listed}");
}
