//! Bearer tokens, by which scripts act for an account: shown once, kept as a hash, limited in scope and time.

use super::{API_TOKEN, find, new_secret, sha256_hex};
use crate::store;
use kernel::{Error, Id, Instant, Result, Subject};
use serde::Serialize;
use serde_json::{Value as Json, json};
use storage::{AuditEntry, Installation, values};

/// So that a token is known for what it is wherever it turns up.
const MARK: &str = "vmk_";
const MOST_DAYS: i64 = 3_650;
const SECONDS_PER_DAY: i64 = 86_400;

/// A token that is to be.
#[derive(Clone, Debug)]
pub struct NewToken {
    pub user: String,
    /// The only permissions that it carries; none means all that the user may.
    pub scopes: Vec<String>,
    pub days: i64,
}

/// A new token, as it is shown once.
#[derive(Clone, Debug, Serialize)]
pub struct TokenOnce {
    pub id: Id,
    pub token: String,
    pub expires_at: Instant,
}

/// What is known of a token later.
#[derive(Clone, Debug, Serialize)]
pub struct Token {
    pub id: Id,
    pub user: String,
    pub scopes: Option<Vec<String>>,
    pub created_at: Instant,
    pub expires_at: Instant,
    pub revoked_at: Option<Instant>,
}

/// Makes a token for an account.
///
/// # Errors
/// [`Error::NotFound`] without such an account; when days or scopes make no sense.
pub fn create_token(installation: &mut Installation, new: &NewToken) -> Result<TokenOnce> {
    let account = find(installation, &new.user)?.ok_or(Error::NotFound)?;
    if !(1..=MOST_DAYS).contains(&new.days) {
        return Err(Error::rejected("days", "objection-token-days"));
    }
    let is_permission = |scope: &String| {
        scope.contains('.') && scope.chars().all(|c| c.is_ascii_lowercase() || matches!(c, '.' | '_'))
    };
    if !new.scopes.iter().all(is_permission) {
        return Err(Error::rejected("scopes", "objection-token-scope"));
    }
    let (id, token, now) = (Id::new(), format!("{MARK}{}", new_secret()), installation.now());
    let expires_at = now.plus_seconds(new.days * SECONDS_PER_DAY);
    let scopes = (!new.scopes.is_empty()).then(|| new.scopes.join(" "));
    let values = values![id, account.id, sha256_hex(&token), scopes.clone(), now, expires_at];
    installation.execute(&store::ADD_TOKEN, &values)?;
    let about = json!({ "user_name": account.user_name, "scopes": scopes, "expires_at": expires_at });
    audit(installation, "token.created", id, &about)?;
    Ok(TokenOnce { id, token, expires_at })
}

/// Takes a token out of use at once.
///
/// # Errors
/// [`Error::NotFound`] without such a token; one that is revoked already stays so.
pub fn revoke_token(installation: &mut Installation, id: Id) -> Result<()> {
    let token: Token = installation.found(&store::TOKEN_BY_ID, &values![id])?;
    let now = installation.now();
    if installation.execute(&store::REVOKE_TOKEN, &values![id, now])? == 0 {
        return Ok(());
    }
    audit(installation, "token.revoked", id, &json!({ "user_name": token.user }))
}

fn audit(installation: &mut Installation, action: &'static str, id: Id, about: &Json) -> Result<()> {
    let changes = storage::changes(&Json::Null, about);
    let subject = Some(Subject::new(API_TOKEN, id));
    installation.audit(&AuditEntry { action, subject, changes, ..AuditEntry::default() })
}

/// All tokens of the installation.
///
/// # Errors
/// When the database fails.
pub fn tokens(installation: &Installation) -> Result<Vec<Token>> {
    installation.rows(&store::TOKENS, &[])
}

/// The tokens of one account.
///
/// # Errors
/// When the database fails.
pub fn tokens_of(installation: &Installation, account: Id) -> Result<Vec<Token>> {
    installation.rows(&store::TOKENS_OF_ACCOUNT, &values![account])
}
