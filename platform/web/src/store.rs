//! All SQL of the web application's own tables: accounts, sessions, tokens, wrong attempts and remembered answers.

use crate::accounts::{Account, Tenant, Token};
use kernel::{Id, Instant, Result, TenantId};
use storage::{FromRow, Row, statements};

macro_rules! account_columns {
    () => {
        "SELECT a.id, a.tenant_id, t.key, a.user_name, a.person_id, a.is_installation_administrator, a.is_locked, \
         a.language, a.color_scheme, a.density, a.has_shortcuts, a.password_hash, t.name"
    };
}

macro_rules! token_columns {
    () => {
        "SELECT k.id, a.user_name, k.scopes, k.created_at, k.expires_at, k.revoked_at FROM api_token AS k \
         JOIN account AS a ON a.id = k.account_id "
    };
}

statements! {
    TENANTS = "SELECT id, key, name FROM tenant ORDER BY id LIMIT 10000";
    TENANT_BY_KEY = "SELECT id, key, name FROM tenant WHERE key = ?1";
    LARGEST_TENANT = "SELECT coalesce(max(id), 0) FROM tenant";
    RENAME_TENANT = "UPDATE tenant SET name = ?2 WHERE id = ?1";
    ADD_TENANT = "INSERT INTO tenant (id, key, name, created_at) VALUES (?1, ?2, ?3, ?4)";

    ACCOUNT_BY_NAME = concat!(account_columns!(),
        " FROM account AS a JOIN tenant AS t ON t.id = a.tenant_id WHERE a.user_name = ?1");
    ACCOUNTS_OF_TENANT = concat!(account_columns!(),
        " FROM account AS a JOIN tenant AS t ON t.id = a.tenant_id WHERE a.tenant_id = ?1 \
         ORDER BY a.user_name LIMIT 100000");
    ADD_ACCOUNT = "INSERT INTO account (id, tenant_id, user_name, password_hash, person_id, \
        is_installation_administrator, language, created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
    LOCK_ACCOUNT = "UPDATE account SET is_locked = ?2 WHERE id = ?1";
    SET_PASSWORD = "UPDATE account SET password_hash = ?2 WHERE id = ?1";
    SET_LOOK = "UPDATE account SET language = ?2, color_scheme = ?3, density = ?4, has_shortcuts = ?5 WHERE id = ?1";

    ACCOUNT_BY_SESSION = concat!(account_columns!(),
        ", s.csrf_token, s.expires_at, s.created_at FROM session AS s JOIN account AS a ON a.id = s.account_id \
         JOIN tenant AS t ON t.id = a.tenant_id WHERE s.token_hash = ?1 AND s.expires_at > ?2 AND a.is_locked = 0");
    ADD_SESSION = "INSERT INTO session (token_hash, account_id, csrf_token, created_at, expires_at) \
        VALUES (?1, ?2, ?3, ?4, ?5)";
    PROLONG_SESSION = "UPDATE session SET expires_at = ?2 WHERE token_hash = ?1";
    OPEN_SESSIONS = "SELECT count(*) FROM session WHERE expires_at > ?1";
    END_SESSION = "DELETE FROM session WHERE token_hash = ?1";
    END_SESSIONS_OF_ACCOUNT = "DELETE FROM session WHERE account_id = ?1";
    FORGET_OLD_SESSIONS = "DELETE FROM session WHERE expires_at <= ?1";

    ACCOUNT_BY_TOKEN = concat!(account_columns!(),
        ", k.scopes FROM api_token AS k JOIN account AS a ON a.id = k.account_id \
         JOIN tenant AS t ON t.id = a.tenant_id \
         WHERE k.token_hash = ?1 AND k.expires_at > ?2 AND k.revoked_at IS NULL AND a.is_locked = 0");
    ADD_TOKEN = "INSERT INTO api_token (id, account_id, token_hash, scopes, created_at, expires_at) \
        VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    REVOKE_TOKEN = "UPDATE api_token SET revoked_at = ?2 WHERE id = ?1 AND revoked_at IS NULL";
    REVOKE_TOKENS_OF_ACCOUNT = "UPDATE api_token SET revoked_at = ?2 WHERE account_id = ?1 AND revoked_at IS NULL";
    TOKEN_BY_ID = concat!(token_columns!(), "WHERE k.id = ?1");
    TOKENS_OF_ACCOUNT = concat!(token_columns!(), "WHERE k.account_id = ?1 ORDER BY k.created_at, k.id LIMIT 1000");
    TOKENS = concat!(token_columns!(), "ORDER BY a.user_name, k.created_at, k.id LIMIT 100000");

    ACCOUNT_BY_FEED = concat!(account_columns!(),
        " FROM feed_address AS f JOIN account AS a ON a.id = f.account_id JOIN tenant AS t ON t.id = a.tenant_id \
         WHERE f.secret_hash = ?1 AND a.is_locked = 0");
    SET_FEED_ADDRESS = "INSERT INTO feed_address (account_id, secret_hash, made_at) VALUES (?1, ?2, ?3) \
        ON CONFLICT (account_id) DO UPDATE SET secret_hash = excluded.secret_hash, made_at = excluded.made_at";
    FORGET_FEED_ADDRESS = "DELETE FROM feed_address WHERE account_id = ?1";
    FEED_ADDRESS_MADE = "SELECT made_at FROM feed_address WHERE account_id = ?1";
    LANGUAGES = "SELECT person_id, language FROM account WHERE tenant_id = ?1 AND person_id IS NOT NULL \
        AND is_locked = 0 ORDER BY user_name LIMIT 100000";

    FORGET_OLD_ATTEMPTS = "DELETE FROM wrong_attempt WHERE first_at <= ?1 AND blocked_until <= ?2";
    ATTEMPTS = "SELECT attempts, blocked_until FROM wrong_attempt WHERE subject = ?1";
    COUNT_ATTEMPT = "INSERT INTO wrong_attempt (subject, attempts, first_at, blocked_until) VALUES (?1, 1, ?2, 0) \
        ON CONFLICT (subject) DO UPDATE SET attempts = wrong_attempt.attempts + 1";
    BLOCK = "UPDATE wrong_attempt SET blocked_until = ?2 WHERE subject = ?1";
    FORGET_ATTEMPTS = "DELETE FROM wrong_attempt WHERE subject = ?1";
    TAKE_BACK_ATTEMPT = "UPDATE wrong_attempt SET attempts = attempts - 1, blocked_until = 0 \
        WHERE subject = ?1 AND attempts > 0";
}

/// Answers that are given again to the same `Idempotency-Key`: the only table of a tenant here.
pub(crate) mod remembered {
    storage::statements! {
        REMEMBERED = "SELECT request_hash, answer FROM @@idempotency_key AS k WHERE account = ?2 AND key = ?3";
        REMEMBER = "INSERT INTO idempotency_key (tenant_id, account, key, request_hash, answer, at) \
            VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        FORGET_OLD_ANSWERS = "DELETE FROM idempotency_key WHERE tenant_id = ?1 AND at < ?2";
    }
}

impl FromRow for Tenant {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self { id: TenantId(row.get(0)?), key: row.get(1)?, name: row.get(2)? })
    }
}

impl FromRow for Account {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            tenant: TenantId(row.get(1)?),
            federation: row.get(2)?,
            user_name: row.get(3)?,
            person: row.get(4)?,
            is_installation_administrator: row.get(5)?,
            is_locked: row.get(6)?,
            look: crate::accounts::look_of(row, 7)?,
            password_hash: row.get(11)?,
            federation_name: row.get(12)?,
        })
    }
}

/// An account found by the session of a browser.
pub(crate) struct AccountInSession {
    pub account: Account,
    pub csrf: String,
    pub expires_at: Instant,
    pub began_at: Instant,
}

impl FromRow for AccountInSession {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            account: Account::from_row(row)?,
            csrf: row.get(13)?,
            expires_at: row.get(14)?,
            began_at: row.get(15)?,
        })
    }
}

/// An account found by the token of a script.
pub(crate) struct AccountByToken {
    pub account: Account,
    pub scopes: Option<Vec<String>>,
}

impl FromRow for AccountByToken {
    fn from_row(row: &Row) -> Result<Self> {
        let scopes: Option<String> = row.get(13)?;
        Ok(Self { account: Account::from_row(row)?, scopes: scopes.as_deref().map(words) })
    }
}

impl FromRow for Token {
    fn from_row(row: &Row) -> Result<Self> {
        let scopes: Option<String> = row.get(2)?;
        let id: Id = row.get(0)?;
        Ok(Self {
            id,
            user: row.get(1)?,
            scopes: scopes.as_deref().map(words),
            created_at: row.get(3)?,
            expires_at: row.get(4)?,
            revoked_at: row.get(5)?,
        })
    }
}

fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}
