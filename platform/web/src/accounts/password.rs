//! Passwords: argon2id with OWASP's parameters, a least length, and first passwords that can be read over the telephone.

use argon2::password_hash::phc;
use argon2::{Algorithm, Argon2, Params, PasswordHasher as _, PasswordVerifier as _, Version};
use kernel::{Error, Message, Result};
use rand::RngExt as _;
use std::sync::LazyLock;

pub const LEAST_PASSWORD_CHARS: usize = 12;
/// Longer ones would let anybody make the server work for long.
const MOST_PASSWORD_CHARS: usize = 200;

/// The hash of a password with its parameters and its salt.
#[derive(Clone, Debug)]
pub struct PasswordHash(String);

impl PasswordHash {
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

/// 19 MiB, two passes, one lane: takes some tens of milliseconds, so it is never done inside a transaction.
fn hasher() -> Result<Argon2<'static>> {
    let params = Params::new(19_456, 2, 1, None).map_err(Error::failed)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

fn hash(password: &str) -> Result<PasswordHash> {
    let salt: [u8; 16] = rand::rng().random();
    let hash: phc::PasswordHash =
        hasher()?.hash_password_with_salt(password.as_bytes(), &salt).map_err(Error::failed)?;
    Ok(PasswordHash(hash.to_string()))
}

/// Whether a password is the one of a hash. Without a hash it takes as long and is false, so that nobody can tell
/// from the time which accounts exist.
pub(crate) fn is_password(password: &str, hash: Option<&str>) -> bool {
    static NOBODYS: LazyLock<Option<PasswordHash>> = LazyLock::new(|| self::hash(&super::new_secret()).ok());
    let compared = hash.or(NOBODYS.as_ref().map(PasswordHash::as_str));
    let is_same = compared.is_some_and(|known| {
        hasher().is_ok_and(|hasher| hasher.verify_password(password.as_bytes(), known).is_ok())
    });
    is_same && hash.is_some()
}

/// Checks a password that somebody has chosen, and hashes it.
///
/// # Errors
/// When it is too short, too long, or too easy to guess.
pub fn check_new_password(field: &str, password: &str, user_name: &str) -> Result<PasswordHash> {
    let count = password.chars().count();
    let reject = |message: Message| Err(Error::rejected(field, message));
    if count < LEAST_PASSWORD_CHARS {
        return reject(Message::new("objection-password-too-short").with("min", LEAST_PASSWORD_CHARS as i64));
    }
    if count > MOST_PASSWORD_CHARS {
        return reject(Message::new("objection-too-long").with("max", MOST_PASSWORD_CHARS as i64));
    }
    let first = password.chars().next();
    let is_one_letter = password.chars().all(|c| Some(c) == first);
    if is_one_letter || password.to_lowercase().contains(&user_name.to_lowercase()) {
        return reject(Message::new("objection-password-too-easy"));
    }
    hash(password)
}

/// A password for somebody who has none yet, and its hash. About 75 random bits.
///
/// # Errors
/// When hashing fails for want of memory.
pub fn first_password() -> Result<(String, PasswordHash)> {
    let password = readable();
    let hash = hash(&password)?;
    Ok((password, hash))
}

/// Four words of three syllables each: `badeko-fulimi-…`.
fn readable() -> String {
    const CONSONANTS: &[u8; 16] = b"bdfghjklmnprstvz";
    const VOWELS: &[u8; 5] = b"aeiou";
    let mut generator = rand::rng();
    let mut password = String::new();
    for syllable in 0..12 {
        if syllable > 0 && syllable % 3 == 0 {
            password.push('-');
        }
        password.push(char::from(CONSONANTS[generator.random_range(0..CONSONANTS.len())]));
        password.push(char::from(VOWELS[generator.random_range(0..VOWELS.len())]));
    }
    password
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_known_again_and_another_is_not() {
        let PasswordHash(known) = check_new_password("new", "korrekt häst batteri", "it-chef").unwrap();
        assert!(known.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{known}");
        assert!(is_password("korrekt häst batteri", Some(&known)));
        assert!(!is_password("korrekt hast batteri", Some(&known)));
    }

    #[test]
    fn no_password_is_that_of_an_account_that_does_not_exist() {
        assert!(!is_password("", None));
        assert!(!is_password("vad som helst", None));
    }

    #[test]
    fn short_monotonous_and_telling_passwords_are_refused() {
        for password in ["elva tecken", "aaaaaaaaaaaaaaaa", "xx-It-Chef-2026", &"ab".repeat(200)] {
            assert!(check_new_password("new", password, "it-chef").is_err(), "{password}");
        }
    }

    #[test]
    fn a_first_password_passes_its_own_rules() {
        let (password, _) = first_password().unwrap();
        assert_eq!(password.len(), 27);
        assert!(check_new_password("new", &password, "it-chef").is_ok());
    }
}
