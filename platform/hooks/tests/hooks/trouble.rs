//! Receivers that hang, refuse, send on or talk without end; names that lead into the network; and what follows from it.

use crate::saving::set_active;
use crate::world::{KEEPER, World, schema, settings};
use hooks::{Delivery, DeliveryState, SaveHook, Settings, TroubleReason, WebHook, forget_old, save_hook};
use kernel::{Actor, Id};
use std::time::Duration;
use storage::{Db, View};
use testkit::{Answers, Receiver, TestDb, on_both_engines};

/// What a delivery looks like after one attempt at a receiver that behaves so.
fn after_one_attempt(db: &TestDb, answers: Answers) -> Delivery {
    let receiver = Receiver::start(answers);
    let world = World::on(db);
    world.hook(&receiver.address(), &["system.*"]);
    world.happen("system.changed");
    one_attempt(&world, &receiver)
}

fn one_attempt(world: &World, receiver: &Receiver) -> Delivery {
    let sent = world.round();
    assert_eq!((sent.delivered, sent.not_delivered), (0, 1));
    assert_eq!(receiver.got().len(), 1);
    world.delivery()
}

/// Far less than a receiver takes that hangs, and than the program gives it as a rule.
fn soon_given_up() -> Settings {
    Settings { patience: Duration::from_secs(2), ..settings() }
}

fn a_receiver_that_hangs_or_drips_is_left_in_time(db: &TestDb) {
    for answers in [Answers::Hang, Answers::Drip] {
        let (fresh, receiver) = (TestDb::fresh(db.engine(), &schema()), Receiver::start(answers.clone()));
        let world = World::with(Db::clone(&fresh), soon_given_up());
        world.hook(&receiver.address(), &["system.*"]);
        world.happen("system.changed");
        let one = one_attempt(&world, &receiver);
        assert_eq!((one.state, one.reason), (DeliveryState::Waiting, TroubleReason::Slow), "{answers:?}");
    }
}

/// The same beside what is there already.
fn after_one_attempt_more(db: &TestDb, answers: Answers) -> Delivery {
    let fresh = TestDb::fresh(db.engine(), &schema());
    after_one_attempt(&fresh, answers)
}

fn a_receiver_that_answers_500_is_told_again_later(db: &TestDb) {
    let one = after_one_attempt(db, Answers::Status(500));
    assert_eq!((one.state, one.reason), (DeliveryState::Waiting, TroubleReason::Answer));
    assert_eq!((one.answer_code, one.attempts), (Some(500), 1));
    assert_eq!(World::on(db).round().not_delivered, 0, "not at once");
}

fn a_receiver_that_sends_on_is_not_followed(db: &TestDb) {
    let elsewhere = Receiver::start(Answers::Status(200));
    let one = after_one_attempt(db, Answers::Redirect(elsewhere.address()));
    assert_eq!((one.reason, one.answer_code), (TroubleReason::Redirect, Some(302)));
    assert_eq!(elsewhere.got().len(), 0);
}

fn an_answer_without_end_is_not_read(db: &TestDb) {
    let receiver = Receiver::start(Answers::Endless);
    let world = World::on(db);
    world.hook(&receiver.address(), &["system.*"]);
    world.happen("system.changed");
    assert_eq!(world.round().delivered, 1, "its status says that it took the message");
    let head = after_one_attempt_more(db, Answers::EndlessHead);
    assert_eq!(head.reason, TroubleReason::Nonsense);
}

fn what_is_no_answer_is_none(db: &TestDb) {
    let nonsense = after_one_attempt(db, Answers::Nonsense);
    assert_eq!(nonsense.state, DeliveryState::Waiting);
    let dropped = after_one_attempt_more(db, Answers::Drop);
    assert_eq!(dropped.state, DeliveryState::Waiting);
}

fn a_name_that_leads_into_the_network_is_refused_when_it_is_resolved(db: &TestDb) {
    let receiver = Receiver::start(Answers::Status(200));
    let hosts = ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "127.1"];
    // Written while they were allowed. The last three are other ways to write this machine, which only a resolver sees.
    let allow: Vec<String> = hosts.iter().map(|host| (*host).to_owned()).collect();
    let lax = World::on(db).told(Settings { allow, ..settings() });
    for host in hosts {
        lax.hook(&format!("https://{host}:{}/", receiver.port()), &["system.*"]);
    }
    lax.happen("system.changed");
    let strict = lax.told(Settings { allow: Vec::new(), ..settings() });
    assert_eq!(strict.round().not_delivered, hosts.len());
    let reasons: Vec<TroubleReason> = strict.deliveries().into_iter().map(|one| one.reason).collect();
    assert_eq!(reasons, [TroubleReason::PrivateAddress; 5]);
    assert_eq!(receiver.got().len(), 0);
    assert!(strict.deliveries().iter().all(|one| !one.detail.contains("127.")), "the network is not told");
}

fn a_name_in_use_without_tls_that_is_not_allowed_is_not_told(db: &TestDb) {
    let receiver = Receiver::start(Answers::Status(200));
    let world = World::on(db);
    world.hook(&receiver.address(), &["system.*"]);
    world.happen("system.changed");
    let strict = world.told(Settings { allow: vec!["other.example".into()], ..settings() });
    assert_eq!(strict.round().not_delivered, 1);
    assert_eq!(receiver.got().len(), 0);
}

fn one_receiver_that_fails_does_not_keep_another_waiting(db: &TestDb) {
    let (bad, good) = (Receiver::start(Answers::Hang), Receiver::start(Answers::Status(200)));
    let world = World::with(Db::clone(db), soon_given_up());
    world.hook(&bad.address(), &["system.*"]);
    world.hook(&good.address(), &["system.*"]);
    for _ in 0..5 {
        world.happen("system.changed");
    }
    assert_eq!(world.round().delivered, 5);
    assert_eq!((bad.got().len(), good.got().len()), (1, 5), "one attempt at the bad one in a round");
}

/// The world when the hook is switched off.
fn after_a_day_of_failures(world: &World, hook: &WebHook) -> World {
    let mut later = world.clone();
    for _ in 0..60 {
        if world.stored(hook.id).is_active == Some(false) {
            return later;
        }
        later.happen("system.changed");
        later.round();
        later = later.later(3_601);
    }
    panic!("it is switched off in the end");
}

fn where_the_keeper_may_no_longer_everybody_who_may_is_told(db: &TestDb) {
    let receiver = Receiver::start(Answers::Status(503));
    let world = World::on(db);
    let (hook, _) = world.hook(&receiver.address(), &["system.*"]);
    let successors = [Id::from_bytes([2; 16]), Id::from_bytes([3; 16])];
    world.write(move |tx| {
        let (core_function, permission) = ("head_of_it".to_owned(), hooks::MANAGE.name().to_owned());
        let mapped = access::Granted {
            core_function: core_function.clone(),
            permission,
            scope: kernel::Scope::Federation,
        };
        access::map_functions(tx, &[mapped])?;
        let grant = |person: Id| access::Grant {
            source: person,
            person,
            core_function: core_function.clone(),
            subject: person,
            home: None,
            valid: kernel::Period::ALWAYS,
        };
        access::give_all(tx, &successors.map(grant))
    });
    let later = after_a_day_of_failures(&world, &hook);
    let told = |person| {
        let open = |read: &storage::Read| notify::open_notices(read, person);
        later.db.read(&later.keeper(), View::Now, open).expect("notices").len()
    };
    assert_eq!((told(KEEPER), successors.map(told)), (0, [1, 1]));
    set_active(&later, world.stored(hook.id), true);
    assert_eq!(successors.map(told), [0, 0], "one of them saw to it");
}

fn a_hook_that_fails_for_a_day_is_switched_off_and_its_keeper_told(db: &TestDb) {
    let receiver = Receiver::start(Answers::Status(503));
    let world = World::on(db);
    let (hook, _) = world.hook(&receiver.address(), &["system.*"]);
    let later = after_a_day_of_failures(&world, &hook);
    let told = |read: &storage::Read| notify::open_notices(read, KEEPER);
    let states = later.db.read(&later.keeper(), View::Now, hooks::hooks_by_state).expect("figures");
    assert_eq!(states, [("switched_off".to_owned(), 1)]);
    let notices = later.db.read(&later.keeper(), View::Now, told).expect("notices");
    let [notice] = &notices[..] else { panic!("{notices:?}") };
    assert!(notice.text.sv.contains("Ärendebussen"), "{notice:?}");
    let got = receiver.got().len();
    later.round();
    assert_eq!(receiver.got().len(), got, "one that is off is not told");
    assert_eq!(world.deliveries().iter().filter(|one| one.state == DeliveryState::Sending).count(), 0);

    receiver.answer(Answers::Status(200));
    // Somebody else saves something before it is switched on.
    let renamed = WebHook { name: "Bussen".into(), ..world.stored(hook.id) };
    let ask = SaveHook { revision: Some(renamed.revision), hook: renamed };
    let somebody = Actor { person: Some(Id::from_bytes([7; 16])), ..later.keeper() };
    later.db.write(&somebody, move |tx| save_hook(tx, ask)).expect("saved");
    assert_eq!(later.db.read(&later.keeper(), View::Now, told).expect("notices").len(), 1, "off still");
    set_active(&later, world.stored(hook.id), true);
    let notices = later.db.read(&later.keeper(), View::Now, told).expect("notices");
    assert_eq!(notices, [], "it is seen to");
    assert!(later.later(200_000).round().delivered > 0, "what waited goes on");
}

fn a_delivery_is_given_up_after_its_last_attempt(db: &TestDb) {
    let receiver = Receiver::start(Answers::Status(404));
    let world = World::on(db);
    world.hook(&receiver.address(), &["system.*"]);
    world.happen("system.changed");
    let mut later = world.clone();
    for _ in 0..10 {
        later.round();
        later = later.later(3 * 86_400);
    }
    let one = world.delivery();
    assert_eq!((one.state, one.attempts), (DeliveryState::Failed, 10));
    assert_eq!(later.round().not_delivered, 0);
}

fn deliveries_that_ended_long_ago_are_forgotten_and_others_kept(db: &TestDb) {
    let receiver = Receiver::start(Answers::Status(200));
    let world = World::on(db);
    world.hook(&receiver.address(), &["system.*"]);
    world.happen("system.changed");
    world.round();
    receiver.answer(Answers::Status(500));
    world.happen("system.registered");
    world.round();
    world.later(89 * 86_400).write(forget_old);
    assert_eq!(world.deliveries().len(), 2);
    world.later(91 * 86_400).write(forget_old);
    assert_eq!(world.delivery().action, "system.registered", "what waits is not forgotten");
}

on_both_engines!(schema();
    a_receiver_that_hangs_or_drips_is_left_in_time,
    a_receiver_that_answers_500_is_told_again_later,
    a_receiver_that_sends_on_is_not_followed,
    an_answer_without_end_is_not_read,
    what_is_no_answer_is_none,
    a_name_that_leads_into_the_network_is_refused_when_it_is_resolved,
    a_name_in_use_without_tls_that_is_not_allowed_is_not_told,
    one_receiver_that_fails_does_not_keep_another_waiting,
    a_hook_that_fails_for_a_day_is_switched_off_and_its_keeper_told,
    where_the_keeper_may_no_longer_everybody_who_may_is_told,
    a_delivery_is_given_up_after_its_last_attempt,
    deliveries_that_ended_long_ago_are_forgotten_and_others_kept,
);
