//! `vidmakt backup`, `restore`, `export-all` and `import-all`: the whole installation as one file or as a folder of open
//! files, and back into a database that is empty.

use super::{mail, webhook};
use crate::config::Settings;
use crate::domains;
use crate::exit::{CommandError, Verdict};
use crate::installation::{Installation, Purpose, check_operator, open_database};
use crate::output::Output;
use kernel::Message;
use serde_json::json;
use std::path::Path;
use storage::{Archive, Backup, DatabaseUrl, Manifest, back_up, check_backup, restore_sqlite};

pub fn backup(file: &Path, settings: &Settings, output: &Output) -> Result<Verdict, CommandError> {
    let installation = Installation::open(settings)?;
    installation.its_administrator()?;
    back_up(&settings.database, &installation.db, &domains::schema(), file)?;
    let path = file.display().to_string();
    output.result(&json!({ "file": path }), |_| {
        vec![output.render(&Message::new("cli-backed-up").with("path", path.clone()))]
    });
    Ok(Verdict::Yes)
}

/// The backup is looked through before the database is as much as opened.
pub fn restore(file: &Path, settings: &Settings, output: &Output) -> Result<Verdict, CommandError> {
    check_operator(settings)?;
    let schema = domains::schema();
    match check_backup(&schema, file)? {
        Backup::SqliteFile => restore_sqlite(&schema, file, &settings.database)?,
        Backup::Archive(mut archive) => read_in(&mut archive, settings)?,
    }
    // An older backup is brought up to date at once, as an archive is when it is read in, so that its mails and its messages
    // of web-hooks can be held: what waited when it was taken may have gone out since.
    let db = open_database(settings, Purpose::Use)?;
    let applied = db.pending_migrations(&schema)?;
    db.migrate(&schema)?;
    drop(db);
    let (held, messages) = (mail::hold_everywhere(settings)?, webhook::hold_everywhere(settings)?);
    let database = settings.database.to_string();
    let answer = json!({ "database": database, "applied": applied, "held": held, "held_messages": messages });
    output.result(&answer, |_| {
        let restored = Message::new("cli-restored").with("database", database.clone());
        let older = (!applied.is_empty()).then(|| Message::new("cli-restored-older"));
        let all = [Some(restored), older, Some(mail::told(held)), Some(webhook::told(messages))];
        all.iter().flatten().map(|message| output.render(message)).collect()
    });
    Ok(Verdict::Yes)
}

pub fn export_all(folder: &Path, settings: &Settings, output: &Output) -> Result<Verdict, CommandError> {
    let installation = Installation::open(settings)?;
    installation.its_administrator()?;
    let manifest = installation.db.export_all(&domains::schema(), folder)?;
    let path = folder.display().to_string();
    tell(output, &manifest, "cli-exported-all", ("path", path));
    Ok(Verdict::Yes)
}

pub fn import_all(folder: &Path, settings: &Settings, output: &Output) -> Result<Verdict, CommandError> {
    check_operator(settings)?;
    let mut archive = Archive::open_folder(folder)?;
    archive.check()?;
    read_in(&mut archive, settings)?;
    tell(output, archive.manifest(), "cli-imported-all", ("database", settings.database.to_string()));
    Ok(Verdict::Yes)
}

fn read_in(archive: &mut Archive, settings: &Settings) -> Result<(), CommandError> {
    let made = match &settings.database {
        DatabaseUrl::Sqlite(path) if !path.exists() => Some(path),
        _ => None,
    };
    let db = open_database(settings, Purpose::Make)?;
    let answer = db.import_all(&domains::schema(), archive);
    drop(db);
    if let (Err(_), Some(path)) = (&answer, made) {
        // Opening made the file; an empty one would be in the way of the next try.
        let _ = std::fs::remove_file(path);
    }
    Ok(answer?)
}

/// How much was moved, and where it is now.
fn tell(output: &Output, manifest: &Manifest, key: &'static str, place: (&'static str, String)) {
    let (tables, rows) = (manifest.tables.len(), manifest.rows());
    let mut answer = json!({ "tables": tables, "rows": rows });
    answer[place.0] = place.1.clone().into();
    output.result(&answer, |_| {
        let count = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
        let message = Message::new(key).with("tables", count(tables as u64)).with("rows", count(rows));
        vec![output.render(&message.with(place.0, place.1.clone()))]
    });
}
