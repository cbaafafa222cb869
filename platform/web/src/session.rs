//! Sessions of browsers: a random token in a cookie, its hash in the database. They slide, and end on sign-out.

use crate::accounts::{Account, new_secret, sha256_hex};
use crate::router::set_cookie;
use crate::store::{self, AccountInSession};
use crate::web::Site;
use kernel::{Actor, Id, Instant, Result};
use storage::{Db, Installation, values};

pub(crate) const SESSION_COOKIE: &str = "vidmakt";
pub(crate) const LANGUAGE_COOKIE: &str = "vidmakt_language";
const LIFETIME_SECONDS: i64 = 12 * 3_600;
/// However much it is used, a session ends after a week: a browser that somebody left behind does not stay open for ever.
const LONGEST_SECONDS: i64 = 7 * 24 * 3_600;
/// A session is prolonged this seldom, since that is a write.
const PROLONGED_EVERY_SECONDS: i64 = 600;

/// Begins a session and gives the token for the cookie.
pub(crate) fn begin(installation: &Installation, account: Id) -> Result<String> {
    let (token, csrf, now) = (new_secret(), new_secret(), installation.now());
    installation.execute(&store::FORGET_OLD_SESSIONS, &values![now])?;
    let until = now.plus_seconds(LIFETIME_SECONDS);
    installation.execute(&store::ADD_SESSION, &values![sha256_hex(&token), account, csrf, now, until])?;
    Ok(token)
}

pub(crate) fn end(installation: &Installation, token: &str) -> Result<()> {
    installation.execute(&store::END_SESSION, &values![sha256_hex(token)]).map(|_| ())
}

/// The account behind a cookie's token. A session that is in use is prolonged.
pub(crate) fn find(db: &Db, actor: &Actor, token: &str) -> Result<Option<AccountInSession>> {
    let hash = sha256_hex(token);
    let found: Option<AccountInSession> = db.look_up(actor, |installation| {
        installation.one(&store::ACCOUNT_BY_SESSION, &values![&hash, actor.now])
    })?;
    if let Some(until) =
        found.as_ref().and_then(|found| compute_end(found.began_at, found.expires_at, actor.now))
    {
        let prolonged = db.installation(actor, move |installation| {
            installation.execute(&store::PROLONG_SESSION, &values![hash, until]).map(|_| ())
        });
        // Pages can be read even when nothing can be written.
        if let Err(error) = prolonged {
            tracing::warn!(%error, "a session was not prolonged");
        }
    }
    Ok(found)
}

/// Until when a session that is in use is prolonged, where that is worth a write.
fn compute_end(began_at: Instant, expires_at: Instant, now: Instant) -> Option<Instant> {
    let until = now.plus_seconds(LIFETIME_SECONDS).min(began_at.plus_seconds(LONGEST_SECONDS));
    (expires_at.plus_seconds(PROLONGED_EVERY_SECONDS) < until).then_some(until)
}

/// Who acts by an account.
pub(crate) fn actor_of(account: &Account, now: Instant, only: Option<Vec<String>>) -> Actor {
    Actor {
        tenant: account.tenant,
        kind: kernel::ActorKind::Person,
        name: account.user_name.clone(),
        person: account.person,
        language: account.look.language,
        now,
        only,
    }
}

/// The cookie of a session, or the one that takes it away.
pub(crate) fn session_cookie(site: &Site, token: Option<&str>) -> String {
    match token {
        Some(token) => set_cookie(site, SESSION_COOKIE, token, None),
        None => set_cookie(site, SESSION_COOKIE, "", Some(0)),
    }
}

/// Stands before the account in what a form carries.
const OF_ACCOUNT: char = '.';

/// A secret for forms, written anew each time: compressed pages would give away a text that stays. With it goes the account
/// that the form was drawn for, so that what one has written is not sent by another.
pub(crate) fn masked_csrf(secret: &str, account: &str) -> String {
    let mask = new_secret();
    format!("{mask}{}{OF_ACCOUNT}{account}", xor_hex(secret, &mask))
}

/// The account that a form was drawn for.
pub(crate) fn account_of_form(sent: &str) -> Option<&str> {
    sent.split_once(OF_ACCOUNT).map(|(_, account)| account).filter(|account| !account.is_empty())
}

/// Whether a form carries a secret.
pub(crate) fn is_csrf(sent: &str, secret: &str) -> bool {
    let sent = sent.split_once(OF_ACCOUNT).map_or(sent, |(sent, _)| sent);
    let Some((mask, masked)) = sent.split_at_checked(secret.len()) else { return false };
    let difference = xor_hex(masked, mask).bytes().zip(secret.bytes()).fold(0, |sum, (a, b)| sum | (a ^ b));
    masked.len() == secret.len() && difference == 0
}

/// Two texts of hexadecimal digits, digit by digit.
fn xor_hex(one: &str, other: &str) -> String {
    let digit = |byte: u8| char::from(byte).to_digit(16).unwrap_or_default();
    let mixed = one.bytes().zip(other.bytes()).map(|(a, b)| digit(a) ^ digit(b));
    mixed.filter_map(|value| char::from_digit(value, 16)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_carries_the_secret_in_another_shape_each_time() {
        let secret = new_secret();
        let (one, other) = (masked_csrf(&secret, "a"), masked_csrf(&secret, "a"));
        assert_ne!(one, other);
        assert!(is_csrf(&one, &secret) && is_csrf(&other, &secret));
    }

    #[test]
    fn a_form_tells_for_which_account_it_was_drawn() {
        let secret = new_secret();
        assert_eq!(account_of_form(&masked_csrf(&secret, "konto")), Some("konto"));
        for nobody in ["", "abc", &masked_csrf(&secret, "")] {
            assert_eq!(account_of_form(nobody), None, "{nobody}");
        }
    }

    #[test]
    fn nothing_else_passes_as_the_secret() {
        let secret = new_secret();
        for sent in ["", "0", &secret, &masked_csrf(&new_secret(), "a"), &"0".repeat(127), &"å".repeat(64)] {
            assert!(!is_csrf(sent, &secret), "{sent}");
        }
    }

    #[test]
    fn a_session_is_prolonged_now_and_then_and_not_at_each_request() {
        let began = Instant::from_micros(0);
        let later = |seconds| began.plus_seconds(seconds);
        let end_at = |expires: i64, now: i64| compute_end(began, later(expires), later(now));
        assert_eq!(end_at(LIFETIME_SECONDS, 10), None);
        let due = PROLONGED_EVERY_SECONDS + 10;
        assert_eq!(end_at(LIFETIME_SECONDS, due), Some(later(LIFETIME_SECONDS + due)));
    }

    #[test]
    fn a_session_ends_after_its_longest_time_however_much_it_is_used() {
        let began = Instant::from_micros(0);
        let end = began.plus_seconds(LONGEST_SECONDS);
        let last_hour = began.plus_seconds(LONGEST_SECONDS - 3_600);
        assert_eq!(compute_end(began, last_hour, last_hour), Some(end));
        assert_eq!(compute_end(began, end, last_hour), None, "and is not written again at each request");
    }
}
