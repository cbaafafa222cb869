//! Every version of a noun, written by triggers that are made from the table's columns, so that nothing escapes it.

use crate::connection::Connection;
use crate::dialect::{Engine, FOR_EVER};
use crate::schema::Noun;
use crate::twins;
use kernel::Result;

/// While tables change, no trigger may write half-made versions.
pub(crate) fn drop_triggers(connection: &dyn Connection, nouns: &[Noun]) -> Result<()> {
    for Noun { table, .. } in nouns {
        let exists = !twins::columns_of(connection, table)?.is_empty();
        match connection.engine() {
            Engine::Sqlite => connection.batch(&format!(
                "DROP TRIGGER IF EXISTS {table}_inserted; DROP TRIGGER IF EXISTS {table}_updated; \
                 DROP TRIGGER IF EXISTS {table}_deleted"
            ))?,
            Engine::Postgres if exists => {
                connection.batch(&format!("DROP TRIGGER IF EXISTS {table}_versions ON {table}"))?;
            }
            Engine::Postgres => {}
        }
    }
    Ok(())
}

/// The tables of versions without anything in them, indices and triggers left out, of those nouns that there are.
pub(crate) fn make_bare_twins(connection: &dyn Connection, nouns: &[Noun]) -> Result<()> {
    for noun in nouns {
        let columns = twins::columns_of(connection, noun.table)?;
        if !columns.is_empty() {
            twins::create(connection, noun, &columns)?;
        }
    }
    Ok(())
}

/// Makes the table of versions like its noun, and the triggers that fill it.
pub(crate) fn keep_versions_of(connection: &dyn Connection, noun: &Noun) -> Result<()> {
    let columns = twins::columns_of(connection, noun.table)?;
    twins::make_like(connection, noun, &columns)?;
    let names: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
    let sql = match connection.engine() {
        Engine::Sqlite => sqlite_triggers(noun, &names),
        Engine::Postgres => postgres_trigger(noun, &names),
    };
    connection.batch(&sql)
}

/// The condition that a version is one of a row, by its key.
pub(crate) fn matching(noun: &Noun, row: &str) -> String {
    let key = noun.key.iter().map(|column| format!(" AND {column} = {row}.{column}"));
    format!("tenant_id = {row}.tenant_id{}", key.collect::<String>())
}

fn with_prefix(prefix: &str, columns: &[&str]) -> String {
    columns.iter().map(|column| format!("{prefix}{column}")).collect::<Vec<_>>().join(", ")
}

fn sqlite_triggers(noun: &Noun, columns: &[&str]) -> String {
    let (table, list, old) = (noun.table, columns.join(", "), matching(noun, "OLD"));
    let open = format!(
        "INSERT INTO {table}_version ({list}, recorded_from, recorded_to) \
         VALUES ({}, vidmakt_instant(), {FOR_EVER});",
        with_prefix("NEW.", columns)
    );
    // The newest version by its key: asking for the open one by its end would scan the tenant.
    let close = format!(
        "DELETE FROM {table}_version WHERE {old} AND recorded_from = vidmakt_instant(); \
         UPDATE {table}_version SET recorded_to = vidmakt_instant() WHERE {old} AND recorded_to = {FOR_EVER} \
         AND recorded_from = (SELECT max(recorded_from) FROM {table}_version WHERE {old});"
    );
    format!(
        "CREATE TRIGGER {table}_inserted AFTER INSERT ON {table} BEGIN {open} END; \
         CREATE TRIGGER {table}_updated AFTER UPDATE ON {table} BEGIN {close} {open} END; \
         CREATE TRIGGER {table}_deleted AFTER DELETE ON {table} BEGIN {close} END;"
    )
}

fn postgres_trigger(noun: &Noun, columns: &[&str]) -> String {
    let (table, list, old) = (noun.table, columns.join(", "), matching(noun, "OLD"));
    let new = with_prefix("NEW.", columns);
    format!(
        "CREATE OR REPLACE FUNCTION {table}_keep_versions() RETURNS trigger LANGUAGE plpgsql
         SECURITY DEFINER SET search_path = public AS $$
         DECLARE instant bigint := current_setting('vidmakt.instant')::bigint;
         BEGIN
           IF TG_OP <> 'INSERT' THEN
             DELETE FROM {table}_version WHERE {old} AND recorded_from = instant;
             UPDATE {table}_version SET recorded_to = instant WHERE {old} AND recorded_to = {FOR_EVER};
           END IF;
           IF TG_OP <> 'DELETE' THEN
             INSERT INTO {table}_version ({list}, recorded_from, recorded_to) VALUES ({new}, instant, {FOR_EVER});
           END IF;
           RETURN NULL;
         END $$;
         GRANT CREATE ON SCHEMA public TO vidmakt_history;
         ALTER FUNCTION {table}_keep_versions() OWNER TO vidmakt_history;
         REVOKE CREATE ON SCHEMA public FROM vidmakt_history;
         CREATE TRIGGER {table}_versions AFTER INSERT OR UPDATE OR DELETE ON {table}
           FOR EACH ROW EXECUTE FUNCTION {table}_keep_versions();"
    )
}
