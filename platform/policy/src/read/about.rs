//! `pack.toml` and `clauses.toml`, and the pack put together from all its files.

use super::entry::{Book, Entry};
use super::names::NameKind;
use super::{
    agreements, catalogue, documents, forums, hours, objects, plans, roles, tests, with_file, words,
};
use crate::pack::{
    Clause, Effect, Layer, Organisation, Pack, Parameter, ParameterValue, Review, Source, Stricter,
};
use crate::source::PackSource;
use crate::vocabulary::{FactDeclaration, FactKind};
use kernel::{Date, Language, LocalText, Message};
use std::collections::{BTreeMap, BTreeSet};
use toml::de::DeValue;

pub(super) fn read(book: &Book<'_>, source: &PackSource) -> Pack {
    let about = with_file(book, source, "pack.toml", |root| Some(read_about(root))).unwrap_or_default();
    let clauses = with_file(book, source, "clauses.toml", read_clauses);
    // Objects before roles: a pack that lists no business areas leaves them open.
    let objects =
        with_file(book, source, "objects.toml", |root| Some(objects::read(root))).unwrap_or_default();
    let roles = with_file(book, source, "roles.toml", |root| Some(roles::read(root))).unwrap_or_default();
    let documents =
        with_file(book, source, "documents.toml", |root| Some(documents::read(root, &about.parameters)))
            .unwrap_or_default();
    let plans = with_file(book, source, plans::FILE, |root| plans::read(root, &documents.documents));
    let forums =
        with_file(book, source, forums::FILE, |root| forums::read(root, &about.parameters, &roles.bodies));
    let agreements = with_file(book, source, agreements::FILE, agreements::read);
    check_id(book, source, &about.id);
    Pack {
        id: about.id,
        name: about.name,
        layer: about.layer.unwrap_or(Layer::Municipality),
        version: about.version,
        valid_from: about.valid_from,
        time_zone: about.time_zone,
        default_language: about.default_language,
        adopted_on: about.adopted_on,
        adopted_by: about.adopted_by,
        organisation: about
            .organisation
            .unwrap_or(Organisation { kind: String::new(), name: LocalText::default() }),
        source: about.source.unwrap_or(Source { title: LocalText::default(), reference: None }),
        review: about.review,
        parameters: about.parameters,
        catalogue: catalogue::read(book, source, &clauses),
        clauses,
        levels: roles.levels,
        parties: roles.parties,
        bodies: roles.bodies,
        roles: roles.roles,
        separations: roles.separations,
        deputy_demands: roles.deputy_demands,
        mandates: roles.mandates,
        object_kinds: objects.object_kinds,
        groupings: objects.groupings,
        categories: objects.categories,
        system_kinds: objects.system_kinds,
        lifecycle_states: objects.lifecycle_states,
        operation_forms: objects.operation_forms,
        common_systems: objects.common_systems,
        business_areas: objects.business_areas,
        uniqueness: objects.uniqueness,
        field_demands: objects.field_demands,
        document_groups: documents.groups,
        documents: documents.documents,
        owner_demand: documents.owner_demand,
        plan_kinds: plans.kinds,
        account_groups: plans.account_groups,
        goal_kinds: plans.goal_kinds,
        activity_kinds: plans.activity_kinds,
        forums,
        agreement_kinds: agreements.kinds,
        user_groups: agreements.user_groups,
        terms: with_file(book, source, "terms.toml", words::read_terms),
        issues: with_file(book, source, "issues.toml", words::read_issues),
        opening_hours: with_file(book, source, "service.toml", hours::read),
        grants: words::read_grants(book, source),
        fact_titles: fact_titles(book),
        value_titles: value_titles(book),
        facts_of_several: facts_of_several(book),
        tests: tests::read(book, source),
    }
}

/// A pack is called as its folder.
fn check_id(book: &Book<'_>, source: &PackSource, id: &str) {
    if !id.is_empty() && id != source.id {
        let message = Message::new("policy-problem-id-is-not-folder").with("id", id);
        let help = Message::new("policy-help-folder").with("folder", source.id.as_str());
        book.error(&crate::problem::Spot::first_line("pack.toml"), message, Some(help));
    }
}

fn fact_titles(book: &Book<'_>) -> BTreeMap<String, BTreeMap<String, LocalText>> {
    let mut titles: BTreeMap<String, BTreeMap<String, LocalText>> = BTreeMap::new();
    for fact in &book.vocabulary.facts {
        titles.entry(fact.subject_kind.clone()).or_default().insert(fact.name.clone(), fact.title.clone());
    }
    titles
}

fn value_titles(book: &Book<'_>) -> BTreeMap<(String, String), BTreeMap<String, LocalText>> {
    let titled = book.vocabulary.facts.iter().filter(|fact| !fact.value_titles.is_empty());
    titled.map(|fact| (key_of(fact), fact.value_titles.clone())).collect()
}

fn facts_of_several(book: &Book<'_>) -> BTreeSet<(String, String)> {
    let is_of_several =
        |fact: &&FactDeclaration| matches!(fact.kind, FactKind::Set(_) | FactKind::PackSet(_));
    book.vocabulary.facts.iter().filter(is_of_several).map(key_of).collect()
}

fn key_of(fact: &FactDeclaration) -> (String, String) {
    (fact.subject_kind.clone(), fact.name.clone())
}

#[derive(Default)]
struct About {
    id: String,
    name: LocalText,
    layer: Option<Layer>,
    version: String,
    valid_from: Date,
    time_zone: String,
    default_language: Language,
    adopted_on: Option<Date>,
    adopted_by: Option<LocalText>,
    organisation: Option<Organisation>,
    source: Option<Source>,
    review: Option<Review>,
    parameters: Vec<Parameter>,
}

fn read_about(root: &Entry<'_>) -> About {
    let about = About {
        id: root.string("id"),
        name: root.text("name"),
        layer: Some(root.choice("layer", Layer::Municipality)),
        version: version(root),
        valid_from: root.date("valid_from"),
        time_zone: time_zone(root),
        default_language: language(root),
        adopted_on: root.optional_date("adopted_on"),
        adopted_by: root.optional_text("adopted_by"),
        organisation: organisation(root),
        source: document_source(root),
        review: root.table("review").map(review),
        parameters: root.tables("parameter").into_iter().filter_map(parameter).collect(),
    };
    for key in ["adopted_on", "adopted_by"] {
        if !root.has(key) {
            root.book.warn(&root.spot(), Message::new("policy-warning-missing-key").with("key", key), None);
        }
    }
    about
}

fn version(root: &Entry<'_>) -> String {
    let version = root.string("version");
    let is_good = version.split('.').all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit()));
    if !version.is_empty() && !is_good {
        let message = Message::new("policy-problem-bad-version").with("version", version.as_str());
        root.book.error(&root.spot_at("version"), message, Some(Message::new("policy-help-version")));
    }
    version
}

fn time_zone(root: &Entry<'_>) -> String {
    let zone = root.string("time_zone");
    if !zone.is_empty() && jiff::tz::TimeZone::get(&zone).is_err() {
        let message = Message::new("policy-problem-unknown-time-zone").with("zone", zone.as_str());
        root.book.error(&root.spot_at("time_zone"), message, Some(Message::new("policy-help-time-zone")));
    }
    zone
}

fn language(root: &Entry<'_>) -> Language {
    let Some(value) = root.optional("default_language") else { return Language::Swedish };
    let code = value.get_ref().as_str().unwrap_or_default();
    Language::ALL.into_iter().find(|language| language.code() == code).unwrap_or_else(|| {
        root.unknown_value(value, code, Language::ALL.map(Language::code));
        Language::Swedish
    })
}

fn organisation(root: &Entry<'_>) -> Option<Organisation> {
    root.required("organisation")?;
    let entry = root.table("organisation")?;
    let kind = entry.string("kind");
    let known = root.book.vocabulary.values("organisation", "kind");
    if let Some(value) = entry.optional("kind").filter(|_| !kind.is_empty() && !known.contains(&kind)) {
        entry.unknown_value(value, &kind, known.iter().map(String::as_str));
    }
    let name = entry.text("name");
    entry.finish();
    Some(Organisation { kind, name })
}

fn document_source(root: &Entry<'_>) -> Option<Source> {
    root.required("source")?;
    let entry = root.table("source")?;
    let source = Source { title: entry.text("title"), reference: entry.optional_string("reference") };
    entry.finish();
    Some(source)
}

fn review(entry: Entry<'_>) -> Review {
    entry.required("interval_months");
    let review = Review {
        rule: entry.define(NameKind::Rule, "rule"),
        interval_months: entry.optional_months("interval_months").unwrap_or_default(),
        last_on: entry.optional_date("last_on"),
        responsible: entry.who_list("responsible", &["organisation".to_owned()]),
        clauses: entry.clauses(),
    };
    entry.finish();
    review
}

fn parameter(entry: Entry<'_>) -> Option<Parameter> {
    let parameter = parameter_of(&entry);
    entry.finish();
    parameter
}

/// A parameter, wherever it stands: what else its table holds is for the caller to ask.
pub(super) fn parameter_of(entry: &Entry<'_>) -> Option<Parameter> {
    let id = entry.define(NameKind::Parameter, "id");
    let stricter = entry.choice("stricter", Stricter::None);
    let title = entry.text("title");
    let clauses = entry.optional_clauses();
    let value = parameter_value(entry);
    let fits = matches!(
        (&value, stricter),
        (Some(ParameterValue::Number(_)), Stricter::Lower | Stricter::Higher)
            | (Some(ParameterValue::List(_)), Stricter::Union)
            | (None, _)
            | (_, Stricter::None)
    );
    if !fits {
        entry.book.error(
            &entry.spot_at("stricter"),
            Message::new("policy-problem-stricter-does-not-fit"),
            None,
        );
    }
    Some(Parameter { id, value: value?, stricter, title, clauses })
}

fn parameter_value(entry: &Entry<'_>) -> Option<ParameterValue> {
    let value = entry.required("value")?;
    match value.get_ref() {
        DeValue::Boolean(flag) => Some(ParameterValue::Flag(*flag)),
        DeValue::Integer(_) => entry.optional_number("value").map(ParameterValue::Number),
        DeValue::String(text) => Some(ParameterValue::Text(text.to_string())),
        DeValue::Array(_) => {
            let mut list = entry.strings("value");
            list.sort();
            Some(ParameterValue::List(list))
        }
        _ => {
            entry.wrong_type(value, "parameter");
            None
        }
    }
}

pub(super) fn read_clauses(root: &Entry<'_>) -> Vec<Clause> {
    root.tables("clause").into_iter().map(clause).collect()
}

fn clause(entry: Entry<'_>) -> Clause {
    let clause = Clause {
        id: entry.define(NameKind::Clause, "id"),
        section: entry.string("section"),
        text: entry.both_languages(),
        effect: entry.choice("effect", Effect::Shown),
    };
    entry.finish();
    clause
}
