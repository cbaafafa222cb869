//! A part of an organisation in which people work and systems are used.

use kernel::{Custom, Date, FieldKind, Id, Period, ReferenceKind, record_fields};

/// Swedish: enhet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    pub id: Id,
    pub name: String,
    pub organisation: Id,
    /// The unit that it is part of, in the same organisation.
    pub parent: Option<Id>,
    /// Its first day, where it is known.
    pub from: Option<Date>,
    /// Its last day, when it has been closed.
    pub to: Option<Date>,
    /// What the federation has added.
    pub custom: Custom,
    pub revision: i64,
}

record_fields! { Unit, custom {
    name: FieldKind::Text { max_chars: 200 }, required;
    organisation: FieldKind::Reference(ReferenceKind("organisation")), required;
    parent: FieldKind::Reference(ReferenceKind("unit"));
    from: FieldKind::Date;
    to: FieldKind::Date;
} }

impl Unit {
    #[must_use]
    pub fn new(name: impl Into<String>, organisation: Id) -> Self {
        let name = name.into();
        Self {
            id: Id::new(),
            name,
            organisation,
            parent: None,
            from: None,
            to: None,
            custom: Custom::default(),
            revision: 0,
        }
    }

    #[must_use]
    pub fn period(&self) -> Period {
        Period::new(self.from, self.to)
    }
}
