//! Steps as people read them, in a list of steps and at the top of the units that they concern.

use super::{Reorganisation, Step};
use crate::store::organisations::organisations;
use crate::store::reorganisations as store;
use kernel::{Id, Message, Result};
use std::collections::BTreeMap;
use storage::Read;

/// What units and organisations are called, those that are only planned too.
pub(crate) type Names = BTreeMap<Id, String>;

/// The names of everything that some plans name.
pub(crate) fn names_in(read: &Read, plans: &[Reorganisation]) -> Result<Names> {
    let places: Vec<Id> = plans.iter().flat_map(|plan| plan.places().into_keys()).collect();
    let mut names: Names = plans.iter().flat_map(|plan| &plan.steps).flat_map(opened_names).collect();
    names.extend(organisations(read, &places)?.into_iter().map(|one| (one.id, one.name)));
    names.extend(store::units_by_id(read, &places)?.into_iter().map(|unit| (unit.id, unit.name)));
    Ok(names)
}

fn opened_names(step: &Step) -> Vec<(Id, String)> {
    match step {
        Step::OpenUnit(step) => vec![(step.opened, step.name.clone())],
        Step::MergeUnits(step) if step.into.is_none() => vec![(step.opened, step.name.clone())],
        Step::SplitUnit(step) => step.parts.iter().map(|part| (part.opened, part.name.clone())).collect(),
        Step::OpenOrganisation(step) => vec![(step.opened, step.name.clone())],
        _ => Vec::new(),
    }
}

impl Step {
    /// The step as a sentence.
    pub(crate) fn in_words(&self, names: &Names) -> Message {
        let name = |id: Option<Id>| id.and_then(|id| names.get(&id)).cloned().unwrap_or_default();
        match self {
            Self::OpenUnit(step) => Message::new("reorganisation-told-open")
                .with("name", step.name.clone())
                .with("place", name(step.parent.or(step.organisation))),
            Self::OpenOrganisation(step) => Message::new("reorganisation-told-open")
                .with("name", step.name.clone())
                .with("place", name(step.parent)),
            Self::CloseUnit(step) => closed(name(step.unit), step.successor.map(|id| name(Some(id)))),
            Self::CloseOrganisation(step) => {
                closed(name(step.organisation), step.successor.map(|id| name(Some(id))))
            }
            Self::MergeUnits(step) => {
                let parts: Vec<String> = step.units.iter().map(|id| name(Some(*id))).collect();
                let into = step.into.map_or_else(|| step.name.clone(), |id| name(Some(id)));
                Message::new("reorganisation-told-merge").with("parts", parts.join(", ")).with("into", into)
            }
            Self::SplitUnit(step) => {
                let parts: Vec<&str> = step.parts.iter().map(|part| part.name.as_str()).collect();
                Message::new("reorganisation-told-split")
                    .with("name", name(step.unit))
                    .with("parts", parts.join(", "))
            }
            Self::MoveUnit(step) => moved(name(step.unit), name(step.parent.or(step.organisation))),
            Self::MoveOrganisation(step) => moved(name(step.organisation), name(step.parent)),
        }
    }
}

fn closed(name: String, successor: Option<String>) -> Message {
    match successor {
        Some(to) => Message::new("reorganisation-told-close-into").with("name", name).with("to", to),
        None => Message::new("reorganisation-told-close").with("name", name),
    }
}

fn moved(name: String, to: String) -> Message {
    Message::new("reorganisation-told-move").with("name", name).with("to", to)
}
