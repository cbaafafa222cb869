//! Who may do what a guideline gives to a role, to a group or to a department: its holder, whoever stands in, whoever sits
//! there today, whoever speaks for it; and where nobody is named, whoever has the permission.

use crate::world::{World, acting, day, on, operator, schema};
use findings::{Entitlement, entitled};
use kernel::{Actor, Error, Id, Permission, Subject};
use organisation::{
    Because, CloseForum, EDIT_FORUMS, Employment, Forum, ORGANISATION, SaveEmployment, SaveForum, SetDeputy,
    body_members, close_forum, employments_of, save_employment, save_forum, set_deputy, stands_in_for,
};
use testkit::{TestDb, on_both_engines};

/// What a plan is decided by, in the order in which it is asked.
const DECIDE: [&str; 2] = ["plan.approve", "budget.decide"];
const DOOR: Permission = EDIT_FORUMS;

fn by(world: &World, actor: &Actor, subject: &Subject, actions: &[&str]) -> Entitlement {
    let asked = |read: &storage::Read| {
        let (pack, facts) = (findings::pack_in_force(read)?, findings::facts_of(read, subject)?);
        entitled(read, &pack, (subject.id, &facts), actions, DOOR)
    };
    world.read(actor, asked).expect("an answer")
}

fn person(id: Id) -> Actor {
    acting("person", id)
}

fn role(role: &str) -> Entitlement {
    Entitlement::Role { role: role.into() }
}

fn body(body: &str) -> Entitlement {
    Entitlement::Body { body: body.into() }
}

/// Those who are named to somebody who may not, in Swedish.
fn named(entitlement: &Entitlement) -> Vec<&str> {
    match entitlement {
        Entitlement::Nobody { named } => named.iter().map(|one| one.sv.as_str()).collect(),
        other => panic!("{other:?}"),
    }
}

fn formed(world: &World, body: &str, subject: &Subject, people: &[Id]) -> Forum {
    let forum = Forum {
        name: "Gruppen".into(),
        people: people.to_vec(),
        ..Forum::new(body, subject, day("2026-01-01"))
    };
    let ask = SaveForum { forum, revision: None, because: Because::default() };
    world.write(&operator(), move |tx| save_forum(tx, &ask)).expect("the group is formed")
}

fn leaves(world: &World, person: Id, last_day: Option<&str>) {
    let to = last_day.map(day);
    let change = move |tx: &mut storage::Tx| {
        let employment = employments_of(tx, person)?.pop().expect("an employment");
        let revision = Some(employment.revision);
        let employment = Employment { to, ..employment };
        save_employment(tx, &SaveEmployment { revision, employment, because: Because::default() })
    };
    world.write(&operator(), change).expect("the employment is changed");
}

fn closed(world: &World, forum: &Forum) {
    let (id, revision) = (forum.id, forum.revision);
    let ask = CloseForum { id, revision, last_day: day("2026-03-01"), because: Because::default() };
    world.write(&operator(), move |tx| close_forum(tx, &ask)).expect("the group is closed");
}

fn the_holder_of_a_named_role_may_and_whoever_stands_in_on_those_days(db: &TestDb) {
    let world = World::new(db);
    let given = world.given("system_owner", &world.system, world.principal);
    let ask = SetDeputy {
        id: given.id,
        revision: given.revision,
        deputy: Some(world.teacher),
        from: Some(day("2026-03-02")),
        to: Some(day("2026-03-31")),
        because: Because::default(),
    };
    world.write(&operator(), move |tx| set_deputy(tx, &ask)).unwrap();
    let (owner, deputy) = (person(world.principal), person(world.teacher));
    assert_eq!(by(&world, &owner, &world.system, &DECIDE), role("system_owner"));
    assert_eq!(by(&world, &deputy, &world.system, &DECIDE), role("system_owner"));
    let later = by(&world, &on(deputy.clone(), "2026-04-01"), &world.system, &DECIDE);
    assert_eq!(named(&later), ["systemägare", "styrgrupp"]);
    assert_eq!(
        named(&by(&world, &owner, &world.common_system, &["budget.decide"])).len(),
        2,
        "elsewhere not"
    );
    let in_place_of = |actor: &Actor, asked: &str| {
        world.read(actor, |read| stands_in_for(read, asked, &[world.system.id])).unwrap()
    };
    assert_eq!(in_place_of(&deputy, "system_owner"), Some(world.principal));
    assert_eq!(in_place_of(&deputy, "system_manager"), None);
    assert_eq!(in_place_of(&owner, "system_owner"), None);
    assert_eq!(in_place_of(&on(deputy, "2026-04-01"), "system_owner"), None);
}

fn whoever_sits_in_a_named_group_today_may_until_they_leave_or_the_group_is_closed(db: &TestDb) {
    let world = World::new(db);
    let (member, outside) = (person(world.teacher), person(world.principal));
    assert_eq!(named(&by(&world, &member, &world.system, &DECIDE)), ["systemägare", "styrgrupp"]);
    let forum = formed(&world, "steering_group", &world.system, &[world.teacher]);
    assert_eq!(by(&world, &member, &world.system, &DECIDE), body("steering_group"));
    assert!(!by(&world, &outside, &world.system, &DECIDE).is_given());
    assert!(
        !by(&world, &member, &world.common_system, &["budget.decide"]).is_given(),
        "it decides only there"
    );
    leaves(&world, world.teacher, Some("2026-03-02"));
    assert!(by(&world, &member, &world.system, &DECIDE).is_given(), "the last day is a day");
    assert!(!by(&world, &on(member.clone(), "2026-03-03"), &world.system, &DECIDE).is_given());
    closed(&world, &forum);
    assert!(!by(&world, &member, &world.system, &DECIDE).is_given());
}

fn a_group_of_the_organisation_decides_for_its_systems_until_a_nearer_one_is_formed(db: &TestDb) {
    let world = World::new(db);
    let municipality = Subject::new(ORGANISATION, world.municipality);
    formed(&world, "owner_group", &municipality, &[world.teacher]);
    let member = person(world.teacher);
    assert_eq!(by(&world, &member, &world.common_system, &DECIDE), body("owner_group"), "asked first");
    let answer = by(&world, &member, &world.system, &DECIDE);
    assert_eq!(named(&answer), ["systemägare", "styrgrupp"], "no common system");
    let members =
        |subject: Id| world.read(&operator(), |read| body_members(read, "owner_group", subject)).unwrap();
    assert_eq!(members(world.system.id), [world.teacher].into());
    let department = Subject::new(ORGANISATION, world.department);
    formed(&world, "owner_group", &department, &[world.principal]);
    assert_eq!(members(world.system.id), [world.principal].into(), "that of the department is nearer");
    assert_eq!(members(world.common_system.id), [world.teacher].into());
    assert!(members(world.neighbour).is_empty());
}

fn a_department_acts_through_whoever_speaks_for_it(db: &TestDb) {
    let world = World::new(db);
    let (head, teacher) = (person(world.head_of_it), person(world.teacher));
    assert_eq!(by(&world, &head, &world.system, &["change.decide"]), body("it_department"));
    let refused = by(&world, &teacher, &world.system, &["change.decide"]);
    assert_eq!(named(&refused), ["IT-avdelning"]);
}

fn people_from_outside_act_only_where_the_guideline_lets_them(db: &TestDb) {
    let world = World::new(db);
    world.given("system_administrator", &world.system, world.consultant);
    let consultant = person(world.consultant);
    assert_eq!(by(&world, &consultant, &world.system, &["access.administer"]), role("system_administrator"));
    assert!(!by(&world, &consultant, &world.system, &["system.develop"]).is_given());
    formed(&world, "steering_group", &world.common_system, &[world.consultant]);
    let there = |action: &str| by(&world, &consultant, &world.common_system, &[action]);
    assert_eq!(there("access.administer"), body("steering_group"));
    assert!(!there("system.develop").is_given(), "they sit there and decide nothing");
}

fn where_nobody_is_named_the_permission_decides(db: &TestDb) {
    let world = World::new(db);
    let (head, teacher) = (person(world.head_of_it), person(world.teacher));
    assert_eq!(by(&world, &head, &world.system, &["plan.draft"]), Entitlement::Permission);
    let refused = by(&world, &teacher, &world.system, &["plan.draft"]);
    assert_eq!(named(&refused), [""; 0]);
    let ended = world.read(&teacher, |read| refused.demanded(read, "refused-waive", DOOR)).unwrap_err();
    let Error::Refused(message) = ended else { panic!("{ended}") };
    assert_eq!(message.key, "refused-permission");
    let named = by(&world, &teacher, &world.system, &DECIDE);
    let ended = world.read(&teacher, |read| named.demanded(read, "refused-waive", DOOR)).unwrap_err();
    let Error::Refused(message) = ended else { panic!("{ended}") };
    assert_eq!(message.key, "refused-waive");
}

const READS: Permission = Permission("register.read_documents");

fn reads(world: &World, id: Id, day: &str, subject: &Subject) -> bool {
    world.read(&on(person(id), day), |read| access::may(read, READS, subject.id)).expect("an answer")
}

fn whoever_has_a_seat_by_name_reads_what_the_group_decides_for_and_only_while_they_sit_there(db: &TestDb) {
    let world = World::new(db);
    let (neighbour, consultant) = (world.neighbour_employee, world.consultant);
    assert!(!reads(&world, neighbour, "2026-03-02", &world.system));
    let forum = formed(&world, "steering_group", &world.system, &[neighbour, consultant]);
    assert!(reads(&world, neighbour, "2026-03-02", &world.system));
    assert!(reads(&world, consultant, "2026-03-02", &world.system), "somebody from outside");
    assert!(!reads(&world, neighbour, "2026-03-02", &world.common_system), "another system");
    leaves(&world, neighbour, Some("2026-04-30"));
    assert!(reads(&world, neighbour, "2026-04-30", &world.system));
    assert!(!reads(&world, neighbour, "2026-05-01", &world.system), "who left yesterday");
    leaves(&world, neighbour, None);
    assert!(reads(&world, neighbour, "2026-05-01", &world.system), "they stay after all");
    let without = Forum { people: vec![consultant], ..forum };
    let ask = SaveForum { revision: Some(without.revision), forum: without, because: Because::default() };
    let forum = world.write(&operator(), move |tx| save_forum(tx, &ask)).unwrap();
    assert!(!reads(&world, neighbour, "2026-03-02", &world.system), "the seat was taken away");
    closed(&world, &forum);
    assert!(!reads(&world, consultant, "2026-03-02", &world.system), "the group is no more");
}

fn seats_of_before_let_their_people_read_once_the_guideline_is_applied_anew(db: &TestDb) {
    let world = World::new(db);
    formed(&world, "steering_group", &world.system, &[world.neighbour_employee]);
    db.raw_execute("DELETE FROM permission_grant WHERE core_function = 'group_member'");
    assert!(!reads(&world, world.neighbour_employee, "2026-03-02", &world.system));
    world.write(&operator(), organisation::settle_everyone_with_roles).unwrap();
    assert!(reads(&world, world.neighbour_employee, "2026-03-02", &world.system));
}

fn the_operator_passes_and_a_token_does_only_what_it_was_made_for(db: &TestDb) {
    let world = World::new(db);
    assert_eq!(by(&world, &operator(), &world.system, &DECIDE), Entitlement::Permission);
    world.given("system_owner", &world.system, world.principal);
    let with =
        |permission: &str| Actor { only: Some(vec![permission.to_owned()]), ..person(world.principal) };
    assert_eq!(by(&world, &with(DOOR.name()), &world.system, &DECIDE), role("system_owner"));
    assert!(!by(&world, &with("register.read_base"), &world.system, &DECIDE).is_given());
}

on_both_engines!(schema();
    the_holder_of_a_named_role_may_and_whoever_stands_in_on_those_days,
    whoever_sits_in_a_named_group_today_may_until_they_leave_or_the_group_is_closed,
    a_group_of_the_organisation_decides_for_its_systems_until_a_nearer_one_is_formed,
    a_department_acts_through_whoever_speaks_for_it,
    people_from_outside_act_only_where_the_guideline_lets_them,
    where_nobody_is_named_the_permission_decides,
    whoever_has_a_seat_by_name_reads_what_the_group_decides_for_and_only_while_they_sit_there,
    seats_of_before_let_their_people_read_once_the_guideline_is_applied_anew,
    the_operator_passes_and_a_token_does_only_what_it_was_made_for,
);
