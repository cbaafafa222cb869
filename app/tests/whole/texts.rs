//! Every text that the program asks for exists in both languages, and none stands in `locales/` that nobody asks for.

use crate::tidy::source;
use clap::CommandFactory as _;
use kernel::{FieldKind, Language};
use std::collections::BTreeSet;
use vidmakt::command_line::CommandLine;
use vidmakt::domains;

/// Calls whose last text is a key, whatever stands before it.
const CALLS_WITH_KEY: &[&str] =
    &["text", "tell", "rejected", "see_other", "wrong_use", "out_of_reach", "saying"];
/// Keys that are made of parts which no literal shows, and where.
const MADE: &[(&str, &str)] = &[
    ("fact-", "domains/register/src/facts/declare.rs: one for each fact"),
    ("calendar-", "platform/calendar: names of days"),
];

fn is_key(text: &str) -> bool {
    let mut letters = text.chars();
    letters.next().is_some_and(|first| first.is_ascii_lowercase())
        && letters.all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-')
}

fn missing(key: &str) -> Vec<String> {
    let lacks = |language: &&Language| !texts::has(**language, key);
    Language::ALL.iter().filter(lacks).map(|language| format!("{key} ({})", language.code())).collect()
}

fn sources() -> impl Iterator<Item = &'static source::Source> {
    source::all().iter().filter(|source| !source.is_test)
}

#[test]
fn every_text_that_code_asks_for_exists() {
    let mut wrong = Vec::new();
    for source in sources() {
        let asked = source.calls.iter().filter(|(line, name, _)| {
            let text = source.line(*line);
            // A closure or a method of another type may be called `text` too.
            let is_ours =
                name != "text" || ["visit.text(", "texts::text("].iter().any(|call| text.contains(call));
            is_ours && CALLS_WITH_KEY.contains(&name.as_str())
        });
        let of_messages = source.calls.iter().filter(|(line, name, _)| {
            name == "new"
                && ["Message::new(\"", "Objection::new("].iter().any(|call| source.line(*line).contains(call))
        });
        for (line, _, literals) in asked.chain(of_messages) {
            let key = literals.last().filter(|text| is_key(text) && text.contains('-'));
            wrong.extend(
                key.into_iter()
                    .flat_map(|key| missing(key))
                    .map(|what| format!("{}: {what}", source.at(*line))),
            );
        }
    }
    assert!(wrong.is_empty(), "texts are missing:\n{}", wrong.join("\n"));
}

/// What the labels of a kind of record begin with: the glossary's name, where the API has a shorter one. All rows of plans
/// share their labels.
fn record_of(subject: &str) -> String {
    match subject {
        "object" => "managed-object".to_owned(),
        "activity" | "goal" | "need" => "plan-row".to_owned(),
        other => other.replace('_', "-"),
    }
}

#[test]
fn every_field_and_choice_of_a_record_has_a_label() {
    let mut wrong = Vec::new();
    // What is only told has no form.
    let with_forms = |resource: &web::Resource| resource.create.is_some() || resource.change.is_some();
    for resource in domains::resources().into_iter().filter(with_forms) {
        let record = record_of(resource.subject);
        for field in &resource.fields {
            let label = format!("{record}-{}", field.name.replace('_', "-"));
            wrong.extend(missing(&label));
            if let FieldKind::Choice(names) = field.kind {
                wrong.extend(
                    names.iter().flat_map(|name| missing(&format!("{label}-{}", name.replace('_', "-")))),
                );
            }
        }
    }
    assert!(wrong.is_empty(), "labels are missing:\n{}", wrong.join("\n"));
}

#[test]
fn every_permission_has_a_name() {
    let key = |name: &str| format!("permission-{}", name.replace(['.', '_'], "-"));
    let wrong: Vec<String> =
        domains::permissions().iter().flat_map(|permission| missing(&key(permission.name()))).collect();
    assert!(wrong.is_empty(), "permissions without a name:\n{}", wrong.join("\n"));
}

#[test]
fn every_event_of_the_audit_log_has_a_text() {
    let (mut wrong, mut count) = (Vec::new(), 0);
    for source in sources() {
        let actions =
            source.named_texts.iter().filter(|(_, name, text)| name == "action" && text.contains('.'));
        for (line, _, action) in actions {
            let key = format!("action-{}", action.replace(['.', '_'], "-"));
            wrong.extend(missing(&key).into_iter().map(|what| format!("{}: {what}", source.at(*line))));
            count += 1;
        }
    }
    assert!(count > 10, "the actions are found: {count}");
    assert!(wrong.is_empty(), "events without a text:\n{}", wrong.join("\n"));
}

#[test]
fn every_command_and_argument_has_its_help() {
    let mut wrong = Vec::new();
    for_each_command(&CommandLine::command(), "cli", &mut |key, command| {
        wrong.extend(missing(key));
        for argument in command.get_arguments() {
            wrong.extend(missing(&format!("cli-arg-{}", argument.get_id().as_str().replace('_', "-"))));
        }
    });
    assert!(wrong.is_empty(), "help is missing:\n{}", wrong.join("\n"));
}

fn for_each_command(command: &clap::Command, key: &str, visit: &mut dyn FnMut(&str, &clap::Command)) {
    visit(key, command);
    for sub in command.get_subcommands() {
        for_each_command(sub, &format!("{key}-{}", sub.get_name()), visit);
    }
}

#[test]
fn no_text_is_left_that_nobody_asks_for() {
    let literals: BTreeSet<&str> =
        sources().flat_map(|source| &source.literals).map(|(_, text)| text.as_str()).collect();
    let beginnings: Vec<&str> = literals
        .iter()
        .filter_map(|text| text.split_once('{').map(|(start, _)| start))
        .filter(|start| start.ends_with('-') && start.len() > 3)
        .chain(MADE.iter().map(|(start, _)| *start))
        .collect();
    let endings: Vec<&str> = literals
        .iter()
        .filter_map(|text| text.rsplit_once('}').map(|(_, end)| end))
        .filter(|end| end.starts_with('-') && end.len() > 3)
        .collect();
    let derived = derived_keys();
    let names: BTreeSet<&str> =
        sources().flat_map(|source| &source.words).map(|(_, word)| word.as_str()).collect();
    let is_asked = |key: &&str| {
        literals.contains(*key)
            || derived.contains(*key)
            || beginnings.iter().any(|start| key.starts_with(start))
            || endings.iter().any(|end| key.ends_with(end))
            || is_label(key, &literals, &names)
    };
    let unused: Vec<&str> = texts::keys(Language::Swedish).filter(|key| !is_asked(key)).collect();
    assert!(unused.is_empty(), "nobody asks for:\n{}", unused.join("\n"));
}

/// Whether a key is made of a record that code names, one of its fields, and perhaps a hint or a choice.
fn is_label(key: &str, literals: &BTreeSet<&str>, names: &BTreeSet<&str>) -> bool {
    let key = key.trim_end_matches("-hint");
    let is_field = |field: &str| names.contains(field.replace('-', "_").as_str());
    let is_choice = |choice: &str| literals.contains(choice.replace('-', "_").as_str());
    let dashes = |text: &'_ str| text.match_indices('-').map(|(at, _)| at).collect::<Vec<_>>();
    dashes(key).into_iter().filter(|at| literals.contains(&key[..*at])).any(|at| {
        let rest = &key[at + 1..];
        is_field(rest)
            || dashes(rest).into_iter().any(|at| is_field(&rest[..at]) && is_choice(&rest[at + 1..]))
    })
}

/// Keys that follow from tables: fields and choices with their hints, permissions, events, commands.
fn derived_keys() -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    for resource in domains::resources() {
        let record = record_of(resource.subject);
        let actions = resource.actions.iter().flat_map(|action| &action.fields);
        for field in resource.fields.iter().chain(&resource.extra).chain(&resource.with).chain(actions) {
            let label = format!("{record}-{}", field.name.replace('_', "-"));
            if let FieldKind::Choice(names) = field.kind {
                keys.extend(names.iter().map(|name| format!("{label}-{}", name.replace('_', "-"))));
            }
            keys.extend([format!("{label}-hint"), label]);
        }
        keys.insert(record);
    }
    keys.extend(
        domains::permissions()
            .iter()
            .map(|name| format!("permission-{}", name.name().replace(['.', '_'], "-"))),
    );
    for source in sources() {
        let actions = source.literals.iter().filter(|(_, text)| text.contains('.'));
        keys.extend(actions.map(|(_, action)| format!("action-{}", action.replace(['.', '_'], "-"))));
    }
    for_each_command(&CommandLine::command(), "cli", &mut |key, command| {
        keys.extend([key.to_owned(), format!("{key}-examples")]);
        let arguments = command.get_arguments().map(|argument| argument.get_id().as_str().replace('_', "-"));
        keys.extend(arguments.map(|argument| format!("cli-arg-{argument}")));
    });
    keys
}

#[test]
fn a_text_that_is_missing_would_be_found() {
    assert_eq!(missing("no-such-text"), ["no-such-text (sv)", "no-such-text (en)"]);
    assert!(missing("cli").is_empty());
}
