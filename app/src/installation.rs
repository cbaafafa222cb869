//! An opened installation: its database, its federations, and the one who acts from the command line.

use crate::config::Settings;
use crate::domains;
use crate::exit::CommandError;
use kernel::{Actor, Error, Instant, Message, Permission, TenantId};
use std::sync::Arc;
use storage::{DatabaseUrl, Db, View};
use web::FileSettings;
use web::accounts::{self, Account, Tenant};

/// What a database is opened for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// To make or migrate its tables: a file that is not there yet is made.
    Make,
    Use,
}

/// Opens the database of the settings.
///
/// # Errors
/// When it cannot be reached, or is to be used and does not exist.
pub fn open_database(settings: &Settings, purpose: Purpose) -> Result<Db, CommandError> {
    let database = &settings.database;
    let told = |key| Message::new(key).with("database", database.to_string());
    if let DatabaseUrl::Sqlite(path) = database
        && purpose == Purpose::Use
        && !path.exists()
    {
        return Err(CommandError::out_of_reach(told("cli-no-database")));
    }
    domains::open(database).map_err(|error| match error {
        Error::Failed(failure) => {
            CommandError::out_of_reach(told("cli-database-away").with("detail", failure.detail))
        }
        other => other.into(),
    })
}

/// Tables that a newer program has made hold what this one would not look after.
///
/// # Errors
/// When a newer program has migrated the database, or it fails.
pub fn check_not_newer(db: &Db) -> Result<(), CommandError> {
    let unknown = db.unknown_migrations(&domains::schema())?;
    if unknown.is_empty() {
        return Ok(());
    }
    Err(made_newer(&unknown))
}

/// Why the program does not go on: it does not know these migrations.
#[must_use]
pub fn made_newer(unknown: &[String]) -> CommandError {
    CommandError::out_of_reach(Message::new("cli-database-newer").with("unknown", unknown.join(", ")))
}

/// The tables must be those of this program, neither older nor newer.
///
/// # Errors
/// When they are not, or the database fails.
pub fn check_tables(db: &Db) -> Result<(), CommandError> {
    check_not_newer(db)?;
    let pending = db.pending_migrations(&domains::schema())?;
    if pending.is_empty() {
        return Ok(());
    }
    Err(CommandError::out_of_reach(Message::new("cli-not-migrated").with("pending", pending.join(", "))))
}

/// What makes or brings up the tables is done by who has the machine: no account can be asked what it may before they
/// are there.
///
/// # Errors
/// When it shall be done as somebody else.
pub fn check_operator(settings: &Settings) -> Result<(), CommandError> {
    match settings.act_as {
        None => Ok(()),
        Some(_) => Err(CommandError::wrong_use("cli-operator-only")),
    }
}

/// A migrated database, and who works on it.
pub struct Installation {
    pub db: Db,
    settings: Settings,
}

impl Installation {
    /// Opens the database of the settings, whose tables must be those of this program.
    ///
    /// # Errors
    /// When it cannot be reached or has other tables.
    pub fn open(settings: &Settings) -> Result<Self, CommandError> {
        let db = open_database(settings, Purpose::Use)?;
        check_tables(&db)?;
        Ok(Self { db, settings: settings.clone() })
    }

    /// The same for a command that writes the past and makes findings and the index of words anew at its end.
    #[must_use]
    pub fn writing_without_findings(mut self) -> Self {
        self.db = self.db.with_before_commit(Arc::new(|_| Ok(())));
        self
    }

    /// The operator of the machine, acting on the installation itself.
    #[must_use]
    pub fn operator(&self) -> Actor {
        Actor::operator(TenantId::INSTALLATION, Instant::now())
    }

    /// How files are received and read.
    #[must_use]
    pub fn files(&self) -> &FileSettings {
        &self.settings.files
    }

    /// All federations.
    ///
    /// # Errors
    /// When the database fails.
    pub fn tenants(&self) -> Result<Vec<Tenant>, CommandError> {
        Ok(self.db.look_up(&self.operator(), accounts::tenants)?)
    }

    /// The federation that the command is about: the one named, or the only one there is.
    ///
    /// # Errors
    /// When there is none of that name, or several and none was named.
    pub fn tenant(&self) -> Result<Tenant, CommandError> {
        let tenants = self.tenants()?;
        let keys = tenants.iter().map(|tenant| tenant.key.as_str()).collect::<Vec<_>>().join(", ");
        let wrong = |key| CommandError::wrong_use(Message::new(key).with("known", keys.clone()));
        match &self.settings.federation {
            Some(key) => tenants
                .into_iter()
                .find(|tenant| tenant.key == *key)
                .ok_or_else(|| wrong("cli-no-federation")),
            None => match <[Tenant; 1]>::try_from(tenants) {
                Ok([only]) => Ok(only),
                Err(_) => Err(wrong("cli-which-federation")),
            },
        }
    }

    /// The account of `--as`. Without one the operator of the machine acts.
    fn account(&self) -> Result<Option<Account>, CommandError> {
        let Some(user) = self.settings.act_as.clone() else { return Ok(None) };
        let unknown = self.unknown_user(&user);
        let account =
            self.db.look_up(&self.operator(), move |installation| accounts::find(installation, &user))?;
        account.filter(|account| !account.is_locked).map(Some).ok_or(unknown)
    }

    fn unknown_user(&self, user: &str) -> CommandError {
        CommandError::wrong_use(Message::new("cli-no-user").with("user", user))
    }

    /// Who acts: the user of `--as`, or the operator, in the federation of the command.
    ///
    /// # Errors
    /// When there is no such federation or user.
    pub fn actor(&self) -> Result<Actor, CommandError> {
        let tenant = self.tenant()?;
        match self.account()? {
            None => Ok(Actor::operator(tenant.id, Instant::now())),
            Some(account) if account.tenant == tenant.id => Ok(account.actor(Instant::now())),
            Some(account) => Err(self.unknown_user(&account.user_name)),
        }
    }

    /// Who acts on the whole installation: the operator, or the user of `--as` who administers it.
    ///
    /// # Errors
    /// When there is no such user, or it administers no installation.
    pub fn its_administrator(&self) -> Result<Actor, CommandError> {
        match self.account()? {
            None => Ok(self.operator()),
            Some(account) if account.is_installation_administrator => {
                Ok(Actor { tenant: TenantId::INSTALLATION, ..account.actor(Instant::now()) })
            }
            Some(_) => Err(CommandError::wrong_use("cli-not-administrator")),
        }
    }

    /// Who acts on what the installation keeps of a federation: whoever administers the installation, or the user of
    /// `--as` where that user has the permission in the whole federation.
    ///
    /// # Errors
    /// When there is no such federation or user, or the permission is missing.
    pub fn administrator(&self, permission: Permission) -> Result<Actor, CommandError> {
        if let Ok(actor) = self.its_administrator() {
            return Ok(actor);
        }
        let actor = self.actor()?;
        if !self.db.read(&actor, View::Now, |read| access::may_everywhere(read, permission))? {
            return Err(CommandError::wrong_use(access::refusal(permission)));
        }
        Ok(Actor { tenant: TenantId::INSTALLATION, ..actor })
    }
}
