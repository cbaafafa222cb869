//! An organisation that comes to lie within another legal entity takes its systems and people along: out of what the one
//! shares and into what the other does, on its day.

use super::world::{World, municipality};
use crate::program::{day, new_system};
use kernel::{Actor, Id};
use organisation::{
    AddStep, Because, DecideReorganisation, MoveOrganisation, Organisation, OrganisationKind, Reorganisation,
    SaveOrganisation, SaveReorganisation, Sharing, Step, add_sharing, add_step, carry_out_due,
    save_organisation, save_reorganisation, take_reorganisation_decision,
};
use register::{READ_BASE, SystemUse, register_system, set_system_uses, visible_system};
use storage::{Tx, View};
use testkit::{Acting as _, TestDb, on_both_engines, operator};
use vidmakt::domains;

const DAY: &str = "2026-06-01";

/// A department of the giver with a system of its own, another that it uses, and the municipality that it comes to.
struct Moving {
    world: World,
    department: Id,
    to: Id,
    owned: Id,
    used: Id,
}

fn department(tx: &mut Tx, name: &str, parent: Id) -> kernel::Result<Id> {
    let parent = Some(parent);
    let organisation = Organisation { parent, ..Organisation::new(name, OrganisationKind::Department) };
    let ask = SaveOrganisation { organisation, revision: None, because: Because::default() };
    Ok(save_organisation(tx, &ask)?.id)
}

/// The owner shows another the base fields of its systems.
fn shown(tx: &mut Tx, owner: Id, receiver: Id) -> kernel::Result<Id> {
    let sharing = Sharing {
        receiver: Some(receiver),
        record_kind: "system".into(),
        field_group: "base".into(),
        decision: "KS 1".into(),
        ..Sharing::new(owner, tx.today())
    };
    Ok(add_sharing(tx, &sharing, &Because::default())?.id)
}

impl Moving {
    fn on(db: &TestDb) -> Self {
        let world = World::on(db);
        let (giver, elsewhere) = (world.giver, world.federation.own);
        let (department, to, owned, used) = world.program.write(&world.federation, move |tx| {
            let (department, to) = (department(tx, "Skolan", giver)?, municipality(tx, "Nya kommunen")?);
            let owned = register_system(tx, new_system("Skolsystem", department))?;
            let used = register_system(tx, new_system("Gemensamt", elsewhere))?;
            let uses = [SystemUse { organisation: Some(department), ..SystemUse::default() }];
            let revision = visible_system(tx, used)?.revision;
            set_system_uses(tx, used, revision, &uses)?;
            Ok((department, to, owned, used))
        });
        Self { world, department, to, owned, used }
    }

    /// Whether somebody whom an organisation employs sees a system on a day.
    fn sees(&self, person: Id, system: Id, date: &str) -> bool {
        let actor = testkit::person("anställd", person).of(self.world.federation.tenant.0);
        let actor = actor.at(&format!("{date}T08:00:00Z"));
        self.world
            .program
            .db
            .read(&actor, View::Now, |read| access::may(read, READ_BASE, system))
            .expect("asked")
    }

    fn employee(&self, organisation: Id, name: &str) -> Id {
        self.world.program.employed_at(&self.world.federation, organisation, name).person
    }

    /// The department moves on a day, as the program carries it out.
    fn moves_on(&self, date: &'static str) {
        let (department, giver, to) = (self.department, self.world.giver, self.to);
        self.world.program.write(&self.world.federation, move |tx| {
            let plan = Reorganisation::new("Skolan byter kommun", vec![giver, to], day(date));
            let plan = save_reorganisation(tx, &SaveReorganisation { plan, revision: None })?;
            let step = MoveOrganisation { organisation: Some(department), parent: Some(to) };
            let step = AddStep { plan: plan.id, revision: plan.revision, step: Step::MoveOrganisation(step) };
            let plan = add_step(tx, &step)?;
            let ask = DecideReorganisation { decision: "KS 2".into() };
            take_reorganisation_decision(tx, plan.id, plan.revision, &ask)
        });
        let job = Actor::job(self.world.federation.tenant, operator().now).at(&format!("{date}T03:00:00Z"));
        carry_out_due(&self.world.program.db, &job).expect("carried out");
    }
}

fn what_moves_to_another_municipality_leaves_what_the_first_one_shares_on_its_day(db: &TestDb) {
    let moving = Moving::on(db);
    let neighbour = moving.employee(moving.world.receiver, "granne");
    let (giver, receiver) = (moving.world.giver, moving.world.receiver);
    moving.world.program.write(&moving.world.federation, move |tx| shown(tx, giver, receiver));
    assert!(moving.sees(neighbour, moving.owned, "2026-05-31"));
    moving.moves_on(DAY);
    assert!(!moving.sees(neighbour, moving.owned, DAY), "the new municipality shares nothing");
    let to = moving.to;
    moving.world.program.write(&moving.world.federation, move |tx| shown(tx, to, receiver));
    assert!(moving.sees(neighbour, moving.owned, DAY), "what it decides holds for what has come");
}

fn what_comes_to_a_municipality_is_shown_as_it_has_decided_and_read_where_it_is_used(db: &TestDb) {
    let moving = Moving::on(db);
    let (giver, to, receiver) = (moving.world.giver, moving.to, moving.world.receiver);
    let neighbour = moving.employee(moving.world.receiver, "granne");
    let (before, after) = (moving.employee(giver, "hemma"), moving.employee(to, "ny"));
    moving.world.program.write(&moving.world.federation, move |tx| shown(tx, to, receiver));
    let seen = |person: Id, date: &str| [moving.owned, moving.used].map(|id| moving.sees(person, id, date));
    assert_eq!(seen(neighbour, "2026-05-31"), [false, false]);
    assert_eq!([seen(before, "2026-05-31"), seen(after, "2026-05-31")], [[true, true], [false, false]]);
    moving.moves_on(DAY);
    assert_eq!(seen(neighbour, DAY), [true, false]);
    assert_eq!([seen(before, DAY), seen(after, DAY)], [[false, false], [true, true]]);
    // Made anew from what is recorded, nothing is another.
    moving.world.program.write(&moving.world.federation, register::rebuild_reach);
    assert_eq!([seen(before, DAY), seen(after, DAY)], [[false, false], [true, true]]);
    assert_eq!(seen(neighbour, DAY), [true, false]);
}

on_both_engines!(domains::schema();
    what_moves_to_another_municipality_leaves_what_the_first_one_shares_on_its_day,
    what_comes_to_a_municipality_is_shown_as_it_has_decided_and_read_where_it_is_used,
);
