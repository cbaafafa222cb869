//! A fresh database for a test, on SQLite or on PostgreSQL, and a way to run the same test on both.

use crate::{postgres_server, sqlite_files};
use std::any::Any;
use std::ops::Deref;
use std::panic::{AssertUnwindSafe, catch_unwind};
use storage::{DatabaseUrl, Db, Engine, Schema};

/// A database of its own for one test; removed when it goes out of scope. It is used as a [`Db`].
pub struct TestDb {
    db: Db,
    url: DatabaseUrl,
    // Removes the files or the database after the connections have been closed.
    _place: Box<dyn Any + Send + Sync>,
}

impl TestDb {
    /// A database with the tables of a schema and no rows.
    #[must_use]
    pub fn fresh(engine: Engine, schema: &Schema) -> Self {
        match engine {
            Engine::Sqlite => Self::at(sqlite_files::copy_of_template(schema)),
            Engine::Postgres => Self::at(postgres_server::copy_of_template(schema)),
        }
    }

    /// A database without any table.
    #[must_use]
    pub fn empty(engine: Engine) -> Self {
        match engine {
            Engine::Sqlite => Self::at(sqlite_files::empty()),
            Engine::Postgres => Self::at(postgres_server::empty()),
        }
    }

    fn at<P: Any + Send + Sync>((url, place): (DatabaseUrl, P)) -> Self {
        let db = Db::open(&url).unwrap_or_else(|error| panic!("the fresh database does not open: {error}"));
        Self { db, url, _place: Box::new(place) }
    }

    /// Where the database is, to open it once more.
    #[must_use]
    pub fn url(&self) -> &DatabaseUrl {
        &self.url
    }
}

impl Deref for TestDb {
    type Target = Db;

    fn deref(&self) -> &Db {
        &self.db
    }
}

/// Runs a test on SQLite and on PostgreSQL, each with a fresh database, and says on which it failed.
pub fn on_both(schema: &Schema, test: impl Fn(&TestDb)) {
    let failed: Vec<Engine> = [Engine::Sqlite, Engine::Postgres]
        .into_iter()
        .filter(|engine| {
            let run = || test(&TestDb::fresh(*engine, schema));
            catch_unwind(AssertUnwindSafe(run)).inspect_err(|_| eprintln!("^ on {engine:?}")).is_err()
        })
        .collect();
    assert!(failed.is_empty(), "failed on {failed:?}; see the messages above");
}

/// Makes two tests, `name::sqlite` and `name::postgres`, of each function that takes a `&TestDb`:
/// `on_both_engines!(schema(); a_page_holds_fifty_rows, an_empty_list_says_so);`
#[macro_export]
macro_rules! on_both_engines {
    ($schema:expr; $($name:ident),+ $(,)?) => {
        $(mod $name {
            use super::*;

            #[test]
            fn sqlite() {
                super::$name(&$crate::TestDb::fresh($crate::Engine::Sqlite, &$schema));
            }

            #[test]
            fn postgres() {
                super::$name(&$crate::TestDb::fresh($crate::Engine::Postgres, &$schema));
            }
        })+
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    const TENANTS: &str = "SELECT count(*) FROM tenant";

    fn every_test_gets_a_database_of_its_own(db: &TestDb) {
        let other = TestDb::fresh(db.engine(), &Schema::of_storage());
        other.raw_execute("INSERT INTO tenant (id, key, name, created_at) VALUES (1, 'a', 'A', 0)");
        assert_eq!(other.raw_rows(TENANTS), [["1"]]);
        assert_eq!(db.raw_rows(TENANTS), [["0"]]);
    }
    on_both_engines!(Schema::of_storage(); every_test_gets_a_database_of_its_own);

    #[test]
    fn a_failure_names_the_engine_on_which_it_failed() {
        let run = || {
            on_both(&Schema::of_storage(), |db| {
                assert_eq!(db.engine(), Engine::Sqlite, "an expected failure")
            });
        };
        let panic = catch_unwind(run).expect_err("one engine fails");
        let message = panic.downcast_ref::<String>().expect("a message");
        assert_eq!(message, "failed on [Postgres]; see the messages above");
    }
}
