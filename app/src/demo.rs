//! The demo: five federations, each with a guideline, people, systems, documents and months of history, written by the
//! ordinary verbs. What it says stands in the files of `demo/`.

mod attach;
mod book;
mod contracts;
mod duties;
mod enter;
mod event;
mod line;
mod names;
mod reorganise;
mod share;
mod story;
#[cfg(test)]
mod tests;
mod told;

use crate::commands::init::{Founding, found, source_of};
use crate::commands::policy::shipped;
use crate::exit::CommandError;
use crate::installation::Installation;
use book::Book;
use include_dir::{Dir, include_dir};
use kernel::{Actor, ActorKind, Date, Error, Id, Instant, Language, TenantId};
use line::{Line, date_of};
use serde::{Deserialize, Serialize};
use storage::{Tx, View};
use story::{ADMINISTRATOR, LineKind, Shift, Story, parse, read_story};
use web::accounts::{self, NewAccount, PasswordHash};

static FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../demo");

/// Subjects that one transaction evaluates when the demo catches up with the day.
const SUBJECTS_A_TIME: i64 = 500;

/// An account of the demo, as `accounts.json` has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DemoAccount {
    /// Key of the federation: the id of its guideline.
    pub federation: String,
    pub user: String,
    pub password: String,
    pub title: String,
    /// Names of the glossary.
    pub roles: Vec<String>,
}

/// `demo/demo.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Opening {
    /// The day for which the days of all files are written.
    written_for: toml::Value,
    password: String,
    /// In the order in which they are founded: the first one's administrator administers the installation.
    federations: Vec<String>,
}

/// Writes the whole demo into a migrated database that is empty, and answers its accounts.
///
/// # Errors
/// With the file and the line that is wrong, or when the database fails.
pub fn build(installation: &Installation, now: Instant) -> Result<Vec<DemoAccount>, CommandError> {
    let opening: Opening = parse("demo.toml", text_of("demo.toml").unwrap_or_default())?;
    let not_a_date = || Error::rejected("demo/demo.toml: written_for", "objection-not-a-date");
    let written_for = date_of(&opening.written_for).ok_or_else(not_a_date)?;
    let shift = Shift::between(written_for, now.date());
    // One hash for all: each takes some tens of milliseconds, and the password is known anyway.
    let hash = accounts::check_new_password("password", &opening.password, ADMINISTRATOR)?;
    let mut built = Vec::new();
    for key in &opening.federations {
        let telling = Telling { installation, key, hash: &hash, now };
        let story = read_story(key, &files_of(key), shift)?;
        let accounts = telling.tell(story)?;
        built.extend(accounts.into_iter().map(|(user, title, roles)| DemoAccount {
            federation: key.clone(),
            user,
            password: opening.password.clone(),
            title,
            roles,
        }));
    }
    Ok(built)
}

/// The bytes of a file of the demo.
pub(crate) fn bytes_of(file: &str) -> Option<&'static [u8]> {
    FILES.get_file(file).map(include_dir::File::contents)
}

fn text_of(file: &str) -> Option<&'static str> {
    FILES.get_file(file)?.contents_utf8()
}

/// The files of a federation's folder by path and text, in the order of their names.
fn files_of(key: &str) -> Vec<(String, String)> {
    let files = FILES.get_dir(key).into_iter().flat_map(Dir::files);
    let named =
        files.filter_map(|file| Some((file.path().to_str()?.to_owned(), file.contents_utf8()?.to_owned())));
    let mut named: Vec<(String, String)> = named.filter(|(path, _)| path.ends_with(".toml")).collect();
    named.sort();
    named
}

/// Lines that one actor enters in one transaction.
type Chapter = Vec<(LineKind, Line)>;

/// Writing the story of one federation.
struct Telling<'a> {
    installation: &'a Installation,
    key: &'a str,
    hash: &'a PasswordHash,
    now: Instant,
}

impl Telling<'_> {
    /// Founds the federation and tells its story; answers user, title and roles of its accounts.
    fn tell(&self, mut story: Story) -> Result<Vec<(String, String, Vec<String>)>, CommandError> {
        let beginning = story.lines.first().map_or(self.now, |(_, line)| morning(line.day));
        let tenant = self.found(&story, beginning)?;
        let db = &self.installation.db;
        let operator = Actor::operator(tenant, beginning);
        let own = db.read(&operator, View::Now, organisation::own_organisation)?;
        story.names.add("organisation", &story.name, own.ok_or(Error::NotFound)?.id);
        let pack = db.read(&operator, View::Now, findings::pack_in_force)?;
        self.add_accounts(tenant, &story, beginning)?;
        let mut book = Book::new(story.names, pack, self.installation.files().clone());
        for (number, chapter) in chapters(story.lines).into_iter().enumerate() {
            let (day, by) =
                chapter.first().map_or((Date::MIN, String::new()), |(_, one)| (one.day, one.by.clone()));
            // Some time passes between those who write on the same day.
            let minutes = i64::try_from(number).unwrap_or_default() % 300;
            let actor = self.actor(tenant, &by, morning(day).plus_seconds(60 * minutes))?;
            book = db.write(&actor, move |tx| write_chapter(tx, book, chapter))?;
        }
        let job = Actor::job(tenant, self.now);
        while db.write(&job, |tx| findings::evaluate_due(tx, SUBJECTS_A_TIME))? > 0 {}
        Ok(story.accounts.into_iter().map(|one| (self.user(&one.user), one.title, one.roles)).collect())
    }

    fn user(&self, name: &str) -> String {
        format!("{name}.{}", self.key)
    }

    fn found(&self, story: &Story, now: Instant) -> Result<TenantId, CommandError> {
        let founding = Founding {
            key: self.key.to_owned(),
            name: story.name.clone(),
            organisation_kind: shipped(self.key)?.organisation.kind,
            source: source_of(self.key)?,
            administrator: self.user(ADMINISTRATOR),
            by: Actor::operator(TenantId::INSTALLATION, now),
        };
        found(self.installation, founding, self.hash.clone())
    }

    fn add_accounts(&self, tenant: TenantId, story: &Story, now: Instant) -> Result<(), CommandError> {
        let mut wanted = Vec::new();
        for account in story.accounts.iter().filter(|account| account.user != ADMINISTRATOR) {
            let place = || format!("demo/{}/federation.toml: {}: person", self.key, account.user);
            let person = account.person.as_deref().and_then(|name| story.names.find("person", name));
            wanted.push(NewAccount {
                tenant,
                user_name: self.user(&account.user),
                password: self.hash.clone(),
                person: Some(person.ok_or_else(|| Error::rejected(place(), "demo-not-found"))?),
                is_installation_administrator: false,
                language: Language::Swedish,
            });
        }
        let operator = Actor::operator(TenantId::INSTALLATION, now);
        self.installation.db.installation(&operator, move |installation| {
            wanted.iter().try_for_each(|account| accounts::add_account(installation, account).map(|_| ()))
        })?;
        Ok(())
    }

    /// Somebody who acts as if they had signed in at that time.
    fn actor(&self, tenant: TenantId, user: &str, now: Instant) -> Result<Actor, CommandError> {
        let name = self.user(user);
        let operator = Actor::operator(TenantId::INSTALLATION, now);
        let wanted = name.clone();
        let account =
            self.installation.db.look_up(&operator, |installation| accounts::find(installation, &wanted))?;
        let unknown = || Error::rejected(format!("demo/{}: by = {user}", self.key), "demo-not-found");
        let person: Option<Id> = account.ok_or_else(unknown)?.person;
        let (kind, language) = (ActorKind::Person, Language::Swedish);
        Ok(Actor { tenant, kind, name, person, language, now, only: None })
    }
}

fn write_chapter(tx: &mut Tx, mut book: Book, chapter: Chapter) -> kernel::Result<Book> {
    for (kind, line) in chapter {
        enter::enter(tx, &mut book, kind, line)?;
    }
    enter::fill_objects(tx, &mut book)?;
    Ok(book)
}

/// Lines of one day by one actor that follow each other are one transaction.
fn chapters(lines: Vec<(LineKind, Line)>) -> Vec<Chapter> {
    let mut chapters: Vec<Chapter> = Vec::new();
    for (kind, line) in lines {
        let is_same = |(_, last): &(LineKind, Line)| last.day == line.day && last.by == line.by;
        match chapters.last_mut() {
            Some(chapter) if chapter.last().is_some_and(is_same) => chapter.push((kind, line)),
            _ => chapters.push(vec![(kind, line)]),
        }
    }
    chapters
}

/// When work begins.
fn morning(day: Date) -> Instant {
    let at = jiff::civil::Time::constant(8, 0, 0, 0);
    let instant = day.to_datetime(at).to_zoned(jiff::tz::TimeZone::UTC);
    Instant::from_micros(instant.map_or(0, |zoned| zoned.timestamp().as_microsecond()))
}
