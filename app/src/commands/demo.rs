//! `vidmakt demo`: a fresh installation with five federations to try, served at once.

use crate::command_line::DemoArgs;
use crate::config::Settings;
use crate::demo::{self, DemoAccount};
use crate::domains;
use crate::exit::{CommandError, Verdict};
use crate::installation::{Installation, Purpose, open_database};
use crate::output::Output;
use crate::serve;
use kernel::{Id, Instant, Message};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use storage::DatabaseUrl;
use web::Clock;

const DATABASE: &str = "vidmakt.db";
const ACCOUNTS: &str = "accounts.json";

/// Builds the demo and, unless told otherwise, serves it.
///
/// # Errors
/// When the folder cannot be used or the address is taken.
pub fn demo(args: &DemoArgs, settings: &Settings, output: &Output) -> Result<Verdict, CommandError> {
    let now = args.now.as_deref().map(instant_of).transpose()?;
    let place = Place::of(args)?;
    let database = DatabaseUrl::Sqlite(place.path().join(DATABASE));
    let settings = Settings { database, hooks: with_key(&settings.hooks), ..settings.clone() };
    // From here on the folder is a demonstration's, also if it is never finished.
    write_accounts(place.path(), &[])?;
    open_database(&settings, Purpose::Make)?.migrate(&domains::schema())?;
    let installation = Installation::open(&settings)?;
    let accounts = demo::build(&installation, now.unwrap_or_else(Instant::now))?;
    write_accounts(place.path(), &accounts)?;
    tell(&accounts, place.path(), output);
    if args.no_serve {
        place.keep();
        return Ok(Verdict::Yes);
    }
    let shown = accounts.into_iter().map(|account| web::DemoAccount {
        federation: account.federation,
        user: account.user,
        password: account.password,
        title: account.title,
    });
    serve::serve_db(installation.db, &settings, shown.collect(), clock_from(now), output)
}

/// A demo is new each time it is started: so may its key be.
fn with_key(hooks: &hooks::Settings) -> hooks::Settings {
    let new = || hooks::HookKey::new(&format!("{}{}", Id::new(), Id::new()));
    hooks::Settings { key: hooks.key.clone().or_else(new), ..hooks.clone() }
}

fn instant_of(text: &str) -> Result<Instant, CommandError> {
    text.parse().map_err(|_| CommandError::wrong_use("cli-now-wrong"))
}

/// The machine's clock, moved so that it shows the wanted time at the start.
fn clock_from(now: Option<Instant>) -> Clock {
    let Some(start) = now else { return Arc::new(Instant::now) };
    let moved = start.as_micros() - Instant::now().as_micros();
    Arc::new(move || Instant::from_micros(Instant::now().as_micros() + moved))
}

/// Where the demo's files lie: a folder of the user's, or one that goes away with the program.
enum Place {
    Given(PathBuf),
    Temporary(tempfile::TempDir),
}

impl Place {
    fn of(args: &DemoArgs) -> Result<Self, CommandError> {
        match &args.dir {
            Some(folder) => {
                empty(folder)?;
                Ok(Self::Given(folder.clone()))
            }
            None => {
                let folder = tempfile::Builder::new().prefix("vidmakt-demo-").tempdir();
                folder.map(Self::Temporary).map_err(|error| CommandError::file(&std::env::temp_dir(), &error))
            }
        }
    }

    fn path(&self) -> &Path {
        match self {
            Self::Given(folder) => folder,
            Self::Temporary(folder) => folder.path(),
        }
    }

    /// Nobody would see a demo that is neither served nor kept.
    fn keep(self) {
        if let Self::Temporary(folder) = self {
            let _ = folder.keep();
        }
    }
}

/// Makes room for a fresh demo. Only a former demo is replaced: a database without its accounts may be somebody's own.
fn empty(folder: &Path) -> Result<(), CommandError> {
    let wrong = |error: std::io::Error| CommandError::file(folder, &error);
    std::fs::create_dir_all(folder).map_err(wrong)?;
    let database = folder.join(DATABASE);
    if !database.exists() {
        return Ok(());
    }
    if !folder.join(ACCOUNTS).exists() {
        let path = database.display().to_string();
        return Err(CommandError::wrong_use(Message::new("demo-not-a-demo").with("path", path)));
    }
    for ending in ["", "-wal", "-shm"] {
        let file = folder.join(format!("{DATABASE}{ending}"));
        match std::fs::remove_file(&file) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(CommandError::file(&file, &error));
            }
            _ => {}
        }
    }
    Ok(())
}

fn write_accounts(folder: &Path, accounts: &[DemoAccount]) -> Result<(), CommandError> {
    let path = folder.join(ACCOUNTS);
    let text = serde_json::to_string_pretty(accounts).map_err(kernel::Error::failed)?;
    std::fs::write(&path, text + "\n").map_err(|error| CommandError::file(&path, &error))
}

/// The accounts are the result of the command; where they lie is told beside it.
fn tell(accounts: &[DemoAccount], folder: &Path, output: &Output) {
    output.tell(Message::new("demo-built").with("folder", folder.display().to_string()));
    output.tell("cli-demo-accounts");
    output.result(&accounts, |accounts| {
        let line =
            |account: &DemoAccount| format!("{}\t{}\t{}", account.user, account.password, account.title);
        accounts.iter().map(line).collect()
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_former_demo_is_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let database = folder.path().join(DATABASE);
        empty(&folder.path().join("new")).unwrap();
        std::fs::write(&database, "somebody's own").unwrap();
        assert!(empty(folder.path()).is_err());
        assert!(database.exists());
        std::fs::write(folder.path().join(ACCOUNTS), "[]").unwrap();
        empty(folder.path()).unwrap();
        assert!(!database.exists());
    }

    #[test]
    fn a_clock_that_starts_elsewhere_goes_on_from_there() {
        let start: Instant = "2026-11-22T09:00:00Z".parse().unwrap();
        let clock = clock_from(Some(start));
        let shown = clock().as_micros() - start.as_micros();
        assert!((0..60_000_000).contains(&shown), "{shown}");
    }
}
