//! The question about one record and the filter of a list never differ.

use crate::world::{World, acting, on, operator, schema};
use kernel::{Actor, Id};
use organisation::{
    READ, READ_HOLDERS, READ_PEOPLE, visible_assignments, visible_organisations, visible_people,
    visible_sites,
};
use std::collections::BTreeSet;
use storage::{Query, Read};
use testkit::TestDb;

fn allowed(read: &Read, permission: kernel::Permission, ids: &[Id]) -> BTreeSet<Id> {
    ids.iter().copied().filter(|id| access::may(read, permission, *id).unwrap()).collect()
}

fn every_list_shows_exactly_what_may_be_opened(db: &TestDb) {
    let world = World::new(db);
    world.given("system_owner", &world.system, world.principal);
    world.given("operations_responsible", &world.system, world.consultant);
    world.given("system_owner", &world.common_system, world.teacher_as_head());
    let people =
        [world.head_of_it, world.teacher, world.principal, world.neighbour_employee, world.consultant];
    let organisations = [world.municipality, world.department, world.neighbour, world.supplier];
    let systems = [world.system.id, world.common_system.id];
    let mut actors: Vec<Actor> = people.iter().map(|person| acting("person", *person)).collect();
    actors.extend(people.iter().map(|person| on(acting("person", *person), "2019-06-01")));
    actors.extend([operator(), acting("nobody", Id::new())]);
    for actor in actors {
        world
            .read(&actor, |read| {
                let query = || Query::first(100);
                let listed: BTreeSet<Id> = visible_organisations(read, query())?
                    .items
                    .into_iter()
                    .map(|one| one.record.id)
                    .collect();
                assert_eq!(listed, allowed(read, READ, &organisations), "{actor:?}");
                let listed: BTreeSet<Id> =
                    visible_people(read, query())?.items.into_iter().map(|one| one.record.id).collect();
                assert_eq!(listed, allowed(read, READ_PEOPLE, &people), "{actor:?}");
                let listed: BTreeSet<Id> =
                    visible_sites(read, query())?.items.into_iter().map(|one| one.record.id).collect();
                assert_eq!(listed, allowed(read, READ, &systems), "{actor:?}");
                let listed: BTreeSet<Id> = visible_assignments(read, query())?
                    .items
                    .into_iter()
                    .filter(|one| one.subject_kind == "system")
                    .map(|one| one.subject_id)
                    .collect();
                assert_eq!(listed, allowed(read, READ_HOLDERS, &systems), "{actor:?}");
                Ok(())
            })
            .unwrap();
    }
}

impl World {
    /// The teacher, made head of the department first, as common systems demand of their owners.
    fn teacher_as_head(&self) -> Id {
        let department = kernel::Subject::new(organisation::ORGANISATION, self.department);
        self.given("head_of_department", &department, self.teacher);
        self.teacher
    }
}

fn a_token_allows_no_more_than_it_names(db: &TestDb) {
    let world = World::new(db);
    let head = acting("it-chef", world.head_of_it);
    let limited = Actor { only: Some(vec!["people.read".into()]), ..head };
    let answer = world.read(&limited, |read| {
        Ok((access::may(read, READ, world.department)?, access::may(read, READ_PEOPLE, world.teacher)?))
    });
    assert_eq!(answer.unwrap(), (false, true));
}

testkit::on_both_engines!(schema();
    every_list_shows_exactly_what_may_be_opened,
    a_token_allows_no_more_than_it_names,
);
