//! Deputies, those who were appointed, movers and leavers: what is told ahead, to whom, and until when.

use crate::absences::{away, planned};
use crate::handover::{handed, leaves, to};
use crate::leaving::manager_of;
use crate::world::{World, acting, day, on, operator, schema};
use kernel::{Id, Subject};
use organisation::{
    AnswerAppointment, Answered, AssignRole, Because, Employment, LeavingItem, LeavingItems, RoleAssignment,
    SaveEmployment, SetDeputy, TickItem, answer_appointment, assign_role, lacking_after, move_of,
    offboarding_of, save_employment, set_deputy, tick_item, visible_endings,
};
use std::collections::BTreeSet;
use storage::Query;
use testkit::TestDb;

const VACANCIES: usize = 0;
const UNANSWERED: usize = 3;
const LEAVING: usize = 4;

/// Who is told what on a day by one of the sources: the person, the last day and the message.
fn told(
    world: &World,
    source: usize,
    date: &str,
    asked: Option<&[Id]>,
) -> BTreeSet<(Id, String, &'static str)> {
    let source = organisation::deadlines().remove(source);
    let found =
        world.read(&on(operator(), date), |read| (source.of)(read, asked, day("2027-12-31"))).unwrap();
    found.into_iter().map(|one| (one.person, one.due.to_string(), one.message.key)).collect()
}

fn people(told: &BTreeSet<(Id, String, &'static str)>) -> BTreeSet<Id> {
    told.iter().map(|(person, ..)| *person).collect()
}

/// The principal owns the system, and the teacher stands in for good.
fn with_deputy(world: &World) -> RoleAssignment {
    let (subject, holder, deputy) = (world.system.clone(), world.principal, world.teacher);
    let given = world.write(&operator(), move |tx| {
        let one = RoleAssignment::new("system_owner", &subject, day("2026-01-01")).held_by(holder);
        let assignment = RoleAssignment { deputy: Some(deputy), ..one };
        assign_role(tx, &AssignRole { assignment, reason: String::new() })
    });
    given.expect("given")
}

fn a_deputy_who_leaves_is_listed_and_told_with_their_manager(db: &TestDb) {
    let world = World::new(db);
    with_deputy(&world);
    manager_of(&world, world.teacher, world.neighbour_employee);
    assert!(told(&world, VACANCIES, "2026-03-02", None).is_empty(), "nobody leaves");
    leaves(&world, world.teacher, "2026-04-30");
    let listed = world.read(&operator(), |read| visible_endings(read, Query::first(5))).unwrap().items;
    let rows: Vec<_> = listed.iter().map(|one| (one.is_deputy, one.last_day.to_string())).collect();
    assert_eq!(rows, [(true, "2026-04-30".to_owned())]);
    let all = told(&world, VACANCIES, "2026-03-02", None);
    let expected = [world.principal, world.teacher, world.neighbour_employee, world.head_of_it];
    assert_eq!(people(&all), expected.into(), "the holder, the deputy, the manager, who appoints");
    assert!(all.iter().all(|(_, due, key)| due == "2026-04-30" && *key == "deadline-deputy-ends"), "{all:?}");
    for person in expected {
        let one = told(&world, VACANCIES, "2026-03-02", Some(&[person]));
        assert_eq!(people(&one), [person].into(), "as among all");
    }
}

fn a_deputy_who_goes_to_another_employer_stands_in_no_longer(db: &TestDb) {
    let world = World::new(db);
    with_deputy(&world);
    leaves(&world, world.teacher, "2026-04-30");
    let ask = employed_at(world.teacher, world.neighbour, "2026-05-01");
    world.write(&operator(), move |tx| save_employment(tx, &ask)).unwrap();
    assert!(people(&told(&world, VACANCIES, "2026-03-02", None)).contains(&world.teacher));
}

fn the_days_of_a_deputy_end_once_whichever_comes_first(db: &TestDb) {
    let world = World::new(db);
    world.given("system_owner", &world.system, world.principal);
    planned(&world, &acting("it-chef", world.head_of_it), away(&world, Some(world.teacher))).unwrap();
    let last_days = || {
        let listed = world.read(&operator(), |read| visible_endings(read, Query::first(5))).unwrap().items;
        listed.iter().map(|one| one.last_day.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(last_days(), ["2026-04-30"]);
    leaves(&world, world.teacher, "2026-04-15");
    assert_eq!(last_days(), ["2026-04-15"]);
    leaves(&world, world.teacher, "2026-05-15");
    assert_eq!(last_days(), ["2026-04-30"]);
}

fn employed_at(person: Id, organisation: Id, from: &str) -> SaveEmployment {
    let employment = Employment::new(person, organisation, day(from));
    SaveEmployment { employment, revision: None, because: Because::default() }
}

/// On the system of which the principal was appointed owner by the head of IT.
fn appointed(world: &World) -> RoleAssignment {
    let actor = acting("it-chef", world.head_of_it);
    let one = RoleAssignment::new("system_owner", &world.system, day("2026-01-01"));
    let assignment = one.held_by(world.principal).asked_by(&actor);
    world.write(&actor, move |tx| assign_role(tx, &AssignRole { assignment, reason: String::new() })).unwrap()
}

fn whoever_was_appointed_has_some_days_to_answer_and_then_the_appointer_is_told(db: &TestDb) {
    let world = World::new(db);
    let given = appointed(&world);
    let holder = (world.principal, "2026-03-16".to_owned(), "deadline-answer-appointment");
    let appointer = (world.head_of_it, "2026-03-16".to_owned(), "deadline-appointment-unanswered");
    assert_eq!(told(&world, UNANSWERED, "2026-03-08", None), [].into(), "the notice has told them");
    assert_eq!(told(&world, UNANSWERED, "2026-03-09", None), [holder.clone()].into(), "a week before");
    assert_eq!(told(&world, UNANSWERED, "2026-03-16", None), [holder.clone()].into(), "the last day");
    let both: BTreeSet<_> = [holder.clone(), appointer.clone()].into();
    assert_eq!(told(&world, UNANSWERED, "2026-03-17", None), both);
    let asked = |person: Id| told(&world, UNANSWERED, "2026-03-17", Some(&[person]));
    assert_eq!(asked(world.principal), [holder].into());
    assert_eq!(asked(world.head_of_it), [appointer].into());
    assert_eq!(asked(world.teacher), [].into());
    let ask = AnswerAppointment {
        id: given.id,
        revision: given.revision,
        answer: Answered::Yes,
        reason: String::new(),
    };
    world.write(&acting("rektor", world.principal), move |tx| answer_appointment(tx, &ask)).unwrap();
    assert_eq!(told(&world, UNANSWERED, "2026-03-17", None), [].into());
}

/// The teacher goes from the department to the municipality itself, and holds a role.
fn moving(world: &World) {
    world.given("system_administrator", &world.system, world.teacher);
    manager_of(world, world.teacher, world.principal);
    leaves(world, world.teacher, "2026-04-30");
    let ask = employed_at(world.teacher, world.municipality, "2026-05-01");
    world.write(&operator(), move |tx| save_employment(tx, &ask)).unwrap();
}

fn who_changes_workplace_keeps_the_roles_and_somebody_is_asked(db: &TestDb) {
    let world = World::new(db);
    moving(&world);
    let all = told(&world, LEAVING, "2026-03-02", None);
    assert_eq!(people(&all), [world.teacher, world.principal, world.head_of_it].into());
    let is_of_move =
        |one: &(Id, String, &'static str)| one.1 == "2026-04-30" && one.2 == "deadline-mover-keeps-roles";
    assert!(all.iter().all(is_of_move), "{all:?}");
    let one = told(&world, LEAVING, "2026-03-02", Some(&[world.principal]));
    assert_eq!(people(&one), [world.principal].into(), "as among all");
    let moved = || world.read(&operator(), |read| move_of(read, world.teacher)).unwrap();
    assert_eq!(moved().map(|one| (one.to, one.kept)), Some((world.municipality, 1)));
    let held = world
        .read(&on(operator(), "2026-05-04"), |read| organisation::assignments_of_person(read, world.teacher));
    assert!(held.unwrap()[0].counts_on(day("2026-05-04")), "the role stays until somebody decides");
    assert!(!told(&world, LEAVING, "2026-05-04", None).is_empty(), "and it is still asked");
    handed(&world, &acting("it-chef", world.head_of_it), world.teacher, to(world.principal, "2026-05-01"))
        .unwrap();
    assert_eq!((moved(), told(&world, LEAVING, "2026-03-02", None)), (None, [].into()));
}

fn the_roles_of_a_mover_may_be_kept(db: &TestDb) {
    let world = World::new(db);
    moving(&world);
    let ask = TickItem { person: world.teacher, item: "assignments".into(), note: "Behålls".into() };
    world.write(&acting("rektor", world.principal), move |tx| tick_item(tx, &ask)).expect("by the manager");
    assert_eq!(told(&world, LEAVING, "2026-03-02", None), [].into());
}

fn nobody_is_asked_of_a_mover_without_roles_nor_of_roles_that_end_with_the_employer(db: &TestDb) {
    let world = World::new(db);
    leaves(&world, world.teacher, "2026-04-30");
    let ask = employed_at(world.teacher, world.municipality, "2026-05-01");
    world.write(&operator(), move |tx| save_employment(tx, &ask)).unwrap();
    world.given("system_owner", &world.system, world.principal);
    leaves(&world, world.principal, "2026-04-30");
    let ask = employed_at(world.principal, world.neighbour, "2026-05-01");
    world.write(&operator(), move |tx| save_employment(tx, &ask)).unwrap();
    let all = told(&world, LEAVING, "2026-03-02", None);
    assert!(all.iter().all(|one| one.2 == "deadline-leaver-checklist"), "of leaving, not of moving: {all:?}");
}

fn the_manager_of_a_leaver_without_roles_is_led_to_the_checklist(db: &TestDb) {
    let mut world = World::new(db);
    let account = LeavingItem { key: "account", left: None };
    let items = [organisation::leaving_items(), vec![account]].concat();
    world.db = world.db.with_attachment(LeavingItems(items));
    manager_of(&world, world.teacher, world.principal);
    leaves(&world, world.teacher, "2026-04-30");
    let manager = (world.principal, "2026-04-30".to_owned(), "deadline-leaver-checklist");
    assert_eq!(told(&world, LEAVING, "2026-01-29", None), [].into(), "not so early");
    assert_eq!(told(&world, LEAVING, "2026-01-30", None), [manager.clone()].into());
    assert_eq!(told(&world, LEAVING, "2026-01-30", Some(&[world.principal])), [manager.clone()].into());
    assert_eq!(told(&world, LEAVING, "2026-01-30", Some(&[world.teacher])), [].into());
    assert_eq!(told(&world, LEAVING, "2026-05-20", None), [manager].into(), "overdue");
    let ask = TickItem { person: world.teacher, item: "account".into(), note: String::new() };
    world.write(&acting("rektor", world.principal), move |tx| tick_item(tx, &ask)).unwrap();
    assert_eq!(told(&world, LEAVING, "2026-05-20", None), [].into());
}

fn the_checklist_of_a_leaver_whom_nobody_leads_reaches_who_may_change_people_there(db: &TestDb) {
    let world = World::new(db);
    let checklists = |date: &str, asked: Option<&[Id]>| people(&told(&world, LEAVING, date, asked));
    leaves(&world, world.teacher, "2026-04-30");
    assert_eq!(checklists("2026-03-02", None), [world.head_of_it].into(), "no manager is named");
    assert_eq!(checklists("2026-03-02", Some(&[world.head_of_it])), [world.head_of_it].into());
    assert_eq!(checklists("2026-03-02", Some(&[world.principal])), [].into());
    manager_of(&world, world.teacher, world.principal);
    assert_eq!(checklists("2026-03-02", None), [world.principal].into());
    leaves(&world, world.principal, "2026-03-31");
    for asked in [None, Some(&[world.head_of_it, world.principal][..])] {
        let without = checklists("2026-04-01", asked);
        assert_eq!(without, [world.head_of_it].into(), "the manager has left, and is told no more");
    }
}

fn of_those_who_may_change_people_the_nearest_is_led_to_the_checklist(db: &TestDb) {
    let world = World::new(db);
    leaves(&world, world.neighbour_employee, "2026-04-30");
    let checklists = |asked: Option<&[Id]>| people(&told(&world, LEAVING, "2026-03-02", asked));
    assert_eq!(checklists(None), [world.head_of_it].into(), "nobody there, so from above");
    let neighbour = Subject::new(organisation::ORGANISATION, world.neighbour);
    world.given("head_of_it", &neighbour, world.neighbour_employee);
    assert_eq!(checklists(None), [world.head_of_it].into(), "nobody sees to their own leaving");
    world.given("head_of_it", &neighbour, world.principal);
    assert_eq!(checklists(None), [world.principal].into());
    assert_eq!(checklists(Some(&[world.head_of_it])), [].into(), "as among all");
}

fn the_bar_counts_the_gaps_and_the_notices_that_start_lists(db: &TestDb) {
    let world = World::new(db);
    demanding_a_manager(&world);
    let given = appointed(&world);
    let counted = || {
        let found = world.read(&operator(), |read| {
            let listed = organisation::waiting_for(read, &[world.principal])?.len();
            let told = notify::open_notices(read, world.principal)?.len();
            Ok((organisation::welcome(read, world.principal)?.waiting, [listed, told]))
        });
        let (bar, listed) = found.unwrap();
        assert_eq!([bar.gaps, bar.notices], listed.map(|number| i64::try_from(number).unwrap()));
        [bar.gaps, bar.notices, bar.all()]
    };
    assert_eq!(counted(), [1, 1, 2], "a manager is missing, and they are asked whether they take it");
    let ask = AnswerAppointment {
        id: given.id,
        revision: given.revision,
        answer: Answered::Yes,
        reason: String::new(),
    };
    world.write(&acting("rektor", world.principal), move |tx| answer_appointment(tx, &ask)).unwrap();
    assert_eq!(counted(), [1, 0, 1]);
}

/// The trial pack with something more in its roles.
fn adopt_with(world: &World, place: &str, demand: &str) {
    let mut source = crate::vocabulary::source();
    for (name, text) in &mut source.files {
        if name == "roles.toml" {
            *text = text.replacen(place, &format!("{demand}\n{place}"), 1);
        }
    }
    let ask = findings::AdoptPack {
        source,
        valid_from: Some(day("2026-03-02")),
        decision: "KS 2026/2".into(),
        reason: "Fler krav".into(),
        ..findings::AdoptPack::default()
    };
    world.write(&operator(), move |tx| findings::adopt_pack(tx, &ask)).expect("adopted");
}

fn what_a_demanded_deputy_leaves_lacking_is_said(db: &TestDb) {
    let world = World::new(db);
    with_deputy(&world);
    leaves(&world, world.teacher, "2026-04-30");
    let lacks = || {
        let found = world.read(&acting("it-chef", world.head_of_it), |read| {
            let endings = visible_endings(read, Query::first(5))?.items;
            lacking_after(read, &endings)
        });
        found.unwrap().into_iter().map(|after| after.lacks().is_some()).collect::<Vec<_>>()
    };
    assert_eq!(lacks(), [false], "nothing asks for a deputy");
    let demand = "[[deputy_demand]]\nrule = \"owner-has-deputy\"\nrole = \"system_owner\"\n\
        text = { sv = \"Ägaren har en ersättare.\", en = \"The owner has a deputy.\" }\nclauses = [\"T-001\"]\n";
    adopt_with(&world, "[[separation]]", demand);
    assert_eq!(lacks(), [true]);
}

/// The principal owns the system, for which the guideline demands a manager whom the owner appoints.
fn with_a_gap_of_the_owner(world: &World) {
    world.given("system_owner", &world.system, world.principal);
    demanding_a_manager(world);
}

fn demanding_a_manager(world: &World) {
    let demand = "  [[role.demand]]\n  rule = \"has-manager\"\n  subject = \"system\"\n  min = 1\n  \
        clauses = [\"T-002\"]\n";
    adopt_with(world, "  [[role.title_for]]", demand);
}

/// How many gaps wait for the teacher on a day, by the digest, on Start and in the bar on every page.
fn waiting(world: &World, date: &str) -> [usize; 3] {
    let found = world.read(&on(operator(), date), |read| {
        let teacher = [world.teacher];
        let gaps = organisation::gaps_of_people(read, &teacher)?.len();
        let waiting = organisation::waiting_for(read, &teacher)?.len();
        Ok([
            gaps,
            waiting,
            usize::try_from(organisation::welcome(read, world.teacher)?.waiting.gaps).unwrap(),
        ])
    });
    found.unwrap()
}

fn who_stands_in_gets_what_waits_for_the_holder_between_the_days_and_not_else(db: &TestDb) {
    let world = World::new(db);
    with_a_gap_of_the_owner(&world);
    let head = acting("it-chef", world.head_of_it);
    planned(&world, &head, away(&world, Some(world.teacher))).unwrap();
    let waits = ["2026-03-31", "2026-04-01", "2026-04-30", "2026-05-01"].map(|date| waiting(&world, date));
    assert_eq!(waits, [[0; 3], [1; 3], [1; 3], [0; 3]]);
}

fn a_deputy_without_days_of_their_own_gets_it_while_the_holder_is_away(db: &TestDb) {
    let world = World::new(db);
    with_a_gap_of_the_owner(&world);
    let owned = world.read(&operator(), |read| organisation::assignments_of_person(read, world.principal));
    let owned = owned.unwrap().remove(0);
    let named = SetDeputy {
        id: owned.id,
        revision: owned.revision,
        deputy: Some(world.teacher),
        from: None,
        to: None,
        because: Because::default(),
    };
    world.write(&operator(), move |tx| set_deputy(tx, &named)).unwrap();
    assert_eq!(waiting(&world, "2026-04-10"), [0; 3], "the holder is there");
    planned(&world, &acting("it-chef", world.head_of_it), away(&world, None)).unwrap();
    let waits = ["2026-03-31", "2026-04-01", "2026-04-30", "2026-05-01"].map(|date| waiting(&world, date));
    assert_eq!(waits, [[0; 3], [1; 3], [1; 3], [0; 3]]);
}

fn who_stood_in_and_has_left_gets_nothing_more_whatever_day_was_set(db: &TestDb) {
    let world = World::new(db);
    with_a_gap_of_the_owner(&world);
    planned(&world, &acting("it-chef", world.head_of_it), away(&world, Some(world.teacher))).unwrap();
    leaves(&world, world.teacher, "2026-04-15");
    let ask = employed_at(world.teacher, world.neighbour, "2026-04-16");
    world.write(&operator(), move |tx| save_employment(tx, &ask)).unwrap();
    assert_eq!(["2026-04-15", "2026-04-16"].map(|date| waiting(&world, date)), [[1; 3], [0; 3]]);
    let duties = |date: &str| {
        let found =
            world.read(&on(operator(), date), |read| organisation::my_duties(read, world.teacher)).unwrap();
        found.len()
    };
    assert_eq!(["2026-04-15", "2026-04-16"].map(duties), [1, 0]);
}

fn nobody_is_written_to_after_their_last_day(db: &TestDb) {
    let world = World::new(db);
    leaves(&world, world.teacher, "2026-04-30");
    let written_to = |date: &str| {
        let found = world.read(&on(operator(), date), |read| {
            let one = (organisation::RECIPIENTS.of)(read, &[world.teacher, world.consultant])?;
            Ok((one, (organisation::RECIPIENTS.after)(read, None, 100)?))
        });
        let (asked, all) = found.unwrap();
        let people =
            |found: Vec<notify::Recipient>| found.into_iter().map(|one| one.person).collect::<BTreeSet<Id>>();
        let (asked, all) = (people(asked), people(all));
        assert!(all.contains(&world.principal) && asked.is_subset(&all), "{date}");
        asked
    };
    assert_eq!(written_to("2026-04-30"), [world.teacher, world.consultant].into());
    assert_eq!(written_to("2026-05-01"), [world.consultant].into());
}

fn that_a_mover_keeps_their_roles_says_nothing_of_the_next_move_nor_of_leaving(db: &TestDb) {
    let world = World::new(db);
    moving(&world);
    let ask = TickItem { person: world.teacher, item: "assignments".into(), note: "Behålls".into() };
    let head = on(acting("it-chef", world.head_of_it), "2026-05-04");
    world.write(&head, move |tx| tick_item(tx, &ask)).unwrap();
    let is_ticked = |date: &str| {
        let head = on(acting("it-chef", world.head_of_it), date);
        let (_, checked) = world.read(&head, |read| offboarding_of(read, world.teacher)).unwrap();
        checked.iter().any(|one| one.key == "assignments" && one.ticked.is_some())
    };
    assert_eq!(told(&world, LEAVING, "2026-05-05", None), [].into());
    assert!(is_ticked("2026-05-05"));
    leaves(&world, world.teacher, "2026-12-31");
    assert!(!is_ticked("2026-11-02"), "they leave now, and the role falls vacant");
    let ask = employed_at(world.teacher, world.department, "2027-01-01");
    world.write(&operator(), move |tx| save_employment(tx, &ask)).unwrap();
    assert!(people(&told(&world, LEAVING, "2026-11-02", None)).contains(&world.teacher), "asked anew");
    assert!(!is_ticked("2026-11-02"));
}

testkit::on_both_engines!(schema();
    who_stood_in_and_has_left_gets_nothing_more_whatever_day_was_set,
    nobody_is_written_to_after_their_last_day,
    that_a_mover_keeps_their_roles_says_nothing_of_the_next_move_nor_of_leaving,
    a_deputy_who_leaves_is_listed_and_told_with_their_manager,
    a_deputy_who_goes_to_another_employer_stands_in_no_longer,
    the_days_of_a_deputy_end_once_whichever_comes_first,
    whoever_was_appointed_has_some_days_to_answer_and_then_the_appointer_is_told,
    who_changes_workplace_keeps_the_roles_and_somebody_is_asked,
    the_roles_of_a_mover_may_be_kept,
    nobody_is_asked_of_a_mover_without_roles_nor_of_roles_that_end_with_the_employer,
    the_manager_of_a_leaver_without_roles_is_led_to_the_checklist,
    the_checklist_of_a_leaver_whom_nobody_leads_reaches_who_may_change_people_there,
    of_those_who_may_change_people_the_nearest_is_led_to_the_checklist,
    the_bar_counts_the_gaps_and_the_notices_that_start_lists,
    what_a_demanded_deputy_leaves_lacking_is_said,
    who_stands_in_gets_what_waits_for_the_holder_between_the_days_and_not_else,
    a_deputy_without_days_of_their_own_gets_it_while_the_holder_is_away,
);
