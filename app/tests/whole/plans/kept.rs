//! What stands in the tables of a plan because a guideline says so: the parties of its support and its kinds of activity.

use super::begun::{On, begun, kind_of};
use crate::program::{Federation, Program};
use crate::recorded::World;
use kernel::{Error, Id};
use plans::{Activity, Content, SaveRow, content_of, save_row, visible_plan};
use policy::PlanKind;
use register::Category;
use storage::View;
use testkit::{Acting as _, TestDb, on_both_engines, operator};
use vidmakt::domains;

/// Demand, and the parties of its support.
const PARTIES: (&str, [&str; 3]) = ("S0-170", ["supplier", "it", "department"]);
/// Demand, and the kinds of work in an object.
const ACTIVITY_KINDS: &[(&str, &str)] = &[("S4-145", "maintenance"), ("S4-145", "development")];

/// What the plan says.
fn content(program: &Program, here: &Federation, plan: Id, kind: &PlanKind) -> Content {
    let actor = operator().seconds_later(900).of(here.tenant.0);
    let content = program.db.read(&actor, View::Now, |read| {
        let plan = visible_plan(read, plan)?;
        content_of(read, &plan, Some(kind))
    });
    content.expect("the plan is there")
}

fn a_support_organisation_begins_with_the_parties_that_the_guideline_names(db: &TestDb) {
    let mut world = World::on(db);
    let (clause, parties) = PARTIES;
    let (program, here) = world.federation(clause);
    let kind = kind_of(program, here, "support_organisation");
    assert!(kind.clauses.iter().any(|one| one == clause), "{clause}");
    let subject = On::System(Category::Business).subject(program, here, "Supported");
    let plan = begun(program, here, &subject, &kind);
    let support = content(program, here, plan, &kind).rows.support;
    let said: Vec<&str> = support.iter().map(|row| row.party.as_str()).collect();
    assert_eq!(said, parties, "{clause}");
}

fn an_activity_is_of_a_kind_that_the_guideline_names(db: &TestDb) {
    let mut world = World::on(db);
    for (i, (clause, id)) in ACTIVITY_KINDS.iter().enumerate() {
        let (program, here) = world.federation(clause);
        let listed = program.pack(&here.key).activity_kinds;
        let listed = listed.iter().find(|one| one.id == *id).unwrap_or_else(|| panic!("{clause}: {id}"));
        assert!(listed.clauses.iter().any(|one| one == clause), "{clause}: {id}");
        let kind = kind_of(program, here, "object_plan");
        let subject = On::Object("business").subject(program, here, &format!("Worked on {i}"));
        let plan = begun(program, here, &subject, &kind);
        let save = |id: &str| {
            let says = Activity { title: "Uppgradera".into(), kind: id.to_owned(), ..Activity::default() };
            let ask = SaveRow { plan, row: None, says };
            let actor = operator().of(here.tenant.0);
            program.db.write(&actor, move |tx| save_row(tx, &ask))
        };
        let refused = save("celebration");
        assert!(matches!(refused, Err(Error::Rejected(_))), "{clause}: {refused:?}");
        let saved = save(id);
        assert!(saved.is_ok(), "{clause}: {id}: {saved:?}");
        let activities = content(program, here, plan, &kind).rows.activities;
        let called: Vec<&str> = activities.iter().map(|row| row.kind_title.sv.as_str()).collect();
        assert_eq!(called, [listed.title.sv.as_str()], "{clause}");
    }
}

on_both_engines!(domains::schema();
    a_support_organisation_begins_with_the_parties_that_the_guideline_names,
    an_activity_is_of_a_kind_that_the_guideline_names,
);
