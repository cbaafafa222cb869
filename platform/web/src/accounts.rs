//! Federations, accounts and tokens of an installation, for the command line and the pages alike.
//! Passwords are hashed before a transaction begins, so that no writer waits for it.

mod feed_address;
mod password;
mod secret;
mod tokens;

pub use feed_address::{count_wrong_feed, feed_made_at, feed_owner, languages, renew_feed, revoke_feed};
pub use password::{LEAST_PASSWORD_CHARS, PasswordHash, check_new_password, first_password};
pub use tokens::{NewToken, Token, TokenOnce, create_token, revoke_token, tokens, tokens_of};

pub(crate) use password::is_password;
pub(crate) use secret::{new_secret, sha256_hex, sha256_hex_of};

use crate::layout::{ColourScheme, Density, Look};
use crate::store;
use kernel::{Actor, Error, Id, Instant, Language, Result, Subject, SubjectKind, TenantId};
use serde::Serialize;
use serde_json::{Value as Json, json};
use storage::{AuditEntry, Installation, Row, values};

pub const ACCOUNT: SubjectKind = SubjectKind("account");
pub const API_TOKEN: SubjectKind = SubjectKind("api_token");

/// A federation of the installation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Tenant {
    #[serde(skip)]
    pub id: TenantId,
    pub key: String,
    pub name: String,
}

/// Somebody who signs in with a password. Swedish: konto.
#[derive(Clone, Debug)]
pub struct Account {
    pub id: Id,
    pub tenant: TenantId,
    /// Key of the federation.
    pub federation: String,
    pub federation_name: String,
    pub user_name: String,
    pub person: Option<Id>,
    pub is_installation_administrator: bool,
    pub is_locked: bool,
    pub look: Look,
    pub(crate) password_hash: String,
}

impl Account {
    /// Whoever acts with this account, with all that its person may.
    #[must_use]
    pub fn actor(&self, now: Instant) -> Actor {
        crate::session::actor_of(self, now, None)
    }
}

/// An account that is to be.
#[derive(Clone, Debug)]
pub struct NewAccount {
    pub tenant: TenantId,
    pub user_name: String,
    pub password: PasswordHash,
    pub person: Option<Id>,
    pub is_installation_administrator: bool,
    pub language: Language,
}

/// All federations, oldest first.
///
/// # Errors
/// When the database fails.
pub fn tenants(installation: &Installation) -> Result<Vec<Tenant>> {
    installation.rows(&store::TENANTS, &[])
}

/// The federation of a key.
///
/// # Errors
/// When the database fails.
pub fn tenant(installation: &Installation, key: &str) -> Result<Option<Tenant>> {
    installation.one(&store::TENANT_BY_KEY, &values![key])
}

/// Adds a federation, or takes up again one that was begun and has no account yet.
///
/// # Errors
/// When the key is taken or has odd characters, or the name is none.
pub fn add_tenant(installation: &mut Installation, key: &str, name: &str) -> Result<TenantId> {
    let is_sound = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if key.is_empty() || key.len() > 40 || !key.chars().all(is_sound) {
        return Err(Error::rejected("key", "objection-federation-key"));
    }
    if name.trim().is_empty() || name.chars().count() > 200 {
        return Err(Error::rejected("name", "objection-federation-name"));
    }
    if kernel::has_personal_identity_number(name) {
        return Err(Error::rejected("name", "objection-personal-identity-number"));
    }
    if let Some(begun) = tenant(installation, key)? {
        if !list(installation, begun.id)?.is_empty() {
            return Err(Error::rejected("key", "objection-federation-taken"));
        }
        installation.execute(&store::RENAME_TENANT, &values![begun.id.0, name.trim()])?;
        audit_federation(installation, "federation.renamed", key, name)?;
        return Ok(begun.id);
    }
    let (largest,): (i64,) = installation.found(&store::LARGEST_TENANT, &[])?;
    let id = TenantId(largest + 1);
    let now = installation.now();
    installation.execute(&store::ADD_TENANT, &values![id.0, key, name.trim(), now])?;
    audit_federation(installation, "federation.added", key, name)?;
    Ok(id)
}

fn audit_federation(
    installation: &mut Installation,
    action: &'static str,
    key: &str,
    name: &str,
) -> Result<()> {
    let changes = storage::changes(&Json::Null, &json!({ "key": key, "name": name.trim() }));
    installation.audit(&AuditEntry { action, changes, ..AuditEntry::default() })
}

/// How a user name is kept and compared: without spaces around it, and whatever the case.
#[must_use]
pub fn normal_user_name(text: &str) -> String {
    text.trim().to_lowercase()
}

/// The account of a user name.
///
/// # Errors
/// When the database fails.
pub fn find(installation: &Installation, user_name: &str) -> Result<Option<Account>> {
    installation.one(&store::ACCOUNT_BY_NAME, &values![normal_user_name(user_name)])
}

/// The accounts of a federation by user name.
///
/// # Errors
/// When the database fails.
pub fn list(installation: &Installation, tenant: TenantId) -> Result<Vec<Account>> {
    installation.rows(&store::ACCOUNTS_OF_TENANT, &values![tenant.0])
}

/// The name that a new account would have, as it is kept.
///
/// # Errors
/// When the user name is taken in the installation, or is none.
pub fn new_user_name(installation: &Installation, text: &str) -> Result<String> {
    let user_name = normal_user_name(text);
    let is_odd = |c: char| c.is_whitespace() || c.is_control();
    if user_name.is_empty() || user_name.chars().count() > 100 || user_name.contains(is_odd) {
        return Err(Error::rejected("user_name", "objection-user-name"));
    }
    if kernel::has_personal_identity_number(&user_name) {
        return Err(Error::rejected("user_name", "objection-personal-identity-number"));
    }
    if find(installation, &user_name)?.is_some() {
        return Err(Error::rejected("user_name", "objection-user-name-taken"));
    }
    Ok(user_name)
}

/// Adds an account.
///
/// # Errors
/// As [`new_user_name`].
pub fn add_account(installation: &mut Installation, new: &NewAccount) -> Result<Id> {
    let user_name = new_user_name(installation, &new.user_name)?;
    let (id, now) = (Id::new(), installation.now());
    let administers = new.is_installation_administrator;
    let language = new.language.code();
    let hash = new.password.as_str();
    installation.execute(
        &store::ADD_ACCOUNT,
        &values![id, new.tenant.0, &user_name, hash, new.person, administers, language, now],
    )?;
    audit(installation, "account.added", id, &user_name)?;
    Ok(id)
}

/// Locks an account and ends its sessions, or unlocks it.
///
/// # Errors
/// [`Error::NotFound`] without such an account.
pub fn set_locked(installation: &mut Installation, user_name: &str, is_locked: bool) -> Result<()> {
    let account = find(installation, user_name)?.ok_or(Error::NotFound)?;
    installation.execute(&store::LOCK_ACCOUNT, &values![account.id, is_locked])?;
    if is_locked {
        installation.execute(&store::END_SESSIONS_OF_ACCOUNT, &values![account.id])?;
    }
    let action = if is_locked { "account.locked" } else { "account.unlocked" };
    audit(installation, action, account.id, &account.user_name)
}

/// Gives an account a new first password, ends its sessions, revokes its tokens and forgets its wrong attempts: whoever
/// had got hold of it has nothing left.
///
/// # Errors
/// [`Error::NotFound`] without such an account.
pub fn reset(installation: &mut Installation, user_name: &str, password: &PasswordHash) -> Result<()> {
    let account = find(installation, user_name)?.ok_or(Error::NotFound)?;
    set_password(installation, &account, password)?;
    installation.execute(&store::REVOKE_TOKENS_OF_ACCOUNT, &values![account.id, installation.now()])?;
    crate::rate_limit::forget_account(installation, &account.user_name)?;
    audit(installation, "account.reset", account.id, &account.user_name)
}

/// Changes the password that somebody has chosen, and ends all sessions of the account.
pub(crate) fn change_password(
    installation: &mut Installation,
    account: &Account,
    password: &PasswordHash,
) -> Result<()> {
    set_password(installation, account, password)?;
    audit(installation, "account.password_changed", account.id, &account.user_name)
}

fn set_password(installation: &Installation, account: &Account, password: &PasswordHash) -> Result<()> {
    installation.execute(&store::SET_PASSWORD, &values![account.id, password.as_str()])?;
    installation.execute(&store::END_SESSIONS_OF_ACCOUNT, &values![account.id])?;
    Ok(())
}

pub(crate) fn audit(
    installation: &mut Installation,
    action: &'static str,
    account: Id,
    user_name: &str,
) -> Result<()> {
    let changes = storage::changes(&Json::Null, &json!({ "user_name": user_name }));
    let subject = Some(Subject::new(ACCOUNT, account));
    installation.audit(&AuditEntry { action, subject, changes, ..AuditEntry::default() })
}

/// Keeps how an account wants to see the program.
pub(crate) fn set_look(installation: &Installation, account: Id, look: Look) -> Result<()> {
    let Look { language, colour_scheme, density, has_shortcuts } = look;
    let values = values![account, language.code(), colour_scheme.name(), density.name(), has_shortcuts];
    installation.execute(&store::SET_LOOK, &values).map(|_| ())
}

/// The look that stands in four columns of a row; a name that is no longer known becomes the usual.
pub(crate) fn look_of(row: &Row, first: usize) -> Result<Look> {
    let name = |at: usize| row.get::<String>(first + at);
    Ok(Look {
        language: Language::from_tag(&name(0)?).unwrap_or_default(),
        colour_scheme: ColourScheme::from_name(&name(1)?).unwrap_or_default(),
        density: Density::from_name(&name(2)?).unwrap_or_default(),
        has_shortcuts: row.get(first + 3)?,
    })
}
