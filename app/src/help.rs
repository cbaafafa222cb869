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
    let command = CommandLine::command();
    let common = command.get_arguments().map(|argument| argument.get_id().clone()).collect();
    Translation { language, common }.translate(command, "cli", "vidmakt")
}

struct Translation {
    language: Language,
    /// The arguments that every command takes.
    common: Vec<clap::Id>,
}

/// Above the number of options that any command has.
const AFTER_ALL_OTHERS: usize = 900;

impl Translation {
    fn text(&self, key: &str) -> String {
        texts::text(self.language, key)
    }

    /// The help of a command, whose key is such as `cli-register-import`, and of all below it.
    fn translate(&self, command: Command, key: &str, path: &str) -> Command {
        let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
        let is_program = command.get_version().is_some();
        let mut command = command
            .about(self.text(key))
            .subcommand_help_heading(self.text("cli-heading-commands"))
            .help_template(format!(
                "{{about-with-newline}}\n{} {{usage}}\n\n{{all-args}}{{after-help}}\n",
                self.text("cli-heading-usage")
            ))
            .disable_help_flag(true)
            .disable_version_flag(true);
        let examples = format!("{key}-examples");
        if texts::has(self.language, &examples) {
            let heading = self.text("cli-heading-examples");
            command = command.after_help(format!("{heading}\n{}", self.text(&examples)));
        }
        command = self.translate_arguments(command);
        command = command.arg(self.flag("help", 'h', ArgAction::Help));
        if is_program {
            command = command.arg(self.flag("version", 'V', ArgAction::Version));
        }
        for name in names {
            let (key, path) = (format!("{key}-{name}"), format!("{path} {name}"));
            command = command.mut_subcommand(name, |sub| self.translate(sub, &key, &path));
        }
        let usage = self.usage(&command, path);
        command.override_usage(usage)
    }

    /// What may be chosen, and what holds without a choice, stands in the texts: clap would say it in English.
    fn translate_arguments(&self, mut command: Command) -> Command {
        let arguments: Vec<clap::Id> = command.get_arguments().map(|arg| arg.get_id().clone()).collect();
        for id in arguments {
            let help = self.text(&format!("cli-arg-{}", id.as_str().replace('_', "-")));
            let is_positional = command.get_arguments().any(|arg| *arg.get_id() == id && arg.is_positional());
            let heading = self.text(match () {
                () if is_positional => "cli-heading-arguments",
                () if self.common.contains(&id) => "cli-heading-common",
                () => "cli-heading-options",
            });
            command = command.mut_arg(id, |arg| {
                let takes_values = arg.get_action().takes_values();
                let arg = arg.help(help).help_heading(heading);
                if takes_values { arg.hide_possible_values(true).hide_default_value(true) } else { arg }
            });
        }
        command
    }

    fn flag(&self, id: &'static str, short: char, action: ArgAction) -> Arg {
        let help = self.text(&format!("cli-arg-{id}"));
        let heading = self.text("cli-heading-common");
        let arg = Arg::new(id).short(short).long(id).action(action).help(help);
        arg.help_heading(heading).display_order(AFTER_ALL_OTHERS)
    }

    /// `vidmakt register import [OPTIONS] <FILE>`, with the words that clap itself puts in translated.
    fn usage(&self, command: &Command, path: &str) -> String {
        let usage = command.clone().bin_name(path).render_usage().to_string();
        let rest = usage.split_once(path).map_or("", |(_, rest)| rest).replace(" [OPTIONS]", "");
        let rest = rest.replace("<COMMAND>", &self.text("cli-usage-command"));
        format!("{path} {}{rest}", self.text("cli-usage-options"))
    }
}
