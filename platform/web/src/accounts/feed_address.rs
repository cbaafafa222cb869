//! The secret address of somebody's calendar: whoever knows it reads what the account's person has to see to, and nothing
//! else. Shown once, kept as a hash, one for each account.

use super::{ACCOUNT, Account, new_secret, sha256_hex};
use crate::rate_limit::{self, Verdict};
use crate::store;
use kernel::{Id, Instant, Language, Result, Subject, TenantId};
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;
use storage::{AuditEntry, Installation, values};

/// Gives an account a new secret; the one it had holds no longer.
///
/// # Errors
/// When the database fails.
pub fn renew_feed(installation: &mut Installation, account: Id) -> Result<String> {
    let secret = new_secret();
    let values = values![account, sha256_hex(&secret), installation.now()];
    installation.execute(&store::SET_FEED_ADDRESS, &values)?;
    audit(installation, "account.feed_renewed", account)?;
    Ok(secret)
}

/// Takes the address of an account out of use. Without one, nothing happens.
///
/// # Errors
/// When the database fails.
pub fn revoke_feed(installation: &mut Installation, account: Id) -> Result<()> {
    if installation.execute(&store::FORGET_FEED_ADDRESS, &values![account])? == 0 {
        return Ok(());
    }
    audit(installation, "account.feed_revoked", account)
}

fn audit(installation: &mut Installation, action: &'static str, account: Id) -> Result<()> {
    let changes = storage::changes(&Json::Null, &json!({}));
    let subject = Some(Subject::new(ACCOUNT, account));
    installation.audit(&AuditEntry { action, subject, changes, ..AuditEntry::default() })
}

/// When the address of an account was made, if it has one.
///
/// # Errors
/// When the database fails.
pub fn feed_made_at(installation: &Installation, account: Id) -> Result<Option<Instant>> {
    Ok(installation.one::<(Instant,)>(&store::FEED_ADDRESS_MADE, &values![account])?.map(|(at,)| at))
}

/// The account whose calendar a secret opens, if it is one of ours and not locked.
///
/// # Errors
/// When the database fails.
pub fn feed_owner(installation: &Installation, secret: &str) -> Result<Option<Account>> {
    installation.one(&store::ACCOUNT_BY_FEED, &values![sha256_hex(secret)])
}

/// Counts a wrong secret, and says how many seconds whoever asks from there has to wait if there were too many.
///
/// # Errors
/// When the database fails.
pub fn count_wrong_feed(installation: &Installation, from: &str) -> Result<Option<i64>> {
    Ok(match rate_limit::wrong_feed(installation, from)? {
        Verdict::Go => None,
        Verdict::Wait { seconds } => Some(seconds),
    })
}

/// The language of each person of a federation who has an account that is not locked.
///
/// # Errors
/// When the database fails.
pub fn languages(installation: &Installation, tenant: TenantId) -> Result<BTreeMap<Id, Language>> {
    let rows: Vec<(Id, String)> = installation.rows(&store::LANGUAGES, &values![tenant.0])?;
    let language = |(person, tag): (Id, String)| (person, Language::from_tag(&tag).unwrap_or_default());
    Ok(rows.into_iter().map(language).collect())
}
