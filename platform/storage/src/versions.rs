//! Every version of a noun, written by triggers that are made from the table's columns, so that nothing escapes it.

use crate::connection::{Connection, rows_of};
use crate::dialect::{Engine, FOR_EVER};
use crate::schema::Noun;
use crate::values;
use kernel::Result;
use std::collections::BTreeMap;

/// While tables change, no trigger may write half-made versions.
pub(crate) fn drop_triggers(connection: &dyn Connection, nouns: &[Noun]) -> Result<()> {
    for Noun { table, .. } in nouns {
        let exists = !columns_of(connection, table)?.is_empty();
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

/// Makes the table of versions like its noun, and the triggers that fill it.
pub(crate) fn keep_versions_of(connection: &dyn Connection, noun: &Noun) -> Result<()> {
    let columns = columns_of(connection, noun.table)?;
    grow_twin(connection, noun, &columns)?;
    make_indices(connection, noun)?;
    let names: Vec<&str> = columns.iter().map(|(name, _)| name.as_str()).collect();
    let sql = match connection.engine() {
        Engine::Sqlite => sqlite_triggers(noun, &names),
        Engine::Postgres => postgres_trigger(noun, &names),
    };
    connection.batch(&sql)
}

fn columns_of(connection: &dyn Connection, table: &str) -> Result<Vec<(String, String)>> {
    let rows = rows_of(connection, connection.engine().columns_of(), &values![table])?;
    rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
}

fn type_of(engine: Engine, declared: &str) -> &str {
    if declared.eq_ignore_ascii_case("text") { engine.text_type() } else { declared }
}

fn grow_twin(connection: &dyn Connection, noun: &Noun, columns: &[(String, String)]) -> Result<()> {
    let engine = connection.engine();
    let twin = format!("{}_version", noun.table);
    let present: BTreeMap<String, String> = columns_of(connection, &twin)?.into_iter().collect();
    if present.is_empty() {
        let list: Vec<String> =
            columns.iter().map(|(name, declared)| format!("{name} {}", type_of(engine, declared))).collect();
        let sql = format!(
            "CREATE TABLE {twin} ({}, recorded_from {{int}} NOT NULL, recorded_to {{int}} NOT NULL) {{table}}",
            list.join(", ")
        );
        return connection.batch(&engine.migration(&sql));
    }
    for (name, declared) in columns.iter().filter(|(name, _)| !present.contains_key(name)) {
        connection.batch(&format!("ALTER TABLE {twin} ADD COLUMN {name} {}", type_of(engine, declared)))?;
    }
    for name in present.keys().filter(|name| !name.starts_with("recorded_")) {
        if !columns.iter().any(|(column, _)| column == name) {
            connection.batch(&format!("ALTER TABLE {twin} DROP COLUMN {name}"))?;
        }
    }
    Ok(())
}

fn make_indices(connection: &dyn Connection, noun: &Noun) -> Result<()> {
    let table = noun.table;
    let key = noun.key.join(", ");
    connection.batch(&format!(
        "CREATE UNIQUE INDEX IF NOT EXISTS {table}_version_by_key \
         ON {table}_version (tenant_id, {key}, recorded_from); \
         CREATE INDEX IF NOT EXISTS {table}_version_by_time ON {table}_version (tenant_id, recorded_to, recorded_from)"
    ))?;
    for index in noun.indices {
        let (name, list) = (index.join("_"), index.join(", "));
        connection.batch(&format!(
            "CREATE INDEX IF NOT EXISTS {table}_by_{name} ON {table} (tenant_id, {list}); \
             CREATE INDEX IF NOT EXISTS {table}_version_by_{name} \
             ON {table}_version (tenant_id, {list}, recorded_from, recorded_to)"
        ))?;
    }
    Ok(())
}

fn matching(noun: &Noun, row: &str) -> String {
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
