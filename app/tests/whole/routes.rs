//! Every route of the program, called by those who must not get through: nobody, an employee without the permission,
//! and the administrator of another federation with this one's ids.

use crate::program::{Federation, Persona, Program};
use kernel::{Actor, Id, Message, Subject};
use std::collections::BTreeMap;
use storage::{Query, View};
use testkit::{Seen, TestDb, Visitor, on_both_engines, operator};
use vidmakt::domains;
use web::{Access, Method, Route};

/// The path with an id of the right kind, or the name of something that is there.
pub fn example_of(route: &Route, ids: &BTreeMap<&'static str, Id>) -> String {
    let mut path = String::new();
    for part in route.path.split('/').skip(1) {
        path.push('/');
        match part {
            "{id}" => {
                // To the API a supplier is a kind of organisation with an address of its own.
                let supplier = path.ends_with("/suppliers/").then_some("supplier");
                let kind = supplier
                    .or(route.subject)
                    .unwrap_or_else(|| panic!("{} says not whose id it takes", route.path));
                let id =
                    ids.get(kind).unwrap_or_else(|| panic!("program.rs makes no {kind} for {}", route.path));
                path.push_str(&id.to_string());
            }
            "{clause}" => path.push_str("S0-001"),
            // The section that every shipped kind of plan has.
            "{section}" => path.push_str("costs"),
            // Each plan has a decided version.
            "{number}" => path.push('1'),
            // A row of a plan, by the word for its table before it.
            "{row}" => {
                let table = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
                path.push_str(&ids.get(table).map(ToString::to_string).unwrap_or_default());
            }
            other if other.starts_with('{') => path.push_str("nothing"),
            other => path.push_str(other),
        }
    }
    path
}

/// Sends what gets past the machinery of forms and of the API: what is answered is then about the record.
fn call(visitor: &mut Visitor, route: &Route, path: &str, csrf: &str) -> Seen {
    let json = [("content-type", "application/json"), ("if-match", "\"1\"")];
    let form = [("content-type", "application/x-www-form-urlencoded"), ("x-csrf-token", csrf)];
    let (headers, body) = if route.is_api() { (json, "{}") } else { (form, "revision=1") };
    match route.method {
        Method::Get => visitor.get(path),
        Method::Post => visitor.send("POST".parse().expect("a method"), path, &headers, body.into()),
        Method::Patch => visitor.send("PATCH".parse().expect("a method"), path, &headers, body.into()),
    }
}

/// An import that waits for its columns to be confirmed.
fn started_import(browser: &mut Visitor) -> Id {
    let file = ("file", "systems.csv", "Systemnamn;Beskrivning\nLön;Betalar lön\n".as_bytes());
    let seen = browser.bring("/system/importera", "/system/importera", file);
    assert_eq!(seen.status, 303, "{}", seen.text());
    let id = seen.header("location").rsplit('/').next().unwrap_or_default().to_owned();
    id.parse().unwrap_or_else(|_| panic!("{} ends with an id", seen.header("location")))
}

/// Two federations of one pack; the first has a record of each kind.
/// A mail that was made and not sent: nobody here has an address.
fn one_mail(program: &Program, federation: &Federation, persona: &Persona) -> Id {
    let (own, person) = (federation.own, persona.person);
    program.write(federation, move |tx| {
        notify::tell(
            tx,
            &notify::Notice {
                person,
                about: Subject::new(organisation::ORGANISATION, own),
                address: "/".into(),
                message: Message::new("start-title"),
                key: "one".into(),
                is_at_once: true,
            },
        )
    });
    let head = notify::Letterhead {
        federation: federation.key.clone(),
        public_url: "http://localhost".into(),
        has_server: false,
        languages: BTreeMap::new(),
    };
    let actor = Actor::job(federation.tenant, operator().now);
    // Who was sent a test protocol, when there came to be one of each, is told by another.
    assert_eq!(notify::make_notice_mails(&program.db, &actor, &head).expect("a mail"), 2);
    let mails = |read: &storage::Read| notify::MAILS.page::<notify::MailRow>(read, &Query::first(1));
    program.db.read(&actor, View::Now, mails).expect("the list").items[0].id
}

/// A web-hook, and what it is to be told: it waits.
fn one_hook(program: &Program, federation: &Federation) -> [(&'static str, Id); 2] {
    let key = hooks::HookKey::new(&"k".repeat(40));
    let db = program.db.clone().with_attachment(hooks::Settings { key, ..hooks::Settings::default() });
    let actor = Actor::operator(federation.tenant, operator().now);
    let hook = hooks::WebHook {
        name: "Hook".into(),
        address: "https://receiver.example/".into(),
        happenings: vec!["system.*".into()],
        is_active: Some(true),
        ..hooks::WebHook::default()
    };
    let made = db.write(&actor, move |tx| {
        let hook = hooks::save_hook(tx, hooks::SaveHook { hook, revision: None })?;
        hooks::make_secret(tx, hook.id, hook.revision)
    });
    let hook = made.expect("a hook").hook.id;
    db.write(&actor, move |tx| hooks::try_hook(tx, hook)).expect("tried");
    db.write(&actor, hooks::queue).expect("queued");
    let deliveries = |read: &storage::Read| hooks::DELIVERIES.page::<hooks::Delivery>(read, &Query::first(1));
    let delivery = db.read(&actor, View::Now, deliveries).expect("the list").items[0].id;
    [(hooks::WEB_HOOK.name(), hook), (hooks::DELIVERY.name(), delivery)]
}

/// A view of somebody's own, and its mailing to themselves.
fn one_view(program: &Program, federation: &Federation, persona: &Persona) -> (Id, Id) {
    let (actor, person) = (program.actor(federation, persona), persona.person);
    let made = program.db.write(&actor, move |tx| {
        let known =
            organisation::Person { email: "a@example.se".into(), ..organisation::person(tx, person)? };
        let (revision, because) = (Some(known.revision), organisation::Because::default());
        organisation::save_person(tx, &organisation::SavePerson { person: known, revision, because })?;
        let view = views::SavedView::new("/system", "View");
        let view = views::save_view(tx, views::SaveView { view, revision: None })?.id;
        let (person, rhythm) = (Some(person), Some(views::Rhythm::Monday));
        let ask = views::Mailing { person, rhythm, ..views::Mailing::default() };
        Ok((view, views::order_mailing(tx, view, ask)?.id))
    });
    made.expect("a view")
}

struct World {
    program: Program,
    routes: Vec<Route>,
    here: Federation,
    there: Federation,
    administrator: Persona,
    ids: BTreeMap<&'static str, Id>,
}

impl World {
    fn on(db: &TestDb) -> Self {
        let program = Program::on(db);
        let (here, there) = (program.federation("here", "vmkf"), program.federation("there", "vmkf"));
        let mut ids = program.one_of_each(&here);
        let administrator = program.administrator(&here);
        ids.insert("import", started_import(&mut program.browser(&administrator)));
        ids.insert("api_token", program.token(&administrator).id);
        ids.insert("mail", one_mail(&program, &here, &administrator));
        let (view, mailing) = one_view(&program, &here, &administrator);
        ids.extend([("saved_view", view), ("view_mailing", mailing)]);
        ids.extend(one_hook(&program, &here));
        let routes = web::routes(&program.web);
        assert!(routes.len() > 20, "the routes are found");
        Self { program, routes, here, there, administrator, ids }
    }

    /// Browser and script of one persona; the token that the browser's forms carry.
    fn visitors(&self, persona: &Persona) -> (Visitor, Visitor, String) {
        let mut browser = self.program.browser(persona);
        let page = browser.get("/").page();
        let csrf = page.form("/logga-ut").into_iter().find(|(name, _)| name == "csrf").expect("a token").1;
        (browser, self.program.script(persona), csrf)
    }

    /// Calls every route that a filter lets through, and gives what is said against the answers.
    fn try_each(
        &self,
        (mut browser, mut script, csrf): (Visitor, Visitor, String),
        is_tried: impl Fn(&Route) -> bool,
        objection: impl Fn(&Route, &Seen) -> Option<String>,
    ) -> Vec<String> {
        let tried: Vec<&Route> = self.routes.iter().filter(|route| is_tried(route)).collect();
        assert!(!tried.is_empty(), "some route is tried");
        let said = tried.into_iter().filter_map(|route| {
            let path = example_of(route, &self.ids);
            let visitor = if route.is_api() { &mut script } else { &mut browser };
            let seen = call(visitor, route, &path, &csrf);
            let said = objection(route, &seen)?;
            Some(format!("{:?} {}: {} {said}", route.method, route.path, seen.status))
        });
        said.collect()
    }
}

fn assert_none(objections: &[String]) {
    assert!(objections.is_empty(), "{}", objections.join("\n"));
}

fn nobody_gets_past_the_door(db: &TestDb) {
    let world = World::on(db);
    let nobody = (world.program.visitor(), world.program.visitor(), String::new());
    let wrong = world.try_each(
        nobody,
        |route| route.access != Access::Public,
        |route, seen| {
            let is_right = if route.is_api() {
                seen.status == 401 && seen.header("content-type").starts_with("application/problem+json")
            } else if route.method == Method::Post {
                // What was typed is kept, to be sent again.
                seen.status == 401 && seen.text().contains("href=\"/logga-in\"")
            } else {
                seen.status == 303 && seen.header("location").starts_with("/logga-in")
            };
            (!is_right).then(|| seen.header("location").to_owned())
        },
    );
    assert_none(&wrong);
}

fn an_employee_is_refused_where_a_permission_is_needed(db: &TestDb) {
    let world = World::on(db);
    let employee = world.program.employed(&world.here, "medarbetare");
    let may = [
        "register.read_base",
        "register.read_roles",
        "register.read_classification",
        "organisation.read",
        "people.read",
        "policy.read",
        "suggestions.read",
        "suggestions.make",
    ];
    let is_closed = |route: &Route| matches!(route.access, Access::Needs(permission) if !may.contains(&permission.name()));
    let wrong = world.try_each(world.visitors(&employee), is_closed, |_, seen| {
        (!matches!(seen.status.as_u16(), 403 | 404)).then(String::new)
    });
    assert_none(&wrong);
}

fn nothing_that_an_employee_asks_for_breaks(db: &TestDb) {
    let world = World::on(db);
    let employee = world.program.employed(&world.here, "medarbetare");
    let wrong = world.try_each(
        world.visitors(&employee),
        |route| route.path != "/logga-ut",
        |_, seen| seen.status.is_server_error().then(|| seen.text()),
    );
    assert_none(&wrong);
}

fn nothing_that_an_administrator_asks_for_breaks(db: &TestDb) {
    let world = World::on(db);
    let wrong = world.try_each(
        world.visitors(&world.administrator),
        |route| route.path != "/logga-ut",
        |_, seen| seen.status.is_server_error().then(|| seen.text()),
    );
    assert_none(&wrong);
}

fn the_pages_of_records_open_for_their_own_administrator(db: &TestDb) {
    let world = World::on(db);
    let is_read = |route: &Route| route.method == Method::Get && route.path.contains("{id}");
    let wrong = world.try_each(world.visitors(&world.administrator), is_read, |_, seen| {
        (!matches!(seen.status.as_u16(), 200 | 303)).then(String::new)
    });
    assert_none(&wrong);
}

fn ids_of_another_federation_are_not_found(db: &TestDb) {
    let mut world = World::on(db);
    let stranger = world.program.administrator(&world.there);
    let statuses = |world: &World| -> BTreeMap<String, u16> {
        let seen = std::cell::RefCell::new(BTreeMap::new());
        world.try_each(
            world.visitors(&stranger),
            |route| route.path.contains("{id}"),
            |route, answer| {
                seen.borrow_mut()
                    .insert(format!("{:?} {}", route.method, route.path), answer.status.as_u16());
                None
            },
        );
        seen.into_inner()
    };
    let theirs = statuses(&world);
    world.ids.values_mut().for_each(|id| *id = Id::new());
    let nobodys = statuses(&world);
    assert_eq!(theirs, nobodys, "what another federation has is like what does not exist");
    // A body that lacks what is demanded may be refused before anybody looks for the record.
    let wrong: Vec<String> = theirs
        .into_iter()
        .filter(|(route, status)| *status != 404 && !(*status == 422 && route.contains("/actions/")))
        .map(|(route, status)| format!("{route}: {status}"))
        .collect();
    assert_none(&wrong);
}

on_both_engines!(domains::schema();
    nobody_gets_past_the_door,
    an_employee_is_refused_where_a_permission_is_needed,
    nothing_that_an_employee_asks_for_breaks,
    nothing_that_an_administrator_asks_for_breaks,
    the_pages_of_records_open_for_their_own_administrator,
    ids_of_another_federation_are_not_found,
);

#[test]
fn no_two_routes_answer_the_same_request() {
    let db = TestDb::fresh(testkit::Engine::Sqlite, &domains::schema());
    let mut all: Vec<String> = web::routes(&Program::on(&db).web)
        .iter()
        .map(|route| format!("{:?} {}", route.method, route.path))
        .collect();
    let count = all.len();
    all.sort();
    all.dedup();
    assert_eq!(all.len(), count);
}
