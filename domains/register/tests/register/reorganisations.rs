//! Systems and objects follow when units and organisations are reorganised.

use crate::world::{World, schema};
use kernel::{Actor, Id, Instant, Subject, TenantId};
use organisation::{
    AddStep, Because, CloseOrganisation, CloseUnit, DecideReorganisation, MoveUnit, Organisation,
    OrganisationKind, Reorganisation, ReorganisationState, SaveOrganisation, SaveReorganisation, SaveUnit,
    SplitUnit, Step, Unit, add_step, carry_out_due, save_organisation, save_reorganisation, save_unit,
    take_reorganisation_decision, visible_reorganisation,
};
use register::{SYSTEM, SYSTEMS, SystemUse, set_system_uses, visible_system};
use storage::{EventPage, Query, View, history_of, values};
use testkit::{TestDb, on_both_engines};

on_both_engines!(schema();
    users_go_along_with_the_units_in_which_they_use_a_system,
    a_unit_takes_its_uses_along_to_another_organisation,
    systems_and_objects_go_to_the_organisation_that_takes_over_and_tell_why,
    users_of_a_unit_that_nobody_takes_over_are_left_without,
    owner_and_users_are_right_as_of_both_sides_of_the_day,
    what_is_carried_out_late_changes_owners_on_the_day_on_which_it_is,
    nobody_decides_that_a_system_has_no_owner,
    what_the_register_would_refuse_on_the_day_is_refused_when_it_is_decided,
);

impl World {
    fn unit_called(&self, name: &'static str, organisation: Id) -> Id {
        let unit = Unit::new(name, organisation);
        let ask = SaveUnit { unit, revision: None, because: Because::default() };
        self.done(move |tx| save_unit(tx, &ask)).id
    }

    fn part(&self, name: &'static str) -> Id {
        let organisation =
            Organisation { parent: Some(self.town), ..Organisation::new(name, OrganisationKind::Department) };
        let ask = SaveOrganisation { organisation, revision: None, because: Because::default() };
        self.done(move |tx| save_organisation(tx, &ask)).id
    }

    fn used(&self, system: Id, uses: Vec<SystemUse>) {
        let revision = self.loaded(system).revision;
        self.done(move |tx| set_system_uses(tx, system, revision, &uses));
    }

    fn planned(&self, step: Step) -> Reorganisation {
        let town = self.town;
        self.done(move |tx| {
            let plan = Reorganisation::new("Ny ordning", vec![town], "2026-12-01".parse().expect("a day"));
            let plan = save_reorganisation(tx, &SaveReorganisation { plan, revision: None })?;
            add_step(tx, &AddStep { plan: plan.id, revision: plan.revision, step })
        })
    }

    /// Decides a plan with one step and lets its day come.
    fn reorganised(&self, step: Step) {
        self.reorganised_on(step, "2026-12-01");
    }

    /// The same, but the program runs only from a later day on.
    fn reorganised_on(&self, step: Step, day: &str) {
        let plan = self.planned(step);
        let (id, revision) = (plan.id, plan.revision);
        let ask = DecideReorganisation { decision: "KS 2026/12".into() };
        self.done(move |tx| take_reorganisation_decision(tx, id, revision, &ask));
        let noon: Instant = format!("{day}T11:00:00Z").parse().expect("an instant");
        carry_out_due(&self.db, &Actor::job(TenantId(1), noon)).expect("carried out");
        let after = self.read(&self.operator, |read| visible_reorganisation(read, id)).expect("the plan");
        assert_eq!(after.state, ReorganisationState::CarriedOut, "{:?}", after.stopped_by);
    }
}

/// Where systems are used, and by how many: organisation, unit and number.
fn uses(db: &TestDb) -> Vec<Vec<String>> {
    db.raw_rows(
        "SELECT o.name, u.name, COALESCE(CAST(s.number_of_users AS TEXT), '') FROM system_use AS s \
         JOIN organisation AS o ON o.id = s.organisation JOIN unit AS u ON u.id = s.unit ORDER BY u.name",
    )
}

fn at(organisation: Id, unit: Id, number_of_users: i64) -> SystemUse {
    SystemUse { organisation: Some(organisation), unit: Some(unit), number_of_users: Some(number_of_users) }
}

fn users_go_along_with_the_units_in_which_they_use_a_system(db: &TestDb) {
    let world = World::new(db);
    let [al, björk] = ["Alskolan", "Björkskolan"].map(|name| world.unit_called(name, world.town));
    let system = world.registered(world.system("Elevregistret"));
    world.used(system, vec![at(world.town, al, 30), at(world.town, björk, 12)]);
    world.reorganised(Step::CloseUnit(CloseUnit { unit: Some(al), successor: Some(björk) }));
    assert_eq!(uses(db), [["Kommunen", "Björkskolan", "42"]]);
    let split = SplitUnit { unit: Some(björk), names: "Öst\nVäst".into(), ..SplitUnit::default() };
    world.reorganised(Step::SplitUnit(split));
    // Each part uses it, and counts its users anew.
    assert_eq!(uses(db), [["Kommunen", "Väst", ""], ["Kommunen", "Öst", ""]]);
}

fn a_unit_takes_its_uses_along_to_another_organisation(db: &TestDb) {
    let world = World::new(db);
    let service = world.part("Serviceförvaltningen");
    let kitchen = world.unit_called("Köket", world.town);
    let system = world.registered(world.system("Kostregistret"));
    world.used(system, vec![at(world.town, kitchen, 5)]);
    let moved = MoveUnit { unit: Some(kitchen), parent: None, organisation: Some(service) };
    world.reorganised(Step::MoveUnit(moved));
    assert_eq!(uses(db), [["Serviceförvaltningen", "Köket", "5"]]);
}

fn systems_and_objects_go_to_the_organisation_that_takes_over_and_tell_why(db: &TestDb) {
    let world = World::new(db);
    let [first, second] = ["Fritidsförvaltningen", "Kulturförvaltningen"].map(|name| world.part(name));
    let mut system = world.system("Bokningen");
    system.organisation = Some(first);
    let system = world.registered(system);
    let close = CloseOrganisation { organisation: Some(first), successor: Some(second) };
    world.reorganised(Step::CloseOrganisation(close));
    assert_eq!(world.loaded(system).organisation, Some(second));
    let subject = Subject::new(SYSTEM, system);
    let events = world.read(&world.operator, |read| history_of(read, &subject, EventPage::newest(1)));
    let newest = &events.expect("a history")[0];
    let content = newest.content.as_ref().expect("content");
    assert_eq!(newest.action, "system.reorganised");
    assert_eq!((&content["reason"], &content["decision"]), (&"Ny ordning".into(), &"KS 2026/12".into()));
}

fn users_of_a_unit_that_nobody_takes_over_are_left_without(db: &TestDb) {
    let world = World::new(db);
    let [al, björk] = ["Alskolan", "Björkskolan"].map(|name| world.unit_called(name, world.town));
    let system = world.registered(world.system("Elevregistret"));
    world.used(system, vec![at(world.town, al, 30), at(world.town, björk, 12)]);
    world.reorganised(Step::CloseUnit(CloseUnit { unit: Some(al), successor: None }));
    assert_eq!(uses(db), [["Kommunen", "Björkskolan", "12"]]);
    let subject = Subject::new(SYSTEM, system);
    let events = world.read(&world.operator, |read| history_of(read, &subject, EventPage::newest(1)));
    assert_eq!(events.expect("a history")[0].action, "system.reorganised", "and the history says why");
}

/// The owner of a system, and how many systems each of some units used, as they stood at the end of a day.
fn stood(world: &World, system: Id, (units, day): ([Id; 2], &str)) -> (Option<Id>, [i64; 2]) {
    let later: Instant = "2027-03-01T11:00:00Z".parse().expect("an instant");
    let then = View::AsOf(day.parse().expect("a day"));
    let read = |read: &storage::Read| {
        let using = |unit: Id| SYSTEMS.count(read, &Query::first(1).filter("unit", values![unit]));
        let [one, two] = units.map(using);
        Ok((visible_system(read, system)?.organisation, [one?, two?]))
    };
    world.db.read(&Actor::operator(TenantId(1), later), then, read).expect("as it stood")
}

/// A system of one department that a unit uses, and who takes over from both.
fn owned_and_used(world: &World) -> (Id, [Id; 2], [Id; 2]) {
    let parts = ["Fritidsförvaltningen", "Kulturförvaltningen"].map(|name| world.part(name));
    let units = ["Alskolan", "Björkskolan"].map(|name| world.unit_called(name, world.town));
    let mut system = world.system("Bokningen");
    system.organisation = Some(parts[0]);
    let system = world.registered(system);
    world.used(system, vec![at(world.town, units[0], 30)]);
    (system, parts, units)
}

fn owner_and_users_are_right_as_of_both_sides_of_the_day(db: &TestDb) {
    let world = World::new(db);
    let (system, [first, second], units) = owned_and_used(&world);
    let [al, björk] = units;
    let close = CloseOrganisation { organisation: Some(first), successor: Some(second) };
    world.reorganised(Step::CloseOrganisation(close));
    world.reorganised(Step::CloseUnit(CloseUnit { unit: Some(al), successor: Some(björk) }));
    assert_eq!(stood(&world, system, (units, "2026-11-30")), (Some(first), [1, 0]));
    assert_eq!(stood(&world, system, (units, "2026-12-01")), (Some(second), [0, 1]));
}

fn what_is_carried_out_late_changes_owners_on_the_day_on_which_it_is(db: &TestDb) {
    let world = World::new(db);
    let (system, [first, second], units) = owned_and_used(&world);
    let close = CloseOrganisation { organisation: Some(first), successor: Some(second) };
    world.reorganised_on(Step::CloseOrganisation(close), "2026-12-04");
    let owners = ["2026-12-01", "2026-12-03", "2026-12-04"].map(|day| stood(&world, system, (units, day)).0);
    assert_eq!(owners, [Some(first), Some(first), Some(second)]);
}

fn nobody_decides_that_a_system_has_no_owner(db: &TestDb) {
    let world = World::new(db);
    let first = world.part("Fritidsförvaltningen");
    let mut system = world.system("Bokningen");
    system.organisation = Some(first);
    world.registered(system);
    let close = CloseOrganisation { organisation: Some(first), successor: None };
    let plan = world.planned(Step::CloseOrganisation(close));
    let ask = DecideReorganisation { decision: "KS 2026/12".into() };
    let (id, revision) = (plan.id, plan.revision);
    let decided =
        world.write(&world.operator, move |tx| take_reorganisation_decision(tx, id, revision, &ask));
    let found = crate::world::objections(decided);
    assert_eq!(found, [" objection-reorganisation-owner-left"]);
}

fn what_the_register_would_refuse_on_the_day_is_refused_when_it_is_decided(db: &TestDb) {
    let world = World::new(db);
    let [first, second] = ["Fritidsförvaltningen", "Kulturförvaltningen"].map(|name| world.part(name));
    for (name, owner) in [("Bokningen", first), ("Biljetterna", second)] {
        let mut system = world.system(name);
        (system.organisation, system.local_number) = (Some(owner), "17".into());
        world.registered(system);
    }
    let close = CloseOrganisation { organisation: Some(first), successor: Some(second) };
    let plan = world.planned(Step::CloseOrganisation(close));
    let ask = DecideReorganisation { decision: "KS 2026/12".into() };
    let (id, revision) = (plan.id, plan.revision);
    let decided =
        world.write(&world.operator, move |tx| take_reorganisation_decision(tx, id, revision, &ask));
    assert_eq!(crate::world::objections(decided), [" register-objection-local-number-taken"]);
}
