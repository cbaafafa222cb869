//! Which ids a pack defines and which it refers to: unknown ones, double ones and unused ones are found here.

use crate::problem::{Problems, Spot};
use kernel::Message;
use std::collections::{BTreeMap, BTreeSet};

/// What an id names. Each kind is a namespace of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum NameKind {
    Clause,
    Rule,
    Role,
    Body,
    Level,
    Party,
    ObjectKind,
    Grouping,
    Category,
    SystemKind,
    LifecycleState,
    OperationForm,
    CommonSystem,
    BusinessArea,
    DocumentGroup,
    Document,
    Parameter,
    Term,
    Forum,
    AgreementKind,
    UserGroup,
    Plan,
    /// Named with its plan, since several plans have sections of one name.
    Section,
    AccountGroup,
    GoalKind,
    ActivityKind,
}

impl NameKind {
    /// The word in `policy-kind` of the program's texts.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Clause => "clause",
            Self::Rule => "rule",
            Self::Role => "role",
            Self::Body => "body",
            Self::Level => "level",
            Self::Party => "party",
            Self::ObjectKind => "object_kind",
            Self::Grouping => "grouping",
            Self::Category => "category",
            Self::SystemKind => "system_kind",
            Self::LifecycleState => "lifecycle_state",
            Self::OperationForm => "operation_form",
            Self::CommonSystem => "common_system",
            Self::BusinessArea => "business_area",
            Self::DocumentGroup => "document_group",
            Self::Document => "document",
            Self::Parameter => "parameter",
            Self::Term => "term",
            Self::Forum => "forum",
            Self::AgreementKind => "agreement_kind",
            Self::UserGroup => "user_group",
            Self::Plan => "plan",
            Self::Section => "section",
            Self::AccountGroup => "account_group",
            Self::GoalKind => "goal_kind",
            Self::ActivityKind => "activity_kind",
        }
    }

    /// The file that defines it; rules stand in several.
    const fn file(self) -> Option<&'static str> {
        match self {
            Self::Clause => Some("clauses.toml"),
            Self::Rule => None,
            Self::Role | Self::Body | Self::Level | Self::Party => Some("roles.toml"),
            Self::DocumentGroup | Self::Document => Some("documents.toml"),
            Self::Parameter => Some("pack.toml"),
            Self::Term => Some("terms.toml"),
            Self::Forum => Some("forums.toml"),
            Self::Plan | Self::Section | Self::AccountGroup | Self::GoalKind | Self::ActivityKind => {
                Some("plans.toml")
            }
            Self::AgreementKind | Self::UserGroup => Some("agreements.toml"),
            _ => Some("objects.toml"),
        }
    }
}

#[derive(Debug, Default)]
pub(crate) struct Names {
    defined: Vec<(NameKind, String, Spot)>,
    referred: Vec<(NameKind, String, Spot)>,
    /// Files that could not be read: what they define is not known, so nothing is said about it.
    pub unread: BTreeSet<String>,
}

impl Names {
    pub fn define(&mut self, kind: NameKind, id: &str, at: Spot) {
        self.defined.push((kind, id.to_owned(), at));
    }

    pub fn refer(&mut self, kind: NameKind, id: &str, at: Spot) {
        self.referred.push((kind, id.to_owned(), at));
    }

    pub fn ids(&self, kind: NameKind) -> BTreeSet<&str> {
        self.defined.iter().filter(|entry| entry.0 == kind).map(|entry| entry.1.as_str()).collect()
    }

    pub fn spot(&self, kind: NameKind, id: &str) -> Option<&Spot> {
        self.defined.iter().find(|entry| entry.0 == kind && entry.1 == id).map(|entry| &entry.2)
    }

    /// Whether an entry of the pack refers to it; that a test expects it carries nothing out.
    pub fn is_referred(&self, kind: NameKind, id: &str) -> bool {
        let is_entry = |at: &Spot| !at.file.starts_with("tests/");
        self.referred.iter().any(|entry| entry.0 == kind && entry.1 == id && is_entry(&entry.2))
    }

    /// Reports ids that stand twice and ids that nothing defines.
    pub fn check(&self, problems: &mut Problems) {
        let mut first: BTreeMap<(NameKind, &str), &Spot> = BTreeMap::new();
        for (kind, id, at) in &self.defined {
            if let Some(earlier) = first.get(&(*kind, id.as_str())) {
                let message = Message::new("policy-problem-duplicate-id")
                    .with("kind", kind.word())
                    .with("id", id.as_str());
                let help = Message::new("policy-help-first-stands-at")
                    .with("file", earlier.file.as_str())
                    .with("line", i64::try_from(earlier.line).unwrap_or_default());
                problems.error(at, message, Some(help));
            } else {
                first.insert((*kind, id), at);
            }
        }
        for (kind, id, at) in &self.referred {
            let is_unread = kind.file().is_some_and(|file| self.unread.contains(file))
                || (*kind == NameKind::Rule && !self.unread.is_empty());
            if !first.contains_key(&(*kind, id.as_str())) && !is_unread {
                let message = Message::new("policy-problem-unknown-id")
                    .with("kind", kind.word())
                    .with("id", id.as_str());
                problems.error(at, message, Some(known_help(id, self.ids(*kind))));
            }
        }
    }
}

/// Lists what would have been right: all if they are few, else the nearest.
pub(crate) fn known_help<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Message {
    const MOST_LISTED: usize = 20;
    const NEAREST_LISTED: usize = 5;
    let mut known: Vec<&str> = known.into_iter().collect();
    if known.is_empty() {
        return Message::new("policy-help-none-known");
    }
    known.sort_by_key(|name| (distance(wrong, name), *name));
    if known.len() > MOST_LISTED {
        known.truncate(NEAREST_LISTED);
        return Message::new("policy-help-nearest").with("known", known.join(", "));
    }
    Message::new("policy-help-known").with("known", known.join(", "))
}

/// The number of letters to add, take away or change (Levenshtein), over at most the first 64 letters.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().take(64).collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, letter) in one.chars().take(64).enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, other_letter) in other.iter().enumerate() {
            let changed = diagonal + usize::from(letter != *other_letter);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_comes_first() {
        let help = known_help("systm_owner", ["user", "system_owner", "object_owner"]);
        assert_eq!(help.args[0].1, kernel::Arg::Text("system_owner, object_owner, user".into()));
    }

    #[test]
    fn of_many_names_only_the_nearest_are_listed() {
        let many: Vec<String> = (0..50).map(|n| format!("E-{n:03}")).collect();
        let help = known_help("E-0011", many.iter().map(String::as_str));
        assert_eq!(help.key, "policy-help-nearest");
    }
}
