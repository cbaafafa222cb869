//! A whole site in a test: accounts, a router, and browsers and scripts that speak HTTP with it.

use crate::things::{self, Thing};
use access::{Grant, Granted};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use kernel::{Actor, Id, Instant, Language, Period, Scope, TenantId};
use serde_json::Value as Json;
use std::sync::{Arc, Mutex};
use testkit::{Acting, TestDb, operator};
use tower::ServiceExt;
use web::accounts::{self, NewAccount, NewToken};
use web::components::Icon;
use web::{Room, Site, Web};

pub const PASSWORD: &str = "en lång mening som lösenord";

pub struct TestSite {
    pub router: Router,
    pub db: storage::Db,
    pub clock: Arc<Mutex<Instant>>,
    runtime: tokio::runtime::Runtime,
}

/// What came back.
pub struct Reply {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Reply {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn json(&self) -> Json {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("a readable header"))
    }

    pub fn cookie(&self, name: &str) -> Option<String> {
        let cookies = self.headers.get_all(header::SET_COOKIE).iter().filter_map(|value| value.to_str().ok());
        cookies
            .filter_map(|cookie| cookie.split_once('='))
            .find(|(key, _)| *key == name)
            .map(|(_, rest)| rest.to_owned())
    }

    /// The value of the first hidden field of a name.
    pub fn hidden(&self, name: &str) -> String {
        let page = scraper::Html::parse_document(&self.text());
        let selector = scraper::Selector::parse(&format!("input[name='{name}']")).expect("a selector");
        page.select(&selector)
            .find_map(|input| input.value().attr("value"))
            .unwrap_or_else(|| panic!("no field {name} in {}", self.text()))
            .to_owned()
    }
}

impl TestSite {
    pub fn new(db: &TestDb) -> Self {
        Self::at(db, "http://127.0.0.1:8080")
    }

    pub fn at(db: &TestDb, public_url: &str) -> Self {
        Self::watched(db, public_url, web::Watch::default())
    }

    pub fn watched(db: &TestDb, public_url: &str, watch: web::Watch) -> Self {
        let clock = Arc::new(Mutex::new(operator().now));
        let shown = clock.clone();
        let room =
            |key, path, label| Room { label, icon: Icon::Register, key, path, permission: None, pages: &[] };
        let web = Web {
            db: (**db).clone(),
            site: Site {
                public_url: public_url.into(),
                address_header: Some("x-real-ip".into()),
                demo_accounts: Vec::new(),
                files: web::FileSettings::default(),
            },
            rooms: vec![
                room('s', "/", "room-start"),
                Room { permission: Some(things::READ), ..room('r', "/saker", "room-register") },
            ],
            routes: things::routes(),
            resources: things::resources(),
            welcome: |_| Ok(web::Welcome { name: None, waiting: web::Waiting { gaps: 2, notices: 1 } }),
            list_views: web::ListViews::NONE,
            clock: Arc::new(move || *shown.lock().expect("the clock")),
            watch,
        };
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
        let site = Self {
            router: web::router(Arc::new(web)),
            db: (**db).clone(),
            clock,
            runtime: runtime.expect("a runtime"),
        };
        site.add_people();
        site
    }

    /// `forvaltare` may read and edit, `lasare` may read, `granne` may do both in another federation.
    fn add_people(&self) {
        let installation_actor = Actor::operator(TenantId::INSTALLATION, operator().now);
        for key in ["ett", "tva"] {
            let added = self.db.installation(&installation_actor, move |installation| {
                accounts::add_tenant(installation, key, "Federationen")
            });
            added.expect("a federation");
        }
        for (tenant, user, permissions) in [
            (1, "forvaltare", &["thing.read", "thing.edit"][..]),
            (1, "lasare", &["thing.read"]),
            (1, "gast", &[]),
            (2, "granne", &["thing.read", "thing.edit"]),
        ] {
            self.add_person(tenant, user, permissions);
        }
    }

    fn add_person(&self, tenant: i64, user: &'static str, permissions: &'static [&'static str]) {
        let person = Id::new();
        let password = accounts::check_new_password("password", PASSWORD, user).expect("a password");
        let account = NewAccount {
            tenant: TenantId(tenant),
            user_name: user.into(),
            password,
            person: Some(person),
            is_installation_administrator: false,
            language: Language::Swedish,
        };
        let actor = operator().of(tenant);
        let added =
            self.db.installation(&actor, move |installation| accounts::add_account(installation, &account));
        added.expect("an account");
        let given = self.db.write(&actor, move |tx| {
            let granted: Vec<Granted> = ["thing.read", "thing.edit"]
                .iter()
                .flat_map(|permission| {
                    ["forvaltare", "lasare", "granne"].map(|function| (function, *permission))
                })
                .filter(|(function, permission)| *function != "lasare" || *permission == "thing.read")
                .map(|(function, permission)| Granted {
                    core_function: function.into(),
                    permission: permission.into(),
                    scope: Scope::Federation,
                })
                .collect();
            access::map_functions(tx, &granted)?;
            if permissions.is_empty() {
                return Ok(());
            }
            let grant = Grant {
                source: Id::new(),
                person,
                core_function: user.into(),
                subject: person,
                home: None,
                valid: Period::ALWAYS,
            };
            access::give(tx, &grant)
        });
        given.expect("grants");
    }

    pub fn send(&self, request: Request<Body>) -> Reply {
        self.runtime.block_on(async {
            let response = self.router.clone().oneshot(request).await.expect("an answer");
            let (parts, body) = response.into_parts();
            let body = to_bytes(body, usize::MAX).await.expect("a body").to_vec();
            Reply { status: parts.status, headers: parts.headers, body }
        })
    }

    pub fn get(&self, path: &str) -> Reply {
        self.send(Request::get(path).body(Body::empty()).expect("a request"))
    }

    pub fn seconds_pass(&self, seconds: i64) {
        let mut now = self.clock.lock().expect("the clock");
        *now = now.plus_seconds(seconds);
    }

    /// Tries to sign in from an address of its own.
    pub fn try_sign_in(&self, user: &str, password: &str, from: &str) -> Reply {
        let form = format!("user_name={user}&password={}", encoded(password));
        self.send(form_request("/logga-in", form).header("x-real-ip", from).body_of())
    }

    pub fn browser(&self, user: &str) -> Browser<'_> {
        let reply = self.try_sign_in(user, PASSWORD, "10.0.0.1");
        assert_eq!(reply.status, 303, "{}", reply.text());
        let cookie = reply.cookie("vidmakt").expect("a session cookie");
        Browser { site: self, cookie: format!("vidmakt={}", cookie.split(';').next().unwrap_or_default()) }
    }

    pub fn script(&self, user: &'static str, scopes: &[&str]) -> Script<'_> {
        let new = NewToken {
            user: user.into(),
            scopes: scopes.iter().map(ToString::to_string).collect(),
            days: 30,
        };
        let made =
            self.db.installation(&operator(), move |installation| accounts::create_token(installation, &new));
        let made = made.expect("a token");
        Script { site: self, token: made.token, id: made.id }
    }

    /// A thing, as the operator adds it.
    pub fn add_thing(&self, name: &str) -> Thing {
        let new = Thing { name: name.into(), ..Thing::default() };
        self.db.write(&operator(), move |tx| things::add(tx, new)).expect("a thing")
    }
}

/// Somebody signed in with a browser.
pub struct Browser<'s> {
    pub site: &'s TestSite,
    pub cookie: String,
}

impl Browser<'_> {
    pub fn get(&self, path: &str) -> Reply {
        let request = Request::get(path).header("cookie", &self.cookie);
        self.site.send(request.body(Body::empty()).expect("a request"))
    }

    /// Sends a form with the token of a page that was loaded for it.
    pub fn post(&self, path: &str, form: &str) -> Reply {
        let csrf = self.get("/").hidden("csrf");
        self.post_raw(path, format!("csrf={csrf}&{form}"))
    }

    pub fn post_raw(&self, path: &str, form: String) -> Reply {
        let mut request = form_request(path, form);
        request.headers.push(("cookie", self.cookie.clone()));
        self.site.send(request.body_of())
    }
}

/// A script with a token.
pub struct Script<'s> {
    pub site: &'s TestSite,
    pub token: String,
    pub id: Id,
}

impl Script<'_> {
    pub fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Reply {
        let mut request = Request::builder().method(method).uri(path);
        request = request.header("authorization", format!("Bearer {}", self.token));
        if !body.is_empty() {
            request = request.header("content-type", "application/json");
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.site.send(request.body(Body::from(body.to_owned())).expect("a request"))
    }

    pub fn get(&self, path: &str) -> Reply {
        self.send("GET", path, &[], "")
    }

    pub fn post(&self, path: &str, body: &str) -> Reply {
        self.send("POST", path, &[], body)
    }
}

pub struct FormRequest {
    path: String,
    form: String,
    pub headers: Vec<(&'static str, String)>,
}

pub fn form_request(path: &str, form: String) -> FormRequest {
    FormRequest { path: path.into(), form, headers: Vec::new() }
}

impl FormRequest {
    pub fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    pub fn body_of(self) -> Request<Body> {
        let mut request =
            Request::post(self.path).header("content-type", "application/x-www-form-urlencoded");
        for (name, value) in self.headers {
            request = request.header(name, value);
        }
        request.body(Body::from(self.form)).expect("a request")
    }
}

pub fn encoded(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
}
