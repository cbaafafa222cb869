//! The pack itself: what guideline it is, its clauses, parameters, words and open issues.

use super::{
    AgreementKind, Body, CatalogueRow, CoreFunction, DeputyDemand, DocumentType, FieldDemand, Forum,
    Grouping, Level, LifecycleState, ListedValue, Mandate, ObjectKind, OwnerDemand, Party, PlanKind, Role,
    Separation, Uniqueness, WhoWhen,
};
use crate::hours::OpeningHours;
use crate::pack_tests::PackTest;
use kernel::{Choice, Date, Language, LocalText, Scope};
use serde::{Serialize, Serializer};
use std::collections::{BTreeMap, BTreeSet};

/// A guideline as data. Swedish: regelpaket.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Pack {
    pub id: String,
    pub name: LocalText,
    pub layer: Layer,
    pub version: String,
    pub valid_from: Date,
    pub time_zone: String,
    pub default_language: Language,
    pub adopted_on: Option<Date>,
    pub adopted_by: Option<LocalText>,
    pub organisation: Organisation,
    pub source: Source,
    pub review: Option<Review>,
    pub parameters: Vec<Parameter>,
    pub clauses: Vec<Clause>,
    pub levels: Vec<Level>,
    pub parties: Vec<Party>,
    pub bodies: Vec<Body>,
    pub roles: Vec<Role>,
    pub separations: Vec<Separation>,
    pub deputy_demands: Vec<DeputyDemand>,
    pub mandates: Vec<Mandate>,
    pub object_kinds: Vec<ObjectKind>,
    pub groupings: Vec<Grouping>,
    pub categories: Vec<ListedValue>,
    pub system_kinds: Vec<ListedValue>,
    pub lifecycle_states: Vec<LifecycleState>,
    pub operation_forms: Vec<ListedValue>,
    pub common_systems: Vec<ListedValue>,
    pub business_areas: Vec<ListedValue>,
    pub uniqueness: Vec<Uniqueness>,
    pub field_demands: Vec<FieldDemand>,
    pub document_groups: Vec<ListedValue>,
    pub documents: Vec<DocumentType>,
    pub owner_demand: Option<OwnerDemand>,
    pub plan_kinds: Vec<PlanKind>,
    /// What a plan's costs are told by. Swedish: kontogrupper.
    pub account_groups: Vec<ListedValue>,
    pub goal_kinds: Vec<ListedValue>,
    pub activity_kinds: Vec<ListedValue>,
    pub forums: Vec<Forum>,
    pub agreement_kinds: Vec<AgreementKind>,
    /// What licences are counted by. Swedish: användargrupper.
    pub user_groups: Vec<ListedValue>,
    pub terms: Vec<Term>,
    pub issues: Vec<Issue>,
    pub opening_hours: Option<OpeningHours>,
    /// What this pack grants beyond `base`.
    pub grants: Vec<Grant>,
    /// What the forms call the facts that this pack may ask for, by kind of subject.
    pub fact_titles: BTreeMap<String, BTreeMap<String, LocalText>>,
    /// What the forms call the fixed values of a fact, by subject and fact. No part of the guideline itself.
    #[serde(skip)]
    pub value_titles: BTreeMap<(String, String), BTreeMap<String, LocalText>>,
    /// The facts that hold several values at once, by subject and fact. No part of the guideline itself.
    #[serde(skip)]
    pub facts_of_several: BTreeSet<(String, String)>,
    /// All demands of the source; empty where the pack does not count them. No part of the guideline itself.
    #[serde(skip)]
    pub catalogue: Vec<CatalogueRow>,
    #[serde(skip)]
    pub tests: Vec<PackTest>,
}

/// Whose guideline it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Organisation {
    pub kind: String,
    pub name: LocalText,
}

/// The document that the pack carries out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Source {
    pub title: LocalText,
    pub reference: Option<String>,
}

/// The review of the guideline itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Review {
    pub rule: String,
    pub interval_months: u32,
    pub last_on: Option<Date>,
    pub responsible: Vec<WhoWhen>,
    pub clauses: Vec<String>,
}

kernel::choice! {
    /// Where demands come from, the highest first.
    pub enum Layer {
        Law = "law", National = "national", Federation = "federation", Municipality = "municipality", Local = "local",
    }
}

impl Serialize for Layer {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        choice_name(self, serializer)
    }
}

kernel::choice! {
    /// Which way a parameter is stricter.
    pub enum Stricter { Lower = "lower", Higher = "higher", Union = "union", None = "none" }
}

impl Serialize for Stricter {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        choice_name(self, serializer)
    }
}

/// A number, text, flag or list that a lower layer may change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Parameter {
    pub id: String,
    pub value: ParameterValue,
    pub stricter: Stricter,
    pub title: LocalText,
    pub clauses: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum ParameterValue {
    Flag(bool),
    Number(i64),
    Text(String),
    /// Sorted, without repetition.
    List(Vec<String>),
}

/// One demand of the source in our own words. Swedish: klausul.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Clause {
    pub id: String,
    pub section: String,
    pub text: LocalText,
    pub effect: Effect,
}

kernel::choice! {
    /// How far the program carries a clause out.
    pub enum Effect { Enforced = "enforced", Computed = "computed", Recorded = "recorded", Shown = "shown" }
}

impl Serialize for Effect {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        choice_name(self, serializer)
    }
}

/// A word as the guideline uses it. Swedish: begrepp.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Term {
    pub id: String,
    pub term: LocalText,
    pub text: LocalText,
    pub aliases: Vec<String>,
    pub clauses: Vec<String>,
}

/// Something that the guideline leaves unclear. Swedish: oklarhet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Issue {
    pub id: String,
    pub source: Option<String>,
    pub status: IssueStatus,
    pub fact: LocalText,
    pub reading: LocalText,
    pub parameter: Option<String>,
    /// The rules that carry the reading: an overlay changes them where another reading is right.
    pub rules: Vec<String>,
    pub ask: LocalText,
    pub clauses: Vec<String>,
}

kernel::choice! {
    pub enum IssueStatus { Open = "open", Answered = "answered" }
}

impl Serialize for IssueStatus {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        choice_name(self, serializer)
    }
}

/// What core functions, or everyone, may do and how far. Swedish: behörighet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Grant {
    /// None: every signed-in person.
    #[serde(serialize_with = "function_names")]
    pub functions: Option<Vec<CoreFunction>>,
    pub permissions: Vec<String>,
    pub scope: Scope,
}

pub(crate) fn choice_name<T: Choice, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(value.name())
}

fn function_names<S: Serializer>(
    functions: &Option<Vec<CoreFunction>>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(functions.iter().flatten().map(|function| function.name()))
}
