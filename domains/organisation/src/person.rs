//! Somebody who works with systems. Personal identity numbers are never stored.

use kernel::{Custom, FieldKind, Id, ReferenceKind, choice, record_fields};

choice! {
    /// Whether somebody works for an organisation of the federation or for somebody else.
    pub enum PersonKind {
        /// Swedish: anställd.
        Employed = "employed",
        /// Swedish: extern, such as the supplier's staff.
        External = "external",
    }
}

/// Swedish: person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    pub id: Id,
    pub name: String,
    /// What they work as.
    pub title: String,
    pub email: String,
    pub phone: String,
    pub kind: PersonKind,
    /// Where an external person works. Employed people have employments instead.
    pub organisation: Option<Id>,
    /// What the federation has added.
    pub custom: Custom,
    pub revision: i64,
}

record_fields! { Person, custom {
    name: FieldKind::Text { max_chars: 200 }, required;
    title: FieldKind::Text { max_chars: 200 };
    email: FieldKind::Text { max_chars: 254 };
    phone: FieldKind::Text { max_chars: 50 };
    kind: FieldKind::Choice(<PersonKind as kernel::Choice>::NAMES), required;
    organisation: FieldKind::Reference(ReferenceKind("organisation"));
} }

impl Person {
    #[must_use]
    pub fn new(name: impl Into<String>, kind: PersonKind) -> Self {
        Self {
            id: Id::new(),
            name: name.into(),
            title: String::new(),
            email: String::new(),
            phone: String::new(),
            kind,
            organisation: None,
            custom: Custom::default(),
            revision: 0,
        }
    }
}
