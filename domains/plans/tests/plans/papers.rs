//! Plans on paper: who gets one, in which forms, and what stands on it. The printer of these tests writes the words as they
//! are.

use crate::decided::Ready;
use crate::pictured;
use crate::world::{World, asked, browser, is_not_found, schema};
use kernel::{Id, LocalText};
use plans::{
    Activity, ActivityRow, Asked, BudgetRow, Propose, Reading, SaveRow, open_new_version, plans_named,
    propose_plan, published, reading, save_row, save_section, sheets_of,
};
use print::{Cell, Sheet};
use testkit::{Seen, TestDb, on_both_engines};

on_both_engines!(schema();
    a_draft_on_paper_holds_what_is_written_and_the_rows_and_says_that_it_is_a_draft,
    a_plan_is_a_text_to_work_on_and_a_workbook_too,
    a_script_fetches_the_plan_in_the_form_that_it_asks_for,
    whoever_reads_no_drafts_gets_no_paper_of_one,
    costs_stand_in_no_form_for_those_who_do_not_read_them,
    what_is_for_those_who_manage_is_left_out_for_others,
    a_plan_is_found_by_its_name_with_or_without_its_year_and_by_its_id,
    what_was_decided_is_printed_as_it_was_with_who_decided_it_and_its_fingerprint,
    whoever_knows_of_the_system_reads_what_is_in_force_and_nothing_before,
    a_plan_that_is_not_for_everybody_is_read_by_those_who_read_documents,
    a_picture_of_the_text_is_on_the_paper,
);

/// A plan with a text and an activity that costs.
fn written(world: &World) -> Id {
    let plan = world.started();
    let text = "## Fokus\n\nKorta **svarstider**, se [systemet](/system).";
    let written = asked(plan, text, "", 0);
    world.write(&world.manager, move |tx| save_section(tx, &written)).expect("the manager writes");
    let says = Activity {
        title: "Byt databas".into(),
        description: "Med leverantören".into(),
        ends_on: "2026-09-30".parse().ok(),
        cost: Some(1_234_500),
        ..Activity::default()
    };
    let ask = SaveRow { plan, row: None, says };
    world.done(move |tx| save_row(tx, &ask));
    plan
}

fn holds(paper: &Seen, words: &[&str]) {
    assert_eq!((paper.status.as_u16(), paper.header("content-type")), (200, "application/pdf"));
    for word in words {
        assert!(paper.text().contains(word), "{word}: {}", paper.text());
    }
}

fn a_draft_on_paper_holds_what_is_written_and_the_rows_and_says_that_it_is_a_draft(db: &TestDb) {
    let world = World::new(db);
    let plan = written(&world);
    let site = world.site(&[&world.manager]);
    let mut visitor = browser(&site, &world.manager);
    let way = visitor.get(&format!("/planer/{plan}")).page().link("Spara planen som PDF");
    let paper = visitor.get(&way.expect("a way to the paper"));
    holds(
        &paper,
        &[
            "title: \"Systemförvaltningsplan Ekonomi 2026\"",
            "organisation: \"Kommunen\"",
            "banner: \"Utkast\"",
            "has_contents: true",
            "heading: \"Mål\"",
            "text: \"svarstider\", is_strong: true",
            "Byt databas\\nMed leverantören",
            "\"2026-09-30\"",
            "12\\u{202f}345",
            &format!("http://127.0.0.1:8080/planer/{plan} · Utskrivet 2026-03-02"),
        ],
    );
    assert!(paper.header("content-disposition").contains(".pdf"));
}

fn a_plan_is_a_text_to_work_on_and_a_workbook_too(db: &TestDb) {
    let world = World::new(db);
    let plan = written(&world);
    let site = world.site(&[&world.manager]);
    let mut visitor = browser(&site, &world.manager);
    let page = visitor.get(&format!("/planer/{plan}")).page();
    for (words, content_type) in [
        ("Spara planen som text (ODT)", print::ODT),
        ("Spara planen som kalkylark", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ] {
        let file = visitor.get(&page.link(words).expect(words));
        assert_eq!((file.status.as_u16(), file.header("content-type")), (200, content_type));
        assert!(file.body.starts_with(b"PK"), "{words}");
    }
    let sheets = of(&world, plan, |_| {});
    let names: Vec<&str> = sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    assert_eq!(names, ["1 Systemförvaltningsplan Ekonomi 2026", "2 Aktiviteter"]);
    assert!(says(&sheets[0], "Fokus\nKorta svarstider, se systemet."), "{:?}", sheets[0]);
    assert!(sheets[1].rows[0].contains(&Cell::Money(kernel::Money { ore: 1_234_500 })));
}

/// The sheets of a plan as the manager sees it, or as another would.
fn of(world: &World, plan: Id, change: impl Fn(&mut Reading)) -> Vec<Sheet> {
    let mut read =
        world.read(&world.manager, |read| reading(read, plan, None)).expect("the manager reads it");
    change(&mut read);
    sheets_of(&read, kernel::Language::Swedish)
}

fn says(sheet: &Sheet, words: &str) -> bool {
    sheet.rows.iter().flatten().any(|cell| matches!(cell, Cell::Text(text) if text == words))
}

fn a_script_fetches_the_plan_in_the_form_that_it_asks_for(db: &TestDb) {
    let world = World::new(db);
    let plan = written(&world);
    let site = world.site(&[&world.manager]);
    let mut script = world.script(&site, &world.manager);
    let path = format!("/api/v1/plans/{plan}/content");
    holds(&script.get(&path), &["Byt databas"]);
    assert_eq!(script.get(&format!("{path}?format=odt")).header("content-type"), print::ODT);
    assert_eq!(script.get(&format!("{path}?format=doc")).status, 422);
}

fn whoever_reads_no_drafts_gets_no_paper_of_one(db: &TestDb) {
    let world = World::new(db);
    let plan = written(&world);
    let site = world.site(&[&world.user]);
    for form in ["pdf", "odt", "xlsx"] {
        let seen = browser(&site, &world.user).get(&format!("/planer/{plan}/papper.{form}"));
        assert_eq!(seen.status, 404, "{form}");
    }
    assert!(is_not_found(&world.read(&world.user, |read| reading(read, plan, None))));
}

fn costs_stand_in_no_form_for_those_who_do_not_read_them(db: &TestDb) {
    let world = World::new(db);
    let plan = written(&world);
    let with_budget = |plan: &mut Reading| {
        plan.content.sections[0].holds = "budget".into();
        plan.content.rows.budget = vec![BudgetRow { amount: 7_700, ..BudgetRow::default() }];
    };
    let money = |sheets: &[Sheet]| {
        let cells = sheets.iter().flat_map(|sheet| sheet.rows.iter().flatten());
        cells.filter(|cell| matches!(cell, Cell::Money(_))).count()
    };
    assert_eq!(money(&of(&world, plan, with_budget)), 2);
    let unseen = |plan: &mut Reading| {
        with_budget(plan);
        plan.sees_costs = false;
    };
    assert_eq!(money(&of(&world, plan, unseen)), 0);
    let mut plan =
        world.read(&world.manager, |read| reading(read, plan, None)).expect("the manager reads it");
    unseen(&mut plan);
    let paper = world
        .read(&world.manager, |read| plan.paper(read, (kernel::Language::Swedish, "")))
        .expect("a paper");
    let words = format!("{paper:?}");
    assert!(
        words.contains("Byt databas") && !words.contains("202f}345") && !words.contains("77,00"),
        "{words}"
    );
}

fn what_is_for_those_who_manage_is_left_out_for_others(db: &TestDb) {
    let world = World::new(db);
    let plan = written(&world);
    let internal = |plan: &mut Reading| {
        plan.content.sections[1].is_internal = true;
        plan.content.rows.activities = vec![ActivityRow {
            title: "Byt databas".into(),
            kind_title: LocalText::new("Förvaltning", "Management"),
            ..ActivityRow::default()
        }];
    };
    assert_eq!(of(&world, plan, internal).len(), 2);
    let of_others = of(&world, plan, |plan| {
        internal(plan);
        plan.sees_internal = false;
    });
    assert_eq!(of_others.len(), 1);
    assert!(!says(&of_others[0], "Aktiviteter"), "{of_others:?}");
}

fn a_plan_is_found_by_its_name_with_or_without_its_year_and_by_its_id(db: &TestDb) {
    let world = World::new(db);
    let plan = world.started();
    let named = |who, name: &str| {
        let name = name.to_owned();
        world.read(who, move |read| plans_named(read, &name)).expect("an answer")
    };
    for name in ["systemförvaltningsplan ekonomi 2026", " Systemförvaltningsplan Ekonomi ", &plan.to_string()]
    {
        assert_eq!(named(&world.manager, name), [plan], "{name}");
        assert_eq!(named(&world.user, name), [], "{name}");
    }
    assert_eq!(named(&world.manager, "Systemförvaltningsplan"), []);
}

/// A plan that the owner has decided.
fn decided(db: &TestDb, is_published: bool) -> Ready {
    let ready = Ready::new(db);
    let ask = Propose { seen: ready.seen(), papers: Vec::new(), is_published };
    ready.world.write(&ready.world.manager, move |tx| propose_plan(tx, &ask)).expect("the manager proposes");
    ready.decide(&ready.owner, ready.seen(), &[]).expect("the owner decides");
    ready
}

fn what_was_decided_is_printed_as_it_was_with_who_decided_it_and_its_fingerprint(db: &TestDb) {
    let ready = decided(db, true);
    let (world, plan) = (&ready.world, ready.plan);
    let site = world.site(&[&world.manager]);
    let mut manager = browser(&site, &world.manager);
    let path = format!("/planer/{plan}/papper.pdf");
    let in_force = manager.get(&path);
    holds(
        &in_force,
        &["Uppgradera databasen", "\"§ 12\"", "\"Systemägare\"", "banner: \"\"", "/lydelser/1 ·"],
    );
    let snapshot = world.read(&world.manager, |read| reading(read, plan, Some(1))).expect("it was decided");
    let fingerprint = snapshot.decided.expect("a decision").fingerprint;
    assert!(in_force.text().contains(&fingerprint), "{fingerprint}");
    let seen = ready.seen();
    world.write(&world.manager, move |tx| open_new_version(tx, seen)).expect("the manager goes on");
    world
        .write(&world.manager, {
            let base = "Uppgradera databasen".to_owned();
            let (section, text) = ("activities".to_owned(), "Byt databas".to_owned());
            let asked = Asked { plan, section, text, base, base_revision: 1, nothing: None, answers: None };
            move |tx| save_section(tx, &asked)
        })
        .expect("the manager writes");
    let draft = manager.get(&path);
    holds(&draft, &["Byt databas", "banner: \"Utkast\""]);
    assert!(!draft.text().contains("Uppgradera databasen"), "{}", draft.text());
    holds(&manager.get(&format!("{path}?lydelse=1")), &["Uppgradera databasen", &fingerprint]);
    assert_eq!(manager.get(&format!("{path}?lydelse=2")).status, 404);
    assert_eq!(manager.get(&format!("{path}?lydelse=ett")).status, 422);
}

fn whoever_knows_of_the_system_reads_what_is_in_force_and_nothing_before(db: &TestDb) {
    let ready = Ready::new(db);
    let (world, plan) = (&ready.world, ready.plan);
    let neighbour = world.employee("Granne", world.village);
    let site = world.site(&[&world.user, &neighbour]);
    let mut user = browser(&site, &world.user);
    let paths = [format!("/planer/{plan}/lasa"), format!("/planer/{plan}/lasa/papper.pdf")];
    for path in &paths {
        assert_eq!(user.get(path).status, 404, "nothing is decided: {path}");
    }
    ready.propose(&world.manager).expect("the manager proposes");
    assert_eq!(user.get(&paths[0]).status, 404, "a proposal is no plan");
    ready.decide(&ready.owner, ready.seen(), &[]).expect("the owner decides");
    let page = user.get(&paths[0]).page();
    assert!(page.shows("Uppgradera databasen") && page.shows("§ 12"), "{:?}", page.texts("main"));
    assert_eq!(page.link("Spara planen som PDF"), Some(paths[1].clone()));
    holds(&user.get(&paths[1]), &["Uppgradera databasen"]);
    let mut neighbour = browser(&site, &neighbour);
    for path in &paths {
        assert_eq!(neighbour.get(path).status, 404, "{path}");
    }
}

fn a_plan_that_is_not_for_everybody_is_read_by_those_who_read_documents(db: &TestDb) {
    let ready = decided(db, false);
    let (world, plan) = (&ready.world, ready.plan);
    assert!(is_not_found(&world.read(&world.user, |read| published(read, plan))));
    let read = world.read(&ready.owner, |read| published(read, plan)).expect("the owner reads documents");
    assert!(!read.sees_internal, "as everybody would");
}

fn a_picture_of_the_text_is_on_the_paper(db: &TestDb) {
    let world = World::new(db);
    let plan = world.started();
    let picture = pictured::attached(&world, plan);
    pictured::write(&world, plan, format!("![Karta över drift](bild:{picture})"));
    let paper = |change: fn(&mut Reading)| {
        world.read(&world.manager, |read| {
            let mut plan = reading(read, plan, None)?;
            change(&mut plan);
            plan.paper(read, (kernel::Language::Swedish, ""))
        })
    };
    let shown = paper(|_| {}).expect("a paper");
    assert_eq!(shown.pictures.keys().copied().collect::<Vec<Id>>(), [picture]);
    let hidden = paper(|plan| {
        plan.content.sections[0].is_internal = true;
        plan.sees_internal = false;
    });
    assert!(hidden.expect("a paper").pictures.is_empty(), "what is not shown is not in the file either");
}
