//! An opened installation: its database, its federations, and the one who acts from the command line.

use crate::config::Settings;
use crate::domains;
use crate::exit::CommandError;
use kernel::{Actor, Instant, Message, TenantId};
use storage::Db;
use web::accounts::{self, Tenant};

/// A migrated database, and who works on it.
pub struct Installation {
    pub db: Db,
    settings: Settings,
}

impl Installation {
    /// Opens the database of the settings, which must be migrated.
    ///
    /// # Errors
    /// When it cannot be reached or is not migrated.
    pub fn open(settings: &Settings) -> Result<Self, CommandError> {
        let db = domains::open(&settings.database)?;
        let pending = db.pending_migrations(&domains::schema())?;
        if !pending.is_empty() {
            return Err(CommandError::out_of_reach(
                Message::new("cli-not-migrated").with("pending", pending.join(", ")),
            ));
        }
        Ok(Self { db, settings: settings.clone() })
    }

    /// The operator of the machine, acting on the installation itself.
    #[must_use]
    pub fn operator(&self) -> Actor {
        Actor::operator(TenantId::INSTALLATION, Instant::now())
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

    /// Who acts: the user of `--as`, or the operator, in the federation of the command.
    ///
    /// # Errors
    /// When there is no such federation or user.
    pub fn actor(&self) -> Result<Actor, CommandError> {
        let tenant = self.tenant()?;
        let Some(user) = self.settings.act_as.clone() else {
            return Ok(Actor::operator(tenant.id, Instant::now()));
        };
        let unknown = CommandError::wrong_use(Message::new("cli-no-user").with("user", user.as_str()));
        let account =
            self.db.look_up(&self.operator(), move |installation| accounts::find(installation, &user))?;
        account
            .filter(|account| account.tenant == tenant.id && !account.is_locked)
            .map(|account| account.actor(Instant::now()))
            .ok_or(unknown)
    }
}
