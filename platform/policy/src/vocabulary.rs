//! Which facts, actions and permissions a pack may speak of: declared by the domains, checked when a pack is read.

use crate::law::Law;
use kernel::LocalText;
use std::collections::BTreeMap;

/// What kind of value a fact has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FactKind {
    Flag,
    Number,
    Date,
    Text,
    /// One of fixed names.
    Choice(Vec<String>),
    /// Several of fixed names.
    Set(Vec<String>),
    /// One of the pack's own entries.
    PackChoice(PackList),
    /// Several of the pack's own entries.
    PackSet(PackList),
}

/// A list in `objects.toml` whose ids are the values of a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PackList {
    ObjectKind,
    CommonSystem,
    /// Any text fits where the pack lists no areas.
    BusinessArea,
}

/// One fact that a domain supplies about one kind of subject. Swedish: uppgift.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactDeclaration {
    /// Such as `system`.
    pub subject_kind: String,
    pub name: String,
    pub kind: FactKind,
    /// How a form calls it, in both languages.
    pub title: LocalText,
    /// How a form calls its fixed values; those of the pack's own lists have their titles there.
    pub value_titles: BTreeMap<String, LocalText>,
}

/// What a mandate of a pack may be about, as the reference of the format lists it. What the program has no verb for yet
/// is shown, not enforced.
pub const ACTIONS: [&str; 29] = [
    "plan.approve",
    "plan.draft",
    "plan.prioritise",
    "plan.follow_up",
    "plan.reprioritise",
    "resources.change",
    "budget.decide",
    "basis.prepare",
    "role.appoint",
    "system.register",
    "system.change",
    "system.develop",
    "system.introduce",
    "system.put_in_operation",
    "system.phase_out",
    "system.retire",
    "object.decide",
    "document.approve",
    "document.register",
    "agreement.sign",
    "agreement.approve",
    "classification.make",
    "classification.decide",
    "disclosure.refuse",
    "finding.waive",
    "pack.revise",
    "change.decide",
    "purchase.decide",
    "access.administer",
];

/// What an agreement may be about. A pack names those of which it has more to say.
pub const AGREEMENT_KINDS: [&str; 6] =
    ["supply", "operation", "support", "service", "framework", "data_processing"];

/// Everything that a pack may refer to but that the program decides.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    pub facts: Vec<FactDeclaration>,
    /// What a mandate may be about, such as `plan.approve`.
    pub actions: Vec<String>,
    /// What a grant may give, such as `systems.change`.
    pub permissions: Vec<String>,
    /// What no pack and no overlay may relax.
    pub law: Law,
}

impl Vocabulary {
    /// What a pack may speak of: the fields that a federation has added are known to its own overlay only.
    pub(crate) fn of_packs(&self) -> Self {
        let is_shared = |fact: &&FactDeclaration| kernel::custom_key(&fact.name).is_none();
        Self { facts: self.facts.iter().filter(is_shared).cloned().collect(), ..self.clone() }
    }

    #[must_use]
    pub fn fact(&self, subject_kind: &str, name: &str) -> Option<&FactDeclaration> {
        self.facts.iter().find(|fact| fact.subject_kind == subject_kind && fact.name == name)
    }

    /// The kinds of subject that any fact is declared for, in the order of declaration.
    #[must_use]
    pub fn subject_kinds(&self) -> Vec<&str> {
        let mut kinds: Vec<&str> = Vec::new();
        for fact in &self.facts {
            if !kinds.contains(&fact.subject_kind.as_str()) {
                kinds.push(&fact.subject_kind);
            }
        }
        kinds
    }

    /// The fixed values of a choice or set fact.
    #[must_use]
    pub fn values(&self, subject_kind: &str, name: &str) -> &[String] {
        match self.fact(subject_kind, name).map(|fact| &fact.kind) {
            Some(FactKind::Choice(values) | FactKind::Set(values)) => values,
            _ => &[],
        }
    }
}
