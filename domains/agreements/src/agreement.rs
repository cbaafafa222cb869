//! An agreement with a supplier: who has made it, what it is about, and for how long it runs.

use crate::term::{MOST_MONTHS, Renewal, Terms};
use kernel::{Choice, Custom, Date, FieldKind, Id, ReferenceKind, SubjectKind, choice, record_fields};

pub const AGREEMENT: SubjectKind = SubjectKind("agreement");

const ORGANISATION_REFERENCE: ReferenceKind = ReferenceKind("organisation");

choice! {
    /// Swedish: avtalsslag. The core words that guidelines speak of.
    pub enum AgreementKind {
        Supply = "supply",
        Operation = "operation",
        Support = "support",
        Service = "service",
        /// Swedish: ramavtal.
        Framework = "framework",
        /// Swedish: personuppgiftsbiträdesavtal.
        DataProcessing = "data_processing",
    }
}

/// Swedish: avtal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Agreement {
    pub id: Id,
    /// Counts from 1; 0 while it is not saved.
    pub revision: i64,
    pub name: String,
    pub kind: Option<AgreementKind>,
    /// The number that the parties know it by.
    pub number: String,
    pub supplier: Option<Id>,
    /// The organisation that has made it.
    pub organisation: Option<Id>,
    /// Who sees to it in time.
    pub responsible: Option<Id>,
    pub starts_on: Option<Date>,
    /// The last day of its first term; none where it runs until further notice.
    pub ends_on: Option<Date>,
    pub notice_months: Option<i64>,
    pub renewal: Renewal,
    pub renewal_months: Option<i64>,
    /// What it is worth in a year.
    pub value_ore: Option<i64>,
    /// The framework agreement that it is called off from.
    pub framework: Option<Id>,
    /// The systems that it covers, in no order.
    pub systems: Vec<Id>,
    pub notes: String,
    /// The documents that belong to it, in no order.
    pub documents: Vec<Id>,
    pub terminated: Option<Termination>,
    pub signed: Option<Signature>,
    /// Who wrote last what is approved and signed; nobody where the program did.
    pub written_by: Option<Id>,
    /// What the federation has added.
    pub custom: Custom,
}

/// When notice was given, and why. Swedish: uppsägning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Termination {
    pub on: Date,
    pub because: String,
}

/// When it was signed, and who has said so. Swedish: tecknande.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signature {
    pub on: Date,
    /// Nobody where the program noted it.
    pub by: Option<Id>,
}

record_fields! { Agreement, custom {
    name: FieldKind::Text { max_chars: 200 }, required;
    kind: FieldKind::Choice(AgreementKind::NAMES), required;
    number: FieldKind::Text { max_chars: 60 };
    supplier: FieldKind::Reference(ORGANISATION_REFERENCE), required;
    organisation: FieldKind::Reference(ORGANISATION_REFERENCE), required;
    responsible: FieldKind::Reference(ReferenceKind("person"));
    starts_on: FieldKind::Date, required;
    ends_on: FieldKind::Date;
    notice_months: FieldKind::Number { min: 0, max: MOST_MONTHS };
    renewal: FieldKind::Choice(Renewal::NAMES), required;
    renewal_months: FieldKind::Number { min: 1, max: MOST_MONTHS };
    value_ore: FieldKind::Money;
    framework: FieldKind::Reference(ReferenceKind("agreement"));
    systems: FieldKind::References(ReferenceKind("system"));
    notes: FieldKind::LongText { max_chars: 10_000 };
    documents: FieldKind::References(ReferenceKind("document"));
} }

impl Agreement {
    /// What it says of its time; none while nobody has said when it begins.
    #[must_use]
    pub fn terms(&self) -> Option<Terms> {
        Some(Terms {
            starts_on: self.starts_on?,
            ends_on: self.ends_on,
            notice_months: self.notice_months,
            renewal: self.renewal,
            renewal_months: self.renewal_months,
            terminated_on: self.terminated.as_ref().map(|terminated| terminated.on),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kinds_are_those_that_guidelines_speak_of() {
        assert_eq!(AgreementKind::NAMES, policy::AGREEMENT_KINDS);
    }
}
