//! That somebody is away for some days, and who stands in for them. Why they are away is nobody's business.

use kernel::{Date, FieldKind, Id, Period, ReferenceKind, record_fields};

/// Swedish: frånvaro.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Absence {
    pub id: Id,
    pub person: Id,
    /// Who stands in, where somebody does.
    pub deputy: Option<Id>,
    pub from: Date,
    pub to: Date,
    pub revision: i64,
}

record_fields! { Absence {
    person: FieldKind::Reference(ReferenceKind("person")), required;
    deputy: FieldKind::Reference(ReferenceKind("person"));
    from: FieldKind::Date, required;
    to: FieldKind::Date, required;
} }

impl Absence {
    #[must_use]
    pub fn new(person: Id, from: Date, to: Date) -> Self {
        Self { id: Id::new(), person, deputy: None, from, to, revision: 0 }
    }

    #[must_use]
    pub fn period(&self) -> Period {
        Period::new(Some(self.from), Some(self.to))
    }
}
