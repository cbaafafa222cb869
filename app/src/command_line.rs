//! The commands and their arguments. Their help stands among the texts: `cli-<command>` and `cli-arg-<argument>`.

use crate::file_settings::FileArgs;
use crate::hook_settings::HookArgs;
use crate::mail_settings::MailArgs;
use crate::watch_settings::WatchArgs;
use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;

#[derive(Debug, Parser)]
#[command(name = "vidmakt", version, disable_help_subcommand = true)]
pub struct CommandLine {
    #[arg(long, global = true)]
    pub json: bool,
    #[arg(long, global = true, env = "VIDMAKT_DATABASE", hide_env_values = true, value_name = "URL")]
    pub database: Option<String>,
    #[arg(long, global = true, env = "VIDMAKT_CONFIG", value_name = "FILE")]
    pub config: Option<PathBuf>,
    #[arg(long, global = true, env = "VIDMAKT_FEDERATION", value_name = "KEY")]
    pub federation: Option<String>,
    #[arg(long = "as", global = true, env = "VIDMAKT_AS", value_name = "USER")]
    pub act_as: Option<String>,
    #[arg(long, global = true, env = "VIDMAKT_LISTEN", value_name = "ADDR")]
    pub listen: Option<String>,
    #[arg(long, global = true, env = "VIDMAKT_PUBLIC_URL", value_name = "URL", hide = true)]
    pub public_url: Option<String>,
    #[arg(long, global = true, env = "VIDMAKT_ADDRESS_HEADER", value_name = "NAME", hide = true)]
    pub address_header: Option<String>,
    #[arg(long, global = true, env = "VIDMAKT_LOG", value_name = "FILTER", hide = true)]
    pub log: Option<String>,
    #[arg(long, global = true, env = "VIDMAKT_LOG_JSON", hide = true)]
    pub log_json: bool,
    #[command(flatten)]
    pub files: FileArgs,
    #[command(flatten)]
    pub watch: WatchArgs,
    #[command(flatten)]
    pub mail: MailArgs,
    #[command(flatten)]
    pub hooks: HookArgs,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    Demo(DemoArgs),
    Generate(GenerateArgs),
    Serve {
        #[arg(long)]
        migrate: bool,
    },
    Migrate,
    Init(InitArgs),
    #[command(subcommand)]
    Policy(PolicyCommand),
    #[command(subcommand)]
    Calendar(CalendarCommand),
    #[command(subcommand)]
    Register(RegisterCommand),
    #[command(subcommand)]
    Report(ReportCommand),
    #[command(subcommand)]
    Findings(FindingsCommand),
    #[command(subcommand)]
    Search(SearchCommand),
    #[command(subcommand)]
    Audit(AuditCommand),
    Backup {
        #[arg(value_name = "FILE")]
        backup_file: PathBuf,
    },
    Restore {
        #[arg(value_name = "FILE")]
        backup_file: PathBuf,
    },
    ExportAll {
        #[arg(value_name = "DIR")]
        archive_dir: PathBuf,
    },
    ImportAll {
        #[arg(value_name = "DIR")]
        archive_dir: PathBuf,
    },
    #[command(subcommand)]
    Mail(MailCommand),
    #[command(subcommand)]
    Webhook(WebhookCommand),
    #[command(subcommand)]
    User(UserCommand),
    #[command(subcommand)]
    Token(TokenCommand),
    Openapi,
    #[command(subcommand)]
    Files(FilesCommand),
    /// What the program asks of itself in a process of its own.
    #[command(hide = true)]
    TextOfPdf,
    Completion {
        shell: clap_complete::Shell,
    },
}

#[derive(Debug, Args)]
pub struct DemoArgs {
    #[arg(long, value_name = "DIR")]
    pub dir: Option<PathBuf>,
    #[arg(long)]
    pub no_serve: bool,
    #[arg(long, value_name = "T")]
    pub now: Option<String>,
}

#[derive(Debug, Args)]
pub struct GenerateArgs {
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1000))]
    pub municipalities: u16,
    #[arg(long, value_name = "S", default_value_t = 1)]
    pub seed: u64,
    #[arg(long, value_name = "N", default_value_t = 300, value_parser = clap::value_parser!(u16).range(10..=1000))]
    pub systems: u16,
}

#[derive(Debug, Args)]
pub struct InitArgs {
    #[arg(long, value_name = "ID")]
    pub pack: String,
    #[arg(long, value_name = "KEY")]
    pub key: String,
    #[arg(long, value_name = "NAME")]
    pub name: String,
    #[arg(long, value_name = "USER")]
    pub admin: String,
}

#[derive(Debug, Subcommand)]
pub enum PolicyCommand {
    List,
    Show {
        id: String,
        #[arg(long)]
        coverage: bool,
    },
    Check {
        #[arg(required = true, value_name = "PATH")]
        paths: Vec<PathBuf>,
    },
    Compare {
        first: String,
        second: String,
    },
    Try {
        id: String,
    },
}

#[derive(Debug, Subcommand)]
pub enum CalendarCommand {
    Days {
        #[arg(long, value_name = "Y")]
        year: i16,
        #[arg(long, value_name = "ID", conflicts_with = "calendar")]
        pack: Option<String>,
        #[arg(long, value_name = "FILE")]
        calendar: Option<PathBuf>,
    },
}

#[derive(Debug, Subcommand)]
pub enum RegisterCommand {
    Import {
        file: PathBuf,
        #[arg(long, default_value = "auto", value_parser = ["auto", "vidmakt", "excel"])]
        format: String,
        #[arg(long, value_name = "FILE")]
        mapping: Option<PathBuf>,
        #[arg(long)]
        dry_run: bool,
        #[arg(long)]
        partial: bool,
    },
    Export {
        #[arg(long, value_name = "D")]
        as_of: Option<String>,
        #[arg(short, long, value_name = "FILE")]
        output: PathBuf,
    },
    Gaps {
        #[arg(long, value_name = "D")]
        as_of: Option<String>,
        #[arg(long, value_name = "NAME")]
        system: Option<String>,
    },
    Fields,
}

#[derive(Debug, Subcommand)]
pub enum ReportCommand {
    System {
        system: String,
        #[command(flatten)]
        paper: PaperArgs,
    },
    Plan {
        plan: String,
        #[command(flatten)]
        paper: PaperArgs,
    },
}

#[derive(Debug, Args)]
pub struct PaperArgs {
    #[arg(long, value_name = "D")]
    pub as_of: Option<String>,
    #[arg(short = 'o', long = "output", value_name = "FILE")]
    pub paper_file: PathBuf,
}

#[derive(Debug, Subcommand)]
pub enum MailCommand {
    Test { address: String },
    Hold,
}

#[derive(Debug, Subcommand)]
pub enum FindingsCommand {
    Rebuild,
}

#[derive(Debug, Subcommand)]
pub enum SearchCommand {
    Rebuild,
}

#[derive(Debug, Subcommand)]
pub enum AuditCommand {
    Verify {
        #[arg(long, value_name = "SEQ:HASH")]
        anchor: Option<String>,
    },
    Erase {
        #[arg(required = true, value_name = "SEQ")]
        sequences: Vec<i64>,
        #[arg(long, value_name = "TEXT")]
        reason: String,
        #[arg(long, value_name = "TEXT")]
        decision: String,
    },
}

#[derive(Debug, Subcommand)]
pub enum FilesCommand {
    Erase {
        #[arg(value_name = "ID")]
        file_id: String,
        #[arg(long, value_name = "N")]
        edition: i64,
        #[arg(long, value_name = "TEXT")]
        reason: String,
        #[arg(long, value_name = "TEXT")]
        decision: String,
    },
}

#[derive(Debug, Subcommand)]
pub enum WebhookCommand {
    Hold,
}

#[derive(Debug, Subcommand)]
pub enum UserCommand {
    Add {
        user: String,
        #[arg(long, value_name = "ID")]
        person: Option<String>,
    },
    List,
    Lock {
        user: String,
        #[arg(long)]
        open: bool,
    },
    Reset {
        user: String,
    },
}

#[derive(Debug, Subcommand)]
pub enum TokenCommand {
    Create {
        #[arg(long = "scope", value_name = "S")]
        scopes: Vec<String>,
        #[arg(long, value_name = "N", default_value_t = 90, value_parser = clap::value_parser!(i64).range(1..=3650))]
        days: i64,
    },
    List,
    Revoke {
        #[arg(value_name = "ID")]
        token: String,
    },
}
