//! What the installation says about web-hooks: the key that secrets follow from, and which private hosts may be told.

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use std::fmt;
use std::time::Duration;

/// How long a receiver may take for all of its answer, unless a test is in a hurry.
pub const PATIENCE: Duration = Duration::from_secs(10);
/// A shorter key could be guessed.
const FEWEST_CHARS: usize = 32;

/// The settings of web-hooks.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Without one no secret can be made, and nothing is sent.
    pub key: Option<HookKey>,
    /// Hosts, by the name in the address, that may be inside a network and may be told without TLS.
    pub allow: Vec<String>,
    pub patience: Duration,
    /// Where readers reach the site: messages link to the records there.
    pub public_url: String,
}

impl Default for Settings {
    fn default() -> Self {
        Self { key: None, allow: Vec::new(), patience: PATIENCE, public_url: String::new() }
    }
}

impl Settings {
    /// Whether a host is allowed by name, whatever its addresses are.
    #[must_use]
    pub fn allows(&self, host: &str) -> bool {
        self.allow.iter().any(|allowed| allowed.eq_ignore_ascii_case(host))
    }
}

/// What all secrets of an installation follow from. It stands in no database, backup or archive.
#[derive(Clone, PartialEq, Eq)]
pub struct HookKey(String);

impl HookKey {
    /// None when it is too short to keep anything secret.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        let text = text.trim();
        (text.chars().count() >= FEWEST_CHARS).then(|| Self(text.to_owned()))
    }

    pub(crate) fn code_of(&self, text: &str) -> Vec<u8> {
        code_of(self.0.as_bytes(), text)
    }
}

/// A key belongs in no log.
impl fmt::Debug for HookKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("HookKey")
    }
}

/// HMAC-SHA256, which takes keys of any length.
pub(crate) fn code_of(key: &[u8], text: &str) -> Vec<u8> {
    Hmac::<Sha256>::new_from_slice(key).map_or_else(
        |_| Vec::new(),
        |mut code| {
            code.update(text.as_bytes());
            code.finalize().into_bytes().to_vec()
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_that_could_be_guessed_is_none_and_no_key_is_written_out() {
        assert!(HookKey::new("kort").is_none() && HookKey::new(&" ".repeat(40)).is_none());
        let key = HookKey::new(&"hemlig ".repeat(10)).expect("long enough");
        let settings = Settings { key: Some(key), ..Settings::default() };
        assert!(!format!("{settings:?}").contains("hemlig"));
    }

    #[test]
    fn a_host_is_allowed_by_its_whole_name_only() {
        let settings = Settings { allow: vec!["Bussen.intern".into()], ..Settings::default() };
        assert!(settings.allows("bussen.intern"));
        assert!(!settings.allows("intern") && !settings.allows("x.bussen.intern") && !settings.allows(""));
    }
}
