//! `agreements.toml`: kinds of agreement, when one must be in force, and what licences are counted by.

use super::documents::requirement;
use super::entry::Entry;
use super::names::NameKind;
use super::objects::listed_value;
use crate::pack::{AgreementKind, ListedValue};
use crate::vocabulary::AGREEMENT_KINDS;
use kernel::Message;

pub(super) const FILE: &str = "agreements.toml";

#[derive(Default)]
pub(super) struct Agreements {
    pub kinds: Vec<AgreementKind>,
    pub user_groups: Vec<ListedValue>,
}

pub(super) fn read(root: &Entry<'_>) -> Agreements {
    let mut kinds: Vec<AgreementKind> = Vec::new();
    for entry in root.tables("agreement_kind") {
        let read = kind(entry, &kinds);
        kinds.push(read);
    }
    let user_groups = root.tables("user_group").into_iter();
    let user_groups = user_groups.map(|entry| listed_value(entry, NameKind::UserGroup, None)).collect();
    Agreements { kinds, user_groups }
}

/// `earlier` are the kinds before it: of those that share a rule the first defines it.
fn kind(entry: Entry<'_>, earlier: &[AgreementKind]) -> AgreementKind {
    let systems = ["system".to_owned()];
    let required = entry.tables("required").into_iter().map(|one| requirement(one, &systems)).collect();
    let kind = AgreementKind {
        id: id(&entry),
        rule: rule(&entry, earlier),
        title: entry.text("title"),
        description: entry.optional_text("description"),
        document: entry.optional_reference(NameKind::Document, "document"),
        needs_approval: entry.flag("needs_approval", false),
        responsible: entry.who_list("responsible", &systems),
        required,
        clauses: entry.optional_clauses(),
    };
    if !kind.required.is_empty() && kind.responsible.is_empty() {
        let message = Message::new("policy-problem-demanded-of-nobody").with("id", kind.id.as_str());
        let help = Message::new("policy-help-demanded-of-nobody");
        entry.book.error(&entry.spot(), message, Some(help));
    }
    entry.finish();
    kind
}

fn id(entry: &Entry<'_>) -> String {
    let id = entry.define(NameKind::AgreementKind, "id");
    if let Some(value) = entry.optional("id").filter(|_| !AGREEMENT_KINDS.contains(&id.as_str())) {
        entry.unknown_value(value, &id, AGREEMENT_KINDS);
    }
    id
}

/// Demanded where the kind is ever required.
fn rule(entry: &Entry<'_>, earlier: &[AgreementKind]) -> Option<String> {
    if entry.optional("rule").is_none() && !entry.has("required") {
        return None;
    }
    let named = entry.optional("rule").and_then(|value| value.get_ref().as_str());
    if earlier.iter().any(|kind| kind.rule.as_deref() == named && named.is_some()) {
        return entry.optional_reference(NameKind::Rule, "rule");
    }
    Some(entry.define(NameKind::Rule, "rule"))
}
