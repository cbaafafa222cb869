//! What a record may say in the pack's own words: kinds, common systems, areas, types of document.
//! Only what is new is judged, so that a record from before another pack can still be changed.

use crate::document::Document;
use crate::managed_object::ManagedObject;
use crate::system::System;
use kernel::{Choice, Message, Objection};
use policy::{ListedValue, Pack};

const NOT_A_CHOICE: &str = "objection-not-a-choice";

/// Objections to words of a system that the pack does not have.
#[must_use]
pub fn check_words_of_system(pack: &Pack, before: Option<&System>, after: &System) -> Vec<Objection> {
    let before = before.cloned().unwrap_or_default();
    let named = |value: Option<&'static str>, list: &[ListedValue]| value.is_some_and(|id| !lists(list, id));
    let wrong = [
        ("kind", before.kind != after.kind && named(after.kind.map(Choice::name), &pack.system_kinds)),
        (
            "category",
            before.category != after.category && named(after.category.map(Choice::name), &pack.categories),
        ),
        (
            "operation_form",
            before.operation_form != after.operation_form
                && named(after.operation_form.map(Choice::name), &pack.operation_forms),
        ),
        (
            "common_system",
            before.common_system != after.common_system
                && !after.common_system.is_empty()
                && !pack.common_systems.iter().any(|one| one.id == after.common_system),
        ),
        ("business_areas", has_new_unknown_area(pack, &before.business_areas, &after.business_areas)),
    ];
    wrong
        .into_iter()
        .filter(|(_, is_wrong)| *is_wrong)
        .map(|(field, _)| Objection::new(field, NOT_A_CHOICE))
        .collect()
}

/// Objections to words of an object that the pack does not have.
#[must_use]
pub fn check_words_of_object(
    pack: &Pack,
    before: Option<&ManagedObject>,
    after: &ManagedObject,
) -> Vec<Objection> {
    let mut objections = Vec::new();
    let is_new = before.is_none_or(|before| before.kind != after.kind);
    if is_new && !pack.object_kinds.iter().any(|kind| kind.id == after.kind) {
        objections.push(Objection::new("kind", NOT_A_CHOICE));
    }
    let known = before.map_or(&[][..], |before| &before.business_areas);
    if has_new_unknown_area(pack, known, &after.business_areas) {
        objections.push(Objection::new("business_areas", NOT_A_CHOICE));
    }
    objections
}

/// Objections to a document whose type the pack does not have, or has for other subjects.
#[must_use]
pub fn check_words_of_document(pack: &Pack, document: &Document) -> Vec<Objection> {
    match pack.document(&document.document_type) {
        None => vec![Objection::new("document_type", NOT_A_CHOICE)],
        Some(found) if !found.subjects.contains(&document.subject.kind) => {
            let message = Message::new("register-objection-type-of-other-subject");
            vec![Objection::new("document_type", message).by_clauses(&found.clauses)]
        }
        Some(_) => Vec::new(),
    }
}

/// A pack that lists nothing of a kind leaves the program's own words open.
fn lists(list: &[ListedValue], id: &str) -> bool {
    list.is_empty() || list.iter().any(|one| one.id == id)
}

fn has_new_unknown_area(pack: &Pack, before: &[String], after: &[String]) -> bool {
    after.iter().any(|area| !before.contains(area) && !lists(&pack.business_areas, area))
}
