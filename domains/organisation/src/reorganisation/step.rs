//! The steps of a reorganisation. The table of fields of each is its form and its body in the API; the ids of units and
//! organisations that a step opens are made with it, so that later steps can name them.

use crate::OrganisationKind;
use kernel::{Choice, FieldKind, Id, ReferenceKind, record_fields};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::collections::BTreeMap;

/// One step of a reorganisation. Swedish: steg.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Step {
    OpenUnit(OpenUnit),
    CloseUnit(CloseUnit),
    MergeUnits(MergeUnits),
    SplitUnit(SplitUnit),
    MoveUnit(MoveUnit),
    OpenOrganisation(OpenOrganisation),
    CloseOrganisation(CloseOrganisation),
    MoveOrganisation(MoveOrganisation),
}

const UNIT: FieldKind = FieldKind::Reference(ReferenceKind("unit"));
const ORGANISATION: FieldKind = FieldKind::Reference(ReferenceKind("organisation"));
const NAME: FieldKind = FieldKind::Text { max_chars: 200 };

/// A unit that begins. Swedish: en enhet inrättas.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenUnit {
    pub opened: Id,
    pub name: String,
    pub organisation: Option<Id>,
    pub parent: Option<Id>,
}

record_fields! { OpenUnit {
    name: NAME, required;
    organisation: ORGANISATION, required;
    parent: UNIT;
} }

/// A unit that ends; what it has goes to its successor. Swedish: en enhet läggs ned.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CloseUnit {
    pub unit: Option<Id>,
    pub successor: Option<Id>,
}

record_fields! { CloseUnit {
    unit: UNIT, required;
    successor: UNIT;
} }

/// Several units that become one: a new one, or one that is there. Swedish: enheter slås ihop.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MergeUnits {
    pub opened: Id,
    pub units: Vec<Id>,
    /// Of the new unit.
    pub name: String,
    /// The unit that takes in the others, instead of a new one.
    pub into: Option<Id>,
}

record_fields! { MergeUnits {
    units: FieldKind::References(ReferenceKind("unit")), required;
    name: NAME;
    into: UNIT;
} }

/// A unit that becomes several. Swedish: en enhet delas.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SplitUnit {
    pub unit: Option<Id>,
    /// One name on each line.
    pub names: String,
    pub parts: Vec<Part>,
    /// The part to which each employment goes.
    pub goes: BTreeMap<Id, Id>,
    /// The part to which goes whatever is not named: those who come later, and units that lie within.
    pub rest: Option<Id>,
}

record_fields! { SplitUnit {
    unit: UNIT, required;
    names: FieldKind::LongText { max_chars: 2_000 }, required;
} }

/// A part of a unit that is split.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    pub opened: Id,
    pub name: String,
}

/// Which employments go to a part of a unit that is split. Swedish: fördela de anställda.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Distribute {
    /// The number of the step, from 1.
    pub step: Option<i64>,
    pub part: String,
    pub employments: Vec<Id>,
    /// The part also takes whatever no part is named for.
    pub takes_rest: Option<bool>,
}

record_fields! { Distribute {
    step: FieldKind::Number { min: 1, max: 200 }, required;
    part: NAME, required;
    employments: FieldKind::References(ReferenceKind("employment"));
    takes_rest: FieldKind::Flag;
} }

/// A unit that comes to lie elsewhere, with all that it has. Swedish: en enhet flyttas.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MoveUnit {
    pub unit: Option<Id>,
    /// The unit under which it comes to lie; without one it lies directly in the organisation.
    pub parent: Option<Id>,
    pub organisation: Option<Id>,
}

record_fields! { MoveUnit {
    unit: UNIT, required;
    parent: UNIT;
    organisation: ORGANISATION;
} }

/// An organisation that begins. Swedish: en organisation inrättas.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenOrganisation {
    pub opened: Id,
    pub name: String,
    #[serde(rename = "organisation_kind", serialize_with = "by_name", deserialize_with = "of_name")]
    pub kind: OrganisationKind,
    pub parent: Option<Id>,
}

record_fields! { OpenOrganisation {
    name: NAME, required;
    kind: FieldKind::Choice(<OrganisationKind as Choice>::NAMES), required;
    parent: ORGANISATION, required;
} }

impl Default for OpenOrganisation {
    fn default() -> Self {
        Self { opened: Id::new(), name: String::new(), kind: OrganisationKind::Department, parent: None }
    }
}

fn by_name<S: Serializer>(kind: &OrganisationKind, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(kind.name())
}

fn of_name<'de, D: Deserializer<'de>>(deserializer: D) -> Result<OrganisationKind, D::Error> {
    let name = String::deserialize(deserializer)?;
    OrganisationKind::from_name(&name).ok_or_else(|| serde::de::Error::custom("no kind of organisation"))
}

/// An organisation that ends; what it has goes to its successor. Swedish: en organisation läggs ned.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CloseOrganisation {
    pub organisation: Option<Id>,
    pub successor: Option<Id>,
}

record_fields! { CloseOrganisation {
    organisation: ORGANISATION, required;
    successor: ORGANISATION;
} }

/// An organisation that comes to lie elsewhere, with all that it has. Swedish: en organisation flyttas.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MoveOrganisation {
    pub organisation: Option<Id>,
    pub parent: Option<Id>,
}

record_fields! { MoveOrganisation {
    organisation: ORGANISATION, required;
    parent: ORGANISATION, required;
} }

impl Step {
    /// The kind of step, as texts and addresses name it.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::OpenUnit(_) => "open_unit",
            Self::CloseUnit(_) => "close_unit",
            Self::MergeUnits(_) => "merge_units",
            Self::SplitUnit(_) => "split_unit",
            Self::MoveUnit(_) => "move_unit",
            Self::OpenOrganisation(_) => "open_organisation",
            Self::CloseOrganisation(_) => "close_organisation",
            Self::MoveOrganisation(_) => "move_organisation",
        }
    }

    /// The units and organisations that the step makes others.
    #[must_use]
    pub fn changes(&self) -> Vec<Id> {
        match self {
            Self::OpenUnit(_) | Self::OpenOrganisation(_) => Vec::new(),
            Self::CloseUnit(step) => step.unit.into_iter().collect(),
            Self::MergeUnits(step) => step.units.clone(),
            Self::SplitUnit(step) => step.unit.into_iter().collect(),
            Self::MoveUnit(step) => step.unit.into_iter().collect(),
            Self::CloseOrganisation(step) => step.organisation.into_iter().collect(),
            Self::MoveOrganisation(step) => step.organisation.into_iter().collect(),
        }
    }

    /// The units and organisations that receive something by the step.
    #[must_use]
    pub fn relies_on(&self) -> Vec<Id> {
        let named = match self {
            Self::OpenUnit(step) => vec![step.organisation, step.parent],
            Self::CloseUnit(step) => vec![step.successor],
            Self::MergeUnits(step) => vec![step.into],
            Self::SplitUnit(_) => Vec::new(),
            Self::MoveUnit(step) => vec![step.parent, step.organisation],
            Self::OpenOrganisation(step) => vec![step.parent],
            Self::CloseOrganisation(step) => vec![step.successor],
            Self::MoveOrganisation(step) => vec![step.parent],
        };
        named.into_iter().flatten().collect()
    }

    /// The units and organisations that the step opens.
    #[must_use]
    pub fn opens(&self) -> Vec<Id> {
        match self {
            Self::OpenUnit(step) => vec![step.opened],
            Self::MergeUnits(step) if step.into.is_none() => vec![step.opened],
            Self::SplitUnit(step) => step.parts.iter().map(|part| part.opened).collect(),
            Self::OpenOrganisation(step) => vec![step.opened],
            _ => Vec::new(),
        }
    }
}

impl SplitUnit {
    /// The parts of the names that were typed, each with an id of its own.
    #[must_use]
    pub fn with_parts(self) -> Self {
        let names = self.names.lines().map(str::trim).filter(|name| !name.is_empty());
        let part = |name: &str| Part { opened: Id::new(), name: name.to_owned() };
        Self { parts: names.map(part).collect(), ..self }
    }
}
