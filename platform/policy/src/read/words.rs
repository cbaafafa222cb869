//! `terms.toml`, `issues.toml` and `permissions.toml`: the short files.

use super::entry::{Book, Entry};
use super::names::{NameKind, known_help};
use super::with_file;
use crate::pack::{CoreFunction, Grant, Issue, IssueStatus, Term};
use crate::source::PackSource;
use kernel::{Choice, Message, Scope};

pub(super) fn read_terms(root: &Entry<'_>) -> Vec<Term> {
    root.tables("term").into_iter().map(term).collect()
}

fn term(entry: Entry<'_>) -> Term {
    let term = Term {
        id: entry.define(NameKind::Term, "id"),
        term: entry.text("term"),
        text: entry.text("text"),
        aliases: entry.strings("aliases"),
        clauses: entry.optional_clauses(),
    };
    entry.finish();
    term
}

pub(super) fn read_issues(root: &Entry<'_>) -> Vec<Issue> {
    root.tables("issue").into_iter().map(issue).collect()
}

fn issue(entry: Entry<'_>) -> Issue {
    let issue = Issue {
        id: entry.define(NameKind::Rule, "id"),
        source: entry.optional_string("source"),
        status: entry.choice("status", IssueStatus::Open),
        fact: entry.text("fact"),
        reading: entry.text("reading"),
        parameter: entry.optional_reference(NameKind::Parameter, "parameter"),
        rules: entry.references(NameKind::Rule, "rules"),
        ask: entry.text("ask"),
        clauses: entry.optional_clauses(),
    };
    entry.finish();
    issue
}

pub(super) fn read_grants(book: &Book<'_>, source: &PackSource) -> Vec<Grant> {
    with_file(book, source, "permissions.toml", |root| root.tables("grant").into_iter().map(grant).collect())
}

fn grant(entry: Entry<'_>) -> Grant {
    let is_for_everyone = entry.flag("everyone", false);
    if is_for_everyone == entry.has("functions") {
        entry.book.error(&entry.spot(), Message::new("policy-problem-bad-grant"), None);
    }
    for key in ["permissions", "scope"] {
        entry.required(key);
    }
    let functions = functions(&entry);
    let scope = entry.optional_choice::<ScopeWord>("scope").map_or(Scope::OwnSubject, ScopeWord::scope);
    let grant =
        Grant { functions: (!is_for_everyone).then_some(functions), permissions: permissions(&entry), scope };
    entry.finish();
    grant
}

fn functions(entry: &Entry<'_>) -> Vec<CoreFunction> {
    let mut functions = Vec::new();
    for (name, at) in entry.spotted_strings("functions") {
        if let Some(function) = CoreFunction::from_name(&name) {
            functions.push(function);
        } else {
            let message = Message::new("policy-problem-unknown-value").with("value", name.as_str());
            entry.book.error(&at, message, Some(known_help(&name, CoreFunction::NAMES.iter().copied())));
        }
    }
    functions
}

fn permissions(entry: &Entry<'_>) -> Vec<String> {
    let known = &entry.book.vocabulary.permissions;
    let found = entry.spotted_strings("permissions");
    for (name, at) in &found {
        if !known.contains(name) {
            let message = Message::new("policy-problem-unknown-value").with("value", name.as_str());
            entry.book.error(at, message, Some(known_help(name, known.iter().map(String::as_str))));
        }
    }
    found.into_iter().map(|(name, _)| name).collect()
}

kernel::choice! {
    pub enum ScopeWord { OwnSubject = "own_subject", OwnOrganisation = "own_organisation", Federation = "federation" }
}

impl ScopeWord {
    const fn scope(self) -> Scope {
        match self {
            Self::OwnSubject => Scope::OwnSubject,
            Self::OwnOrganisation => Scope::OwnOrganisation,
            Self::Federation => Scope::Federation,
        }
    }
}
