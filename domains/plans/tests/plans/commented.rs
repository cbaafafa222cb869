//! What others say of a plan while it is looked over: at a piece of its text, answered, seen to, and told.

use crate::world::{World, asked, browser, is_not_found, objections, schema};
use kernel::{Actor, Id, Result, Subject};
use organisation::{AssignRole, RoleAssignment, assign_role};
use plans::{
    Comment, SaidOf, Saved, answer_comment, comments_of, make_comment, save_section, settle_comment,
};
use register::SYSTEM;
use serde_json::json;
use testkit::{Acting, TestDb, on_both_engines};

on_both_engines!(schema();
    a_comment_follows_its_paragraph_when_the_section_is_written_on,
    a_comment_on_a_paragraph_that_is_gone_is_shown_at_the_foot,
    whoever_reads_no_drafts_neither_sees_comments_nor_makes_any,
    words_that_are_missing_too_long_or_hold_an_identity_number_are_no_comment,
    what_is_seen_to_is_not_answered_and_waits_for_nobody,
    who_began_the_plan_and_who_asked_are_told,
    who_follows_the_plan_no_longer_is_told_nothing_more,
    a_piece_is_commented_on_and_answered_on_the_page,
    what_was_typed_wrong_comes_back_with_what_is_wrong,
    a_script_comments_answers_and_sees_to_comments,
);

const TEXT: &str = "Ett.\n\nTvå.\n\nTre.";

/// A plan whose section of goals says something, and somebody else who looks it over.
fn written(db: &TestDb) -> (World, Id, Actor) {
    let world = World::new(db);
    let plan = world.started();
    write(&world, plan, TEXT, ("", 0));
    let reader = world.employee("Objektledare", world.town);
    world.appoint("system_manager", &reader, Subject::new(SYSTEM, world.system));
    (world, plan, reader)
}

fn write(world: &World, plan: Id, text: &str, (base, base_revision): (&str, i64)) {
    let written = asked(plan, text, base, base_revision);
    let saved = world.write(&world.manager, move |tx| save_section(tx, &written));
    assert_eq!(saved.expect("the manager may write"), Saved::Stands { joined_with: None });
}

fn said_of(plan: Id, place: usize, text: &str) -> SaidOf {
    let mark = writing::pieces(TEXT)[place].mark();
    SaidOf { plan, section: "goals".into(), mark: Some(mark), place, text: text.into() }
}

fn say(world: &World, who: &Actor, said: SaidOf) -> Result<Id> {
    world.write(who, move |tx| make_comment(tx, &said))
}

fn comments(world: &World, who: &Actor, plan: Id) -> Result<Vec<Comment>> {
    world.read(who, |read| comments_of(read, plan, "goals"))
}

fn a_comment_follows_its_paragraph_when_the_section_is_written_on(db: &TestDb) {
    let (world, plan, reader) = written(db);
    say(&world, &reader, said_of(plan, 1, "Varför två?")).unwrap();
    write(&world, plan, "Nytt.\n\nEtt.\n\nTvå, och varför.\n\nTre.", (TEXT, 1));
    let found = comments(&world, &world.manager, plan).unwrap();
    assert_eq!((found[0].place, found[0].excerpt.as_str()), (Some(2), "Två."));
    assert_eq!(found[0].made_by_name, "Objektledare");
    assert_eq!(world.plan_actions(plan)[..2], ["plan.section_saved", "plan.commented"]);
}

fn a_comment_on_a_paragraph_that_is_gone_is_shown_at_the_foot(db: &TestDb) {
    let (world, plan, reader) = written(db);
    say(&world, &reader, said_of(plan, 1, "Varför två?")).unwrap();
    write(&world, plan, "Ett.\n\nTre.", (TEXT, 1));
    assert_eq!(comments(&world, &reader, plan).unwrap()[0].place, None);
    let site = world.site(&[&reader]);
    let page = browser(&site, &reader).get(&address(plan)).page();
    assert!(page.shows("stycket finns inte kvar: ”Två.”") && page.shows("Varför två?"));
}

fn whoever_reads_no_drafts_neither_sees_comments_nor_makes_any(db: &TestDb) {
    let (world, plan, _) = written(db);
    let neighbour = world.employee("Grannen", world.village);
    for stranger in [&world.user, &neighbour] {
        assert!(is_not_found(&comments(&world, stranger, plan)));
        assert!(is_not_found(&say(&world, stranger, said_of(plan, 0, "Hej"))));
    }
    let nowhere = SaidOf { section: "elsewhere".into(), ..said_of(plan, 0, "Hej") };
    assert!(is_not_found(&say(&world, &world.manager, nowhere)));
    let elsewhere = World::of(db, 2);
    assert!(is_not_found(&comments(&elsewhere, &elsewhere.operator, plan)));
}

fn words_that_are_missing_too_long_or_hold_an_identity_number_are_no_comment(db: &TestDb) {
    let (world, plan, reader) = written(db);
    let tried = |text: &str| objections(say(&world, &reader, said_of(plan, 0, text)));
    assert_eq!(tried(" "), ["comment objection-required"]);
    assert_eq!(tried(&"a".repeat(2_001)), ["comment objection-too-long"]);
    assert_eq!(tried("19121212-1212"), ["comment objection-personal-identity-number"]);
    assert_eq!(comments(&world, &reader, plan).unwrap(), []);
}

fn what_is_seen_to_is_not_answered_and_waits_for_nobody(db: &TestDb) {
    let (world, plan, reader) = written(db);
    let id = say(&world, &reader, said_of(plan, 0, "Stämmer det?")).unwrap();
    assert_eq!(told(&world, &world.manager).len(), 1);
    world.write(&world.manager, move |tx| settle_comment(tx, id)).unwrap();
    assert_eq!(told(&world, &world.manager), Vec::<String>::new());
    let settled = comments(&world, &reader, plan).unwrap()[0].settled.clone().expect("it is seen to");
    assert_eq!(settled.by_name, "Systemförvaltare Ekonomi");
    let answered = world.write(&reader, move |tx| answer_comment(tx, id, "Ja"));
    assert_eq!(objections(answered), [" plan-objection-comment-settled"]);
}

fn who_began_the_plan_and_who_asked_are_told(db: &TestDb) {
    let (world, plan, reader) = written(db);
    let id = say(&world, &reader, said_of(plan, 0, "Stämmer det?")).unwrap();
    assert_eq!(
        told(&world, &world.manager),
        ["Objektledare har kommenterat Systemförvaltningsplan Ekonomi 2026."]
    );
    assert_eq!(told(&world, &reader), Vec::<String>::new(), "nobody is told what they did themselves");
    world.write(&world.manager, move |tx| answer_comment(tx, id, "Ja.")).unwrap();
    let answer =
        "Systemförvaltare Ekonomi har svarat på en kommentar till Systemförvaltningsplan Ekonomi 2026.";
    assert_eq!(told(&world, &reader), [answer]);
}

fn who_follows_the_plan_no_longer_is_told_nothing_more(db: &TestDb) {
    let (world, plan, reader) = written(db);
    let (for_a_while, until) = (world.employee("Konsult", world.town), "2026-03-10".parse().unwrap());
    let system = Subject::new(SYSTEM, world.system);
    let role = RoleAssignment::new("system_manager", &system, "2026-01-01".parse().unwrap());
    let assignment =
        RoleAssignment { to: Some(until), ..role.held_by(for_a_while.person.expect("a person")) };
    world.done(move |tx| assign_role(tx, &AssignRole { assignment, reason: String::new() }));
    let [theirs, others] =
        [&for_a_while, &reader].map(|who| say(&world, who, said_of(plan, 0, "Stämmer det?")).unwrap());
    let answer = |day: &str, question: Id| {
        let manager = world.manager.clone().at(day);
        world.write(&manager, move |tx| answer_comment(tx, question, "Ja.")).unwrap();
    };
    answer("2026-03-10T08:00:00Z", theirs);
    assert_eq!(told(&world, &for_a_while).len(), 1, "on the last day");
    answer("2026-03-11T08:00:00Z", theirs);
    answer("2026-03-11T08:00:00Z", others);
    assert_eq!((told(&world, &for_a_while).len(), told(&world, &reader).len()), (1, 1));
}

/// What waits for somebody about plans.
fn told(world: &World, who: &Actor) -> Vec<String> {
    let person = who.person.expect("a person");
    let notices = world.read(who, |read| notify::open_notices(read, person)).expect("notices");
    notices.into_iter().filter(|one| one.address.starts_with("/planer")).map(|one| one.text.sv).collect()
}

fn address(plan: Id) -> String {
    format!("/planer/{plan}/avsnitt/goals/kommentarer")
}

fn a_piece_is_commented_on_and_answered_on_the_page(db: &TestDb) {
    let (world, plan, reader) = written(db);
    let site = world.site(&[&world.manager, &reader]);
    let (mut reader, mut manager) = (browser(&site, &reader), browser(&site, &world.manager));
    let page = reader.get(&address(plan)).page();
    let way = page.link("Kommentera stycke 2").expect("a way to comment");
    let form = way.split('#').next().expect("an address").to_owned();
    let said = reader.submit(&form, &address(plan), &[("comment", "Hur då?")]);
    assert_eq!(said.status, 303, "{}", said.text());
    let found = comments(&world, &world.manager, plan).unwrap();
    assert_eq!((found[0].place, found[0].text.as_str()), (Some(1), "Hur då?"));
    let shown = manager.get(&format!("/planer/{plan}")).page();
    assert_eq!(shown.link("Kommentarer (1) Mål").as_deref(), Some(address(plan).as_str()));
    let steps = format!("/planer/{plan}/kommentarer/{}", found[0].id);
    let asking = format!("{}?svara={}", address(plan), found[0].id);
    let answered = manager.submit(&asking, &format!("{steps}/svara"), &[("comment", "Så här.")]);
    assert_eq!(answered.status, 303, "{}", answered.text());
    let settled = manager.submit(&address(plan), &format!("{steps}/klar"), &[]);
    assert_eq!(settled.status, 303, "{}", settled.text());
    let page = reader.get(&address(plan)).page();
    assert!(page.shows("En kommentar är avklarad") && page.shows("Så här."));
}

fn what_was_typed_wrong_comes_back_with_what_is_wrong(db: &TestDb) {
    let (world, plan, reader) = written(db);
    let site = world.site(&[&reader]);
    let form = format!("{}?stycke=1", address(plan));
    let sent = browser(&site, &reader).submit(&form, &address(plan), &[("comment", "Ring 19121212-1212")]);
    assert_eq!(sent.status, 422);
    assert!(sent.page().shows("Ring 19121212-1212"), "{}", sent.text());
    assert_eq!(comments(&world, &reader, plan).unwrap(), []);
}

fn a_script_comments_answers_and_sees_to_comments(db: &TestDb) {
    let (world, plan, _) = written(db);
    let site = world.site(&[&world.manager]);
    let mut script = world.script(&site, &world.manager);
    let mut act = |name: &str, body: serde_json::Value| {
        script.send_json("POST", &format!("/api/v1/plans/{plan}/actions/{name}"), &[], &body)
    };
    let made = act("comment", json!({"section": "goals", "piece": 2, "text": "Hur då?"}));
    assert_eq!(made.status, 200, "{}", made.text());
    let comment = made.json()["comments"][0].clone();
    assert_eq!((&comment["piece"], &comment["excerpt"]), (&json!(2), &json!("Två.")));
    let answered = act("answer-comment", json!({"comment": comment["id"], "text": "Så här."}));
    assert_eq!(answered.json()["comments"][1]["answers"], comment["id"], "{}", answered.text());
    let settled = act("settle-comment", json!({"comment": comment["id"]}));
    assert_eq!(settled.json()["comments"][0]["settled_by_name"], "Systemförvaltare Ekonomi");
    let beyond = act("comment", json!({"section": "goals", "piece": 4, "text": "Var?"}));
    assert_eq!(beyond.status, 422, "{}", beyond.text());
    let elsewhere = act("settle-comment", json!({"comment": plan}));
    assert_eq!(elsewhere.status, 422, "{}", elsewhere.text());
}
