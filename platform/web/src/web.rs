//! What every request shares: the database, the settings of the site, and what the domains registered.

use crate::components::Icon;
use crate::list_views::ListViews;
use crate::resource::Resource;
use crate::route::Route;
use crate::watch::Watch;
use kernel::{Instant, Permission, Result};
use std::sync::Arc;
use storage::{Db, Read};

/// The site.
pub struct Web {
    pub db: Db,
    pub site: Site,
    pub rooms: Vec<Room>,
    pub routes: Vec<Route>,
    /// The kinds of records in the API.
    pub resources: Vec<Resource>,
    /// What the bar on every page says of the actor.
    pub welcome: fn(&Read) -> Result<Welcome>,
    /// Who keeps the saved views of lists.
    pub list_views: ListViews,
    pub clock: Clock,
    pub watch: Watch,
}

/// What the bar on every page says of whoever is signed in.
#[derive(Clone, Debug, Default)]
pub struct Welcome {
    /// The person's name; an account without a person is called by its own.
    pub name: Option<String>,
    pub waiting: Waiting,
}

/// How much waits for somebody that has no day. What has one stands on Start, the nearest first. Swedish: det som väntar på mig.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Waiting {
    /// Demands of the guideline that are not met where they answer for it, and what will be vacant soon.
    pub gaps: i64,
    /// What they were told lately and have not seen to.
    pub notices: i64,
}

impl Waiting {
    /// The number in the bar.
    #[must_use]
    pub const fn all(self) -> i64 {
        self.gaps + self.notices
    }
}

/// Settings of the site.
#[derive(Clone, Debug)]
pub struct Site {
    /// Where users reach it; cookies are secure when it is https.
    pub public_url: String,
    /// The header in which a trusted proxy names the visitor's address, if there is one.
    pub address_header: Option<String>,
    /// Shown on the sign-in page of the demo.
    pub demo_accounts: Vec<DemoAccount>,
    /// Limits of files, and who looks at them.
    pub files: files::Settings,
}

impl Site {
    /// Whether browsers reach the site by https only.
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.public_url.starts_with("https://")
    }
}

/// An account of the demo, shown where one signs in.
#[derive(Clone, Debug)]
pub struct DemoAccount {
    pub federation: String,
    pub user: String,
    pub password: String,
    pub title: String,
}

/// The time that requests happen at: the machine's, but a demo's may begin elsewhere.
pub type Clock = Arc<dyn Fn() -> Instant + Send + Sync>;

/// A room of the web application, as a domain registers it.
#[derive(Clone, Copy, Debug)]
pub struct Room {
    /// Key of its text.
    pub label: &'static str,
    pub icon: Icon,
    /// The letter that opens it after `g`.
    pub key: char,
    pub path: &'static str,
    /// Who may enter; None is everyone signed in.
    pub permission: Option<Permission>,
    pub pages: &'static [RoomPage],
}

/// A page within a room.
#[derive(Clone, Copy, Debug)]
pub struct RoomPage {
    pub label: &'static str,
    pub path: &'static str,
    pub permission: Option<Permission>,
}
