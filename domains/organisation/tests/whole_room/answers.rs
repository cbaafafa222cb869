//! Whoever is appointed is asked, confirms or declines; who declines holds the role no longer, and the gap shows.

use crate::browser::Served;
use crate::handover::{handed, leaves, to};
use crate::world::{World, acting, day, on, operator, rejected, schema};
use kernel::{Actor, Error, Id, Result};
use organisation::{
    AnswerAppointment, Answered, AssignRole, Because, Confirmation, EndAssignment, Ending, RoleAssignment,
    answer_appointment, assign_role, assignment, end_assignment, note_answer,
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

fn noted(
    world: &World,
    actor: &Actor,
    one: &RoleAssignment,
    answer: (Answered, &str),
) -> Result<RoleAssignment> {
    let (answer, reason) = (answer.0, answer.1.to_owned());
    let ask = AnswerAppointment { id: one.id, revision: one.revision, answer, reason };
    world.write(actor, move |tx| note_answer(tx, &ask))
}

fn whoever_may_appoint_notes_the_answer_of_somebody_who_cannot_give_it_here(db: &TestDb) {
    let world = World::new(db);
    let head = acting("it-chef", world.head_of_it);
    let given = appointed(&world, world.principal, "2026-03-02");
    let by_mail = (Answered::Yes, "Svarade med e-post den 3 mars");
    let teacher = noted(&world, &acting("larare", world.teacher), &given, by_mail);
    assert!(matches!(teacher, Err(Error::Refused(_))), "who may not appoint: {teacher:?}");
    let own = noted(&world, &acting("rektor", world.principal), &given, by_mail);
    assert!(matches!(own, Err(Error::Refused(_))), "one's own answer is no note: {own:?}");
    let without = rejected(noted(&world, &head, &given, (Answered::Yes, " ")));
    assert_eq!(without, [("reason".to_owned(), "objection-required")]);
    let saved = noted(&world, &head, &given, by_mail).unwrap();
    assert_eq!((saved.confirmation, saved.counts), (Confirmation::Confirmed, given.counts));
    let told = notices(&world, world.principal);
    assert!(told.len() == 1 && told[0].starts_with("Det är antecknat"), "{told:?}");
    let unanswered = organisation::deadlines().remove(3);
    let late = on(operator(), "2026-04-01");
    let asked = world.read(&late, |read| (unanswered.of)(read, None, day("2026-12-31"))).unwrap();
    assert_eq!(asked.len(), 0, "nobody is reminded any more");
}

fn a_no_that_is_noted_leaves_the_gap_as_a_no_of_ones_own(db: &TestDb) {
    let world = World::new(db);
    let head = acting("it-chef", world.head_of_it);
    let given = appointed(&world, world.principal, "2026-03-02");
    let saved = noted(&world, &head, &given, (Answered::No, "Sa nej på telefon")).unwrap();
    assert_eq!((saved.confirmation, saved.counts), (Confirmation::Declined, None));
    assert!(notices(&world, world.head_of_it).is_empty(), "who noted it knows");
    let again = rejected(noted(&world, &head, &saved, (Answered::Yes, "Ändrade sig")));
    assert_eq!(again[0].1, "objection-answered-already");
}

fn an_answer_is_noted_on_the_page_of_the_assignment_and_by_script(db: &TestDb) {
    let world = World::new(db);
    let given = appointed(&world, world.principal, "2026-03-02");
    let accounts = [("itchef", world.head_of_it), ("rektor", world.principal)];
    let served = Served::new(&world, &accounts);
    let (head, holder) = (served.browser("itchef"), served.browser("rektor"));
    let page = format!("/uppdrag/{}", given.id);
    let step = format!("{page}/anteckna-bekraftat");
    assert!(head.get(&page).text.contains(&step), "offered to who may appoint");
    assert!(!holder.get(&page).text.contains(&step), "the holder answers");
    assert_eq!(head.fill_in(&step, &[("reason", "")]).status, 422);
    assert_eq!(head.fill_in(&step, &[("reason", "Svarade med e-post")]).status, 303);
    let history = head.get(&format!("{page}?flik=historik")).text;
    assert!(history.contains("antecknade att ett uppdrag är bekräftat"), "{history}");
    assert!(history.contains("Svarade med e-post"), "{history}");
    assert!(!head.get(&page).text.contains(&step), "there is nothing more to note");
    let script = served.script("itchef");
    let body = r#"{"reason": "Sa nej på telefon"}"#;
    let late = script.send("POST", &format!("role-assignments/{}/actions/note-declined", given.id), "", body);
    assert_eq!(late.status, 422, "{}", late.text);
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
    whoever_may_appoint_notes_the_answer_of_somebody_who_cannot_give_it_here,
    a_no_that_is_noted_leaves_the_gap_as_a_no_of_ones_own,
    an_answer_is_noted_on_the_page_of_the_assignment_and_by_script,
    nobody_is_asked_about_what_was_handed_over_or_ended_with_the_employment,
    an_appointment_counts_until_it_is_declined_and_then_the_gap_shows,
    who_declines_before_the_first_day_never_held_the_role,
    nobody_answers_twice_or_for_somebody_else,
    nobody_is_asked_about_what_was_withdrawn,
    what_was_entered_from_before_is_not_asked_about,
);
