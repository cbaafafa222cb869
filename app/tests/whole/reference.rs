//! The reference names everything that users and their scripts can ask for, and nothing that is gone.

use crate::tidy::source::root;
use clap::CommandFactory as _;
use std::collections::BTreeSet;
use vidmakt::command_line::CommandLine;
use vidmakt::domains;

fn page(name: &str) -> String {
    let path = root().join("docs/reference").join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Each command as it is written, `register import`, with its own options.
fn commands(command: &clap::Command, path: &str, found: &mut Vec<(String, Vec<String>)>) {
    for sub in command.get_subcommands() {
        let path = format!("{path} {}", sub.get_name()).trim().to_owned();
        if sub.get_subcommands().next().is_none() {
            let options = sub.get_arguments().filter_map(|argument| argument.get_long());
            found.push((path.clone(), options.map(|option| format!("--{option}")).collect()));
        }
        commands(sub, &path, found);
    }
}

#[test]
fn every_command_and_option_stands_in_the_reference() {
    let (page, mut found) = (page("commands.md"), Vec::new());
    commands(&CommandLine::command(), "", &mut found);
    let mut missing = Vec::new();
    for (path, options) in &found {
        let is_named =
            [format!("`vidmakt {path}"), format!("`{path}")].iter().any(|name| page.contains(name));
        missing.extend((!is_named).then(|| path.clone()));
        let options = options.iter().filter(|option| !page.contains(*option));
        missing.extend(options.map(|option| format!("{path} {option}")));
    }
    assert!(found.len() > 15 && missing.is_empty(), "docs/reference/commands.md lacks {missing:?}");
}

#[test]
fn the_reference_names_the_resources_of_the_api_and_no_other() {
    let page = page("api.md");
    let named: BTreeSet<&str> = page
        .lines()
        .filter(|line| line.starts_with("| `/"))
        .flat_map(|line| line.split('|').nth(1).unwrap_or_default().split(','))
        .map(|name| name.trim().trim_matches('`').trim_start_matches('/'))
        .collect();
    let resources = domains::resources();
    let there: BTreeSet<&str> = resources.iter().map(|resource| resource.name).collect();
    assert_eq!(named, there);
}
