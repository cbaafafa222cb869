//! What the steps of a reorganisation come to: the records that become others, and what succeeds what.

use super::{Structure, Succession};
use crate::{Employment, Organisation, Site, Unit};
use kernel::{Date, Id};
use std::collections::BTreeMap;

/// A record before and after; without *before* it is new.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Became<N> {
    pub before: Option<N>,
    pub after: N,
}

/// Everything that becomes another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Outcome {
    /// Those above before those within them.
    pub organisations: Vec<Became<Organisation>>,
    pub units: Vec<Became<Unit>>,
    pub sites: Vec<Became<Site>>,
    /// Where somebody works elsewhere from the day on, the employment ends the day before and another begins.
    pub employments: Vec<Became<Employment>>,
    pub successions: Vec<Succession>,
}

/// Compares the structure before all steps with that after them.
pub(crate) fn compute_outcome(before: &Structure, after: &Structure) -> Outcome {
    let mut organisations = became(&before.organisations, &after.organisations);
    organisations.sort_by_key(|one| after.organisation_depth(one.after.id));
    let succession = |from: &Id| Succession { from: *from, to: after.final_successors_or_self(*from) };
    Outcome {
        organisations,
        units: became(&before.units, &after.units),
        sites: became(&before.sites, &after.sites),
        employments: employments(before, after),
        successions: after.successors.keys().map(succession).collect(),
    }
}

fn became<N: Clone + PartialEq>(before: &BTreeMap<Id, N>, after: &BTreeMap<Id, N>) -> Vec<Became<N>> {
    let changed = after.iter().filter(|(id, one)| before.get(id) != Some(one));
    changed.map(|(id, one)| Became { before: before.get(id).cloned(), after: one.clone() }).collect()
}

fn employments(before: &Structure, after: &Structure) -> Vec<Became<Employment>> {
    let mut found = Vec::new();
    for (id, elsewhere) in &after.employments {
        let Some(old) = before.employments.get(id).filter(|old| *old != elsewhere) else { continue };
        if old.from >= after.on {
            found.push(Became { before: Some(old.clone()), after: elsewhere.clone() });
            continue;
        }
        let ended = Employment { to: Some(after.last_day()), ..old.clone() };
        found.push(Became { before: Some(old.clone()), after: ended });
        if !after.is_employed_there_already(elsewhere) {
            let begun = Employment { id: Id::new(), from: after.on, revision: 0, ..elsewhere.clone() };
            found.push(Became { before: None, after: begun });
        }
    }
    found
}

impl Structure {
    fn organisation_depth(&self, id: Id) -> usize {
        let above = std::iter::successors(Some(id), |one| self.organisations.get(one)?.parent);
        above.take(self.organisations.len() + 1).count()
    }

    /// What ended without a successor has none; what was placed elsewhere succeeds itself.
    fn final_successors_or_self(&self, id: Id) -> Vec<Id> {
        let mut found = self.final_successors(id);
        found.retain(|one| self.unit(*one).is_some() || self.organisation(*one).is_some());
        found
    }

    /// Whether the same person works at the same place for as long by another employment, so that two that were beside
    /// each other become one.
    fn is_employed_there_already(&self, one: &Employment) -> bool {
        let end = |employment: &Employment| employment.to.unwrap_or(Date::MAX);
        self.employments.values().any(|other| {
            other.id != one.id
                && other.from < self.on.max(one.from)
                && (other.person, other.organisation, other.unit) == (one.person, one.organisation, one.unit)
                && (end(other), other.id) > (end(one), one.id)
        })
    }
}
