//! Whoever owns, uses or supplies systems: federations, municipalities, companies, committees, departments, suppliers.

use kernel::{Custom, Date, FieldKind, Id, Period, ReferenceKind, choice, record_fields};

choice! {
    /// Swedish: slag av organisation.
    pub enum OrganisationKind {
        MunicipalFederation = "municipal_federation", JointCommittee = "joint_committee",
        Municipality = "municipality", MunicipalCompany = "municipal_company", Committee = "committee",
        Department = "department", Supplier = "supplier",
    }
}

impl OrganisationKind {
    /// Whether it employs in its own name: what *own organisation* means for those who work there.
    #[must_use]
    pub const fn is_legal_entity(self) -> bool {
        matches!(
            self,
            Self::MunicipalFederation | Self::JointCommittee | Self::Municipality | Self::MunicipalCompany
        )
    }
}

/// Swedish: organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisation {
    pub id: Id,
    pub name: String,
    pub kind: OrganisationKind,
    /// The organisation that it is part of.
    pub parent: Option<Id>,
    /// What it is called in the federation's own lists.
    pub local_number: String,
    pub organisation_number: String,
    /// Has an IT department that operates systems.
    pub runs_it: Option<bool>,
    /// Is the federation itself.
    pub is_own: bool,
    pub website: String,
    /// The colour of what is printed in its name, such as `#1f4e79`; that of the nearest above where it has none.
    pub accent: String,
    pub notes: String,
    pub from: Option<Date>,
    pub to: Option<Date>,
    /// What the federation has added.
    pub custom: Custom,
    pub revision: i64,
}

record_fields! { Organisation, custom {
    name: FieldKind::Text { max_chars: 200 }, required;
    kind: FieldKind::Choice(<OrganisationKind as kernel::Choice>::NAMES), required;
    parent: FieldKind::Reference(ReferenceKind("organisation"));
    local_number: FieldKind::Text { max_chars: 50 };
    organisation_number: FieldKind::Text { max_chars: 20 };
    runs_it: FieldKind::Flag;
    is_own: FieldKind::Flag;
    website: FieldKind::Link;
    accent: FieldKind::Text { max_chars: 7 };
    from: FieldKind::Date;
    to: FieldKind::Date;
    notes: FieldKind::LongText { max_chars: 4_000 };
} }

impl Organisation {
    /// A new organisation that knows nothing but its name and kind.
    #[must_use]
    pub fn new(name: impl Into<String>, kind: OrganisationKind) -> Self {
        Self {
            id: Id::new(),
            name: name.into(),
            kind,
            parent: None,
            local_number: String::new(),
            organisation_number: String::new(),
            runs_it: None,
            is_own: false,
            website: String::new(),
            accent: String::new(),
            notes: String::new(),
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
