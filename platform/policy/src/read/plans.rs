//! `plans.toml`: kinds of plan with their sections, and the lists that their rows choose from.

use super::documents::requirement;
use super::entry::Entry;
use super::names::{NameKind, known_help};
use super::objects::listed_value;
use crate::pack::{Cycle, DocumentType, FollowUp, Holds, ListedValue, PlanKind, Section};
use kernel::Message;

pub(super) const FILE: &str = "plans.toml";

/// Whose mandates let one draft a plan, where the pack does not say it.
const DRAFT: [&str; 2] = ["plan.draft", "basis.prepare"];
/// Whose mandates let one decide it: the first that names anybody.
const DECIDE: [&str; 3] = ["plan.approve", "object.decide", "budget.decide"];
/// Those who support users, as rows that a section may begin with.
const PARTIES: [&str; 3] = ["supplier", "it", "department"];

#[derive(Default)]
pub(super) struct Plans {
    pub kinds: Vec<PlanKind>,
    pub account_groups: Vec<ListedValue>,
    pub goal_kinds: Vec<ListedValue>,
    pub activity_kinds: Vec<ListedValue>,
}

/// `documents` are the types of `documents.toml`: a plan is the text of one of them.
pub(super) fn read(root: &Entry<'_>, documents: &[DocumentType]) -> Plans {
    let listed = |key, kind| -> Vec<ListedValue> {
        root.tables(key).into_iter().map(|entry| listed_value(entry, kind, None)).collect()
    };
    Plans {
        account_groups: listed("account_group", NameKind::AccountGroup),
        goal_kinds: listed("goal_kind", NameKind::GoalKind),
        activity_kinds: listed("activity_kind", NameKind::ActivityKind),
        kinds: root.tables("plan").into_iter().map(|entry| plan(entry, documents)).collect(),
    }
}

fn plan(entry: Entry<'_>, documents: &[DocumentType]) -> PlanKind {
    let document = entry.reference(NameKind::Document, "document");
    let of_document = documents.iter().find(|one| one.id == document);
    let subjects = subjects(&entry, of_document);
    let id = entry.define(NameKind::Plan, "id");
    let sections = entry.tables("section").into_iter().map(|one| section(one, (&id, &subjects))).collect();
    let plan = PlanKind {
        title: entry.title("title"),
        description: entry.text("description"),
        intro: entry.optional_text("intro"),
        when: entry.condition("when", &subjects),
        cycle: entry.choice("cycle", Cycle::None),
        follow_up: entry.optional_choice("follow_up").unwrap_or(FollowUp::None),
        cost_years: entry.optional_count("cost_years").unwrap_or(1),
        consulted: entry.who_list("consulted", &subjects),
        draft: actions(&entry, "draft", &DRAFT),
        decide: actions(&entry, "decide", &DECIDE),
        counts_as: entry.references(NameKind::Document, "counts_as"),
        clauses: entry.optional_clauses(),
        id,
        document,
        subjects,
        sections,
    };
    if plan.cycle == Cycle::Yearly && of_document.is_some_and(|document| !document.is_plan) {
        let message =
            Message::new("policy-problem-yearly-without-plan").with("document", plan.document.as_str());
        let help = Message::new("policy-help-yearly-without-plan");
        entry.book.error(&entry.spot_at("cycle"), message, Some(help));
    }
    entry.finish();
    plan
}

/// Those of the type of document, or some of them.
fn subjects(entry: &Entry<'_>, document: Option<&DocumentType>) -> Vec<String> {
    let of_document = document.map(|document| document.subjects.clone()).unwrap_or_default();
    let asked = entry.spotted_strings("subjects");
    if asked.is_empty() {
        return of_document;
    }
    for (subject, at) in
        asked.iter().filter(|(subject, _)| document.is_some() && !of_document.contains(subject))
    {
        let message = Message::new("policy-problem-unknown-value").with("value", subject.as_str());
        entry.book.error(at, message, Some(known_help(subject, of_document.iter().map(String::as_str))));
    }
    asked.into_iter().map(|(subject, _)| subject).collect()
}

fn actions(entry: &Entry<'_>, key: &'static str, default: &[&str]) -> Vec<String> {
    if entry.optional(key).is_none() {
        return default.iter().map(|action| (*action).to_owned()).collect();
    }
    let known = &entry.book.vocabulary.actions;
    let asked = entry.spotted_strings(key);
    for (action, at) in asked.iter().filter(|(action, _)| !known.contains(action)) {
        let message = Message::new("policy-problem-unknown-value").with("value", action.as_str());
        entry.book.error(at, message, Some(known_help(action, known.iter().map(String::as_str))));
    }
    asked.into_iter().map(|(action, _)| action).collect()
}

fn section(entry: Entry<'_>, (plan, subjects): (&str, &[String])) -> Section {
    let section = Section {
        id: entry.define_within(NameKind::Section, "id", plan),
        title: entry.text("title"),
        hint: entry.optional_text("hint"),
        holds: entry.optional_choice("holds").unwrap_or(Holds::Text),
        counts_as: entry.optional_reference(NameKind::Document, "counts_as"),
        is_internal: entry.flag("is_internal", false),
        kinds: entry.references(NameKind::GoalKind, "kinds"),
        starts_with: parties(&entry),
        required: entry.tables("required").into_iter().map(|one| requirement(one, subjects)).collect(),
        clauses: entry.optional_clauses(),
    };
    entry.finish();
    section
}

fn parties(entry: &Entry<'_>) -> Vec<String> {
    let asked = entry.spotted_strings("starts_with");
    for (party, at) in asked.iter().filter(|(party, _)| !PARTIES.contains(&party.as_str())) {
        let message = Message::new("policy-problem-unknown-value").with("value", party.as_str());
        entry.book.error(at, message, Some(known_help(party, PARTIES)));
    }
    asked.into_iter().map(|(party, _)| party).collect()
}
