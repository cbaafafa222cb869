//! Keeps what was examined, within the quota of the federation; withdraws it; erases its content where the law demands it.
//! Who may, and the audit event, are the caller's.

use crate::examine::Examined;
use crate::file::{Edition, KeptFile, Withdrawal};
use crate::received::opened;
use crate::settings::Settings;
use crate::store;
use kernel::{Error, Id, Message, Result, Subject};
use std::io::Read as _;
use storage::{Read, Tx};

/// Bytes of each row of a content.
const PIECE: u64 = 1_000_000;

/// Adds a file to a record.
///
/// # Errors
/// Rejected where the record has this very file already, and where the quota is full.
pub fn add(tx: &mut Tx, settings: &Settings, subject: Subject, file: &Examined) -> Result<KeptFile> {
    let there = store::files_of_subjects(tx, &[subject.id])?;
    if let Some(same) = there.iter().find(|one| is_same(one, file)) {
        return Err(rejected(Message::new("files-there-already").with("name", same.edition.name.as_str())));
    }
    let id = Id::new();
    let edition = edition_of(tx, settings, (id, 1), file)?;
    let kept = KeptFile { id, revision: 1, subject, withdrawn: None, edition };
    store::add_edition_row(tx, &kept.edition)?;
    store::save_file(tx, &kept)?;
    Ok(kept)
}

/// Adds an edition to a file; those before it are kept.
///
/// # Errors
/// Rejected for a file that was withdrawn, for the content that it has already, and where the quota is full.
pub fn add_edition(tx: &mut Tx, settings: &Settings, before: &KeptFile, file: &Examined) -> Result<KeptFile> {
    check_stands(before)?;
    if is_same(before, file) {
        return Err(rejected(Message::new("files-same-edition").with("number", before.edition.number)));
    }
    let edition = edition_of(tx, settings, (before.id, before.edition.number + 1), file)?;
    let kept = KeptFile { revision: before.revision + 1, edition, ..before.clone() };
    store::add_edition_row(tx, &kept.edition)?;
    store::save_file(tx, &kept)?;
    Ok(kept)
}

/// Withdraws a file from today: it no longer holds, but can still be read.
///
/// # Errors
/// Rejected for a file that was withdrawn before.
pub fn withdraw(tx: &mut Tx, before: &KeptFile, because: &str) -> Result<KeptFile> {
    check_stands(before)?;
    let withdrawn = Withdrawal { on: tx.today(), because: because.to_owned() };
    let kept = KeptFile { revision: before.revision + 1, withdrawn: Some(withdrawn), ..before.clone() };
    store::save_file(tx, &kept)?;
    Ok(kept)
}

/// Erases the content of an edition for good, wherever in the federation it stands, and answers every edition that lost
/// it. What it was called, by whom and when it was brought, and its hash stay. Swedish: gallring.
///
/// # Errors
/// Rejected for a content that is erased already.
pub fn dispose(tx: &mut Tx, edition: &Edition) -> Result<Vec<Edition>> {
    if edition.disposed_on.is_some() {
        return Err(rejected(Message::new("files-disposed-already")));
    }
    let lost = store::editions_of_content(tx, edition.content)?;
    store::remove_content(tx, edition.content, tx.today())?;
    Ok(lost)
}

fn rejected(message: Message) -> Error {
    Error::rejected("file", message)
}

fn check_stands(file: &KeptFile) -> Result<()> {
    if file.withdrawn.is_some() { Err(rejected(Message::new("files-withdrawn"))) } else { Ok(()) }
}

fn is_same(kept: &KeptFile, file: &Examined) -> bool {
    kept.withdrawn.is_none() && kept.edition.disposed_on.is_none() && kept.edition.sha256 == file.sha256
}

fn edition_of(tx: &mut Tx, settings: &Settings, (id, number): (Id, i64), file: &Examined) -> Result<Edition> {
    let content = match store::content_by_hash(tx, &file.sha256)? {
        Some(content) => content,
        None => keep_content(tx, settings, file)?,
    };
    Ok(Edition {
        file: id,
        number,
        name: file.name.clone(),
        kind: file.kind,
        size_bytes: file.size_bytes,
        sha256: file.sha256.clone(),
        content,
        is_scanned: file.is_scanned,
        added_at: tx.instant(),
        added_by: tx.actor().name.clone(),
        added_by_person: tx.actor().person,
        disposed_on: None,
    })
}

fn keep_content(tx: &mut Tx, settings: &Settings, file: &Examined) -> Result<Id> {
    check_quota(tx, settings, file.size_bytes)?;
    let id = Id::new();
    store::add_content(tx, id, file)?;
    // The closure of a transaction may be run again: each time from the beginning.
    let mut content = opened(&file.content)?;
    let mut kept = 0;
    for place in 0.. {
        let mut bytes = Vec::new();
        content.by_ref().take(PIECE).read_to_end(&mut bytes).map_err(Error::unavailable)?;
        if bytes.is_empty() {
            break;
        }
        kept += bytes.len() as u64;
        store::add_piece(tx, id, place, bytes)?;
    }
    // INVARIANT: nobody writes to a file that has arrived.
    if i64::try_from(kept) == Ok(file.size_bytes) {
        Ok(id)
    } else {
        Err(Error::failed("a file changed its length"))
    }
}

fn check_quota(read: &Read, settings: &Settings, more: i64) -> Result<()> {
    let used = store::used_bytes(read)?;
    let quota = i64::try_from(settings.quota_bytes).unwrap_or(i64::MAX);
    if used.saturating_add(more) <= quota {
        return Ok(());
    }
    let megabytes = |bytes: i64| bytes / 1_000_000;
    Err(rejected(
        Message::new("files-quota-full").with("quota", megabytes(quota)).with("used", megabytes(used)),
    ))
}
