//! What is needed becomes work: IT makes the needs of a plan activities of it, tried on the shipped packs.

use super::begun::{On, begun, kind_of, with_role};
use crate::recorded::World;
use kernel::Error;
use plans::{Activity, Need, Party, SaveRow, plan_need, save_row, visible_row};
use storage::View;
use testkit::{TestDb, on_both_engines};
use vidmakt::domains;

/// Demand, the kind of plan, and who makes a need an activity.
const NEEDS: &[(&str, &str, &str)] = &[("S4-152", "object_plan", "object_leader_it")];

fn a_need_becomes_an_activity_of_it(db: &TestDb) {
    let mut world = World::on(db);
    for (clause, kind, who) in NEEDS {
        let here = world.federation(clause);
        let (program, federation) = here;
        let kind = kind_of(program, federation, kind);
        let mut clauses = kind.sections.iter().flat_map(|section| &section.clauses);
        assert!(clauses.any(|one| one == clause), "{clause}: {}", kind.id);
        let subject = On::Object("business").subject(program, federation, "Needed");
        let plan = begun(program, federation, &subject, &kind);
        let says = Need { title: "Sök på belopp".into(), party: Some(Party::Business), ..Need::default() };
        let ask = SaveRow { plan, row: None, says };
        let need = program.write(federation, move |tx| save_row(tx, &ask));
        let stranger = program.actor(federation, &program.employed(federation, "stranger"));
        let refused = program.db.write(&stranger, move |tx| plan_need(tx, need));
        assert!(matches!(refused, Err(Error::NotFound | Error::Refused(_))), "{clause}: {refused:?}");
        let leader = program.actor(federation, &with_role(here, who, &subject));
        let made = program.db.write(&leader, move |tx| plan_need(tx, need));
        let activity = made.unwrap_or_else(|error| panic!("{clause}: {who}: {error:?}"));
        let read = program.db.read(&leader, View::Now, |read| visible_row::<Activity>(read, activity));
        let (_, row) = read.expect("the activity");
        assert_eq!((row.says.need, row.says.party), (Some(need), Some(Party::It)), "{clause}");
    }
}

on_both_engines!(domains::schema();
    a_need_becomes_an_activity_of_it,
);
