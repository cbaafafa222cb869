//! What the installation says about web-hooks: the key that secrets follow from, and which private hosts may be told.

use hmac::{Hmac, KeyInit as _, Mac as _};
use rustls::RootCertStore;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
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
    /// Who may vouch for receivers beside those whom the machine trusts.
    pub authorities: Authorities,
    pub patience: Duration,
    /// Where readers reach the site: messages link to the records there.
    pub public_url: String,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            key: None,
            allow: Vec::new(),
            authorities: Authorities::default(),
            patience: PATIENCE,
            public_url: String::new(),
        }
    }
}

impl Settings {
    /// Whether a host is allowed by name, whatever its addresses are.
    #[must_use]
    pub fn allows(&self, host: &str) -> bool {
        self.allow.iter().any(|allowed| allowed.eq_ignore_ascii_case(host))
    }
}

/// Certificates of authorities, such as a municipality's own for what stands in its network.
#[derive(Clone, Debug, Default)]
pub struct Authorities(Vec<CertificateDer<'static>>);

impl Authorities {
    /// Reads them as they stand in a file. None when there is none, or one that is no certificate.
    #[must_use]
    pub fn of_pem(text: &[u8]) -> Option<Self> {
        let found: Vec<CertificateDer> =
            CertificateDer::pem_slice_iter(text).collect::<Result<_, _>>().ok()?;
        let are_certificates = found.iter().all(|one| RootCertStore::empty().add(one.clone()).is_ok());
        (are_certificates && !found.is_empty()).then_some(Self(found))
    }

    pub(crate) fn certificates(&self) -> &[CertificateDer<'static>] {
        &self.0
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
    fn what_holds_no_certificate_or_something_else_names_no_authority() {
        let nonsense = "-----BEGIN CERTIFICATE-----\nbm9uc2Vuc2U=\n-----END CERTIFICATE-----\n";
        let broken = "-----BEGIN CERTIFICATE-----\nbm9u";
        for text in ["", "authority", nonsense, broken] {
            assert!(Authorities::of_pem(text.as_bytes()).is_none(), "{text:?}");
        }
    }

    #[test]
    fn a_host_is_allowed_by_its_whole_name_only() {
        let settings = Settings { allow: vec!["Bussen.intern".into()], ..Settings::default() };
        assert!(settings.allows("bussen.intern"));
        assert!(!settings.allows("intern") && !settings.allows("x.bussen.intern") && !settings.allows(""));
    }
}
