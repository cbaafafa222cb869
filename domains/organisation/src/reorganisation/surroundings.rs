//! What a plan is computed from: the organisations that it is about with all within them, and who works where a step
//! makes something another.

use super::{Reorganisation, Structure};
use crate::OrganisationKind;
use crate::around_assignments::distinct;
use crate::store::organisations::organisations;
use crate::store::reorganisations as store;
use kernel::{Id, Result};
use std::collections::{BTreeMap, BTreeSet};
use storage::Read;

/// The structure as it stands today, seen on the day of the plan.
pub(crate) fn structure_of(read: &Read, plan: &Reorganisation) -> Result<Structure> {
    let within = store::organisations_below(read, &plan.organisations)?;
    let mut organisations = organisations(read, &within)?;
    organisations.retain(|one| one.kind != OrganisationKind::Supplier);
    let units = store::units_of(read, &within)?;
    let by_unit: BTreeMap<Id, Id> = units.iter().map(|unit| (unit.id, unit.organisation)).collect();
    let changed: BTreeSet<Id> = plan.steps.iter().flat_map(super::Step::changes).collect();
    let received: BTreeSet<Id> = plan.steps.iter().flat_map(super::Step::relies_on).collect();
    let employers = changed
        .union(&received)
        .filter_map(|id| by_unit.get(id).or_else(|| within.iter().find(|one| *one == id)));
    let employers = distinct(employers.copied());
    let employments = store::lasting_employments(read, &employers, plan.effective_on)?;
    let sites = store::sites_of(read, &employers, plan.effective_on)?;
    Ok(Structure {
        organisations: organisations.into_iter().map(|one| (one.id, one)).collect(),
        units: units.into_iter().map(|one| (one.id, one)).collect(),
        sites: sites.into_iter().map(|one| (one.id, one)).collect(),
        employments: employments.into_iter().map(|one| (one.id, one)).collect(),
        ..Structure::on(plan.effective_on)
    })
}
