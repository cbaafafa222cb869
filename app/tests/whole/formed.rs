//! Groups under a guideline that speaks of them: one that must be formed is missing until somebody sits in it, the seventh
//! finds no seat, and where a guideline says nothing of groups nobody asks for them.

use crate::program::{Federation, Persona, Program};
use findings::Finding;
use kernel::{Error, Id, Permission, Result, Subject};
use organisation::{Because, Forum, ORGANISATION, SaveForum};
use register::{ManagedObject, OBJECT, SYSTEM};
use storage::{Db, Read, View};
use testkit::{Acting as _, TestDb, on_both_engines, operator};
use vidmakt::domains;

const RULE: &str = "steering-group-formed";

/// A management object that several municipalities share.
fn common_object(program: &Program, here: &Federation) -> Subject {
    object_of(program, here, "common_object")
}

fn object_of(program: &Program, here: &Federation, kind: &str) -> Subject {
    let object = ManagedObject {
        name: "Ekonomi".into(),
        kind: kind.into(),
        organisation: Some(here.own),
        ..ManagedObject::default()
    };
    let id = object.id;
    program.write(here, move |tx| register::save_object(tx, object));
    Subject::new(OBJECT, id)
}

/// A steering group of the object with so many employees in it.
fn group_of(program: &Program, here: &Federation, object: &Subject, seats: usize) -> SaveForum {
    let sitting = |number| program.employed(here, &format!("verksamhetschef-{number}")).person;
    let people: Vec<Id> = (0..seats).map(sitting).collect();
    let from = "2026-01-01".parse().expect("a date");
    let forum = Forum { name: "Ekonomi".into(), people, ..Forum::new("steering_group", object, from) };
    SaveForum { forum, revision: None, because: Because::default() }
}

fn demand_on(program: &Program, here: &Federation, object: &Subject) -> Finding {
    let actor = kernel::Actor::operator(here.tenant, operator().seconds_later(900).now);
    let evaluated = program.db.read(&actor, View::Now, |read| findings::of_subject(read, object));
    let mut found = evaluated.expect("the object is there").findings.into_iter();
    found.find(|finding| finding.rule == RULE).expect("the guideline speaks of its group")
}

fn a_common_object_lacks_its_group_until_somebody_sits_in_it(db: &TestDb) {
    let program = Program::on(db);
    let here = program.federation("here", "vmkf");
    let object = common_object(&program, &here);
    let before = demand_on(&program, &here, &object);
    assert!(before.is_open());
    assert_eq!(
        (before.reason_code.as_str(), &before.clauses[..]),
        ("forum_missing", &["S0-025".to_owned()][..])
    );
    let mut empty = group_of(&program, &here, &object, 0);
    empty.forum.roles = vec!["information_owner".into()];
    let formed = program.write(&here, move |tx| organisation::save_forum(tx, &empty));
    assert_eq!(demand_on(&program, &here, &object).reason_code, "forum_empty");
    let people = group_of(&program, &here, &object, 2).forum.people;
    let ask = SaveForum {
        revision: Some(formed.revision),
        forum: Forum { people, ..formed },
        because: Because::default(),
    };
    program.write(&here, move |tx| organisation::save_forum(tx, &ask));
    assert_eq!(demand_on(&program, &here, &object).reason_code, "forum_formed");
}

fn six_sit_in_a_group_with_a_note_and_the_seventh_finds_no_seat(db: &TestDb) {
    let program = Program::on(db);
    let here = program.federation("here", "vmkf");
    let object = common_object(&program, &here);
    let seven = group_of(&program, &here, &object, 7);
    let actor = kernel::Actor::operator(here.tenant, operator().seconds_later(600).now);
    let six = SaveForum {
        forum: Forum { people: seven.forum.people[..6].to_vec(), ..seven.forum.clone() },
        ..seven.clone()
    };
    let refused = program.db.write(&actor, move |tx| organisation::save_forum(tx, &seven));
    let Err(Error::Rejected(objections)) = refused else { panic!("seven sit there: {refused:?}") };
    assert_eq!(objections.len(), 1, "{objections:?}");
    assert!(objections[0].clauses.contains(&"S0-061".to_owned()), "{objections:?}");
    program.write(&here, move |tx| organisation::save_forum(tx, &six));
    assert_eq!(demand_on(&program, &here, &object).reason_code, "forum_at_limit");
}

fn whoever_sits_in_a_group_finds_it_on_start_among_what_is_theirs(db: &TestDb) {
    let program = Program::on(db);
    let here = program.federation("here", "vmkf");
    let object = common_object(&program, &here);
    let [member, other] =
        ["verksamhetschef", "handläggare"].map(|function| program.employed(&here, function));
    let forum = Forum { people: vec![member.person], ..group_of(&program, &here, &object, 0).forum };
    let ask = SaveForum { forum, revision: None, because: Because::default() };
    program.write(&here, move |tx| organisation::save_forum(tx, &ask));
    let start = |persona: &Persona| program.browser(persona).get("/").text();
    assert!(start(&member).contains("Platser i grupper") && start(&member).contains("Ekonomi"));
    assert!(!start(&member).contains("Du har inga uppdrag"), "a seat is something to do");
    assert!(!start(&other).contains("Platser i grupper"));
}

/// What a plan is decided by, in the order in which it is asked.
const DECIDE: [&str; 3] = ["plan.approve", "object.decide", "budget.decide"];

/// Of a common object it is the group that decides, not each owner of information by themselves; of infrastructure that of the
/// federation; of a municipality's own object whoever leads the department.
fn each_kind_of_object_is_decided_by_whom_the_guideline_names_for_it(db: &TestDb) {
    let program = Program::on(db);
    let here = program.federation("here", "vmkf");
    let federation = Subject::new(ORGANISATION, here.own);
    let [of_object, of_federation, owner, head] =
        ["objekt", "förbund", "ägare", "chef"].map(|function| program.employed(&here, function));
    let sits = |body: &str, subject: &Subject, persona: &Persona| {
        let group = group_of(&program, &here, subject, 0).forum;
        let forum = Forum { body: body.into(), people: vec![persona.person], ..group };
        let ask = SaveForum { forum, revision: None, because: Because::default() };
        program.write(&here, move |tx| organisation::save_forum(tx, &ask));
    };
    sits("vmkf_steering_group", &federation, &of_federation);
    for (kind, decides) in [
        ("common_object", [true, false, false, false]),
        ("infrastructure_object", [false, true, false, false]),
        ("managed_object", [false, false, false, true]),
    ] {
        let object = object_of(&program, &here, kind);
        sits("steering_group", &object, &of_object);
        program.grant(&here, &owner, "information_owner", object.id);
        program.grant(&here, &head, "head_of_department", object.id);
        let may = |persona: &Persona| {
            let asked = |read: &Read| {
                let (pack, facts) = (findings::pack_in_force(read)?, findings::facts_of(read, &object)?);
                findings::entitled(read, &pack, (object.id, &facts), &DECIDE, Permission("forums.edit"))
            };
            program.db.read(&program.actor(&here, persona), View::Now, asked).expect("an answer").is_given()
        };
        assert_eq!([&of_object, &of_federation, &owner, &head].map(may), decides, "{kind}");
    }
}

/// How many statements a question about the system takes.
fn statements(db: &Db, here: &Federation, ask: impl Fn(&Read) -> Result<()>) -> u64 {
    let actor = kernel::Actor::operator(here.tenant, operator().seconds_later(900).now);
    let before = db.statements_run();
    db.read(&actor, View::Now, |read| ask(read)).expect("it can be read");
    db.statements_run() - before
}

fn groups_are_asked_for_only_where_the_guideline_says_something_of_them(db: &TestDb) {
    let program = Program::on(db);
    // What other rooms know of a system is left out of the count.
    let rulebook = domains::rulebook().expect("the permissions of base are right");
    let rulebook = rulebook.with_supplements(vec![organisation::forum_supplement(SYSTEM)]);
    let only_groups = program.db.clone().with_attachment(rulebook);
    for (pack, is_asked) in [("itradet", false), ("vmkf", true)] {
        let here = program.federation(pack, pack);
        let system = program.system(&here, here.own, "Elevregister");
        let known = |read: &Read| findings::facts_of_all(read, SYSTEM.name(), &[system]).map(drop);
        let judged = |read: &Read| findings::evaluate_subjects(read, SYSTEM.name(), &[system]).map(drop);
        // The pack is read once and kept.
        statements(&only_groups, &here, known);
        let (known, judged) =
            (statements(&only_groups, &here, known), statements(&only_groups, &here, judged));
        assert_eq!(judged > known + 1, is_asked, "{pack}: {judged} to judge, {known} and the names to know");
    }
}

on_both_engines!(domains::schema();
    whoever_sits_in_a_group_finds_it_on_start_among_what_is_theirs,
    each_kind_of_object_is_decided_by_whom_the_guideline_names_for_it,
    a_common_object_lacks_its_group_until_somebody_sits_in_it,
    six_sit_in_a_group_with_a_note_and_the_seventh_finds_no_seat,
    groups_are_asked_for_only_where_the_guideline_says_something_of_them,
);
