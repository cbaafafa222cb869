//! The program `vidmakt`: reads the command line, puts the domains together and answers. It owns no rule.

pub mod command_line;
pub mod commands;
pub mod config;
pub mod demo;
pub mod domains;
pub mod exit;
pub mod help;
pub mod installation;
pub mod output;
mod pages;
pub mod serve;

use clap::FromArgMatches as _;
use command_line::CommandLine;
use config::Settings;
use exit::{CommandError, Verdict};
use output::Output;
use std::process::ExitCode;

/// Does what the command line asks, and tells by the exit code how it ended.
#[must_use]
pub fn run_program() -> ExitCode {
    let language = help::language_of_locale();
    let matches = help::in_language(language).get_matches();
    let line = match CommandLine::from_arg_matches(&matches) {
        Ok(line) => line,
        Err(error) => error.exit(),
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

fn run(line: &CommandLine, output: &Output) -> Result<Verdict, CommandError> {
    let settings = Settings::gather(line)?;
    serve::start_logging(&settings)?;
    commands::run(&line.command, &settings, output)
}
