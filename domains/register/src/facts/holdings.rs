//! Who holds which role, seen from systems and objects.

use kernel::{Id, Result};
use organisation::{PersonKind, RoleAssignment};
use policy::{HolderKind, Holding, Origin};
use std::collections::{BTreeMap, BTreeSet};
use storage::Read;

/// Where the assignments lie that count for a subject.
pub(super) struct Around {
    pub subject: Id,
    pub objects: Vec<Id>,
    pub organisation: Option<Id>,
}

pub(super) fn holdings_of(read: &Read, places: &[Around]) -> Result<BTreeMap<Id, Vec<Holding>>> {
    let subjects: BTreeSet<Id> = places
        .iter()
        .flat_map(|place| place.objects.iter().copied().chain([place.subject]).chain(place.organisation))
        .collect();
    let subjects: Vec<Id> = subjects.into_iter().collect();
    let assignments = organisation::assignments_of_all(read, &subjects)?;
    let people: BTreeSet<Id> = assignments.iter().filter_map(|one| one.person).collect();
    let people: Vec<Id> = people.into_iter().collect();
    let external: BTreeSet<Id> = organisation::people(read, &people)?
        .into_iter()
        .filter(|person| person.kind == PersonKind::External)
        .map(|person| person.id)
        .collect();
    Ok(places
        .iter()
        .map(|place| {
            let mut holdings = Vec::new();
            for one in &assignments {
                if let Some(origin) = origin_of(place, one.subject_id) {
                    holdings.extend(holding(one, origin, &external));
                }
            }
            (place.subject, holdings)
        })
        .collect())
}

fn origin_of(place: &Around, subject: Id) -> Option<Origin> {
    if subject == place.subject {
        Some(Origin::Own)
    } else if place.objects.contains(&subject) {
        Some(Origin::Object)
    } else {
        (place.organisation == Some(subject)).then_some(Origin::Organisation)
    }
}

fn holding(one: &RoleAssignment, origin: Origin, external: &BTreeSet<Id>) -> Option<Holding> {
    let period = one.counts?;
    let (holder_kind, person_key) = match one.person {
        Some(person) if external.contains(&person) => (HolderKind::ExternalPerson, person.to_string()),
        Some(person) => (HolderKind::Person, person.to_string()),
        None => (HolderKind::Body, one.organisation.map_or_else(|| one.body.clone(), |id| id.to_string())),
    };
    Some(Holding {
        role: one.role.clone(),
        holder_kind,
        person_key,
        from: period.from,
        to: period.to,
        inherited_from: origin,
        also_holds: Vec::new(),
    })
}
