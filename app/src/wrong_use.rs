//! A command line that nothing can be made of, told in the user's language and in one line: what, where, what to do.

use crate::exit::CommandError;
use clap::Command;
use clap::error::{ContextKind, ContextValue, Error, ErrorKind};
use kernel::{Language, Message};
use std::ffi::OsString;

/// What is wrong with the line, and which help says more. `None` for help and version, which are answers of their own.
#[must_use]
pub fn told(
    error: &Error,
    command: &Command,
    arguments: &[OsString],
    language: Language,
) -> Option<CommandError> {
    let problem = [Some(problem_of(error)?), suggestion_of(error)];
    let problem: Vec<String> =
        problem.iter().flatten().map(|message| texts::render(language, message)).collect();
    let problem = problem.join(" ");
    let help = format!("{} --help", path_of(command, arguments));
    Some(CommandError::wrong_use(Message::new("cli-line-more").with("problem", problem).with("help", help)))
}

fn problem_of(error: &Error) -> Option<Message> {
    let given = words(error, ContextKind::InvalidArg);
    let value = words(error, ContextKind::InvalidValue);
    let message = match error.kind() {
        ErrorKind::DisplayHelp
        | ErrorKind::DisplayVersion
        | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => return None,
        ErrorKind::UnknownArgument => Message::new("cli-line-unknown").with("given", given),
        ErrorKind::InvalidSubcommand => {
            let given = words(error, ContextKind::InvalidSubcommand);
            Message::new("cli-line-command").with("given", given)
        }
        ErrorKind::MissingRequiredArgument => Message::new("cli-line-missing").with("given", given),
        ErrorKind::InvalidValue if value.is_empty() => Message::new("cli-line-empty").with("given", given),
        ErrorKind::InvalidValue => {
            let known = words(error, ContextKind::ValidValue);
            let message = Message::new("cli-line-choice").with("given", given).with("value", value);
            message.with("known", known)
        }
        ErrorKind::ValueValidation => {
            Message::new("cli-line-value").with("given", given).with("value", value)
        }
        ErrorKind::ArgumentConflict => match words(error, ContextKind::PriorArg) {
            other if other == given => Message::new("cli-line-twice").with("given", given),
            other => Message::new("cli-line-conflict").with("given", given).with("other", other),
        },
        ErrorKind::InvalidUtf8 => Message::new("cli-line-encoding"),
        _ => Message::new("cli-line-odd"),
    };
    Some(message)
}

/// What was probably meant.
fn suggestion_of(error: &Error) -> Option<Message> {
    let kinds = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    let suggested = kinds.map(|kind| words(error, kind)).into_iter().find(|words| !words.is_empty())?;
    Some(Message::new("cli-line-suggested").with("suggested", suggested))
}

/// What clap tells of one thing, several between commas.
fn words(error: &Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        _ => String::new(),
    }
}

/// The command as far as it was understood: `vidmakt register import`.
fn path_of(command: &Command, arguments: &[OsString]) -> String {
    let (mut path, mut at) = (command.get_name().to_owned(), command);
    for argument in arguments.iter().skip(1).filter_map(|argument| argument.to_str()) {
        if let Some(sub) = at.find_subcommand(argument) {
            path = format!("{path} {argument}");
            at = sub;
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::help;

    fn told_of(line: &str, language: Language) -> String {
        let arguments: Vec<OsString> = line.split(' ').map(OsString::from).collect();
        let mut command = help::in_language(language);
        let error = command.try_get_matches_from_mut(&arguments).expect_err("a line that is wrong");
        told(&error, &command, &arguments, language).expect("a mistake").text(language)
    }

    #[test]
    fn each_mistake_is_one_line_that_names_what_is_wrong_and_where_to_read_on() {
        let cases = [
            ("vidmakt calendar days", "--year <Y>", "vidmakt calendar days --help"),
            ("vidmakt calendar days --year soon", "soon", "vidmakt calendar days --help"),
            ("vidmakt calendar days --year 2026 --pack a --calendar b", "--calendar", "days --help"),
            ("vidmakt calendar days --year 2026 --year 2027", "--year", "days --help"),
            ("vidmakt calendar days --year", "--year", "days --help"),
            ("vidmakt registre", "register", "vidmakt --help"),
            ("vidmakt register inport", "import", "vidmakt register --help"),
            ("vidmakt register import", "<FILE>", "vidmakt register import --help"),
            ("vidmakt register import a b", "b", "vidmakt register import --help"),
            ("vidmakt register import a --format lotus", "auto, vidmakt, excel", "import --help"),
            ("vidmakt register import a --dryrun", "--dry-run", "import --help"),
            ("vidmakt token create --days 0", "0", "vidmakt token create --help"),
        ];
        for (line, what, help) in cases {
            for language in Language::ALL {
                let text = told_of(line, language);
                assert_eq!(text.lines().count(), 1, "{text}");
                assert!(text.contains(what) && text.ends_with(help), "{line}: {text}");
            }
            assert_ne!(told_of(line, Language::Swedish), told_of(line, Language::English), "{line}");
        }
    }

    #[test]
    fn who_asks_for_help_has_made_no_mistake() {
        for line in [&["vidmakt", "--help"][..], &["vidmakt", "--version"], &["vidmakt", "register"]] {
            let arguments: Vec<OsString> = line.iter().map(OsString::from).collect();
            let mut command = help::in_language(Language::Swedish);
            let error = command.try_get_matches_from_mut(&arguments).expect_err("an answer of clap's");
            assert!(told(&error, &command, &arguments, Language::Swedish).is_none(), "{line:?}");
        }
    }
}
