//! Adding and changing hooks: who may, what is refused, and when a hook begins to be told.

use crate::world::{World, heard, hook_to, schema, settings};
use hooks::{Happenings, SaveHook, Settings, WebHook, make_secret, redeliver, save_hook, try_hook};
use kernel::{Error, Id, Objection};
use std::collections::BTreeMap;
use testkit::{Answers, Receiver, TestDb, on_both_engines};

const FAR: &str = "https://ta-emot.example/krok";

fn objections(world: &World, hook: WebHook) -> Vec<(String, &'static str)> {
    match world.try_write(move |tx| save_hook(tx, SaveHook { hook, revision: None })) {
        Err(Error::Rejected(objections)) => {
            objections.into_iter().map(|Objection { field, message, .. }| (field, message.key)).collect()
        }
        other => panic!("{other:?}"),
    }
}

fn a_hook_to_the_own_network_is_refused_at_the_field(db: &TestDb) {
    let world = World::on(db).told(Settings { allow: Vec::new(), ..settings() });
    for address in ["https://127.0.0.1/", "https://localhost/", "https://10.0.0.1/", "http://[::1]:8080/"] {
        let wrong = objections(&world, hook_to(address, &["system.*"]));
        assert_eq!(wrong, [("address".to_owned(), "hook-address-private")], "{address}");
    }
}

fn everything_that_is_wrong_with_a_hook_is_told_at_once(db: &TestDb) {
    let empty = WebHook { name: String::new(), ..hook_to("http://ta-emot.example/", &[]) };
    let mut fields: Vec<String> =
        objections(&World::on(db), empty).into_iter().map(|(field, _)| field).collect();
    fields.sort_unstable();
    assert_eq!(fields, ["address", "happenings", "name"]);
    let unknown = objections(&World::on(db), hook_to(FAR, &["system.changed", "moon.rises"]));
    assert_eq!(unknown, [("happenings".to_owned(), "hook-happening-unknown")]);
}

fn a_hook_names_every_happening_there_is_however_many_and_none_twice(db: &TestDb) {
    let actions: Vec<&'static str> =
        (0..150).map(|number| &*format!("system.step_{number}").leak()).collect();
    let happenings = Happenings { actions: actions.leak(), names: |_, _| Ok(BTreeMap::new()) };
    let world = World::on(db);
    let world = World { db: world.db.clone().with_attachment(happenings), ..world };
    let all = [&["system.*"][..], happenings.actions].concat();
    let hook = world.hook_without_secret(FAR, &all);
    assert_eq!(world.stored(hook.id).happenings, all);
    let wrong = objections(&world, hook_to(FAR, &[&all[..], &["system.*"]].concat()));
    assert_eq!(wrong, [("happenings".to_owned(), "objection-too-many")]);
}

fn who_may_not_look_after_hooks_neither_sees_nor_makes_one(db: &TestDb) {
    let world = World::on(db);
    let (hook, _) = world.hook(FAR, &["system.*"]);
    let stranger = world.stranger();
    let refused =
        |outcome: Result<(), Error>| assert!(matches!(outcome, Err(Error::Refused(_))), "{outcome:?}");
    let ask = SaveHook { hook: hook_to(FAR, &["system.*"]), revision: None };
    refused(world.db.write(&stranger, move |tx| save_hook(tx, ask).map(|_| ())));
    let (id, revision) = (hook.id, hook.revision);
    refused(world.db.write(&stranger, move |tx| make_secret(tx, id, revision).map(|_| ())));
    refused(world.db.write(&stranger, move |tx| try_hook(tx, id)));
    refused(world.db.write(&stranger, move |tx| redeliver(tx, id)));
    refused(world.db.read(&stranger, storage::View::Now, |read| hooks::hook(read, id).map(|_| ())));
}

fn an_older_revision_is_stale_and_changes_nothing(db: &TestDb) {
    let world = World::on(db);
    let first = world.hook_without_secret(FAR, &["system.*"]);
    let renamed = WebHook { name: "Bussen".into(), ..first.clone() };
    let revision = first.revision;
    world.write({
        let hook = renamed.clone();
        move |tx| save_hook(tx, SaveHook { hook, revision: Some(revision) })
    });
    let again =
        SaveHook { hook: WebHook { name: "Tåget".into(), ..first.clone() }, revision: Some(revision) };
    assert!(world.try_write(move |tx| save_hook(tx, again)).is_err());
    let id = first.id;
    assert!(world.try_write(move |tx| make_secret(tx, id, revision)).is_err());
    assert_eq!(world.stored(id).name, "Bussen");
}

fn a_secret_stands_nowhere_in_the_database(db: &TestDb) {
    let world = World::on(db);
    let (hook, secret) = world.hook(FAR, &["system.*"]);
    for table in ["web_hook", "web_hook_version", "audit_event", "web_hook_progress"] {
        let kept = format!("{:?}", db.raw_rows(&format!("SELECT * FROM {table}")));
        assert!(!kept.contains(&secret.text()[5..]), "{table}");
    }
    assert_eq!(world.stored(hook.id).secret_print, secret.print());
}

fn without_a_key_no_secret_is_made_and_nothing_is_sent_or_lost(db: &TestDb) {
    let receiver = Receiver::start(Answers::Status(200));
    let world = World::on(db);
    let without = world.told(Settings { key: None, ..settings() });
    let hook = without.hook_without_secret(&receiver.address(), &["system.*"]);
    let (id, revision) = (hook.id, hook.revision);
    assert!(without.try_write(move |tx| make_secret(tx, id, revision)).is_err());
    world.write(move |tx| make_secret(tx, id, revision));
    world.happen("system.changed");
    assert_eq!(without.round(), hooks::Sent::default());
    assert_eq!(receiver.got().len(), 0);
    assert_eq!(world.round().delivered, 1, "the copy that has the key tells it");
}

fn a_hook_is_told_from_when_it_has_a_secret_and_is_on(db: &TestDb) {
    let receiver = Receiver::start(Answers::Status(200));
    let world = World::on(db);
    world.happen("system.registered");
    let hook = world.hook_without_secret(&receiver.address(), &["system.*"]);
    world.happen("system.registered");
    world.round();
    let (id, revision) = (hook.id, hook.revision);
    let made = world.write(move |tx| make_secret(tx, id, revision)).hook;
    world.happen("system.changed");
    world.round();
    assert_eq!(heard(&receiver), ["system.changed"]);
    let off = set_active(&world, made, false);
    world.happen("system.registered");
    world.round();
    set_active(&world, off, true);
    world.happen("system.changed");
    world.round();
    assert_eq!(heard(&receiver), ["system.changed", "system.changed"], "what happened meanwhile is not told");
}

pub fn set_active(world: &World, hook: WebHook, is_active: bool) -> WebHook {
    let revision = Some(hook.revision);
    let hook = WebHook { is_active: Some(is_active), ..hook };
    world.write(move |tx| save_hook(tx, SaveHook { hook, revision }))
}

fn a_trial_reaches_its_own_hook_alone(db: &TestDb) {
    let (receiver, other) = (Receiver::start(Answers::Status(200)), Receiver::start(Answers::Status(200)));
    let world = World::on(db);
    let (hook, _) = world.hook(&receiver.address(), &["document.changed"]);
    world.hook(&other.address(), &["document.changed"]);
    let id = hook.id;
    world.write(move |tx| try_hook(tx, id));
    world.round();
    assert_eq!((heard(&receiver), heard(&other)), (vec!["web_hook.tried".to_owned()], Vec::new()));
    set_active(&world, hook, false);
    assert!(world.try_write(move |tx| try_hook(tx, id)).is_err(), "one that is off is not tried");
    assert!(matches!(world.try_write(|tx| try_hook(tx, Id::new())), Err(Error::NotFound)));
}

on_both_engines!(schema();
    a_hook_to_the_own_network_is_refused_at_the_field,
    everything_that_is_wrong_with_a_hook_is_told_at_once,
    a_hook_names_every_happening_there_is_however_many_and_none_twice,
    who_may_not_look_after_hooks_neither_sees_nor_makes_one,
    an_older_revision_is_stale_and_changes_nothing,
    a_secret_stands_nowhere_in_the_database,
    without_a_key_no_secret_is_made_and_nothing_is_sent_or_lost,
    a_hook_is_told_from_when_it_has_a_secret_and_is_on,
    a_trial_reaches_its_own_hook_alone,
);
