//! Every setting of the program, documented once. The command line wins over `VIDMAKT_*`, which wins over the file.

use crate::command_line::CommandLine;
use crate::exit::CommandError;
use crate::file_settings::{self, FileTable};
use crate::hook_settings::{self, HookTable};
use crate::mail_settings::{self, MailTable};
use crate::watch_settings::{self, WatchSettings, WatchTable};
use kernel::Message;
use notify::MailServer;
use serde::Deserialize;
use std::path::PathBuf;
use storage::DatabaseUrl;
use web::FileSettings;

/// What the program was told.
#[derive(Clone, Debug)]
pub struct Settings {
    pub database: DatabaseUrl,
    /// Address and port to serve on.
    pub listen: String,
    /// Where users reach the site, behind a proxy for instance; cookies are secure when it is https.
    pub public_url: Option<String>,
    /// The header in which a trusted proxy names the visitor's address. Without one the connection's address counts.
    pub address_header: Option<String>,
    /// What is logged, in the words of `tracing`: `info`, `warn`, `web=debug`.
    pub log: String,
    /// Log lines as JSON.
    pub log_json: bool,
    /// Who watches over the program, and how it stops.
    pub watch: WatchSettings,
    /// The federation that a command works on.
    pub federation: Option<String>,
    /// The user whose permissions count; without one, the operator of the machine.
    pub act_as: Option<String>,
    /// Limits of files, and who looks at them.
    pub files: FileSettings,
    /// The server that mails are handed to. Without one nothing is sent.
    pub mail: Option<MailServer>,
    /// The key of web-hooks, and whom they may reach inside a network.
    pub hooks: hooks::Settings,
}

/// The settings file. Its keys are those of [`Settings`].
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct SettingsFile {
    database: Option<String>,
    listen: Option<String>,
    public_url: Option<String>,
    address_header: Option<String>,
    log: Option<String>,
    log_json: Option<bool>,
    files: FileTable,
    watch: WatchTable,
    mail: MailTable,
    webhook: HookTable,
}

/// What is logged when nothing else is said: what goes wrong, and the daily anchors of the audit chains.
const LOG: &str = "warn,audit_anchor=info";

/// Where the site is served when nothing else is said.
pub const LISTEN: &str = "127.0.0.1:8080";

impl Settings {
    /// Where the site is reached.
    #[must_use]
    pub fn site_address(&self) -> String {
        self.public_url.clone().unwrap_or_else(|| format!("http://{}", self.listen))
    }

    /// Gathers the settings from the command line, the environment and the file.
    ///
    /// # Errors
    /// When the file cannot be read or a setting is wrong.
    pub fn gather(line: &CommandLine) -> Result<Self, CommandError> {
        let file = line.config.as_ref().map_or_else(|| Ok(SettingsFile::default()), read_file)?;
        let database =
            line.database.clone().or(file.database).unwrap_or_else(|| "sqlite:vidmakt.db".to_owned());
        Ok(Self {
            database: database.parse().map_err(|_| {
                CommandError::wrong_use(Message::new("cli-database-wrong").with("given", database))
            })?,
            listen: line.listen.clone().or(file.listen).unwrap_or_else(|| LISTEN.to_owned()),
            public_url: line.public_url.clone().or(file.public_url),
            address_header: line.address_header.clone().or(file.address_header),
            log: line.log.clone().or(file.log).unwrap_or_else(|| LOG.to_owned()),
            log_json: line.log_json || file.log_json.unwrap_or(false),
            federation: line.federation.clone(),
            act_as: line.act_as.clone(),
            files: file_settings::gather(&line.files, file.files)?,
            watch: watch_settings::gather(&line.watch, file.watch)?,
            mail: mail_settings::gather(&line.mail, file.mail)?,
            hooks: hook_settings::gather(&line.hooks, file.webhook)?,
        })
    }
}

fn read_file(path: &PathBuf) -> Result<SettingsFile, CommandError> {
    let text = std::fs::read_to_string(path).map_err(|error| CommandError::file(path, &error))?;
    toml::from_str(&text).map_err(|error| {
        let before = text.get(..error.span().map_or(0, |span| span.start)).unwrap_or_default();
        let (line, column) =
            (before.split('\n').count(), before.rsplit('\n').next().unwrap_or_default().chars().count() + 1);
        let place = format!("{}:{line}:{column}", path.display());
        let detail = error.message().replace('\n', " ");
        CommandError::wrong_use(Message::new("cli-config-wrong").with("path", place).with("detail", detail))
    })
}
