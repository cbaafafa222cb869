//! PostgreSQL databases of tests: copied from one that was migrated once per schema and server.

use postgres::{Client, NoTls};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::atomic::{AtomicU64, Ordering};
use storage::{DatabaseUrl, Db, Schema};

/// The code that makes tables from a schema: when it changes, so must the databases on a server that is kept.
const MADE_BY: [&str; 4] = [
    include_str!("../../storage/src/migrate.rs"),
    include_str!("../../storage/src/versions.rs"),
    include_str!("../../storage/src/twins.rs"),
    include_str!("../../storage/src/dialect.rs"),
];

/// Databases that this process has made.
static MADE: AtomicU64 = AtomicU64::new(0);

/// Where the PostgreSQL of the tests is.
///
/// # Panics
/// Without one: tests are never skipped.
#[must_use]
pub fn address() -> String {
    std::env::var("VIDMAKT_TEST_POSTGRES")
        .unwrap_or_else(|_| panic!("run tests through scripts/with-postgres"))
}

/// A database that is dropped with this value.
pub(crate) struct Database {
    name: String,
}

impl Drop for Database {
    fn drop(&mut self) {
        // Nothing can be done about a server that has gone away meanwhile.
        if let Ok(mut server) = Client::connect(&address(), NoTls) {
            let _ = server.batch_execute(&format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name));
        }
    }
}

pub(crate) fn empty() -> (DatabaseUrl, Database) {
    copy_of("template0")
}

pub(crate) fn copy_of_template(schema: &Schema) -> (DatabaseUrl, Database) {
    copy_of(&template_of(schema))
}

fn copy_of(template: &str) -> (DatabaseUrl, Database) {
    let number = MADE.fetch_add(1, Ordering::Relaxed);
    let name = format!("vidmakt_test_{}_{number}", std::process::id());
    let mut server = connect();
    let database = Database { name };
    // One left by a killed process that had the same id.
    batch(&mut server, &format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", database.name));
    batch(&mut server, &format!("CREATE DATABASE {} TEMPLATE {template}", database.name));
    (DatabaseUrl::Postgres(with_database(&address(), &database.name)), database)
}

/// The name of the migrated database, made by the first test that asks. The others wait, in whatever process they run.
fn template_of(schema: &Schema) -> String {
    let hash = hash_of(schema);
    let name = format!("vidmakt_template_{hash:016x}");
    let mut server = connect();
    batch(&mut server, &format!("SELECT pg_advisory_lock({})", hash.cast_signed()));
    let found = server.query("SELECT 1 FROM pg_database WHERE datname = $1", &[&name]);
    if found.expect("the list of databases").is_empty() {
        let unfinished = format!("{name}_unfinished");
        batch(&mut server, &format!("DROP DATABASE IF EXISTS {unfinished} WITH (FORCE)"));
        batch(&mut server, &format!("CREATE DATABASE {unfinished} TEMPLATE template0"));
        let url = DatabaseUrl::Postgres(with_database(&address(), &unfinished));
        Db::open(&url).and_then(|db| db.migrate(schema)).expect("the schema migrates on PostgreSQL");
        disconnect_all(&mut server, &unfinished);
        batch(&mut server, &format!("ALTER DATABASE {unfinished} RENAME TO {name}"));
    }
    name
}

fn connect() -> Client {
    Client::connect(&address(), NoTls)
        .unwrap_or_else(|error| panic!("the PostgreSQL of the tests does not answer: {error}"))
}

fn batch(server: &mut Client, sql: &str) {
    server.batch_execute(sql).unwrap_or_else(|error| panic!("{sql}: {error:?}"));
}

/// A database with connections can be neither renamed nor copied.
fn disconnect_all(server: &mut Client, database: &str) {
    batch(
        server,
        &format!("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '{database}'"),
    );
}

/// The same server, another database.
fn with_database(address: &str, database: &str) -> String {
    let (base, parameters) = address.split_once('?').unwrap_or((address, ""));
    let host_at = base.find("://").map_or(0, |at| at + 3);
    let server_ends = base[host_at..].find('/').map_or(base.len(), |at| host_at + at);
    let question_mark = if parameters.is_empty() { "" } else { "?" };
    format!("{}/{database}{question_mark}{parameters}", &base[..server_ends])
}

/// Tells one schema from another.
pub(crate) fn hash_of(schema: &Schema) -> u64 {
    let mut hasher = DefaultHasher::new();
    format!("{schema:?}").hash(&mut hasher);
    MADE_BY.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_the_database_is_replaced_and_nothing_else() {
        for (address, expected) in [
            ("postgres://u:p@h:1/postgres", "postgres://u:p@h:1/x"),
            ("postgres://u@h", "postgres://u@h/x"),
            ("postgres://u@h/a?sslmode=disable", "postgres://u@h/x?sslmode=disable"),
        ] {
            assert_eq!(with_database(address, "x"), expected);
        }
    }

    #[test]
    fn another_migration_makes_another_template() {
        let schema = Schema::of_storage();
        let longer = schema.clone().with(Schema { tenant_tables: vec!["more"], ..Schema::default() });
        assert_eq!(hash_of(&schema), hash_of(&Schema::of_storage()));
        assert_ne!(hash_of(&schema), hash_of(&longer));
    }
}
