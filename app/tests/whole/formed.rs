//! Groups under a guideline that speaks of them: one that must be formed is missing until somebody sits in it, the seventh
//! finds no seat, and where a guideline says nothing of groups nobody asks for them.

use crate::program::{Federation, Program};
use findings::Finding;
use kernel::{Error, Id, Result, Subject};
use organisation::{Because, Forum, SaveForum};
use register::{ManagedObject, OBJECT, SYSTEM};
use storage::{Read, View};
use testkit::{Acting as _, TestDb, on_both_engines, operator};
use vidmakt::domains;

const RULE: &str = "steering-group-formed";

/// A management object that several municipalities share.
fn common_object(program: &Program, here: &Federation) -> Subject {
    let object = ManagedObject {
        name: "Ekonomi".into(),
        kind: "common_object".into(),
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

/// How many statements a question about the system takes.
fn statements(program: &Program, here: &Federation, ask: impl Fn(&Read) -> Result<()>) -> u64 {
    let actor = kernel::Actor::operator(here.tenant, operator().seconds_later(900).now);
    let before = program.db.statements_run();
    program.db.read(&actor, View::Now, |read| ask(read)).expect("it can be read");
    program.db.statements_run() - before
}

fn groups_are_asked_for_only_where_the_guideline_says_something_of_them(db: &TestDb) {
    let program = Program::on(db);
    for (pack, is_asked) in [("itradet", false), ("vmkf", true)] {
        let here = program.federation(pack, pack);
        let system = program.system(&here, here.own, "Elevregister");
        let known = |read: &Read| findings::facts_of_all(read, SYSTEM.name(), &[system]).map(drop);
        let judged = |read: &Read| findings::evaluate_subjects(read, SYSTEM.name(), &[system]).map(drop);
        let (known, judged) = (statements(&program, &here, known), statements(&program, &here, judged));
        assert_eq!(judged > known + 1, is_asked, "{pack}: {judged} to judge, {known} and the names to know");
    }
}

on_both_engines!(domains::schema();
    a_common_object_lacks_its_group_until_somebody_sits_in_it,
    six_sit_in_a_group_with_a_note_and_the_seventh_finds_no_seat,
    groups_are_asked_for_only_where_the_guideline_says_something_of_them,
);
