//! One file per command: parse, call a verb or a read, answer.

mod archive;
mod audit;
mod calendar;
mod demo;
mod files;
mod findings;
mod generate;
pub(crate) mod init;
mod mail;
pub(crate) mod policy;
mod policy_coverage;
mod policy_try;
mod register;
mod report;
mod search;
mod token;
mod user;
mod webhook;

use crate::command_line::Command;
use crate::config::Settings;
use crate::exit::{CommandError, Verdict};
use crate::installation::{Installation, Purpose, check_not_newer, check_operator, open_database};
use crate::output::Output;
use crate::{domains, help, serve};
use kernel::Message;

/// `hold`, of mails and of messages of web-hooks: holds what waits in every federation, and tells how many.
fn hold(
    settings: &Settings,
    output: &Output,
    everywhere: fn(&Settings) -> Result<u64, CommandError>,
    told: fn(u64) -> Message,
) -> Result<Verdict, CommandError> {
    Installation::open(settings)?.its_administrator()?;
    let held = everywhere(settings)?;
    output.result(&serde_json::json!({ "held": held }), |_| vec![output.render(&told(held))]);
    Ok(Verdict::Yes)
}

/// Carries out a command.
///
/// # Errors
/// Wrong use, or something out of reach.
pub fn run(command: &Command, settings: &Settings, output: &Output) -> Result<Verdict, CommandError> {
    match command {
        Command::Demo(args) => demo::demo(args, settings, output),
        Command::Serve { migrate } => serve::serve(settings, *migrate, output),
        Command::Generate(args) => generate::run(args, settings, output),
        Command::Migrate => migrate(settings, output),
        Command::Init(args) => init::init(args, settings, output),
        Command::Policy(command) => policy::run(command, settings, output),
        Command::Calendar(command) => calendar::run(command, output),
        Command::Register(command) => register::run(command, settings, output),
        Command::Report(command) => report::run(command, settings, output),
        Command::Findings(command) => findings::run(command, settings, output),
        Command::Search(command) => search::run(command, settings, output),
        Command::Audit(command) => audit::run(command, settings, output),
        Command::Backup { backup_file } => archive::backup(backup_file, settings, output),
        Command::Restore { backup_file } => archive::restore(backup_file, settings, output),
        Command::ExportAll { archive_dir } => archive::export_all(archive_dir, settings, output),
        Command::ImportAll { archive_dir } => archive::import_all(archive_dir, settings, output),
        Command::Mail(command) => mail::run(command, settings, output),
        Command::Webhook(command) => webhook::run(command, settings, output),
        Command::User(command) => user::run(command, settings, output),
        Command::Token(command) => token::run(command, settings, output),
        Command::Openapi => openapi(output),
        Command::Files(command) => files::run(command, settings, output),
        Command::TextOfPdf => text_of_pdf(),
        Command::Completion { shell } => {
            let mut command = help::in_language(output.language);
            clap_complete::generate(*shell, &mut command, "vidmakt", &mut std::io::stdout());
            Ok(Verdict::Yes)
        }
    }
}

fn migrate(settings: &Settings, output: &Output) -> Result<Verdict, CommandError> {
    check_operator(settings)?;
    let db = open_database(settings, Purpose::Make)?;
    check_not_newer(&db)?;
    let pending = db.pending_migrations(&domains::schema())?;
    db.migrate(&domains::schema())?;
    if pending.is_empty() {
        output.tell("cli-nothing-to-migrate");
    }
    output.result(&serde_json::json!({"applied": pending}), |_| pending.clone());
    Ok(Verdict::Yes)
}

/// Reads a PDF from its input and prints its words; whoever asked makes do without them when that fails.
fn text_of_pdf() -> Result<Verdict, CommandError> {
    ::files::print_text_of_pdf().map_or(Ok(Verdict::No), |()| Ok(Verdict::Yes))
}

fn openapi(output: &Output) -> Result<Verdict, CommandError> {
    let description = web::openapi(&domains::resources(), output.language);
    output.result(&description, |description| vec![description.to_string()]);
    Ok(Verdict::Yes)
}
