//! Where the database is: `sqlite:PATH` or `postgres://…`.

use crate::postgres_address::parts_of;
use std::path::PathBuf;
use std::str::FromStr;
use tokio_postgres::Config;
use tokio_postgres::config::Host;

/// The address of a database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DatabaseUrl {
    Sqlite(PathBuf),
    Postgres(String),
}

impl DatabaseUrl {
    /// The address whole, as it is read: for whoever hands it to another program. It may hold a password, so that what is
    /// shown or logged is the value itself, which leaves that out.
    #[must_use]
    pub fn whole(&self) -> String {
        match self {
            Self::Sqlite(_) => self.to_string(),
            Self::Postgres(address) => address.clone(),
        }
    }
}

impl FromStr for DatabaseUrl {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.split_once(':') {
            Some(("sqlite", path)) if !path.is_empty() => Ok(Self::Sqlite(PathBuf::from(path))),
            Some(("postgres" | "postgresql", _)) => Ok(Self::Postgres(text.to_owned())),
            _ => Err("a database address is sqlite:PATH or postgres://USER@HOST/NAME"),
        }
    }
}

impl std::fmt::Display for DatabaseUrl {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Sqlite(path) => write!(f, "sqlite:{}", path.display()),
            Self::Postgres(address) => f.write_str(&place_of(address)),
        }
    }
}

/// Server and database alone: the address may hold a password, which belongs in no log.
fn place_of(address: &str) -> String {
    let plain =
        parts_of(address).map_err(|_| ()).and_then(|parts| parts.plain.parse::<Config>().map_err(|_| ()));
    let Ok(config) = plain else { return "postgres".to_owned() };
    let hosts = config.get_hosts().iter().map(|host| match host {
        Host::Tcp(name) => name.clone(),
        #[cfg(unix)]
        Host::Unix(path) => path.display().to_string(),
    });
    let ports = config.get_ports().first().map(|port| format!(":{port}")).unwrap_or_default();
    let hosts = hosts.collect::<Vec<_>>().join(",");
    format!("postgres://{hosts}{ports}/{}", config.get_dbname().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_told_without_user_and_password() {
        for (address, told) in [
            ("sqlite:vidmakt.db", "sqlite:vidmakt.db"),
            ("postgres://anna:hem%40lig@db.example:5433/register", "postgres://db.example:5433/register"),
            (
                "postgres://db.example/register?user=anna&password=heml%40ig",
                "postgres://db.example:5432/register",
            ),
            ("postgres://anna:secret@db.example:many/register", "postgres"),
        ] {
            assert_eq!(address.parse::<DatabaseUrl>().unwrap().to_string(), told);
        }
    }
}
