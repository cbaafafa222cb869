//! Whoever is appointed is asked, confirms or declines; who declines holds the role no longer, and the gap shows.

use crate::handover::{handed, leaves, to};
use crate::world::{World, acting, day, on, operator, rejected, schema};
use kernel::{Actor, Error, Id, Result};
use organisation::{
    AnswerAppointment, Answered, AssignRole, Because, Confirmation, EndAssignment, Ending, RoleAssignment,
    answer_appointment, assign_role, assignment, end_assignment,
};
use testkit::TestDb;

/// A role that the head of IT gives somebody.
fn appointed(world: &World, person: Id, from: &str) -> RoleAssignment {
    let actor = acting("it-chef", world.head_of_it);
    let given =
        RoleAssignment::new("system_owner", &world.system, day(from)).held_by(person).asked_by(&actor);
    let ask = AssignRole { assignment: given, reason: String::new() };
    world.write(&actor, move |tx| assign_role(tx, &ask)).expect("appointed")
}

fn answered(world: &World, actor: &Actor, one: &RoleAssignment, answer: Answered) -> Result<RoleAssignment> {
    let ask = AnswerAppointment { id: one.id, revision: one.revision, answer, reason: "Hinner inte".into() };
    world.write(actor, move |tx| answer_appointment(tx, &ask))
}

/// What waits to be seen by somebody on Start.
fn notices(world: &World, person: Id) -> Vec<String> {
    let open = world.read(&operator(), |read| notify::open_notices(read, person)).unwrap();
    open.into_iter().map(|told| told.text.sv).collect()
}

fn whoever_is_appointed_is_told_and_the_question_goes_when_it_is_answered(db: &TestDb) {
    let world = World::new(db);
    let given = appointed(&world, world.principal, "2026-03-02");
    assert_eq!(given.confirmation, Confirmation::Pending);
    let told = notices(&world, world.principal);
    assert!(told.len() == 1 && told[0].contains("Elevregister"), "{told:?}");
    let saved = answered(&world, &acting("rektor", world.principal), &given, Answered::Yes).unwrap();
    assert_eq!((saved.confirmation, saved.counts), (Confirmation::Confirmed, given.counts));
    assert!(notices(&world, world.principal).is_empty());
}

fn nobody_is_asked_about_what_was_handed_over_or_ended_with_the_employment(db: &TestDb) {
    let world = World::new(db);
    appointed(&world, world.principal, "2026-01-01");
    assert_eq!(notices(&world, world.principal).len(), 1);
    let head = acting("it-chef", world.head_of_it);
    handed(&world, &head, world.principal, to(world.teacher, "2026-03-02")).expect("handed over");
    assert!(notices(&world, world.principal).is_empty(), "handed over");
    assert_eq!(notices(&world, world.teacher).len(), 1);
    leaves(&world, world.teacher, "2026-02-28");
    assert!(notices(&world, world.teacher).is_empty(), "employed no longer");
}

fn an_appointment_counts_until_it_is_declined_and_then_the_gap_shows(db: &TestDb) {
    let world = World::new(db);
    let given = appointed(&world, world.principal, "2026-03-02");
    let outcome = |date: &str| {
        let actor = on(operator(), date);
        let evaluated = world.read(&actor, |read| findings::of_subject(read, &world.system)).unwrap();
        evaluated.findings.into_iter().find(|one| one.rule == "has-owner").unwrap().reason_code
    };
    assert_eq!(outcome("2026-03-02"), "enough_holders");
    let later = on(acting("rektor", world.principal), "2026-03-10");
    let saved = answered(&world, &later, &given, Answered::No).unwrap();
    assert_eq!(saved.counts.unwrap().to, Some(day("2026-03-09")));
    assert_eq!(outcome("2026-03-10"), "too_few_holders");
    let told = notices(&world, world.head_of_it);
    assert!(told.len() == 1 && told[0].contains("avböjt"), "whoever appointed is told: {told:?}");
    let may = |date: &str| {
        let actor = on(acting("rektor", world.principal), date);
        world.read(&actor, |read| access::may(read, organisation::ASSIGN, world.system.id)).unwrap()
    };
    assert!(may("2026-03-09") && !may("2026-03-10"));
}

fn who_declines_before_the_first_day_never_held_the_role(db: &TestDb) {
    let world = World::new(db);
    let given = appointed(&world, world.principal, "2026-05-01");
    let saved = answered(&world, &acting("rektor", world.principal), &given, Answered::No).unwrap();
    assert_eq!((saved.counts, saved.confirmation), (None, Confirmation::Declined));
    // A change of employment reckons the days anew.
    crate::handover::leaves(&world, world.principal, "2027-01-31");
    let kept = world.read(&operator(), |read| assignment(read, given.id)).unwrap();
    assert_eq!(kept.counts, None);
}

fn nobody_answers_twice_or_for_somebody_else(db: &TestDb) {
    let world = World::new(db);
    let given = appointed(&world, world.principal, "2026-03-02");
    for (user, person) in [("larare", world.teacher), ("it-chef", world.head_of_it)] {
        let answer = answered(&world, &acting(user, person), &given, Answered::No);
        assert!(matches!(answer, Err(Error::Refused(_))), "{user}: {answer:?}");
    }
    let neighbour = acting("handlaggare", world.neighbour_employee);
    assert!(matches!(answered(&world, &neighbour, &given, Answered::No), Err(Error::NotFound)));
    let holder = acting("rektor", world.principal);
    let declined = answered(&world, &holder, &given, Answered::No).unwrap();
    let again = answered(&world, &holder, &declined, Answered::No);
    assert_eq!(rejected(again), [(String::new(), "objection-answered-already")]);
    let stale = answered(&world, &holder, &given, Answered::Yes);
    assert_eq!(rejected(stale).len(), 1, "an older page answers nothing");
    let bound = Actor { only: Some(vec!["people.read".into()]), ..holder };
    assert!(matches!(answered(&world, &bound, &declined, Answered::Yes), Err(Error::Refused(_))));
}

fn nobody_is_asked_about_what_was_withdrawn(db: &TestDb) {
    let world = World::new(db);
    let given = appointed(&world, world.principal, "2026-03-02");
    let because = Because { reason: "Fel person".into(), decision: String::new() };
    let ask = EndAssignment { id: given.id, revision: 1, ending: Ending::Withdrawn, because };
    let withdrawn = world.write(&operator(), move |tx| end_assignment(tx, &ask)).unwrap();
    assert!(notices(&world, world.principal).is_empty());
    let late = answered(&world, &acting("rektor", world.principal), &withdrawn, Answered::Yes);
    assert_eq!(rejected(late), [(String::new(), "objection-appointment-over")]);
}

fn what_was_entered_from_before_is_not_asked_about(db: &TestDb) {
    let world = World::new(db);
    let given = world.given("system_owner", &world.system, world.principal);
    assert_eq!(given.confirmation, Confirmation::NotAsked);
    assert!(notices(&world, world.principal).is_empty());
    let answer = answered(&world, &acting("rektor", world.principal), &given, Answered::Yes);
    assert_eq!(rejected(answer), [(String::new(), "objection-not-asked")]);
}

testkit::on_both_engines!(schema();
    whoever_is_appointed_is_told_and_the_question_goes_when_it_is_answered,
    nobody_is_asked_about_what_was_handed_over_or_ended_with_the_employment,
    an_appointment_counts_until_it_is_declined_and_then_the_gap_shows,
    who_declines_before_the_first_day_never_held_the_role,
    nobody_answers_twice_or_for_somebody_else,
    nobody_is_asked_about_what_was_withdrawn,
    what_was_entered_from_before_is_not_asked_about,
);
