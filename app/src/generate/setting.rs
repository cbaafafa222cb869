//! What all municipalities of a federation are generated with: its words, what its guideline asks for, its suppliers.

use super::words::Words;
use kernel::{Choice, CustomField, Id};
use policy::{HolderKind, ListedValue, Pack};
use register::{Category, OperationForm, SystemKind};
use std::sync::Arc;

/// Documents that each system has on the average, times 100.
const DOCUMENTS_OF_100_SYSTEMS: usize = 340;

/// What does not change while a federation is generated.
pub struct Setting {
    pub words: Arc<Words>,
    /// Systems of a municipality in the end; everything else follows in proportion.
    pub systems: usize,
    /// Roles that people may hold on a system.
    pub system_roles: Vec<String>,
    /// Roles that people may hold on an object and not on a system.
    pub object_roles: Vec<String>,
    /// Id and title of the types of document that are about systems.
    pub document_types: Vec<(String, String)>,
    pub kinds: Vec<SystemKind>,
    pub categories: Vec<Category>,
    pub operation_forms: Vec<OperationForm>,
    pub object_kinds: Vec<String>,
    pub suppliers: Vec<Id>,
    /// The field that the federation has added to systems.
    pub fields: Arc<[CustomField]>,
}

impl Setting {
    pub fn of(pack: &Pack, words: Arc<Words>, systems: usize) -> Self {
        let person_on = |wanted: &[&str], unwanted: &[&str]| -> Vec<String> {
            let is_held = |role: &&policy::Role| {
                let on = |kind: &&str| role.subjects.iter().any(|subject| subject == kind);
                role.holders.contains(&HolderKind::Person)
                    && wanted.iter().all(on)
                    && !unwanted.iter().any(on)
            };
            pack.roles.iter().filter(is_held).map(|role| role.id.clone()).collect()
        };
        let documents = pack.documents.iter().filter(|document| {
            document.numbering.is_none() && document.subjects.iter().any(|kind| kind == "system")
        });
        Self {
            words,
            systems,
            system_roles: person_on(&["system"], &[]),
            object_roles: person_on(&["object"], &["system"]),
            document_types: documents
                .map(|document| (document.id.clone(), document.title.text().sv.clone()))
                .collect(),
            kinds: listed(&pack.system_kinds, SystemKind::NAMES, SystemKind::from_name),
            categories: listed(&pack.categories, Category::NAMES, Category::from_name),
            operation_forms: listed(&pack.operation_forms, OperationForm::NAMES, OperationForm::from_name),
            object_kinds: pack.object_kinds.iter().map(|kind| kind.id.clone()).collect(),
            suppliers: Vec::new(),
            fields: Arc::default(),
        }
    }

    /// How probable it is that a system has a document of a type, in percent.
    pub fn percent_of_documents(&self) -> usize {
        (DOCUMENTS_OF_100_SYSTEMS / self.document_types.len().max(1)).min(100)
    }

    /// People in each department.
    pub fn staff(&self) -> usize {
        (self.systems / 2 / self.words.departments.len().max(1)).max(self.system_roles.len() + 2)
    }
}

/// What the guideline lists; where it lists nothing, all that the program knows.
fn listed<C>(
    values: &[ListedValue],
    names: &[&'static str],
    from_name: impl Fn(&str) -> Option<C>,
) -> Vec<C> {
    if values.is_empty() {
        return names.iter().filter_map(|name| from_name(name)).collect();
    }
    values.iter().filter_map(|value| from_name(&value.id)).collect()
}
