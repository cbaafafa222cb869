//! Licences of a system or a program: how many there are, who uses them, and whether they are enough.

use kernel::{Choice, Date, FieldKind, Id, ReferenceKind, SubjectKind, choice, record_fields};

pub const LICENCE: SubjectKind = SubjectKind("licence");

/// So many of one licence, at most.
const MOST: i64 = 10_000_000;

const ORGANISATION_REFERENCE: ReferenceKind = ReferenceKind("organisation");

choice! {
    /// What is counted. Swedish: licensslag.
    pub enum LicenceKind {
        /// Each person who may use it.
        PerUser = "per_user",
        /// Those who use it at the same time.
        Concurrent = "concurrent",
        /// Each computer or telephone.
        PerDevice = "per_device",
        /// Everyone in the organisation: nothing is counted.
        Unlimited = "unlimited",
    }
}

/// Swedish: licens.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Licence {
    pub id: Id,
    /// Counts from 1; 0 while it is not saved.
    pub revision: i64,
    pub name: String,
    pub kind: Option<LicenceKind>,
    /// The organisation that has bought it.
    pub organisation: Option<Id>,
    pub system: Option<Id>,
    pub supplier: Option<Id>,
    /// The agreement under which it was bought.
    pub agreement: Option<Id>,
    /// One of the guideline's groups of users.
    pub user_group: String,
    pub bought: Option<i64>,
    pub in_use: Option<i64>,
    /// The day on which those in use were counted.
    pub counted_on: Option<Date>,
    /// What all of them cost in a year.
    pub cost_ore: Option<i64>,
    pub valid_from: Option<Date>,
    pub valid_to: Option<Date>,
    /// Who sees to it in time.
    pub responsible: Option<Id>,
    pub notes: String,
}

record_fields! { Licence {
    name: FieldKind::Text { max_chars: 200 }, required;
    kind: FieldKind::Choice(LicenceKind::NAMES), required;
    organisation: FieldKind::Reference(ORGANISATION_REFERENCE), required;
    system: FieldKind::Reference(ReferenceKind("system"));
    supplier: FieldKind::Reference(ORGANISATION_REFERENCE);
    agreement: FieldKind::Reference(ReferenceKind("agreement"));
    user_group: FieldKind::Text { max_chars: 60 };
    bought: FieldKind::Number { min: 0, max: MOST };
    in_use: FieldKind::Number { min: 0, max: MOST };
    counted_on: FieldKind::Date;
    cost_ore: FieldKind::Money;
    valid_from: FieldKind::Date;
    valid_to: FieldKind::Date;
    responsible: FieldKind::Reference(ReferenceKind("person"));
    notes: FieldKind::LongText { max_chars: 10_000 };
} }

/// Whether there are enough licences. Swedish: användning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LicenceUse {
    /// Nobody has counted, or nothing is counted.
    NotCounted,
    /// So many are used beyond those that there are.
    Over(i64),
    /// So many are used by nobody; 0 where all are.
    Free(i64),
}

/// Whether those in use are more than those that were bought.
#[must_use]
pub fn compute_use(kind: Option<LicenceKind>, bought: Option<i64>, in_use: Option<i64>) -> LicenceUse {
    let counts = kind != Some(LicenceKind::Unlimited);
    match (bought.filter(|_| counts), in_use) {
        (Some(bought), Some(in_use)) if in_use > bought => LicenceUse::Over(in_use.saturating_sub(bought)),
        (Some(bought), Some(in_use)) => LicenceUse::Free(bought.saturating_sub(in_use)),
        _ => LicenceUse::NotCounted,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn licences_that_do_not_suffice_and_those_that_nobody_uses_are_counted() {
        let of = |bought, in_use| compute_use(Some(LicenceKind::PerUser), bought, in_use);
        assert_eq!(of(Some(200), Some(214)), LicenceUse::Over(14));
        assert_eq!(of(Some(200), Some(140)), LicenceUse::Free(60));
        assert_eq!(of(Some(200), Some(200)), LicenceUse::Free(0));
        assert_eq!(of(Some(0), Some(1)), LicenceUse::Over(1));
        assert_eq!(of(None, Some(10)), LicenceUse::NotCounted);
        assert_eq!(of(Some(200), None), LicenceUse::NotCounted);
        let for_all = compute_use(Some(LicenceKind::Unlimited), Some(1), Some(10));
        assert_eq!(for_all, LicenceUse::NotCounted, "there is no too many of what everyone may use");
    }
}
