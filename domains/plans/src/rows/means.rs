//! What a plan takes and who does what: resources, budget, responsibilities, and whom users turn to.

use super::words::Party;
use super::work::{LINE, TEXT, WORD};
use kernel::{Choice as _, FieldKind, Id, ReferenceKind, record_fields};

/// Hours of one need: more than anybody works in some years.
const MOST_HOURS: i64 = 100_000;

/// Time that somebody is to give. Swedish: resursbehov.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ResourceNeed {
    /// One of the pack's roles.
    pub role: String,
    pub person: Option<Id>,
    pub hours: Option<i64>,
    pub note: String,
}

record_fields! { ResourceNeed {
    role: WORD;
    person: FieldKind::Reference(ReferenceKind("person"));
    hours: FieldKind::Number { min: 0, max: MOST_HOURS };
    note: TEXT;
} }

/// What an account group may cost in a year: its frame. Swedish: budgetrad.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BudgetLine {
    /// One of the pack's account groups.
    pub account_group: String,
    pub year: Option<i64>,
    /// In öre, as what it came to.
    pub amount: Option<i64>,
    pub outcome_cost: Option<i64>,
    pub note: String,
}

record_fields! { BudgetLine {
    account_group: WORD;
    year: FieldKind::Number { min: 1990, max: 2200 }, required;
    amount: FieldKind::Money, required;
    outcome_cost: FieldKind::Money;
    note: TEXT;
} }

/// Who does something, and who pays for it. Swedish: ansvarsfördelning.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Responsibility {
    pub task: String,
    pub party: Option<Party>,
    pub pays: Option<Party>,
    pub note: String,
}

record_fields! { Responsibility {
    task: LINE, required;
    party: FieldKind::Choice(Party::NAMES), required;
    pays: FieldKind::Choice(Party::NAMES);
    note: TEXT;
} }

/// Whom users turn to, with what. Swedish: supportväg.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SupportPath {
    pub party: Option<Party>,
    /// Who answers, such as a service desk.
    pub contact: String,
    pub questions: String,
    /// Telephone, mail, or a page.
    pub reached_by: String,
}

record_fields! { SupportPath {
    party: FieldKind::Choice(Party::NAMES), required;
    contact: LINE;
    questions: TEXT;
    reached_by: LINE;
} }
