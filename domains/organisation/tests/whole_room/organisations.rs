//! The tree of organisations, and what follows when it changes.

use crate::world::{World, acting, elsewhere, operator, organisation_of, rejected, schema};
use kernel::{Error, Id};
use organisation::{
    Because, Organisation, OrganisationKind, READ_HOLDERS, SaveOrganisation, SaveUnit, Unit, accent_of,
    ancestors_or_self, organisation, save_organisation, save_unit, visible_organisation,
};
use testkit::TestDb;

fn changed(world: &World, id: Id, change: impl FnOnce(&mut Organisation)) -> kernel::Result<Organisation> {
    let mut organisation = world.read(&operator(), |read| organisation(read, id))?;
    let revision = Some(organisation.revision);
    change(&mut organisation);
    let ask = SaveOrganisation { organisation, revision, because: Because::default() };
    world.write(&operator(), move |tx| save_organisation(tx, &ask))
}

fn what_lies_within_moves_along(db: &TestDb) {
    let world = World::new(db);
    let department = world.department;
    let committee = world
        .write(&operator(), move |tx| {
            organisation_of(tx, "Gymnasiet", OrganisationKind::Department, Some(department))
        })
        .unwrap();
    changed(&world, department, |one| one.parent = Some(world.neighbour)).expect("moved");
    let line = world.read(&operator(), |read| ancestors_or_self(read, committee)).unwrap();
    assert_eq!(line, [committee, department, world.neighbour]);
    let may = |name: &str, person: Id| {
        let actor = acting(name, person);
        world.read(&actor, |read| access::may(read, READ_HOLDERS, world.system.id)).unwrap()
    };
    assert!(may("handlaggare", world.neighbour_employee), "its systems belong to the neighbour now");
    let municipality = world.municipality;
    let registrar = world
        .write(&operator(), move |tx| crate::world::employed(tx, "Registrator", municipality))
        .expect("employed at the old place");
    assert!(!may("registrator", registrar), "and no longer to the municipality");
}

fn an_organisation_never_lies_within_itself(db: &TestDb) {
    let world = World::new(db);
    let answer = changed(&world, world.municipality, |one| one.parent = Some(world.department));
    assert_eq!(rejected(answer), [("parent".to_owned(), "objection-parent-below")]);
}

fn everyone_sees_the_suppliers_and_only_their_own_municipality(db: &TestDb) {
    let world = World::new(db);
    let teacher = acting("larare", world.teacher);
    let sees = |id: Id| world.read(&teacher, |read| visible_organisation(read, id)).is_ok();
    assert!(sees(world.department) && sees(world.municipality) && sees(world.supplier));
    assert!(!sees(world.neighbour));
}

fn what_is_printed_in_the_name_of_a_part_has_the_colour_of_the_nearest_above_that_has_one(db: &TestDb) {
    let world = World::new(db);
    let accent = |id: Id| world.read(&operator(), |read| accent_of(read, id)).unwrap();
    assert_eq!(accent(world.department), None);
    let saved = changed(&world, world.municipality, |one| one.accent = " #1F4E79 ".into()).expect("saved");
    assert_eq!(saved.accent, "#1f4e79");
    assert_eq!(accent(world.department).as_deref(), Some("#1f4e79"));
    changed(&world, world.department, |one| one.accent = "#7a1f1f".into()).expect("saved");
    assert_eq!(accent(world.department).as_deref(), Some("#7a1f1f"));
    assert_eq!(accent(world.municipality).as_deref(), Some("#1f4e79"));
    assert_eq!(accent(world.neighbour), None);
    let too_light = changed(&world, world.department, |one| one.accent = "#ffcc00".into());
    assert_eq!(rejected(too_light), [("accent".to_owned(), "objection-accent-too-light")]);
    assert_eq!(accent(world.department).as_deref(), Some("#7a1f1f"));
}

fn another_federation_has_none_of_it(db: &TestDb) {
    let world = World::new(db);
    let answer = world.read(&elsewhere(), |read| visible_organisation(read, world.municipality));
    assert!(matches!(answer, Err(Error::NotFound)));
}

fn who_may_not_edit_is_refused_and_nothing_is_written(db: &TestDb) {
    let world = World::new(db);
    let department = world.department;
    let ask =
        SaveUnit { unit: Unit::new("Ny enhet", department), revision: None, because: Because::default() };
    let refused = ask.clone();
    let answer = world.write(&acting("larare", world.teacher), move |tx| save_unit(tx, &refused));
    assert!(matches!(answer, Err(Error::Refused(_))));
    let none =
        world.read(&operator(), |read| organisation::units_named(read, department, "ny ENHET")).unwrap();
    assert!(none.is_empty());
    world.write(&acting("it-chef", world.head_of_it), move |tx| save_unit(tx, &ask)).expect("entered");
    let found =
        world.read(&operator(), |read| organisation::units_named(read, department, "ny ENHET")).unwrap();
    assert_eq!(found.len(), 1, "names are found whatever their capitals");
}

fn who_has_people_or_systems_does_not_become_a_supplier(db: &TestDb) {
    let world = World::new(db);
    let become_supplier = |id: Id| changed(&world, id, |one| one.kind = OrganisationKind::Supplier);
    assert_eq!(
        rejected(become_supplier(world.department)),
        [("kind".to_owned(), "objection-supplier-in-use")]
    );
    let cease = changed(&world, world.supplier, |one| one.kind = OrganisationKind::MunicipalCompany);
    assert_eq!(rejected(cease), [("kind".to_owned(), "objection-supplier-in-use")], "it has a consultant");
    let mistaken = world
        .write(&operator(), |tx| organisation_of(tx, "Bolaget", OrganisationKind::MunicipalCompany, None))
        .unwrap();
    become_supplier(mistaken).expect("nothing belongs to it; other suppliers only lie within it");
}

testkit::on_both_engines!(schema();
    who_has_people_or_systems_does_not_become_a_supplier,
    what_lies_within_moves_along,
    an_organisation_never_lies_within_itself,
    everyone_sees_the_suppliers_and_only_their_own_municipality,
    what_is_printed_in_the_name_of_a_part_has_the_colour_of_the_nearest_above_that_has_one,
    another_federation_has_none_of_it,
    who_may_not_edit_is_refused_and_nothing_is_written,
);
