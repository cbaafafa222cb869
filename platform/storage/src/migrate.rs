//! Bringing the tables of a database up to the program's schema, in one transaction.

use crate::connection::{Connection, rows_of};
use crate::dialect::Engine;
use crate::schema::{Migration, Schema};
use crate::{values, versions};
use kernel::{Error, Instant, Result};
use std::collections::BTreeSet;

const APPLIED: &str = "CREATE TABLE IF NOT EXISTS migration (domain {text} NOT NULL, number {int} NOT NULL, \
    applied_at {int} NOT NULL, PRIMARY KEY (domain, number)) {table}";

pub(crate) fn migrate(connection: &dyn Connection, schema: &Schema) -> Result<()> {
    let engine = connection.engine();
    if engine == Engine::Postgres {
        // One migration at a time, whatever number of nodes starts at once.
        connection.batch("SELECT pg_advisory_xact_lock(-1)")?;
        connection.batch(ROLES)?;
        connection.batch(OWN_DATABASE)?;
    }
    connection.batch(&engine.migration(APPLIED))?;
    let missing = missing(connection, schema)?;
    if missing.is_empty() {
        return Ok(());
    }
    versions::drop_triggers(connection, &schema.nouns)?;
    if engine == Engine::Postgres {
        lower_walls(connection, schema)?;
    }
    for migration in missing {
        connection.batch(&engine.migration(migration.sql))?;
        let values = values![migration.domain, migration.number, Instant::now()];
        let sql = engine
            .parameters("INSERT INTO migration (domain, number, applied_at) VALUES (?1, ?2, ?3)".into());
        connection.execute(&sql, &values)?;
    }
    for noun in &schema.nouns {
        versions::keep_versions_of(connection, noun)?;
    }
    match engine {
        Engine::Sqlite => check_links(connection),
        Engine::Postgres => build_walls(connection, schema),
    }
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

pub(crate) fn pending(connection: &dyn Connection, schema: &Schema) -> Result<Vec<String>> {
    let sql = connection.engine().columns_of();
    if rows_of(connection, sql, &values!["migration"])?.is_empty() {
        return Ok(schema.migrations.iter().map(label).collect());
    }
    Ok(missing(connection, schema)?.into_iter().map(label).collect())
}

fn label(migration: &Migration) -> String {
    format!("{} {}", migration.domain, migration.number)
}

fn missing<'s>(connection: &dyn Connection, schema: &'s Schema) -> Result<Vec<&'s Migration>> {
    let rows = rows_of(connection, "SELECT domain, number FROM migration", &[])?;
    let applied: BTreeSet<(String, i64)> =
        rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect::<Result<_>>()?;
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
