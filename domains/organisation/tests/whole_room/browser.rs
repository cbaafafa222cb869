//! The room behind its router, as a browser and a script use it.

use crate::world::{World, operator};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, header};
use kernel::{Actor, Id, Language, TenantId};
use scraper::{Html, Selector};
use std::sync::Arc;
use tower::ServiceExt;
use web::accounts::{self, NewAccount, NewToken};
use web::{Site, Web};

const PASSWORD: &str = "en lång mening som lösenord";

pub struct Served {
    router: Router,
    runtime: tokio::runtime::Runtime,
    db: storage::Db,
}

pub struct Reply {
    pub status: u16,
    pub location: String,
    pub etag: String,
    cookies: Vec<String>,
    pub text: String,
}

impl Reply {
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {}", self.text))
    }

    /// The texts of all elements that a selector finds.
    pub fn all(&self, selector: &str) -> Vec<String> {
        let selector = Selector::parse(selector).expect("a selector");
        let page = Html::parse_document(&self.text);
        page.select(&selector)
            .map(|one| {
                one.text().collect::<Vec<_>>().join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
            })
            .collect()
    }

    pub fn value(&self, name: &str) -> String {
        let selector = Selector::parse(&format!("[name='{name}']")).expect("a selector");
        let page = Html::parse_document(&self.text);
        let found =
            page.select(&selector).next().and_then(|one| one.value().attr("value").map(str::to_owned));
        found.unwrap_or_else(|| panic!("no field {name} in {}", self.text))
    }
}

impl Served {
    /// The world with accounts for these people: name and person.
    pub fn new(world: &World, accounts: &[(&str, Id)]) -> Self {
        let web = Web {
            db: world.db.clone(),
            site: Site {
                public_url: "http://127.0.0.1:8080".into(),
                address_header: None,
                demo_accounts: Vec::new(),
            },
            rooms: organisation::ROOMS.to_vec(),
            routes: organisation::routes(),
            resources: organisation::resources(),
            waiting: |_| Ok(0),
            clock: Arc::new(|| operator().now),
        };
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        let served = Self { router: web::router(Arc::new(web)), runtime, db: world.db.clone() };
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

    fn send(&self, request: Request<Body>) -> Reply {
        self.runtime.block_on(async {
            let response = self.router.clone().oneshot(request).await.expect("an answer");
            let (parts, body) = response.into_parts();
            let body = to_bytes(body, usize::MAX).await.expect("a body");
            let header = |name: header::HeaderName| {
                parts.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
            };
            let cookies = parts.headers.get_all(header::SET_COOKIE).iter();
            Reply {
                status: parts.status.as_u16(),
                location: header(header::LOCATION),
                etag: header(header::ETAG),
                cookies: cookies.filter_map(|value| value.to_str().ok().map(str::to_owned)).collect(),
                text: String::from_utf8_lossy(&body).into_owned(),
            }
        })
    }

    pub fn browser(&self, user: &str) -> Browser<'_> {
        let form = encoded(&[("user_name", user), ("password", PASSWORD)]);
        let request = Request::post("/logga-in").header("content-type", "application/x-www-form-urlencoded");
        let reply = self.send(request.body(Body::from(form)).expect("a request"));
        let cookie = reply.cookies.iter().find(|cookie| cookie.starts_with("vidmakt="));
        let cookie = cookie.unwrap_or_else(|| panic!("not signed in: {}", reply.text));
        Browser { served: self, cookie: cookie.split(';').next().unwrap_or_default().to_owned() }
    }

    pub fn script(&self, user: &str) -> Script<'_> {
        let new = NewToken { user: user.to_owned(), scopes: Vec::new(), days: 30 };
        let made =
            self.db.installation(&operator(), move |installation| accounts::create_token(installation, &new));
        Script { served: self, token: made.expect("a token").token }
    }
}

pub fn encoded(pairs: &[(&str, &str)]) -> String {
    let encode = |text: &str| {
        percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
    };
    let pairs: Vec<String> =
        pairs.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect();
    pairs.join("&")
}

pub struct Browser<'s> {
    served: &'s Served,
    cookie: String,
}

impl Browser<'_> {
    pub fn get(&self, path: &str) -> Reply {
        let request = Request::get(path).header("cookie", &self.cookie);
        self.served.send(request.body(Body::empty()).expect("a request"))
    }

    /// Fills in the form of a page and sends it: hidden fields go along as they are.
    pub fn fill_in(&self, path: &str, filled: &[(&str, &str)]) -> Reply {
        let page = self.get(path);
        assert_eq!(page.status, 200, "{path}: {}", page.text);
        let html = Html::parse_document(&page.text);
        let hidden = Selector::parse("form.record-form input[type='hidden']").expect("a selector");
        let kept: Vec<(String, String)> = html
            .select(&hidden)
            .filter_map(|one| Some((one.value().attr("name")?.into(), one.value().attr("value")?.into())))
            .collect();
        let kept = kept.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let pairs: Vec<(&str, &str)> = kept.chain(filled.iter().copied()).collect();
        self.post(path.split('?').next().unwrap_or_default(), &pairs)
    }

    pub fn post(&self, path: &str, pairs: &[(&str, &str)]) -> Reply {
        let request = Request::post(path)
            .header("content-type", "application/x-www-form-urlencoded")
            .header("cookie", &self.cookie);
        self.served.send(request.body(Body::from(encoded(pairs))).expect("a request"))
    }
}

pub struct Script<'s> {
    served: &'s Served,
    token: String,
}

impl Script<'_> {
    pub fn send(&self, method: &str, path: &str, etag: &str, body: &str) -> Reply {
        let mut request = Request::builder().method(method).uri(format!("/api/v1/{path}"));
        request = request.header("authorization", format!("Bearer {}", self.token));
        if !body.is_empty() {
            request = request.header("content-type", "application/json");
        }
        if !etag.is_empty() {
            request = request.header("if-match", etag);
        }
        self.served.send(request.body(Body::from(body.to_owned())).expect("a request"))
    }
}
