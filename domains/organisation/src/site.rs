//! A place where an organisation works, such as a school.

use kernel::{Custom, Date, FieldKind, Id, ReferenceKind, record_fields};

/// Swedish: verksamhetsställe.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    pub id: Id,
    pub name: String,
    pub organisation: Id,
    pub address: String,
    /// Its last day, when it has been closed.
    pub to: Option<Date>,
    /// What the federation has added.
    pub custom: Custom,
    pub revision: i64,
}

record_fields! { Site, custom {
    name: FieldKind::Text { max_chars: 200 }, required;
    organisation: FieldKind::Reference(ReferenceKind("organisation")), required;
    address: FieldKind::Text { max_chars: 300 };
    to: FieldKind::Date;
} }

impl Site {
    #[must_use]
    pub fn new(name: impl Into<String>, organisation: Id) -> Self {
        Self {
            id: Id::new(),
            name: name.into(),
            organisation,
            address: String::new(),
            to: None,
            custom: Custom::default(),
            revision: 0,
        }
    }
}
