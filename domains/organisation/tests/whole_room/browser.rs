//! The room behind its router, as a browser and a script use it.

use crate::world::{World, on, operator};
use kernel::{Actor, Id, Instant, Language, TenantId};
use std::cell::RefCell;
use std::sync::Arc;
use testkit::{Seen, Visitor};
use web::accounts::{self, NewAccount, NewToken};
use web::{Site, Web};

const PASSWORD: &str = "en lång mening som lösenord";

pub struct Served {
    site: testkit::Site,
    db: storage::Db,
}

pub struct Reply {
    pub status: u16,
    pub location: String,
    pub etag: String,
    pub text: String,
}

impl Reply {
    fn of(seen: &Seen) -> Self {
        Self {
            status: seen.status.as_u16(),
            location: seen.header("location").to_owned(),
            etag: seen.header("etag").to_owned(),
            text: seen.text(),
        }
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {}", self.text))
    }

    /// The texts of all elements that a selector finds.
    pub fn all(&self, selector: &str) -> Vec<String> {
        testkit::PageSeen::read(&self.text).texts(selector)
    }

    /// What the form that posts to a path holds at a field.
    pub fn value(&self, path: &str, name: &str) -> String {
        let form = testkit::PageSeen::read(&self.text).form(path);
        form.into_iter().find(|(field, _)| field == name).map(|(_, value)| value).expect("the field")
    }
}

impl Served {
    /// The world with accounts for these people: name and person.
    pub fn new(world: &World, accounts: &[(&str, Id)]) -> Self {
        let served = Self { site: site_on(&world.db, operator().now), db: world.db.clone() };
        let installation_actor = Actor::operator(TenantId::INSTALLATION, operator().now);
        let added = served.db.installation(&installation_actor, |installation| {
            accounts::add_tenant(installation, "prov", "Provkommunen")
        });
        added.expect("a federation");
        for (user, person) in accounts {
            served.add_account(user, *person);
        }
        served
    }

    /// The same site on another day at noon.
    pub fn on(&self, date: &str) -> Self {
        Self { site: site_on(&self.db, on(operator(), date).now), db: self.db.clone() }
    }

    fn add_account(&self, user: &str, person: Id) {
        let password = accounts::check_new_password("password", PASSWORD, user).expect("a password");
        let account = NewAccount {
            tenant: TenantId(1),
            user_name: user.to_owned(),
            password,
            person: Some(person),
            is_installation_administrator: false,
            language: Language::Swedish,
        };
        let added = self
            .db
            .installation(&operator(), move |installation| accounts::add_account(installation, &account));
        added.expect("an account");
    }

    pub fn browser(&self, user: &str) -> Browser {
        Browser { visitor: RefCell::new(self.site.visitor().signed_in(user, PASSWORD)) }
    }

    pub fn script(&self, user: &str) -> Script {
        let new = NewToken { user: user.to_owned(), scopes: Vec::new(), days: 30 };
        let made =
            self.db.installation(&operator(), move |installation| accounts::create_token(installation, &new));
        let visitor = self.site.visitor().with_token(made.expect("a token").token);
        Script { visitor: RefCell::new(visitor) }
    }
}

fn site_on(db: &storage::Db, now: Instant) -> testkit::Site {
    let web = Web {
        db: db.clone(),
        site: Site {
            public_url: "http://127.0.0.1:8080".into(),
            address_header: None,
            demo_accounts: Vec::new(),
            files: web::FileSettings::default(),
        },
        rooms: organisation::ROOMS.to_vec(),
        routes: organisation::routes(),
        resources: organisation::resources(),
        welcome: |_| Ok(web::Welcome::default()),
        list_views: web::ListViews::NONE,
        clock: Arc::new(move || now),
        watch: web::Watch::default(),
    };
    testkit::Site::new(web::router(Arc::new(web)))
}

pub struct Browser {
    visitor: RefCell<Visitor>,
}

impl Browser {
    pub fn get(&self, path: &str) -> Reply {
        Reply::of(&self.visitor.borrow_mut().get(path))
    }

    /// Fills in the form of a page and sends it; what is not filled in goes along as it stands.
    pub fn fill_in(&self, path: &str, filled: &[(&str, &str)]) -> Reply {
        let action = path.split('?').next().unwrap_or_default();
        Reply::of(&self.visitor.borrow_mut().submit(path, action, filled))
    }

    pub fn post(&self, path: &str, pairs: &[(&str, &str)]) -> Reply {
        Reply::of(&self.visitor.borrow_mut().post(path, pairs))
    }
}

pub struct Script {
    visitor: RefCell<Visitor>,
}

impl Script {
    pub fn send(&self, method: &str, path: &str, etag: &str, body: &str) -> Reply {
        let path = format!("/api/v1/{path}");
        let mut visitor = self.visitor.borrow_mut();
        if body.is_empty() {
            return Reply::of(&visitor.get(&path));
        }
        let json = serde_json::from_str(body).expect("JSON");
        let headers: &[(&str, &str)] = if etag.is_empty() { &[] } else { &[("if-match", etag)] };
        Reply::of(&visitor.send_json(method, &path, headers, &json))
    }
}
