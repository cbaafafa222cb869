//! A role that the guideline lets reach the whole federation reaches so far only on those who run IT for all.

use crate::world::{World, acting, employed, operator, rejected, schema};
use access::{may, may_everywhere};
use kernel::{Error, Id, Result, Subject};
use organisation::{
    Because, EDIT, EDIT_PEOPLE, Employment, ORGANISATION, Organisation, OrganisationKind, Person, PersonKind,
    SaveEmployment, SaveOrganisation, SavePerson, save_employment, save_organisation, save_person,
    visible_organisation,
};
use storage::Tx;
use testkit::TestDb;

/// Whether somebody may change the municipality, its department and its neighbour; and everything, wherever it is.
fn reached(world: &World, person: Id) -> [bool; 4] {
    let places = [world.municipality, world.department, world.neighbour];
    let asked = world.read(&acting("chef", person), |read| {
        let [one, two, three] = places.map(|place| may(read, EDIT, place));
        Ok([one?, two?, three?, may_everywhere(read, EDIT_PEOPLE)?])
    });
    asked.unwrap()
}

fn changed(
    world: &World,
    actor: &kernel::Actor,
    id: Id,
    change: impl FnOnce(&mut Organisation) + Send + 'static,
) -> Result<Organisation> {
    world.write(actor, move |tx: &mut Tx| {
        let mut organisation = visible_organisation(tx, id)?;
        let revision = Some(organisation.revision);
        change(&mut organisation);
        save_organisation(tx, &SaveOrganisation { organisation, revision, because: Because::default() })
    })
}

const ALL: [bool; 4] = [true; 4];
const NEIGHBOUR: [bool; 4] = [false, false, true, false];

/// The head of IT of the neighbour, which is one of the members.
fn head_of_neighbour(world: &World) -> Id {
    world.given("head_of_it", &Subject::new(ORGANISATION, world.neighbour), world.neighbour_employee);
    world.neighbour_employee
}

fn the_head_of_it_of_a_member_reaches_that_member_alone(db: &TestDb) {
    let world = World::new(db);
    let head = head_of_neighbour(&world);
    assert_eq!(reached(&world, world.head_of_it), ALL);
    assert_eq!(reached(&world, head), NEIGHBOUR);
    let reads = world.read(&acting("chef", head), |read| may_everywhere(read, findings::READ_PACKS));
    assert!(reads.unwrap(), "the guideline is everybody's");
    world.given("head_of_it", &Subject::new(ORGANISATION, world.department), world.teacher);
    assert_eq!(reached(&world, world.teacher), ALL, "a department of the federation's own organisation");
}

fn what_a_role_reaches_follows_who_is_the_federation_itself_and_who_runs_it_for_the_others(db: &TestDb) {
    let world = World::new(db);
    let head = head_of_neighbour(&world);
    changed(&world, &operator(), world.neighbour, |one| one.runs_it = Some(true)).unwrap();
    assert_eq!(reached(&world, head), ALL);
    changed(&world, &operator(), world.neighbour, |one| one.runs_it = Some(false)).unwrap();
    assert_eq!(reached(&world, head), NEIGHBOUR);
    changed(&world, &operator(), world.municipality, |one| one.is_own = false).unwrap();
    assert_eq!(reached(&world, world.head_of_it), [true, true, false, false], "a member as any other");
    changed(&world, &operator(), world.neighbour, |one| one.is_own = true).unwrap();
    assert_eq!(reached(&world, head), ALL);
    let municipality = world.municipality;
    let below = |one: &mut Organisation| (one.kind, one.is_own) = (OrganisationKind::Department, false);
    changed(&world, &operator(), world.neighbour, below).unwrap();
    changed(&world, &operator(), world.municipality, |one| one.is_own = true).unwrap();
    assert_eq!(reached(&world, head), NEIGHBOUR, "a department of nobody");
    changed(&world, &operator(), world.neighbour, move |one| one.parent = Some(municipality)).unwrap();
    assert_eq!(reached(&world, head), ALL, "it has come to belong to the federation's own organisation");
}

fn nobody_lets_their_own_member_reach_the_federation(db: &TestDb) {
    let world = World::new(db);
    let head = acting("chef", head_of_neighbour(&world));
    let neighbour = world.neighbour;
    let refused = |answer: Result<Organisation>| matches!(answer, Err(Error::Refused(_)));
    assert!(refused(changed(&world, &head, neighbour, |one| one.runs_it = Some(true))));
    assert!(refused(changed(&world, &head, neighbour, |one| one.kind = OrganisationKind::Department)));
    let moved = world.municipality;
    assert!(refused(changed(&world, &head, neighbour, move |one| one.parent = Some(moved))));
    let own = rejected(changed(&world, &operator(), neighbour, |one| one.is_own = true));
    assert_eq!(own[0].1, "objection-own-organisation-twice");
    let renamed = changed(&world, &head, neighbour, |one| one.name = "Grannstaden".into());
    assert_eq!(renamed.unwrap().name, "Grannstaden");
}

fn the_head_of_it_of_a_member_employs_people_there_and_nowhere_else(db: &TestDb) {
    let world = World::new(db);
    let head = acting("chef", head_of_neighbour(&world));
    let [neighbour, municipality] = [world.neighbour, world.municipality];
    let new = |name: &str| SavePerson {
        person: Person::new(name, PersonKind::Employed),
        revision: None,
        because: Because::default(),
    };
    let (here, there) = (new("Nyanställd"), new("Anställd hos andra"));
    let at = |person: Id, organisation: Id| SaveEmployment {
        employment: Employment::new(person, organisation, crate::world::day("2026-01-01")),
        revision: None,
        because: Because::default(),
    };
    let employing = |person: SavePerson, organisation: Id| {
        world.write(&head, move |tx| {
            let person = save_person(tx, &person)?;
            save_employment(tx, &at(person.id, organisation)).map(|one| one.person)
        })
    };
    let employee = employing(here, neighbour).expect("the first employment at home");
    assert!(matches!(employing(there, municipality), Err(Error::Refused(_))));
    let second = world.write(&head, move |tx| save_employment(tx, &at(employee, municipality)));
    assert!(matches!(second, Err(Error::Refused(_))), "nor a second one");
    let theirs = world.write(&operator(), move |tx| employed(tx, "Deras", municipality)).unwrap();
    let taken = world.write(&head, move |tx| save_employment(tx, &at(theirs, neighbour)));
    assert!(matches!(taken, Err(Error::NotFound)), "who works for others is not seen");
}

testkit::on_both_engines!(schema();
    the_head_of_it_of_a_member_reaches_that_member_alone,
    what_a_role_reaches_follows_who_is_the_federation_itself_and_who_runs_it_for_the_others,
    nobody_lets_their_own_member_reach_the_federation,
    the_head_of_it_of_a_member_employs_people_there_and_nowhere_else,
);
