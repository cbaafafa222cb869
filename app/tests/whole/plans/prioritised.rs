//! What comes first in a plan of what several organisations share: each of them says it for itself, tried on the shipped packs.

use super::begun::{On, begun, kind_of};
use crate::coverage::refused::given;
use crate::recorded::World;
use kernel::{Error, Id};
use organisation::{Because, Organisation, OrganisationKind, SaveOrganisation, save_organisation};
use plans::{Activity, Prioritise, SaveRow, prioritise_activity, save_row};
use register::{Category, SystemUse, set_system_uses, visible_system};
use testkit::{TestDb, on_both_engines};
use vidmakt::domains;

/// Demand, the kind of plan, and who says what comes first in their own organisation.
const SHARED: &[(&str, &str, &str)] = &[("S0-067", "management_plan", "information_owner")];

fn each_organisation_of_what_is_shared_says_what_comes_first(db: &TestDb) {
    let mut world = World::on(db);
    for (clause, kind, role) in SHARED {
        let here = world.federation(clause);
        let (program, federation) = here;
        let described = program.pack(&federation.key).role(role).cloned().expect("the role");
        let mut clauses = described.duties.iter().flat_map(|duty| &duty.clauses);
        assert!(clauses.any(|one| one == clause), "{clause}: {role}");
        let organisation = Organisation::new("Grannkommunen", OrganisationKind::Municipality);
        let ask = SaveOrganisation { organisation, revision: None, because: Because::default() };
        let neighbour = program.write(federation, move |tx| save_organisation(tx, &ask)).id;
        let subject = On::System(Category::Business).subject(program, federation, "Shared");
        let system = subject.id;
        let place = SystemUse { organisation: Some(neighbour), ..SystemUse::default() };
        program.write(federation, move |tx| {
            let revision = visible_system(tx, system)?.revision;
            set_system_uses(tx, system, revision, &[place])
        });
        let plan = begun(program, federation, &subject, &kind_of(program, federation, kind));
        let says = Activity { title: "Uppgradera".into(), ..Activity::default() };
        let activity = program.write(federation, move |tx| save_row(tx, &SaveRow { plan, row: None, says }));
        for (place, other) in [(federation.own, neighbour), (neighbour, federation.own)] {
            let owner = program.employed_at(federation, place, &format!("owner{}", &place.to_string()[28..]));
            given(here, role, &subject, &owner).unwrap_or_else(|error| panic!("{clause}: {error:?}"));
            let say = |organisation: Id| {
                let ask = Prioritise {
                    activity: Some(activity),
                    organisation: Some(organisation),
                    priority: Some(1),
                };
                program.db.write(&program.actor(federation, &owner), move |tx| prioritise_activity(tx, &ask))
            };
            let refused = say(other);
            assert!(matches!(refused, Err(Error::Refused(_))), "{clause}: {role} of another: {refused:?}");
            let said = say(place);
            assert!(said.is_ok(), "{clause}: {role}: {said:?}");
        }
    }
}

on_both_engines!(domains::schema();
    each_organisation_of_what_is_shared_says_what_comes_first,
);
