//! When an employment changes, everything that follows from it changes with it.

use crate::world::{World, acting, day, on, operator, rejected, schema};
use kernel::{Error, Id};
use organisation::{
    Because, Employment, Person, PersonKind, SaveEmployment, SavePerson, assignment, employments_of,
    holdings_of, save_employment, save_person, visible_person,
};
use testkit::TestDb;

fn ended(world: &World, person: Id, last: &str) -> Employment {
    let employment = world.read(&operator(), |read| employments_of(read, person)).unwrap().remove(0);
    let ask = SaveEmployment {
        revision: Some(employment.revision),
        employment: Employment { to: Some(day(last)), ..employment },
        because: Because { reason: "Slutar".into(), decision: String::new() },
    };
    world.write(&operator(), move |tx| save_employment(tx, &ask)).expect("the employment ends")
}

fn every_role_ends_with_the_employment_whatever_its_own_date_says(db: &TestDb) {
    let world = World::new(db);
    let given = world.given("system_owner", &world.system, world.principal);
    ended(&world, world.principal, "2026-03-31");
    let kept = world.read(&operator(), |read| assignment(read, given.id)).unwrap();
    assert_eq!((kept.to, kept.counts.unwrap().to), (None, Some(day("2026-03-31"))));
    let holdings = world.read(&operator(), |read| holdings_of(read, &[world.system.id])).unwrap();
    assert_eq!(holdings[&world.system.id][0].to, Some(day("2026-03-31")));
    let evaluated = world.read(&operator(), |read| findings::of_subject(read, &world.system)).unwrap();
    let owner = evaluated.findings.iter().find(|finding| finding.rule == "has-owner").unwrap();
    assert_eq!(owner.reason_code, "coming_vacancy");
}

fn permissions_end_with_the_employment(db: &TestDb) {
    let world = World::new(db);
    world.given("system_owner", &world.system, world.principal);
    ended(&world, world.principal, "2026-03-31");
    for (date, expected) in [("2026-03-31", true), ("2026-04-01", false)] {
        let actor = on(acting("rektor", world.principal), date);
        for permission in [organisation::ASSIGN, organisation::READ_HOLDERS] {
            let may = world.read(&actor, |read| access::may(read, permission, world.system.id)).unwrap();
            assert_eq!(may, expected, "{} on {date}", permission.name());
        }
    }
}

fn who_comes_back_after_a_break_does_not_get_the_old_role_back(db: &TestDb) {
    let world = World::new(db);
    let given = world.given("system_owner", &world.system, world.principal);
    ended(&world, world.principal, "2026-03-31");
    let back = |from: &str| SaveEmployment {
        employment: Employment::new(world.principal, world.department, day(from)),
        revision: None,
        because: Because::default(),
    };
    let later = back("2026-06-01");
    world.write(&operator(), move |tx| save_employment(tx, &later)).expect("employed again");
    let kept = world.read(&operator(), |read| assignment(read, given.id)).unwrap();
    assert_eq!(kept.counts.unwrap().to, Some(day("2026-03-31")));
}

fn roles_do_not_follow_to_another_employer(db: &TestDb) {
    let world = World::new(db);
    let given = world.given("system_owner", &world.system, world.principal);
    ended(&world, world.principal, "2026-03-31");
    let elsewhere = SaveEmployment {
        employment: Employment::new(world.principal, world.neighbour, day("2026-04-01")),
        revision: None,
        because: Because::default(),
    };
    world.write(&operator(), move |tx| save_employment(tx, &elsewhere)).expect("employed by the neighbour");
    let kept = world.read(&operator(), |read| assignment(read, given.id)).unwrap();
    assert_eq!(
        kept.counts.unwrap().to,
        Some(day("2026-03-31")),
        "without a day between, yet another employer"
    );
    for (date, expected) in [("2026-03-31", true), ("2026-04-01", false)] {
        let actor = on(acting("rektor", world.principal), date);
        let may =
            world.read(&actor, |read| access::may(read, organisation::ASSIGN, world.system.id)).unwrap();
        assert_eq!(may, expected, "{date}");
    }
}

fn an_identity_number_is_refused_in_any_text(db: &TestDb) {
    let world = World::new(db);
    let person = Person { title: "Rektor 811218-9876".into(), ..Person::new("Rektor", PersonKind::Employed) };
    let ask = SavePerson { person, revision: None, because: Because::default() };
    let answer = world.write(&operator(), move |tx| save_person(tx, &ask));
    assert_eq!(rejected(answer), [("title".to_owned(), "objection-personal-identity-number")]);
}

fn people_see_each_other_at_home_and_those_who_come_from_outside(db: &TestDb) {
    let world = World::new(db);
    let teacher = acting("larare", world.teacher);
    let sees = |person: Id| world.read(&teacher, |read| visible_person(read, person)).is_ok();
    assert!(sees(world.principal) && sees(world.head_of_it) && sees(world.consultant));
    let hidden = world.read(&teacher, |read| visible_person(read, world.neighbour_employee));
    assert!(matches!(hidden, Err(Error::NotFound)));
}

fn an_employee_may_not_change_people(db: &TestDb) {
    let world = World::new(db);
    let person = world.read(&operator(), |read| organisation::person(read, world.principal)).unwrap();
    let ask = SavePerson { revision: Some(person.revision), person, because: Because::default() };
    let by_colleague = ask.clone();
    let answer = world.write(&acting("larare", world.teacher), move |tx| save_person(tx, &by_colleague));
    assert!(matches!(answer, Err(Error::Refused(_))));
    let by_neighbour = ask.clone();
    let actor = acting("handlaggare", world.neighbour_employee);
    let answer = world.write(&actor, move |tx| save_person(tx, &by_neighbour));
    assert!(matches!(answer, Err(Error::NotFound)));
    let head = acting("it-chef", world.head_of_it);
    assert_eq!(world.write(&head, move |tx| save_person(tx, &ask)).unwrap().revision, 2);
}

testkit::on_both_engines!(schema();
    every_role_ends_with_the_employment_whatever_its_own_date_says,
    permissions_end_with_the_employment,
    roles_do_not_follow_to_another_employer,
    who_comes_back_after_a_break_does_not_get_the_old_role_back,
    an_identity_number_is_refused_in_any_text,
    people_see_each_other_at_home_and_those_who_come_from_outside,
    an_employee_may_not_change_people,
);
