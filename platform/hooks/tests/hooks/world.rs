//! A federation in which things happen, a receiver, and copies of the program that tell it.

use hooks::{
    DELIVERIES, Delivery, Happenings, HookKey, SaveHook, Secret, Sender, Sent, Settings, WebHook,
    make_secret, save_hook,
};
use kernel::{Actor, Id, Instant, Result, Subject, SubjectKind, TenantId};
use serde_json::{Map, json};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;
use storage::{AuditEntry, Db, Query, Read, Schema, Tx, View};
use testkit::{Acting as _, Receiver, TestDb, operator, person};
use web::Stopping;

pub const SYSTEM: SubjectKind = SubjectKind("system");
pub const RECORD: Id = Id::from_bytes([9; 16]);
/// Looks after the hooks.
pub const KEEPER: Id = Id::from_bytes([1; 16]);

const HAPPENINGS: Happenings = Happenings {
    actions: &["system.changed", "system.registered", "document.changed", "web_hook.changed"],
    names,
};

fn names(_: &Read, subjects: &[Subject]) -> Result<BTreeMap<Subject, (String, String)>> {
    let named = |subject: &Subject| {
        (subject.clone(), ("Elevregistret".to_owned(), format!("/system/{}", subject.id)))
    };
    Ok(subjects.iter().filter(|subject| subject.is(SYSTEM)).map(named).collect())
}

pub fn schema() -> Schema {
    Schema::of_storage()
        .with(access::schema())
        .with(custom_fields::schema())
        .with(findings::schema())
        .with(notify::schema())
        .with(hooks::schema())
}

/// One copy of the program.
#[derive(Clone)]
pub struct World {
    pub db: Db,
    pub now: Instant,
    pub tenant: TenantId,
}

pub fn key(text: &str) -> Option<HookKey> {
    HookKey::new(&text.repeat(32))
}

/// What a copy is told, but for what a test says.
pub fn settings() -> Settings {
    Settings {
        key: key("k"),
        allow: vec!["127.0.0.1".into()],
        authorities: hooks::Authorities::default(),
        // All the time that a busy machine may need; who tries a receiver that hangs gives it less.
        patience: Duration::from_secs(30),
        public_url: "https://vidmakt.example".into(),
    }
}

impl World {
    pub fn on(test: &TestDb) -> Self {
        Self::with(Db::clone(test), settings())
    }

    pub fn with(db: Db, settings: Settings) -> Self {
        let db = db.with_attachment(settings).with_attachment(HAPPENINGS);
        Self { db, now: operator().now, tenant: TenantId(1) }
    }

    /// The same copy with other settings.
    pub fn told(&self, settings: Settings) -> Self {
        Self { db: self.db.clone().with_attachment(settings), ..self.clone() }
    }

    pub fn later(&self, seconds: i64) -> Self {
        Self { now: self.now.plus_seconds(seconds), ..self.clone() }
    }

    /// The keeper's own permissions are not what is tried here: they act as the program trusts its operator, by name.
    pub fn keeper(&self) -> Actor {
        let operator = Actor::operator(self.tenant, self.now);
        Actor { person: Some(KEEPER), ..operator }
    }

    /// Somebody who has no permission.
    pub fn stranger(&self) -> Actor {
        person("nobody", Id::from_bytes([8; 16])).of(self.tenant.0)
    }

    pub fn write<T: Send + 'static>(&self, verb: impl FnOnce(&mut Tx) -> Result<T> + Send + 'static) -> T {
        self.try_write(verb).unwrap_or_else(|error| panic!("{error:?}"))
    }

    pub fn try_write<T: Send + 'static>(
        &self,
        verb: impl FnOnce(&mut Tx) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.db.write(&self.keeper(), verb)
    }

    /// A hook that is switched on and has no secret yet.
    pub fn hook_without_secret(&self, address: &str, happenings: &[&str]) -> WebHook {
        let hook = hook_to(address, happenings);
        self.write(move |tx| save_hook(tx, SaveHook { hook, revision: None }))
    }

    /// A hook that is told.
    pub fn hook(&self, address: &str, happenings: &[&str]) -> (WebHook, Secret) {
        let hook = self.hook_without_secret(address, happenings);
        let made = self.write(move |tx| make_secret(tx, hook.id, hook.revision));
        (made.hook, made.secret)
    }

    pub fn stored(&self, id: Id) -> WebHook {
        self.db.read(&self.keeper(), View::Now, |read| hooks::hook(read, id)).expect("the hook")
    }

    /// Something happens to a record.
    pub fn happen(&self, action: &'static str) {
        self.write(move |tx| {
            tx.audit(&AuditEntry {
                action,
                subject: Some(Subject::new(SYSTEM, RECORD)),
                changes: Map::from_iter([("notes".to_owned(), json!(["gammalt", "hemligt nytt"]))]),
                ..AuditEntry::default()
            })
        });
    }

    pub fn sender(&self, copy: &str) -> Sender {
        let now = self.now;
        self.sender_by(copy, move || now)
    }

    /// A copy with a clock of its own, which is looked at before and after each message.
    pub fn sender_by(&self, copy: &str, clock: impl Fn() -> Instant + Send + Sync + 'static) -> Sender {
        Sender::new(&self.db, copy, &(Arc::new(clock) as web::Clock), &Stopping::default()).expect("a sender")
    }

    /// What is due is sent by a copy of the program.
    pub fn round_as(&self, copy: &str) -> Sent {
        self.sender(copy).round(&[self.tenant]).expect("a round")
    }

    pub fn round(&self) -> Sent {
        self.round_as("one")
    }

    /// All deliveries, in the order of what happened.
    pub fn deliveries(&self) -> Vec<Delivery> {
        let all = |read: &Read| DELIVERIES.page::<Delivery>(read, &Query::first(200));
        let mut all = self.db.read(&self.keeper(), View::Now, all).expect("the list").items;
        all.sort_by_key(|one| one.sequence);
        all
    }

    /// The only delivery.
    pub fn delivery(&self) -> Delivery {
        let all = self.deliveries();
        assert_eq!(all.len(), 1, "{all:?}");
        all.into_iter().next().expect("one")
    }
}

pub fn hook_to(address: &str, happenings: &[&str]) -> WebHook {
    WebHook {
        name: "Ärendebussen".into(),
        address: address.into(),
        happenings: happenings.iter().map(|one| (*one).to_owned()).collect(),
        is_active: Some(true),
        ..WebHook::default()
    }
}

/// The numbers of the events that a receiver was told of, in the order in which it was told.
pub fn heard_numbers(receiver: &Receiver) -> Vec<i64> {
    let number = |message: testkit::GotMessage| {
        let body: serde_json::Value = serde_json::from_str(&message.body).expect("JSON");
        body["sequence"].as_i64().expect("a number")
    };
    receiver.got().into_iter().map(number).collect()
}

/// The actions of the messages that a receiver got.
pub fn heard(receiver: &Receiver) -> Vec<String> {
    receiver.got().iter().map(|message| message.header("x-vidmakt-event").to_owned()).collect()
}
