//! How often one may be wrong about a password in a quarter of an hour: ten times about one account, from wherever it is
//! tried, and a hundred times from one address, behind which a whole municipality may sit. Kept in the database, so that
//! every node counts the same.

use crate::accounts::sha256_hex;
use crate::store;
use kernel::{Instant, Result};
use std::net::IpAddr;
use storage::{Installation, values};

const MOST_OF_ACCOUNT: i64 = 10;
const MOST_OF_ADDRESS: i64 = 100;
const WINDOW_SECONDS: i64 = 15 * 60;

/// May an attempt be made?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    Go,
    Wait { seconds: i64 },
}

/// Counts an attempt as wrong before the password is looked at, so that many at once count as many.
pub(crate) fn begin(installation: &Installation, user_name: &str, address: &str) -> Result<Verdict> {
    let now = installation.now();
    let window_start = now.plus_seconds(-WINDOW_SECONDS);
    installation.execute(&store::FORGET_OLD_ATTEMPTS, &values![window_start, now])?;
    let limits = [(of_account(user_name), MOST_OF_ACCOUNT), (of_address(address), MOST_OF_ADDRESS)];
    let mut wait = 0;
    for (subject, _) in &limits {
        wait = wait.max(seconds_to_wait(installation, subject, now)?);
    }
    if wait > 0 {
        return Ok(Verdict::Wait { seconds: wait });
    }
    for (subject, most) in &limits {
        count(installation, subject, *most, now)?;
    }
    Ok(Verdict::Go)
}

/// Counts a wrong secret of a calendar. It has a count of its own: calendars that ask on with an old address from behind a
/// municipality's one address must not keep its people from signing in.
pub(crate) fn wrong_feed(installation: &Installation, address: &str) -> Result<Verdict> {
    let (now, subject) = (installation.now(), format!("feed:{}", of_address(address)));
    installation.execute(&store::FORGET_OLD_ATTEMPTS, &values![now.plus_seconds(-WINDOW_SECONDS), now])?;
    match seconds_to_wait(installation, &subject, now)? {
        0 => count(installation, &subject, MOST_OF_ADDRESS, now).map(|()| Verdict::Go),
        seconds => Ok(Verdict::Wait { seconds }),
    }
}

fn seconds_to_wait(installation: &Installation, subject: &str, now: Instant) -> Result<i64> {
    let kept: Option<(i64, Instant)> = installation.one(&store::ATTEMPTS, &values![subject])?;
    let until = kept.map_or(now, |(_, blocked_until)| blocked_until);
    let micros = (until.as_micros() - now.as_micros()).max(0);
    // A second begun counts whole.
    Ok((micros + 999_999) / 1_000_000)
}

fn count(installation: &Installation, subject: &str, most: i64, now: Instant) -> Result<()> {
    installation.execute(&store::COUNT_ATTEMPT, &values![subject, now])?;
    let (attempts, _): (i64, Instant) = installation.found(&store::ATTEMPTS, &values![subject])?;
    if attempts >= most {
        let until = now.plus_seconds(WINDOW_SECONDS);
        installation.execute(&store::BLOCK, &values![subject, until])?;
    }
    Ok(())
}

/// The attempt was right: the account starts anew, and the address gets this one back.
pub(crate) fn succeeded(installation: &Installation, user_name: &str, address: &str) -> Result<()> {
    forget_account(installation, user_name)?;
    installation.execute(&store::TAKE_BACK_ATTEMPT, &values![of_address(address)]).map(|_| ())
}

pub(crate) fn forget_account(installation: &Installation, user_name: &str) -> Result<()> {
    installation.execute(&store::FORGET_ATTEMPTS, &values![of_account(user_name)]).map(|_| ())
}

/// What people type as a user name is now and then their password; only a hash of it is kept.
fn of_account(user_name: &str) -> String {
    format!("account:{}", sha256_hex(user_name))
}

/// Whoever has one address of IPv6 has the 2^64 beside it as well, so those count as one.
fn of_address(address: &str) -> String {
    // A socket for both families shows an address of IPv4 as one of IPv6.
    match address.parse::<IpAddr>().map(|address| address.to_canonical()) {
        Ok(IpAddr::V6(v6)) => format!("address:{:x}", v6.to_bits() >> 64),
        Ok(v4) => format!("address:{v4}"),
        Err(_) => format!("address:{address}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbouring_addresses_of_ipv6_count_as_one() {
        assert_eq!(of_address("2001:db8::1"), of_address("2001:db8::ffff:1"));
        assert_ne!(of_address("2001:db8::1"), of_address("2001:db9::1"));
        assert_ne!(of_address("10.0.0.1"), of_address("10.0.0.2"));
        assert_eq!(of_address("::ffff:10.0.0.1"), of_address("10.0.0.1"));
        assert_ne!(of_address("::ffff:10.0.0.1"), of_address("::ffff:10.0.0.2"));
    }

    #[test]
    fn what_is_typed_as_a_user_name_is_not_kept_in_clear() {
        assert!(!of_account("hemligt lösenord").contains("hemligt"));
    }
}
