//! The settings of web-hooks: the key that their secrets follow from, and which hosts may be told inside a network. The
//! command line wins over the environment, which wins over the table `[webhook]` of the settings file.

use crate::exit::CommandError;
use clap::Args;
use hooks::{Authorities, HookKey, PATIENCE, Settings};
use kernel::Message;
use serde::Deserialize;
use std::net::Ipv6Addr;
use std::path::PathBuf;

/// On the command line and in the environment. The key has no option: every user of the machine sees the command line.
#[derive(Clone, Debug, Default, Args)]
pub struct HookArgs {
    #[arg(long, global = true, env = "VIDMAKT_WEBHOOK_KEY_FILE", value_name = "FILE", hide = true)]
    pub webhook_key_file: Option<PathBuf>,
    #[arg(
        long,
        global = true,
        env = "VIDMAKT_WEBHOOK_ALLOW",
        value_name = "HOST",
        value_delimiter = ',',
        hide = true
    )]
    pub webhook_allow: Vec<String>,
    #[arg(long, global = true, env = "VIDMAKT_WEBHOOK_CA_FILE", value_name = "FILE", hide = true)]
    pub webhook_ca_file: Option<PathBuf>,
}

/// In the settings file.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct HookTable {
    key: Option<String>,
    key_file: Option<PathBuf>,
    allow: Vec<String>,
    ca_file: Option<PathBuf>,
}

/// A key belongs in no log.
impl std::fmt::Debug for HookTable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "HookTable({:?})", self.allow)
    }
}

/// Where the key stands in the environment.
const KEY: &str = "VIDMAKT_WEBHOOK_KEY";

/// Puts them together. Without a key nothing is sent.
///
/// # Errors
/// When a file cannot be read, the key is too short, or a host or an authority is none.
pub fn gather(args: &HookArgs, table: HookTable) -> Result<Settings, CommandError> {
    let allow = if args.webhook_allow.is_empty() { table.allow.clone() } else { args.webhook_allow.clone() };
    let key = match key(args, &table)? {
        Some(text) => {
            Some(HookKey::new(&text).ok_or_else(|| CommandError::wrong_use("cli-webhook-key-short"))?)
        }
        None => None,
    };
    if let Some(wrong) = allow.iter().find(|host| !is_host(host)) {
        let message = Message::new("cli-webhook-host-wrong").with("host", wrong.as_str());
        return Err(CommandError::wrong_use(message));
    }
    let authorities = authorities(args, &table)?;
    Ok(Settings { key, allow, authorities, patience: PATIENCE, public_url: String::new() })
}

fn authorities(args: &HookArgs, table: &HookTable) -> Result<Authorities, CommandError> {
    let Some(path) = args.webhook_ca_file.as_ref().or(table.ca_file.as_ref()) else {
        return Ok(Authorities::default());
    };
    let text = std::fs::read(path).map_err(|error| CommandError::file(path, &error))?;
    let wrong = || Message::new("cli-webhook-ca-wrong").with("path", path.display().to_string());
    Authorities::of_pem(&text).ok_or_else(|| CommandError::wrong_use(wrong()))
}

fn key(args: &HookArgs, table: &HookTable) -> Result<Option<String>, CommandError> {
    if let Some(path) = args.webhook_key_file.as_ref().or(table.key_file.as_ref()) {
        let text = std::fs::read_to_string(path).map_err(|error| CommandError::file(path, &error))?;
        return Ok(Some(text));
    }
    Ok(std::env::var(KEY).ok().or_else(|| table.key.clone()))
}

/// A name or an address, without what stands around it in an address of the web: a port would be compared with no host.
fn is_host(host: &str) -> bool {
    let is_bare = !host.contains(['/', '@', '[', ']', '*']) && !host.contains(char::is_whitespace);
    let has_port = host.contains(':') && host.parse::<Ipv6Addr>().is_err();
    !host.is_empty() && is_bare && !has_port
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(text: &str) -> HookTable {
        toml::from_str(text).unwrap()
    }

    #[test]
    fn without_a_key_there_is_none_and_a_short_one_is_refused() {
        assert!(gather(&HookArgs::default(), table("")).unwrap().key.is_none());
        assert!(gather(&HookArgs::default(), table("key = \"kort\"")).is_err());
        let long = format!("key = \"{}\"", "x".repeat(32));
        assert!(gather(&HookArgs::default(), table(&long)).unwrap().key.is_some());
    }

    #[test]
    fn a_key_is_read_from_its_file_and_hosts_from_the_command_line_first() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("key");
        std::fs::write(&file, format!("{}\n", "n".repeat(40))).unwrap();
        let args = HookArgs {
            webhook_key_file: Some(file),
            webhook_allow: vec!["bussen.intern".into()],
            ..HookArgs::default()
        };
        let settings = gather(&args, table("allow = [\"annan.intern\"]")).unwrap();
        assert_eq!(settings.key, HookKey::new(&"n".repeat(40)));
        assert_eq!(settings.allow, ["bussen.intern"]);
        let missing = HookArgs { webhook_key_file: Some("/does/not/exist".into()), ..HookArgs::default() };
        assert!(gather(&missing, table("")).is_err());
    }

    #[test]
    fn authorities_that_are_none_or_nowhere_are_told() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("ca.pem");
        std::fs::write(&file, "no certificate").unwrap();
        for path in [file, "/does/not/exist".into()] {
            let table = || table(&format!("ca_file = {:?}", path.display().to_string()));
            assert!(gather(&HookArgs::default(), table()).is_err(), "{}", path.display());
            let args = HookArgs { webhook_ca_file: Some(path.clone()), ..HookArgs::default() };
            assert!(gather(&args, HookTable::default()).is_err(), "{}", path.display());
        }
    }

    #[test]
    fn what_is_allowed_is_a_host_and_no_address_port_or_pattern() {
        let allowing = |host: &str| HookArgs { webhook_allow: vec![host.into()], ..HookArgs::default() };
        for host in
            ["https://bussen.intern", "*.intern", "a b", "", "bussen.intern:8443", "10.0.0.1:80", "[::1]:80"]
        {
            assert!(gather(&allowing(host), table("")).is_err(), "{host:?}");
        }
        for host in ["bussen.intern", "10.0.0.1", "::1", "fd00::7"] {
            assert!(gather(&allowing(host), table("")).is_ok(), "{host:?}");
        }
    }
}
