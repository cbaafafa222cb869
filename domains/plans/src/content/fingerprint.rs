//! By what one sees that something says the same as before.

use kernel::{Error, Result};
use serde::Serialize;
use sha2::{Digest as _, Sha256};

/// The fingerprint of something as JSON.
pub(crate) fn fingerprint_of(said: &impl Serialize) -> Result<String> {
    let json = serde_json::to_string(said).map_err(Error::failed)?;
    Ok(fingerprint_of_text(&json))
}

/// The fingerprint of what is kept as it stands.
pub(crate) fn fingerprint_of_text(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}
