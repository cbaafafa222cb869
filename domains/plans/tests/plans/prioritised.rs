//! What comes first for each of the organisations that share a system: each says it for itself.

use crate::decided::Ready;
use crate::world::{World, browser, is_not_found, is_refused, objections, schema};
use kernel::{Actor, Id, Result, Subject};
use plans::{Activity, Prioritise, Rows, SaveRow, prioritise_activity, rows_of, save_row};
use register::{SYSTEM, SystemUse, set_system_uses};
use serde_json::json;
use testkit::{TestDb, on_both_engines};

on_both_engines!(schema();
    each_organisation_that_shares_a_system_says_its_own_priority,
    an_organisation_that_does_not_share_the_system_says_nothing,
    who_does_not_follow_the_plan_says_nothing_of_it,
    priorities_wait_while_the_plan_lies_before_somebody,
    the_manager_says_on_the_page_of_an_activity_what_comes_first,
    a_script_says_what_comes_first_and_reads_it_with_the_plan,
);

/// A system of the town that the village uses too, with somebody of the village who runs it.
struct Shared {
    world: World,
    neighbour: Actor,
    plan: Id,
    activity: Id,
}

fn shared(world: &World) -> Actor {
    let (system, village) = (world.system, world.village);
    let place = SystemUse { organisation: Some(village), ..SystemUse::default() };
    world.done(move |tx| set_system_uses(tx, system, 1, &[place]));
    let neighbour = world.employee("Driftansvarig Grannkommunen", village);
    world.appoint("operations_responsible", &neighbour, Subject::new(SYSTEM, system));
    neighbour
}

fn upgrade(world: &World, plan: Id) -> Id {
    let says = Activity { title: "Uppgradera".into(), ..Activity::default() };
    let ask = SaveRow { plan, row: None, says };
    world.write(&world.manager, move |tx| save_row(tx, &ask)).expect("the manager writes")
}

impl Shared {
    fn new(db: &TestDb) -> Self {
        let world = World::new(db);
        let neighbour = shared(&world);
        let plan = world.started();
        let activity = upgrade(&world, plan);
        Self { world, neighbour, plan, activity }
    }

    fn say(&self, who: &Actor, organisation: Id, priority: Option<i64>) -> Result<()> {
        let ask = Prioritise { activity: Some(self.activity), organisation: Some(organisation), priority };
        self.world.write(who, move |tx| prioritise_activity(tx, &ask))
    }

    fn told(&self) -> String {
        let plan = self.world.plan(self.plan);
        let rows: Result<Rows> = self.world.read(&self.world.manager, |read| {
            let pack = findings::pack_in_force(read)?;
            rows_of(read, &plan, pack.plan_kind(&plan.kind))
        });
        rows.expect("the rows").activities[0].own_priorities()
    }
}

fn each_organisation_that_shares_a_system_says_its_own_priority(db: &TestDb) {
    let here = Shared::new(db);
    let (world, town, village) = (&here.world, here.world.town, here.world.village);
    here.say(&world.manager, town, Some(1)).expect("the manager speaks for the town");
    here.say(&here.neighbour, village, Some(3)).expect("the neighbour speaks for the village");
    assert!(is_refused(&here.say(&world.manager, village, Some(9))), "nobody speaks for others");
    assert_eq!(here.told(), "Grannkommunen 3, Kommunen 1");
    assert_eq!(world.plan_actions(here.plan)[..2], ["plan_row.prioritised", "plan_row.prioritised"]);
    here.say(&here.neighbour, village, None).expect("it is taken back");
    assert_eq!(here.told(), "Kommunen 1");
}

fn an_organisation_that_does_not_share_the_system_says_nothing(db: &TestDb) {
    let here = Shared::new(db);
    let manager = &here.world.manager;
    let stranger = Id::new();
    assert_eq!(objections(here.say(manager, stranger, Some(1))), ["organisation objection-not-a-reference"]);
    for wrong in [0, 10] {
        let objected = objections(here.say(manager, here.world.town, Some(wrong)));
        assert!(objected[0].starts_with("priority "), "{objected:?}");
    }
    assert_eq!(here.told(), "");
}

fn who_does_not_follow_the_plan_says_nothing_of_it(db: &TestDb) {
    let here = Shared::new(db);
    let town = here.world.town;
    assert!(is_not_found(&here.say(&here.world.user, town, Some(1))));
    let of_village = here.world.employee("Granne", here.world.village);
    assert!(is_not_found(&here.say(&of_village, here.world.village, Some(1))));
}

fn priorities_wait_while_the_plan_lies_before_somebody(db: &TestDb) {
    let ready = Ready::new(db);
    let neighbour = shared(&ready.world);
    let activity = upgrade(&ready.world, ready.plan);
    let village = ready.world.village;
    let say = || {
        let ask = Prioritise { activity: Some(activity), organisation: Some(village), priority: Some(2) };
        ready.world.write(&neighbour, move |tx| prioritise_activity(tx, &ask))
    };
    ready.propose(&ready.world.manager).expect("the manager proposes");
    assert_eq!(objections(say()), [" plan-priority-objection-not-now"]);
    ready.decide(&ready.owner, ready.seen(), &[]).expect("the owner decides");
    say().expect("of what is decided each says what comes first");
}

fn the_manager_says_on_the_page_of_an_activity_what_comes_first(db: &TestDb) {
    let here = Shared::new(db);
    let (world, plan, activity) = (&here.world, here.plan, here.activity);
    let site = world.site(&[&world.manager, &world.user]);
    let mut manager = browser(&site, &world.manager);
    let page = format!("/planer/{plan}/aktiviteter/{activity}/prioriteringar");
    assert_eq!(manager.get(&format!("/planer/{plan}")).page().link("Ange prioritet"), Some(page.clone()));
    let wrong = manager.submit(&page, &page, &[("priority", "mest")]);
    assert_eq!(wrong.status, 422, "{}", wrong.text());
    let said = manager.submit(&page, &page, &[("priority", "2")]);
    assert_eq!(said.status, 303, "{}", said.text());
    let rows = manager.get(&page).page().rows();
    assert_eq!(rows[1][..3], ["Kommunen", "2", "Systemförvaltare Ekonomi"]);
    assert_eq!(manager.get(&format!("/planer/{plan}")).page().link("Kommunen 2"), Some(page.clone()));
    assert_eq!(browser(&site, &world.user).get(&page).status, 404);
}

fn a_script_says_what_comes_first_and_reads_it_with_the_plan(db: &TestDb) {
    let here = Shared::new(db);
    let (world, plan) = (&here.world, here.plan);
    let site = world.site(&[&world.manager]);
    let mut script = world.script(&site, &world.manager);
    let address = format!("/api/v1/plans/{plan}/actions/prioritise");
    let asked = json!({ "activity": here.activity, "organisation": world.town, "priority": 2 });
    let said = script.send_json("POST", &address, &[], &asked);
    assert_eq!(said.status, 200, "{}", said.text());
    let told = &said.json()["priorities"][0];
    assert_eq!((told["organisation_name"].as_str(), told["priority"].as_i64()), (Some("Kommunen"), Some(2)));
    let nothing = json!({ "organisation": world.town, "priority": 2 });
    assert_eq!(script.send_json("POST", &address, &[], &nothing).status, 422);
}
