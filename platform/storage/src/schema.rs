//! What the domains tell storage about their tables.

/// One numbered step of a domain's tables, forward only. Its words `{id}`, `{int}`, `{text}`, `{bytes}`, `{noun}` and
/// `{table}` become each engine's own.
#[derive(Clone, Copy, Debug)]
pub struct Migration {
    pub domain: &'static str,
    pub number: i64,
    pub sql: &'static str,
}

/// A table whose rows are kept in all their versions, and its indices, which its versions get too.
#[derive(Clone, Copy, Debug)]
pub struct Noun {
    pub table: &'static str,
    /// Columns that, after the tenant, name one row.
    pub key: &'static [&'static str],
    /// Columns of each index, after the tenant.
    pub indices: &'static [&'static [&'static str]],
}

/// All tables of the program.
#[derive(Clone, Debug, Default)]
pub struct Schema {
    pub migrations: Vec<Migration>,
    pub nouns: Vec<Noun>,
    /// Tables of tenants without versions, such as findings.
    pub tenant_tables: Vec<&'static str>,
    /// Tables reached before a tenant is known, through the [`crate::Installation`] handle only.
    pub installation_tables: Vec<&'static str>,
    /// Tables that no archive holds: what is made anew from the others (an index of words), or ends with a move (sessions).
    /// They may stand in one of the lists above too.
    pub derived_tables: Vec<&'static str>,
}

impl Schema {
    /// The tables of storage itself, which every schema begins with.
    #[must_use]
    pub fn of_storage() -> Self {
        Self {
            migrations: vec![
                Migration {
                    domain: "storage",
                    number: 1,
                    sql: include_str!("../migrations/001_storage.sql"),
                },
                Migration {
                    domain: "storage",
                    number: 2,
                    sql: include_str!("../migrations/002_audit_by_time.sql"),
                },
                Migration { domain: "storage", number: 3, sql: include_str!("../migrations/003_jobs.sql") },
            ],
            nouns: Vec::new(),
            tenant_tables: vec!["idempotency_key"],
            installation_tables: vec![
                "tenant",
                "account",
                "session",
                "api_token",
                "wrong_attempt",
                "job",
                "feed_address",
            ],
            derived_tables: vec!["session", "wrong_attempt", "job"],
        }
    }

    /// Adds the tables of a domain after those that it stands on.
    #[must_use]
    pub fn with(mut self, other: Self) -> Self {
        self.migrations.extend(other.migrations);
        self.nouns.extend(other.nouns);
        self.tenant_tables.extend(other.tenant_tables);
        self.installation_tables.extend(other.installation_tables);
        self.derived_tables.extend(other.derived_tables);
        self
    }
}
