//! The settings of mail: which server takes it, and whom it comes from. The command line wins over the environment, which
//! wins over the table `[mail]` of the settings file. Without a server nothing is sent.

use crate::exit::CommandError;
use clap::Args;
use kernel::Message;
use notify::{MailServer, MailTls, PATIENCE, mail_address};
use serde::Deserialize;
use std::path::PathBuf;

/// On the command line and in the environment. The password has no option: every user of the machine sees the command
/// line.
#[derive(Clone, Debug, Default, Args)]
pub struct MailArgs {
    #[arg(long, global = true, env = "VIDMAKT_MAIL_SERVER", value_name = "HOST", hide = true)]
    pub mail_server: Option<String>,
    #[arg(long, global = true, env = "VIDMAKT_MAIL_PORT", value_name = "PORT", hide = true)]
    pub mail_port: Option<u16>,
    #[arg(long, global = true, env = "VIDMAKT_MAIL_TLS", value_name = "tls|starttls|none", hide = true)]
    pub mail_tls: Option<String>,
    #[arg(long, global = true, env = "VIDMAKT_MAIL_USER", value_name = "USER", hide = true)]
    pub mail_user: Option<String>,
    #[arg(long, global = true, env = "VIDMAKT_MAIL_PASSWORD_FILE", value_name = "FILE", hide = true)]
    pub mail_password_file: Option<PathBuf>,
    #[arg(long, global = true, env = "VIDMAKT_MAIL_FROM", value_name = "ADDRESS", hide = true)]
    pub mail_from: Option<String>,
    #[arg(long, global = true, env = "VIDMAKT_MAIL_REPLY_TO", value_name = "ADDRESS", hide = true)]
    pub mail_reply_to: Option<String>,
}

/// In the settings file.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct MailTable {
    server: Option<String>,
    port: Option<u16>,
    tls: Option<String>,
    user: Option<String>,
    password: Option<String>,
    password_file: Option<PathBuf>,
    from: Option<String>,
    reply_to: Option<String>,
}

/// A password belongs in no log.
impl std::fmt::Debug for MailTable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "MailTable({:?})", self.server)
    }
}

/// Where the password stands in the environment.
const PASSWORD: &str = "VIDMAKT_MAIL_PASSWORD";

/// Puts them together. None when no server is named.
///
/// # Errors
/// When one of them is wrong or missing.
pub fn gather(args: &MailArgs, table: MailTable) -> Result<Option<MailServer>, CommandError> {
    let either = |one: &Option<String>, other: &Option<String>| one.clone().or_else(|| other.clone());
    let Some(host) = either(&args.mail_server, &table.server) else { return Ok(None) };
    let word = either(&args.mail_tls, &table.tls).unwrap_or_else(|| "starttls".to_owned());
    let tls = MailTls::from_name(&word).ok_or_else(|| wrong("mail_tls", &word))?;
    let from = either(&args.mail_from, &table.from).ok_or_else(|| wrong("mail_from", "-"))?;
    let from = mail_address(&from).map_err(|detail| wrong("mail_from", &detail))?;
    let reply_to = either(&args.mail_reply_to, &table.reply_to).map(|text| mail_address(&text));
    let reply_to = reply_to.transpose().map_err(|detail| wrong("mail_reply_to", &detail))?;
    let credentials = match either(&args.mail_user, &table.user) {
        Some(user) => Some((user, password(args, &table)?)),
        None => None,
    };
    let port = args.mail_port.or(table.port).unwrap_or_else(|| tls.usual_port());
    Ok(Some(MailServer { host, port, tls, credentials, from, reply_to, patience: PATIENCE }))
}

fn password(args: &MailArgs, table: &MailTable) -> Result<String, CommandError> {
    if let Some(path) = args.mail_password_file.as_ref().or(table.password_file.as_ref()) {
        let text = std::fs::read_to_string(path).map_err(|error| CommandError::file(path, &error))?;
        return Ok(text.trim_end_matches(['\r', '\n']).to_owned());
    }
    let given = std::env::var(PASSWORD).ok().or_else(|| table.password.clone());
    given.ok_or_else(|| wrong("mail_password", "-"))
}

fn wrong(setting: &'static str, detail: &str) -> CommandError {
    let message = Message::new("cli-mail-setting-wrong").with("setting", setting).with("detail", detail);
    CommandError::wrong_use(message)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(text: &str) -> MailTable {
        toml::from_str(text).unwrap()
    }

    #[test]
    fn without_a_server_nothing_is_sent() {
        assert!(gather(&MailArgs::default(), table("from = \"vidmakt@example.se\"")).unwrap().is_none());
    }

    #[test]
    fn the_port_follows_from_the_protection_and_the_command_line_wins() {
        let text = "server = \"mail.example\"\nfrom = \"Vidmakt <vidmakt@example.se>\"";
        let server = |args: &MailArgs| gather(args, table(text)).unwrap().unwrap();
        let plain = server(&MailArgs::default());
        assert_eq!((plain.port, plain.tls), (587, MailTls::StartTls));
        let args = MailArgs { mail_tls: Some("tls".into()), ..MailArgs::default() };
        assert_eq!(server(&args).port, 465);
        let args = MailArgs { mail_server: Some("other.example".into()), mail_port: Some(2525), ..args };
        assert_eq!((server(&args).host.as_str(), server(&args).port), ("other.example", 2525));
    }

    #[test]
    fn what_is_wrong_or_missing_is_told() {
        for text in [
            "server = \"mail.example\"",
            "server = \"mail.example\"\nfrom = \"nobody\"",
            "server = \"mail.example\"\nfrom = \"a@example.se\"\ntls = \"maybe\"",
            "server = \"mail.example\"\nfrom = \"a@example.se\"\nreply_to = \"x\"",
            "server = \"mail.example\"\nfrom = \"a@example.se\"\nuser = \"a\"\npassword_file = \"/does/not/exist\"",
        ] {
            assert!(gather(&MailArgs::default(), table(text)).is_err(), "{text}");
        }
    }

    #[test]
    fn a_password_is_read_from_its_file_without_the_end_of_the_line() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("password");
        std::fs::write(&file, "hemligt ord\n").unwrap();
        let args = MailArgs { mail_password_file: Some(file), ..MailArgs::default() };
        let text = "server = \"mail.example\"\nfrom = \"a@example.se\"\nuser = \"a\"";
        let server = gather(&args, table(text)).unwrap().unwrap();
        assert_eq!(server.credentials, Some(("a".into(), "hemligt ord".into())));
    }
}
