//! The program `vidmakt`: reads the command line, puts the domains together and answers. It owns no rule.

mod api;
pub mod command_line;
pub mod commands;
pub mod config;
mod coverage;
pub mod demo;
pub mod domains;
pub mod exit;
pub mod file_settings;
pub mod generate;
pub mod help;
pub mod hook_rounds;
pub mod hook_settings;
pub mod installation;
pub mod mail_settings;
mod measures;
pub mod output;
mod overtaken;
mod pages;
pub mod post;
pub mod rounds;
pub mod serve;
mod stop;
mod told_progress;
pub mod watch_settings;
mod wrong_use;

use clap::FromArgMatches as _;
use command_line::CommandLine;
use config::Settings;
use exit::{CommandError, Verdict};
use kernel::Language;
use output::Output;
use std::ffi::OsString;
use std::process::ExitCode;

/// Does what the command line asks, and tells by the exit code how it ended.
#[must_use]
pub fn run_program() -> ExitCode {
    let language = help::language_of_locale();
    let line = match read_line(language) {
        Ok(line) => line,
        Err(code) => return code,
    };
    let output = Output { is_json: line.json, language };
    match run(&line, &output) {
        Ok(Verdict::Yes) => ExitCode::SUCCESS,
        Ok(Verdict::No) => ExitCode::from(exit::NO),
        Err(error) => {
            output.say(&error.text(language));
            ExitCode::from(error.exit_code)
        }
    }
}

/// Reads the command line. Whoever asked for help has had it; whoever wrote something wrong has been told.
fn read_line(language: Language) -> Result<CommandLine, ExitCode> {
    let mut command = help::in_language(language);
    let arguments: Vec<OsString> = std::env::args_os().collect();
    let read = command.try_get_matches_from_mut(&arguments);
    read.and_then(|matches| CommandLine::from_arg_matches(&matches)).map_err(|error| {
        match wrong_use::told(&error, &command, &arguments, language) {
            Some(wrong) => {
                eprintln!("{}", wrong.text(language));
                ExitCode::from(wrong.exit_code)
            }
            None => error.exit(),
        }
    })
}

fn run(line: &CommandLine, output: &Output) -> Result<Verdict, CommandError> {
    let settings = Settings::gather(line)?;
    serve::start_logging(&settings)?;
    commands::run(&line.command, &settings, output)
}
