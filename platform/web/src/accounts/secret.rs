//! Secrets that the program makes and keeps only as hashes: they are random enough to need no slow hash.

use rand::RngExt as _;
use sha2::{Digest, Sha256};

/// 256 random bits as 64 hexadecimal digits.
pub(crate) fn new_secret() -> String {
    let mut generator = rand::rng();
    format!("{:032x}{:032x}", generator.random::<u128>(), generator.random::<u128>())
}

/// What is kept of a secret.
pub(crate) fn sha256_hex(text: &str) -> String {
    sha256_hex_of(text.as_bytes())
}

pub(crate) fn sha256_hex_of(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_long_and_never_the_same() {
        assert_eq!(new_secret().len(), 64);
        assert_ne!(new_secret(), new_secret());
    }

    #[test]
    fn the_hash_of_a_secret_is_sha_256() {
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(sha256_hex(""), empty);
    }
}
