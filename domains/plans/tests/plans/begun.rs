//! How a plan is begun, who sees it, and what comes along from last year.

use crate::world::{World, asked, is_not_found, is_refused, objections, reference_pack, schema};
use findings::{AdoptPack, adopt_pack};
use kernel::{Actor, Subject};
use plans::{
    Beginning, PLANS, PlanRow, PlanState, Saved, content_of, save_section, sections_of, visible_plan,
};
use register::{SYSTEM, WithdrawDocument, visible_document, withdraw_document};
use storage::{Query, View};
use testkit::{Acting, TestDb, on_both_engines};

on_both_engines!(schema();
    a_plan_that_is_begun_is_a_document_of_the_register_with_the_same_id,
    whoever_may_not_write_there_begins_none_and_sees_none,
    a_plan_is_begun_once_a_year_and_for_no_year_long_past,
    a_plan_that_was_begun_by_mistake_is_withdrawn_and_begun_anew,
    the_words_of_last_year_come_along_and_are_marked_until_somebody_looks,
    the_words_of_a_plan_of_something_else_are_copied_by_who_reads_them,
    what_the_register_knows_stands_in_the_plan,
    a_kind_that_the_guideline_no_longer_has_can_be_read,
    a_past_day_shows_what_was_written_then,
);

fn a_plan_that_is_begun_is_a_document_of_the_register_with_the_same_id(db: &TestDb) {
    let world = World::new(db);
    let id = world.started();
    let plan = world.plan(id);
    assert_eq!(
        (plan.name.as_str(), plan.title().as_str()),
        ("Systemförvaltningsplan Ekonomi", "Systemförvaltningsplan Ekonomi 2026")
    );
    assert_eq!((plan.state, plan.version, plan.in_force), (PlanState::Draft, 1, None));
    let document = world.read(&world.manager, |read| visible_document(read, id)).expect("the document");
    assert_eq!(
        (document.document_type.as_str(), document.year, document.is_decided()),
        ("management_plan", Some(2026), false)
    );
    assert_eq!(world.plan_actions(id), ["plan.started"]);
}

fn whoever_may_not_write_there_begins_none_and_sees_none(db: &TestDb) {
    let world = World::new(db);
    assert!(is_refused(&world.start(&world.user, &world.beginning())));
    let id = world.started();
    let neighbour = world.employee("Grannen", world.village);
    for stranger in [&world.user, &neighbour] {
        assert!(is_not_found(&world.read(stranger, |read| visible_plan(read, id))));
    }
    assert!(is_not_found(&world.start(&neighbour, &world.beginning())));
    let elsewhere = World::of(db, 2);
    assert!(is_not_found(&elsewhere.read(&elsewhere.operator, |read| visible_plan(read, id))));
    let listed = |who: &Actor| {
        let query = access::visible_to(who, plans::READ_DRAFTS, Query::first(10));
        world.read(who, |read| PLANS.page::<PlanRow>(read, &query)).expect("the list").items
    };
    assert_eq!(listed(&world.manager)[0].subject_name, "Ekonomi");
    assert!(listed(&world.user).is_empty());
}

fn a_plan_is_begun_once_a_year_and_for_no_year_long_past(db: &TestDb) {
    let world = World::new(db);
    let first = world.started();
    let again = |change: &dyn Fn(&mut Beginning)| {
        let mut asked = world.beginning();
        change(&mut asked);
        objections(world.start(&world.manager, &asked))
    };
    assert_eq!(again(&|_| ()), ["year plan-objection-there-already"]);
    assert_eq!(again(&|asked| asked.year = Some(2024)), ["year plan-objection-year-past"]);
    assert_eq!(again(&|asked| asked.year = None), ["year objection-required"]);
    assert_eq!(again(&|asked| asked.kind = "budget".into()), ["kind plan-objection-no-such-kind"]);
    assert_eq!(
        again(&|asked| (asked.year, asked.follows) = (Some(2025), Some(first))),
        ["follows plan-objection-follows-another"]
    );
    let next = Beginning { year: Some(2027), follows: Some(first), ..world.beginning() };
    assert!(world.start(&world.manager, &next).is_ok());
}

fn a_plan_that_was_begun_by_mistake_is_withdrawn_and_begun_anew(db: &TestDb) {
    let world = World::new(db);
    let document = world.started();
    let ask = WithdrawDocument { document, revision: None, reason: "Fel system".into() };
    world.done(move |tx| withdraw_document(tx, &ask));
    let anew = world.start(&world.manager, &world.beginning()).expect("nothing stands in the way");
    assert_ne!(anew, document);
    assert_eq!(
        objections(world.start(&world.manager, &world.beginning())),
        ["year plan-objection-there-already"]
    );
}

fn the_words_of_last_year_come_along_and_are_marked_until_somebody_looks(db: &TestDb) {
    let world = World::new(db);
    let first = world.started();
    let write = |plan, base: &str, base_revision| {
        let written = asked(plan, "Ett stängt bokslut varje månad.", base, base_revision);
        world.write(&world.manager, move |tx| save_section(tx, &written))
    };
    assert_eq!(write(first, "", 0).unwrap(), Saved::Stands { joined_with: None });
    let next = Beginning { year: Some(2027), follows: Some(first), ..world.beginning() };
    let next = world.start(&world.manager, &next).unwrap();
    let sections = || {
        let plan = world.plan(next);
        world.read(&world.manager, |read| sections_of(read, &plan)).unwrap()
    };
    assert_eq!(sections().len(), 1);
    assert_eq!(
        (sections()[0].content.as_str(), sections()[0].is_looked_at),
        ("Ett stängt bokslut varje månad.", false)
    );
    write(next, "Ett stängt bokslut varje månad.", 1).unwrap();
    assert!(sections()[0].is_looked_at, "saved as it stands, it is looked at");
}

fn the_words_of_a_plan_of_something_else_are_copied_by_who_reads_them(db: &TestDb) {
    let world = World::new(db);
    let id = world.started();
    let written = asked(id, "Ett stängt bokslut.", "", 0);
    world.write(&world.manager, move |tx| save_section(tx, &written)).unwrap();
    let other = world.registered("Lön");
    let asked = Beginning { subject: Some(other), copied_from: Some(id), ..world.beginning() };
    let owner = world.employee("Systemägare Lön", world.town);
    world.appoint("system_owner", &owner, Subject::new(SYSTEM, other));
    assert!(is_not_found(&world.start(&owner, &asked)), "who does not read the draft copies nothing");
    let copy = world.plan(world.start(&world.manager, &asked).unwrap());
    let sections = world.read(&world.manager, |read| sections_of(read, &copy)).unwrap();
    assert_eq!((sections[0].content.as_str(), sections[0].is_looked_at), ("Ett stängt bokslut.", false));
}

fn what_the_register_knows_stands_in_the_plan(db: &TestDb) {
    let world = World::new(db);
    let plan = world.plan(world.started());
    let pack = world.read(&world.manager, findings::pack_in_force).unwrap();
    let mut kind = pack.plan_kind("management_plan").expect("the kind").clone();
    kind.sections[0].holds = policy::Holds::Organisation;
    kind.sections[1].holds = policy::Holds::Documents;
    let content = world.read(&world.manager, |read| content_of(read, &plan, Some(&kind))).unwrap();
    let people: Vec<&str> = content.people.iter().map(|row| row.name.sv.as_str()).collect();
    assert_eq!(people, ["Systemförvaltare Ekonomi"]);
    assert!(content.documents.is_empty(), "the plan is not among its documents");
    assert!(content.is_filled(&content.sections[0]) && !content.is_filled(&content.sections[1]));
}

fn a_kind_that_the_guideline_no_longer_has_can_be_read(db: &TestDb) {
    let world = World::new(db);
    let id = world.started();
    let written = asked(id, "Mål", "", 0);
    world.write(&world.manager, move |tx| save_section(tx, &written)).unwrap();
    let mut source = reference_pack();
    for (name, text) in &mut source.files {
        let before = match name.as_str() {
            "plans.toml" => "id = \"management_plan\"",
            _ if name.starts_with("tests/") => "expect_plan = \"management_plan\"",
            _ => continue,
        };
        *text = text
            .replace(before, &before.replace("management", "yearly"))
            .replace(" management_plan = [", " yearly_plan = [");
    }
    let ask = AdoptPack {
        source,
        decision: "KS § 2".into(),
        reason: "Riktlinjen är omarbetad.".into(),
        valid_from: Some("2026-03-02".parse().unwrap()),
        ..AdoptPack::default()
    };
    world.done(move |tx| adopt_pack(tx, &ask));
    let plan = world.plan(id);
    let content = world.read(&world.manager, |read| content_of(read, &plan, None)).unwrap();
    assert_eq!(content.sections[0].title.sv, "goals (finns inte i riktlinjen)");
    assert_eq!(content.sections[0].text, "Mål");
    assert_eq!(
        objections(world.start(&world.manager, &Beginning { year: Some(2027), ..world.beginning() })),
        ["kind plan-objection-no-such-kind"]
    );
}

fn a_past_day_shows_what_was_written_then(db: &TestDb) {
    let world = World::new(db);
    let id = world.started();
    let later = world.manager.clone().at("2026-06-01T08:00:00Z");
    let asked = |text: &str, base: &str, base_revision| asked(id, text, base, base_revision);
    let first = asked("Först", "", 0);
    world.write(&world.manager, move |tx| save_section(tx, &first)).unwrap();
    let second = asked("Sedan", "Först", 1);
    world.write(&later, move |tx| save_section(tx, &second)).unwrap();
    let plan = world.plan(id);
    let at = |view| world.db.read(&later, view, |read| sections_of(read, &plan)).unwrap();
    assert_eq!(at(View::AsOf("2026-05-01".parse().unwrap()))[0].content, "Först");
    assert_eq!(at(View::Now)[0].content, "Sedan");
}
