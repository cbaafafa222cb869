//! A PostgreSQL that the program does not own as superuser, as in a municipality's own server hall.

use crate::migrations::{COLOUR, IN_ORE, assert_open_versions_are_the_rows, later};
use crate::things::{NOUNS, added, count, schema, things};
use storage::{DatabaseUrl, Db, View};
use testkit::{Acting, Engine, TestDb, operator};

/// A user of the server without any right of its own, and a database without tables that it owns.
struct Owner {
    name: String,
    database: TestDb,
    server: TestDb,
}

impl Owner {
    fn new(name: &str) -> Self {
        let server = TestDb::fresh(Engine::Postgres, &schema());
        let database = TestDb::empty(Engine::Postgres);
        let name = format!("vidmakt_{name}_{}", std::process::id());
        let own = &database.raw_rows("SELECT current_database()")[0][0];
        server.raw_execute(&format!(
            "CREATE ROLE {name} LOGIN PASSWORD 'secret' NOSUPERUSER NOCREATEDB NOCREATEROLE; \
             ALTER DATABASE {own} OWNER TO {name}"
        ));
        Self { name, database, server }
    }

    fn grant_roles(&self) {
        self.server.raw_execute(&format!(
            "GRANT vidmakt_app, vidmakt_installation, vidmakt_history TO {}",
            self.name
        ));
    }

    fn open(&self) -> Db {
        self.open_database_of(self).unwrap()
    }

    fn open_database_of(&self, owner: &Self) -> kernel::Result<Db> {
        let DatabaseUrl::Postgres(address) = owner.database.url() else { panic!("a PostgreSQL") };
        let (_, host) = address.rsplit_once('@').expect("an address with a user");
        Db::open(&DatabaseUrl::Postgres(format!("postgres://{}:secret@{host}", self.name)))
    }
}

impl Drop for Owner {
    fn drop(&mut self) {
        let name = &self.name;
        self.database.raw_execute(&format!("REASSIGN OWNED BY {name} TO CURRENT_USER; DROP OWNED BY {name}"));
        self.server.raw_execute(&format!("DROP ROLE {name}"));
    }
}

#[test]
fn a_user_that_is_no_superuser_owns_migrates_and_uses_its_database_on_postgres() {
    let owner = Owner::new("owner");
    owner.grant_roles();
    let db = owner.open();
    db.migrate(&schema()).unwrap();
    let id = added(&db, &operator().at("2026-01-10T09:00:00Z"), "Thing", 1);
    db.migrate(&later(&[IN_ORE, COLOUR], NOUNS.to_vec())).unwrap();
    assert_open_versions_are_the_rows(&owner.database);
    assert_eq!(things(&db, &operator()), [(id, "Thing".to_owned(), 100)]);
    assert_eq!(count(&db, &operator().of(2)), 0);
}

#[test]
fn a_user_that_lacks_a_role_is_told_so_and_works_once_it_has_it_on_postgres() {
    let owner = Owner::new("stranger");
    let db = owner.open();
    for _ in 0..3 {
        let error = db.read(&operator(), View::Now, crate::things::all).unwrap_err();
        assert!(error.to_string().contains("permission denied to set role"), "{error}");
    }
    owner.grant_roles();
    db.migrate(&schema()).unwrap();
    added(&db, &operator(), "Thing", 1);
}

#[test]
fn the_account_of_another_installation_in_the_cluster_cannot_enter_the_database_on_postgres() {
    let (ours, theirs) = (Owner::new("ours"), Owner::new("theirs"));
    for owner in [&ours, &theirs] {
        owner.grant_roles();
        owner.open().migrate(&schema()).unwrap();
    }
    added(&ours.open(), &operator(), "Thing", 1);
    let Err(error) = theirs.open_database_of(&ours) else { panic!("it may connect") };
    assert!(error.to_string().contains("permission denied for database"), "{error}");
}
