//! The room behind its router, for tests that visit it.

use crate::world::World;
use kernel::{Actor, Instant, Language, TenantId};
use std::sync::Arc;
use storage::Db;
use testkit::{Site, Visitor, operator};
use web::accounts::{self, NewAccount, NewToken};
use web::{FileSettings, Web};

pub const PASSWORD: &str = "en lång mening som lösenord";

/// The pages of this room and of the organisations, with an account for each of these people.
pub fn site(world: &World, people: &[&Actor]) -> Site {
    site_at(world, people, operator().now)
}

/// The same at another instant.
pub fn site_at(world: &World, people: &[&Actor], now: Instant) -> Site {
    let installation = Actor::operator(TenantId::INSTALLATION, operator().now);
    world
        .db
        .installation(&installation, |installation| {
            accounts::add_tenant(installation, "prov", "Provkommunen")
        })
        .expect("a federation");
    for someone in people {
        let user = user_name(someone);
        let password = accounts::check_new_password("password", PASSWORD, &user).expect("a password");
        let account = NewAccount {
            tenant: TenantId(1),
            user_name: user,
            password,
            person: someone.person,
            is_installation_administrator: false,
            language: Language::Swedish,
        };
        let add =
            move |installation: &mut storage::Installation| accounts::add_account(installation, &account);
        world.db.installation(&operator(), add).expect("an account");
    }
    standing_site(world.db.clone(), now)
}

/// The pages on a database that has its federation and its accounts already.
pub fn standing_site(db: Db, now: Instant) -> Site {
    site_with_files(db, now, FileSettings::default())
}

/// The same with other limits of files.
pub fn site_with_files(db: Db, now: Instant, files: FileSettings) -> Site {
    let web = Web {
        db,
        site: web::Site {
            public_url: "http://127.0.0.1:8080".into(),
            address_header: None,
            demo_accounts: Vec::new(),
            files,
        },
        rooms: [register::ROOMS, organisation::ROOMS].concat(),
        routes: [register::routes(), organisation::routes()].concat(),
        resources: [register::resources(), organisation::resources()].concat(),
        welcome: |_| Ok(web::Welcome::default()),
        list_views: web::ListViews::NONE,
        clock: Arc::new(move || now),
        watch: web::Watch::default(),
    };
    Site::new(web::router(Arc::new(web)))
}

pub fn user_name(someone: &Actor) -> String {
    someone.name.to_lowercase().replace(' ', "-")
}

pub fn browser(site: &Site, someone: &Actor) -> Visitor {
    site.visitor().signed_in(&user_name(someone), PASSWORD)
}

/// A script with a token of somebody.
pub fn script(world: &World, site: &Site, someone: &Actor) -> Visitor {
    let new = NewToken { user: user_name(someone), scopes: Vec::new(), days: 30 };
    let made =
        world.db.installation(&operator(), move |installation| accounts::create_token(installation, &new));
    site.visitor().with_token(made.expect("a token").token)
}
