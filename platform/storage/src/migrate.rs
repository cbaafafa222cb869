//! Bringing the tables of a database up to the program's schema, in one transaction.

use crate::connection::{Connection, rows_of};
use crate::dialect::Engine;
use crate::schema::{Migration, Schema};
use crate::{planner, values, versions};
use kernel::{Error, Instant, Result};
use std::collections::BTreeSet;

const APPLIED: &str = "CREATE TABLE IF NOT EXISTS migration (domain {text} NOT NULL, number {int} NOT NULL, \
    applied_at {int} NOT NULL, PRIMARY KEY (domain, number)) {table}";

pub(crate) fn migrate(connection: &dyn Connection, schema: &Schema) -> Result<()> {
    lay_ground(connection)?;
    if missing(connection, schema)?.is_empty() {
        return Ok(());
    }
    finish(connection, schema)
}

/// The roles and the list of steps, before any table.
fn lay_ground(connection: &dyn Connection) -> Result<()> {
    let engine = connection.engine();
    if engine == Engine::Postgres {
        // One migration at a time, whatever number of nodes starts at once.
        connection.batch("SELECT pg_advisory_xact_lock(-1)")?;
        connection.batch(ROLES)?;
        connection.batch(OWN_DATABASE)?;
    }
    connection.batch(&engine.migration(APPLIED))
}

/// Applies the steps that are missing, and makes everything that is generated from the tables anew.
pub(crate) fn finish(connection: &dyn Connection, schema: &Schema) -> Result<()> {
    let engine = connection.engine();
    versions::drop_triggers(connection, &schema.nouns)?;
    if engine == Engine::Postgres {
        lower_walls(connection, schema)?;
    }
    for migration in missing(connection, schema)? {
        apply(connection, migration)?;
    }
    for noun in &schema.nouns {
        versions::keep_versions_of(connection, noun)?;
    }
    match engine {
        Engine::Sqlite => {
            check_links(connection)?;
            planner::tell(connection)
        }
        Engine::Postgres => build_walls(connection, schema),
    }
}

fn apply(connection: &dyn Connection, migration: &Migration) -> Result<()> {
    let engine = connection.engine();
    connection.batch(&engine.migration(migration.sql))?;
    let values = values![migration.domain, migration.number, Instant::now()];
    let sql =
        engine.parameters("INSERT INTO migration (domain, number, applied_at) VALUES (?1, ?2, ?3)".into());
    connection.execute(&sql, &values).map(|_| ())
}

/// The tables of some of the steps, with their versions, and nothing that watches or guards them: for whoever fills them
/// from elsewhere and then calls [`finish`].
pub(crate) fn make_bare(
    connection: &dyn Connection,
    schema: &Schema,
    is_applied: impl Fn(&str, i64) -> bool,
) -> Result<()> {
    lay_ground(connection)?;
    for migration in schema.migrations.iter().filter(|m| is_applied(m.domain, m.number)) {
        apply(connection, migration)?;
    }
    versions::make_bare_twins(connection, &schema.nouns)
}

/// SQLite does not look at foreign keys while tables change, so it is asked afterwards.
fn check_links(connection: &dyn Connection) -> Result<()> {
    let broken = rows_of(connection, "SELECT DISTINCT \"table\", parent FROM pragma_foreign_key_check", &[])?;
    match broken.first() {
        None => Ok(()),
        Some(row) => {
            let (table, parent): (String, String) = (row.get(0)?, row.get(1)?);
            Err(Error::failed(format!("a migration left rows of {table} without their {parent}")))
        }
    }
}

/// How the tables of a database stand to those of the program.
pub(crate) struct State {
    /// Steps that the database lacks.
    pub(crate) pending: Vec<String>,
    /// Steps that the program does not know: a newer one has been here.
    pub(crate) unknown: Vec<String>,
}

pub(crate) fn state_of(connection: &dyn Connection, schema: &Schema) -> Result<State> {
    let sql = connection.engine().columns_of();
    let applied = if rows_of(connection, sql, &values!["migration"])?.is_empty() {
        BTreeSet::new()
    } else {
        applied(connection)?
    };
    let is_known = |(domain, number): &&(String, i64)| {
        schema.migrations.iter().any(|m| m.domain == domain && m.number == *number)
    };
    let is_missing = |m: &&Migration| !applied.contains(&(m.domain.to_owned(), m.number));
    Ok(State {
        pending: schema.migrations.iter().filter(is_missing).map(|m| label(m.domain, m.number)).collect(),
        unknown: applied.iter().filter(|step| !is_known(step)).map(|(d, n)| label(d, *n)).collect(),
    })
}

/// A step as it is told: `register 2`.
pub(crate) fn label(domain: &str, number: i64) -> String {
    format!("{domain} {number}")
}

fn applied(connection: &dyn Connection) -> Result<BTreeSet<(String, i64)>> {
    let rows = rows_of(connection, "SELECT domain, number FROM migration", &[])?;
    rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
}

fn missing<'s>(connection: &dyn Connection, schema: &'s Schema) -> Result<Vec<&'s Migration>> {
    let applied = applied(connection)?;
    let is_missing = |m: &&Migration| !applied.contains(&(m.domain.to_owned(), m.number));
    Ok(schema.migrations.iter().filter(is_missing).collect())
}

/// Roles are shared by all databases of a cluster, so that another may have made them a moment ago. From PostgreSQL 16 on,
/// whoever makes a role is a member that may hand it on but not act as it, so that it is granted once more.
const ROLES: &str = "DO $$
DECLARE
  name text;
  acting text := CASE WHEN current_setting('server_version_num')::int >= 160000 THEN 'SET' ELSE 'MEMBER' END;
BEGIN
  FOREACH name IN ARRAY ARRAY['vidmakt_app', 'vidmakt_installation', 'vidmakt_history'] LOOP
    IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = name) THEN
      BEGIN
        EXECUTE format('CREATE ROLE %I NOLOGIN NOSUPERUSER NOBYPASSRLS', name);
      EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
      END;
    END IF;
    IF NOT pg_has_role(current_user, name, acting) THEN
      EXECUTE format('GRANT %I TO CURRENT_USER', name);
    END IF;
  END LOOP;
END $$";

/// The accounts of two installations in one cluster share the roles above, so that neither may enter the other's database.
const OWN_DATABASE: &str = "DO $$
BEGIN
  IF has_database_privilege('public', current_database(), 'CONNECT')
    AND pg_has_role(current_user, (SELECT datdba FROM pg_database WHERE datname = current_database()), 'USAGE') THEN
    EXECUTE format('REVOKE CONNECT, TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
  END IF;
END $$";

/// What an event holds may be erased, never rewritten.
const ERASED_ONLY_WHOLE: &str = "DROP POLICY IF EXISTS erased_only_whole ON audit_event;
    CREATE POLICY erased_only_whole ON audit_event AS RESTRICTIVE FOR UPDATE TO vidmakt_app
      USING (true) WITH CHECK (content IS NULL AND salt = '')";

/// The second wall: whatever a statement says, a role of the program sees one tenant's rows.
fn build_walls(connection: &dyn Connection, schema: &Schema) -> Result<()> {
    connection.batch(&format!(
        "GRANT USAGE ON SCHEMA public TO vidmakt_app, vidmakt_installation, vidmakt_history;
         GRANT SELECT, INSERT, UPDATE, DELETE ON {} TO vidmakt_installation;
         GRANT SELECT, INSERT ON audit_event TO vidmakt_app, vidmakt_installation;
         GRANT UPDATE (content, salt) ON audit_event TO vidmakt_app;
         GRANT SELECT, INSERT, UPDATE ON audit_head TO vidmakt_app, vidmakt_installation;",
        schema.installation_tables.join(", ")
    ))?;
    for table in ["audit_event", "audit_head"] {
        wall(connection, table, "vidmakt_app, vidmakt_installation")?;
    }
    connection.batch(ERASED_ONLY_WHOLE)?;
    for table in &schema.tenant_tables {
        connection.batch(&format!("GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO vidmakt_app"))?;
        wall(connection, table, "vidmakt_app")?;
    }
    for noun in &schema.nouns {
        let table = noun.table;
        connection.batch(&format!(
            "GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO vidmakt_app;
             GRANT SELECT ON {table}_version TO vidmakt_app;
             GRANT SELECT, INSERT, UPDATE, DELETE ON {table}_version TO vidmakt_history;"
        ))?;
        wall(connection, table, "vidmakt_app")?;
        wall(connection, &format!("{table}_version"), "vidmakt_app, vidmakt_history")?;
    }
    Ok(())
}

/// While tables change, their owner sees the rows of all tenants.
fn lower_walls(connection: &dyn Connection, schema: &Schema) -> Result<()> {
    let nouns =
        schema.nouns.iter().flat_map(|noun| [noun.table.to_owned(), format!("{}_version", noun.table)]);
    let others = ["audit_event", "audit_head"].into_iter().chain(schema.tenant_tables.iter().copied());
    for table in nouns.chain(others.map(ToOwned::to_owned)) {
        connection.batch(&format!("ALTER TABLE IF EXISTS {table} NO FORCE ROW LEVEL SECURITY"))?;
    }
    Ok(())
}

fn wall(connection: &dyn Connection, table: &str, roles: &str) -> Result<()> {
    connection.batch(&format!(
        "ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
         ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
         DROP POLICY IF EXISTS tenant_wall ON {table};
         CREATE POLICY tenant_wall ON {table} TO {roles}
           USING (tenant_id = current_setting('vidmakt.tenant')::bigint);"
    ))
}
