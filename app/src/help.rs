//! The help of the command line in the user's language: by `LC_ALL`, `LC_MESSAGES` or `LANG`, and Swedish otherwise.

use crate::command_line::CommandLine;
use clap::{Arg, ArgAction, Command, CommandFactory as _};
use kernel::Language;

/// The language that the machine's locale asks for.
#[must_use]
pub fn language_of_locale() -> Language {
    ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|value| !value.is_empty())
        .map_or(Language::Swedish, |locale| Language::from_tag(&locale).unwrap_or(Language::English))
}

/// The command line with all its help in one language.
#[must_use]
pub fn in_language(language: Language) -> Command {
    translate(CommandLine::command(), "cli", language)
}

fn translate(command: Command, key: &str, language: Language) -> Command {
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    let arguments: Vec<clap::Id> = command.get_arguments().map(|arg| arg.get_id().clone()).collect();
    let options = texts::text(language, "cli-heading-options");
    let flag = |id: &'static str, short: char, action: ArgAction| {
        let help = texts::text(language, &format!("cli-arg-{id}"));
        Arg::new(id).short(short).long(id).action(action).help(help).help_heading(options.clone())
    };
    let is_program = command.get_version().is_some();
    let usage = texts::text(language, "cli-heading-usage");
    let mut command = command
        .about(texts::text(language, key))
        .subcommand_help_heading(texts::text(language, "cli-heading-commands"))
        .help_template(format!("{{about-with-newline}}\n{usage} {{usage}}\n\n{{all-args}}{{after-help}}\n"))
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(flag("help", 'h', ArgAction::Help));
    if is_program {
        command = command.arg(flag("version", 'V', ArgAction::Version));
    }
    let examples = format!("{key}-examples");
    if texts::has(language, &examples) {
        let heading = texts::text(language, "cli-heading-examples");
        command = command.after_help(format!("{heading}\n{}", texts::text(language, &examples)));
    }
    for id in arguments {
        let help = texts::text(language, &format!("cli-arg-{}", id.as_str().replace('_', "-")));
        let is_positional = command.get_arguments().any(|arg| *arg.get_id() == id && arg.is_positional());
        let heading = if is_positional { "cli-heading-arguments" } else { "cli-heading-options" };
        let heading = texts::text(language, heading);
        command = command.mut_arg(id, |arg| arg.help(help).help_heading(heading));
    }
    for name in names {
        let key = format!("{key}-{name}");
        command = command.mut_subcommand(name, |sub| translate(sub, &key, language));
    }
    command
}
