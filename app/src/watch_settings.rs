//! The settings of those who watch over the program: who reads its figures, and how long it takes to stop. The command line
//! wins over the environment, which wins over the table `[watch]` of the settings file.

use crate::exit::CommandError;
use clap::Args;
use kernel::Message;
use serde::Deserialize;
use std::time::Duration;

/// A large import, and what else may be under way, is answered within this time.
const STOP_SECONDS: u64 = 60;
/// A token that could be guessed is none.
const SHORTEST_TOKEN: usize = 16;

/// What the program was told.
#[derive(Clone, Debug)]
pub struct WatchSettings {
    /// Who shows this token reads `/metrics` from elsewhere.
    pub metrics_token: Option<String>,
    /// For so long the program still takes requests after it was told to stop, while `/readyz` says no.
    pub stop_notice: Duration,
    /// For so long it then waits for the answers to what it took.
    pub stop: Duration,
}

impl Default for WatchSettings {
    fn default() -> Self {
        Self { metrics_token: None, stop_notice: Duration::ZERO, stop: Duration::from_secs(STOP_SECONDS) }
    }
}

/// On the command line and in the environment.
#[derive(Clone, Debug, Default, Args)]
pub struct WatchArgs {
    #[arg(
        long,
        global = true,
        env = "VIDMAKT_METRICS_TOKEN",
        hide_env_values = true,
        value_name = "TOKEN",
        hide = true
    )]
    pub metrics_token: Option<String>,
    #[arg(long, global = true, env = "VIDMAKT_STOP_NOTICE_SECONDS", value_name = "N", hide = true)]
    pub stop_notice_seconds: Option<u64>,
    #[arg(long, global = true, env = "VIDMAKT_STOP_SECONDS", value_name = "N", hide = true)]
    pub stop_seconds: Option<u64>,
}

/// In the settings file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WatchTable {
    metrics_token: Option<String>,
    stop_notice_seconds: Option<u64>,
    stop_seconds: Option<u64>,
}

/// Puts them together.
///
/// # Errors
/// When the token is too short to be one.
pub fn gather(args: &WatchArgs, table: WatchTable) -> Result<WatchSettings, CommandError> {
    let metrics_token = args.metrics_token.clone().or(table.metrics_token);
    if metrics_token.as_ref().is_some_and(|token| token.len() < SHORTEST_TOKEN) {
        let least = i64::try_from(SHORTEST_TOKEN).unwrap_or_default();
        return Err(CommandError::wrong_use(Message::new("cli-metrics-token-short").with("least", least)));
    }
    let seconds = |args: Option<u64>, table: Option<u64>, otherwise| {
        Duration::from_secs(args.or(table).unwrap_or(otherwise))
    };
    Ok(WatchSettings {
        metrics_token,
        stop_notice: seconds(args.stop_notice_seconds, table.stop_notice_seconds, 0),
        stop: seconds(args.stop_seconds, table.stop_seconds, STOP_SECONDS),
    })
}
