//! `objects.toml`: kinds, categories, lifecycle, common systems and demands on what the register says.

use super::entry::Entry;
use super::names::NameKind;
use crate::condition::Test;
use crate::pack::{
    FieldDemand, Grouping, GroupingBasis, LifecycleState, ListedValue, ObjectKind, Uniqueness,
};
use crate::vocabulary::FactKind;
use kernel::Message;

#[derive(Default)]
pub(super) struct Objects {
    pub object_kinds: Vec<ObjectKind>,
    pub groupings: Vec<Grouping>,
    pub categories: Vec<ListedValue>,
    pub system_kinds: Vec<ListedValue>,
    pub lifecycle_states: Vec<LifecycleState>,
    pub operation_forms: Vec<ListedValue>,
    pub common_systems: Vec<ListedValue>,
    pub business_areas: Vec<ListedValue>,
    pub uniqueness: Vec<Uniqueness>,
    pub field_demands: Vec<FieldDemand>,
}

pub(super) fn read(root: &Entry<'_>) -> Objects {
    for key in ["category", "system_kind", "lifecycle_state"] {
        root.required(key);
    }
    // The lists first: conditions further down refer to them.
    let common_systems = listed(root, "common_system", NameKind::CommonSystem, None);
    let business_areas = listed(root, "business_area", NameKind::BusinessArea, None);
    Objects {
        object_kinds: root.tables("object_kind").into_iter().map(object_kind).collect(),
        groupings: root.tables("grouping").into_iter().map(grouping).collect(),
        categories: listed(root, "category", NameKind::Category, Some("category")),
        system_kinds: listed(root, "system_kind", NameKind::SystemKind, Some("kind")),
        lifecycle_states: root.tables("lifecycle_state").into_iter().map(lifecycle_state).collect(),
        operation_forms: listed(root, "operation_form", NameKind::OperationForm, Some("operation_form")),
        common_systems,
        business_areas,
        uniqueness: root.tables("uniqueness").into_iter().map(uniqueness).collect(),
        field_demands: root.tables("field_demand").into_iter().map(field_demand).collect(),
    }
}

/// Entries that a form offers; with `fact`, their ids must be values of that fact of systems.
fn listed(root: &Entry<'_>, key: &'static str, kind: NameKind, fact: Option<&str>) -> Vec<ListedValue> {
    root.tables(key).into_iter().map(|entry| listed_value(entry, kind, fact)).collect()
}

pub(super) fn listed_value(entry: Entry<'_>, kind: NameKind, fact: Option<&str>) -> ListedValue {
    let id = value_id(&entry, kind, fact);
    // A kind of system has a title in all its forms; of the others the plain word is enough.
    let title = if kind == NameKind::SystemKind { entry.title("title").text() } else { entry.text("title") };
    let value = ListedValue {
        id,
        title,
        description: entry.optional_text("description"),
        aliases: entry.strings("aliases"),
        clauses: entry.optional_clauses(),
    };
    entry.finish();
    value
}

fn value_id(entry: &Entry<'_>, kind: NameKind, fact: Option<&str>) -> String {
    let id = entry.define(kind, "id");
    let Some(fact) = fact else { return id };
    let known = entry.book.vocabulary.values("system", fact);
    if let Some(value) = entry.optional("id").filter(|_| !known.contains(&id)) {
        entry.unknown_value(value, &id, known.iter().map(String::as_str));
    }
    id
}

fn object_kind(entry: Entry<'_>) -> ObjectKind {
    let category = entry.string("category");
    let known = entry.book.vocabulary.values("system", "effective_kind");
    if let Some(value) =
        entry.optional("category").filter(|_| !category.is_empty() && !known.contains(&category))
    {
        entry.unknown_value(value, &category, known.iter().map(String::as_str));
    }
    let kind = ObjectKind {
        id: entry.define(NameKind::ObjectKind, "id"),
        category,
        title: entry.title("title"),
        description: entry.text("description"),
        decided_by: entry.who_list("decided_by", &["object".to_owned()]),
        clauses: entry.clauses(),
    };
    entry.finish();
    kind
}

fn grouping(entry: Entry<'_>) -> Grouping {
    let grouping = Grouping {
        id: entry.define(NameKind::Grouping, "id"),
        by: entry.choice("by", GroupingBasis::Organisation),
        title: entry.title("title"),
        description: entry.text("description"),
        discussed_by: entry.who_list("discussed_by", &["object".to_owned()]),
        clauses: entry.clauses(),
    };
    entry.finish();
    grouping
}

fn lifecycle_state(entry: Entry<'_>) -> LifecycleState {
    let state = LifecycleState {
        id: value_id(&entry, NameKind::LifecycleState, Some("lifecycle_state")),
        title: entry.text("title"),
        step_by: entry.who_list("step_by", &["system".to_owned()]),
        clauses: entry.optional_clauses(),
    };
    entry.finish();
    state
}

fn uniqueness(entry: Entry<'_>) -> Uniqueness {
    let subject = entry.subject("system");
    let subjects = std::slice::from_ref(&subject);
    let count_fact = entry.string("count_fact");
    if let Some(declaration) = entry.declared(&count_fact, &entry.spot_at("count_fact"), subjects)
        && declaration.kind != FactKind::Number
    {
        let message = Message::new("policy-problem-not-a-number-fact").with("fact", count_fact.as_str());
        entry.book.error(&entry.spot_at("count_fact"), message, None);
    }
    let uniqueness = Uniqueness {
        rule: entry.define(NameKind::Rule, "rule"),
        when: entry.condition("when", subjects),
        count_fact,
        responsible: entry.who_list("responsible", subjects),
        text: entry.text("text"),
        strength: entry.strength(),
        clauses: entry.clauses(),
        subject,
    };
    entry.finish();
    uniqueness
}

fn field_demand(entry: Entry<'_>) -> FieldDemand {
    let subject = entry.subject("system");
    let subjects = std::slice::from_ref(&subject);
    let fact = entry.string("fact");
    let declaration = entry.declared(&fact, &entry.spot_at("fact"), subjects);
    let value = match (entry.optional("value"), declaration) {
        (Some(value), Some(declaration)) => entry.test_of(value, declaration),
        _ => Some(Test::Present(true)),
    };
    let demand = FieldDemand {
        rule: entry.define(NameKind::Rule, "rule"),
        fact,
        when: entry.condition("when", subjects),
        value: value.unwrap_or(Test::Present(true)),
        responsible: entry.who_list("responsible", subjects),
        text: entry.text("text"),
        strength: entry.strength(),
        clauses: entry.clauses(),
        subject,
    };
    entry.finish();
    demand
}
