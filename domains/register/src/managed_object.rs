//! A management object: systems that are managed together because they meet one need or serve one operation.

use kernel::{Choice, Custom, FieldKind, Id, SubjectKind, choice, record_fields};

/// The word that packs use for it is short.
pub const OBJECT: SubjectKind = SubjectKind("object");

choice! {
    /// Swedish: grund för avgränsningen.
    pub enum GroupingBasis {
        /// The systems that meet one need.
        Need = "need",
        /// All systems of one operation.
        Operation = "operation",
    }
}

/// Swedish: förvaltningsobjekt.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ManagedObject {
    pub id: Id,
    /// Counts from 1; 0 while it is not saved.
    pub revision: i64,
    pub name: String,
    pub description: String,
    /// One of the pack's kinds of object.
    pub kind: String,
    pub organisation: Option<Id>,
    pub grouping_basis: Option<GroupingBasis>,
    pub business_areas: Vec<String>,
    /// What the federation has added.
    pub custom: Custom,
}

record_fields! { ManagedObject, custom {
    name: FieldKind::Text { max_chars: 200 }, required;
    description: FieldKind::LongText { max_chars: 4_000 };
    kind: FieldKind::Text { max_chars: 60 }, required;
    organisation: FieldKind::Reference(crate::system::ORGANISATION_REFERENCE), required;
    grouping_basis: FieldKind::Choice(GroupingBasis::NAMES);
    business_areas: FieldKind::Words { max_words: 20 };
} }
