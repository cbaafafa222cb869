//! Which organisations and units use a system, and how many users they have in it.

use kernel::{FieldKind, Id, ReferenceKind, record_fields};

/// Swedish: användande organisation eller enhet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SystemUse {
    pub organisation: Option<Id>,
    /// A part of that organisation; absent where all of it uses the system.
    pub unit: Option<Id>,
    pub number_of_users: Option<i64>,
}

impl SystemUse {
    /// As people write it: *Skolförvaltningen / Grundskolan (40)*.
    #[must_use]
    pub fn in_words(&self, name: impl Fn(&Id) -> String) -> String {
        let places: Vec<String> = self.organisation.iter().chain(&self.unit).map(name).collect();
        let users = self.number_of_users.map_or_else(String::new, |count| format!(" ({count})"));
        format!("{}{users}", places.join(" / "))
    }
}

record_fields! { SystemUse {
    organisation: FieldKind::Reference(crate::system::ORGANISATION_REFERENCE), required;
    unit: FieldKind::Reference(ReferenceKind("unit"));
    number_of_users: FieldKind::Number { min: 0, max: 10_000_000 };
} }
