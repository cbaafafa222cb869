//! `documents.toml`: groups, document types and when each is required.

use super::entry::Entry;
use super::names::NameKind;
use super::objects::listed_value;
use crate::pack::{DocumentType, ListedValue, OwnerDemand, Parameter, ParameterValue, Requirement};
use kernel::Message;

#[derive(Default)]
pub(super) struct Documents {
    pub groups: Vec<ListedValue>,
    pub documents: Vec<DocumentType>,
    pub owner_demand: Option<OwnerDemand>,
}

/// `parameters` are those of `pack.toml`: a revision interval may stand among them.
pub(super) fn read(root: &Entry<'_>, parameters: &[Parameter]) -> Documents {
    Documents {
        groups: root
            .tables("group")
            .into_iter()
            .map(|entry| listed_value(entry, NameKind::DocumentGroup, None))
            .collect(),
        documents: root.tables("document").into_iter().map(|entry| document(entry, parameters)).collect(),
        owner_demand: root.table("owner_demand").map(owner_demand),
    }
}

fn owner_demand(entry: Entry<'_>) -> OwnerDemand {
    let demand = OwnerDemand {
        rule: entry.define(NameKind::Rule, "rule"),
        strength: entry.strength(),
        clauses: entry.clauses(),
    };
    entry.finish();
    demand
}

fn document(entry: Entry<'_>, parameters: &[Parameter]) -> DocumentType {
    let subjects = entry.subjects("subjects", &["system"]);
    let document = DocumentType {
        id: entry.define(NameKind::Document, "id"),
        rule: entry.define(NameKind::Rule, "rule"),
        group: entry.reference(NameKind::DocumentGroup, "group"),
        title: entry.title("title"),
        description: entry.optional_text("description"),
        aliases: entry.strings("aliases"),
        owner_role: entry.who_list("owner_role", &subjects),
        revision_interval_months: revision_interval(&entry, parameters),
        numbering: numbering(&entry),
        template: entry.optional_string("template"),
        is_plan: entry.flag("plan", false),
        available_to_it: entry.flag("available_to_it", false),
        counts_from: entry.origins(&subjects),
        required: entry.tables("required").into_iter().map(|ground| requirement(ground, &subjects)).collect(),
        clauses: entry.clauses(),
        subjects,
    };
    if document.owner_role.is_empty() && !document.required.is_empty() {
        let message =
            Message::new("policy-problem-required-without-owner").with("document", document.id.as_str());
        entry.book.error(&entry.spot(), message, Some(Message::new("policy-help-required-without-owner")));
    }
    entry.finish();
    document
}

pub(super) fn requirement(entry: Entry<'_>, subjects: &[String]) -> Requirement {
    let requirement = Requirement {
        when: entry.condition("when", subjects),
        strength: entry.strength(),
        clauses: entry.clauses(),
    };
    entry.finish();
    requirement
}

/// A number of months, or `{ parameter = "…" }` whose value it is.
fn revision_interval(entry: &Entry<'_>, parameters: &[Parameter]) -> Option<u32> {
    const KEY: &str = "revision_interval_months";
    let value = entry.optional(KEY)?;
    if value.get_ref().as_table().is_none() {
        return entry.optional_months(KEY);
    }
    let (parameter, at) = entry.named_parameter(KEY, parameters)?;
    let months = match parameter.value {
        ParameterValue::Number(months) => u32::try_from(months).ok().filter(|n| (1..=1200).contains(n)),
        _ => None,
    };
    if months.is_none() {
        let message =
            Message::new("policy-problem-parameter-is-no-months").with("parameter", parameter.id.as_str());
        entry.book.error(&at, message, Some(Message::new("policy-help-parameter-months")));
    }
    months
}

/// A pattern with `{number}` and perhaps `{year}`, each once, and no other braces.
fn numbering(entry: &Entry<'_>) -> Option<String> {
    let pattern = entry.optional_string("numbering")?;
    let rest = pattern.replacen("{number}", "", 1).replacen("{year}", "", 1);
    if !pattern.contains("{number}") || rest.contains(['{', '}']) {
        let message = Message::new("policy-problem-bad-numbering").with("pattern", pattern.as_str());
        entry.book.error(&entry.spot_at("numbering"), message, Some(Message::new("policy-help-numbering")));
    }
    Some(pattern)
}
