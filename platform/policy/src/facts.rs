//! What is known about one subject on a day: the input of every evaluation.

use kernel::{Date, Outcome, Period};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// One known fact. What is not known is left out of the map.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum FactValue {
    Flag(bool),
    Number(i64),
    Date(Date),
    Text(String),
    Set(BTreeSet<String>),
}

/// Swedish: uppgifter om ett system, objekt eller en organisation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SubjectFacts {
    /// `system`, `object` or `organisation`.
    pub subject_kind: String,
    pub facts: BTreeMap<String, FactValue>,
    pub holdings: Vec<Holding>,
    pub documents: Vec<DocumentFact>,
    pub forums: Vec<ForumFact>,
    pub statements: Vec<StatementFact>,
    pub agreements: Vec<AgreementFact>,
    pub waivers: Vec<Waiver>,
    /// The next day on which a fact becomes another by itself, such as a number of people employed.
    pub changes_on: Option<Date>,
    /// The last day of a subject that ends, such as an organisation that is closed: nothing is demanded of it afterwards.
    pub last_day: Option<Date>,
}

impl SubjectFacts {
    #[must_use]
    pub fn new(subject_kind: &str) -> Self {
        Self { subject_kind: subject_kind.to_owned(), ..Self::default() }
    }

    #[must_use]
    pub fn with(mut self, fact: &str, value: FactValue) -> Self {
        self.facts.insert(fact.to_owned(), value);
        self
    }

    /// The values of a set fact, or the one value of a choice; empty if it is missing.
    #[must_use]
    pub fn names(&self, fact: &str) -> BTreeSet<String> {
        match self.facts.get(fact) {
            Some(FactValue::Set(names)) => names.clone(),
            Some(FactValue::Text(name)) => BTreeSet::from([name.clone()]),
            _ => BTreeSet::new(),
        }
    }

    /// Whether it is the organisation whose guideline the pack is.
    pub(crate) fn is_own(&self) -> bool {
        self.facts.get("is_own") == Some(&FactValue::Flag(true))
    }

    /// Whether the subject has a holder of the role of its own: those of what it lies within then do not count for it.
    #[must_use]
    pub fn has_own_holder(&self, role: &str, day: Date) -> bool {
        let is_own = |held: &&Holding| held.role == role && held.inherited_from == Origin::Own;
        self.holdings.iter().filter(is_own).any(|held| held.period().contains(day))
    }
}

/// Who holds a role. Swedish: innehavare.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HolderKind {
    /// Employed by an organisation of the federation.
    #[default]
    Person,
    /// Such as the supplier's staff.
    ExternalPerson,
    /// A committee, a department, a forum.
    Body,
}

/// Where an assignment or a document lies, seen from the subject.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    #[default]
    Own,
    Object,
    Organisation,
}

/// One assignment of a role that counts for the subject. Swedish: rolltilldelning.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Holding {
    pub role: String,
    pub holder_kind: HolderKind,
    /// The same person or body has the same key.
    pub person_key: String,
    pub from: Option<Date>,
    /// The last day, already cut by the end of the employment.
    pub to: Option<Date>,
    pub inherited_from: Origin,
    /// Roles that the same holder has on an organisation.
    pub also_holds: Vec<String>,
    /// The next day on which those other roles begin or have ended.
    pub others_change_on: Option<Date>,
    /// The days on which a deputy stands in, cut as the assignment is.
    pub deputy: Option<Period>,
}

impl Holding {
    #[must_use]
    pub fn period(&self) -> Period {
        Period::new(self.from, self.to)
    }
}

/// One registered document.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct DocumentFact {
    pub document_type: String,
    pub has_owner: bool,
    /// The last day on which the owner is there, if it is known.
    pub owner_until: Option<Date>,
    pub date: Option<Date>,
    pub review_date: Option<Date>,
    /// The year that a plan is made for.
    pub year: Option<i16>,
    /// Approved, or registered with its decision.
    pub decided: bool,
    pub withdrawn: bool,
    /// Whether IT reaches it, such as what a supplier keeps; none where nobody has said.
    pub available_to_it: Option<bool>,
    pub inherited_from: Origin,
}

impl DocumentFact {
    /// Whether somebody who is still there owns it.
    #[must_use]
    pub fn is_owned_on(&self, day: Date) -> bool {
        self.has_owner && self.owner_until.is_none_or(|last| day <= last)
    }

    /// The first day without its owner, if that is known and still to come.
    #[must_use]
    pub fn ownerless_from(&self, today: Date) -> Option<Date> {
        let last = self.owner_until.filter(|_| self.has_owner && !self.withdrawn)?;
        last.tomorrow().ok().filter(|day| *day > today)
    }
}

/// A group that is formed at the subject, or at what it lies within. Swedish: grupp.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ForumFact {
    /// The body of the pack that it is.
    pub body: String,
    /// People with a seat today, each counted once.
    pub members: usize,
    pub inherited_from: Origin,
    /// The next day on which somebody takes or leaves a seat.
    pub changes_on: Option<Date>,
}

/// What somebody has said about how a duty is met. Swedish: redogörelse.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct StatementFact {
    pub duty: String,
    pub made_on: Date,
    /// The last day before it is to be reviewed, where it has one of its own.
    pub review_date: Option<Date>,
    pub inherited_from: Origin,
}

/// An agreement that covers the subject. Swedish: avtal.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct AgreementFact {
    /// One of [`crate::AGREEMENT_KINDS`].
    pub kind: String,
    pub from: Option<Date>,
    /// The last day that it surely runs; none while it runs on by itself.
    pub to: Option<Date>,
    pub is_approved: bool,
    pub is_signed: bool,
}

/// A decision that lets one rule pass for a time. Swedish: undantag.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Waiver {
    pub rule: String,
    pub from: Date,
    pub until: Date,
}

/// What a demand says about a subject.
pub(crate) const fn is_open(outcome: Outcome) -> bool {
    matches!(outcome, Outcome::Breached | Outcome::Unknown)
}
