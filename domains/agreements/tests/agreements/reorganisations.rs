//! Agreements follow the organisations that have made them.

use crate::world::{World, saved, schema};
use agreements::{AGREEMENT, Agreement};
use kernel::Subject;
use organisation::{Because, Kept, KeptBy, ORGANISATION, Organisation, OrganisationKind, Succession};
use organisation::{SaveOrganisation, save_organisation, visible_organisation};
use testkit::{TestDb, on_both_engines};

on_both_engines!(schema();
    an_agreement_goes_to_the_one_organisation_that_takes_over,
    an_organisation_that_is_moved_takes_its_agreements_along,
);

fn an_agreement_goes_to_the_one_organisation_that_takes_over(db: &TestDb) {
    let world = World::new(db);
    let id = world.entered(world.agreement("Drift", &[]));
    let (town, village) = (world.town, world.village);
    let following = agreements::following();
    let kept = world.read(&world.operator, |read| (following.kept)(read, &[town])).unwrap();
    let (subject, address) = (Subject::new(AGREEMENT, id), format!("/avtal/{id}"));
    let expected = Kept { subject, name: "Drift".into(), address, at: town, by: KeptBy::Owner };
    assert_eq!(kept, [expected]);
    world.done(move |tx| {
        let succession = Succession { from: town, to: vec![village] };
        (following.take_along)(tx, &[succession], &Because::default())
    });
    assert_eq!(world.loaded(id).organisation, Some(village));
}

fn an_organisation_that_is_moved_takes_its_agreements_along(db: &TestDb) {
    let world = World::new(db);
    let parent = world.town;
    let department = world.done(move |tx| {
        let department = Organisation::new("Socialförvaltningen", OrganisationKind::Department);
        saved(tx, Organisation { parent: Some(parent), ..department })
    });
    let id = world.entered(Agreement { organisation: Some(department), ..world.agreement("Drift", &[]) });
    let director = world.employee("Förvaltningschef", world.village);
    world.appoint("head_of_it", &director, Subject::new(ORGANISATION, world.village));
    assert!(!world.sees(&director, id));
    let village = world.village;
    world.done(move |tx| {
        let before = visible_organisation(tx, department)?;
        let revision = Some(before.revision);
        let organisation = Organisation { parent: Some(village), ..before };
        save_organisation(tx, &SaveOrganisation { organisation, revision, because: Because::default() })
    });
    assert!(world.sees(&director, id));
}
