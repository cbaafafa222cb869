//! Certificates that a test makes for itself with the program `openssl`, and leaves none of.

use std::path::PathBuf;
use std::process::Command;
use tempfile::TempDir;

/// Two authorities (`authority`, `another`) and a `server` with a certificate of the first for 127.0.0.1: each a key and a
/// certificate, `server.key` and `server.pem`.
#[derive(Debug)]
pub struct Certificates(TempDir);

impl Certificates {
    /// # Panics
    /// When `openssl` is missing or refuses.
    #[must_use]
    pub fn made() -> Self {
        let made = Self(TempDir::new().expect("a folder"));
        let of_authority = ["basicConstraints=critical,CA:TRUE", "keyUsage=critical,keyCertSign"];
        made.sign("authority", of_authority, &[]);
        made.sign("another", of_authority, &[]);
        let by = ["-CA", "authority.pem", "-CAkey", "authority.key"];
        made.sign("server", ["basicConstraints=critical,CA:FALSE", "subjectAltName=IP:127.0.0.1"], &by);
        made
    }

    /// Makes a key and its certificate, signed by itself or by somebody else.
    fn sign(&self, name: &str, [first, second]: [&str; 2], by: &[&str]) {
        let words = "req -x509 -batch -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2";
        let made = Command::new("openssl")
            .current_dir(&self.0)
            .args(words.split(' '))
            .args(["-keyout", &format!("{name}.key"), "-out", &format!("{name}.pem")])
            .args(["-subj", &format!("/CN={name}"), "-addext", first, "-addext", second])
            .args(by)
            .output()
            .expect("openssl runs");
        assert!(made.status.success(), "{name}: {}", String::from_utf8_lossy(&made.stderr));
    }

    /// Where a file of them lies.
    #[must_use]
    pub fn path(&self, file: &str) -> PathBuf {
        self.0.path().join(file)
    }

    /// What a file of them holds.
    ///
    /// # Panics
    /// When there is no such file.
    #[must_use]
    pub fn text(&self, file: &str) -> String {
        std::fs::read_to_string(self.path(file)).expect("it was made")
    }
}
