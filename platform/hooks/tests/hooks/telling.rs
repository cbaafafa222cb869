//! What a receiver is told: which events, in which order, and by which signature it knows them.

use crate::world::{KEEPER, RECORD, World, heard, key, schema, settings};
use hooks::{DeliveryState, Secret, Settings, TroubleReason, make_secret, redeliver, signature_of};
use kernel::{Error, TenantId};
use serde_json::Value as Json;
use storage::AuditEntry;
use testkit::{Answers, Receiver, TestDb, on_both_engines};

fn a_message_is_signed_and_says_what_happened_and_no_more(db: &TestDb) {
    let receiver = Receiver::start(Answers::Status(204));
    let world = World::on(db);
    let (hook, secret) = world.hook(&receiver.address(), &["system.changed"]);
    world.happen("system.changed");
    assert_eq!(world.round().delivered, 1);
    let [message] = &receiver.got()[..] else { panic!("one message") };
    let timestamp: i64 = message.header("x-vidmakt-timestamp").parse().expect("seconds");
    assert_eq!(timestamp, world.now.as_micros() / 1_000_000);
    assert_eq!(message.header("x-vidmakt-signature"), signature_of(&secret, timestamp, &message.body));
    assert_eq!(message.header("content-type"), "application/json");
    let body: Json = serde_json::from_str(&message.body).expect("JSON");
    let delivery = world.delivery();
    assert_eq!(message.header("x-vidmakt-delivery"), delivery.id.to_string());
    assert_eq!(body["delivery"], delivery.id.to_string());
    assert_eq!(body["hook"], hook.id.to_string());
    assert_eq!(body["action"], "system.changed");
    assert_eq!(body["subject"]["id"], RECORD.to_string());
    assert_eq!(body["subject"]["name"], "Elevregistret");
    assert_eq!(body["subject"]["address"], format!("https://vidmakt.example/system/{RECORD}"));
    assert_eq!(body["changed"], serde_json::json!(["notes"]));
    for personal in ["hemligt nytt", "gammalt", "operator\"", &KEEPER.to_string()] {
        let is_kind = personal == "operator\"" && body["actor_kind"] == "operator";
        assert!(is_kind || !message.body.contains(personal), "{personal} in {}", message.body);
    }
    assert_eq!((delivery.state, delivery.answer_code), (DeliveryState::Delivered, Some(204)));
}

fn events_are_told_once_in_their_order_to_who_hears_them(db: &TestDb) {
    let (systems, documents) = (Receiver::start(Answers::Status(200)), Receiver::start(Answers::Status(200)));
    let world = World::on(db);
    world.hook(&systems.address(), &["system.*"]);
    world.hook(&documents.address(), &["document.changed"]);
    for action in ["system.registered", "document.changed", "system.changed", "person.changed"] {
        world.happen(action);
    }
    assert_eq!(world.round().delivered, 3);
    assert_eq!(heard(&systems), ["system.registered", "system.changed"]);
    assert_eq!(heard(&documents), ["document.changed"]);
    assert_eq!(world.round().delivered, 0);
    assert_eq!(systems.got().len(), 2, "nothing is told twice");
}

fn what_was_taken_back_with_its_transaction_is_not_told(db: &TestDb) {
    let receiver = Receiver::start(Answers::Status(200));
    let world = World::on(db);
    world.hook(&receiver.address(), &["system.*"]);
    let failed: Result<(), Error> = world.try_write(|tx| {
        tx.audit(&AuditEntry { action: "system.changed", ..AuditEntry::default() })?;
        Err(Error::failed("after all"))
    });
    assert!(failed.is_err());
    assert_eq!(world.round().delivered, 0);
}

fn more_events_than_one_transaction_takes_are_all_told(db: &TestDb) {
    let receiver = Receiver::start(Answers::Status(200));
    let world = World::on(db);
    world.hook(&receiver.address(), &["document.changed"]);
    world.write(|tx| {
        for _ in 0..1_200 {
            tx.audit(&AuditEntry { action: "system.changed", ..AuditEntry::default() })?;
        }
        tx.audit(&AuditEntry { action: "document.changed", ..AuditEntry::default() })
    });
    assert_eq!(world.round().delivered, 1);
}

fn another_federation_is_told_nothing(db: &TestDb) {
    let receiver = Receiver::start(Answers::Status(200));
    let (here, there) = (World::on(db), World { tenant: TenantId(2), ..World::on(db) });
    here.hook(&receiver.address(), &["system.*"]);
    there.happen("system.changed");
    here.round();
    there.round();
    assert_eq!(receiver.got().len(), 0);
}

fn a_new_secret_signs_what_waits_and_the_old_one_counts_no_more(db: &TestDb) {
    let receiver = Receiver::start(Answers::Status(500));
    let world = World::on(db);
    let (hook, old) = world.hook(&receiver.address(), &["system.*"]);
    world.happen("system.changed");
    world.round();
    let (id, revision) = (hook.id, hook.revision);
    let new: Secret = world.write(move |tx| make_secret(tx, id, revision)).secret;
    receiver.answer(Answers::Status(200));
    let later = world.later(120);
    assert_eq!(later.round().delivered, 1);
    let messages = receiver.got();
    let signed = |message: &testkit::GotMessage, secret: &Secret| {
        let timestamp = message.header("x-vidmakt-timestamp").parse().expect("seconds");
        message.header("x-vidmakt-signature") == signature_of(secret, timestamp, &message.body)
    };
    assert!(signed(&messages[0], &old) && signed(&messages[1], &new) && !signed(&messages[1], &old));
    assert_eq!(messages[0].body, messages[1].body, "what is sent again is the same");
    assert_ne!(messages[0].header("x-vidmakt-timestamp"), messages[1].header("x-vidmakt-timestamp"));
}

fn a_program_with_another_key_sends_nothing_under_a_wrong_signature(db: &TestDb) {
    let receiver = Receiver::start(Answers::Status(200));
    let world = World::on(db);
    world.hook(&receiver.address(), &["system.*"]);
    world.happen("system.changed");
    world.told(Settings { key: key("x"), ..settings() }).round();
    assert_eq!(receiver.got().len(), 0);
    assert_eq!(world.delivery().reason, TroubleReason::OtherKey);
}

fn a_delivery_that_has_ended_goes_out_again_with_the_same_id(db: &TestDb) {
    let receiver = Receiver::start(Answers::Status(200));
    let world = World::on(db);
    world.hook(&receiver.address(), &["system.*"]);
    world.happen("system.changed");
    world.round();
    let id = world.delivery().id;
    world.write(move |tx| redeliver(tx, id));
    assert!(world.try_write(move |tx| redeliver(tx, id)).is_err(), "it waits already");
    world.round();
    let ids: Vec<String> =
        receiver.got().iter().map(|message| message.header("x-vidmakt-delivery").to_owned()).collect();
    assert_eq!(ids, [id.to_string(), id.to_string()]);
}

on_both_engines!(schema();
    a_message_is_signed_and_says_what_happened_and_no_more,
    events_are_told_once_in_their_order_to_who_hears_them,
    what_was_taken_back_with_its_transaction_is_not_told,
    more_events_than_one_transaction_takes_are_all_told,
    another_federation_is_told_nothing,
    a_new_secret_signs_what_waits_and_the_old_one_counts_no_more,
    a_program_with_another_key_sends_nothing_under_a_wrong_signature,
    a_delivery_that_has_ended_goes_out_again_with_the_same_id,
);
