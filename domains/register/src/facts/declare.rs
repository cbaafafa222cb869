//! Which facts the register tells about systems and objects, and of which type. The reference of the pack format lists
//! the same.

use crate::confirmation::ConfirmationState;
use crate::managed_object::{GroupingBasis, OBJECT};
use crate::system::{
    Category, Importance, LifecycleState, Management, OperationForm, SYSTEM, Size, SystemKind,
};
use kernel::{Choice, Language, LocalText, SubjectKind};
use policy::{FactDeclaration, FactKind, PackList};
use std::collections::BTreeMap;

/// Kinds of organisation that may own a system.
const OWNERS: [&str; 6] = [
    "municipal_federation",
    "joint_committee",
    "municipality",
    "municipal_company",
    "committee",
    "department",
];

/// The facts of a system.
pub(crate) fn facts_of_systems() -> Vec<FactDeclaration> {
    declared(
        SYSTEM,
        vec![
            ("kind", choice::<SystemKind>()),
            ("category", choice::<Category>()),
            ("effective_kind", FactKind::Set(names(Category::NAMES))),
            ("object_kind", FactKind::PackSet(PackList::ObjectKind)),
            ("lifecycle_state", choice::<LifecycleState>()),
            ("size", choice::<Size>()),
            ("importance", choice::<Importance>()),
            ("personal_data", FactKind::Flag),
            ("sensitive_data", FactKind::Flag),
            ("operation_form", choice::<OperationForm>()),
            ("technical_management", choice::<Management>()),
            ("business_management", choice::<Management>()),
            ("business_areas", FactKind::PackSet(PackList::BusinessArea)),
            ("organisation_kind", FactKind::Choice(names(&OWNERS))),
            ("common_system", FactKind::PackChoice(PackList::CommonSystem)),
            ("others_with_same_common_system", FactKind::Number),
            ("has_supplier", FactKind::Flag),
            ("has_integrations", FactKind::Flag),
            ("in_object", FactKind::Flag),
            ("confirmation", choice::<ConfirmationState>()),
            ("user_count", FactKind::Number),
            ("using_organisation_count", FactKind::Number),
            ("short_description", FactKind::Text),
            ("local_number", FactKind::Text),
            ("service_address", FactKind::Text),
            ("supplier", FactKind::Text),
            ("owning_organisation", FactKind::Text),
            ("in_operation_from", FactKind::Date),
            ("phase_out_from", FactKind::Date),
        ],
    )
}

/// The facts of an object.
pub(crate) fn facts_of_objects() -> Vec<FactDeclaration> {
    declared(
        OBJECT,
        vec![
            ("kind", FactKind::PackChoice(PackList::ObjectKind)),
            ("effective_kind", FactKind::Set(names(Category::NAMES))),
            ("grouping_basis", choice::<GroupingBasis>()),
            ("business_areas", FactKind::PackSet(PackList::BusinessArea)),
            ("organisation_kind", FactKind::Choice(names(&OWNERS))),
            ("personal_data", FactKind::Flag),
            ("owning_organisation", FactKind::Text),
            ("system_count", FactKind::Number),
            ("using_organisation_count", FactKind::Number),
        ],
    )
}

fn choice<C: Choice>() -> FactKind {
    FactKind::Choice(names(C::NAMES))
}

fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

fn declared(subject: SubjectKind, facts: Vec<(&str, FactKind)>) -> Vec<FactDeclaration> {
    facts
        .into_iter()
        .map(|(name, kind)| FactDeclaration {
            subject_kind: subject.name().to_owned(),
            name: name.to_owned(),
            value_titles: value_titles(subject, name, &kind),
            kind,
            title: title_of(subject, name),
        })
        .collect()
}

/// A fact is called as the field that it is read from, or has a text of its own.
fn title_of(subject: SubjectKind, fact: &str) -> LocalText {
    in_both_languages(&format!("fact-{}-{}", subject.name(), fact.replace('_', "-")))
}

fn in_both_languages(key: &str) -> LocalText {
    LocalText::new(texts::text(Language::Swedish, key), texts::text(Language::English, key))
}

/// The fixed values of a fact are called as those of the field that it is read from.
fn value_titles(subject: SubjectKind, fact: &str, kind: &FactKind) -> BTreeMap<String, LocalText> {
    let (FactKind::Choice(names) | FactKind::Set(names)) = kind else { return BTreeMap::new() };
    let label = match fact {
        "effective_kind" => "system-category".to_owned(),
        "organisation_kind" => "organisation-kind".to_owned(),
        "confirmation" => "confirmation-state".to_owned(),
        field if subject == OBJECT => format!("managed-object-{}", field.replace('_', "-")),
        field => format!("system-{}", field.replace('_', "-")),
    };
    let title = |name: &String| {
        let key = format!("{label}-{}", name.replace('_', "-"));
        (name.clone(), in_both_languages(&key))
    };
    names.iter().map(title).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The rows of the table of facts in the reference: subject and fact.
    fn referenced(subject: &str) -> Vec<String> {
        include_str!("../../../../docs/reference/policy-pack.md")
            .lines()
            .filter_map(|line| line.strip_prefix(&format!("| {subject} | ")))
            .flat_map(|row| row.split('|').next().unwrap_or_default().split(", "))
            .map(|fact| fact.trim().trim_matches('`').to_owned())
            .collect()
    }

    #[test]
    fn every_fact_of_the_format_is_told_and_no_other() {
        for (subject, declared) in [("system", facts_of_systems()), ("object", facts_of_objects())] {
            let names: Vec<String> = declared.into_iter().map(|fact| fact.name).collect();
            let mut expected = referenced(subject);
            let mut told = names.clone();
            expected.sort();
            told.sort();
            assert_eq!(told, expected, "{subject}");
        }
    }

    #[test]
    fn every_fact_and_every_value_of_it_has_a_title_in_both_languages() {
        for fact in facts_of_systems().into_iter().chain(facts_of_objects()) {
            assert!(!fact.title.sv.starts_with('['), "{}", fact.title.sv);
            assert!(!fact.title.en.starts_with('['), "{}", fact.title.en);
            for (value, title) in &fact.value_titles {
                assert!(!title.sv.starts_with('[') && !title.en.starts_with('['), "{value}: {title:?}");
            }
        }
    }
}
