//! The secret that a hook's messages are signed with. It follows from the installation's key and is never stored: a copy
//! of the database, a backup or an archive holds nothing that a message could be signed with.

use crate::hook::WebHook;
use crate::settings::{HookKey, code_of};
use kernel::TenantId;
use std::fmt;

/// Begins every secret, so that a secret that stands where it should not is recognised.
const BEGINNING: &str = "vmhk_";
/// Digits of a print: enough to tell secrets apart, far too few to find one by.
const PRINT_DIGITS: usize = 12;

/// The secret of a hook.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// The secret of this number of a hook.
    #[must_use]
    pub fn of(key: &HookKey, tenant: TenantId, hook: &WebHook) -> Self {
        let text = format!("web-hook {} {} {}", tenant.0, hook.id, hook.secret_number);
        Self(format!("{BEGINNING}{}", hex(&key.code_of(&text))))
    }

    /// What the receiver is given.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.0
    }

    /// Tells two secrets apart without telling either.
    #[must_use]
    pub fn print(&self) -> String {
        hex(&code_of(self.0.as_bytes(), "print")).chars().take(PRINT_DIGITS).collect()
    }
}

/// A secret belongs in no log.
impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret")
    }
}

/// What stands in `X-Vidmakt-Signature`: the receiver computes the same from the header `X-Vidmakt-Timestamp`, a full stop
/// and the body as it came.
#[must_use]
pub fn signature_of(secret: &Secret, timestamp: i64, body: &str) -> String {
    format!("sha256={}", hex(&code_of(secret.0.as_bytes(), &format!("{timestamp}.{body}"))))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::Id;

    fn key(text: &str) -> HookKey {
        HookKey::new(&text.repeat(20)).expect("a key")
    }

    #[test]
    fn a_signature_is_the_one_that_other_programs_compute() {
        // RFC 4231, test case 2.
        assert_eq!(
            hex(&code_of(b"Jefe", "what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        );
    }

    #[test]
    fn each_hook_each_number_each_federation_and_each_key_has_a_secret_of_its_own() {
        let hook = |id: u8, secret_number| WebHook {
            id: Id::from_bytes([id; 16]),
            secret_number,
            ..WebHook::default()
        };
        let secrets = [
            Secret::of(&key("ab"), TenantId(1), &hook(1, 1)),
            Secret::of(&key("ab"), TenantId(1), &hook(1, 2)),
            Secret::of(&key("ab"), TenantId(1), &hook(2, 1)),
            Secret::of(&key("ab"), TenantId(2), &hook(1, 1)),
            Secret::of(&key("cd"), TenantId(1), &hook(1, 1)),
        ];
        for (place, one) in secrets.iter().enumerate() {
            assert!(one.text().starts_with(BEGINNING) && one.text().len() == BEGINNING.len() + 64);
            assert!(!one.text().contains(&one.print()) && one.print().len() == PRINT_DIGITS);
            assert!(secrets[place + 1..].iter().all(|other| other != one && other.print() != one.print()));
            assert_eq!(format!("{one:?}"), "Secret");
        }
    }

    #[test]
    fn another_time_another_body_or_another_secret_gives_another_signature() {
        let hook = WebHook { secret_number: 1, ..WebHook::default() };
        let secret = Secret::of(&key("ab"), TenantId(1), &hook);
        let one = signature_of(&secret, 1_700_000_000, "{}");
        assert!(one.starts_with("sha256=") && one.len() == 71);
        assert_eq!(one, signature_of(&secret, 1_700_000_000, "{}"));
        assert_ne!(one, signature_of(&secret, 1_700_000_001, "{}"));
        assert_ne!(one, signature_of(&secret, 1_700_000_000, "{ }"));
        assert_ne!(one, signature_of(&Secret::of(&key("cd"), TenantId(1), &hook), 1_700_000_000, "{}"));
    }
}
